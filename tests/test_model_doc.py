"""`docs/model.md` is the families' own text."""

from pathlib import Path

from models.milp.document import markdown


def test_the_model_page_is_up_to_date() -> None:
    page = Path(__file__).parents[1] / "docs" / "model.md"

    assert page.read_text(encoding="utf-8") == markdown(), "run: make docs"
