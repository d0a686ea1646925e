"""The house rules that no linter of ours knows: layers, size, silence, time."""

from __future__ import annotations

import ast
import io
import re
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "evidence"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 450
# Where each may be imported; what stands nowhere here may be imported anywhere.
HOMES = {
    "click": {"cli"},
    "rich": {"cli"},
    "sqlalchemy": {"store", "services"},
    "alembic": {"store"},
    "sqlite3": {"store", "formats"},  # a Zotero library is a SQLite file
    "httpx": {"lookup", "judges"},
    "httpcore": {"lookup", "judges"},
    "pypdfium2": {"pages"},
    "pycrfsuite": {"manuscript", "training"},
    "rapidfuzz": {"csl", "pages"},
    "jinja2": {"report"},
    "xlsxwriter": {"report"},
}
NAIVE = {"now", "utcnow", "today", "fromtimestamp", "utcfromtimestamp", "combine"}


def room(module: Path) -> str:
    """The part of the package that a module belongs to."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def nodes(module: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(module.read_text("utf-8")))


each_module = pytest.mark.parametrize("module", MODULES, ids=name)


def test_imports_run_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said = io.StringIO()
    with redirect_stdout(said):
        status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, said.getvalue()


def test_every_room_stands_in_the_contracts() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers, *others = settings["contracts"]
    rooms = {f"evidence.{room(each)}" for each in MODULES if not room(each).startswith("__")}
    # A room in parentheses is one that the design knows and that may not be built yet.
    listed = {name for row in layers["layers"] for name in re.findall(r"[\w.]+", row)}
    assert rooms <= listed
    for contract in others:
        (homes,) = {frozenset(HOMES[forbidden]) for forbidden in contract["forbidden_modules"]}
        assert not set(contract["source_modules"]) & {f"evidence.{home}" for home in homes}


@each_module
def test_a_library_is_imported_only_at_its_home(module: Path) -> None:
    for node in nodes(module):
        imported = (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
        for each in imported:
            homes = HOMES.get(each.partition(".")[0])
            assert homes is None or room(module) in homes, f"line {getattr(node, 'lineno', 0)}"


@each_module
def test_a_module_is_one_idea_long(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= LONGEST


PRINTS = "csl/fixtures.py"
"""A command of its own, beside the program."""


@pytest.mark.parametrize(
    "module", [each for each in MODULES if room(each) != "cli" and name(each) != PRINTS], ids=name
)
def test_nothing_below_the_command_line_prints(module: Path) -> None:
    for node in nodes(module):
        if isinstance(node, ast.Name):
            assert node.id not in {"print", "input"}, f"line {node.lineno}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            stream = node.value.id == "sys" and node.attr in {"stdout", "stderr", "stdin"}
            assert not stream, f"line {node.lineno}"


@each_module
def test_every_time_has_a_zone(module: Path) -> None:
    for node in nodes(module):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        of = node.func.value
        if not (isinstance(of, ast.Name) and of.id in {"datetime", "date"}):
            continue
        if node.func.attr in NAIVE:
            zoned = [*node.args, *(each for each in node.keywords if each.arg in {"tz", "tzinfo"})]
            assert zoned, f"line {node.lineno}: {ast.unparse(node)}"
            assert node.func.attr not in {"utcnow", "utcfromtimestamp", "today"}


def test_no_test_module_shares_its_name_with_another() -> None:
    names = [each.name for each in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
