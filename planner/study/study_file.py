"""`study.yaml`: a study as a file, read as text by YAML 1.2.

    title: What late approvals cost
    case: ../scenarios/le-trait
    base:
      scenarios: [weekend-shift]
      set: [settings.months=12]
    scenarios:
      - no-new-building
      - no-new-building + demand.units*=1.1
      - name: late and busy
        scenarios: [non-eu-12-months-later]
        set: [demand.units*=1.1]
        start: no-new-building
    sweeps:
      - scenario=none,japan-us-6-months-later
      - demand.units*=0.9,1,1.1
    samples:
      ranges: ["staffing.efficiency[resource=FB]*=0.9..1.1"]
      points: 50
      method: latin-hypercube
      seed: 1
    effort:
      work: 300
    jobs: 2

Paths are relative to the file.
"""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from models.problems import Problem
from planner.changes import Source
from planner.study.texts import Listed, Outline, Text, listed_of
from planner.yaml_nodes import NodeReader, items, line_of_node

KEYS = ("title", "case", "base", "scenarios", "sweeps", "samples", "effort", "jobs")
BASE_KEYS = ("scenarios", "set")
SCENARIO_KEYS = ("name", "scenarios", "set", "start", "previous")
SAMPLE_KEYS = ("ranges", "points", "method", "seed")
EFFORT_KEYS = ("seconds", "work")


def read_study(path: Path) -> tuple[Outline, list[Problem]]:
    """The study in a file, and every problem of its form."""
    if not path.is_file():
        what = "there is no such file; correct the path"
        return Outline(), [Problem(str(path), None, None, None, what)]
    reader = _Reader(path)
    root = reader.root(path)
    return reader.outline(root), reader.problems


class _Reader(NodeReader):
    """Turns YAML nodes into texts."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self.folder = path.parent

    def outline(self, root: Node | None) -> Outline:
        if not isinstance(root, MappingNode):
            return Outline()
        nodes = self.nodes(root, KEYS)
        base = self._group(nodes, "base", BASE_KEYS)
        samples = self._group(nodes, "samples", SAMPLE_KEYS)
        effort = self._group(nodes, "effort", EFFORT_KEYS)
        title = self.text(nodes.get("title"), "title")
        return Outline(
            title=title or Path(self.file).stem,
            case=self._one(nodes, "case"),
            base=self._list(base, "scenarios"),
            assignments=self._list(base, "set"),
            listed=self._listed(nodes.get("scenarios")),
            sweeps=self._list(nodes, "sweeps"),
            samples=self._list(samples, "ranges"),
            points=self._one(samples, "points"),
            method=self._one(samples, "method"),
            seed=self._one(samples, "seed"),
            seconds=self._one(effort, "seconds"),
            work=self._one(effort, "work"),
            jobs=self._one(nodes, "jobs"),
        )

    def _group(self, nodes: dict[str, Node], key: str, known: tuple[str, ...]) -> dict[str, Node]:
        node = nodes.get(key)
        if node is None:
            return {}
        if isinstance(node, MappingNode) and node.value:
            return self.nodes(node, known)
        self.wrong(node, key, f"is not 'key: value' lines; write {' or '.join(known)} below it")
        return {}

    def _listed(self, node: Node | None) -> tuple[Listed, ...]:
        if node is not None and not items(node):
            self.wrong(node, "scenarios", "is empty; list a scenario or leave the key out")
        found = []
        for item in items(node):
            if isinstance(item, MappingNode):
                listed = self._described(item)
            elif text := self._text(item, "scenarios"):
                listed = listed_of(text)
            else:
                listed = None
            found += [listed] if listed else []
        return tuple(found)

    def _described(self, node: MappingNode) -> Listed | None:
        nodes = self.nodes(node, SCENARIO_KEYS)
        before = len(self.problems)
        name = self._one(nodes, "name")
        overlays, assignments = self._list(nodes, "scenarios"), self._list(nodes, "set")
        if not overlays and not assignments and "previous" not in nodes:
            if len(self.problems) == before:
                self.wrong(node, "scenarios", "changes nothing; give it scenarios or set")
            return None
        words = " + ".join(text.words for text in (*overlays, *assignments))
        text = name or Text(words, self._source(node), "scenarios", self.folder)
        return Listed(
            text,
            overlays,
            assignments,
            name=name.words if name else None,
            start=self._one(nodes, "start"),
            previous=self._one(nodes, "previous"),
        )

    def _list(self, nodes: dict[str, Node], key: str) -> tuple[Text, ...]:
        if key in nodes and not items(nodes[key]):
            self.wrong(nodes[key], key, "is empty; list something or leave the key out")
        texts = [self._text(item, key) for item in items(nodes.get(key))]
        return tuple(text for text in texts if text is not None)

    def _one(self, nodes: dict[str, Node], key: str) -> Text | None:
        return self._text(nodes[key], key) if key in nodes else None

    def _text(self, node: Node, key: str) -> Text | None:
        """The text of a single value, which must not be blank."""
        words = self.text(node, key)
        if words is None:
            if isinstance(node, ScalarNode):
                self.wrong(node, key, "is blank; write a value or leave it out")
            return None
        return Text(words, self._source(node), key, self.folder)

    def _source(self, node: Node) -> Source:
        return Source(self.file, 0, line_of_node(node))
