"""LaTeX: its text as printed, as far as no macro of the paper's own decides it.

A citing command stays as it is written, being what the file cites by. Figures, tables and
formulas on their own are left out but for captions. Files that it reads in are read where they
stand beside it.

Source: LaTeX2e, natbib and biblatex as documented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evidence.manuscript.document import Manuscript, Mark, MarkKind, Writing
from evidence.manuscript.readers._beside import beside
from evidence.manuscript.readers._latex_commands import argument, citations
from evidence.opening.decoding import bytes_of, decoded
from evidence.opening.latex import decode
from evidence.opening.unreadable import Unreadable

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n(?![ \t]*\n)[ \t]*)?")
_INPUT = re.compile(r"\\(?:input|include|subfile)\s*\{([^{}]{1,200})\}")
_BODY = re.compile(r"\\begin\s*\{document\}(.*?)(?:\\end\s*\{document\}|\Z)", re.DOTALL)
_LIBRARY = re.compile(r"\\(?:bibliography|addbibresource)\s*(?:\[[^\]]*\])?\s*\{([^{}]*)\}")
_PRINTED = re.compile(r"\\(?:bibliography\s*\{[^{}]*\}|printbibliography\b(?:\[[^\]]*\])?)")
_LANGUAGE = re.compile(r"\\usepackage\s*\[([^\]]*)\]\s*\{babel\}")
_NO_TEXT = re.compile(
    r"\\begin\s*\{(?P<env>(?:figure|table|equation|align|gather|multline|eqnarray|displaymath"
    r"|tabular|longtable|tikzpicture|lstlisting|verbatim|minted|algorithm|sidewaystable|math"
    r"|comment)\*?)\}|(?P<display>\\\[)|\$\$"
)
_BLOCK = re.compile(
    r"\\(?P<head>part|chapter|section|subsection|subsubsection|paragraph|subparagraph)\*?"
    r"\s*(?:\[[^\]]*\])?\s*(?=\{)"
    r"|\\(?P<side>begin|end)\s*\{(?P<env>[^{}]{1,40})\}(?:\s*\[[^\]]*\])?"
    r"|\\bibitem\s*(?:\[(?P<label>[^\[\]]*)\])?\s*\{(?P<key>[^{}]*)\}"
    r"|\\item\b(?:\s*\[[^\]]*\])?|\\par\b|\n[ \t]*\n\s*"
)
_INLINE = re.compile(r"\\(?P<name>footnote|endnote|footnotetext|textsuperscript)\s*(?=[\[{])")
_DROPPED = re.compile(
    r"\\(?:label|index|nocite|vspace|hspace|thispagestyle|pagestyle|bibliographystyle|setlength"
    r"|addtolength|setcounter|newcommand|renewcommand|usepackage|bibliography|title|author|date"
    r"|affiliation|email|thanks|includegraphics|pagenumbering|markboth)\*?\s*(?:\[[^\]]*\])?"
    r"(?=\s*\{)"
)
_REFERRED = re.compile(r"\\(?:[a-zA-Z]*ref|ref)\*?\s*\{[^{}]*\}")
_UNKNOWN = re.compile(r"\\[a-zA-Z@]+\*?(?:\s*\[[^\[\]]*\])?\s?")
_HOLD, _HELD = "\ue000", re.compile(r"\ue000(\d+)\ue001")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_LEVELS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4}
_MOST = 20_000_000
_DEEPEST = 8


def read(path: Path) -> Manuscript:
    """Read a LaTeX file with what it reads in.

    Raises:
        Unreadable: it is no text, or too long.
    """
    notices: list[str] = []
    source = _source(path, path.parent, notices, 0)
    named = [name for found in _LIBRARY.findall(source) for name in found.split(",")]
    names = [name.strip() for name in named if name.strip()]
    libraries, missing = beside(path, [n if n.endswith(".bib") else f"{n}.bib" for n in names])
    body = match[1] if (match := _BODY.search(source)) else source
    if r"\bibitem" not in source and path.with_suffix(".bbl").is_file():
        listed = _source(path.with_suffix(".bbl"), path.parent, notices, 0)
        if r"\bibitem" in listed:
            body = _PRINTED.sub("", body) + "\n\n" + listed
            missing = ()
    writer = _Writer()
    writer.body(body)
    made, marks = writer.writing.finished()
    title = re.search(r"\\title\s*(?:\[[^\]]*\])?\s*(?=\{)", source)
    given = argument(source, title.end(), "{", "}") if title else None
    language = _LANGUAGE.search(source)
    return Manuscript(
        format="latex",
        text=made,
        marks=marks,
        blocked=True,
        title=_plain(given[0]) if given else None,
        language=_tag(language[1]) if language else None,
        libraries=libraries,
        notices=(*notices, *missing),
    )


def _source(path: Path, folder: Path, notices: list[str], depth: int) -> str:
    text = decoded(bytes_of(path)).replace("\r\n", "\n").replace("\r", "\n")
    text = _COMMENT.sub(r"\1", re.sub("[\ue000\ue001]", "", text))
    parts, at, length = [], 0, len(text)
    for match in _INPUT.finditer(text):
        name = match[1].strip()
        parts.append(text[at : match.start()])
        at = match.end()
        found, _ = beside(folder / path.name, [name, f"{name}.tex"])
        if not found or depth >= _DEEPEST:
            notices.append(f"a file that it reads in is not there: {name}")
            continue
        part = _source(found[-1], folder, notices, depth + 1)
        length += len(part)
        if length > _MOST:
            raise Unreadable("the file and those that it reads in are too long to be read")
        parts.append(f"{part}\n")
    return "".join([*parts, text[at:]])


def _tag(options: str) -> str | None:
    known = {
        "english": "en", "british": "en-GB", "american": "en-US", "german": "de",
        "ngerman": "de", "french": "fr", "spanish": "es", "portuguese": "pt", "brazil": "pt-BR",
        "brazilian": "pt-BR", "italian": "it", "dutch": "nl",
    }  # fmt: skip
    last = options.split(",")[-1].strip().removeprefix("main=")
    return known.get(last)


def _plain(source: str) -> str:
    """What a source prints, without commands that nobody here knows."""
    source = _REFERRED.sub("??", _cut(source))
    text = _UNKNOWN.sub("", decode(source))
    return _SPACE.sub(" ", re.sub(r"[{}]", "", text)).strip()


def _cut(source: str) -> str:
    """A source without the commands that print nothing, and their arguments."""
    parts, at = [], 0
    while (match := _DROPPED.search(source, at)) is not None:
        given = argument(source, match.end(), "{", "}")
        parts.append(source[at : match.start()])
        at = given[1] if given else match.end()
        if given and match[0].startswith((r"\newcommand", r"\renewcommand", r"\setl", r"\addto")):
            more = argument(source, at, "{", "}")
            at = more[1] if more else at
    return "".join([*parts, source[at:]])


@dataclass(slots=True)
class _Writer:
    writing: Writing = field(default_factory=Writing)
    _held: list[tuple[Mark, str]] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)

    def body(self, source: str) -> None:
        """Write a document's text, its notes at the end."""
        source = _without_figures(source)
        for kind, level, name, text in _blocks(self._hold(_cut(source))):
            self._block(kind, text, level, name)
        done = 0
        while done < len(self._notes):
            text = self._hold(self._notes[done])
            done += 1
            self._block(MarkKind.NOTE, text, 0, str(done))

    def _hold(self, source: str) -> str:
        """The source with signs in place of citations, notes and raised words."""
        parts, at = [], 0
        cites = {cite.start: cite for cite in citations(source)}
        starts = [*cites, *(match.start() for match in _INLINE.finditer(source))]
        for start in sorted(starts):
            if start < at:
                continue
            if (cite := cites.get(start)) is not None:
                shown = _SPACE.sub(" ", source[start : cite.end])
                mark = Mark(MarkKind.CITATION, 0, 0, works=cite.works)
                end = cite.end
            else:
                match = _INLINE.match(source, start)
                given = None
                if match is not None:
                    option = argument(source, match.end(), "[", "]")
                    given = argument(source, option[1] if option else match.end(), "{", "}")
                if match is None or given is None:
                    continue
                words, end = given
                if match["name"] == "textsuperscript":
                    mark, shown = Mark(MarkKind.RAISED, 0, 0), _plain(words)
                else:
                    self._notes.append(words)
                    name = str(len(self._notes))
                    mark, shown = Mark(MarkKind.NOTE_CALL, 0, 0, name=name), ""
            parts += [source[at:start], f"{_HOLD}{len(self._held)}\ue001"]
            self._held.append((mark, shown))
            at = end
        return "".join([*parts, source[at:]])

    def _block(self, kind: MarkKind, source: str, level: int, name: str) -> None:
        text = _plain(source)
        if not text:
            return
        start = self.writing.begin()
        at = 0
        for match in _HELD.finditer(text):
            self.writing.add(text[at : match.start()])
            at = match.end()
            mark, shown = self._held[int(match[1])]
            here, end = self.writing.add(shown)
            self.writing.mark(Mark(mark.kind, here, end, name=mark.name, works=mark.works))
        self.writing.add(text[at:])
        self.writing.mark(Mark(kind, start, self.writing.here, level, name))


