"""Elements of SVG as text; every name and every attribute is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape


def tag(element: str, *children: Any, **attributes: Any) -> Markup:
    """An element: `tag("rect", x=3, class_="batch", data_line="FA")`.

    A trailing underscore is dropped and inner ones become dashes, so that `class_` and
    `data_line` can be written; attributes of None are left out; children that are not
    `Markup` are text.
    """
    words = [element]
    for name, value in attributes.items():
        if value is not None:
            words.append(f'{name.rstrip("_").replace("_", "-")}="{escape(written(value))}"')
    inside = "".join(map(escape, children))
    end = f">{inside}</{element}>" if children else "/>"
    return Markup(f"<{' '.join(words)}{end}")


def joined(elements: Iterable[Markup]) -> Markup:
    """Elements one after the other."""
    return Markup("".join(elements))


def written(value: Any) -> Any:
    """Coordinates in tenths, without the end that says nothing: pages are sent by e-mail."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return value
