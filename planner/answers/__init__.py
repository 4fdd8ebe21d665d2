"""Answers to capacity questions, each verified by solving: `headroom` and its siblings.

An answer is a function of a study and what is asked; it solves scenarios and returns a
`Finding`: a sentence that a director can quote, a table, a picture.
"""
