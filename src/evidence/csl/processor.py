"""The processor: items and cites in, citations and a bibliography out.

CSL 1.0.2 leaves to the processor what spans cites: their order, their positions, citation
numbers, year suffixes. All of it is settled here, whenever the list of cited items changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evidence.csl.cite_affixes import affixed, begun
from evidence.csl.cites import Cite, Cluster
from evidence.csl.collapsing import Rendered, joined
from evidence.csl.context import NO_CITE, NONE, Context, Disambiguation, NamesShown
from evidence.csl.disambiguation import Disambiguator, suffix_letters
from evidence.csl.elements.grouping import rendered
from evidence.csl.entries import aligned, ended, full_names, substituted
from evidence.csl.finishing import finish
from evidence.csl.items import Item
from evidence.csl.locale import Locale
from evidence.csl.output import Node, Output, nodes_of, text_of
from evidence.csl.positions import AGAIN, Places
from evidence.csl.sorting import ordered
from evidence.csl.style import Layout, SortKey, Style
from evidence.csl.tree import Bibliography, Entry, Runs

UNPRINTED = "[CSL STYLE ERROR: reference with no printed form.]"
"""What stands for an item of which a style prints nothing, as in citeproc."""

_NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Changed:
    """A cluster whose text a registration changed.

    Args:
        index: Its place in the document, from 0.
        id: The cluster's.
        runs: The new text.
    """

    index: int
    id: str
    runs: Runs


class Processor:
    """Formats the citations and the bibliography of one document.

    Args:
        style: The style.
        items: CSL-JSON; of two items with one ``id`` the later counts.
        locale: Language tag, in place of the style's default.
        abbreviations: For a variable, short forms by long form.
        links: Whether DOIs and addresses become links.

    Raises:
        BadStyle: Where the style cannot be followed.
        LocaleNotFound: Where the tag is no language tag.
    """

    def __init__(
        self,
        style: Style,
        items: Iterable[Mapping[str, Any]],
        locale: str | None = None,
        abbreviations: Mapping[str, Mapping[str, str]] | None = None,
        links: bool = False,
    ) -> None:
        self.style = style
        self._program = style.program(locale, links, abbreviations)
        self._language = self._program.locale.tag
        self._items: dict[str, Item] = {}
        for data in items:
            item = Item(data)
            self._items[item.id] = item
        self._clusters: list[Cluster] = []
        self._listed: list[str] | None = None
        self._explicit_suffix = style.uses_year_suffix
        self._ambiguity_tests = style.ambiguity_tests
        self._settled_for: tuple[str, ...] | None = None
        self._order: list[str] = []
        self._told: dict[str, Disambiguation] = {}
        self._printed: dict[str, Runs] = {}

    @property
    def locale(self) -> Locale:
        """The terms in use."""
        return self._program.locale

    @property
    def language(self) -> str:
        """The tag of the language in use."""
        return self._program.locale.tag

    @property
    def has_bibliography(self) -> bool:
        """Whether the style has a bibliography."""
        return self._program.bibliography is not None

    # What is cited

    def list_items(self, ids: Iterable[str]) -> None:
        """Say which items the bibliography lists, in the order in which they are first cited.

        Without this, those cited are listed, or all where nothing is cited.

        Args:
            ids: Items; unknown ones are left out.
        """
        self._listed = [one for one in dict.fromkeys(ids) if one in self._items]

    def listed(self) -> tuple[str, ...]:
        """The items of the bibliography, in its order."""
        self._settle()
        return tuple(self._order)

    def cite(self, clusters: Sequence[Cluster]) -> list[Runs]:
        """The citations of a whole document.

        Args:
            clusters: In the document's order.

        Returns:
            As many citations.
        """
        self._clusters = list(clusters)
        return self._printed_clusters()

    def register(
        self,
        cluster: Cluster,
        before: Sequence[tuple[str, int]] = (),
        after: Sequence[tuple[str, int]] = (),
    ) -> list[Changed]:
        """Put a cluster into a changing document, or put another in its place.

        Args:
            cluster: The cluster; its ``id`` names it from now on.
            before: Identifiers and note numbers of the clusters before it.
            after: Those after it. Clusters named in neither leave the document.

        Returns:
            The clusters whose text is new or has changed, in the document's order.
        """
        known = {one.id: one for one in self._clusters}
        order: list[Cluster] = []
        for name, note in before:
            if name in known:
                order.append(replace(known[name], note=note))
        order.append(cluster)
        for name, note in after:
            if name in known:
                order.append(replace(known[name], note=note))
        self._clusters = order
        printed = self._printed_clusters()
        changed = [
            Changed(at, one.id, runs)
            for at, (one, runs) in enumerate(zip(order, printed, strict=True))
            if one.id == cluster.id
            or self._printed.get(one.id) != runs
            or (one.id in known and known[one.id].note != one.note)
        ]
        self._printed = {one.id: runs for one, runs in zip(order, printed, strict=True)}
        return changed

    def citations(self) -> list[tuple[str, Runs]]:
        """The clusters of the document, with their text."""
        return [
            (one.id, runs)
            for one, runs in zip(self._clusters, self._printed_clusters(), strict=True)
        ]

    # Settling

    def _cited(self) -> list[str]:
        if self._listed is not None:
            known = dict.fromkeys(self._listed)
            for cluster in self._clusters:
                known.update(dict.fromkeys(c.id for c in cluster.cites if c.id in self._items))
            return list(known)
        cited = dict.fromkeys(
            cite.id
            for cluster in self._clusters
            for cite in cluster.cites
            if cite.id in self._items
        )
        return list(cited) if self._clusters else list(self._items)

    def _settle(self) -> None:
        """Order the bibliography, number its items, tell cites apart."""
        cited = self._cited()
        if self._settled_for == tuple(cited):
            return
        self._settled_for = tuple(cited)
        self._told = {}
        for number, one in enumerate(cited, 1):
            self._items[one].citation_number = number
        layout = self._program.bibliography
        self._order = cited
        if layout is not None and layout.keys:
            self._order = self._sorted(cited, layout)
            backwards = any(
                key.variable == "citation-number" and key.descending for key in layout.keys
            )
            numbered = reversed(self._order) if backwards else self._order
            for number, one in enumerate(numbered, 1):
                self._items[one].citation_number = number
        options = self._program.citation.options
        if self._ambiguity_tests or any(options.get(name) == "true" for name in _ADDING):
            telling = Disambiguator(options, self._look, self._ambiguity_tests)
            self._told = telling.settle(self._order)

    def _sorted(self, ids: Sequence[str], layout: Layout) -> list[str]:
        def context(one: str, key: SortKey) -> Context:
            return self._context(self._items[one], "bibliography", key=key)

        return ordered(ids, layout.keys, context, self.locale.language)

    def _look(self, one: str, told: Disambiguation) -> tuple[str, Sequence[NamesShown]]:
        item = self._items[one]
        context = self._context(
            item, "citation", told=told, positions=AGAIN, first_note=item.citation_number
        )
        context.year_suffix = ""
        output = _together(self._program.citation, context)
        return text_of(output), context.names_shown

    def _context(
        self,
        item: Item,
        area: str,
        cite: Cite = NO_CITE,
        positions: frozenset[str] = _NOWHERE,
        told: Disambiguation | None = None,
        first_note: int = 0,
        key: SortKey | None = None,
        hide: bool = False,
    ) -> Context:
        if told is None:
            told = self._told.get(item.id, NONE)
        letters = suffix_letters(told.year_suffix) if told.year_suffix else ""
        return Context(
            item,
            area,
            cite,
            positions,
            told,
            first_note,
            letters,
            item.text("language") or self._language,
            key is not None,
            key.limits if key is not None else None,
            hide,
            self._explicit_suffix,
        )

    # Citations

    def _printed_clusters(self) -> list[Runs]:
        self._settle()
        layout = self._program.citation
        sorted_cites = [self._in_order(cluster, layout) for cluster in self._clusters]
        near = layout.options.get("near-note-distance", "5")
        places = Places(
            zip(self._clusters, sorted_cites, strict=True), int(near) if near.isdigit() else 5
        )
        return [
            self._cluster(cluster, cites, positions, places)
            for cluster, cites, positions in zip(
                self._clusters, sorted_cites, places.positions, strict=True
            )
        ]

    def _in_order(self, cluster: Cluster, layout: Layout) -> list[Cite]:
        cites = [cite for cite in cluster.cites if cite.id in self._items]
        if cluster.unsorted or len(cites) < 2 or not layout.keys:
            return cites

        def context(cite: Cite, key: SortKey) -> Context:
            return self._context(self._items[cite.id], "citation", cite, key=key)

        rank = {one: at for at, one in enumerate(self._order)}
        cites.sort(key=lambda cite: rank.get(cite.id, 0))
        return ordered(cites, layout.keys, context, self.locale.language)

    def _cluster(
        self,
        cluster: Cluster,
        cites: Sequence[Cite],
        positions: Sequence[frozenset[str]],
        places: Places,
    ) -> Runs:
        layout = self._program.citation
        mode = cluster.mode
        if mode == "author-only" or (len(cites) == 1 and cites[0].author_only):
            return self._finish(self._authors(cites[:1], positions, places))
        rendered = [
            self._rendered(
                replace(cite, suppress_author=True)
                if mode in ("suppress-author", "composite") and at == 0
                else cite,
                positions[at],
                places,
            )
            for at, cite in enumerate(cites)
        ]
        if self.style.note:
            rendered = [begun(one, at) for at, one in enumerate(rendered)]
        inner = joined(
            [one for one in rendered if one is not None], layout.options, layout.delimiter
        )
        if not inner:
            return ()
        whole = Node(inner)
        out: Output = Node([layout.prefix, whole, layout.suffix])
        if layout.formats:
            out = Node([out], layout.formats)
        if mode == "composite":
            authors = self._authors(cites[:1], positions, places)
            infix = f" {cluster.infix.strip()} " if cluster.infix.strip() else " "
            return self._finish([*authors, infix, out] if authors else [out])
        return self._finish([out])

    def _authors(
        self, cites: Sequence[Cite], positions: Sequence[frozenset[str]], places: Places
    ) -> list[Output]:
        for cite, held in zip(cites, positions, strict=False):
            output = self._output(cite, held, places, False)
            if output is not None:
                names = next(nodes_of(output, "names"), None)
                return [names if names is not None else output]
        return []

    def _output(
        self, cite: Cite, held: frozenset[str], places: Places, hide: bool
    ) -> Output | None:
        context = self._context(
            self._items[cite.id],
            "citation",
            cite,
            held,
            first_note=places.first_notes.get(cite.id, 0),
            hide=hide,
        )
        return _together(self._program.citation, context)

    def _rendered(self, cite: Cite, held: frozenset[str], places: Places) -> Rendered | None:
        output = self._output(cite, held, places, cite.suppress_author)
        if output is None:
            if cite.suppress_author:
                return None
            output = UNPRINTED
        collapse = self._program.citation.options
        names, short = "", None
        if "collapse" in collapse or "cite-group-delimiter" in collapse:
            first = next(nodes_of(output, "names"), None)
            names = "" if first is None else text_of(first)
            if names and collapse.get("collapse", "").startswith("year"):
                short = affixed(cite, self._output(cite, held, places, True))
        whole = affixed(cite, output)
        assert whole is not None
        told = self._told.get(cite.id, NONE)
        number = self._items[cite.id].citation_number
        return Rendered(cite, whole, short, names, number, told.year_suffix)

    def _finish(self, outputs: Sequence[Output]) -> Runs:
        locale = self._program.locale
        return finish(outputs, locale.quotes, locale.punctuation_in_quote)

    # The bibliography

    def bibliography(self, ids: Sequence[str] | None = None) -> Bibliography:
        """The entries, sorted and formatted.

        Args:
            ids: Only these; all that are listed where none are told.

        Returns:
            No entries where the style has no bibliography.
        """
        self._settle()
        layout = self._program.bibliography
        if layout is None:
            return Bibliography(())
        wanted = None if ids is None else set(ids)
        options = layout.options
        replacing = options.get("subsequent-author-substitute")
        rule = options.get("subsequent-author-substitute-rule", "complete-all")
        align = options.get("second-field-align")
        entries: list[Entry] = []
        omitted: list[str] = []
        before: Output | None = None
        named: Sequence[str] = ()
        offset = 0
        for one in self._order:
            if wanted is not None and one not in wanted:
                continue
            context = self._context(self._items[one], "bibliography")
            fields = rendered(layout.body, context)
            if not fields:
                omitted.append(one)
                continue
            if replacing is not None:
                plain = Node(fields)
                names = full_names(context.names_shown)
                fields = list(substituted(plain, before, replacing, rule, (names, named)).children)
                before, named = plain, names
            if align:
                offset = max(offset, len(text_of(fields[0])))
                fields = aligned(fields, layout.prefix, layout.suffix)
                out = Node(fields, layout.formats)
            else:
                out = Node(ended([layout.prefix, *fields], layout.suffix), layout.formats)
            entries.append(Entry(one, self._finish([out])))
        return Bibliography(
            tuple(entries),
            options.get("hanging-indent") == "true",
            align,
            _whole(options.get("line-spacing")),
            _whole(options.get("entry-spacing")),
            offset,
            tuple(omitted),
        )


_ADDING = (
    "disambiguate-add-names",
    "disambiguate-add-givenname",
    "disambiguate-add-year-suffix",
)


def _whole(value: str | None) -> int:
    return int(value) if value is not None and value.isascii() and value.isdigit() else 1


def _together(layout: Layout, context: Context) -> Output | None:
    children = rendered(layout.body, context)
    if not children:
        return None
    return children[0] if len(children) == 1 else Node(children)
