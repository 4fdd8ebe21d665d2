"""The report: costs, and differences between two runs."""

from __future__ import annotations

COSTS = {
    "Costs": "Coûts",
    "{eur:,.0f} EUR until the plan's last day.": "{eur:,.0f} EUR jusqu'au dernier jour du plan.",
    "These are the costs that decisions change; they choose between plans that are equally good in"
    " the earlier levels.": (
        "Ce sont les coûts que les décisions changent ; ils départagent des plans aussi bons aux"
        " niveaux précédents."
    ),
    "No previous plan was given, so no move is priced.": (
        "Aucun plan précédent n'a été donné : aucun déplacement n'a de prix."
    ),
    "Against the previous plan {moved:,} batches are moved, {dropped:,} dropped and {new:,} new,"
    " for {eur:,.0f} EUR: moves.csv has each with its price.": (
        "Par rapport au plan précédent, lots déplacés : {moved:,}, supprimés : {dropped:,},"
        " nouveaux : {new:,}, pour {eur:,.0f} EUR ; moves.csv donne le prix de chacun."
    ),
    "Changeovers": "Changements",
    "Decontaminations": "Décontaminations",
    "Stock in countries": "Stock dans les pays",
    "Stock at the site": "Stock sur site",
    "Moves against the previous plan": "Déplacements par rapport au plan précédent",
    "Dearer ways to make a batch": "Façons plus chères de faire un lot",
    "Write-offs": "Pertes",
    "Total": "Total",
    "the cost of each change of a suite or line from one state to another": (
        "le coût de chaque changement d'état d'une suite ou d'une ligne"
    ),
    "the cost of each decontamination between campaigns": (
        "le coût de chaque décontamination entre campagnes"
    ),
    "value of what this plan shipped and countries hold, at the holding rate": (
        "valeur de ce que ce plan a expédié et que les pays détiennent, au taux de détention"
    ),
    "value of released stock at the site, at the holding rate": (
        "valeur du stock libéré sur site, au taux de détention"
    ),
    "a price for each batch of the previous plan that is moved or dropped": (
        "un prix pour chaque lot du plan précédent déplacé ou supprimé"
    ),
    "what a batch costs above the cheapest suite and line for its units": (
        "ce qu'un lot coûte de plus que sur la suite et la ligne les moins chères à l'unité"
    ),
    "value of units that expire at the site": "valeur des unités qui se périment sur site",
    "Term": "Poste",
    "All, EUR": "Ensemble, EUR",
    "Costs by term": "Coûts par poste",
    "Costs by quarter": "Coûts par trimestre",
    "{thousand:,.1f} k": "{thousand:,.1f} k",
    "{million:,.1f} M": "{million:,.1f} M",
    "{term}: {eur:,.0f} EUR": "{term} : {eur:,.0f} EUR",
    "Each bar is a term, in EUR until the plan's last day.": (
        "Chaque barre est un poste, en EUR jusqu'au dernier jour du plan."
    ),
    "EUR by quarter in the colours of the bars above, the dearest term at the bottom. A bucket"
    " counts in the quarter in which it begins.": (
        "EUR par trimestre aux couleurs des barres ci-dessus, le poste le plus cher en bas. Une"
        " période compte dans le trimestre où elle commence."
    ),
    "EUR by term and year": "EUR par poste et par année",
    "What the terms count": "Ce que comptent les postes",
    "Not in these figures: transport, the drug substance of what is shipped, prices and lost sales,"
    " and what every plan pays alike, such as the cheapest way to make a batch. The level Cost,"
    " with its bound and gap, also counts the time after the plan's last day and leaves out stock"
    " of routes that nobody approves in that time; its value differs from the sum here.": (
        "Hors de ces chiffres : le transport, la substance active de ce qui est expédié, les prix"
        " et les ventes perdues, et ce que tout plan paie de même, comme la façon la moins chère"
        " de faire un lot. Le niveau Coût, avec sa borne et son écart, compte aussi le temps qui"
        " suit le dernier jour du plan et ne compte pas le stock des circuits que personne"
        " n'autorise d'ici là ; sa valeur diffère de la somme donnée ici."
    ),
}

