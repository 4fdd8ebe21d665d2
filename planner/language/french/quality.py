"""The report: how good the plan is, and the scenario."""

from __future__ import annotations

HEADLINES = {
    "How good is the plan": "Que vaut ce plan ?",
    "of the units needed are there on time": "des unités demandées sont là à temps",
    "met in the week or month in which they are due": (
        "servies dans la semaine ou le mois où elles sont dues"
    ),
    "{days:.2f} d": "{days:.2f} j",
    "late on average": "de retard en moyenne",
    "over all units needed; long delays and countries of high priority weigh more": (
        "sur toutes les unités demandées ; les longs retards et les pays prioritaires pèsent plus"
    ),
    "{million:,.2f} M": "{million:,.2f} M",
    "units needed": "d'unités demandées",
    "{first} to {last}": "du {first} au {last}",
    "{million:,.1f} M EUR": "{million:,.1f} M EUR",
    "cost that decisions can change": "de coûts que les décisions changent",
    "without transport and drug substance": "hors transport et substance active",
    "batches planned": "lots planifiés",
    "and {count:,} firm ones": "lots fermes en plus : {count:,}",
    "{short} of {all}": "{short} sur {all}",
    "countries short at some time": "pays en rupture à un moment ou un autre",
    "{count:,} shortages of a presentation, long or short": (
        "ruptures d'une présentation, longues ou brèves : {count:,}"
    ),
}

LEVELS = {
    "How far from the best": "À quelle distance du meilleur plan",
    "The plan is made level by level: first as few days late as possible, then cover, then"
    " fairness, then cost; a later level never worsens an earlier one by more than its"
    " tolerance.": (
        "Le plan se fait niveau par niveau : d'abord le moins de jours de retard possible, puis"
        " la couverture, puis l'équité, puis le coût ; un niveau ne dégrade jamais un niveau"
        " précédent de plus que sa tolérance."
    ),
    "All levels also look at the time after the plan's last day, until {until}, in which demand"
    " goes on and no batch is made: a plan must leave enough stock behind.": (
        "Tous les niveaux comptent aussi le temps qui suit le dernier jour du plan, jusqu'au"
        " {until} : la demande y continue et aucun lot n'y est fait ; un plan doit donc laisser"
        " assez de stock."
    ),
    "Lateness": "Retard",
    "Cover": "Couverture",
    "Fairness": "Équité",
    "Cost": "Coût",
    "Likeness": "Ressemblance",
    "How many days late a unit is, on average over all units needed. A day late counts 1.5 times"
    " from the 15th day on and twice from the 43rd, so that nobody is starved; countries count by"
    " their priority.": (
        "De combien de jours une unité est en retard, en moyenne sur toutes les unités demandées."
        " Un jour de retard compte 1,5 fois à partir du 15e jour et deux fois à partir du 43e,"
        " pour que personne ne soit sacrifié ; les pays comptent selon leur priorité."
    ),
    "How far stocks in the countries lie below their cover floor: units missing times the days"
    " they are missing, for each unit needed.": (
        "De combien les stocks des pays sont sous leur plancher de couverture : unités manquantes"
        " multipliées par les jours où elles manquent, par unité demandée."
    ),
    "The largest backlog of any market, in days of its demand, on average over syringes and time."
    " It is low when no market waits much longer than others.": (
        "Le plus grand arriéré d'un marché, en jours de sa demande, en moyenne sur les seringues"
        " et dans le temps. Il est faible si aucun marché n'attend bien plus que les autres."
    ),
    "What decisions can change, in EUR: changeovers, decontaminations, stock, write-offs, dearer"
    " ways to make a batch, moves against the previous plan.": (
        "Ce que les décisions changent, en EUR : changements, décontaminations, stock, pertes,"
        " façons plus chères de faire un lot, déplacements par rapport au plan précédent."
    ),
    "How many batches lie where the plans that this one should differ from have some: the same"
    " syringe, suite, line, volume and bucket.": (
        "Combien de lots sont là où les plans à éviter en ont : même seringue, même suite, même"
        " ligne, même volume, même période."
    ),
    "{value:z,.0f} EUR": "{value:z,.0f} EUR",
    "{value:z,.0f} batches": "{value:z,.0f} lots",
    "{value:z.4f} days": "{value:z.4f} jours",
    "{value:z,.2f} days": "{value:z,.2f} jours",
    "Until the plan's last day, in whole packs: {days}": (
        "Jusqu'au dernier jour du plan, en boîtes entières : {days}"
    ),
    "Until the plan's last day: {eur:,.0f} EUR (costs.csv)": (
        "Jusqu'au dernier jour du plan : {eur:,.0f} EUR (costs.csv)"
    ),
}

