"""A finding in the folder of its study: `answer.csv` and `answer.json`, and read back.

`answer.json` has a hash of the rest, so that the page never quotes what nobody found.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from math import inf, isfinite
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from planner.answers.contract import Bars, Finding, Heat, Picture, Points, Swings
from planner.cells import safe_text
from planner.errors import DataError
from planner.run_folder import problem_of
from planner.study.spans import Span

TABLE, FILE, SHA256 = "answer.csv", "answer.json", "sha256"
PICTURES: dict[str, type[Any]] = {kind.__name__: kind for kind in (Bars, Swings, Points, Heat)}
DECIMALS = 4


def write_finding(finding: Finding, folder: Path) -> tuple[Path, Path]:
    """Write the table for people and spreadsheets, and the whole finding for the report."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(map(safe_text, finding.columns))
    for row in finding.rows:
        writer.writerow(cell_of(row.get(column)) for column in finding.columns)
    plain = told(finding)
    text = json.dumps(plain | {SHA256: _sha256(plain)}, indent=2, ensure_ascii=False, default=str)
    return _whole(folder / TABLE, written.getvalue()), _whole(folder / FILE, text + "\n")


def read_finding(folder: Path) -> Finding | None:
    """The finding of a study; None if it has none.

    Raises
    ------
    DataError
        If the file is not as it was written.
    """
    file = folder / FILE
    if not file.is_file():
        return None
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        if found.pop(SHA256) != _sha256(found):
            raise ValueError
        pictures = [_picture(one) for one in found.pop("pictures")]
        return TypeAdapter(Finding).validate_python(found | {"pictures": pictures})
    except (ValueError, KeyError, TypeError, AttributeError, ValidationError):
        what = "is not as it was written; ask the question again, which writes it anew"
        raise DataError([problem_of(folder, FILE, what)], "study") from None


def told(finding: Finding) -> dict[str, Any]:
    """A finding for JSON, where a range without an end has null there."""
    plain: dict[str, Any] = _plain(finding)
    plain["pictures"] = [{"kind": type(one).__name__, **_plain(one)} for one in finding.pictures]
    return plain


def cell_of(value: Any) -> str:
    """A cell of the table as text: blank for None and for what has no end."""
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    return safe_text(value) if isinstance(value, str) else str(value)


def _whole(path: Path, text: str) -> Path:
    """Write a file whole or not at all; what stood there stays until that is done."""
    aside = path.with_name(f".{path.name}")
    aside.write_text(text, encoding="utf-8", newline="")
    os.replace(aside, path)
    return path


def _sha256(plain: Mapping[str, Any]) -> str:
    text = json.dumps(plain, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return None if isinstance(value, float) and not isfinite(value) else value


def _picture(found: dict[str, Any]) -> Picture:
    kind = PICTURES[found.pop("kind")]
    picture: Picture = TypeAdapter(kind).validate_python(_with_spans(found))
    return picture


def _with_spans(value: Any) -> Any:
    """Spans again, whose open ends are infinite."""
    if isinstance(value, list):
        return [_with_spans(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"low", "found", "high"}:
        ends = (value["low"], value["high"])
        low, high = (-inf if ends[0] is None else ends[0]), (inf if ends[1] is None else ends[1])
        return Span(low, value["found"], high)
    return {key: _with_spans(each) for key, each in value.items()}
