"""The report's cover, stock and approvals."""

from __future__ import annotations

from planner.language.french.typography import typeset_all

COVER = {
    "Cover of countries": "Couverture des pays",
    "No country has a cover floor (countries.csv, cover_floor_weeks): there is nothing to compare"
    " cover with.": (
        "Aucun pays n'a de plancher de couverture (countries.csv, cover_floor_weeks) : il n'y a"
        " rien à quoi comparer la couverture."
    ),
    "{below} of {pairs} countries and presentations fall below their floor at some time. Cover:"
    " the days after the end of a bucket whose needs the stock in the country meets. To be below"
    " by at most {packs} packs is the rounding to whole packs, and is not counted; alike for what"
    " is owed.": (
        "Couples pays et présentation qui passent sous leur plancher à un moment : {below} sur"
        " {pairs}. La couverture est le nombre de jours, après la fin d'une période, dont le stock"
        " du pays couvre les besoins. Un manque de {packs} boîtes au plus vient de l'arrondi aux"
        " boîtes entières et n'est pas compté ; de même pour les unités dues."
    ),
    "Left out, because the country has no floor: {count}.": (
        "Non représentés, car le pays n'a pas de plancher : {count}."
    ),
    "all of {molecule}": "tout {molecule}",
    "only those that fall below": "seulement ceux qui passent dessous",
    "only those that are owed units": "seulement ceux à qui des unités sont dues",
    "Against the floor": "Par rapport au plancher",
    "Show all": "Tout montrer",
    "{shown} of {fit} shown, the worst first": "{shown} sur {fit} affichés, les pires d'abord",
    "dashed: the floor, its days at the left": "tirets : le plancher, en jours à gauche",
    "area below the floor": "surface sous le plancher",
    "bar on the ground: units are owed": "barre au sol : des unités sont dues",
    "Cover curves: left and right walk over buckets, up and down over pictures": (
        "Courbes de couverture : gauche et droite parcourent les périodes, haut et bas les images"
    ),
    "{name}, end of the bucket {bucket}\n{cover} days of cover, floor {floor}\n{stock} units in"
    " stock\n{owed} units owed": (
        "{name}, fin de la période du {bucket}\ncouverture {cover} j, plancher {floor} j\nunités en"
        " stock : {stock}\nunités dues : {owed}"
    ),
    "A picture a country and presentation: days of cover over the buckets of the plan, from 0 to"
    " twice the floor; more is cut off at the upper edge. The largest red area, as a share of the"
    " floor, comes first.": (
        "Une image par pays et présentation : jours de couverture au fil des périodes du plan, de 0"
        " à deux fois le plancher ; au-delà, la courbe est coupée au bord supérieur. La plus grande"
        " surface rouge, en part du plancher, vient d'abord."
    ),
    "The same as a table": "La même chose en tableau",
    "Cover against the floor; buckets below, floor lacking (over all days of the plan) and"
    " unit-days without the rounding to whole packs": (
        "Couverture et plancher ; périodes sous le plancher, part manquante (sur tous les jours du"
        " plan) et unités-jours sans l'arrondi aux boîtes entières"
    ),
    "below in {below} of {buckets} buckets; worst {cover} of {floor} days, bucket {day}": (
        "dessous dans {below} périodes sur {buckets} ; au pire {cover} j sur {floor}, période du"
        " {day}"
    ),
    "never below its floor; lowest {cover} of {floor} days, bucket {day}": (
        "jamais sous le plancher ; au plus bas {cover} j sur {floor}, période du {day}"
    ),
    "Floor, days": "Plancher, jours",
    "Lowest cover, days": "Couverture la plus basse, jours",
    "In the bucket of": "Dans la période du",
    "Buckets below": "Périodes dessous",
    "Floor lacking, mean": "Part du plancher manquante, moyenne",
    "Unit-days below": "Unités-jours dessous",
    "Largest backorder, units": "Plus grand arriéré, unités",
}

