"""`scenarios/NAME.yaml`: one overlay, read as text by YAML 1.2 into changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from models.problems import Problem
from planner.changes import Change, Source, Texts, Written, any_or, checked
from planner.yaml_nodes import NodeReader, items, line_of_node

FOLDER = "scenarios"
SUFFIX = ".yaml"
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
    file: str
    """Its file, as messages name it."""


def is_path(name: str) -> bool:
    """Whether a scenario is given by the path of its file, not by its name in the case."""
    separators = [separator for separator in ("/", os.sep, os.altsep) if separator]
    return name.endswith(SUFFIX) or any(separator in name for separator in separators)


def file_named(name: str) -> str:
    """The file of an overlay, as messages name it: in the case's folder, or its path."""
    if not is_path(name):
        return f"{FOLDER}/{name}{SUFFIX}"
    return name if name.endswith(SUFFIX) else f"{name}{SUFFIX}"


def name_of(name: str) -> str:
    """The name of an overlay, which may be given by the path of its file."""
    return Path(file_named(name)).stem


def read_overlay(path: Path, file: str) -> tuple[Overlay, list[Problem]]:
    """An overlay and every problem in its file, which messages call `file`."""
    reader = _Reader(file)
    root = reader.root(path)
    if not isinstance(root, MappingNode):
        return Overlay(path.stem, "", (), (), file), reader.problems
    return reader.overlay(path.stem, root), reader.problems


class _Reader(NodeReader):
    """Turns YAML nodes into changes."""

    def overlay(self, name: str, root: MappingNode) -> Overlay:
        nodes = self.nodes(root, KEYS)
        title = self.text(nodes.get("title"), "title")
        if not title:
            self.wrong(root, "title", "is missing; say in one line what this scenario asks")
        extends = tuple(
            (text, Source(self.file, 0, line_of_node(node)))
            for node in items(nodes.get("extends"))
            if (text := self.text(node, "extends"))
        )
        changes = tuple(self._changes(nodes.get("changes")))
        if not extends and not self.problems and not changes:
            self.wrong(root, "changes", "is missing or empty; list at least one change")
        return Overlay(name, title or "", extends, changes, self.file)

    def _changes(self, listed: Node | None) -> Iterator[Change]:
        if listed is not None and not isinstance(listed, SequenceNode):
            self.wrong(listed, "changes", "is not a list; begin each change with '- table:'")
            return
        for number, node in enumerate(items(listed), start=1):
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
        nodes = self.nodes(node, CHANGE_KEYS, number)
        table = self.text(nodes.get("table"), "table", number)
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
        source = Source(self.file, number, line_of_node(node))
        return Written(source, table or "", operation, where, values, rows)

    def _content(
        self, operation: str, node: Node, number: int
    ) -> tuple[Texts, tuple[tuple[int, Texts], ...]]:
        """The values, or the rows to insert."""
        if operation == "delete":
            if self.text(node, "delete", number) != "true":
                self.wrong(node, "delete", "takes no value; write 'delete: true'", number)
            return {}, ()
        if operation == "insert":
            rows = tuple(
                (line_of_node(row), self._texts(row, operation, number)) for row in items(node)
            )
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
                texts[name] = self.text(value, name, number)
        if not texts:
            self.wrong(node, key, "is empty; write 'column: value'", number)
        return texts

    def _mapping(self, node: Node | None, key: str, number: int) -> list[tuple[str, Node]]:
        if node is None:
            return []
        if not isinstance(node, MappingNode):
            self.wrong(node, key, "is not 'column: value' lines; write them", number)
            return []
        return list(self.nodes(node, None, number).items())

    def _list(self, node: Node, name: str, number: int) -> tuple[str | None, ...]:
        return tuple(self.text(one, name, number) for one in items(node))
