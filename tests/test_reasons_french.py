"""Reasons of shortages, composed in English, are told in French."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from planner.language import ENGLISH
from planner.language.reasons import binds_in, knows, order_in, reason_in
from tests.in_french import T, plain

TOLD = {
    "no route is approved for G before 2026-01-20 (P > F); 6,000 S of P > F and 10 S of Q > F wait"
    " for it": (
        "aucun circuit n'est autorisé pour G avant le 2026-01-20 (P > F) ; en attente de"
        " l'autorisation : 6 000 S de P > F et 10 S de Q > F"
    ),
    "no route is approved for G on 2026-01-11 (P > F was until 2026-01-08)": (
        "aucun circuit n'est autorisé pour G le 2026-01-11 (P > F l'était jusqu'au 2026-01-08)"
    ),
    "no route is approved for G on 2026-01-11": "aucun circuit n'est autorisé pour G le 2026-01-11",
    "in QC: L1 (4,000) until 2026-01-16, L2 (4) until 2026-01-19 and 2 more; on hold: L3 (7,000),"
    " L4 (1)": (
        "en contrôle qualité : L1 (4 000) jusqu'au 2026-01-16, L2 (4) jusqu'au 2026-01-19 et 2 de"
        " plus ; bloqué : L3 (7 000), L4 (1)"
    ),
    "too little shelf life on arrival: L1 (20,000) has 355 of 365 days, L2 (9) expires 12 days"
    " before that": (
        "durée de vie restante insuffisante à l'arrivée : L1 (20 000) a 355 j sur 365 requis,"
        " L2 (9) périme 12 j avant l'arrivée"
    ),
    "a batch filled on 2026-01-05 arrives with 18 of the 28 days of shelf life required": (
        "un lot rempli le 2026-01-05 arrive avec 18 j de durée de vie restante sur 28 requis"
    ),
    "a batch of the first bucket is released on 2026-01-25; before that only what was at the site"
    " counts; on hold: L1 (9)": (
        "un lot de la première période est libéré le 2026-01-25 ; avant cette date, seul compte le"
        " stock déjà sur site ; bloqué : L1 (9)"
    ),
    "0.5 kg of MAB are left from 2026-01-05 to 2026-01-11, a batch of S takes 1.0 kg; D2 (1,330.5"
    " kg) is in QC until 2026-05-15; D3 (40 kg) may be used from 2026-06-01; D4 (20 kg) is on"
    " hold": (
        "du 2026-01-05 au 2026-01-11 il reste 0,5 kg de MAB, un lot de S en prend 1,0 kg ; D2"
        " (1 330,5 kg) est en contrôle qualité jusqu'au 2026-05-15 ; D3 (40 kg) est utilisable à"
        " partir du 2026-06-01 ; D4 (20 kg) est bloqué"
    ),
    "frozen until 2026-01-11: the plan keeps the 0 S that the previous plan makes from 2026-01-05"
    " to 2026-01-11": (
        "figé jusqu'au 2026-01-11 : le plan garde ce que le plan précédent fait de S du 2026-01-05"
        " au 2026-01-11 (nombre de lots : 0)"
    ),
    "no rule binds: P > F has room for a batch in the bucket of 2026-01-05; 20,000 units lie at"
    " the site; a longer search may serve it, see the gap": (
        "aucune règle ne bloque : P > F a de la place pour un lot dans la période du 2026-01-05 ;"
        " stock disponible sur site : 20 000 ; une recherche plus longue peut y répondre, voir"
        " l'écart"
    ),
    "PA1 (no hours), PA2 99 % of the hours from 2026-07-06 to 2026-09-30: 11 D300 (US, CN and 8"
    " more), 5 D200 (stock) and 2 more; closed: refit 2026-06-15 to 2026-10-25 (PA1) and 1 more": (
        "taux d'occupation du 2026-07-06 au 2026-09-30 : PA1 (aucune heure), PA2 99 %, par 11 D300"
        " (US, CN et 8 de plus), 5 D200 (stock) et 2 de plus ; fermé : refit du 2026-06-15 au"
        " 2026-10-25 (PA1) et 1 de plus"
    ),
    "F 86 % of the hours from 2026-01-05 to 2026-01-11: 5 A (G); a batch takes 12.5 h, at most 10"
    " h are free at once": (
        "taux d'occupation du 2026-01-05 au 2026-01-11 : F 86 %, par 5 A (G) ; un lot prend 12,5 h,"
        " au plus 10 h sont libres d'un seul tenant"
    ),
    "F 69 % of the hours from 2026-01-05 to 2026-01-11: 4 A (stock); room for a batch, not for the"
    " change it needs (F, P)": (
        "taux d'occupation du 2026-01-05 au 2026-01-11 : F 69 %, par 4 A (stock) ; de la place pour"
        " un lot, mais pas pour le changement qu'il demande (F, P)"
    ),
    "F 9 % of the hours from 2026-01-05 to 2026-01-11; no room for a batch more": (
        "taux d'occupation du 2026-01-05 au 2026-01-11 : F 9 % ; pas de place pour un lot de plus"
    ),
    "P 86 % of the hours from 2026-01-05 to 2026-01-11; firm: B1, B2, B3 and 4 more": (
        "taux d'occupation du 2026-01-05 au 2026-01-11 : P 86 % ; ferme : B1, B2, B3 et 4 de plus"
    ),
    "P 86 % of the hours from 2026-01-05 to 2026-01-11; firm, frozen until 2026-01-11: B1": (
        "taux d'occupation du 2026-01-05 au 2026-01-11 : P 86 % ; ferme, figé jusqu'au 2026-01-11 :"
        " B1"
    ),
    "instruction row 2 by A. Planner: at most 0 S on F from 2026-01-05 until 2026-01-11;"
    " instruction row 3 by B: at most 1 batches on P > F from 2026-01-05 until 2026-01-11": (
        "consigne (instructions.csv, ligne 2) de A. Planner : au plus 0 S sur F du 2026-01-05 au"
        " 2026-01-11 ; consigne (instructions.csv, ligne 3) de B : au plus 1 lot sur P > F du"
        " 2026-01-05 au 2026-01-11"
    ),
    "instruction row 12 by A: at least 3 batches from 2026-01-05 until 2026-01-11": (
        "consigne (instructions.csv, ligne 12) de A : au moins 3 lots du 2026-01-05 au 2026-01-11"
    ),
}
"""English, and French with plain spaces."""


@pytest.mark.parametrize(("english", "french"), TOLD.items())
def test_a_reason_is_told_in_french(english: str, french: str) -> None:
    assert plain(reason_in(T, english)) == french
    assert knows(english)


def expected() -> list[tuple[str, str]]:
    """The word and the sentence of every shortage that the tests of reasons expect."""
    found = []
    for path in sorted(Path(__file__).parent.glob("test_shortages*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and isinstance(node.comparators[0], ast.Tuple):
                texts = [getattr(each, "value", None) for each in node.comparators[0].elts]
                if len(texts) == 2 and all(isinstance(text, str) for text in texts):
                    found.append((str(texts[0]), str(texts[1])))
    return found


def test_french_knows_every_reason_that_the_tests_of_shortages_expect() -> None:
    """One that is new there, and not in `planner/language/french/reasons.py`, fails here."""
    assert len(expected()) >= 19
    assert [reason for _, reason in expected() if not knows(reason)] == []


def test_what_binds_is_a_french_word() -> None:
    said = {binds: binds_in(T, binds) for binds, _ in expected()} | {
        binds: binds_in(T, binds) for binds in ("too_early", "search")
    }

    assert said == {
        "approval": "autorisation",
        "release": "libération",
        "shelf_life": "durée de vie",
        "too_early": "trop tôt",
        "substance": "substance active",
        "instruction": "consigne",
        "firm": "lots fermes",
        "capacity": "capacité",
        "search": "recherche",
    }
    assert [binds_in(ENGLISH, binds) for binds in said] == list(said)


def test_notes_of_the_site_stay_as_it_wrote_them() -> None:
    """Even where they hold what separates clauses, parts of a list, or a figure."""
    reason = (
        "F 86 % of the hours from 2026-01-05 to 2026-01-11: 5 A (G); closed: oven, 1,000 h; room"
        " for 2.5 and 3 more 2026-01-12 to 2026-02-28 (F), refit 2026-01-12 to 2026-01-18 (F)"
    )

    assert plain(reason_in(T, reason)) == (
        "taux d'occupation du 2026-01-05 au 2026-01-11 : F 86 %, par 5 A (G) ; fermé : oven, 1,000"
        " h; room for 2.5 and 3 more du 2026-01-12 au 2026-02-28 (F), refit du 2026-01-12 au"
        " 2026-01-18 (F)"
    )


def test_who_ordered_may_be_called_anything() -> None:
    order = (
        'row 2 by "Léa"; at least 1 {S}\non F: at most 4 S on F from 2026-01-05 until 2026-01-11'
    )

    assert plain(order_in(T, order)) == (
        '(instructions.csv, ligne 2) de "Léa"; at least 1 {S}\non F : au plus 4 S sur F du'
        " 2026-01-05 au 2026-01-11"
    )


def test_a_reason_of_an_unknown_form_stays_english() -> None:
    for reason in ("", "the moon is full", "no room for a batch more; the moon is full"):
        assert not knows(reason)
        assert reason_in(T, reason) == reason


def test_english_reasons_stay_as_they_are() -> None:
    assert [reason_in(ENGLISH, reason) for reason in TOLD] == list(TOLD)


def test_signs_keep_to_the_word_before_them() -> None:
    """No-break space before a colon, narrow ones before `;` and `%`."""
    reason = "F 9 % of the hours from 2026-01-05 to 2026-01-11; no room for a batch more"

    assert reason_in(T, reason) == (
        "taux d'occupation du 2026-01-05 au 2026-01-11\u00a0: F 9\u202f%\u202f; pas de place pour"
        " un lot de plus"
    )
