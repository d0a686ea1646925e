"""What the second demo's database holds: the invented paper's apparatus, claims and judgements."""

from __future__ import annotations

from typing import Any

PAPER = "lindqvist2026"
_ROW = dict[str, Any]

WORKS: list[_ROW] = [
    {
        "id": PAPER,
        "type": "article",
        "author": [{"family": "Lindqvist", "given": "Hanna"}],
        "title": "Night Crossings at Port Alder: What the Sources Say",
        "issued": {"date-parts": [[2026]]},
    },
    {
        "id": "ellingsen2014",
        "type": "article-journal",
        "author": [{"family": "Ellingsen", "given": "Marta"}],
        "title": "Lamps and Fog: Lighting the Alder Estuary, 1881–1914",
        "container-title": "Journal of Coastal History",
        "volume": "31",
        "issue": "2",
        "page": "211-218",
        "issued": {"date-parts": [[2014]]},
    },
    {
        "id": "harbourboard1912",
        "type": "report",
        "author": [{"literal": "Harbour Board of Port Alder"}],
        "title": "Report of the Inquiry into Night Crossings",
        "publisher": "Harbour Board",
        "publisher-place": "Port Alder",
        "issued": {"date-parts": [[1912]]},
    },
    {
        "id": "okafor2006",
        "type": "book",
        "author": [{"family": "Okafor", "given": "Ruth"}],
        "title": "Ferries of the North",
        "publisher": "Mole Press",
        "publisher-place": "Tarn",
        "issued": {"date-parts": [[2006]]},
    },
    {
        "id": "weir2019",
        "type": "paper-conference",
        "author": [{"family": "Weir", "given": "Tomas"}],
        "title": "Counting the Night Passengers",
        "container-title": "Proceedings of the Society for Estuary Studies",
        "volume": "12",
        "page": "45-50",
        "issued": {"date-parts": [[2019]]},
    },
]

REFERENCES: list[_ROW] = [
    {"key": f"R{at:02d}", "section": "References", "position": at, "raw": raw, "sources": [source]}
    for at, (source, raw) in enumerate(
        (
            (
                "ellingsen2014",
                'Ellingsen, Marta. 2014. "Lamps and Fog: Lighting the Alder Estuary, 1881–1914." '
                "Journal of Coastal History 31 (2): 211–218.",
            ),
            (
                "harbourboard1912",
                "Harbour Board of Port Alder. 1912. Report of the Inquiry into Night Crossings. "
                "Port Alder: Harbour Board.",
            ),
            ("okafor2006", "Okafor, Ruth. 2006. Ferries of the North. Tarn: Mole Press."),
            (
                "weir2019",
                'Weir, Tomas. 2019. "Counting the Night Passengers." Proceedings of the Society '
                "for Estuary Studies 12: 45–50.",
            ),
        ),
        1,
    )
]

_ELLINGSEN = ("Ellingsen", "2014", "ellingsen2014")
_BOARD = ("Harbour Board", "1912", "harbourboard1912")
_WEIR = ("Weir", "2019", "weir2019")
_OKAFOR = ("Okafor", "2006", "okafor2006")
_CITED: tuple[tuple[str, int, tuple[str, str, str], str], ...] = (
    ("Introduction", 1, _ELLINGSEN, "211"),
    ("Introduction", 2, _ELLINGSEN, "211"),
    ("Introduction", 3, _ELLINGSEN, "215"),
    ("Introduction", 4, _WEIR, "45"),
    ("The Light", 1, _ELLINGSEN, "214"),
    ("The Light", 2, _ELLINGSEN, "213"),
    ("The Light", 3, _ELLINGSEN, "216"),
    ("The Light", 4, _ELLINGSEN, "216–217"),
    ("The Light", 5, _ELLINGSEN, "231"),
    ("The Inquiry", 1, _BOARD, "iii"),
    ("The Inquiry", 2, _BOARD, "1"),
    ("The Inquiry", 3, _BOARD, "5"),
    ("The Inquiry", 4, _BOARD, "1–5"),
    ("The Inquiry", 5, _BOARD, "n. 3"),
    ("The Inquiry", 6, _BOARD, "5"),
    ("The Passengers", 1, _WEIR, "46"),
    ("The Passengers", 2, _WEIR, "47"),
    ("The Passengers", 3, _WEIR, "49"),
    ("The Passengers", 4, _WEIR, "48"),
    ("The Passengers", 5, _OKAFOR, "88"),
)


