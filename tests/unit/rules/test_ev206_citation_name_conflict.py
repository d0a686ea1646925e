"""EV206: citation-name-conflict."""

from __future__ import annotations

from rule_papers import check, cite, item, keys, paper, work


def test_a_name_that_is_only_nearly_its_entrys_is_reported() -> None:
    cited = [cite("T05", item("Drap", "2018", conflict=("a",)))]
    (finding,) = check("EV206", paper(work("a", "Drab, Lech", "2018"), citations=cited))
    assert finding.key == "T05"
    assert finding.message.startswith("(Drap 2018) says Drap, but its entry is Drab 2018")
    assert [hint.source for hint in finding.suggestions] == ["a"]


def test_a_conflict_of_years_is_none_of_names() -> None:
    cited = [cite("T05", item("Drab", "2013", conflict=("a",)))]
    assert keys("EV206", paper(work("a", "Drab, Lech", "2018"), citations=cited)) == []


def test_a_resolved_citation_is_never_accused_of_its_spelling() -> None:
    cited = [cite("T05", item("Drap", "2018", "a"))]
    assert keys("EV206", paper(work("a", "Drab, Lech", "2018"), citations=cited)) == []


def test_an_entry_without_a_name_accuses_nobody() -> None:
    cited = [cite("T05", item("PTI", "2018", conflict=("a",)))]
    assert keys("EV206", paper(work("a", None, "2018"), citations=cited)) == []
