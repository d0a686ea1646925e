"""Runs that the tests of all writers share."""

from __future__ import annotations

from evidence.csl.tree import Bibliography, Entry, Inline, Span
from evidence.csl.writers.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Quote,
    References,
)

HOSTILE = (
    "<script>alert(1)</script> & \"q\" 'x' <!-- ]]>",
    "a\x00b\x07c\ud800d\uffffe\x1b[31m",
    r"{\rtf1\b x} \par }} \u8211?",
    '#eval("1") #read("/etc/passwd") $x$ `c` @ref <lab> // no /* c */ ~ -- --- ... -1',
    r"\input{/etc/passwd} \write18{id} % c ^^41 $x$ ~ `` '' \end{document}",
    "* a _b_ **c** [l](http://x) ![i](x) &amp; ~~s~~ ^u^ # h | t |",
    "1. list",
    "= heading",
    "- dash",
    "one\n\n# two\r\n\u2028three",
    "] ; ) } ] #panic()",
    "日本語 العربية עברית हिन्दी Ω 😀",
)
"""Text that would be markup, a command or nothing at all in one format or another."""


def span(attribute: str, value: str, *children: Inline) -> Span:
    return Span(attribute, value, children)


def italic(*children: Inline) -> Span:
    return span("font-style", "italic", *children)


def bold(*children: Inline) -> Span:
    return span("font-weight", "bold", *children)


def link(target: str, *children: Inline) -> Span:
    return span("link", target, *children)


def entry(identifier: str, *runs: Inline) -> Entry:
    return Entry(identifier, runs)


def numbered(label: str, *runs: Inline) -> Entry:
    """An entry whose style aligns the second field."""
    return entry(
        label,
        span("display", "left-margin", f"[{label}]"),
        span("display", "right-inline", " ", *runs),
    )


def document(*blocks: Block, title: str = "References", language: str = "en-GB") -> Document:
    return Document(title, language, blocks)


PLAIN = Bibliography(
    (
        entry("drab", "Drab, Lech. 2018. ", italic("Journal of Things"), " 12: 57–71."),
        entry("roe", "Roe, Richard. 2020. ", italic("A Book"), "."),
    ),
    hanging_indent=True,
)

NUMBERED = Bibliography(
    (numbered("1", "B. Roe, ", italic("A Book"), "."), numbered("10", "C. Doe.")),
    second_field_align="flush",
    max_offset=4,
)

EVERYTHING = document(
    Heading(1, ("Works", italic("cited"))),
    References(PLAIN),
    Paragraph(("What it says.",), "annotation"),
    Paragraph(("Bears out C001.",), "evidence"),
    Quote(("Its own words.",)),
    Heading(2, ("By number",)),
    References(NUMBERED),
    Heading(3, ("Rest",)),
    Paragraph(("Body words.",)),
    Paragraph(("Small print.",), "note"),
)

WORDS = (
    "References",
    "Works",
    "cited",
    "Drab, Lech. 2018.",
    "Journal of Things",
    "What it says.",
    "Bears out C001.",
    "Its own words.",
    "By number",
    "B. Roe,",
    "C. Doe.",
    "Rest",
    "Body words.",
    "Small print.",
)
"""What of `EVERYTHING` a reader must find, in this order."""


def hostile_document() -> Document:
    return Document(
        HOSTILE[0] + HOSTILE[4],
        'en" onload="x',
        (
            *(Paragraph((text,)) for text in HOSTILE),
            *(Quote((italic(text), text)) for text in HOSTILE),
            *(Heading(2, (bold(text),)) for text in HOSTILE),
            References(Bibliography(tuple(entry(text, text, bold(text)) for text in HOSTILE))),
            References(Bibliography(tuple(numbered(text, text) for text in HOSTILE))),
            Paragraph((link("javascript:alert(1)", "bad"), link('https://e.org/"><b>', "odd"))),
        ),
        {HOSTILE[0]: HOSTILE[0]},
    )
