"""Derives the tables of `scenarios/le-trait` from public figures and stated choices.

`python -m scenarios.derive` writes the case; the same inputs give the same bytes.
"""
