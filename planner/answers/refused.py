"""A question that cannot be asked of any case: the command line is to be corrected."""

from __future__ import annotations

from planner.study.texts import StudyError


class Refused(StudyError):
    """Options that are none, too few or against each other, whatever the case; exit code 2.

    What an option names and the case does not have is another `DataError`, exit code 3.
    """