def _citation(at: int, section: str, sentence: int, work: tuple[str, str, str], page: str) -> _ROW:
    name, year, source = work
    note = page.startswith("n. ")
    return {
        "key": f"T{at:02d}",
        "section": section,
        "paragraph": 1,
        "sentence": sentence,
        "text": f"({name} {year}, {page})",
        "items": [
            {
                "position": 1,
                "authors": [name],
                "year": year,
                "locator": page.removeprefix("n. ").replace("–", "-"),
                "label": "note" if note else "page",
                "locator_text": page,
                "resolution": "resolved",
                "source": source,
            }
        ],
    }


CITATIONS: list[_ROW] = [_citation(at, *cited) for at, cited in enumerate(_CITED, 1)]

_STATED: tuple[tuple[str, str | None], ...] = (
    ("Ferries have crossed the Alder estuary by night since 1881.", None),
    (
        "Ellingsen says that the estuary was badly lit rather than dark before the Alder Light.",
        "the estuary was never dark; it was only badly lit",
    ),
    (
        "Before the light, pilots went by sound more than by sight.",
        "pilots trusted their ears before they trusted the lamps",
    ),
    ("The night boat carried about 9,400 passengers in its first full year.", None),
    (
        "The keeper of the light noted every lamp with the hour and the weather.",
        "entered every lamp in the book, with the hour … and the weather that it met",
    ),
    (
        "The registers name 42 collisions between 1881 and 1890.",
        "forty-two collisions in nine years",
    ),
    (
        "In fog only the bell warned the ferries.",
        "[t]he fog bell remained the only warning",
    ),
    ("Masters who came from steam did not always wait for the fog.", "did not wait at all"),
    ("The lens of the light cost the Board a year of its income.", None),
    (
        "The inquiry was to find the causes of the disasters on the river.",
        "inquire into the causes of the late disasters",
    ),
    (
        "In 1910 the colour of the lamps was changed and nobody was told.",
        "the color of the lamps was altered without notice",
    ),
    (
        "The Board found the master of the Halcyon at fault for leaving the pier.",
        "The Board does find that the master was at fault in leaving the pier",
    ),
    (
        "The members blamed the hurry of the masters and the charts of the Board.",
        "every master should be blamed for his hurry … [t]he charts that are sold at the "
        "Board's office are not",
    ),
    ("The former secretary remembered no letters of the keeper.", "recalled no such letters"),
    ("Seven of the nineteen who died on the Halcyon might have been saved.", None),
    (
        "For the poorer half of the town the night boat was no adventure.",
        "an indispensable institution, not an adventure",
    ),
    (
        "Passengers liked the night boat for being silent.",
        "preferred the night boat for its silence",
    ),
    ("There are no registers of the years after 1909.", "no register was kept"),
    ("The dead of the Halcyon were excursionists.", None),
    (
        "Okafor describes the boat as a bridge that is there by night only.",
        "a bridge that slept by day",
    ),
)

CLAIMS: list[_ROW] = [
    {
        "key": f"C{at:03d}",
        "section": section,
        "paragraph": 1,
        "sentence": sentence,
        "kind": "fact" if quoted is None else "quotation",
        "statement": statement,
        **({} if quoted is None else {"quoted": quoted}),
        "citations": [{"citation": f"T{at:02d}", "inferred": False}],
    }
    for at, ((section, sentence, _, _), (statement, quoted)) in enumerate(
        zip(_CITED, _STATED, strict=True), 1
    )
]

