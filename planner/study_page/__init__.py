"""A study as one page of HTML: the answer, scenarios beside each other, maps and differences."""

from planner.study_page.page import study_page

__all__ = ["study_page"]
