"""A file of YAML 1.2, read node by node as text, so that every problem has its line."""

from __future__ import annotations

import io
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from models.problems import Problem, unknown
from planner.changes import Source
from planner.sheet import Unreadable, decoded


class NodeReader:
    """Turns nodes into texts; keeps every problem with its line.

    `number` is that of a change in a list of them, 0 elsewhere.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def root(self, path: Path) -> Node | None:
        """What the file holds; None, with a problem, if it cannot be read."""
        try:
            found = YAML(typ="safe", pure=True).compose(io.StringIO(decoded(path.read_bytes())))
        except Unreadable as error:
            self.wrong(None, None, str(error))
        except YAMLError as error:
            self._broken(error)
        else:
            if isinstance(found, MappingNode):
                return found
            self.wrong(None, None, "holds no 'key: value' lines; write title and changes")
        return None

    def wrong(self, at: Node | None, column: str | None, what: str, number: int = 0) -> None:
        """Note a problem."""
        line = None if at is None else line_of_node(at)
        self.problems.append(Source(self.file, number, line).problem(column, what))

    def _broken(self, error: YAMLError) -> None:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        said = error.problem if isinstance(error, MarkedYAMLError) else str(error)
        what = f"is not YAML: {said}; mend this line or the one before"
        index = mark.line - 1 if mark else None
        self.problems.append(Problem(self.file, index, None, None, what))

    def nodes(
        self, node: MappingNode, known: tuple[str, ...] | None, number: int = 0
    ) -> dict[str, Node]:
        """Values by key; keys that are not known, or stand there twice, are problems."""
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

    def text(self, node: Node | None, name: str, number: int = 0) -> str | None:
        """The text of a single value; None if it is blank or null."""
        if node is None:
            return None
        if not isinstance(node, ScalarNode):
            self.wrong(node, name, "is not a single value; write one", number)
            return None
        text = str(node.value).strip()
        return None if str(node.tag).endswith(":null") else text or None


def items(node: Node | None) -> list[Node]:
    """The items of a list; a single value is a list of one."""
    if node is None:
        return []
    return list(node.value) if isinstance(node, SequenceNode) else [node]


def line_of_node(node: Node) -> int:
    """Its line in the file, from 1."""
    return int(node.start_mark.line) + 1
