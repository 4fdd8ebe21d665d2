"""What an .xlsx says beside its values: hidden rows, formulas, errors; and whether it is one.

The values are read by another library, which gives a blank for an error value and for
a formula that was never computed, and does not say what is hidden.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from planner.sheet import Unreadable

LARGEST = 1_000_000_000
"""Bytes that the parts of a workbook may unpack to."""

_SIDE = re.compile(rb"<(?:\w+:)?f[ >/]| t=.e.|hidden=")
"""What makes a sheet worth a second reading."""

PERCENT = {"9": "0%", "10": "0.00%"}
"""The formats of Excel's own that show percentages."""

SAVE = "open it in a spreadsheet program and save it as 'Excel workbook (.xlsx)'"


@dataclass
class Side:
    """What one sheet says beside its values; cells by their names, such as `B7`."""

    formulas: list[str] = field(default_factory=list)
    """With a value that was computed when the workbook was saved."""

    uncomputed: list[str] = field(default_factory=list)
    """Formulas without one."""

    errors: dict[str, str] = field(default_factory=dict)
    """Error values such as `#N/A`."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    percents: set[str] = field(default_factory=set)
    """Numbers that show as percentages: 75 % is 0.75."""

    filtered: bool = False
    """Whether a filter is at work, which hides rows."""


@dataclass(frozen=True)
class Package:
    """A workbook file, checked to be one."""

    path: Path
    old_dates: bool
    """Whether its days count from 1904, as in old workbooks of the Mac."""

    parts: dict[str, str]
    """File within it of each sheet, by the sheet's name."""

    percents: frozenset[str]
    """Numbers of the formats that show percentages."""

    def side(self, sheet: str) -> Side:
        """What a sheet says beside its values."""
        with zipfile.ZipFile(self.path) as archive:
            content = archive.read(self.parts[sheet])
        looked_at = self.percents or _SIDE.search(content)
        return _side(content, self.percents) if looked_at else Side()


def opened(path: Path) -> Package:
    """Check that a file is an .xlsx.

    Raises
    ------
    Unreadable
        If it is none, or protected by a password.
    """
    if path.suffix.lower() != ".xlsx":
        raise Unreadable(f"is not an .xlsx; {SAVE}")
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise Unreadable(f"cannot be opened ({error.strerror}); check the name") from error
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(f"is protected by a password or an old .xls; unlock it, then {SAVE}")
    try:
        return _package(path)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise Unreadable(f"is not a whole Excel workbook; {SAVE}") from error


def _package(path: Path) -> Package:
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST:
            raise Unreadable("unpacks to more than 1 GB; delete what no table needs")
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        styles = archive.read("xl/styles.xml") if "xl/styles.xml" in archive.namelist() else b""
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts = {}
    old_dates = False
    for element in book.iter():
        match _tag(element):
            case "sheet":
                number = next(v for k, v in element.items() if k.endswith("}id"))
                target = targets[number]
                name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                parts[element.get("name", "")] = name
            case "workbookPr":
                old_dates = element.get("date1904") in ("1", "true")
    return Package(path, old_dates, parts, _percents(styles))


def _percents(styles: bytes) -> frozenset[str]:
    """Which cell formats show percentages."""
    if not styles:
        return frozenset()
    codes = dict(PERCENT)
    formats = []
    for element in ElementTree.fromstring(styles).iter():
        if _tag(element) == "numFmt":
            codes[element.get("numFmtId", "")] = element.get("formatCode", "")
        elif _tag(element) == "cellXfs":
            formats = [one.get("numFmtId", "") for one in element]
    shown = (str(at) for at, code in enumerate(formats) if "%" in codes.get(code, ""))
    return frozenset(shown)


def _side(content: bytes, percents: frozenset[str]) -> Side:
    side = Side()
    for element in ElementTree.fromstring(content).iter():
        match _tag(element):
            case "c":
                _cell(element, side)
                if element.get("s") in percents:
                    side.percents.add(element.get("r", ""))
            case "row" if element.get("hidden") in ("1", "true"):
                side.hidden_rows.append(int(element.get("r", "0")))
            case "col" if element.get("hidden") in ("1", "true"):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                side.hidden_columns += range(first, min(last, first + 100) + 1)
            case "filterColumn":
                side.filtered = True
    return side


def _cell(element: ElementTree.Element, side: Side) -> None:
    name = element.get("r", "")
    value = next(_children(element, "v"), None)
    text = "" if value is None else value.text or ""
    if element.get("t") == "e":
        side.errors[name] = text
    elif next(_children(element, "f"), None) is not None:
        computed = value is not None and (bool(text) or element.get("t") == "str")
        (side.formulas if computed else side.uncomputed).append(name)


def _children(element: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    return (child for child in element if _tag(child) == tag)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
