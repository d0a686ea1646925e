"""What is made of the letters that a PDF's fonts give."""

from __future__ import annotations

import pytest

from evidence.pages.lines import plain


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("the e\x1bects of arti\x1ccial", "the effects of artificial"),
        ("\x1duid, su\x1ecient", "fluid, sufficient"),
        ("o\x0bered a \x0crst o\x0ece", "offered a first office"),
        ("pages 17\x1531\x1617", "pages 17–31—17"),
        ("forma¸c˜ao savˆanica, Rondˆonia, domic´ılios", "formação savânica, Rondônia, domicílios"),
        ("don´t, ˆ 5 \x07", "don´t, ˆ 5"),
    ],
)
def test_letters_of_old_tex_fonts_are_read(given: str, read: str) -> None:
    assert plain(given) == read
