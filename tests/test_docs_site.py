"""The docs site: every page is reached, every link and picture is there, nothing needs a network."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MKDOCS = YAML(typ="safe", pure=True).load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))

EXCERPT = re.compile(r"^`(?P<file>[\w./-]+)`\n\n```\w+\n(?P<text>.*?)\n```$", re.DOTALL | re.M)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.M)
FROM_THE_NETWORK = re.compile(
    r"""<(?:link|script|img|iframe|source)\b[^>]*?(?:href|src)=["']?(?:https?:)?//|url\(["']?https?:"""
)


def in_nav(entries: list[Any]) -> Iterator[str]:
    """Pages of the navigation, in its order."""
    for entry in entries:
        (found,) = entry.values() if isinstance(entry, dict) else (entry,)
        yield from [found] if isinstance(found, str) else in_nav(found)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built; what mkdocs warns of is an error."""
    if find_spec("mkdocs") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("mkdocs is missing: pip install -e '.[docs]'")
        pytest.skip("the site is not built: pip install -e '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


def test_every_page_is_in_the_navigation_once() -> None:
    """Pages of the repository that lie beside `docs` are in it, too, and exist."""
    found = list(in_nav(MKDOCS["nav"]))
    beside = [page for page in found if page not in PAGES]

    assert sorted(found) == sorted({*PAGES, *beside})
    assert [page for page in beside if not (ROOT / page).is_file()] == []


def test_the_site_builds_without_a_warning(site: Path) -> None:
    """Links, anchors and pictures that lead nowhere are warnings of mkdocs."""
    for page in in_nav(MKDOCS["nav"]):
        built = page.replace("README.md", "index.md").removesuffix(".md") + ".html"
        assert (site / built).is_file(), page


def test_links_across_the_border_of_docs_lead_to_pages(site: Path) -> None:
    """`../benchmarks/results.md` stands in docs/engine.md, `../../docs/le-trait.md` in a case."""
    results = (site / "engine.html").read_text(encoding="utf-8")
    case = (site / "scenarios" / "le-trait" / "index.html").read_text(encoding="utf-8")

    assert '<a href="benchmarks/results.html">results</a>' in results
    assert '<a href="../../le-trait.html">docs/le-trait.md</a>' in case


def test_the_site_asks_the_network_for_nothing(site: Path) -> None:
    """No style, script, font or picture has another address than a file of the site."""
    asking = {
        path.name: found[0]
        for path in site.rglob("*")
        if path.suffix in (".html", ".css")
        and (found := FROM_THE_NETWORK.search(path.read_text(encoding="utf-8")))
    }

    assert asking == {}


def test_the_search_has_its_index_as_a_script_too(site: Path) -> None:
    """A page opened from a folder may load a script, and no JSON."""
    folder = site / "search"
    script = (folder / "search_index.js").read_text(encoding="utf-8")
    text = script.removeprefix("var searchIndex = ").removesuffix(";\n")

    assert json.loads(text) == json.loads((folder / "search_index.json").read_text("utf-8"))
    assert "../search-from-disk.js" in (site / "how-to" / "limits.html").read_text("utf-8")


def test_nothing_but_pages_and_their_assets_is_published(site: Path) -> None:
    assert not (site / "hooks").exists()
    assert not (site / "overrides").exists()


def test_pictures_are_small_and_say_what_they_show() -> None:
    """Under 150 kB each, shown by a page, with words for who cannot see them."""
    shown: dict[str, set[str]] = {}
    for page in PAGES:
        for words, file in re.findall(r"!\[(.*?)\]\((.*?)\)", (DOCS / page).read_text("utf-8")):
            shown.setdefault(Path(file).name, set()).add(words)
    stored = {path.name: path.stat().st_size for path in DOCS.glob("pictures/*")}

    assert set(stored) <= set(shown)
    assert all(size < 150_000 for size in stored.values()), stored
    assert all(len(words) == 1 and len(words.pop()) > 20 for words in shown.values())


@pytest.mark.parametrize("page", PAGES)
def test_excerpts_stand_in_their_files(page: str) -> None:
    """A block below the line `` `path/of/a/file` `` is a part of that file, word for word."""
    for excerpt in EXCERPT.finditer((DOCS / page).read_text(encoding="utf-8")):
        lines = (ROOT / excerpt["file"]).read_text(encoding="utf-8").splitlines()
        wanted = excerpt["text"].splitlines()
        places = range(len(lines) - len(wanted) + 1)

        assert any(lines[at : at + len(wanted)] == wanted for at in places), excerpt[0]


def test_the_page_on_families_shows_nothing_but_excerpts() -> None:
    text = (DOCS / "add-a-constraint-family.md").read_text(encoding="utf-8")

    assert len(EXCERPT.findall(text)) == len(FENCE.findall(text)) >= 15
