"""What the commands that format bibliographies share: their options, and where a file goes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from evidence.cli.base import Option
from evidence.cli.options import say
from evidence.cli.writing import write_file

if TYPE_CHECKING:
    from evidence.csl.writers.base import Writer
    from evidence.services.formatting import Formatted

_BINARY = frozenset({"docx", "pdf"})
_SECTION = "For readers"
_OPTIONS = (
    (("--style",), "STYLE", "A name (apa, chicago, mla, …), a file or an address."),
    (("--locale",), "LANGUAGE", "A language tag, as en-GB; else the style's own."),
    (
        ("--format", "-f", "form"),
        "FORM",
        "text, html, md, latex, rtf, docx, pdf or typst; else by FILE's ending.",
    ),
)
Function = TypeVar("Function", bound=Callable[..., Any])


def with_options(function: Function) -> Function:
    """Give a command the options of a formatted bibliography: `style`, `locale`, `form`."""
    for names, metavar, text in reversed(_OPTIONS):
        function = click.option(*names, metavar=metavar, help=text, cls=Option, section=_SECTION)(
            function
        )
    return function


def writer_for(form: str | None, path: str | None) -> Writer:
    """The writer asked for, or the one that a file's ending stands for, or text.

    Raises:
        NotFound: there is no such form. Refused: it is no text, and would go to a terminal.
    """
    from evidence.csl.writers import names, writer
    from evidence.errors import BadInput, Refused

    if form is None:
        ending = Path(path).suffix.lstrip(".").lower() if path and path != "-" else "txt"
        endings = {writer(name).extension: name for name in names()}
        if ending not in endings and ending != "htm":
            known = ", ".join(sorted(endings))
            raise BadInput(
                f"the ending of {path} stands for no form", hint=f"--format, or end in {known}"
            )
        form = endings.get(ending, "html")
    chosen = writer(form)
    if chosen.extension in _BINARY and path in (None, "-") and sys.stdout.isatty():
        raise Refused(
            f"{chosen.label} is no text for a terminal", hint=f"-o references.{chosen.extension}"
        )
    return chosen


def put(made: Formatted, write: Writer, path: str | None) -> None:
    """Write a formatted bibliography where it was asked for, whole or not at all."""
    from evidence.cli.output import width
    from evidence.csl.writers.document import References
    from evidence.csl.writers.text import Text

    document = made.document
    if write.extension == "txt" and all(isinstance(one, References) for one in document.blocks):
        document = replace(document, title="")  # a list to be pasted
    if write.extension == "txt" and path in (None, "-") and sys.stdout.isatty():
        write = Text(width=width())
    content = write.document(document)
    count, omitted = len(made.bibliography.entries), made.bibliography.omitted
    if omitted:
        say(f"the style prints no entry for {', '.join(omitted)}")
    if path is None or path == "-":
        if not count:
            say("no works")
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    write_file(Path(path), content)
    say(f"wrote {path}: {count} {'entry' if count == 1 else 'entries'}, {made.style}")
