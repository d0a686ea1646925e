"""Which columns each kind of record has in tables, rows and cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidence.cli.escape import as_json
from evidence.cli.output import Column, Columns, cell
from evidence.domain.dates import edtf_from_csl
from evidence.domain.items import DATES, NAMES
from evidence.domain.names import Name

Row = Mapping[str, Any]


def people(value: Sequence[Row] | None) -> list[str]:
    """The names of a CSL name variable, as lists sort them."""
    return [Name.from_csl(each).inverted for each in value or ()]


def date(value: Row | None) -> str:
    """A CSL date as EDTF."""
    return "" if value is None else edtf_from_csl(value)


def located(item: Row) -> str:
    """A locator with its label: "page 59-61"."""
    return " ".join(str(item[part]) for part in ("label", "locator") if item.get(part))


def _item(item: Row) -> str:
    works = item["source"] or " or ".join(item["candidates"]) or "no work"
    told = "" if item["resolution"] == "resolved" else str(item["resolution"])
    inferred = "inferred" if item.get("inferred") else ""
    return ", ".join(part for part in (works, located(item), told, inferred) if part)


def _service(service: Row) -> str:
    return f"{service['citation']} {service['text']} → {_item(service)}"


def _evidence(link: Row) -> str:
    told = f"{link['key']} {link['stance']}: {link['source']}"
    place = located(link)
    quotation = f" “{link['quotation']}”" if link["quotation"] else ""
    fidelity = f" ({link['fidelity']})" if link["fidelity"] else ""
    return told + (f", {place}" if place else "") + quotation + fidelity


def _judgement(judgement: Row) -> str:
    who = f"{judgement['agent']}, {judgement['time']}"
    software = "software: " if judgement["agent_kind"] == "software" else ""
    old = ", of an earlier wording" if judgement["outdated"] else ""
    sure = judgement["confidence"]
    sure = f", confidence {sure:.2f}" if sure is not None else ""
    told = f"{judgement['axis']} {judgement['rating']}: {judgement['reason']}"
    return f"{software}{told} ({who}{sure}{old})"


def _judgements(judgements: Iterable[Row] | None) -> list[str]:
    """Judgements as lines, programs' after people's."""
    return list(map(_judgement, sorted(judgements or (), key=_is_software)))


def _is_software(judgement: Row) -> bool:
    return bool(judgement["agent_kind"] == "software")


def _found(value: Row) -> str:
    """What became of looking for a claim's quoted words in one work."""
    where = f", p. {value['page_label']}" if value["page_label"] else ""
    differs = f": {value['difference']}" if value["difference"] else ""
    return f"{value['status']} in {value['source']}{where}{differs}"


def _suggestion(suggestion: Row) -> str:
    return f"{suggestion['source']}: {suggestion['reason']}"


def _flat(text: str) -> str:
    """A text of several paragraphs as one."""
    return " ".join(text.split())


def _difference(difference: Row) -> str:
    return f"{difference['variable']}: {' / '.join(difference['values'])}"


def _each(of: Any) -> Any:
    def texts(values: Iterable[Row] | None) -> list[str]:
        return [of(value) for value in values or ()]

    return texts


def _place(record: Row) -> str:
    """Paragraph and sentence: "2.5"."""
    return ".".join(str(record[part]) for part in ("paragraph", "sentence") if record[part])