WORDS = {
    "Differences": "Différences",
    "This run, {run}, against the base, {base} (run {folder}).": (
        "Cette exécution, {run}, comparée à la base, {base} (exécution {folder})."
    ),
    "Service is better: {new} on time instead of {old}, on average {after:.2f} days late instead of"
    " {before:.2f}.": (
        "Le service est meilleur : {new} à temps au lieu de {old}, retard moyen de {after:.2f}"
        " jours au lieu de {before:.2f}."
    ),
    "Service is worse: {new} on time instead of {old}, on average {after:.2f} days late instead of"
    " {before:.2f}.": (
        "Le service est moins bon : {new} à temps au lieu de {old}, retard moyen de {after:.2f}"
        " jours au lieu de {before:.2f}."
    ),
    "As much is on time as in the base, {new}; on average it is {after:.2f} days late instead of"
    " {before:.2f}.": (
        "Autant est à temps que dans la base, {new} ; le retard moyen est de {after:.2f} jours au"
        " lieu de {before:.2f}."
    ),
    "Of its {batches:,} batches {kept:,} stay as they are in the base, {moved:,} are moved and"
    " {added:,} added; {dropped:,} of the base are dropped.": (
        "Lots : {batches:,}, dont inchangés : {kept:,}, déplacés : {moved:,}, ajoutés :"
        " {added:,} ; supprimés de la base : {dropped:,}."
    ),
    "It costs {eur:,.0f} EUR more than the base.": "Il coûte {eur:,.0f} EUR de plus que la base.",
    "It costs {eur:,.0f} EUR less than the base; what is not made or shipped costs nothing.": (
        "Il coûte {eur:,.0f} EUR de moins que la base ; ce qui n'est ni fait ni expédié ne coûte"
        " rien."
    ),
    "{new:,} shortages are new, {gone:,} of the base went.": (
        "Ruptures nouvelles : {new:,} ; ruptures de la base disparues : {gone:,}."
    ),
    "Without bounds nobody knows how much of the difference is the search's doing.": (
        "Sans bornes, personne ne sait quelle part de la différence vient de la recherche."
    ),
    "It is proven that no plan of this scenario is as little late as the base's: at best"
    " {bound:.2f} days, the base has {value:.2f}.": (
        "Il est prouvé qu'aucun plan de ce scénario n'a aussi peu de retard que celui de la base :"
        " au mieux {bound:.2f} jours, contre {value:.2f} pour la base."
    ),
    "It is proven that no plan of the base is as little late as this one: at best {bound:.2f} days,"
    " this one has {value:.2f}.": (
        "Il est prouvé qu'aucun plan de la base n'a aussi peu de retard que celui-ci : au mieux"
        " {bound:.2f} jours, contre {value:.2f} ici."
    ),
    "Both plans carry a gap in lateness ({base:.2f} days in the base, {run:.2f} here), so that the"
    " difference is not proven: more search may change it.": (
        "Les deux plans gardent un écart de retard ({base:.2f} jours dans la base, {run:.2f} ici) :"
        " la différence n'est pas prouvée, une recherche plus longue peut la changer."
    ),
    "{figure} better": "{figure} mieux",
    "{figure} worse": "{figure} moins bien",
    "{figure} cheaper": "{figure} moins cher",
    "{figure} dearer": "{figure} plus cher",
    "as before": "inchangé",
}

TABLES = {
    "Service by approval group": "Service par groupe d'autorisation",
    "Service by country": "Service par pays",
    "On time in the base, %": "À temps dans la base, %",
    "On time here, %": "À temps ici, %",
    "Change, points": "Différence, points",
    "Mean days late in the base": "Retard moyen dans la base, jours",
    "Mean days late here": "Retard moyen ici, jours",
    "Change, days": "Différence, jours",
    "Change of the largest backlog, units": "Différence du plus grand arriéré, unités",
    "Batches by syringe": "Lots par seringue",
    "Syringe": "Seringue",
    "Batches": "Lots",
    "Kept": "Inchangés",
    "Moved": "Déplacés",
    "Added": "Ajoutés",
    "Dropped": "Supprimés",
    "Costs, EUR": "Coûts, EUR",
    "Base": "Base",
    "This run": "Cette exécution",
    "Change, EUR": "Différence, EUR",
    "Hours that differ": "Heures qui diffèrent",
    "Suite or line": "Suite ou ligne",
    "Hours of": "Heures de",
    "Change, h": "Différence, h",
    "offered": "offertes",
    "set-up": "réglages",
    "changeovers": "changements",
    "decontaminations": "décontaminations",
    "media fills": "simulations de remplissage (media fill)",
    "idle": "inoccupées",
    "Levels": "Niveaux",
    "Level": "Niveau",
    "Difference": "Différence",
    "Bound of the base": "Borne de la base",
    "Bound of this run": "Borne de cette exécution",
    "none yet": "pas encore",
    "Batches that are not kept": "Lots qui ne restent pas inchangés",
    "What changes": "Ce qui change",
    "moved": "déplacé",
    "added": "ajouté",
    "dropped": "supprimé",
    "Batch": "Lot",
    "In the base": "Dans la base",
    "In this run": "Dans cette exécution",
    "New shortages": "Nouvelles ruptures",
    "Shortages that went": "Ruptures disparues",
    "{count:,} in all; fillfinish compare --out writes every one": (
        "{count:,} en tout ; fillfinish compare --out les écrit tous"
    ),
}

SAID: dict[str, str] = COSTS | WORDS | TABLES
