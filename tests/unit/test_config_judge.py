"""Where a judge is: the environment, else the configuration file."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence import config
from evidence.config import JudgeAccess
from evidence.errors import BadInput

FILE = """
[judge]
url = "https://judge.example.org/v1"
model = "large"
key = "sk-file"
"""


def environ(tmp_path: Path, text: str = FILE, **more: str) -> dict[str, str]:
    """An environment whose configuration file says `text`."""
    path = tmp_path / "set.toml"
    path.write_text(text)
    return {"EVIDENCE_CONFIG": str(path), **more}


def test_it_is_read_from_the_file(tmp_path: Path) -> None:
    expected = JudgeAccess("https://judge.example.org/v1", "large", "sk-file")
    assert config.judge_access(environ(tmp_path)) == expected


def test_the_environment_goes_before(tmp_path: Path) -> None:
    given = environ(tmp_path, EVIDENCE_JUDGE_MODEL="small", EVIDENCE_JUDGE_KEY="sk-mine")
    expected = JudgeAccess("https://judge.example.org/v1", "small", "sk-mine")
    assert config.judge_access(given) == expected


def test_the_files_key_goes_to_no_other_address(tmp_path: Path) -> None:
    given = environ(tmp_path, EVIDENCE_JUDGE_URL="https://elsewhere.example.org/v1")
    assert config.judge_access(given).key is None


def test_it_is_off_where_nobody_set_it(tmp_path: Path) -> None:
    assert config.judge_access(environ(tmp_path, "")) == JudgeAccess()


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "a.example", "https://me:word@a.example/v1", "https://a.example/v1?k=1"],
)
def test_an_address_that_cannot_be_is_refused_unseen(tmp_path: Path, url: str) -> None:
    with pytest.raises(BadInput, match="no web address") as caught:
        config.judge_access(environ(tmp_path, "", EVIDENCE_JUDGE_URL=url))
    assert "word" not in caught.value.message


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "ключ"])
def test_a_key_that_no_header_holds_is_refused_unseen(tmp_path: Path, key: str) -> None:
    with pytest.raises(BadInput) as caught:
        config.judge_access(environ(tmp_path, "", EVIDENCE_JUDGE_KEY=key))
    assert key not in f"{caught.value.message}{caught.value.hint}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('judge = "x"', "no table"),
        ('[judge]\nadress = "x"', "adress"),
        ("[judge]\nmodel = 4", "model is no text"),
    ],
)
def test_a_wrong_table_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        config.judge_access(environ(tmp_path, text))


def test_the_key_is_not_shown() -> None:
    assert "sk-file" not in repr(JudgeAccess("https://a.example", "m", "sk-file"))
