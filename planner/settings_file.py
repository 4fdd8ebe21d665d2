"""`plant.yaml`: read as text by YAML 1.2 and converted like the cells of a table."""

from __future__ import annotations

import io
from pathlib import Path
from types import NoneType
from typing import Any, get_args

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from models.problems import Problem, unknown
from models.settings import Enough, PlanLimits, Settings, Tolerances
from models.tables import Column, columns
from models.units import Part
from planner.cells import converter, out_of_bounds, text_of
from planner.days import CellError
from planner.sheet import Unreadable, decoded

FILE = "plant.yaml"
GROUPS: dict[str, type[Part]] = {"tolerances": Tolerances, "limits": PlanLimits, "enough": Enough}


KeyValue = tuple[Node, Node]


def columns_of(part: type[Part]) -> tuple[Column, ...]:
    """The keys of `plant.yaml` (or of a group in it), described like columns."""
    return columns(part)


def read_settings(path: Path) -> tuple[Settings | None, list[Problem]]:
    """The settings, or every problem with the line it is in (`index + 2`)."""
    reader = _Reader()
    try:
        root = YAML(typ="safe", pure=True).compose(io.StringIO(decoded(path.read_bytes())))
    except Unreadable as error:
        return None, [Problem(FILE, None, None, None, str(error))]
    except YAMLError as error:
        return None, [_broken(error)]
    if not isinstance(root, MappingNode):
        return None, [Problem(FILE, None, None, None, "holds no 'key: value' lines; write them")]
    settings = reader.part(Settings, root, "")
    return (settings if isinstance(settings, Settings) else None), reader.problems


def _broken(error: YAMLError) -> Problem:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    said = error.problem if isinstance(error, MarkedYAMLError) else str(error)
    index = mark.line - 1 if mark else None
    return Problem(
        FILE, index, None, None, f"is not YAML: {said}; mend this line or the one before"
    )


class _Reader:
    """Turns YAML nodes into checked settings; keeps every problem with its line."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def part(self, kind: type[Part], node: MappingNode, prefix: str) -> Part | None:
        nodes = self._nodes(kind, node, prefix)
        values: dict[str, Any] = {}
        failed: set[str] = set()
        for column in columns_of(kind):
            name = column.name
            if name not in nodes:
                if not column.required:
                    continue
                failed.add(name)
                self._wrong(node, prefix + name, "is missing; add it" + _null_hint(kind, name))
            elif name in GROUPS:
                values[name] = self._group(GROUPS[name], *nodes[name], name)
                failed |= {name} if values[name] is None else set()
            else:
                try:
                    values[name] = _value(kind, column, nodes[name][1])
                except CellError as error:
                    failed.add(name)
                    self._wrong(nodes[name][0], prefix + name, str(error))
        return self._checked(kind, values, nodes, failed, prefix)

    def _nodes(self, kind: type[Part], node: MappingNode, prefix: str) -> dict[str, KeyValue]:
        """The known keys and their nodes."""
        known = [column.name for column in columns_of(kind)]
        nodes: dict[str, KeyValue] = {}
        for key, value in node.value:
            name = str(key.value)
            if name not in known:
                self._wrong(key, None, unknown("key", prefix + name, [prefix + k for k in known]))
            elif name in nodes:
                self._wrong(key, prefix + name, "stands there twice; delete one")
            else:
                nodes[name] = key, value
        return nodes

    def _group(self, kind: type[Part], key: Node, value: Node, name: str) -> Part | None:
        if isinstance(value, MappingNode):
            return self.part(kind, value, f"{name}.")
        self._wrong(key, name, "needs its own indented 'key: value' lines")
        return None

    def _checked(
        self,
        kind: type[Part],
        values: dict[str, Any],
        nodes: dict[str, KeyValue],
        failed: set[str],
        prefix: str,
    ) -> Part | None:
        known = {column.name: column for column in columns_of(kind)}
        try:
            return kind.model_validate(values)
        except ValidationError as refusal:
            for error in refusal.errors(include_url=False):
                name = str(error["loc"][0])
                if name not in failed:
                    key, value = nodes[name]
                    what = out_of_bounds(known[name], str(value.value), error)
                    self._wrong(key, prefix + name, what)
            return None

    def _wrong(self, at: Node, column: str | None, what: str) -> None:
        self.problems.append(Problem(FILE, at.start_mark.line - 1, column, None, what))


def _nullable(kind: type[Part], name: str) -> bool:
    return NoneType in get_args(kind.model_fields[name].annotation)


def _null_hint(kind: type[Part], name: str) -> str:
    return " (null: none)" if _nullable(kind, name) else ""


def _value(kind: type[Part], column: Column, node: Node) -> Any:
    if not isinstance(node, ScalarNode):
        raise CellError("is not a single value; write one")
    text = str(node.value).strip()
    if not text or str(node.tag).endswith(":null"):
        if _nullable(kind, column.name):
            return None
        raise CellError(f"is blank; write its value{f' ({column.unit})' if column.unit else ''}")
    return converter(column)(text)


def write_settings(settings: Settings, path: Path) -> None:
    """Write `plant.yaml`, keys in the order of `Settings`."""
    path.write_text("\n".join(_lines(settings, "")) + "\n", encoding="utf-8", newline="\n")


def _lines(part: Part, indent: str) -> list[str]:
    lines: list[str] = []
    for column in columns_of(type(part)):
        value = getattr(part, column.field)
        if not column.required and value == type(part).model_fields[column.field].default:
            continue
        if isinstance(value, Part):
            lines += [f"{indent}{column.name}:", *_lines(value, indent + "  ")]
        elif value is None:
            lines.append(f"{indent}{column.name}: null")
        elif column.kind == "text":
            lines.append(f"{indent}{column.name}: {_quoted(value)}")
        else:
            lines.append(f"{indent}{column.name}: {text_of(value, column.kind)}")
    return lines


def _quoted(text: str) -> str:
    """The text as YAML on one line."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = True
    yaml.width = 1_000_000
    yaml.allow_unicode = True
    stream = io.StringIO()
    yaml.dump([text], stream)
    return stream.getvalue().strip()[1:-1]
