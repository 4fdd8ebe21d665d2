"""`scenarios/NAME.yaml`: one overlay, read as text by YAML 1.2 into changes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from models.problems import Problem, unknown
from planner.changes import Change, Source, Texts, Written, any_or, checked
from planner.sheet import Unreadable, decoded

FOLDER = "scenarios"
KEYS = ("title", "extends", "changes")
OPERATIONS = ("set", "add", "multiply", "shift", "delete", "insert")
CHANGE_KEYS = ("table", "where", *OPERATIONS)


@dataclass(frozen=True)
class Overlay:
    """A named list of changes to a case."""

    name: str
    title: str
    extends: tuple[tuple[str, Source], ...]
    """Overlays applied before it, and where it says so."""

    changes: tuple[Change, ...]

    @property
    def file(self) -> str:
        """Its file, as messages name it."""
        return file_named(self.name)


def file_named(name: str) -> str:
    """The file of an overlay, as messages name it."""
    return f"{FOLDER}/{name}.yaml"


def read_overlay(path: Path) -> tuple[Overlay, list[Problem]]:
    """An overlay and every problem in its file."""
    reader = _Reader(file_named(path.stem))
    try:
        root = YAML(typ="safe", pure=True).compose(io.StringIO(decoded(path.read_bytes())))
    except Unreadable as error:
        reader.wrong(None, None, str(error))
    except YAMLError as error:
        reader.broken(error)
    else:
        return reader.overlay(path.stem, root), reader.problems
    return Overlay(path.stem, "", (), ()), reader.problems


class _Reader:
    """Turns YAML nodes into changes; keeps every problem with its line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, at: Node | None, column: str | None, what: str, number: int = 0) -> None:
        line = None if at is None else _line(at)
        self.problems.append(Source(self.file, number, line).problem(column, what))

    def broken(self, error: YAMLError) -> None:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        said = error.problem if isinstance(error, MarkedYAMLError) else str(error)
        what = f"is not YAML: {said}; mend this line or the one before"
        index = mark.line - 1 if mark else None
        self.problems.append(Problem(self.file, index, None, None, what))

    def overlay(self, name: str, root: Node | None) -> Overlay:
        if not isinstance(root, MappingNode):
            self.wrong(None, None, "holds no 'key: value' lines; write title and changes")
            return Overlay(name, "", (), ())
        nodes = self._nodes(root, KEYS, 0)
        title = self._text(nodes.get("title"), "title", 0)
        if not title:
            self.wrong(root, "title", "is missing; say in one line what this scenario asks")
        extends = tuple(
            (text, Source(self.file, 0, _line(node)))
            for node in _items(nodes.get("extends"))
            if (text := self._text(node, "extends", 0))
        )
        changes = tuple(self._changes(nodes.get("changes")))
        if not extends and not self.problems and not changes:
            self.wrong(root, "changes", "is missing or empty; list at least one change")
        return Overlay(name, title or "", extends, changes)

    def _changes(self, listed: Node | None) -> Iterator[Change]:
        if listed is not None and not isinstance(listed, SequenceNode):
            self.wrong(listed, "changes", "is not a list; begin each change with '- table:'")
            return
        for number, node in enumerate(_items(listed), start=1):
            change = self._change(number, node)
            if change is not None:
                found, problems = checked(change)
                self.problems += problems
                if found is not None:
                    yield found

    def _change(self, number: int, node: Node) -> Written | None:
        if not isinstance(node, MappingNode):
            self.wrong(node, None, "is not 'key: value' lines; begin it with 'table:'", number)
            return None
        before = len(self.problems)
        nodes = self._nodes(node, CHANGE_KEYS, number)
        table = self._text(nodes.get("table"), "table", number)
        given = [operation for operation in OPERATIONS if operation in nodes]
        if "table" not in nodes:
            self.wrong(node, "table", "is missing; add it", number)
        if len(given) != 1 and len(self.problems) == before:
            said = f"has {' and '.join(given)}" if given else "does nothing"
            self.wrong(node, None, f"{said}; give one of {', '.join(OPERATIONS)}", number)
        if len(self.problems) > before:
            return None
        operation = given[0]
        where = {
            name: any_or(self._list(value, name, number), isinstance(value, ScalarNode))
            for name, value in self._mapping(nodes.get("where"), "where", number)
        }
        values, rows = self._content(operation, nodes[operation], number)
        if len(self.problems) > before:
            return None
        source = Source(self.file, number, _line(node))
        return Written(source, table or "", operation, where, values, rows)

    def _content(
        self, operation: str, node: Node, number: int
    ) -> tuple[Texts, tuple[tuple[int, Texts], ...]]:
        """The values, or the rows to insert."""
        if operation == "delete":
            if self._text(node, "delete", number) != "true":
                self.wrong(node, "delete", "takes no value; write 'delete: true'", number)
            return {}, ()
        if operation == "insert":
            rows = tuple((_line(row), self._texts(row, operation, number)) for row in _items(node))
            if not rows:
                self.wrong(node, operation, "is empty; list the rows to insert", number)
            return {}, rows
        return self._texts(node, operation, number), ()

    def _texts(self, node: Node, key: str, number: int) -> Texts:
        """Values by column; those of a group of settings as `group.key`."""
        texts: Texts = {}
        for name, value in self._mapping(node, key, number):
            if isinstance(value, MappingNode):
                inner = self._texts(value, name, number)
                texts |= {f"{name}.{one}": text for one, text in inner.items()}
            else:
                texts[name] = self._text(value, name, number)
        if not texts:
            self.wrong(node, key, "is empty; write 'column: value'", number)
        return texts

    def _mapping(self, node: Node | None, key: str, number: int) -> list[tuple[str, Node]]:
        if node is None:
            return []
        if not isinstance(node, MappingNode):
            self.wrong(node, key, "is not 'column: value' lines; write them", number)
            return []
        return list(self._nodes(node, None, number).items())

    def _nodes(
        self, node: MappingNode, known: tuple[str, ...] | None, number: int
    ) -> dict[str, Node]:
        nodes: dict[str, Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if known is not None and name not in known:
                self.wrong(key, name, unknown("key", name, list(known)), number)
            elif name in nodes:
                self.wrong(key, name, "stands there twice; delete one", number)
            else:
                nodes[name] = value
        return nodes

    def _list(self, node: Node, name: str, number: int) -> tuple[str | None, ...]:
        return tuple(self._text(one, name, number) for one in _items(node))

    def _text(self, node: Node | None, name: str, number: int) -> str | None:
        """The text of a single value; None if it is blank or null."""
        if node is None:
            return None
        if not isinstance(node, ScalarNode):
            self.wrong(node, name, "is not a single value; write one", number)
            return None
        text = str(node.value).strip()
        return None if str(node.tag).endswith(":null") else text or None


def _items(node: Node | None) -> list[Node]:
    """The items of a list; a single value is a list of one."""
    if node is None:
        return []
    return list(node.value) if isinstance(node, SequenceNode) else [node]


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
