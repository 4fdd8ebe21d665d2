"""Why is this short, why so late, why is there no plan: and what single change would help.

`chain.py` reads what binds off a run's folder, link by link. `candidates.py` proposes single
changes that the chain points at, `remedies.py` solves each of them beside the base, with the
same effort and from the same plan, and says who gains and who pays. `infeasible.py` does the
same for a case that has no plan: which rows clash, and which of them to drop.
"""
