"""The sheet `files`: texts that travel with a case, a row for each line."""

from __future__ import annotations

from collections.abc import Iterator

from models.problems import Problem
from planner.days import CellError
from planner.workbook.cells import Given
from planner.workbook.layout import FILES_HEADER, travels
from planner.workbook.pages import Content, Page

Lines = dict[int, str]


def read_attached(page: Page) -> tuple[dict[str, str], list[Problem]]:
    """The texts by file, and every problem of the sheet."""
    header = [str(cell).strip() for cell in page.lines[0][1]] if page.lines else []
    if missing := [name for name in FILES_HEADER if name not in header]:
        return {}, [page.problem(f"column '{name}' is missing; add it") for name in missing]
    places = [header.index(name) for name in FILES_HEADER]
    files: dict[str, Lines] = {}
    problems = []
    for at, cells in page.lines[1:]:
        file, line, words = (cells[place] for place in places)
        found = list(_wrong(file, line, words, files))
        problems += [page.problem(what, at, column) for column, what in found]
        if not found:
            files.setdefault(str(file), {})[_whole(line)] = str(words or "")
    texts = {file: "\n".join(lines[n] for n in sorted(lines)) for file, lines in files.items()}
    return texts, problems


def _wrong(
    file: Content, line: Content, words: Content, files: dict[str, Lines]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a row, and in which column."""
    if not isinstance(file, str) or not travels(file):
        yield "file", f"'{file}' does not travel with a case; name scenarios/NAME.yaml or NAME.md"
    elif _whole(line) < 1:
        yield "line", f"'{line}' is no line number; number the lines of a file from 1"
    elif _whole(line) in files.get(file, {}):
        yield "line", f"line {line:g} of {file} is there already; number each line once"
    if not (words is None or isinstance(words, str)):
        said = words if isinstance(words, CellError) else f"'{words}' is not text"
        yield "text", f"{said}; format the cell as Text and type it again"


def _whole(given: Given | CellError) -> int:
    """A line number; 0 for anything else."""
    if isinstance(given, bool) or not isinstance(given, int | float) or given != int(given):
        return 0
    return int(given)
