"""Reference lists in seconds: beside the other processor of Python and, where there, others."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from csl_items import made
from evidence.csl import Cite, Cluster, Processor, library, locale

pytestmark = pytest.mark.benchmark

STYLES = ("chicago-author-date", "apa")
_THOUSAND_SECONDS = 3
_TEN_THOUSAND_SECONDS = 35
_FIRST_SECONDS = 0.2
_MEMORY_MB = 150


def _seconds(style: str, items: list[dict[str, Any]]) -> float:
    """CPU seconds for a whole document: each work cited once, and the bibliography."""
    chosen = library.choose(style)
    start = time.process_time()
    processor = Processor(chosen.style, items)
    processor.cite([Cluster((Cite(item["id"], "7"),)) for item in items])
    entries = processor.bibliography().entries
    spent = time.process_time() - start
    assert len(entries) == len(items)
    return spent


@pytest.mark.parametrize("style", STYLES)
def test_a_thousand_works_and_ten_thousand(style: str) -> None:
    thousand = min(_seconds(style, made(1_000)) for _ in range(2))
    many = _seconds(style, made(10_000))
    print(f"\n{style}: 1,000 works {thousand:.2f} CPU s, 10,000 works {many:.2f}")
    assert thousand <= _THOUSAND_SECONDS
    assert many <= _TEN_THOUSAND_SECONDS
    assert many <= 20 * thousand


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc to ask for memory")
def test_the_first_entry_comes_at_once_and_memory_is_small() -> None:
    code = (
        "import json, sys, time\n"
        "from evidence.csl import Processor, library, plain\n"
        "items = json.load(sys.stdin)\n"
        "start = time.process_time()\n"
        "style = library.choose('chicago-author-date').style\n"
        "plain(Processor(style, items[:1]).bibliography().entries[0].runs)\n"
        "first = time.process_time() - start\n"
        "Processor(style, items).bibliography()\n"
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(first, int(peak.split()[1]) / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(made(10_000)),
        capture_output=True,
        text=True,
        check=True,
    )
    first, peak = map(float, done.stdout.split())
    print(f"\nfirst entry {first:.3f} CPU s; 10,000 works, peak {peak:.0f} MB")
    assert first <= _FIRST_SECONDS
    assert peak <= _MEMORY_MB


def test_it_is_faster_than_the_other_processors_at_hand(tmp_path: Path) -> None:
    items = made(1_000)
    ours = _seconds("apa", items)
    figures = {"evidence": ours}
    if importlib.util.find_spec("citeproc"):
        figures["citeproc-py"] = _citeproc_py(items, tmp_path)
    if shutil.which("pandoc"):
        figures["pandoc"] = _pandoc(items, tmp_path)
    if shutil.which("node") and os.environ.get("EVIDENCE_CITEPROC_JS"):
        figures["citeproc-js"] = _citeproc_js(items, tmp_path)
    print(
        "\n1,000 works, APA:", ", ".join(f"{name} {took:.2f} s" for name, took in figures.items())
    )
    if "citeproc-py" in figures:
        assert ours < figures["citeproc-py"] / 4


def _citeproc_py(items: list[dict[str, Any]], folder: Path) -> float:
    (folder / "items.json").write_text(json.dumps(items), encoding="utf-8")
    style = str(library.find("apa")).removesuffix(".csl")
    code = (
        "import json, sys, time, warnings\n"
        "warnings.simplefilter('ignore')\n"
        "from citeproc import Citation, CitationItem, CitationStylesBibliography\n"
        "from citeproc import CitationStylesStyle, formatter\n"
        "from citeproc.source.json import CiteProcJSON\n"
        f"items = json.load(open({str(folder / 'items.json')!r}, encoding='utf-8'))\n"
        "start = time.process_time()\n"
        f"style = CitationStylesStyle({style!r}, validate=False)\n"
        "made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)\n"
        "for item in items: made.register(Citation([CitationItem(item['id'])]))\n"
        "made.sort()\n"
        "[str(each) for each in made.bibliography()]\n"
        "print(time.process_time() - start)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"citeproc-py does not run here: {done.stderr.strip().splitlines()[-1]}")
    return float(done.stdout)


def _citeproc_js(items: list[dict[str, Any]], folder: Path) -> float:
    """Where EVIDENCE_CITEPROC_JS names `citeproc_commonjs.js` of the package `citeproc`."""
    (folder / "items.json").write_text(json.dumps(items), encoding="utf-8")
    locales = locale.folder()
    (folder / "run.js").write_text(
        """
        const fs = require("fs"), CSL = require(process.argv[2]);
        const items = Object.fromEntries(
          JSON.parse(fs.readFileSync("items.json")).map((item) => [item.id, item]));
        const start = process.cpuUsage();
        const engine = new CSL.Engine({
          retrieveLocale: (tag) => fs.readFileSync(`${process.argv[4]}/locales-${tag}.xml`, "utf8"),
          retrieveItem: (id) => items[id],
        }, fs.readFileSync(process.argv[3], "utf8"));
        engine.updateItems(Object.keys(items));
        engine.makeBibliography();
        const spent = process.cpuUsage(start);
        console.log((spent.user + spent.system) / 1e6);
        """,
        encoding="utf-8",
    )
    program = os.environ["EVIDENCE_CITEPROC_JS"]
    done = subprocess.run(
        ["node", "run.js", program, str(library.find("apa")), str(locales)],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("citeproc-js does not run here")
    return float(done.stdout.split()[-1])


def _pandoc(items: list[dict[str, Any]], folder: Path) -> float:
    (folder / "items.json").write_text(json.dumps(items), encoding="utf-8")
    (folder / "text.md").write_text("---\nnocite: '@*'\n---\n", encoding="utf-8")
    start = time.perf_counter()
    done = subprocess.run(
        ["pandoc", "--citeproc", "--bibliography", "items.json", "--csl", str(library.find("apa")),
         "-t", "plain", "text.md"],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip("pandoc does not run here")
    return time.perf_counter() - start
