"""What is planned, and the mathematics. No files, no command line, no solver.

Importing `models` does not import Pyomo: checking a CSV must stay quick. The
mixed-integer model lives in `models.milp`.
"""
