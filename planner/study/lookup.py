"""The case of a study and the overlays that it may use."""

from __future__ import annotations

import os
from pathlib import Path

from models.problems import Problem, unknown
from planner.overlay_file import FOLDER, file_named, is_path
from planner.overlays import file_of_overlay, names_of, read_overlays
from planner.settings_file import FILE
from planner.study.texts import Text


class Lookup:
    """Finds the case and its overlays; keeps every problem."""

    def __init__(self, case: Text | None) -> None:
        self.problems: list[Problem] = []
        self.case = self._found(case)
        self._known = names_of(self.case) if self.case else []
        self._overlays: dict[tuple[str, Path], str] = {}
        self._sound: dict[Path, str] = {}

    def _found(self, case: Text | None) -> Path | None:
        if case is None:
            what = "no case is named; give its folder, or write 'case: FOLDER' in the study"
            self.problems.append(Problem(FILE, None, None, None, what))
            return None
        folder = Path(os.path.normpath(case.folder / case.words))
        if folder.is_dir():
            return folder
        self.problems.append(case.problem(f"there is no folder '{folder}'; correct the path"))
        return None

    def overlay(self, text: Text) -> str:
        """The name of an overlay of the case, or the whole path of one elsewhere."""
        key = text.words, text.folder
        if key not in self._overlays:
            path = is_path(text.words)
            found = os.path.abspath(text.folder / file_named(text.words)) if path else text.words
            self._overlays[key] = found
            if Path(found).is_file() if path else found in self._known:
                self._sound.setdefault(self.file(found), found)
            elif path or self.case is not None:
                self.problems.append(text.problem(self._missing(text.words, found)))
        return self._overlays[key]

    def _missing(self, words: str, found: str) -> str:
        if is_path(words):
            return f"there is no file '{found}'; correct the path"
        if not self._known:
            return f"scenario '{words}' does not exist; {FOLDER}/ has no .yaml file"
        return unknown("scenario", words, self._known)

    def file(self, overlay: str) -> Path:
        """Its file, whole; two ways to write one file are the same."""
        return file_of_overlay(self.case or Path(), overlay)

    def read(self) -> None:
        """Read every overlay that was looked up; what is wrong in one is a problem."""
        if self.case is not None:
            self.problems += read_overlays(self.case, list(self._sound.values()))[1]
