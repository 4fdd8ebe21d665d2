"""Anchors that begin with a letter: the theme looks headings up by selectors, which must."""

from __future__ import annotations

from typing import Any

from markdown.extensions.toc import slugify


def on_config(config: Any) -> Any:
    """Give every heading such an anchor."""
    config.mdx_configs.setdefault("toc", {})["slugify"] = _anchor
    return config


def _anchor(title: str, separator: str) -> str:
    found = slugify(title, separator)
    return f"at{separator}{found}" if found[:1].isdigit() else found
