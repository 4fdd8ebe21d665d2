"""Pictures of costs: a bar for each term, and stacked columns for the quarters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from planner.language import Language
from planner.report.drawing import joined, tag
from planner.report.service_sums import Quarter, quarter_said

ROW, BAR = 22, 14
NAMES, LONGEST, FIGURES = 230, 430, 110
"""Widths of the names, of the longest bar and of the figures."""

COLUMN, WIDE, HIGH, FOOT, SCALE = 58, 40, 190, 22, 60
"""Distance and width of columns, height of the highest, of the quarters' names, of the scale."""

COLOURS = 8


def colour(names: Mapping[str, str], term: str) -> str:
    """A class for a term; the dearest term has the first."""
    return f"cost-{list(names).index(term) % COLOURS}"


def bars(t: Language, names: Mapping[str, str], sums: Mapping[str, float]) -> Markup:
    """A bar for each term, in the order of the names."""
    scale = LONGEST / (max(sums.values(), default=0.0) or 1.0)
    rows = [
        tag(
            "g",
            tag("text", name, x=0, y=at * ROW + 15),
            tag(
                "rect",
                x=NAMES,
                y=at * ROW + (ROW - BAR) / 2,
                width=max(1.0, sums[term] * scale),
                height=BAR,
                class_=colour(names, term),
            ),
            tag("text", _eur(t, sums[term]), x=NAMES + sums[term] * scale + 6, y=at * ROW + 15),
            data_tip=t("{term}: {eur:,.0f} EUR", term=name, eur=sums[term]),
        )
        for at, (term, name) in enumerate(names.items())
    ]
    label = t("Costs by term")
    return _chart(joined(rows), NAMES + LONGEST + FIGURES, max(1, len(names)) * ROW, label)


def columns(
    t: Language, names: Mapping[str, str], eur: Mapping[tuple[str, Quarter], float]
) -> Markup:
    """A column for each quarter, its terms on top of one another; the dearest at the bottom."""
    quarters = sorted({quarter for _, quarter in eur})
    sums = {q: sum(eur.get((term, q), 0.0) for term in names) for q in quarters}
    most = max(sums.values(), default=0.0) or 1.0
    width, height = SCALE + len(quarters) * COLUMN, HIGH + FOOT + 14
    drawn = [
        *_scale(t, most, width),
        *(
            _column(t, names, eur, quarter, SCALE + at * COLUMN, most)
            for at, quarter in enumerate(quarters)
        ),
    ]
    return _chart(joined(drawn), width, height, t("Costs by quarter"))


def _scale(t: Language, most: float, width: int) -> Iterator[Markup]:
    """Half and all of the dearest quarter."""
    for share in (0.0, 0.5, 1.0):
        y = 14 + HIGH * (1 - share)
        yield tag("path", d=f"M{SCALE - 6} {y:.1f}H{width}", class_="quarter")
        yield tag(
            "text", _eur(t, most * share), x=SCALE - 10, y=y + 4, text_anchor="end", class_="quiet"
        )


def _column(
    t: Language,
    names: Mapping[str, str],
    eur: Mapping[tuple[str, Quarter], float],
    quarter: Quarter,
    x: int,
    most: float,
) -> Markup:
    said = quarter_said(quarter, t)
    parts, top = [], 14.0 + HIGH
    for term, name in names.items():
        amount = eur.get((term, quarter), 0.0)
        if amount:
            height = HIGH * amount / most
            top -= height
            tip = t("{term}: {eur:,.0f} EUR", term=f"{said}, {name}", eur=amount)
            shape = {"x": x, "y": top, "width": WIDE, "height": height}
            parts.append(tag("rect", **shape, class_=colour(names, term), data_tip=tip))
    foot = tag("text", said, x=x + WIDE / 2, y=14 + HIGH + 16, text_anchor="middle")
    return tag("g", joined(parts), foot)


def _eur(t: Language, amount: float) -> str:
    """Millions, or thousands if it is less than one."""
    if not amount:
        return "0"
    if amount >= 1e6:
        return t("{million:,.1f} M", million=amount / 1e6)
    return t("{thousand:,.1f} k", thousand=amount / 1e3)


def _chart(drawn: Markup, width: int, height: int, label: str) -> Markup:
    size = {"viewBox": f"0 0 {width} {height}", "width": width, "height": height}
    return tag("svg", drawn, role="group", aria_label=label, tabindex=0, data_chart="", **size)
