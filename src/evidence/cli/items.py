"""A bibliographic record from the command line: an option for each CSL variable, or CSL-JSON."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

import click

from evidence.cli import reading
from evidence.cli.base import Option, Verb
from evidence.cli.text import wrapped
from evidence.domain import dates, names
from evidence.domain.items import DATES, NAMES, STRINGS, TYPES, Item
from evidence.errors import BadInput, EvidenceError

_GIVEN = "evidence.csl"
_HEADINGS = {
    "Title and text": """title title-short part-title volume-title abstract genre language keyword
        note annote""",
    "Where it appeared": """container-title container-title-short collection-title
        collection-number event-title event-place publisher publisher-place edition volume issue
        page page-first number number-of-pages number-of-volumes chapter-number section""",
    "Identifiers": "DOI ISBN ISSN PMID PMCID URL call-number citation-key",
}
_OTHERS = "Other variables"
_PEOPLE = "People (again for each name; 'Family, Given' or '{Organization}')"
_WHEN = "Dates (2018, 2018-03-20, 2018-01/2018-03, '20 November 2013')"


class _Variable(click.Option):
    """The option of one CSL variable; help shows them together, without a line for each."""

    def __init__(self, variable: str, heading: str) -> None:
        name = variable.replace("_", "-")
        super().__init__(
            list(dict.fromkeys([f"--{name.lower()}", f"--{name}"])),
            multiple=variable in NAMES,
            expose_value=False,
            callback=self._keep,
        )
        self.variable = variable
        self.heading = heading

    def get_help_record(self, ctx: click.Context) -> None:
        """No line of its own."""

    def _keep(self, context: click.Context, _: click.Parameter, value: Any) -> None:
        if value is not None and value != ():
            context.meta.setdefault(_GIVEN, {})[self.variable] = value


class ItemVerb(Verb):
    """A verb that takes a work's CSL variables as options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(
            Option(
                ["--type"],
                metavar="TYPE",
                help="CSL item type: book, article-journal, chapter, report, webpage, …",
                expose_value=False,
                callback=_keep_type,
            )
        )
        self.params += [_Variable(name, heading) for name, heading in _variables().items()]

    def format_more_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the variables' options heading by heading, in running lines."""
        headings: dict[str, list[str]] = {}
        for parameter in self.get_params(ctx):
            if isinstance(parameter, _Variable):
                headings.setdefault(parameter.heading, []).append(parameter.opts[0])
        for heading, options in headings.items():
            with formatter.section(heading):
                margin = " " * formatter.current_indent
                lines = wrapped(" ".join(options), formatter.width - len(margin))
                formatter.write("".join(f"{margin}{line}\n" for line in lines))


def _variables() -> dict[str, str]:
    """Every CSL variable with its heading, in the order of the help."""
    headings = {name: heading for heading, listed in _HEADINGS.items() for name in listed.split()}
    rest = dict.fromkeys(sorted(STRINGS - headings.keys()), _OTHERS)
    people = ("author", "editor", "translator")
    when = ("issued", "accessed")
    return {
        **dict.fromkeys([*people, *sorted(NAMES - {*people})], _PEOPLE),
        **dict.fromkeys([*when, *sorted(DATES - {*when})], _WHEN),
        **headings,
        **rest,
    }


