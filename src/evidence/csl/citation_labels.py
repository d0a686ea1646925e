"""Citation labels made of names and year: the trigraphs of styles such as DIN 1505-2."""

from __future__ import annotations

from evidence.csl.items import Item


def trigraph(item: Item) -> str:
    """A label for an item that has none: "Roe78", "DoRo78", with the year's last two digits.

    Args:
        item: What is cited; its first name variable counts, or its title where it has none.

    Returns:
        One name gives four letters, two give two each, three two and one each, more one each,
        at most four names.
    """
    names = next(
        (
            found
            for variable in ("author", "editor", "translator", "composer", "director")
            if (found := item.names(variable))
        ),
        (),
    )
    words = [name.family or name.literal for name in names[:4]] or [item.short("title")]
    lengths = _LENGTHS[len(words)]
    letters = "".join(_letters(word, most) for word, most in zip(words, lengths, strict=True))
    date = item.date("issued")
    year = abs(date.start.year) % 100 if date is not None and date.start is not None else None
    return f"{letters}{year or 0:02d}"


_LENGTHS = {1: (4,), 2: (2, 2), 3: (2, 1, 1), 4: (1, 1, 1, 1)}


def _letters(word: str, most: int) -> str:
    return "".join(char for char in word if char.isalpha())[:most].capitalize()
