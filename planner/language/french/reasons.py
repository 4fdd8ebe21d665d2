"""Forms of the reasons of shortages (`planner.language.reasons`), English ones as keys.

The first form that fits is taken: what is more special comes first.
"""

from __future__ import annotations

from itertools import product

from planner.language.french.typography import NARROW, typeset, typeset_all

JOINED = {"; ": typeset(" ; "), ", ": ", ", " and ": " et "}
MORE = "{parts} et {count} de plus"

CLAUSES = {
    # binding: approval, release, shelf_life, too_early
    "no route is approved for {group} on {day} ({route} was until {last})": (
        "aucun circuit n'est autorisé pour {group} le {day} ({route} l'était jusqu'au {last})"
    ),
    "no route is approved for {group} on {day}": (
        "aucun circuit n'est autorisé pour {group} le {day}"
    ),
    "no route is approved for {group} before {day} ({route})": (
        "aucun circuit n'est autorisé pour {group} avant le {day} ({route})"
    ),
    "{waiting} wait for it": "en attente de l'autorisation : {waiting}",
    "on hold: {held}": "bloqué : {held}",
    "in QC: {in_qc}": "en contrôle qualité : {in_qc}",
    "too little shelf life on arrival: {too_old}": (
        "durée de vie restante insuffisante à l'arrivée : {too_old}"
    ),
    "a batch filled on {day} arrives with {days} of the {required} days of shelf life required": (
        "un lot rempli le {day} arrive avec {days} j de durée de vie restante sur {required} requis"
    ),
    "a batch of the first bucket is released on {day}; before that only what was at the site"
    " counts": (
        "un lot de la première période est libéré le {day} ; avant cette date, seul compte le"
        " stock déjà sur site"
    ),
    # thaw_room
    "{kg} kg of {substance} are left from {first} to {last}, a batch of {syringe} takes {needed}"
    " kg": (
        "du {first} au {last} il reste {kg} kg de {substance}, un lot de {syringe} en prend"
        " {needed} kg"
    ),
    "{lot} ({kg} kg) is in QC until {day}": (
        "{lot} ({kg} kg) est en contrôle qualité jusqu'au {day}"
    ),
    "{lot} ({kg} kg) may be used from {day}": "{lot} ({kg} kg) est utilisable à partir du {day}",
    "{lot} ({kg} kg) is on hold": "{lot} ({kg} kg) est bloqué",
    # binding: instruction, firm, search
    "instruction {order}": "consigne {order}",
    "frozen until {day}: the plan keeps the {count} {syringe} that the previous plan makes from"
    " {first} to {last}": (
        "figé jusqu'au {day} : le plan garde ce que le plan précédent fait de {syringe} du"
        " {first} au {last} (nombre de lots : {count})"
    ),
    "no rule binds: {route} has room for a batch in the bucket of {day}": (
        "aucune règle ne bloque : {route} a de la place pour un lot dans la période du {day}"
    ),
    "{units} units lie at the site": "stock disponible sur site : {units}",
    "a longer search may serve it, see the gap": (
        "une recherche plus longue peut y répondre, voir l'écart"
    ),
    # full_routes
    "{shares} of the hours from {first} to {last}: {made}": (
        "taux d'occupation du {first} au {last} : {shares}, par {made}"
    ),
    "{shares} of the hours from {first} to {last}": (
        "taux d'occupation du {first} au {last} : {shares}"
    ),
    "room for a batch, not for the change it needs ({names})": (
        "de la place pour un lot, mais pas pour le changement qu'il demande ({names})"
    ),
    "no room for a batch more": "pas de place pour un lot de plus",
    "a batch takes {hours} h, at most {free} h are free at once": (
        "un lot prend {hours} h, au plus {free} h sont libres d'un seul tenant"
    ),
    "closed: {closures}": "fermé : {closures}",
    "firm, frozen until {day}: {names}": "ferme, figé jusqu'au {day} : {names}",
    "firm: {names}": "ferme : {names}",
}

LEAST_OR_MOST = {"at least": "au moins", "at most": "au plus"}
ORDERED = {
    "0 batches": "0 lot",
    "1 batches": "1 lot",
    "{count} batches": "{count} lots",
    "{count} {syringe}": "{count} {syringe}",
}
WHERE = {" on {where}": " sur {where}", "": ""}
ORDERS = {
    f"row {{row}} by {{by}}: {bound} {what}{where} from {{first}} until {{last}}": (
        f"(instructions.csv, ligne {{row}}) de {{by}} : {borne} {quoi}{lieu} du {{first}} au"
        " {last}"
    )
    for (bound, borne), (what, quoi), (where, lieu) in product(
        LEAST_OR_MOST.items(), ORDERED.items(), WHERE.items()
    )
}

FORMS = {
    kind: typeset_all(forms)
    for kind, forms in {
        "clauses": CLAUSES,
        "order": ORDERS,
        "in_qc": {"{lot} ({units}) until {day}": "{lot} ({units}) jusqu'au {day}"},
        "too_old": {
            "{lot} ({units}) has {days} of {required} days": (
                "{lot} ({units}) a {days} j sur {required} requis"
            ),
            "{lot} ({units}) expires {days} days before that": (
                "{lot} ({units}) périme {days} j avant l'arrivée"
            ),
        },
        "held": {"{lot} ({units})": "{lot} ({units})"},
        "waiting": {"{units} {syringe} of {route}": "{units} {syringe} de {route}"},
        "shares": {
            "{resource} (no hours)": "{resource} (aucune heure)",
            "{resource} {share} %": "{resource} {share} %",
        },
        "made": {
            "{count} {syringe} (stock)": "{count} {syringe} (stock)",
            "{count} {syringe} ({names})": "{count} {syringe} ({names})",
        },
        "closures": {
            "{why} {first} to {last} ({resource})": "{why} du {first} au {last} ({resource})"
        },
        "names": {"{name}": "{name}"},
    }.items()
}


def number(figure: str) -> str:
    """`1,234.5` as French writes it."""
    return figure.translate({ord(","): NARROW, ord("."): ","})
