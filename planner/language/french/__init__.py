"""French, one module for each part of what is said; English sentences are the keys."""

from __future__ import annotations

from planner.language.french import export, monday, page, service, supply, work
from planner.language.french.typography import typeset_all

PARTS = {
    "export": export,
    "monday": monday,
    "page": page,
    "service": service,
    "supply": supply,
    "work": work,
}
FRENCH = {
    english: french for part in PARTS.values() for english, french in typeset_all(part.SAID).items()
}
