"""How one reference string is set: a style drawn at random, with what goes together."""

from __future__ import annotations

import random


class Style:
    """How one string is set; drawn at random, with what goes together."""

    def __init__(self, chance: random.Random) -> None:
        choose = chance.choice
        dress = chance.choices(
            ("inverted", "vancouver", "direct", "abnt", "first-inverted", "glued"),
            (34, 24, 12, 16, 8, 6),
        )[0]
        self.glued = dress == "glued"
        self.order = dress if dress in {"direct", "first-inverted"} else "inverted"
        self.upper = chance.random() < {"abnt": 0.75, "inverted": 0.12}.get(dress, 0.04)
        self.initial_gap = choose((" ", "", ""))
        self.inverted = ", "
        if dress == "vancouver":
            self.given = choose(("plain", "plain", "plain", "dotted"))
            self.initial_gap, self.inverted = "", " "
            self.between, self.last = ", ", choose((", ", ", ", " and ", " & "))
        elif dress == "glued":
            self.given, self.inverted = "plain", choose((" ", ""))
            self.between = " " if self.inverted == " " else ", "
            self.last = self.between
        elif dress == "abnt":
            self.given = choose(("full", "full", "dotted"))
            self.between, self.last = "; ", choose(("; ", "; ", " & ", " e "))
        elif dress == "direct":
            self.given = choose(("dotted", "dotted", "full", "plain"))
            self.between, self.last = ", ", choose((" and ", ", and ", ", ", " e ", " & "))
        elif dress == "first-inverted":
            self.given = choose(("full", "full", "dotted"))
            self.between, self.last = ", ", choose((", and ", " and ", ", e "))
        else:
            self.given = choose(("dotted", "dotted", "dotted", "full"))
            self.between = choose((", ", ", ", ", ", "; "))
            self.last = choose((", & ", ", and ", " and ", " & ", self.between, " e ", " y "))
        self.et_al = choose((", et al.", " et al.", ", et al", " et al", " et al.", ", ... "[:-1]))
        self.cut = choose((0.0, 0.2, 0.8))
        self.date = chance.choices(("paren", "plain", "late"), (40, 22, 38))[0]
        if dress == "vancouver" and chance.random() < 0.5:
            self.date = "late"
        self.after_date = choose((". ", " ", ". ", ", ", ": "))
        self.before_year = choose((". ", ", ", " ", ", "))
        self.after_year = choose((". ", " ", ". ", ", ", ": "))
        self.after_authors = choose((". ", ". ", ", ", ": ", " "))
        if self.after_authors == " " and self.given != "plain":
            self.after_authors = ". "
        self.month = chance.random() < 0.15
        self.quotes = chance.choices(
            (("", ""), ("“", "”"), ('"', '"'), ("‘", "’")), (78, 12, 7, 3)
        )[0]
        self.inside = chance.random() < 0.5
        self.after_title = choose((". ", ". ", ". ", ", "))
        self.in_ = choose(("In: ", "in "))
        self.late = choose(("after-container", "after-container", "paren-after-container", "end"))
        self.place_of_journal = chance.random() < (0.35 if dress == "abnt" else 0.01)
        self.untitled = 0.12 if dress == "direct" else 0.0
        self.before_volume = choose((", ", " ", ", ", ". ", ": "))
        self.volume_word = choose(("", "", "", "", "v. ", "vol. ", "Vol. ", "v."))
        self.issue = chance.random() < 0.75
        if self.volume_word:
            self.issue_signs = choose(
                ((", n. ", ""), (", no. ", ""), ("(", ")"), (", n.º ", ""), (", n.", ""))
            )
            self.before_pages = choose((", p. ", ", pp. ", ", p.", ": ", ":"))
        else:
            self.issue_signs = choose(
                (("(", ")"), ("(", ")"), (" (", ")"), (", no. ", ""), (".", ""))
            )
            self.before_pages = choose((", ", ": ", ":", ":", ", pp. ", ", p. ", " "))
        self.pages_closed = ""