STOCK = {
    "Stock at the site": "Stock sur site",
    "Nothing lies at the site at the end of any bucket.": (
        "Il n'y a rien sur site à la fin d'aucune période."
    ),
    "Filled syringes at the site at the end of each bucket, in QC or released; lots on hold or"
    " rejected are not in it. A route is the suite that prepared and the line that filled; only a"
    " route that a group has approved may ship there.": (
        "Seringues remplies sur site à la fin de chaque période, en contrôle qualité ou libérées ;"
        " sans les lots bloqués ou refusés. Un circuit est la suite qui a préparé et la ligne qui a"
        " rempli ; seul un circuit autorisé par un groupe peut y être expédié."
    ),
    "Routes": "Circuits",
    "Months since the fill": "Mois depuis le remplissage",
    "written off, expired": "détruit, périmé",
    "at most {most:,} units; first by route, then by age": (
        "au plus {most:,} unités ; par circuit, puis par âge"
    ),
    "Stock of {syringe} by route": "Stock de {syringe} par circuit",
    "Stock of {syringe} by age": "Stock de {syringe} par âge",
    "A column a bucket, as wide as its days; each syringe has its own scale. Routes and ages lie"
    " one upon the other, the oldest at the bottom.": (
        "Une colonne par période, large comme ses jours ; chaque seringue a son échelle. Circuits"
        " et âges sont empilés, le plus vieux en bas."
    ),
    "Stock by syringe, route and age as a table": "Stock par seringue, circuit et âge en tableau",
    "Units at the end of the last bucket that ends in each quarter, by months since the fill": (
        "Unités à la fin de la dernière période qui finit dans chaque trimestre, par mois depuis le"
        " remplissage"
    ),
    "under {months} months": "moins de {months} mois",
    "{least} to {most} months": "{least} à {most} mois",
    "{months} months and older": "{months} mois et plus",
    "{what}: {units:,}": "{what} : {units:,}",
    "bucket {day}: {units:,} units": "période du {day} : {units:,} unités",
    "bucket {day}: {units:,} units of {route}, filled {filled}, written off": (
        "période du {day} : {units:,} unités de {route}, remplies le {filled}, détruites"
    ),
    "All, units": "Total, unités",
    "Waiting for an approval": "En attente d'une autorisation",
    "Units at the site that no group that wants them may receive on the bucket's last day, whether"
    " released or not: made at risk. Most is {most:,} units in the bucket of {day}; at the end of"
    " the plan {last:,}.": (
        "Unités sur site qu'aucun groupe demandeur ne peut recevoir le dernier jour de la période,"
        " libérées ou non : faites à risque. Au plus {most:,} unités dans la période du {day} ; en"
        " fin de plan {last:,}."
    ),
    "Stock that nobody may receive yet, by route": (
        "Stock que personne ne peut encore recevoir, par circuit"
    ),
    "At the end of every bucket somebody who wants it may receive every unit at the site.": (
        "À la fin de chaque période, toute unité sur site peut être reçue par un groupe demandeur."
    ),
    "Groups that may not receive a route yet ({count})": (
        "Groupes qui ne peuvent pas encore recevoir un circuit ({count})"
    ),
    "Routes of which stock lies at the site during the plan, and groups that want it but may not"
    " receive it when the plan starts. Counted is the whole stock of that route in these"
    " presentations' syringes, for whomever it is meant, at the end of the last bucket before the"
    " day (or of the plan, if it comes later or never). Blank: the first bucket holds the day.": (
        "Circuits dont il y a du stock sur site pendant le plan, et groupes qui le demandent sans"
        " pouvoir le recevoir au début du plan. Est compté tout le stock de ce circuit dans les"
        " seringues de ces présentations, quel que soit son destinataire, à la fin de la dernière"
        " période avant ce jour (ou du plan, s'il vient plus tard ou jamais). Vide : ce jour est"
        " dans la première période."
    ),
    "When a route may ship to a group, and what lies there then": (
        "Quand un circuit peut être expédié à un groupe, et ce qu'il y a alors en stock"
    ),
    "Presentations that it wants": "Présentations demandées",
    "May ship from": "Expédiable à partir du",
    "Units that lie then": "Unités alors en stock",
    "never in the tables": "jamais selon les tables",
    "Written off": "Détruit",
    "Written off, units": "Détruit, unités",
    "Units that expire at the site": "Unités qui périment sur site",
    "Nothing expires at the site.": "Rien ne périme sur site.",
    "Lots on hold or rejected": "Lots bloqués ou refusés",
    "The plan uses none of them; Monday says whom those on hold would help.": (
        "Le plan n'en utilise aucun ; la page du lundi dit à qui les lots bloqués serviraient."
    ),
    "Lots that the plan may not use": "Lots que le plan ne peut pas utiliser",
    "No lot is on hold or rejected.": "Aucun lot n'est bloqué ni refusé.",
    "Filled, or there since": "Rempli, ou disponible depuis",
    "on hold": "bloqué",
    "rejected": "refusé",
    "site": "site",
}

