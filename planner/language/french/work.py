"""The report's Gantt and hours."""

from __future__ import annotations

from planner.language.french.typography import typeset_all

SAID: dict[str, str] = typeset_all(
    {
        # Gantt: bars
        "Batches by suite and line": "Lots par suite et par ligne",
        "{batch}: {syringe} ({bulk}), {status}": "{batch} : {syringe} ({bulk}), {status}",
        "{route}, {litres:g} L, {units:,} units": "{route}, {litres:g} L, {units:,} unités",
        "prepared {prep_start} to {prep_end}": "préparation du {prep_start} au {prep_end}",
        "filled {fill_start} to {fill_end}": "remplissage du {fill_start} au {fill_end}",
        ", {hours:,.1f} h": ", {hours:,.1f} h",
        "released {released_on}, expires {expires_on}": (
            "libération le {released_on}, péremption le {expires_on}"
        ),
        "since the previous plan: {change}": "depuis le plan précédent : {change}",
        "not shipped within the plan: {units:,} units": (
            "non expédié pendant le plan : {units:,} unités"
        ),
        "no country gets units of it within the plan": ("aucun pays n'en reçoit pendant le plan"),
        "for {countries}": "pour {countries}",
        "for {countries} and 1 more country, {units:,} units": (
            "pour {countries} et 1 autre pays, {units:,} unités"
        ),
        "for {countries} and {count} more countries, {units:,} units": (
            "pour {countries} et {count} autres pays, {units:,} unités"
        ),
        "planned": "planifié",
        "planned, frozen": "planifié, figé",
        "planned, by instruction": "planifié, par consigne",
        "firm, not begun": "ferme, non commencé",
        "in process": "en cours",
        "filled before the plan": "rempli avant le plan",
        "kept": "maintenu",
        "moved": "déplacé",
        "new": "nouveau",
        # Gantt: marks
        "changeover": "changement",
        "decontamination": "décontamination",
        "media fill": "simulation de remplissage (media fill)",
        "no staffed hours": "aucune heure d'équipe",
        "{kind}{what}, {hours:,.1f} h": "{kind}{what}, {hours:,.1f} h",
        "{resource}, some day from {first} to {last}": (
            "{resource}, un jour entre le {first} et le {last}"
        ),
        "{resource} closed {first} to {last}: {reason}": (
            "{resource} fermé du {first} au {last} : {reason}"
        ),
        # Gantt: axis, zooms, choices
        "W{week:02}": "S{week:02}",
        "{year}-Q{quarter}": "{year}-T{quarter}",
        "Days across": "Étendue affichée",
        "Whole plan": "Tout le plan",
        "Year": "Année",
        "Quarter": "Trimestre",
        "Weeks": "Semaines",
        "Molecule": "Molécule",
        "Syringe": "Seringue",
        "Shipped as": "Expédié sous forme de",
        "Approval group that gets units": "Groupe d'approbation servi",
        "Route": "Circuit",
        "Status": "Statut",
        "Since the previous plan": "Depuis le plan précédent",
        "all": "tous",
        "Show all": "Tout montrer",
        "# of {count:,} batches, § units": "# lots sur {count:,}, § unités",
        # Gantt: legend, caption
        "Batches by suite and line over time; arrow keys go from batch to batch, then over"
        " changeovers, decontaminations and media fills. The tables below say the same.": (
            "Lots par suite et par ligne dans le temps ; les flèches du clavier vont de lot en"
            " lot, puis aux changements, décontaminations et simulations de remplissage. Les"
            " tableaux ci-dessous disent la même chose."
        ),
        "firm or in process": "ferme ou en cours",
        "planned and pinned: frozen, or by instruction": (
            "planifié et imposé : figé, ou par consigne"
        ),
        "closed, or no staffed hours": "fermé, ou aucune heure d'équipe",
        "A bar is a batch: prepared in its suite, then filled on its line; point at one to see"
        " both, its hours and who gets it.": (
            "Une barre est un lot : préparé dans sa suite, puis rempli sur sa ligne ; pointez-la"
            " pour voir les deux, ses heures et qui le reçoit."
        ),
        "Dates of planned batches are indicative inside their week or month, so bars that share a"
        " day stand one under the other.": (
            "Les dates des lots planifiés sont indicatives à l'intérieur de leur semaine ou de"
            " leur mois : les barres qui partagent un jour sont l'une sous l'autre."
        ),
        "In months a fill may seem to begin long after its preparation, or to end after its"
        " month: hours and hold times are kept by bucket, not by these days.": (
            "Dans les mois, un remplissage peut sembler commencer longtemps après la préparation,"
            " ou finir après son mois : les heures et les durées d'attente sont respectées par"
            " période, non par ces jours."
        ),
        "Changeovers, decontaminations and media fills stand in the thin track under the bars,"
        " over the whole week or month they belong to: the plan does not say their day.": (
            "Changements, décontaminations et simulations de remplissage figurent sur la bande"
            " étroite sous les barres, répartis sur leur semaine ou leur mois : le plan n'en"
            " donne pas le jour."
        ),
        "Filled before the plan, so only in the table: {batches}.": (
            "Remplis avant le plan, donc seulement dans le tableau : {batches}."
        ),
        # Gantt: tables
        "All batches as a table": "Tous les lots en tableau",
        "Batches; it follows the choices above": "Lots ; le tableau suit les choix ci-dessus",
        "Changeovers, decontaminations, media fills and closures as a table": (
            "Changements, décontaminations, simulations de remplissage et fermetures en tableau"
        ),
        "Of changeovers, decontaminations and media fills: the days of their week or month": (
            "Pour les changements, décontaminations et simulations de remplissage : les jours de"
            " leur semaine ou de leur mois"
        ),
        "Batch": "Lot",
        "Suite": "Suite",
        "Line": "Ligne",
        "Volume, L": "Volume, L",
        "Units": "Unités",
        "Preparation starts": "Début de préparation",
        "Filling starts": "Début de remplissage",
        "Filling ends": "Fin de remplissage",
        "Released": "Libéré le",
        "Suite or line": "Suite ou ligne",
        "From": "Du",
        "To": "Au",
        "Kind": "Nature",
        "What": "Quoi",
        "Hours": "Heures",
        "closed": "fermé",
        # Hours
        "Hours of suites and lines": "Heures des suites et des lignes",
        "offered": "offertes",
        "batches": "lots",
        "set-up": "réglages",
        "changeovers": "changements",
        "decontaminations": "décontaminations",
        "media fills": "simulations de remplissage (media fill)",
        "worked for a neighbouring bucket": "travaillées pour une période voisine",
        "own, worked in a neighbouring bucket": "propres, travaillées dans une période voisine",
        "idle": "inoccupées",
        "{resource}, {first} to {last}": "{resource}, du {first} au {last}",
        "no hours offered": "aucune heure offerte",
        "{kind}: {hours:,.1f} h": "{kind} : {hours:,.1f} h",
        "{share:.1%} of the hours used": "{share:.1%} des heures utilisées",
        "closed {first} to {last}: {reason}": "fermé du {first} au {last} : {reason}",
        "{low:.0%} to {high:.0%}": "{low:.0%} à {high:.0%}",
        "{low:.0%} and more": "{low:.0%} et plus",
        "Used": "Taux d'occupation",
        "{kind}, h": "{kind}, h",
        "year": "année",
        "month": "mois",
        "ISO week": "semaine ISO",
        "Share of the offered hours used, by suite or line and bucket; arrow keys go from cell to"
        " cell. The table below gives the hours by quarter.": (
            "Part des heures offertes qui est utilisée, par suite ou ligne et par période ; les"
            " flèches du clavier vont de case en case. Le tableau ci-dessous donne les heures par"
            " trimestre."
        ),
        "no hours offered: closed, or not staffed": (
            "aucune heure offerte : fermé, ou sans équipe"
        ),
        "Percent of the offered hours (staffed hours x efficiency, less closures) that each week,"
        " then each month, uses; the stronger the colour, the fuller. Point at a cell for its"
        " hours by kind.": (
            "Pourcentage des heures offertes (heures d'équipe x rendement, moins les fermetures)"
            " qu'utilise chaque semaine, puis chaque mois ; plus la couleur est forte, plus c'est"
            " plein. Pointez une case pour ses heures par nature."
        ),
        "Hours a week of {resource} by kind against the hours offered; arrow keys go from bucket"
        " to bucket.": (
            "Heures par semaine de {resource}, par nature, face aux heures offertes ; les flèches"
            " du clavier vont de période en période."
        ),
        "Hours a week by kind, from the bottom up, against the hours offered (line); a column is"
        " as wide as its week or month, so its area stands for its hours.": (
            "Heures par semaine et par nature, de bas en haut, face aux heures offertes (trait) ;"
            " une colonne est large comme sa semaine ou son mois : sa surface représente ses"
            " heures."
        ),
        "Hours by kind and quarter as a table": "Heures par nature et par trimestre en tableau",
        "A week or month counts in the quarter of its first day": (
            "Une semaine ou un mois compte dans le trimestre de son premier jour"
        ),
    }
)