BOUNDS = {
    "There is no bound: the search had no time for one.": (
        "Il n'y a pas de borne : la recherche n'en a pas eu le temps."
    ),
    "No plan can be better than 0, which is true of every plan: nothing is proven.": (
        "Aucun plan ne peut faire mieux que 0, ce qui est vrai de tout plan : rien n'est prouvé."
    ),
    "No plan can be better than {bound}; this is proven.": (
        "Aucun plan ne peut faire mieux que {bound} ; c'est prouvé."
    ),
    "No plan that is as good in the earlier levels can be better than {bound}; this is proven, and"
    " so are those levels.": (
        "Aucun plan aussi bon aux niveaux précédents ne peut faire mieux que {bound} ; c'est"
        " prouvé, et ces niveaux le sont aussi."
    ),
    "No plan can be better than {bound} as long as the earlier levels stay as they are. These are"
    " not proven: a plan that is better in them may be better or worse here.": (
        "Aucun plan ne peut faire mieux que {bound} tant que les niveaux précédents restent ce"
        " qu'ils sont. Ceux-ci ne sont pas prouvés : un plan qui y serait meilleur pourrait être"
        " ici meilleur ou moins bon."
    ),
    "Nobody knows yet how far the plan is from the best.": (
        "Personne ne sait encore à quelle distance du meilleur se trouve ce plan."
    ),
    "At most {gap} could be gained, within the tolerance: it is the best.": (
        "On gagnerait au plus {gap}, ce qui est dans la tolérance : c'est le meilleur."
    ),
    "At most {gap} could be gained, within the tolerance: it is the best that the earlier levels"
    " leave.": (
        "On gagnerait au plus {gap}, ce qui est dans la tolérance : c'est le meilleur que laissent"
        " les niveaux précédents."
    ),
    "At most {gap} could still be gained.": "On peut encore gagner au plus {gap}.",
    "At most {gap} could still be gained without giving up any of the earlier levels.": (
        "On peut encore gagner au plus {gap} sans rien céder des niveaux précédents."
    ),
    "At most {gap} ({share:.0%}) could still be saved without giving up any of the earlier"
    " levels.": (
        "On peut encore économiser au plus {gap} ({share:.0%}) sans rien céder des niveaux"
        " précédents."
    ),
    "A bar from 0 to the plan's {value}; {share:.0%} of it is proven to be needed.": (
        "Une barre de 0 à la valeur du plan, {value} ; {share:.0%} en sont couverts par la borne."
    ),
    "proven: no plan does with less, on the condition that stands with it": (
        "prouvé : aucun plan ne fait avec moins, à la condition indiquée"
    ),
    "not known: the best plan lies somewhere in it, perhaps at the plan's own value; a wide part"
    " does not mean that the plan is bad": (
        "inconnu : le meilleur plan s'y trouve quelque part, peut-être à la valeur même de ce"
        " plan ; une partie large ne veut pas dire que le plan est mauvais"
    ),
}

SEARCH = {
    "How the search went": "Déroulement de la recherche",
    "The search is finished: it reached the gaps that were asked for.": (
        "La recherche est terminée : elle a atteint les écarts demandés."
    ),
    "The search stopped at its limit; more time may find a better plan.": (
        "La recherche s'est arrêtée à sa limite ; avec plus de temps, un meilleur plan est"
        " possible."
    ),
    "The search was interrupted; this is the best plan it had.": (
        "La recherche a été interrompue ; voici le meilleur plan trouvé jusque-là."
    ),
    "Search": "Recherche",
    "Took": "Durée",
    "{build:,.1f} s to build the model, {solve:,.1f} s to search": (
        "{build:,.1f} s pour construire le modèle, {solve:,.1f} s de recherche"
    ),
    "Repeatable": "Reproductible",
    "yes: the same input, options and versions give the same plan": (
        "oui : les mêmes données, options et versions donnent le même plan"
    ),
    "no: it was interrupted": "non : elle a été interrompue",
    "no: the clock ended it; solve --work counts the work instead, which repeats": (
        "non : l'horloge l'a arrêtée ; solve --work compte le travail, ce qui se reproduit"
    ),
    "Versions": "Versions",
    "at most {work:,} nodes a solve, seed {seed}, threads {threads}": (
        "au plus {work:,} nœuds par résolution, graine {seed}, fils d'exécution {threads}"
    ),
    "at most {seconds:g} s, seed {seed}, threads {threads}": (
        "au plus {seconds:g} s, graine {seed}, fils d'exécution {threads}"
    ),
}

SCENARIO = {
    "Scenario": "Scénario",
    "the case as it stands in its tables, nothing is changed.": (
        "le cas tel qu'il est dans ses tables, sans aucun changement."
    ),
    "Changes to the case, in this order": "Changements apportés au cas, dans cet ordre",
    "Cells set for this run": "Cellules fixées pour cette exécution",
    "How it differs from the base": "Différences avec la base",
    "This run does not keep the cells that differ; fillfinish scenario show prints them.": (
        "Cette exécution ne garde pas les cellules qui diffèrent ; fillfinish scenario show les"
        " affiche."
    ),
    "Nothing changes: the tables are those of the base.": (
        "Rien ne change : les tables sont celles de la base."
    ),
    "Case": "Cas",
    "Command": "Commande",
    "Gap asked for": "Écart demandé",
    "a gap of {gap:g} was enough": "un écart de {gap:g} suffisait",
    "Previous plan": "Plan précédent",
    "none: no batch is compared with an earlier plan": (
        "aucun : aucun lot n'est comparé à un plan antérieur"
    ),
    "Frozen until": "Figé jusqu'au",
}

SAID: dict[str, str] = HEADLINES | LEVELS | BOUNDS | SEARCH | SCENARIO