def _plain(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


_SECTION = Column("section", wraps=True, most=16)
_PLACE = Column("¶", _place, field="")

SOURCES = Columns(
    rows=(
        *_plain("key", "type"),
        Column("author", people),
        Column("issued", date),
        *_plain("title", "container-title", "publisher", "volume", "issue", "page", "DOI"),
        *_plain("ISBN", "URL"),
        Column("accessed", date),
        *_plain("tags", "cited"),
    ),
    table=(
        Column("key", wraps=True, most=24),
        Column("type", least=110),
        Column("author", people, wraps=True, most=18),
        Column("issued", date),
        Column("title", wraps=True),
        Column("cited"),
    ),
)

REFERENCES = Columns(
    rows=_plain("key", "paper", "section", "position", "raw", "sources"),
    table=(
        Column("key"),
        _SECTION,
        Column("no.", field="position"),
        Column("as printed", field="raw", wraps=True),
        Column("sources", wraps=True, most=16),
    ),
)

CITATIONS = Columns(
    rows=(
        *_plain("key", "section", "paragraph", "sentence", "text"),
        Column("items", _each(_item)),
        Column("paper"),
    ),
    table=(
        Column("key"),
        _SECTION,
        _PLACE,
        Column("text", wraps=True),
        Column("works", _each(_item), field="items", wraps=True),
    ),
)

CLAIMS = Columns(
    rows=(
        *_plain("key", "section", "paragraph", "sentence", "kind", "status", "statement"),
        Column("quoted"),
        Column("found", _each(_found)),
        Column("citations", _each(_service)),
        Column("suggested", _each(_suggestion), field="suggestions"),
        Column("evidence", _each(_evidence)),
        Column("veracity"),
        Column("judgements", _judgements),
        Column("paper"),
    ),
    table=(
        Column("key"),
        _SECTION,
        _PLACE,
        Column("kind", least=110),
        Column("statement", wraps=True),
        Column("cited", wraps=True, most=24, least=100),
        Column("veracity"),
    ),
)

LINKS = Columns(
    rows=(
        *_plain("key", "claim", "source", "stance", "locator", "label", "quotation", "note"),
        Column("fidelity"),
        Column("judgements", _judgements),
    ),
    table=(
        *_plain("key", "claim"),
        Column("source", wraps=True, most=18),
        Column("stance"),
        Column("place", located, field="", wraps=True, most=10),
        Column("quotation", wraps=True),
        Column("fidelity", wraps=True, most=12),
    ),
)

DOCUMENTS = Columns(
    rows=_plain(
        *("key", "source", "file", "media_type", "pages", "status", "sources", "name", "size"),
        *("sha256", "linked"),
    ),
    table=(
        Column("key"),
        Column("sources", wraps=True, most=24),
        Column("name", wraps=True),
        Column("media type", field="media_type", wraps=True, most=16),
        Column("size", least=100),
        Column("linked", least=100),
        *_plain("pages", "status"),
    ),
)

PAPERS = Columns.same(
    Column("key", wraps=True, most=18),
    Column("title", wraps=True),
    *_plain("citations", "references", "works", "claims", "passages"),
)


DUPLICATES = Columns(
    rows=(
        *_plain("keys", "reason", "score"),
        Column("differences", _each(_difference)),
    ),
    table=(
        Column("keys", wraps=True, most=24),
        Column("reason", wraps=True, most=16),
        Column("score"),
        Column("differences", _each(_difference), wraps=True),
    ),
)

ANNOTATIONS = Columns(
    rows=_plain("key", "source", "kind", "text", "agent", "time"),
    table=(
        Column("key"),
        Column("source", wraps=True, most=18),
        Column("kind"),
        Column("text", _flat, wraps=True),
    ),
)


def of_source(record: Row) -> Columns:
    """The columns of one work: every variable that it has."""
    return Columns.same(*map(_variable, record))


def _variable(name: str) -> Column:
    if name in NAMES:
        return Column(name, people)
    if name in DATES:
        return Column(name, date)
    if name == "origins":
        return Column(name, _each(_origin))
    if name == "annotations":
        return Column(name, _each(_note))
    if name == "lookups":
        return Column(name, _each(_look_up))
    return Column(name, as_json if name == "custom" else cell)


def _note(annotation: Row) -> str:
    return f"{annotation['key']} {annotation['kind']}: {annotation['text']}"


def _origin(statement: Row) -> str:
    variable, value = statement["variable"], statement["value"]
    if variable in NAMES and isinstance(value, list):
        told = "; ".join(people(value))
    else:
        told = value if isinstance(value, str) else as_json(value)
    where = f" ({statement['url']})" if statement["url"] not in (None, value) else ""
    note = f" [{statement['note']}]" if statement["note"] else ""
    return f"{statement['origin']}: {variable or 'the work'} = {told}{where}{note}"


def _look_up(record: Row) -> str:
    what = f"{record['scheme'].upper()} {record['value']} {record['outcome'].replace('-', ' ')}"
    at = f" at {record['service']}" if record["service"] else ""
    return f"{what}{at}, {record['time']}" + (f": {record['detail']}" if record["detail"] else "")
