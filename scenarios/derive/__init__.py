"""Derives the tables of the `le-trait` cases from public figures and stated choices.

`python -m scenarios.derive` writes the cases; the same inputs give the same bytes.
"""
