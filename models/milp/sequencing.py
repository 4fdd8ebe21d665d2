"""Sequencing: the course of one resource through its states, once its batches are given.

Which states a suite or line is in, in which order, where it decontaminates and where its
media fills go follows from how many batches each bucket makes (docs/rules.md, R6, R7). A
dynamic program over the buckets finds the cheapest course. Its labels at a border depend
on nothing but the batches before it (and the states that are made next), so they are kept
with the batches that led there: after a change of a few batches only the buckets are
worked out in which the labels differ from all that were ever seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.batches import BatchKind
from models.milp.bucket_paths import members
from models.milp.bucket_steps import Bucket, Label
from models.milp.courses import Border, Course, Passage
from models.milp.indices import Indices, KindKey
from models.milp.resources import Facts, Load
from models.plant import Plant

KEEP = 6
"""Labels of a state that are kept at a border; more find a better course at times."""

REMEMBERED = 5000
"""Buckets that are remembered with their labels: some 20 MB for each resource."""


class Sequencer:
    """Finds courses of one suite or line.

    Parameters
    ----------
    indices, plant
        The plant; its fixed batches are added to those that are given.
    resource
        Suite or line.
    keep, early
        Labels of a state that are kept at a border, and whether decontaminations may come
        before they are needed: more takes longer and leaves nothing out.
    """

    def __init__(
        self, indices: Indices, plant: Plant, resource: str, keep: int = KEEP, early: bool = False
    ) -> None:
        self.resource = resource
        fills = plant.media_fills
        self.rows = tuple(
            sorted(
                (row for row in indices.appointments if fills[row].line == resource),
                key=lambda row: (fills[row].latest, fills[row].earliest),
            )
        )
        self.facts = Facts.of(indices, plant, resource, self.rows, keep, early)
        self.fixed = tuple(
            self.facts.load({kind: kinds.count(kind) for kind in kinds})
            for kinds in _fixed(indices, resource)
        )
        self._kinds = indices.kinds
        self._forget()

    def loads(self, counts: Mapping[tuple[KindKey, int], int]) -> list[Load]:
        """What planned batches ask for, fixed ones included; other resources' are left out."""
        by_bucket: list[dict[BatchKind, int]] = [{} for _ in self.fixed]
        for (key, t), count in counts.items():
            kind = self._kinds[key]
            if count and self.resource in kind.route:
                by_bucket[t][kind] = count
        return [self.joined(t, self.facts.load(each)) for t, each in enumerate(by_bucket)]

    def joined(self, t: int, load: Load) -> Load:
        """A load and that of the fixed batches of a bucket."""
        fixed = self.fixed[t]
        if not any(fixed.counts):
            return load
        return Load(
            tuple(map(sum, zip(load.counts, fixed.counts, strict=True))),
            round(load.hours + fixed.hours, 9),
            tuple(map(max, zip(load.movable, fixed.movable, strict=True))),
        )

    def course(self, loads: Sequence[Load]) -> Course | None:
        """The cheapest course found for what each bucket asks for; None: there is none."""
        if self._remembered > REMEMBERED:
            self._forget()
        buckets = self._buckets(loads)
        if any(bucket.hopeless for bucket in buckets):
            return None
        passages = self._passages(buckets)
        if len(passages) < len(buckets) or not passages[-1].border.labels:
            return None
        eur = sum(passage.eur for passage in passages)
        return Course(eur, self.rows, tuple(buckets), tuple(passages))

    def stuck(self, loads: Sequence[Load]) -> int | None:
        """The bucket beyond which no course goes; None if one goes to the end."""
        buckets = self._buckets(loads)
        hopeless = [bucket.number for bucket in buckets if bucket.hopeless]
        passages = self._passages(buckets)
        if passages[-1].border.labels and not hopeless:
            return None
        return min([len(passages) - 1, *hopeless])

    def _forget(self) -> None:
        self._known: dict[tuple[int, Load, int], Bucket] = {}
        self._borders: list[dict[tuple[Label, ...], Border]] = [
            {} for _ in range(len(self.fixed) + 1)
        ]
        self._remembered = 0

    def _buckets(self, loads: Sequence[Load]) -> list[Bucket]:
        """The buckets with their batches; each knows what is made after it."""
        found, following = [], 0
        for t in range(len(loads) - 1, -1, -1):
            key = t, loads[t], following
            bucket = self._known.get(key)
            if bucket is None:
                made = sum(1 << state for state, count in enumerate(loads[t].counts) if count)
                bucket = self._known[key] = Bucket(self.facts, t, loads[t], following, made)
            found.append(bucket)
            following = bucket.made or following
        return found[::-1]

    def _passages(self, buckets: list[Bucket]) -> list[Passage]:
        """The buckets passed, up to the first that nothing passes."""
        border = self._start(buckets[0].made or buckets[0].following)
        passages = []
        for bucket in buckets:
            passage = border.after.get(bucket) or self._pass(border, bucket)
            passages.append(passage)
            border = passage.border
            if not border.labels:
                break
        return passages

    def _pass(self, border: Border, bucket: Bucket) -> Passage:
        found = bucket.steps(border.labels)
        least = min((label.eur for label, _ in found), default=0.0)
        labels = tuple(label._replace(eur=round(label.eur - least, 6)) for label, _ in found)
        reached = self._border(bucket.number + 1, labels)
        passage = Passage(reached, least, tuple(step for _, step in found))
        border.after[bucket] = passage
        self._remembered += 1
        return passage

    def _border(self, t: int, labels: tuple[Label, ...]) -> Border:
        found = self._borders[t].get(labels)
        if found is None:
            found = self._borders[t][labels] = Border(labels)
        return found

    def _start(self, made: int) -> Border:
        """Before bucket 0; a resource that has made nothing yet is in a state it makes first."""
        due, facts = len(self.rows), self.facts
        if facts.initial is not None:
            since = facts.before if facts.limited(facts.initial) else 0
            return self._border(0, (Label(facts.initial, 0.0, 0.0, since, 0, due),))
        first = members(made) or [0]
        return self._border(0, tuple(Label(f, 0.0, 0.0, 0, facts.least[f], due) for f in first))


def _fixed(indices: Indices, resource: str) -> list[list[BatchKind]]:
    """The fixed batches of a resource in each planned bucket."""
    found: list[list[BatchKind]] = [[] for _ in indices.calendar.planned]
    for work in indices.firm:
        if resource in work.kind.route[work.prepared :]:
            found[work.bucket].append(work.kind)
    return found
