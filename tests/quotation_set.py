"""Quotations of every kind with what is right to say of them, out of books of any length.

The books are put together by chance, from a seed, out of sentences written for them: reports of
invented towns whose sentences come again with other names and numbers, as reports' do.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from evidence.domain.pages import PageText
from evidence.domain.quotations import Match
from evidence.domain.vocabulary import DifferenceSeverity, MatchStatus, PageStatus

_SLOTS = {
    "place": """Vellmark Ostrowa Karridge Tamsin Luneport Aldery Brackwater Drumholt Esterlin
        Fenwick Galdora Hestmoor Irrawen Jorvale Kestrel Lindale Morrowby Nethersea Orlwick
        Pellham Quarrow Rothmere Selbourne Thornaby Ulverton Varnish Westrand Yarrowdale""",
    "person": """Marchetti Okonjo Lindqvist Barbosa Haverkamp Szymanski Delacroix Abernathy
        Nakagawa Petrosyan Villanueva Grünwald O'Rourke Ferreira Macalister Holmström Ramaswamy
        Tkachenko Ben-Ari Castellanos Duchêne Yilmaz Kovács Sørensen Adeyemi""",
    "body": """council ministry assembly commission tribunal secretariat bureau chamber guild
        inspectorate registry treasury directorate consortium syndicate fellowship""",
    "thing": """harbour tariff ferry quarry library orchard lighthouse canal museum granary
        observatory tramway aqueduct foundry archive seminary vineyard reservoir sanatorium
        brewery telegraph turnpike embankment almshouse printing-house well-house""",
    "things": """harvests permits wages timetables petitions herring-boats vaccines manuscripts
        orchards turbines pensions ledgers bridges apprentices reservoirs subsidies fisheries
        settlements newspapers seedlings imports exports tenancies lanterns bicycles""",
    "quality": """cautious lasting reluctant modest provincial brittle abundant transparent
        obsolete generous uneven fragile solemn lucrative seasonal tentative rigorous wasteful
        picturesque indispensable efficient coastal financial""",
    "did": """approved postponed rejected inspected financed abandoned praised surveyed
        overturned registered restored dismantled celebrated audited translated leased
        documented confiscated""",
    "adverb": """quietly briefly reluctantly openly formally eventually promptly solemnly
        gradually largely""",
    "month": """January February March April May June July August September October November
        December""",
}
_NEGATED = (
    "The {body} of {place} did not accept that the {thing} had been {did} in {year}.",
    "No member of the {body} was told why the {thing} had never been {did}.",
    "It is not clear whether the {quality} {things} of {place} could have been saved without "
    "the {thing}.",
    "{person} never denied that the {things} were {quality}, but she would not say who had {did} "
    "them.",
)
_PLAIN = (
    "The {body} {did} the {quality} {thing} of {place}, which had cost {n} crowns since {year}.",
    "In {month} {year} {person} {did} {n} {things}, and the {body} {adverb} {did} the rest.",
    "Of the {n} {things} that were counted in {place}, some {m} per cent had been {did} before "
    "the war.",
    "According to {person}, the {thing} was {adverb} {did} because its {things} were {quality}.",
    "“We have {did} the {thing},” said {person}, “and we shall {adverb} pay for it.”",
    "Between {year} and {year2} the price of {things} rose from {d} to {d2} crowns a dozen.",
    "The report—{adverb} {did} by the {body}—speaks of a {quality} future for {place}'s {things}.",
    "Although {person} had {adverb} {did} the {things}, the {body} asked for a {quality} account "
    "of every {thing} between {place} and {place2}.",
    "A {quality} {thing} is worth more to a town than {n} {quality2} {things}.",
    "When the {thing} at {place} was {did}, {person} wrote to the {body} and asked for {n} crowns.",
    "Most visitors to {place} remember the {thing}; few have heard of the {quality} {body}.",
    "By {day} {month} {year} the {things} of {place} had been {did} {m} times.",
    "Both the {body} and its critics agreed that the {things} should be {did} within {m} years.",
    "Ferries left {place} for {place2} every {m} minutes, and the {things} followed by road.",
    "{person} and {person2} {did} the {thing} together, a {quality} partnership that lasted {m} "
    "winters.",
    "The {first} {thing} of {place} burned down; the {second} was {did} by the {body} itself.",
    "There was a {quality} silence in the {body} when {person} {adverb} {did} the {things}.",
    "Whoever has walked from {place} to {place2} knows how {quality} the {thing} must once have "
    "looked to those who had {did} it with borrowed tools and very little bread.",
    "Rents doubled, {things} vanished, and the {body} of {place} {adverb} closed the {thing}.",
    "All {things} over {n} tonnes may be {did} by the {body}, but some must be {did} twice.",
)
_BOILERPLATE = (
    "This chapter may be copied for teaching as long as its source is named.",
    "Figures are rounded and may therefore differ from their totals in the last place.",
    "The views expressed here are those of the authors alone and bind no institution.",
    "For the methods by which these data were gathered the reader is referred to the appendix.",
)
_INVENTED = (
    "Glaciers sing before dawn because bubbles of ancient air escape from them under pressure.",
    "My grandmother kept bees in an abandoned cinema and sold honey named after dead actors.",
    "Quantum gardeners prune probability trees whose fruit ripens only while nobody watches.",
    "Seven violinists crossed a desert by night, tuning their strings against the cold stars.",
    "Every translation of a proverb loses a farmer and gains a philosopher, as sailors put it.",
    "Chess engines dream of endgames where a lone king outwits an army of polite machines.",
    "A pianist who forgets her fingers will discover music hiding underneath mere accuracy.",
    "Volcanic soil remembers fire, so tomatoes planted there taste faintly of catastrophe.",
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


@dataclass(frozen=True)
class Case:
    """A quotation and what is right to say of it.

    `pages`: where it may be said to stand; empty where it stands nowhere.
    """

    kind: str
    quote: str
    cited: frozenset[int] | None
    status: frozenset[MatchStatus]
    pages: frozenset[int] = frozenset()
    severity: DifferenceSeverity | None = None
    splice: bool | None = None


@dataclass
class Book:
    """Pages with their sentences; a sentence may go on on the next page."""

    chance: random.Random
    texts: list[str] = field(default_factory=list)
    pages: list[PageText] = field(default_factory=list)
    sentences: list[list[str]] = field(default_factory=list)

    folded: list[str] = field(default_factory=list)

    def letters(self, index: int) -> str:
        return self.folded[index]


def letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]|(?<=\d)\.(?=\d)", text.casefold()))


def sentence(chance: random.Random) -> str:
    """A sentence of such a report."""
    values: dict[str, str] = {}
    for slot, words in _SLOTS.items():
        one, other = chance.sample(words.split(), 2)
        values |= {slot: one, f"{slot}2": other}
    year = chance.randint(1790, 1985)
    values |= {
        "n": chance.choice(
            [f"{chance.randint(101, 999)}", f"{chance.randint(1, 99)},{chance.randint(100, 999)}"]
        ),
        "m": str(chance.randint(3, 97)),
        "d": f"{chance.randint(1, 9)}.{chance.randint(1, 9)}",
        "d2": f"{chance.randint(10, 19)}.{chance.randint(1, 9)}",
        "day": str(chance.randint(1, 28)),
        "year": str(year),
        "year2": str(year + chance.randint(2, 30)),
        "first": chance.choice(_ORDINALS),
        "second": chance.choice(_ORDINALS),
    }
    drawn = chance.random()
    pattern = chance.choice(_NEGATED if drawn < 0.2 else _PLAIN)
    if drawn > 0.96:
        pattern = chance.choice(_BOILERPLATE)
    text = pattern.format(**values)
    return text[0].upper() + text[1:]


def book(pages: int, seed: int, words: int = 330) -> Book:
    """A book of so many pages."""
    chance = random.Random(seed)
    made = Book(chance)
    flow: list[str] = []
    for index in range(pages):
        while len(flow) < words + 40:
            flow += sentence(chance).split() + (["\n\n"] if chance.random() < 0.2 else [])
        size = words + chance.randint(-30, 30)
        body, flow = flow[:size], flow[size:]
        while flow and flow[0] == "\n\n":
            flow = flow[1:]
        text = " ".join(body).replace(" \n\n ", "\n\n").strip()
        made.texts.append(text)
        made.folded.append(letters(text))
        made.pages.append(_printed(text, index, chance))
        made.sentences.append(
            [s for s in re.split(r"(?<=[.”])\s+", text)[1:-1] if len(s.split()) > 5]
        )
    return made


def _printed(text: str, index: int, chance: random.Random) -> PageText:
    """The page as a reader of files would give it, with header, footer and lines."""
    lines: list[str] = []
    for paragraph in text.split("\n\n"):
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) > 78:
                cut = len(word) // 2
                if len(word) > 8 and word.isalpha() and chance.random() < 0.25:
                    hyphen = chance.choice(["-", "\u00ad", "\ufffe"])
                    lines.append(f"{line} {word[:cut]}{hyphen}")
                    line = word[cut:]
                    continue
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    body = "\n".join(lines).strip()
    if chance.random() < 0.3:
        body = body.replace("fi", "ﬁ").replace("fl", "ﬂ")
    header = f"The towns of the northern coast {index + 1}\n"
    return PageText(
        index, f"{header}{body}\n{index + 1}", start=len(header), end=len(header) + len(body)
    )


def cases(made: Book, each: int) -> Iterator[Case]:
    """So many quotations of every kind out of a book."""
    for kind, maker in _MAKERS.items():
        done = tries = 0
        while done < each and tries < 60 * each:
            tries += 1
            case = maker(made)
            if case is not None:
                done += 1
                yield Case(
                    kind,
                    case.quote,
                    case.cited,
                    case.status,
                    case.pages,
                    case.severity,
                    case.splice,
                )


def _window(made: Book, least: int = 4, most: int = 60) -> tuple[int, list[str]]:
    chance = made.chance
    index = chance.randrange(len(made.texts))
    words = made.texts[index].split()
    size = min(chance.randint(least, max(least, chance.choice([10, 25, most]))), len(words) - 2)
    at = chance.randrange(len(words) - size)
    return index, words[at : at + size]


def _standing(made: Book, quote: str) -> frozenset[int]:
    wanted = letters(quote)
    return frozenset(i for i in range(len(made.texts)) if wanted in made.letters(i))


def _long(text: str) -> bool:
    return len(letters(text)) > 14


EXACT = frozenset({MatchStatus.EXACT})
DIFFERS = frozenset({MatchStatus.DIFFERS})
MATERIAL, MINOR = DifferenceSeverity.MATERIAL, DifferenceSeverity.MINOR


def _verbatim(made: Book) -> Case | None:
    index, words = _window(made)
    quote = " ".join(words)
    return Case("", quote, frozenset({index}), EXACT, frozenset({index})) if _long(quote) else None


def _unlocated(made: Book) -> Case | None:
    _, words = _window(made)
    quote = " ".join(words)
    return Case("", quote, None, EXACT, _standing(made, quote)) if _long(quote) else None


def _typographic(made: Book) -> Case | None:
    index, words = _window(made)
    quote = " ".join(words)
    manners: list[Callable[[str], str]] = [
        lambda text: text.replace("“", '"').replace("”", '"').replace("’", "'"),
        lambda text: text.replace("—", " - ").replace("-", "‐"),
        lambda text: text.replace("—", "--").replace("'", "’"),
        str.upper,
        str.lower,
        lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ").replace("ff", "ﬀ"),
        lambda text: re.sub(r"(\w{4})(\w{4})", "\\1\u00ad\\2", text),
        lambda text: re.sub(r"(\w{5})(\w{4})", r"\1-\n\2", text, count=1),
        lambda text: text.replace("-", ""),
        lambda text: text.replace(",", "").replace(";", ","),
        lambda text: re.sub(r"(?<=[a-z]) (?=the|of)", "", text, count=1),
        lambda text: f"“{text.rstrip('.,;')}.”",
        lambda text: text.replace(" ", "\u00a0").replace("ü", "u\u0308"),
        lambda text: re.sub(r"\s", "  \n", text),
    ]
    quote = re.sub(r"(?<=\d),(?=\d{3})", "", quote) if made.chance.random() < 0.1 else quote
    for manner in made.chance.sample(manners, made.chance.choice([1, 2])):
        if manner("1,000") == "1,000" or "," not in quote:
            quote = manner(quote)
    if not _long(quote):
        return None
    return Case("", quote, frozenset({index}), EXACT, frozenset({index}))


def _ellipsis(made: Book) -> Case | None:
    index, words = _window(made, 14)
    if len(words) < 12:
        return None
    chance = made.chance
    cut = min(chance.randint(2, 15), len(words) - 8)
    at = chance.randint(4, len(words) - cut - 4)
    left, out, right = words[:at], words[at : at + cut], words[at + cut :]
    bare = len(out) <= 3 and re.search(r"\b(not|no|never|without)\b", " ".join(out), re.I)
    if bare or re.search(r"[.”]$", left[-1]) or re.search(r"[.”]$", out[-1]):
        return None
    dots = chance.choice(["…", "...", ". . .", "[…]", "[...]", "(...)", " … ", "...."])
    quote = f"{' '.join(left)} {dots} {' '.join(right)}"
    return Case("", quote, frozenset({index}), EXACT, frozenset({index}))


def _bracketed(made: Book) -> Case | None:
    index, words = _window(made, 8)
    chance = made.chance
    manner = chance.randrange(4)
    if len(words) < 8:
        return None
    if manner == 0:
        first = words[0].swapcase()
        if not first[0].isalpha():
            return None
        words = [f"[{first[0]}]{words[0][1:]}", *words[1:]]
    elif manner == 1:
        words = [
            *words[:4],
            chance.choice(["[sic]", "[emphasis added]", "[the town's]"]),
            *words[4:],
        ]
    elif manner == 2:
        if re.search(r"\b(not|no|never|without)\b|\d", " ".join(words[4:6]), re.I):
            return None
        words = [*words[:4], "[they]", *words[6:]]
    else:
        words = [*words, "[emphasis in original]"]
    return Case("", " ".join(words), frozenset({index}), EXACT, frozenset({index}))


def _over_a_break(made: Book) -> Case | None:
    index = made.chance.randrange(len(made.texts) - 1)
    left, right = made.texts[index].split(), made.texts[index + 1].split()
    chance = made.chance
    words = [*left[-chance.randint(2, 20) :], *right[: chance.randint(2, 20)]]
    cited = frozenset(chance.choice([{index}, {index + 1}, {index, index + 1}]))
    return Case("", " ".join(words), cited, EXACT, frozenset({index}))


def _ocr(made: Book) -> Case | None:
    index, words = _window(made, 6)
    chance = made.chance
    rate = chance.uniform(0.02, 0.08)
    confusions = {"m": "rn", "l": "1", "d": "cl", "o": "0", "e": "c", "h": "b", "i": "l", "w": "vv"}
    noisy = ""
    changed = 0
    for letter in " ".join(words):
        if letter.isalpha() and chance.random() < rate:
            changed += 1
            drawn = chance.random()
            if drawn < 0.5 and letter in confusions:
                noisy += confusions[letter]
            elif drawn < 0.75:
                noisy += chance.choice("abcdefghijklmnopqrstuvwxyz".replace(letter.lower(), ""))
            elif drawn < 0.9:
                pass
            else:
                noisy += letter + chance.choice("aeinrst")
        else:
            noisy += letter
    if not changed or len(words) < 6 or letters(noisy) in made.letters(index):
        return None
    return Case("", noisy, frozenset({index}), DIFFERS, frozenset({index}))


def _wrong_page(made: Book) -> Case | None:
    index, words = _window(made, 6)
    quote = " ".join(words)
    cited = made.chance.choice([i for i in range(len(made.texts)) if i != index])
    standing = _standing(made, quote)
    if not _long(quote) or cited in standing or len(words) < 6:
        return None
    return Case("", quote, frozenset({cited}), frozenset({MatchStatus.OTHER_PAGE}), standing)


def _differing(
    made: Book, index: int, words: Sequence[str], severity: DifferenceSeverity | None
) -> Case | None:
    quote = " ".join(words)
    if _standing(made, quote):
        return None
    return Case("", quote, frozenset({index}), DIFFERS, frozenset({index}), severity)


def _word_changed(made: Book) -> Case | None:
    index, words = _window(made, 5)
    slots = [
        n for n, word in enumerate(words) if word.isalpha() and len(word) > 4 and word.islower()
    ]
    if len(words) < 5 or not slots:
        return None
    at = made.chance.choice(slots)
    pool = [*_SLOTS["quality"].split(), *_SLOTS["did"].split(), "umbrella", "forgave", "sleepy"]
    other = made.chance.choice([word for word in pool if word != words[at]])
    return _differing(made, index, [*words[:at], other, *words[at + 1 :]], MATERIAL)


def _number_changed(made: Book) -> Case | None:
    index, words = _window(made, 5)
    slots = [n for n, word in enumerate(words) if re.search(r"\d", word)]
    if len(words) < 5 or not slots:
        return None
    at = made.chance.choice(slots)
    digits = [m.start() for m in re.finditer(r"\d", words[at])]
    place = made.chance.choice(digits)
    new = made.chance.choice([d for d in "123456789" if d != words[at][place]])
    changed = words[at][:place] + new + words[at][place + 1 :]
    if "." in words[at][:-1] and made.chance.random() < 0.5:
        changed = words[at].replace(".", "", 1)
    return _differing(made, index, [*words[:at], changed, *words[at + 1 :]], MATERIAL)


def _negation_changed(made: Book) -> Case | None:
    index, words = _window(made, 6)
    if len(words) < 6:
        return None
    plain = [re.sub(r"\W", "", word).casefold() for word in words]
    slots = [n for n, word in enumerate(plain) if word in {"not", "never", "no", "without"}]
    if slots:
        at = made.chance.choice(slots)
        return (
            _differing(made, index, [*words[:at], *words[at + 1 :]], MATERIAL)
            if 0 < at < len(words) - 1
            else None
        )
    verbs = [
        n
        for n, word in enumerate(plain)
        if word in {"was", "were", "had", "have", "should", "may", "must", "is"}
    ]
    verbs = [n for n in verbs if n < len(words) - 1]
    if not verbs:
        return None
    at = made.chance.choice(verbs) + 1
    return _differing(made, index, [*words[:at], "not", *words[at:]], MATERIAL)


def _name_changed(made: Book) -> Case | None:
    index, words = _window(made, 6)
    names = {*_SLOTS["place"].split(), *_SLOTS["person"].split()}
    slots = [n for n, word in enumerate(words) if word in names]
    if len(words) < 6 or not slots:
        return None
    at = made.chance.choice(slots)
    other = made.chance.choice([*sorted(names - {words[at]}), "Zimmermann", "Kirkwall"])
    return _differing(made, index, [*words[:at], other, *words[at + 1 :]], MATERIAL)


def _dropped(made: Book) -> Case | None:
    index, words = _window(made, 7)
    if len(words) < 7:
        return None
    size = made.chance.choice([1, 1, 2, 3])
    at = made.chance.randint(1, len(words) - size - 1)
    return _differing(made, index, [*words[:at], *words[at + size :]], None)


def _inserted(made: Book) -> Case | None:
    index, words = _window(made, 6)
    if len(words) < 6:
        return None
    at = made.chance.randint(1, len(words) - 1)
    new = made.chance.choice(
        ["very", "often", "secretly", "in this regard", "municipal", "so-called"]
    )
    return _differing(made, index, [*words[:at], new, *words[at:]], None)


def _pair(made: Book) -> tuple[int, str, int, str] | None:
    one = made.chance.randrange(len(made.texts))
    other = one if made.chance.random() < 0.5 else made.chance.randrange(len(made.texts))
    if len(made.sentences[one]) < 4 or len(made.sentences[other]) < 4:
        return None
    first, second = (
        made.chance.choice(made.sentences[one]),
        made.chance.choice(made.sentences[other]),
    )
    if one == other:
        places = [made.sentences[one].index(s) for s in (first, second)]
        if abs(places[0] - places[1]) < 2:
            return None
    if "chapter may" in first + second or "”" in first + second:
        return None
    return one, first, other, second


def _splice(made: Book) -> Case | None:
    pair = _pair(made)
    if pair is None:
        return None
    one, first, other, second = pair
    manner = made.chance.randrange(3)
    if manner == 0:
        quote = f"{first} {second}"
    elif manner == 1:
        quote = f"{first.rstrip('.')} and {second[0].lower()}{second[1:]}"
    else:
        head, tail = first.split(), second.split()
        quote = " ".join(
            [*head[: max(4, len(head) // 2 + 1)], *tail[-max(4, len(tail) // 2 + 1) :]]
        )
    if _standing(made, quote):
        return None
    return Case("", quote, frozenset({one}), DIFFERS, frozenset({one, other}), MATERIAL, True)


def _elliptic_splice(made: Book) -> Case | None:
    pair = _pair(made)
    if pair is None:
        return None
    one, first, other, second = pair
    dots = made.chance.choice([" … ", " ... ", " [...] ", " . . . "])
    return Case(
        "", first + dots + second, frozenset({one}), DIFFERS, frozenset({one, other}), None, True
    )


def _shuffled(made: Book) -> Case | None:
    index, words = _window(made, 8, 40)
    if len(words) < 8:
        return None
    mixed = list(words)
    made.chance.shuffle(mixed)
    return Case("", " ".join(mixed), frozenset({index}), frozenset({MatchStatus.NOT_FOUND}))


def _fabricated(made: Book) -> Case | None:
    chance = made.chance
    if chance.random() < 0.5:
        quote = chance.choice(_INVENTED)
        words = quote.split()
        size = chance.randint(5, len(words))
        quote = " ".join(words[:size])
    else:
        words = [
            chance.choice(
                _SLOTS[chance.choice(["quality", "things", "did", "thing", "adverb"])].split()
            )
            if n % 2
            else chance.choice("the of and in a to with for was".split())
            for n in range(chance.randint(7, 30))
        ]
        quote = " ".join(words)
    cited = chance.choice([None, frozenset({chance.randrange(len(made.texts))})])
    return Case("", quote, cited, frozenset({MatchStatus.NOT_FOUND}))


def _scanned(made: Book) -> Case | None:
    return Case(
        "",
        made.chance.choice(_INVENTED),
        frozenset({len(made.texts)}),
        frozenset({MatchStatus.UNREADABLE}),
    )


_MAKERS: dict[str, Callable[[Book], Case | None]] = {
    "verbatim": _verbatim,
    "unlocated": _unlocated,
    "typographic": _typographic,
    "ellipsis": _ellipsis,
    "bracketed": _bracketed,
    "over a break": _over_a_break,
    "misread": _ocr,
    "wrong page": _wrong_page,
    "word changed": _word_changed,
    "number changed": _number_changed,
    "negation changed": _negation_changed,
    "name changed": _name_changed,
    "dropped": _dropped,
    "inserted": _inserted,
    "splice": _splice,
    "elliptic splice": _elliptic_splice,
    "shuffled": _shuffled,
    "fabricated": _fabricated,
    "scanned": _scanned,
}


def pages_of(made: Book) -> tuple[PageText, ...]:
    """The book's pages, and one that is only a picture."""
    return (*made.pages, PageText(len(made.pages), "", PageStatus.EMPTY))


def is_right(case: Case, match: Match) -> bool:
    """Whether the outcome, the page and the splice are told rightly."""
    if match.status not in case.status or case.splice not in {None, match.splice}:
        return False
    if not case.pages:
        return True
    place = match.place
    return place is not None and not case.pages.isdisjoint(range(place.page, place.end_page + 1))
