"""Reference strings set in many styles from the parts of annotated ones.

The corpus is mostly of the natural sciences and in few styles. Authors, titles, containers,
publishers and places taken from it are set anew: each string has a style drawn at random (how
names stand, where the year, what parts the title, how volume and pages look), and so labels
without a person's work.
"""

from __future__ import annotations

import random

from evidence.training.corpus import Labelled
from evidence.training.naming import Naming
from evidence.training.parts import ORGANIZATIONS, PLACES, PUBLISHERS, ROMANCE, UNIVERSITIES, Pool
from evidence.training.pieces import Pieces
from evidence.training.styles import Style


class Setter:
    """Sets reference strings; the same seed gives the same ones."""

    def __init__(self, parts: Pool, seed: int) -> None:
        self._pool = parts
        self._random = random.Random(seed)
        self._names = Naming(parts.families, self._random)

    def one(self) -> Labelled:
        """A string of a random kind in a random style."""
        style = Style(self._random)
        kind = self._random.choices(
            ("article", "chapter", "book", "thesis", "web"), (64, 11, 11, 5, 9)
        )[0]
        pieces = Pieces()
        if self._random.random() < 0.12:
            pieces.add(
                self._random.choice(("{}. ", "[{}] ", "({}) ", "{} ")).format(
                    self._random.randint(1, 150)
                )
            )
        getattr(self, f"_{kind}")(style, pieces)
        return pieces.labelled()

    # what every kind has

    def _head(self, style: Style, pieces: Pieces, *, role: str = "") -> None:
        """Authors, and the year where the style has it there."""
        literal = self._random.random() < (0.35 if role == "web" else 0.04)
        if literal:
            authors = self._random.choice(ORGANIZATIONS)
            authors = authors.upper() if style.upper else authors
        else:
            authors = self._names.authors(style)
        pieces.add(authors, "author")
        if style.date == "paren":
            pieces.add(self._random.choice((" ", ". ")) if not authors.endswith(".") else " ")
            pieces.add("(")
            self._date(pieces, style)
            pieces.add(self._random.choice((")" + style.after_date,)))
        elif style.date == "plain":
            pieces.add(
                style.before_year
                if not (style.before_year[0] == "." and authors.endswith("."))
                else " "
            )
            self._date(pieces, style)
            pieces.add(style.after_year)
        else:
            end = style.after_authors
            pieces.add(end if not (end[0] == "." and authors.endswith(".")) else end[1:] or " ")

    def _date(self, pieces: Pieces, style: Style) -> None:
        year = str(
            self._random.randint(1950, 2024)
            if self._random.random() < 0.9
            else self._random.randint(1700, 1950)
        )
        if self._random.random() < 0.08:
            year += self._random.choice("abc")
        if style.month and self._random.random() < 0.5:
            month = self._random.choice(
                ("Jan", "Feb", "May", "August", "set.", "mar.", "November 20", "Dec 3", "15 maio")
            )
            pieces.add(
                f"{year}, {month}"
                if style.date == "paren"
                else f"{month} {year}"
                if self._random.random() < 0.6
                else f"{year} {month}",
                "date",
            )
        elif self._random.random() < 0.02:
            pieces.add(self._random.choice(("n.d.", "s.d.", "in press", "forthcoming")), "date")
        else:
            pieces.add(year, "date")

    def _title(self, *, book: bool = False) -> str:
        title = self._random.choice(self._pool.books if book else self._pool.titles)
        if self._random.random() < 0.18:
            title = f"{title}{self._random.choice((': ', '. ', ' – ', '? '))}{self._random.choice(self._pool.titles)}"
        if self._random.random() < 0.22:
            title = " ".join(ROMANCE.get(word, word) for word in title.split())
        return title[:300]

    def _titled(self, style: Style, pieces: Pieces, title: str) -> None:
        opening, closing = style.quotes
        pieces.add(opening)
        inside = style.after_title if opening and style.inside else ""
        if inside and title[-1] in "?!.":
            inside = ""
        pieces.add(title, "title")
        if opening:
            pieces.add(inside.strip() + closing + (" " if inside else style.after_title))
        else:
            pieces.add(
                " " if title[-1] in "?!." and style.after_title[0] == "." else style.after_title
            )

    def _tail(self, style: Style, pieces: Pieces, *, more: float = 0.0) -> None:
        chance = self._random.random()
        pieces.add(self._random.choice((".", ".", "", ";" if chance < 0.03 else ".")))
        doi = f"10.{self._random.randint(1000, 9999)}/{self._random.choice(('j.', 's', 'journal.', 'S0'))}{self._random.randint(10000, 9999999)}"
        if self._random.random() < 0.35:
            pieces.add(
                self._random.choice(
                    (
                        " doi: ",
                        " doi:",
                        " DOI: ",
                        " https://doi.org/",
                        " http://dx.doi.org/",
                        " ",
                        " DOI ",
                    )
                )
            )
            pieces.add(doi, "id")
            pieces.add(self._random.choice(("", ".", " PMID: 1234567", " PMid:1234567.")))
        if self._random.random() < 0.12 + more:
            pieces.add(
                self._random.choice(
                    (
                        " Available from: ",
                        " Available at: ",
                        " Disponível em: <",
                        " Disponível em: ",
                        " Retrieved from ",
                        " ",
                        " [Online]. Available: ",
                        " Disponible en ",
                        " URL: ",
                        ", ",
                    )
                )
            )
            address = self._random.choice(
                (
                    "https://www.who.int/publications/i/item",
                    "http://www.scielo.br/scielo.php?script=sci_arttext",
                    "https://www.gov.br/saude/pt-br",
                    "https://arxiv.org/abs/1234.5678",
                    "http://example.org/report.pdf",
                )
            )
            pieces.add(address, "url")
            date = f"{self._random.randint(1, 28)} {self._random.choice(('May', 'abr.', 'Oct', 'junho', 'de março de'))} {self._random.randint(2001, 2024)}"
            pieces.add(
                self._random.choice(
                    (
                        "",
                        ".",
                        f". Accessed {date}.",
                        f" (accessed {date})",
                        f">. Acesso em: {date}.",
                        f". Acesso em: {date}.",
                        f" [cited {date}]",
                        f" (accessed on {date})",
                    )
                )
            )

    # the kinds

    def _article(self, style: Style, pieces: Pieces) -> None:
        self._head(style, pieces)
        if self._random.random() > style.untitled:
            self._titled(style, pieces, self._title())
        pieces.add(style.in_ if self._random.random() < 0.05 else "")
        journal = self._random.choice(self._pool.journals)
        pieces.add(journal, "container")
        if self._random.random() < 0.05:
            pieces.add(
                self._random.choice((" [online]", " [Internet]", " (Online)", " [serial online]"))
            )
        late = style.date == "late"
        if late and style.late == "after-container":
            pieces.add(self._random.choice((" ", ", ", ". ")) if not journal.endswith(".") else " ")
            self._date(pieces, style)
            pieces.add(self._random.choice((";", "; ", ", ")))
        elif late and style.late == "paren-after-container":
            pieces.add(" (")
            self._date(pieces, style)
            pieces.add(self._random.choice((") ", "), ", ");", "): ")))
        elif style.place_of_journal:
            pieces.add(", ")
            pieces.add(self._random.choice(self._pool.places), "place")
            pieces.add(", ")
        else:
            pieces.add(style.before_volume)
        self._numbers(style, pieces)
        if late and style.late == "end":
            pieces.add(self._random.choice((", ", " (")))
            opened = pieces.text.endswith("(")
            self._date(pieces, style)
            pieces.add(")" if opened else "")
        self._tail(style, pieces)

    def _numbers(self, style: Style, pieces: Pieces) -> None:
        volume = (
            str(self._random.randint(1, 420))
            if self._random.random() < 0.96
            else self._random.choice(("XII", "IV", "26B", "suppl"))
        )
        issue = self._random.choice(
            (
                str(self._random.randint(1, 12)),
                str(self._random.randint(1, 12)),
                f"{self._random.randint(1, 6)}-{self._random.randint(7, 9)}",
                f"Suppl {self._random.randint(1, 3)}",
                "spe",
                "especial",
            )
        )
        first = self._random.randint(1, 2400)
        last = first + self._random.randint(1, 40)
        dash = self._random.choice(("-", "-", "–", "–", "—", " - ", "--"))
        short = self._random.random() < 0.15 and last > 99 and first // 100 == last // 100
        pages = f"{first}{dash}{str(last)[-2:] if short else last}"
        if self._random.random() < 0.16:
            pages = self._random.choice(
                (
                    f"e{first * 17}",
                    str(first * 1001),
                    str(first),
                    f"{first}",
                    f"S{first}-S{last}",
                    f"e{first}",
                )
            )
        with_issue = style.issue and self._random.random() < 0.75
        pieces.add(style.volume_word)
        pieces.add(volume, "volume")
        if with_issue:
            opening, closing = style.issue_signs
            pieces.add(opening)
            pieces.add(issue, "issue")
            pieces.add(closing)
        if self._random.random() < 0.95:
            pieces.add(style.before_pages)
            pieces.add(pages, "pages")
            if style.pages_closed:
                pieces.add(style.pages_closed)

    def _chapter(self, style: Style, pieces: Pieces) -> None:
        self._head(style, pieces)
        self._titled(style, pieces, self._title())
        pieces.add(self._random.choice(("In: ", "In ", "Em: ", "in: ", "in ", "En: ", "In ")))
        names = self._names.authors(style, most=3)
        role = self._random.choice(
            (
                " (Eds.)",
                ", eds.",
                " (eds)",
                " (Org.)",
                " (Orgs.)",
                ", editors",
                " (ed.)",
                " (Coords.)",
                ", eds",
                "",
            )
        )
        book = self._title(book=True)
        ahead = self._random.random() < 0.7
        if ahead:
            pieces.add(names, "editor")
            pieces.add(role + self._random.choice((", ", ". ", ": ", " ")))
        pieces.add(book, "container")
        if not ahead and self._random.random() < 0.6:
            pieces.add(self._random.choice((", edited by ", ", ed. ", ". Edited by ", " (ed. by ")))
            pieces.add(names, "editor")
        first = self._random.randint(1, 500)
        pages = f"{first}{self._random.choice('-–')}{first + self._random.randint(2, 40)}"
        if self._random.random() < 0.45:
            pieces.add(self._random.choice((" (pp. ", " (p. ")))
            pieces.add(pages, "pages")
            pieces.add("). ")
            self._imprint(style, pieces)
        elif self._random.random() < 0.7:
            pieces.add(self._random.choice((". ", ", ")))
            self._imprint(style, pieces)
            pieces.add(self._random.choice((", p. ", ", pp. ", ". p. ", ": ", ", ")))
            pieces.add(pages, "pages")
        else:
            pieces.add(self._random.choice((", ", ". ")))
            pieces.add(pages, "pages")
            pieces.add(". ")
            self._imprint(style, pieces)
        self._tail(style, pieces)

    def _imprint(self, style: Style, pieces: Pieces) -> None:
        place, publisher = (
            self._random.choice(self._pool.places),
            self._random.choice(self._pool.publishers),
        )
        form = self._random.random()
        if form < 0.5:
            pieces.add(place, "place")
            pieces.add(self._random.choice((": ", ": ", ", ", " : ")))
            pieces.add(publisher, "publisher")
        elif form < 0.7:
            pieces.add(publisher, "publisher")
            pieces.add(", ")
            pieces.add(place, "place")
        else:
            pieces.add(publisher, "publisher")
        if style.date == "late":
            pieces.add(self._random.choice((", ", "; ", ", ", " ")))
            self._date(pieces, style)

    def _edition(self, pieces: Pieces) -> None:
        if self._random.random() < 0.22:
            pieces.add(
                self._random.choice(
                    (
                        "2. ed. ",
                        "3rd ed. ",
                        "(2nd ed.). ",
                        "2ª ed. ",
                        "4th edn. ",
                        "Second edition. ",
                        "Vol. 2. ",
                        "Rev. ed. ",
                    )
                )
            )

    def _book(self, style: Style, pieces: Pieces) -> None:
        self._head(style, pieces)
        title = self._title(book=True)
        pieces.add(title, "title")
        pieces.add(self._random.choice((". ", ". ", ", ", " ")))
        self._edition(pieces)
        self._imprint(style, pieces)
        if self._random.random() < 0.15:
            pieces.add(", ")
            pieces.add(str(self._random.randint(90, 700)), "pages")
            pieces.add(self._random.choice((" p", " pp", "p", " p.")))
        self._tail(style, pieces)

    def _thesis(self, style: Style, pieces: Pieces) -> None:
        self._head(style, pieces)
        pieces.add(self._title(), "title")
        pieces.add(self._random.choice((". ", " [", " (")))
        pieces.add(
            self._random.choice(
                (
                    "Tese (Doutorado em Educação)",
                    "Dissertação de Mestrado",
                    "PhD thesis",
                    "Master's thesis",
                    "Doctoral dissertation",
                    "Tese de Doutorado",
                    "Tesis doctoral",
                    "Ph.D. diss.",
                    "Dissertação (Mestrado)",
                )
            ),
            "note",
        )
        pieces.add(self._random.choice((", ", ". ", " – ", "]. ", "). ")))
        pieces.add(
            self._random.choice((*PUBLISHERS, *UNIVERSITIES)),
            "publisher",
        )
        if self._random.random() < 0.5:
            pieces.add(", ")
            pieces.add(self._random.choice(PLACES), "place")
        if style.date == "late":
            pieces.add(", ")
            self._date(pieces, style)
        self._tail(style, pieces, more=0.2)

    def _web(self, style: Style, pieces: Pieces) -> None:
        self._head(style, pieces, role="web")
        self._titled(style, pieces, self._title(book=self._random.random() < 0.4))
        form = self._random.random()
        if form < 0.3:
            pieces.add(self._random.choice(ORGANIZATIONS), "publisher")
            pieces.add(". " if style.date != "late" else ", ")
        elif form < 0.6:
            self._imprint(style, pieces)
        elif form < 0.8:
            pieces.add(
                self._random.choice(
                    (
                        "The Guardian",
                        "Folha de S. Paulo",
                        "New York Times",
                        "The Economic Times",
                        "Times of India",
                        "The Tribune",
                        "El País",
                        "The Diplomat",
                    )
                ),
                "container",
            )
            pieces.add(", ")
            pieces.add(
                f"{self._random.choice(('January', 'June', 'November', 'set.'))} {self._random.randint(1, 28)}, {self._random.randint(1999, 2024)}",
                "date",
            )
        self._tail(style, pieces, more=0.6)