def _without_figures(source: str) -> str:
    """A source without figures, tables and formulas on their own, but with their captions."""
    parts, at = [], 0
    unended: set[str] = set()
    while (match := _NO_TEXT.search(source, at)) is not None:
        ending = "\\]" if match["display"] else "$$"
        if match["env"]:
            ending = f"\\end{{{match['env']}}}"
        end = -1 if ending in unended else source.find(ending, match.end())
        if end < 0:
            unended.add(ending)  # one that nothing closes is passed over, and not looked for again
            parts.append(source[at : match.end()])
            at = match.end()
            continue
        parts += [source[at : match.start()], _captions(source[match.end() : end])]
        at = end + len(ending)
    return "".join([*parts, source[at:]])


def _captions(figure: str) -> str:
    """What is left of a figure or table: its captions, as blocks of their own."""
    found = []
    for caption in re.finditer(r"\\caption\s*(?:\[[^\]]*\])?\s*(?=\{)", figure):
        given = argument(figure, caption.end(), "{", "}")
        if given:
            found.append(r"\begin{caption}" + given[0] + r"\end{caption}")
    return "\n\n".join(found) if found else " "


def _blocks(source: str) -> Iterator[tuple[MarkKind, int, str, str]]:
    kind, name, at = MarkKind.PARAGRAPH, "", 0
    while (match := _BLOCK.search(source, at)) is not None:
        yield kind, 0, name, source[at : match.start()]
        at = match.end()
        if match["head"]:
            given = argument(source, at, "{", "}")
            if given is not None:
                level = _LEVELS.get(match["head"], 5)
                yield MarkKind.HEADING, level, "", given[0]
                at = given[1]
                kind, name = MarkKind.PARAGRAPH, ""
        elif match["key"] is not None:
            kind, name = MarkKind.ENTRY, match["key"].strip()
        elif match["side"]:
            env = match["env"].rstrip("*")
            kind, name = MarkKind.PARAGRAPH, ""
            if match["side"] == "begin":
                if env in {"quote", "quotation", "displayquote", "blockquote"}:
                    kind = MarkKind.QUOTATION
                elif env == "caption":
                    kind = MarkKind.OTHER
                elif env == "abstract":
                    yield MarkKind.HEADING, 2, "", "Abstract"
                elif env == "thebibliography":
                    yield MarkKind.HEADING, 2, "", "References"
                    given = argument(source, at, "{", "}")
                    at = given[1] if given else at
    yield kind, 0, name, source[at:]
