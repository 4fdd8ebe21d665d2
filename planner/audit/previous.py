"""R12: what this plan keeps, moves and drops of the plan before."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from planner.audit.batches import placed
from planner.audit.reading import Row, Run
from planner.audit.recipes import KindKey, kind_key
from planner.audit.time import Calendar


@dataclass(frozen=True, order=True)
class Open:
    """A batch of the plan before that is neither firm nor past."""

    name: str
    kind: KindKey
    bucket: int | None
    """None if it lies beyond this plan."""

    shown: int
    """The bucket that stands for it in tables: the last one, if it lies beyond."""


class Previous:
    """The plan before, and the names that its batches leave to this plan."""

    def __init__(self, run: Run, calendar: Calendar) -> None:
        self.rows = {row.text("batch"): row for row in run.case["previous_batches"]}
        firm = {row.text("batch") for row in run.case["firm_batches"]}
        last = len(calendar.planned) - 1
        self.open: list[Open] = []
        for name, row in sorted(self.rows.items()):
            if name not in firm and row.day("fill_on") >= calendar.start:
                bucket = calendar.holding(row.day("fill_on"))
                shown = last if bucket is None else bucket
                self.open.append(Open(name, kind_key(row), bucket, shown))
        self.planned = Counter(
            (kind_key(row), bucket)
            for row, bucket in placed(run, calendar)
            if row.text("status") == "planned"
        )
        self.kept = self._kept()
        """The open batches that stay where they are."""

        names = {batch.name for batch in self.kept}
        self.given_up = [batch for batch in self.open if batch.name not in names]
        self.moved = self._moved()
        """Names that batches of a kind and bucket take of open batches elsewhere."""

    def _kept(self) -> list[Open]:
        left = self.planned.copy()
        kept = []
        for batch in self.open:
            if batch.bucket is not None and left[batch.kind, batch.bucket] > 0:
                left[batch.kind, batch.bucket] -= 1
                kept.append(batch)
        return kept

    def _moved(self) -> dict[tuple[KindKey, int], list[Open]]:
        staying = Counter((batch.kind, batch.bucket) for batch in self.kept)
        free = list(self.given_up)
        taken: dict[tuple[KindKey, int], list[Open]] = defaultdict(list)
        for kind, bucket in sorted(self.planned, key=lambda key: (key[1], key[0])):
            for _ in range(self.planned[kind, bucket] - staying[kind, bucket]):
                same = [batch for batch in free if batch.kind[0] == kind[0]]
                if same:
                    nearest = min(same, key=lambda one: _distance(one, bucket))
                    free.remove(nearest)
                    taken[kind, bucket].append(nearest)
        return taken

    def dropped(self) -> list[Open]:
        """The open batches whose name nobody takes."""
        names = {batch.name for many in self.moved.values() for batch in many}
        return [batch for batch in self.given_up if batch.name not in names]

    def verdict(self, row: Row, bucket: int | None, calendar: Calendar) -> str | None:
        """What `since_previous` should say of a batch; None: a name that it may not have."""
        name = row.text("batch")
        told = self.rows.get(name)
        if row.text("status") == "filled":
            return "kept"
        if row.text("status") != "planned":
            if told is None:
                return "new"
            here = calendar.holding(told.day("fill_on")) == bucket
            return "kept" if here and kind_key(told) == kind_key(row) else "moved"
        if bucket is None or told is None:
            return "new"
        if any((b.name, b.kind, b.bucket) == (name, kind_key(row), bucket) for b in self.kept):
            return "kept"
        if any(batch.name == name for batch in self.moved.get((kind_key(row), bucket), [])):
            return "moved"
        return None


def _distance(batch: Open, bucket: int) -> tuple[int, int, str]:
    return abs(batch.shown - bucket), batch.shown, batch.name
