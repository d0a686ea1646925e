"""Citation labels made of names and year: the trigraphs of styles such as DIN 1505-2."""

from __future__ import annotations

from evidence.csl.items import Item


def trigraph(item: Item) -> str:
    """A label for an item that has none: "Roe78", "DoRo78", with the year's last two digits.

    Args:
        item: What is cited; its first name variable counts.

    Returns:
        One name gives four letters, two give two each, more one each, at most four names.
    """
    names = next(
        (
            found
            for variable in ("author", "editor", "translator", "composer", "director")
            if (found := item.names(variable))
        ),
        (),
    )
    each = {0: 0, 1: 4, 2: 2, 3: 1}.get(len(names), 1)
    letters = "".join((name.family or name.literal)[:each] for name in names[:4])
    date = item.date("issued")
    year = abs(date.start.year) % 100 if date is not None and date.start is not None else None
    return letters + ("" if year is None else f"{year:02d}")
