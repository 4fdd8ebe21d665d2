"""The tables of a plan (docs/rules.md, Output tables): one module each subject.

Every table is computed from whole packs and whole batches, not from the solver's
values: what is written is what the site would do.
"""
