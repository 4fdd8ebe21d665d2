"""One process at a time works on a study; the lock ends with the process, however it ends."""

from __future__ import annotations

import sys
from pathlib import Path

from models.problems import Problem
from planner.errors import DataError

FILE = ".lock"


class Lock:
    """Holds a folder until `release`.

    Raises
    ------
    DataError
        If another process holds it.
    """

    def __init__(self, folder: Path) -> None:
        self._opened = (folder / FILE).open("a+b")
        try:
            _take(self._opened.fileno())
        except OSError:
            self._opened.close()
            what = (
                "another 'fillfinish' is at work on this study; wait until it ends, or give"
                " another --name"
            )
            raise DataError(
                [Problem(str(folder / FILE), None, None, None, what)], "study"
            ) from None

    def release(self) -> None:
        """Let others have it."""
        self._opened.close()


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
