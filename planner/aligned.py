"""Plain text in columns of equal width."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence


def aligned(
    rows: Iterable[Sequence[str]], right: Callable[[int, str], bool] = lambda column, cell: False
) -> list[str]:
    """One line a row; cells to the left, or where `right` says so (column from 0) to the right."""
    listed = [[" ".join(cell.splitlines()) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*listed, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if right(at, cell) else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in listed
    ]
