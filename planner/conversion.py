"""`fillfinish convert`: a case from folder to workbook and back, without loss.

Nothing is written unless the whole case is in order, and nothing is overwritten.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from models.plant import Plant
from models.problems import Problem
from models.tables import TABLES
from planner.cells import FRENCH, PLAIN, STANDARD, Form, Spelling
from planner.draft import Draft
from planner.errors import DataError, in_order
from planner.files import open_case, write_case
from planner.fits import altered_by_excel, misfits
from planner.overlay_file import FOLDER
from planner.sheet import Unreadable, decoded
from planner.workbook.layout import travels

WORKBOOK = ".xlsx"
OTHERS = (".xls", ".xlsm", ".xlsb", ".ods", ".csv")
FORMS = {"standard": STANDARD, "french": FRENCH}
"""How CSV files may be written, by the word of the option."""

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
    """Texts that travel along: overlays and pages in Markdown, by path in the folder."""

    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Converted:
    """What was written."""

    target: Path
    rows: Mapping[str, int]
    """Rows of each table."""

    attached: tuple[str, ...]
    warnings: tuple[Problem, ...]

    def line_of_text(self) -> str:
        """One line for people."""
        filled = [count for count in self.rows.values() if count]
        said = f"{self.target}: {len(filled)} tables with {sum(filled):,} rows"
        return f"{said}, {len(self.attached)} files of text" if self.attached else said

    def result(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "target": str(self.target),
            "rows": dict(self.rows),
            "attached": list(self.attached),
            "warnings": [vars(warning) for warning in self.warnings],
        }


def convert(source: Path, target: Path, csv: str = "standard", dates: str = ISO) -> Converted:
    """Write a case in another form.

    Parameters
    ----------
    source
        A case folder or an .xlsx.
    target
        An .xlsx that does not exist, or a new or empty folder.
    csv
        `standard`, or `french` for semicolons and decimal commas.
    dates
        `iso`, or `day-first` where 05/01/2026 is 5 January.

    Raises
    ------
    DataError
        With every problem of the source; nothing is written then.
    ConversionError
        If the target is not free, or a library is missing.
    """
    into_workbook = _is_workbook(target)
    if into_workbook and csv != "standard":
        raise ConversionError(f"--csv is for a folder, and '{target}' is a workbook; leave it out")
    _free(target)
    found = read(source, dates)
    form = FORMS[csv]
    problems = misfits(found.plant, found.attached) if into_workbook else []
    if problems:
        raise DataError(problems, source.name)
    warnings = [*found.warnings, *(altered_by_excel(found.plant) if form is FRENCH else ())]
    _write(target, found, form)
    rows = {table: len(getattr(found.plant, table)) for table in TABLES}
    return Converted(target, rows, tuple(found.attached), in_order(warnings))


def template(target: Path) -> Path:
    """Write an empty workbook to fill in."""
    if not _is_workbook(target):
        raise ConversionError(f"'{target}' is no .xlsx; give the template a name such as case.xlsx")
    _free(target)
    with _aside(target) as aside:
        _write_workbook(aside, None, {})
    return target


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
    return Contents(case.plant, attached)


def _attached(folder: Path) -> tuple[dict[str, str], list[Problem]]:
    texts, problems = dict[str, str](), []
    for path in sorted([*folder.glob("*.md"), *folder.glob(f"{FOLDER}/*.yaml")]):
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
    _needs("python_calamine")
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


def _is_workbook(target: Path) -> bool:
    suffix = target.suffix.lower()
    if suffix in OTHERS and not target.is_dir():
        raise ConversionError(f"'{target}' would be {suffix}; name an .xlsx or a folder")
    return suffix == WORKBOOK and not target.is_dir()


def _free(target: Path) -> None:
    """Nothing is ever overwritten."""
    if target.is_file():
        raise ConversionError(f"'{target}' is there already; name a new file or delete it first")
    if target.is_dir() and any(target.iterdir()):
        raise ConversionError(f"'{target}' is not empty; name a new or empty folder")


def _write(target: Path, found: Contents, form: Form) -> None:
    with _aside(target) as aside:
        if _is_workbook(target):
            _write_workbook(aside, found.plant, found.attached)
            return
        write_case(found.plant, aside, form)
        for name, text in found.attached.items():
            (aside / name).parent.mkdir(exist_ok=True)
            (aside / name).write_text(text, encoding="utf-8", newline="\n")


def _write_workbook(path: Path, plant: Plant | None, attached: Mapping[str, str]) -> None:
    _needs("xlsxwriter")
    from planner.export.case_workbook import write_case_workbook

    write_case_workbook(path, plant, attached)


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """A path beside the target that takes its place once all is written."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.parent / f".writing-{target.name}"
    try:
        yield aside
        _free(target)
        aside.replace(target)
    finally:
        if aside.is_dir():
            shutil.rmtree(aside)
        aside.unlink(missing_ok=True)


def _needs(library: str) -> None:
    if find_spec(library) is None:
        raise ConversionError("workbooks need an extra: pip install 'fillfinish[excel]'")
