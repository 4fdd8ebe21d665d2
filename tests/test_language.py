"""What people read is said in English or in French, and French knows all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest

from planner.language import ENGLISH, Language
from planner.language.french import FRENCH, PARTS
from tests.sentences import (
    Said,
    everything_said,
    placeholders,
    said_in_code,
    said_in_template,
)

T = Language("fr")
SENTENCES = everything_said()


def told(found: Iterable[object]) -> str:
    """One a line, for a test that fails."""
    return "\n" + "\n".join(map(str, found))


def test_every_sentence_is_written_where_it_is_said() -> None:
    """Else no test could tell whether French knows it."""
    found = [said.where for said in SENTENCES if said.sentence is None]

    assert not found, f"write the sentence itself as the first argument of t(...):{told(found)}"


def test_french_knows_every_sentence() -> None:
    missing = [said for said in SENTENCES if said.sentence and said.sentence not in FRENCH]

    assert not missing, f"planner/language/french does not have:{told(missing)}"


def test_no_french_is_left_of_a_sentence_that_nobody_says() -> None:
    used = {said.sentence for said in SENTENCES}
    left = [
        f"planner/language/french/{name}.py: {sentence!r}"
        for name, part in PARTS.items()
        for sentence in part.SAID
        if sentence not in used
    ]

    assert not left, f"nobody says:{told(left)}"


def test_a_sentence_has_one_french() -> None:
    every: dict[str, dict[str, str]] = defaultdict(dict)
    for name, part in PARTS.items():
        for sentence, french in part.SAID.items():
            every[sentence][name] = french
    differ = [found for found in every.items() if len(set(found[1].values())) > 1]

    assert not differ, f"two parts of planner/language/french differ:{told(differ)}"


def test_every_figure_that_a_sentence_needs_is_given_and_no_other() -> None:
    differ = [
        said
        for said in SENTENCES
        if said.sentence is not None
        and said.figures is not None
        and said.figures != {name for name, _ in placeholders(said.sentence)}
    ]

    assert not differ, f"figures given and placeholders differ:{told(differ)}"


def test_french_shows_the_figures_of_the_english_as_exactly() -> None:
    differ = [
        (sentence, french)
        for sentence, french in FRENCH.items()
        if placeholders(sentence) != placeholders(french)
    ]

    assert not differ, f"placeholders differ:{told(differ)}"


def test_sentences_of_code_are_found_however_t_is_reached() -> None:
    source = (
        't("one")\n'
        'self.t("two " "words", count=1)\n'
        'view.t("a" if few else "b", **figures)\n'
        "t(title)\n"
        'other("no sentence")\n'
    )

    assert list(said_in_code(source, "f")) == [
        Said("f:1", "one", frozenset()),
        Said("f:2", "two words", frozenset({"count"})),
        Said("f:3", "a", None),
        Said("f:3", "b", None),
        Said("f:4", None, frozenset()),
    ]


def test_sentences_of_templates_are_found() -> None:
    source = (
        "<p>{{ t(\"It's {count}\", count=1) }} t('text')</p>\n"
        "{% if t('two') %}{{ view.t('a' if few else 'b') }}{% endif %}\n"
        "{{ t(title) }}"
    )

    assert sorted(said_in_template(source, "f"), key=str) == [
        Said("f:1", "It's {count}", frozenset({"count"})),
        Said("f:2", "a", frozenset()),
        Said("f:2", "b", frozenset()),
        Said("f:2", "two", frozenset()),
        Said("f:3", None, frozenset()),
    ]


def test_french_writes_numbers_with_narrow_spaces_and_a_comma() -> None:
    assert T.number(1_234_567.891, 2) == "1\u202f234\u202f567,89"
    assert T.number(-1_000) == "-1\u202f000"
    assert T.percent(0.987) == "98,7\u202f%"


def test_english_writes_numbers_with_commas_and_a_point() -> None:
    assert ENGLISH.number(1_234_567.891, 2) == "1,234,567.89"
    assert ENGLISH.percent(0.987) == "98.7%"


def test_names_and_days_are_not_numbers() -> None:
    """A lot may be called `1,5.2`."""
    assert T("{names} and {count} more", names="1,5.2", count=1_000) == "1,5.2 et 1000 de plus"


def test_a_sentence_that_french_does_not_know_is_our_mistake() -> None:
    with pytest.raises(KeyError, match="never said"):
        T("never said")
    assert ENGLISH("never said {count:,}", count=1_000) == "never said 1,000"
