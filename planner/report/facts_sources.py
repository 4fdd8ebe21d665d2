"""`SOURCES.md` of the case as HTML that can do nothing: no HTML of its own, no pictures."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from planner.run_files import CASE
from planner.run_folder import SOURCES

MOST = 100_000
"""Characters that are shown; the page is sent by e-mail."""

DEMOTED, DEEPEST = 3, 6
"""Levels by which headings sink below those of the page, and the last that there is."""

OPENED = ("http://", "https://", "mailto:")
"""What a link may begin with; other files do not come along with the page."""


class _Harmless(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        """Whether a link is one; else it stays text."""
        return url.lower().startswith(OPENED)


def sources(run: Path) -> Markup | None:
    """What people wrote on where the numbers of a case come from; None if nobody did."""
    try:
        text = (run / CASE / SOURCES).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return None
    return rendered(text[:MOST]) + Markup("<p>…</p>" if len(text) > MOST else "")


def rendered(text: str) -> Markup:
    """Markdown as HTML whose headings stand below those of a section."""
    reader = _Harmless("commonmark", {"html": False}).enable("table").disable("image")
    tokens = reader.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(DEEPEST, int(token.tag[1:]) + DEMOTED)}"
    # The renderer escapes all text, and with html=False tags are text.
    return Markup(reader.renderer.render(tokens, reader.options, {}))
