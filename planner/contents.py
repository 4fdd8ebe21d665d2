"""A case to convert, read from a folder or a workbook with the texts that travel along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from models.plant import Plant
from models.problems import Problem
from planner.cells import PLAIN, Spelling
from planner.draft import Draft
from planner.errors import DataError
from planner.files import open_case
from planner.overlay_file import FOLDER
from planner.settings_file import FILE as SETTINGS
from planner.sheet import Unreadable, decoded
from planner.workbook.layout import travels

ISO, DAY_FIRST = "iso", "day-first"
SPELLINGS = {ISO: PLAIN, DAY_FIRST: Spelling(day_first=True)}
"""How dates may be read, by the word of the option."""

FOOTER = "Checks across tables follow once these are mended."
HINT = "If days stand first, as in 05/01/2026 for 5 January, add --dates day-first."


class ConversionError(Exception):
    """What was asked for cannot be done; its text says why and what to do."""


@dataclass(frozen=True)
class Contents:
    """A case, wherever it came from."""

    plant: Plant
    attached: Mapping[str, str]
    """Texts that travel along: overlays, studies and pages in Markdown, by path in the folder."""

    warnings: tuple[Problem, ...] = ()


def read(source: Path, dates: str = ISO) -> Contents:
    """Read a case from a folder or a workbook; `dates` as in `convert`."""
    one = _read_folder if source.is_dir() else _read_workbook
    try:
        return one(source, SPELLINGS[dates])
    except DataError as error:
        if dates != DAY_FIRST and _helps(one, source, error):
            footer = f"{error.footer}\n{HINT}" if error.footer else HINT
            raise DataError(error.problems, error.case, footer) from None
        raise


def _helps(one: Callable[[Path, Spelling], Contents], source: Path, error: DataError) -> bool:
    """Whether fewer problems are left if days stand first."""
    try:
        one(source, SPELLINGS[DAY_FIRST])
    except DataError as other:
        return len(set(other.problems) & set(error.problems)) < len(error.problems)
    return True


def _read_folder(folder: Path, spelling: Spelling) -> Contents:
    attached, problems = _attached(folder)
    case = open_case(folder, spelling=spelling)
    if problems:
        raise DataError(problems, case.name)
    return Contents(case.plant, attached, _comments(folder))


def _comments(folder: Path) -> tuple[Problem, ...]:
    """What does not travel: the settings are written anew."""
    lines = (folder / SETTINGS).read_text(encoding="utf-8-sig").splitlines()
    if not any(line.lstrip().startswith("#") for line in lines):
        return ()
    what = "its comments (lines with #) stay behind; a README.md would travel"
    return (Problem(SETTINGS, None, None, None, what),)


def _attached(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    texts, problems = dict[str, str](), []
    kinds = ("*.md", f"{FOLDER}/*.yaml", "studies/*.yaml")
    for path in sorted(found for kind in kinds for found in folder.glob(kind)):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or not travels(name):
            continue
        try:
            texts[name] = decoded(path.read_bytes()).replace("\r\n", "\n")
        except Unreadable as error:
            problems.append(Problem(name, None, None, None, str(error)))
    return texts, problems


def _read_workbook(path: Path, spelling: Spelling) -> Contents:
    if not path.exists():
        what = "does not exist; give a case folder or an .xlsx"
        raise DataError([Problem(_dotted(path), None, None, None, what)], path.name)
    needed("python_calamine")
    from planner.workbook.reading import in_workbook, read_workbook

    found = read_workbook(path, spelling)
    if found.problems or found.settings is None:
        raise DataError(found.problems, path.name, FOOTER)
    plant, problems = Draft.of(found.settings, found.sheets).plant()
    if plant is None:
        raise DataError(in_workbook(path.name, problems), path.name)
    return Contents(plant, found.attached, found.warnings)


def _dotted(path: Path) -> str:
    """A name that messages print as it is."""
    return path.name if "." in path.name else f"./{path.name}"


def needed(library: str) -> None:
    if find_spec(library) is None:
        raise ConversionError("workbooks need an extra: pip install 'fillfinish[excel]'")
