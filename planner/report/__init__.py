"""A run as one page of HTML: self-contained, to be opened from a share or an e-mail."""

from planner.report.page import report

__all__ = ["report"]
