"""Every sentence that the code and the templates say to people, and where."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from jinja2 import Environment, nodes

PLANNER = Path(__file__).parents[1] / "planner"


@dataclass(frozen=True)
class Said:
    """A call such as `t("{count} more", count=3)`."""

    where: str
    """`file:line`."""

    sentence: str | None
    """None if the call does not say it word for word."""

    figures: frozenset[str] | None
    """Names that it gives; None if some are given by `**`."""

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence!r}"


def everything_said() -> list[Said]:
    """What `planner` says, in order."""
    found: list[Said] = []
    for path in sorted(PLANNER.rglob("*.py")):
        found += said_in_code(path.read_text(encoding="utf-8"), _short(path))
    for path in sorted(PLANNER.rglob("templates/*.html")):
        found += said_in_template(path.read_text(encoding="utf-8"), _short(path))
    return found


def said_in_code(source: str, file: str) -> Iterator[Said]:
    """Calls of `t(...)`, and of `t` of anything, such as `self.t(...)`."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and _is_t(call.func):
            names = [keyword.arg for keyword in call.keywords]
            figures = None if None in names else frozenset(name for name in names if name)
            for sentence in _of_code(call.args[0]) if call.args else [None]:
                yield Said(f"{file}:{call.lineno}", sentence, figures)


def said_in_template(source: str, file: str) -> Iterator[Said]:
    """The same calls in a Jinja template."""
    for call in Environment().parse(source).find_all(nodes.Call):
        if _is_t(call.node):
            whole = call.dyn_kwargs is None
            figures = frozenset(keyword.key for keyword in call.kwargs) if whole else None
            for sentence in _of_template(call.args[0]) if call.args else [None]:
                yield Said(f"{file}:{call.lineno}", sentence, figures)


def placeholders(sentence: str) -> frozenset[tuple[str, str]]:
    """Names of a sentence, and how each is written."""
    return frozenset(
        (name, spec or "") for _, name, spec, _ in Formatter().parse(sentence) if name is not None
    )


def _is_t(called: ast.expr | nodes.Expr) -> bool:
    names = {ast.Name: "id", ast.Attribute: "attr", nodes.Name: "name", nodes.Getattr: "attr"}
    return any(
        isinstance(called, kind) and getattr(called, field) == "t" for kind, field in names.items()
    )


def _of_code(given: ast.expr) -> list[str | None]:
    """The sentence, or both of `"one" if ... else "other"`."""
    if isinstance(given, ast.IfExp):
        return [*_of_code(given.body), *_of_code(given.orelse)]
    text = given.value if isinstance(given, ast.Constant) else None
    return [text if isinstance(text, str) else None]


def _of_template(given: nodes.Expr) -> list[str | None]:
    if isinstance(given, nodes.CondExpr) and given.expr2 is not None:
        return [*_of_template(given.expr1), *_of_template(given.expr2)]
    text = given.value if isinstance(given, nodes.Const) else None
    return [text if isinstance(text, str) else None]


def _short(path: Path) -> str:
    return str(path.relative_to(PLANNER.parent))