EVIDENCE: list[_ROW] = [
    {
        "key": "L001",
        "claim": "C001",
        "source": "ellingsen2014",
        "stance": "supports",
        "locator": "211",
        "label": "page",
        "quotation": "The first regular night crossing was made on 14 November 1881",
    },
    {
        "key": "L002",
        "claim": "C004",
        "source": "weir2019",
        "stance": "supports",
        "locator": "45",
        "label": "page",
        "quotation": "In the first full year, 1882, the night boat carried about 9,400 people.",
    },
    {
        "key": "L003",
        "claim": "C006",
        "source": "ellingsen2014",
        "stance": "disputes",
        "locator": "213",
        "label": "page",
        "quotation": "forty-seven collisions in nine years, of which thirty-one happened at night",
    },
    {
        "key": "L004",
        "claim": "C012",
        "source": "harbourboard1912",
        "stance": "disputes",
        "locator": "5",
        "label": "page",
        "quotation": "it finds that he was at fault in not stopping when he lost the bell",
    },
    {
        "key": "L005",
        "claim": "C015",
        "source": "harbourboard1912",
        "stance": "supports",
        "locator": "5",
        "label": "page",
        "quotation": "might have been saved had the second boat been launched",
        "note": "The number stands just before these words.",
    },
    {
        "key": "L006",
        "claim": "C019",
        "source": "weir2019",
        "stance": "disputes",
        "locator": "48",
        "label": "page",
        "quotation": "the night boat was a workers’ ferry, and its dead were workers",
    },
]

_SECOND = {"name": "Noor Haddad", "kind": "person"}
_PROGRAM = {"name": "demo judge (software)", "kind": "software"}
ASSESSMENTS: list[_ROW] = [
    {"claim": "C001", "rating": "supported", "reason": "Ellingsen gives the day."},
    {"claim": "C004", "rating": "supported", "reason": "Weir's estimate for 1882."},
    {
        "claim": "C006",
        "rating": "refuted",
        "reason": "The source has forty-seven, not forty-two.",
    },
    {
        "claim": "C012",
        "rating": "refuted",
        "reason": "The report says the opposite of leaving the pier; the quotation lost its “not”.",
    },
    {"claim": "C015", "rating": "supported", "reason": "Page 5 says so of seven of the nineteen."},
    {
        "claim": "C019",
        "rating": "refuted",
        "reason": "Weir names the excursionists of the newspapers as the error to be corrected.",
    },
    {
        "claim": "C001",
        "rating": "supported",
        "reason": "The date stands on the article's first page.",
        "agent": _SECOND,
    },
    {
        "claim": "C004",
        "rating": "not-enough-evidence",
        "reason": "It is an estimate from the purser's sums, and the claim gives it as a count.",
        "agent": _SECOND,
    },
    {
        "claim": "C006",
        "rating": "refuted",
        "reason": "The number is misquoted.",
        "agent": _SECOND,
    },
    {
        "claim": "C010",
        "rating": "supported",
        "reason": "The words stand in the terms of the inquiry.",
        "agent": _PROGRAM,
        "confidence": 0.9,
    },
    {"link": "L001", "rating": "accurate", "reason": "Said as the source says it."},
    {"link": "L003", "rating": "major-contradicted", "reason": "Another number."},
    {
        "link": "L006",
        "rating": "major-contradicted",
        "reason": "Weir is cited for what he argues against.",
    },
    {
        "link": "L001",
        "rating": "accurate",
        "reason": "The year and the crossing are right.",
        "agent": _SECOND,
    },
]

ANNOTATIONS: list[_ROW] = [
    {
        "source": "ellingsen2014",
        "kind": "summary",
        "text": "Holds that the Alder Light made strangers safer and changed little for those who "
        "knew the river, who went by sound.",
    },
    {
        "source": "harbourboard1912",
        "kind": "assessment",
        "text": "A contemporary report; the evidence is printed as given, the findings are the "
        "Board's own.",
    },
    {
        "source": "weir2019",
        "kind": "summary",
        "text": "Estimates the passengers of the night boat from the purser's sums, and tests the "
        "estimate against two counts.",
    },
]
