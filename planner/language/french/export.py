"""The plan's workbook: Gantt, hours, run, notes."""

from __future__ import annotations

SAID: dict[str, str] = {
    # sheets
    "Monday": "Lundi",
    "Gantt": "Gantt",
    "Hours": "Heures",
    "Run": "Exécution",
    # the Gantt
    "Gantt of the plan": "Gantt du plan",
    "Suites": "Suites de préparation",
    "Filling lines": "Lignes de remplissage",
    "month": "mois",
    "ISO week": "semaine ISO",
    "W{week:02d}": "S{week:02d}",
    "batches": "lots",
    "changes": "travaux",
    "closed": "fermé",
    "firm batch": "lot ferme",
    "filled": "rempli",
    "in process": "en cours",
    "planned": "planifié",
    "no hours": "pas d'heures",
    "no staffed hours in these weeks": "pas d'heures de personnel ces semaines-là",
    "C changeover, D decontamination, M media fill": "C changement, D décontamination,"
    " M media fill (simulation de remplissage)",
    "{bucket}: changeover {before} > {after}, {hours:g} h, {eur:,.0f} EUR": "{bucket} :"
    " changement {before} > {after}, {hours:g} h, {eur:,.0f} EUR",
    "{bucket}: decontamination after {state}, {hours:g} h, {eur:,.0f} EUR": "{bucket} :"
    " décontamination après {state}, {hours:g} h, {eur:,.0f} EUR",
    "{bucket}: media fill, {hours:g} h, due from {earliest} to {latest}": "{bucket} :"
    " media fill, {hours:g} h, à faire du {earliest} au {latest}",
    "{syringe} of {bulk}, {litres:g} L": "{syringe} de {bulk}, {litres:g} L",
    "{units:,} units": "{units:,} unités",
    "preparation {prep_start} - {prep_end}": "préparation {prep_start} - {prep_end}",
    "filling {fill_start} - {fill_end}": "remplissage {fill_start} - {fill_end}",
    "released on {released_on}, expires on {expires_on}": "libéré le {released_on},"
    " périme le {expires_on}",
    "{count} more countries": "{count} autres pays",
    "for {countries}": "pour {countries}",
    "A bar is a batch: its syringe, and its units in thousands; a bold border: firm,"
    " in process or filled.": "Une barre est un lot : sa seringue, et ses unités en milliers ;"
    " bordure épaisse : lot ferme, en cours ou rempli.",
    "It covers the weeks of its days, which are indicative inside its bucket"
    " (dates_are in the sheet batches).": "Elle couvre les semaines de ses jours, qui sont"
    " indicatifs dans la période du lot (dates_are de la feuille batches).",
    "Changes (C, D, M, and how many of each) are known by their bucket: those of a"
    " month stand across its weeks.": "Les travaux (C, D, M, et leur nombre) sont connus à la"
    " période près : ceux d'un mois s'étendent sur ses semaines.",
    "Point at a cell: its note has the batch, its days, its route and who gets it.": "Pointez"
    " une cellule : sa note dit le lot, ses jours, sa route et qui le reçoit.",
    # hours
    "Share of hours used": "Part des heures utilisées",
    "Hours left": "Heures libres",
    "Colours: white up to 50 %, yellow at 85 %, red at 100 %. Blank: no hours"
    " offered.": "Couleurs : blanc jusqu'à 50 %, jaune à 85 %, rouge à 100 %. Vide : pas"
    " d'heures offertes.",
    # units in notes of headers
    "hours": "heures",
    "litres": "litres",
    "kilograms": "kilogrammes",
    "euros": "euros",
    "units: filled syringes or pens": "unités : seringues ou stylos remplis",
    "packs": "boîtes",
    "days": "jours",
    "weeks": "semaines",
    "first day of the bucket": "premier jour de la période",
    # the run
    "The run": "L'exécution",
    "scenario": "scénario",
    "case": "cas",
    "folder": "dossier",
    "written (UTC)": "écrit le (UTC)",
    "command": "commande",
    "overlays": "variantes",
    "no overlay": "aucune variante",
    "changes set in the command": "modifications de la commande",
    "no change": "aucune modification",
    "follows the plan of": "fait suite au plan de",
    "no earlier run": "aucune exécution antérieure",
    "repeats the run": "répète l'exécution",
    "search": "recherche",
    "mean days late, to the plan's last day": "retard moyen en jours, jusqu'à la fin du plan",
    "How far from the best it can be": "Écart possible au meilleur plan",
    "level": "niveau",
    "unit": "unité",
    "value": "valeur",
    "no plan can be below": "borne inférieure",
    "gap": "écart",
    "tolerance": "tolérance",
    "bound is": "la borne est",
    "not known yet": "pas encore connu",
    "proven": "prouvée",
    "proven if earlier levels stay as they are": "prouvée si les niveaux précédents restent ainsi",
    "Options": "Options",
    "seconds allowed": "secondes accordées",
    "nodes a solve": "nœuds par résolution",
    "as many as the time allows": "autant que le temps le permet",
    "cost gap to stop at": "écart de coût où s'arrêter",
    "none given": "non donné",
    "seed": "graine aléatoire",
    "threads": "fils d'exécution",
    "seconds to build": "secondes pour construire",
    "seconds to solve": "secondes pour résoudre",
    "seconds to write": "secondes pour écrire",
    "Versions it was solved with": "Versions de l'exécution",
    "Files edited since the run": "Fichiers modifiés depuis l'exécution",
    "edited or removed": "modifié ou supprimé",
    "none are": "aucun",
    "{table} has {rows:,} rows, more than a sheet can hold: open {table}.csv": "{table} a"
    " {rows:,} lignes, plus que n'en tient une feuille : ouvrez {table}.csv",
}
