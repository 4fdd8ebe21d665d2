"""The index of the search as a script: a page that lies on a disk may load no JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority


@event_priority(-100)  # after the search has written its index
def on_post_build(config: Any) -> None:
    """Write `search/search_index.js` beside `search/search_index.json`."""
    index = Path(config.site_dir) / "search" / "search_index.json"
    text = index.read_text(encoding="utf-8")
    index.with_suffix(".js").write_text(f"var searchIndex = {text};\n", encoding="utf-8")
