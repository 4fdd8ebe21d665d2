"""The report's service and shortages; and its quality, costs, differences and facts."""

from __future__ import annotations

from planner.language.french import costs, facts, quality

SERVICE = {
    "Service": "Service",
    "{share} of {units:,} units are met in the bucket in which they are due; on average a unit is"
    " {days:.3f} days late.": (
        "{share} des {units:,} unités sont servies dans la période où elles sont dues ; une unité a"
        " en moyenne {days:.3f} jours de retard."
    ),
    "Nobody needs anything in the plan's time.": "Personne n'a besoin de rien pendant le plan.",
    "Every unit and every day late counts alike here; the level Lateness weighs long delays and"
    " priorities, so its figure differs.": (
        "Chaque unité et chaque jour de retard comptent ici autant ; le niveau Retard pondère les"
        " longs retards et les priorités, d'où un autre chiffre."
    ),
    "Code": "Code",
    "Country": "Pays",
    "Approval group": "Groupe d'autorisation",
    "Presentation": "Présentation",
    "Units needed": "Unités demandées",
    "On time, %": "À temps, %",
    "Mean days late": "Retard moyen, jours",
    "Largest backlog, units": "Plus grand arriéré, unités",
    "Owed at the end, units": "Dû à la fin, unités",
    "Buckets below the floor": "Périodes sous le plancher",
    "Units late by country": "Unités en retard par pays",
    "{country}: {share} on time\n{late:,} of {units:,} units late, {days:.2f} days on average": (
        "{country} : {share} à temps\nunités en retard : {late:,} sur {units:,}, en moyenne"
        " {days:.2f} jours"
    ),
    "Each bar is the share of a country's units that comes late, the figure beside it the share on"
    " time, the worst country on top. Green: 99 % on time or more; amber: 95 % or more; red:"
    " less.": (
        "Chaque barre est la part des unités d'un pays qui arrive en retard, le chiffre à côté la"
        " part à temps, le pays le plus mal servi en haut. Vert : 99 % à temps ou plus ; ambre :"
        " 95 % ou plus ; rouge : moins."
    ),
    "On time by approval group and quarter, %": (
        "À temps par groupe d'autorisation et par trimestre, %"
    ),
    "Units met in the bucket in which they are due, in percent of those due in the quarter; groups"
    " with the least on time stand on top. A bucket counts in the quarter in which it begins.": (
        "Unités servies dans la période où elles sont dues, en pour cent de celles dues dans le"
        " trimestre ; les groupes les plus mal servis en haut. Une période compte dans le trimestre"
        " où elle commence."
    ),
    "everybody": "ensemble",
    "{where}: {late:,} of {units:,} units late": (
        "{where} : unités en retard {late:,} sur {units:,}"
    ),
    "{where}: nothing needed": "{where} : aucune demande",
    "{percent:.1f}": "{percent:.1f}",
    "{year}-Q{quarter}": "{year}-T{quarter}",
    "By country": "Par pays",
    "all groups": "tous les groupes",
    "Show all": "Tout montrer",
    "Buckets are the weeks and months of the plan; owed at the end: on its last day; below the"
    " floor: a presentation lacks more than two packs of its cover floor.": (
        "Les périodes sont les semaines et les mois du plan ; dû à la fin : son dernier jour ; sous"
        " le plancher : il manque à une présentation plus de deux boîtes de son plancher de"
        " couverture."
    ),
    "By approval group and by presentation": "Par groupe d'autorisation et par présentation",
    "By approval group, the least on time first": (
        "Par groupe d'autorisation, le plus mal servi d'abord"
    ),
    "By presentation, the least on time first": "Par présentation, la plus mal servie d'abord",
}

SHORTAGES = {
    "Shortages": "Ruptures",
    "Nobody is short by more than two packs at the end of any week or month.": (
        "Il ne manque plus de deux boîtes à personne à la fin d'aucune semaine ni d'aucun mois."
    ),
    "{count:,} shortages, countries: {countries}. A shortage is a spell in which a country ends its"
    " weeks and months with more than two packs of a presentation owed. The most urgent ones, by"
    " units times days late, stand first.": (
        "Ruptures : {count:,}, pays : {countries}. Une rupture est une suite de semaines et de mois"
        " qu'un pays finit avec plus de deux boîtes d'une présentation dues. Les plus urgentes, en"
        " unités multipliées par les jours de retard, viennent d'abord."
    ),
    "{count:,} shortages, countries: {countries}, the most urgent {country} {presentation}": (
        "ruptures : {count:,}, pays : {countries}, la plus urgente {country} {presentation}"
    ),
    "{country} {presentation} only": "{country} {presentation} seulement",
    "Backlog, or needed before the first shipment can be used there: no plan can bring it in"
    " time.": (
        "Arriéré, ou besoin antérieur au jour où la première expédition peut y être utilisée :"
        " aucun plan ne peut l'apporter à temps."
    ),
    "Units that fell due before the plan starts and that nothing in the country covers": (
        "Unités dues avant le début du plan et que rien dans le pays ne couvre"
    ),
    "Units": "Unités",
    "First shipment can be used there on": "Première expédition utilisable le",
    "When each country is short": "Quand chaque pays est en rupture",
    "Shortages over time, by country": "Ruptures dans le temps, par pays",
    "Q{quarter}": "T{quarter}",
    "{country} {presentation}, {first} to {last}\n{units:,} units, up to {days} days late"
    " ({binds})": (
        "{country} {presentation}, du {first} au {last}\n{units:,} unités, jusqu'à {days} jours de"
        " retard ({binds})"
    ),
    "Each bar is a shortage of one presentation, from its first to its last day; the higher it is,"
    " the more units are owed at worst, and stronger in colour where several presentations are"
    " short at once.": (
        "Chaque barre est la rupture d'une présentation, du premier au dernier jour ; plus elle est"
        " haute, plus il est dû d'unités au pire moment, et sa couleur est plus forte là où"
        " plusieurs présentations manquent à la fois."
    ),
    "Why": "Pourquoi",
    "All shortages": "Toutes les ruptures",
    "all countries": "tous les pays",
    "all presentations": "toutes les présentations",
    "What binds": "Ce qui bloque",
    "whatever binds": "toute contrainte",
    "Reason": "Cause",
    "all reasons": "toutes les causes",
    "country or presentation": "pays ou présentation",
    "# shown": "affichées : #",
    "R1, R2 and so on are the reasons above.": "R1, R2, etc. sont les causes ci-dessus.",
    "From": "Du",
    "Until": "Au",
    "Units owed at worst": "Unités dues au pire",
    "Days late at worst": "Jours de retard au pire",
    "Only the first rows are printed; shortages.csv has all.": (
        "Seules les premières lignes sont imprimées ; shortages.csv les a toutes."
    ),
}

SAID: dict[str, str] = SERVICE | SHORTAGES | quality.SAID | costs.SAID | facts.SAID
