"""`docs/model.md`: the mathematics, from the families' own docstrings.

python -m models.milp.document > docs/model.md
"""

from __future__ import annotations

from inspect import cleandoc
from types import ModuleType

from models import flavours, pooling
from models.milp import (
    HEAVY,
    bucket_paths,
    bucket_steps,
    followers,
    ledger,
    sequencing,
    start,
    supply,
    word,
    young,
)

HEAD = """# The model

Generated from the docstrings of `models/`; do not edit (`make docs`). The rules behind it,
to the day, are in [rules.md](rules.md), where R1 and the like are defined.

The plan is a mixed-integer linear program. Its levels are minimised in order: lateness
(mean days late), cover (mean days below the floors), fairness (mean largest backlog in
days), avoidable cost. A constraint family is one module of `models/milp`; the names below
are those of the code.
"""


def markdown() -> str:
    """The whole page."""
    parts = [HEAD]
    parts += [_section(f"Family `{word(family)}`", family) for family in HEAVY]
    parts += [
        _section("Flavours: which stock is the same", flavours),
        _section("Markets: which countries are the same, and why that is exact", pooling),
        _section("The line of supply: when its positions are released and expire", supply),
        _section("Young supply: rows found where a plan breaks them", young),
        _section("Followers: what is not searched over, because it follows", followers),
        _section("Sequencing: the course of one resource", sequencing),
        _section("Sequencing: one bucket", bucket_steps),
        _section("Sequencing: paths within a bucket", bucket_paths),
        _section("The first plan", start),
        _section("The ledger", ledger),
    ]
    return "\n".join(parts)


def _section(title: str, module: ModuleType) -> str:
    return f"## {title}\n\n```text\n{cleandoc(module.__doc__ or '')}\n```\n"


if __name__ == "__main__":
    print(markdown(), end="")
