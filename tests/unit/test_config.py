"""What the program is told by its surroundings about people and look-ups."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence import config
from evidence.config import Preferences
from evidence.errors import BadInput

HOME = {"HOME": "/home/ada", "USERPROFILE": "/home/ada"}


@pytest.fixture
def no_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nobody has told git who they are."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def git_address(no_git: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git knows ada@git.example."""
    (tmp_path / "gitconfig").write_text("[user]\n\tname = Ada\n\temail = ada@git.example\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))


def written(tmp_path: Path, text: str | bytes) -> dict[str, str]:
    """An environment whose configuration file says `text`."""
    path = tmp_path / "set.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return {"EVIDENCE_CONFIG": str(path)}


@pytest.mark.parametrize(
    ("platform", "environ", "path"),
    [
        ("linux", {}, "/home/ada/.config/evidence/config.toml"),
        ("linux", {"XDG_CONFIG_HOME": "/x"}, "/x/evidence/config.toml"),
        ("linux", {"XDG_CONFIG_HOME": "x"}, "/home/ada/.config/evidence/config.toml"),
        ("darwin", {}, "/home/ada/Library/Application Support/evidence/config.toml"),
        ("win32", {"APPDATA": "/roaming"}, "/roaming/evidence/config.toml"),
        ("win32", {}, "/home/ada/AppData/Roaming/evidence/config.toml"),
        ("linux", {"EVIDENCE_CONFIG": "/mine.toml", "XDG_CONFIG_HOME": "/x"}, "/mine.toml"),
    ],
)
def test_the_configuration_file_is_where_the_system_has_such_files(
    platform: str, environ: dict[str, str], path: str
) -> None:
    assert config.preferences_path({**HOME, **environ}, platform) == Path(path)


@pytest.mark.parametrize(
    ("platform", "environ", "path"),
    [
        ("linux", {}, "/home/ada/.cache/evidence/lookups"),
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/evidence/lookups"),
        ("darwin", {}, "/home/ada/Library/Caches/evidence/lookups"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/evidence/lookups"),
        ("win32", {}, "/home/ada/AppData/Local/evidence/lookups"),
        ("linux", {"EVIDENCE_CACHE": "/kept", "XDG_CACHE_HOME": "/x"}, "/kept"),
    ],
)
def test_answers_are_kept_where_the_system_keeps_what_can_be_had_again(
    platform: str, environ: dict[str, str], path: str
) -> None:
    assert config.cache_folder({**HOME, **environ}, platform) == Path(path)


def test_without_a_home_nothing_is_kept_and_nothing_preferred(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nobody() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", nobody)
    assert config.cache_folder({}, "linux") is None
    assert config.preferences({}, "linux") == Preferences()


def test_the_configuration_file_says_what_a_person_prefers(tmp_path: Path) -> None:
    text = '\ufeffagent = "Ada Roy"\nmailto = "ada@example.org"\nkeys = "{name}{year}"\n'
    assert config.preferences(written(tmp_path, text)) == Preferences(
        "Ada Roy", "ada@example.org", "{name}{year}"
    )
    assert config.preferences(written(tmp_path, "# nothing\n")) == Preferences()


def test_without_a_configuration_file_nothing_is_preferred(tmp_path: Path) -> None:
    assert config.preferences({"XDG_CONFIG_HOME": str(tmp_path)}, "linux") == Preferences()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("agnet = 'Ada'", "agnet"),
        ("agent = 5", "agent"),
        ("agent = ['Ada']", "agent"),
        ("[keys]\npattern = 'x'", "keys"),
        ("mailto = 'no address'", "mailto"),
        ("agent = Ada", "TOML"),
        (b"agent = '\xff'", "TOML"),
        ("a = " + "[" * 10_000, "TOML"),
    ],
)
def test_what_is_wrong_in_the_configuration_file_is_named_with_the_file(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    environ = written(tmp_path, text)
    with pytest.raises(BadInput) as wrong:
        config.preferences(environ)
    assert environ["EVIDENCE_CONFIG"] in wrong.value.message
    assert said in wrong.value.message


def test_a_misspelt_setting_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as wrong:
        config.preferences(written(tmp_path, "mail_to = 'ada@example.org'"))
    assert wrong.value.hint == "did you mean mailto?"


def test_a_configuration_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(BadInput, match="cannot be read"):
            config.preferences({"EVIDENCE_CONFIG": str(path)})


@pytest.mark.usefixtures("git_address")
def test_the_agent_is_the_nearest_that_is_named(tmp_path: Path) -> None:
    preferred = written(tmp_path, "agent = 'Preferred'")
    named = {**preferred, "EVIDENCE_AGENT": "Named"}
    bare = {"XDG_CONFIG_HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    assert config.agent_name("Given", named) == "Given"
    assert config.agent_name(None, named) == "Named"
    assert config.agent_name(None, preferred) == "Preferred"
    assert config.agent_name(None, bare) == "Ada <ada@git.example>"


@pytest.mark.usefixtures("git_address")
def test_the_mail_address_is_the_nearest_that_is_named(tmp_path: Path) -> None:
    preferred = written(tmp_path, "mailto = 'ada@preferred.example'")
    named = {**preferred, "EVIDENCE_MAILTO": " ada@named.example "}
    bare = {"XDG_CONFIG_HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    assert config.mail_address(named) == "ada@named.example"
    assert config.mail_address(preferred) == "ada@preferred.example"
    assert config.mail_address(bare) == "ada@git.example"
    assert config.mail_address(written(tmp_path, "mailto = ''")) is None


@pytest.mark.usefixtures("no_git")
def test_nobody_need_give_a_mail_address(tmp_path: Path) -> None:
    bare = {"XDG_CONFIG_HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    assert config.mail_address(bare) is None


@pytest.mark.parametrize(
    "address",
    ["ada", "ada@", "ada@b c", "a@b\r\nX: y", "Ada <ada@example.org>", "ада@example.org", "a@b,c"],
)
def test_what_cannot_stand_in_a_header_is_no_mail_address(address: str) -> None:
    with pytest.raises(BadInput, match="EVIDENCE_MAILTO"):
        config.mail_address({"EVIDENCE_MAILTO": address})


def test_proxies_are_read_as_other_programs_read_them() -> None:
    found = config.proxies(
        {
            "HTTPS_PROXY": "http://capitals.example:1",
            "https_proxy": "http://small.example:2",
            "ALL_PROXY": "all.example:3",
            "NO_PROXY": "localhost, .corp.example 10.0.0.0/8,",
        }
    )
    assert found.by_scheme == {"https": "http://small.example:2", "http": "http://all.example:3"}
    assert found.direct == ("localhost", ".corp.example", "10.0.0.0/8")
    assert config.proxies({}).by_scheme == {}


def test_a_requests_header_cannot_set_the_proxy_of_a_cgi_program() -> None:
    environ = {"HTTP_PROXY": "http://evil.example", "HTTPS_PROXY": "http://good.example"}
    assert set(config.proxies(environ).by_scheme) == {"http", "https"}
    assert set(config.proxies({**environ, "REQUEST_METHOD": "GET"}).by_scheme) == {"https"}


@pytest.mark.parametrize(
    "address", ["socks5://ada:secret@proxy.example:1080", "http://", "http://ada:secret@a:port"]
)
def test_a_proxy_of_another_kind_is_refused_without_showing_its_password(address: str) -> None:
    with pytest.raises(BadInput, match="HTTPS_PROXY") as wrong:
        config.proxies({"HTTPS_PROXY": address})
    assert "secret" not in f"{wrong.value.message} {wrong.value.hint}"


@pytest.mark.parametrize(
    "given",
    [
        '{"crossref": "http://a.example/c", "open-library": "https://b.example"}',
        "crossref=http://a.example/c open-library=https://b.example",
        " crossref=http://a.example/c,\nopen-library=https://b.example, ",
    ],
)
def test_mirrors_are_named_as_json_or_as_pairs(given: str) -> None:
    assert config.service_addresses({"EVIDENCE_SERVICES": given}) == {
        "crossref": "http://a.example/c",
        "open-library": "https://b.example",
    }


def test_without_mirrors_there_are_none() -> None:
    assert config.service_addresses({}) == {}


@pytest.mark.parametrize(
    "given",
    ["crossref", "crossref=", "=http://a.example", "{", '{"crossref": 5}', "crossref=ftp://a"],
)
def test_what_is_no_mirror_is_said(given: str) -> None:
    with pytest.raises(BadInput, match="EVIDENCE_SERVICES"):
        config.service_addresses({"EVIDENCE_SERVICES": given})
