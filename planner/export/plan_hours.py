"""The sheet of hours: how full each suite and line is, bucket by bucket."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from planner.export.plan_page import A3, DAY, Page
from planner.export.plan_tables import HEADER
from planner.language import Language
from planner.plan import Plan, Record

Hours = dict[tuple[str, dt.date], Record]

SCALE = {
    "type": "3_color_scale",
    "min_type": "num",
    "mid_type": "num",
    "max_type": "num",
    "min_value": 0.5,
    "mid_value": 0.85,
    "max_value": 1,
    "min_color": "#FFFFFF",
    "mid_color": "#FFE08A",
    "max_color": "#E8705F",
}
"""White up to half full, yellow at 85 %, red when full."""


def hours_sheet(page: Page, plan: Plan, t: Language) -> None:
    """Write two blocks, resources by buckets: the share of hours used, and hours left."""
    rows: Hours = {(row["resource"], row["bucket"]): row for row in plan.records["capacity"]}
    resources = list(dict.fromkeys(resource for resource, _ in rows))
    buckets = sorted({bucket for _, bucket in rows})
    block = _Block(page, rows, resources, buckets)
    block.write(0, t("Share of hours used"), _used, "0%")
    below = len(resources) + 2
    block.write(below, t("Hours left"), _left, "#,##0.0")
    if resources:
        page.sheet.conditional_format(1, 1, len(resources), len(buckets), SCALE)
    said = t("Colours: white up to 50 %, yellow at 85 %, red at 100 %. Blank: no hours offered.")
    page.put(2 * below, 1, said, page.look(font_size=9))
    page.sheet.set_column(0, 0, 24)
    page.sheet.set_column(1, max(1, len(buckets)), 10.5)
    page.sheet.freeze_panes(1, 1)
    page.sheet.repeat_columns(0)
    page.printed(plan.scenario, A3, high=1)


class _Block:
    """A figure of each resource in each bucket."""

    def __init__(
        self, page: Page, rows: Hours, resources: list[str], buckets: list[dt.date]
    ) -> None:
        self.page, self.rows = page, rows
        self.resources, self.buckets = resources, buckets

    def write(
        self, top: int, title: str, figure: Callable[[Record], float | None], form: str
    ) -> None:
        page = self.page
        page.put(top, 0, title, page.look(**HEADER))
        for column, bucket in enumerate(self.buckets, start=1):
            page.put(top, column, bucket, page.look(**HEADER, num_format=DAY))
        for place, resource in enumerate(self.resources, start=top + 1):
            page.put(place, 0, resource, page.look(bold=True))
            for column, bucket in enumerate(self.buckets, start=1):
                value = figure(self.rows[resource, bucket])
                page.put(place, column, value, page.look(num_format=form))


def _used(row: Record) -> float | None:
    """None if no hours are offered."""
    offered: float = row["offered_h"]
    return 1 - row["idle_h"] / offered if offered else None


def _left(row: Record) -> float | None:
    return row["idle_h"] if row["offered_h"] else None