APPROVALS = {
    "Approvals": "Autorisations",
    "From when product of a suite or line may ship to the countries of an approval group, and"
    " until when if that is known; first and last day count. A route needs both its suite and its"
    " line. Counted are presentations that the group demands and the unit can make; where they"
    " differ the earliest stands, with how many share it.": (
        "À partir de quand le produit d'une suite ou d'une ligne peut être expédié aux pays d'un"
        " groupe d'autorisation, et jusqu'à quand si c'est connu ; premier et dernier jour compris."
        " Un circuit a besoin de sa suite et de sa ligne. Sont comptées les présentations que le"
        " groupe demande et que l'unité peut faire ; si elles diffèrent, la première date figure,"
        " avec le nombre de celles qui l'ont."
    ),
    "since: approved when the plan starts": "depuis : autorisé au début du plan",
    "from: becomes approved during the plan": "dès le : autorisé au cours du plan",
    "later: after the plan": "plus tard : après le plan",
    "never, or ended": "jamais, ou terminé",
    "Approvals for {molecules}": "Autorisations pour {molecules}",
    "{some} and {last}": "{some} et {last}",
    "Share of demand": "Part de la demande",
    "Preparation": "Préparation",
    "Filling": "Remplissage",
    "not made here": "pas fait ici",
    "not demanded": "pas de demande",
    "never": "jamais",
    "ended {day}": "terminé le {day}",
    "since {day}": "depuis {day}",
    "from {day}": "dès le {day}",
    "later: {day}": "plus tard : {day}",
    "{approved} until {day}": "{approved} jusqu'au {day}",
    "{words} ({some} of {all})": "{words} ({some} sur {all})",
    "{what}: {days}": "{what} : {days}",
    "When routes through new units open": "Quand les circuits par les nouvelles unités ouvrent",
    "When routes through new units open, by approval group": (
        "Quand les circuits par les nouvelles unités ouvrent, par groupe d'autorisation"
    ),
    "A row a group, a bar for each of {units}: thick while a route through it may ship every"
    " presentation that the group demands, thin while it may ship some. At the right the day on"
    " which all may, if it comes after the plan; a dash if it never comes or ends.": (
        "Une rangée par groupe, une barre pour chacune de ces unités : {units} ; épaisse tant qu'un"
        " circuit par l'unité peut expédier toutes les présentations que le groupe demande, fine"
        " tant qu'il n'en peut expédier qu'une partie. À droite, le jour où toutes le peuvent, s'il"
        " vient après le plan ; un tiret si ce jour ne vient jamais ou si l'autorisation finit."
    ),
    "{group}: a route through {unit} may ship": "{group} : un circuit par {unit} peut expédier",
    "Every suite and line is approved for everybody when the plan starts.": (
        "Toutes les suites et lignes sont autorisées pour tous au début du plan."
    ),
}

TITLES = {
    "Country": "Pays",
    "Countries": "Pays",
    "Presentation": "Présentation",
    "Product": "Produit",
    "Approval group": "Groupe d'autorisation",
    "Group": "Groupe",
    "all": "tous",
    "Reset": "Effacer",
    "Syringe": "Seringue",
    "Route": "Circuit",
    "Filled": "Rempli le",
    "Bucket": "Période",
    "At the end of": "À la fin du",
    "Lot": "Lot",
    "What": "Quoi",
    "Units": "Unités",
    "kg": "kg",
    "Place": "Lieu",
    "Status": "Statut",
    "Note": "Note",
}

SAID = typeset_all({**COVER, **STOCK, **APPROVALS, **TITLES})
