"""The report: facts and assumptions."""

from __future__ import annotations

SAID: dict[str, str] = {
    "Facts and assumptions": "Faits et hypothèses",
    "What every plan takes for granted": "Ce que tout plan suppose",
    "Days inside a week or month are indicative: a batch belongs to the bucket in which its filling"
    " starts, and hours are counted by bucket.": (
        "Les jours à l'intérieur d'une semaine ou d'un mois sont indicatifs : un lot appartient à"
        " la période où son remplissage commence, et les heures se comptent par période."
    ),
    "On the safe side, the release time of a batch counts from the last day of its bucket and its"
    " age from the first.": (
        "Par prudence, le délai de libération d'un lot compte à partir du dernier jour de sa"
        " période, et son âge à partir du premier."
    ),
    "Shipments leave on the last day of a bucket; approval, release and remaining shelf life must"
    " hold on that day.": (
        "Les expéditions partent le dernier jour d'une période ; autorisation, libération et durée"
        " de vie restante doivent être acquises ce jour-là."
    ),
    "Demand is due at the site's door: the day of need less transit and import hold. A forecast is"
    " spread evenly over its month, and orders consume the forecast of theirs.": (
        "La demande est due à la porte du site : jour du besoin moins transport et attente à"
        " l'importation. Une prévision est répartie également sur son mois, et les commandes"
        " consomment la prévision du leur."
    ),
    "What was needed before the start is dropped, except backlog.": (
        "Les besoins antérieurs au début sont écartés, sauf l'arriéré."
    ),
    "Shipments are whole packs of one batch or lot; what is left of a batch may be less than a"
    " pack. Minimum orders do not bind the plan.": (
        "Les expéditions sont des boîtes entières d'un seul lot ; ce qui reste d'un lot peut être"
        " moins qu'une boîte. Les commandes minimales ne contraignent pas le plan."
    ),
    "Each batch gives what its recipe says: no batch fails, and nothing is late in release.": (
        "Chaque lot donne ce que dit sa recette : aucun lot n'échoue, aucune libération ne tarde."
    ),
    "Lots that are on hold or rejected never ship; lots in QC do from the day that is given.": (
        "Les lots bloqués ou rejetés ne partent jamais ; ceux en contrôle qualité, à partir du jour"
        " indiqué."
    ),
    "Batches may be made before a route is approved; they wait at the site, ageing, until it is.": (
        "Des lots peuvent être faits avant qu'un circuit soit autorisé ; ils attendent sur site, en"
        " vieillissant, qu'il le soit."
    ),
    "Transport and the drug substance of what is shipped are in no cost.": (
        "Le transport et la substance active de ce qui est expédié n'entrent dans aucun coût."
    ),
    "In this case": "Dans ce cas",
    "{units:,} units of demand lie after the last month of data: they are the mean of its last 12"
    " months.": (
        "Une partie de la demande, {units:,} unités, tombe après le dernier mois des données :"
        " c'est la moyenne de leurs 12 derniers mois."
    ),
    "All demand of the plan's time stands in the case's data.": (
        "Toute la demande du temps du plan est dans les données du cas."
    ),
    "No lots of drug substance are given for {names}: it is taken to be there always.": (
        "Aucun lot de substance active n'est donné pour {names} : elle est supposée toujours là."
    ),
    "No changeovers are given for {names}: changes take no time.": (
        "Aucun changement n'est donné pour {names} : changer n'y prend pas de temps."
    ),
    "{units:,} units are in the solver's plan and in no shipment: they fill no whole pack.": (
        "Des unités du plan calculé ne sont dans aucune expédition, faute de remplir une boîte :"
        " {units:,}."
    ),
    "How large it is": "Sa taille",
    "Plan": "Plan",
    "{start} to {end}: {weeks} weeks and {months} months, then {tail} buckets of demand until"
    " {until}": (
        "du {start} au {end} : {weeks} semaines et {months} mois, puis {tail} périodes de demande"
        " jusqu'au {until}"
    ),
    "Demand": "Demande",
    "{countries} countries in {groups} approval groups; {presentations} presentations of {syringes}"
    " syringes; {rows:,} rows for {pairs:,} pairs of country and presentation": (
        "pays : {countries}, groupes d'autorisation : {groups} ; présentations : {presentations},"
        " seringues : {syringes} ; {rows:,} lignes pour {pairs:,} couples de pays et présentation"
    ),
    "Plant": "Usine",
    "{suites} suites, {lines} lines, {routes} routes, {kinds} kinds of batch": (
        "suites : {suites}, lignes : {lines}, circuits : {routes}, sortes de lots : {kinds}"
    ),
    "Stock": "Stock",
    "{lots:,} lots, {firm:,} firm batches": "lots : {lots:,}, lots fermes à faire : {firm:,}",
    "Notes in the tables": "Notes des tables",
    "Table": "Table",
    "Note": "Note",
    "Rows": "Lignes",
    "and {count:,} more": "et {count:,} de plus",
    "No row of the case has a note.": "Aucune ligne du cas n'a de note.",
    "Where the numbers come from": "D'où viennent les chiffres",
    "Nobody has written down which numbers of this case are facts and which are guesses: write"
    " SOURCES.md beside plant.yaml, and it stands here from the next run on.": (
        "Personne n'a écrit quels chiffres de ce cas sont des faits et lesquels des suppositions :"
        " écrivez SOURCES.md à côté de plant.yaml, il figurera ici dès la prochaine exécution."
    ),
    "As the case's SOURCES.md says": "Selon SOURCES.md du cas",
}
