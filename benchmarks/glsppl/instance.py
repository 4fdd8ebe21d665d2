"""A case and its file.

The authors' files hold numbers only, block after block; rows matter because lines differ
in the number of products they can make. Lines, products and weeks are numbered from 0
here, products from 1 in the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Row = tuple[float, ...]
Rows = tuple[Row, ...]


class CaseError(ValueError):
    """A file that is no case; the message says where and what."""


@dataclass(frozen=True)
class Instance:
    """A case; quantities in units, times in hours, costs in the authors' currency."""

    name: str
    products: int
    weeks: int
    lots: int
    """Most lots of a line in a week."""

    warehouse: float
    """Most units in stock at the end of a week."""

    made: tuple[tuple[int, ...], ...]
    """By line: the products it can make. What is kept by line and product has this order."""

    least: Rows
    """Least units of a lot with which a line starts a product."""

    hours: Rows
    """By line and week."""

    pace: Rows
    """Hours a unit."""

    stock: Row
    """At the beginning, by product."""

    owed: Row
    """Backlog at the beginning, by product."""

    demand: Rows
    """By product and week."""

    change_hours: tuple[Rows, ...]
    """By line, product before and product after."""

    holding: Row
    """Cost of a unit in stock at the end of a week."""

    backlog: Row
    """Cost of a unit owed at the end of a week."""

    making: Rows
    """Cost of a unit above that on the cheapest line."""

    change_cost: tuple[Rows, ...]
    """By line, product before and product after."""


def read(file: Path) -> Instance:
    """Return the case in a file.

    Raises
    ------
    CaseError
        If a row is missing, has too many or too few values, or a value makes no sense.
    """
    rows = _Rows(file)
    products, weeks, in_all, lines = rows.whole("products, weeks, lots and lines", 4, least=1)
    if in_all % weeks:
        raise rows.error(f"{in_all} lots do not share out evenly among {weeks} weeks")
    (warehouse,) = rows.one("warehouse", 1)
    made = tuple(rows.some_products(line, products) for line in range(lines))
    sizes = [len(some) for some in made]

    def by_product(what: str) -> Rows:
        return tuple(rows.one(f"{what} of line {n + 1}", size) for n, size in enumerate(sizes))

    def by_change(what: str) -> tuple[Rows, ...]:
        return tuple(
            tuple(rows.one(f"{what} of line {n + 1}", size) for _ in range(size))
            for n, size in enumerate(sizes)
        )

    least = tuple(tuple(float(int(value)) for value in row) for row in by_product("least lots"))
    found = Instance(
        name=file.stem,
        products=products,
        weeks=weeks,
        lots=in_all // weeks,
        warehouse=warehouse,
        made=made,
        least=least,
        hours=tuple(rows.one(f"hours of line {n + 1}", weeks) for n in range(lines)),
        pace=by_product("hours a unit"),
        stock=rows.one("opening stock", products),
        owed=rows.one("opening backlog", products),
        demand=tuple(rows.one(f"demand of product {i + 1}", weeks) for i in range(products)),
        change_hours=by_change("set-up hours"),
        holding=rows.one("holding cost", products),
        backlog=rows.one("backlog cost", products),
        making=by_product("cost of making"),
        change_cost=by_change("set-up cost"),
    )
    rows.end()
    return found


class _Rows:
    """Rows of a file that are not blank, read once from the first to the last."""

    def __init__(self, file: Path) -> None:
        self._file, self._number = file, 0
        lines = file.read_text(encoding="utf-8").splitlines()
        self._rest: Iterator[tuple[int, list[str]]] = iter(
            [(n, line.split()) for n, line in enumerate(lines, 1) if line.split()]
        )

    def error(self, text: str) -> CaseError:
        """An error at the row read last."""
        return CaseError(f"{self._file.name}, line {self._number}: {text}")

    def one(self, what: str, count: int | None) -> Row:
        """The next row; its values are not negative."""
        number, words = next(self._rest, (0, []))
        if not words:
            raise self.error(f"the file ends here, but {what} should follow")
        self._number = number
        if count is not None and len(words) != count:
            raise self.error(f"{what}: {count} values expected, {len(words)} found")
        return tuple(self._value(what, word) for word in words)

    def _value(self, what: str, word: str) -> float:
        try:
            value = float(word)
        except ValueError:
            raise self.error(f"{what}: '{word}' is no number") from None
        if not 0 <= value < float("inf"):
            raise self.error(f"{what}: {word} is not 0 or more")
        return value

    def whole(self, what: str, count: int | None, *, least: int) -> tuple[int, ...]:
        """The next row; its values are whole numbers."""
        row = self.one(what, count)
        wrong = [value for value in row if value != int(value) or value < least]
        if wrong:
            raise self.error(f"{what}: {wrong[0]:g} is no whole number of {least} or more")
        return tuple(int(value) for value in row)

    def some_products(self, line: int, products: int) -> tuple[int, ...]:
        """The next row: numbers of products, each once; from 1 in the file, from 0 here."""
        what = f"products of line {line + 1}"
        row = self.whole(what, None, least=1)
        if max(row) > products:
            raise self.error(f"{what}: there is no product {max(row)}, only {products}")
        if len(set(row)) < len(row):
            raise self.error(f"{what}: one is named twice")
        return tuple(number - 1 for number in row)

    def end(self) -> None:
        """Nothing may follow."""
        number, words = next(self._rest, (0, []))
        if words:
            self._number = number
            raise self.error("the file should have ended before")
