"""The cases that come with fillfinish."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

from models.problems import unknown

HOMES = (Path(__file__).parent / "scenarios", Path(__file__).parent.parent / "scenarios")
"""Where the cases lie: inside the installed package, or beside it in a clone."""

COPIED = (".csv", ".yaml", ".md")


class ShippedError(Exception):
    """A shipped case cannot be copied; its text says why."""


def cases() -> dict[str, Path]:
    """Shipped cases by name."""
    folders = (folder for home in HOMES if home.is_dir() for folder in sorted(home.iterdir()))
    return {folder.name: folder for folder in folders if (folder / "plant.yaml").is_file()}


def copy_case(name: str, folder: Path) -> tuple[Path, ...]:
    """Copy the files of a shipped case into a new or empty folder."""
    known = cases()
    if name not in known:
        raise ShippedError(unknown("case", name, sorted(known)))
    if folder.is_file():
        raise ShippedError(f"'{folder}' is a file; name a new or empty folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise ShippedError(f"'{folder}' is not empty; name a new or empty folder")
    copied = []
    for file in sorted(known[name].rglob("*")):
        if file.is_file() and file.suffix in COPIED:
            target = folder / file.relative_to(known[name])
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(file, target)
            copied.append(target)
    return tuple(copied)