def _keep_type(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta.setdefault(_GIVEN, {})["type"] = known_type(value)


def known_type(value: str) -> str:
    """A CSL item type that somebody typed.

    Raises:
        BadInput: it is none; the hint names the nearest, or all.
    """
    if value not in TYPES:
        near = difflib.get_close_matches(value, TYPES)
        raise BadInput(
            f"{value!r} is no CSL item type",
            hint=f"did you mean {', '.join(near)}?"
            if near
            else f"one of {', '.join(sorted(TYPES))}",
        )
    return value


def given() -> dict[str, Any]:
    """What the options of this command line say, by CSL name, as typed."""
    values: dict[str, Any] = click.get_current_context().meta.get(_GIVEN, {})
    return dict(values)


def changes(typed: Mapping[str, Any]) -> tuple[dict[str, object], list[str]]:
    """What to set, in the forms that records keep, and what to clear (given as "").

    Raises:
        BadInput: a name or a date cannot be read.
    """
    setting: dict[str, object] = {}
    clearing: list[str] = []
    for variable, value in typed.items():
        if all(not each.strip() for each in ([value] if isinstance(value, str) else value)):
            clearing.append(variable)
        else:
            setting[variable] = _read(variable, value)
    return setting, clearing


def item(typed: Mapping[str, Any]) -> Item:
    """The work that the options describe.

    Raises:
        BadInput: a name or a date cannot be read.
        click.UsageError: there is no type.
    """
    if "type" not in typed:
        raise click.UsageError("Missing option '--type'.", click.get_current_context())
    setting, _ = changes(typed)
    parts: dict[str, dict[str, Any]] = {"names": {}, "dates": {}, "variables": {}}
    for variable, value in setting.items():
        if variable != "type":
            parts[_part(variable)][variable] = value
    return Item(str(typed["type"]), **parts)


def works(json_path: str | None, key: str | None) -> list[tuple[Item, str | None]]:
    """The works that an `add` brings, each with the key it asks for.

    Args:
        json_path: a file of CSL-JSON, "-" for stdin; None where options describe one work.
        key: of the one work; in CSL-JSON each work's `id` is its key.

    Raises:
        BadInput: something cannot be read.
        click.UsageError: options and CSL-JSON together, or one key for several works.
        OSError: the file cannot be read.
    """
    typed = given()
    if json_path is None:
        return [(item(typed), key)]
    context = click.get_current_context()
    if typed:
        raise click.UsageError(f"--json and --{next(iter(typed))} exclude each other", context)
    objects = _csl_json(json_path)
    if key is not None and len(objects) > 1:
        raise click.UsageError(f"one --key for {len(objects)} works", context)
    return [_work(each, number, len(objects), key) for number, each in enumerate(objects, 1)]


def _work(
    data: Mapping[str, Any], number: int, of: int, key: str | None
) -> tuple[Item, str | None]:
    """A work of CSL-JSON and its key; what is wrong with one of several says with which."""
    try:
        return Item.from_csl(data), key or id_of(data)
    except BadInput as error:
        if of == 1:
            raise
        raise BadInput(f"work {number} of {of}: {error.message}", hint=error.hint) from None


def id_of(data: Mapping[str, Any]) -> str | None:
    """The `id` of a CSL-JSON object as a key; None where it has none.

    Raises:
        BadInput: it is neither text nor a whole number.
    """
    given = data.get("id")
    if given is None or given == "":
        return None
    if not isinstance(given, str | int) or isinstance(given, bool):
        raise BadInput(f"the id of a work is text or a number, not {given!r}")
    return str(given)


def _csl_json(path: str) -> list[Mapping[str, Any]]:
    """The CSL-JSON objects of a file, or of stdin for "-": one object or a list.

    Raises:
        BadInput: it is no JSON, or no object or list of objects.
        OSError: it cannot be read.
    """
    where = reading.name_of(path)
    data = reading.from_json(reading.text(path), where)
    objects = data if isinstance(data, list) else [data]
    if not objects or not all(isinstance(each, Mapping) for each in objects):
        raise BadInput(f"{where} holds no CSL-JSON: an object, or a list of objects, was expected")
    return objects


def _part(variable: str) -> str:
    return "names" if variable in NAMES else "dates" if variable in DATES else "variables"


def _read(variable: str, value: Any) -> object:
    try:
        if variable in NAMES:
            return tuple(names.parse(each) for each in value if each.strip())
        return dates.from_text(value) if variable in DATES else value.strip()
    except EvidenceError as error:
        raise BadInput(f"--{variable}: {error.message}", hint=error.hint) from None
