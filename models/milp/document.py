"""`docs/model.md`: the mathematics, from the families' own docstrings.

python -m models.milp.document > docs/model.md
"""

from __future__ import annotations

from inspect import cleandoc
from types import ModuleType

from models import flavours, pooling
from models.milp import FAMILIES, ledger, start, word, young

HEAD = """# The model

Generated from the docstrings of `models/`; do not edit (`make docs`). The rules behind it,
to the day, are in [rules.md](rules.md), where R1 and the like are defined.

The plan is a mixed-integer linear program. Its levels are minimised in order: mean days
late, then avoidable cost. A constraint family is one module of `models/milp`; the names
below are those of the code.
"""


def markdown() -> str:
    """The whole page."""
    parts = [HEAD]
    parts += [_section(f"Family `{word(family)}`", family) for family in FAMILIES]
    parts += [
        _section("Flavours: which stock is the same", flavours),
        _section("Markets: which countries are the same, and why that is exact", pooling),
        _section("Young supply: rows found where a plan breaks them", young),
        _section("The first plan", start),
        _section("The ledger", ledger),
    ]
    return "\n".join(parts)


def _section(title: str, module: ModuleType) -> str:
    return f"## {title}\n\n```text\n{cleandoc(module.__doc__ or '')}\n```\n"


if __name__ == "__main__":
    print(markdown(), end="")
