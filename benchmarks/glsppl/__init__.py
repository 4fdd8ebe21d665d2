"""GLSPPL: real lot-sizing and scheduling cases of a consumer goods company on the engine.

Araujo, Birgin, Kawamura and Ronconi, "Relax-and-fix heuristics applied to a real-world
lot-sizing and scheduling problem in the personal care consumer goods industry" (2021).
Lines, weeks, set-ups that depend on the sequence, backorders, a warehouse. The data are
third-party and not part of this repository: `python -m benchmarks.glsppl` says where to
get them.
"""
