"""Pages that lie beside the code and not in `docs/`, with links as they stand on disk."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

PAGES = (
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "benchmarks/results.md",
    "scenarios/le-trait/README.md",
    "scenarios/le-trait/SOURCES.md",
)
"""Paths in the repository; the site has them under the same names."""

DOCS = "docs"
_LINK = re.compile(r"(?<=\]\()(?P<target>[^)#\s:]+\.md)")


def on_files(files: Files, config: Any) -> Files:
    """Add the pages."""
    root = Path(config.config_file_path).parent
    for page in PAGES:
        files.append(File.generated(config, page, abs_src_path=str(root / page)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Turn links that cross the border of `docs/` into links between pages."""
    here = page.file.src_uri
    on_disk = here if here in PAGES else f"{DOCS}/{here}"

    def link(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(on_disk), found["target"]))
        uri = target.removeprefix(f"{DOCS}/")
        if uri == target and target not in PAGES:
            return found["target"]
        return posixpath.relpath(uri, posixpath.dirname(here) or ".")

    return _LINK.sub(link, markdown)
