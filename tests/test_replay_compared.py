"""How the tables and levels of a run and its replay are compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.manifest import LevelTold
from planner.replay.levels import LevelAgain, as_a_whole
from planner.replay.tables import first_difference


def test_levels_are_better_or_worse_beyond_their_tolerance() -> None:
    """The tolerance is 0.01: 1.00 and 1.01 are equal, 1.02 is worse; the first that differs."""
    equal, worse, better = (level("lateness", 1.01), level("cover", 1.02), level("cost", 0.5))

    assert [one.verdict for one in (equal, worse, better)] == ["equal", "worse", "better"]
    assert as_a_whole((equal, worse, better)) == (
        "the replay is worse: cover, the first level that differs, decides"
    )
    assert as_a_whole((equal,)) == (
        "the replay is as good: every level is equal within its tolerance"
    )


def level(name: str, now: float) -> LevelAgain:
    """A level that was 1 in the run."""
    then = {"name": name, "unit": "d", "value": 1.0, "bound": 0.0, "gap": 1.0}
    then |= {"tolerance": 0.0100001, "status": "proven"}
    told = LevelTold.model_validate(then)
    return LevelAgain(told, LevelTold.model_validate({**then, "value": now}))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("a,b\n1,2\n", "a,b\n1,3\n", "row 2, b: '2' in the run, '3' in the replay"),
        ("a,b\n1,2\n", "a,b\n4,3\n", "row 2, a: '1' in the run, '4' in the replay, and 1 more"),
        ("a,c\n", "a,b\n", "row 1, c: 'c' in the run, 'b' in the replay"),
        ("a,b\n1,2\n", "a,b\n1,2,3\n", "row 2 has 2 cells in the run, 3 in the replay"),
        ('a\n"x\ny"\n1\n', 'a\n"x\ny"\n2\n', "row 3, a: '1' in the run, '2' in the replay"),
        ("a\n1\n", "a\n", "row 2 stands in the run only"),
        ("a\r\n1\r\n", "a\n1\n", "the same cells, but other line ends, quotes or encoding"),
        ("a\n" + "x" * 200_000, "a\n", "it cannot be read as CSV (field larger than field limit"),
    ],
)
def test_the_first_row_that_differs(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "old").write_bytes(old.encode())
    (tmp_path / "new").write_bytes(new.encode())

    assert first_difference(tmp_path / "old", tmp_path / "new").startswith(said)
