"""The Monday screen, and what binds a shortage."""

from __future__ import annotations

from planner.language.french.typography import typeset_all

HEAD_AND_TITLES = {
    "{scenario}, {first} to the bucket of {last}": "{scenario}, du {first} à la période du {last}",
    "{planned:,} batches planned, {firm:,} firm; {million:,.2f} M units needed, {on_time} on time,"
    " {late:.3f} days late on average": (
        "lots planifiés : {planned:,}, fermes : {firm:,} ; besoin : {million:,.2f} M d'unités,"
        " dont {on_time} à temps ; retard moyen : {late:.3f} j"
    ),
    "{percent:.2f} %": "{percent:.2f} %",
    "Short": "Ruptures",
    "Too late whatever is made": "Trop tard, quoi que l'on produise",
    "Changed since the previous plan": "Changements depuis le plan précédent",
    "Instructions, firm and frozen batches": "Consignes, lots fermes et figés",
    "Batches of the next {weeks} weeks (start of filling)": (
        "Lots des {weeks} prochaines semaines (début du remplissage aseptique)"
    ),
    "Changes and media fills of the next {weeks} weeks": (
        "Changements de produit et de format, décontaminations et media fills des {weeks}"
        " prochaines semaines"
    ),
    "Below the cover floor in {weeks} weeks": (
        "Sous le plancher de couverture dans {weeks} semaines"
    ),
    "Expiring at the site within {months} months": "Péremptions sur site d'ici {months} mois",
    "Resources over {share:.0%} of their hours, by quarter": (
        "Suites et lignes occupées à plus de {share:.0%} de leurs heures, par trimestre"
    ),
    "Lots on hold": "Lots bloqués",
    "How good is it": "Que vaut ce plan",
}

WHO_IS_SHORT = {
    "nobody": "aucun pays",
    "none": "néant",
    "nothing": "néant",
    "{country} {presentation:<9} {first} to {until}: {units:,} units, up to {days} days late"
    " ({binds})": (
        "{country} {presentation:<9} du {first} au {until} : {units:,} unités, jusqu'à {days} j de"
        " retard ({binds})"
    ),
    "these are the worst of {count} in {countries} countries: shortages.csv": (
        "les plus graves seulement ; ruptures : {count}, pays : {countries}, voir shortages.csv"
    ),
    "{count} countries, such as {who}": "{count} pays, dont {who}",
    "{binds}, {who}: {reason}": "{binds}, {who} : {reason}",
    "and {count} more reasons: shortages.csv": "et d'autres causes ({count}) : shortages.csv",
    "{country} {presentation:<9} {units:,} units: backlog, or needed before the first shipment can"
    " be used there on {day}": (
        "{country} {presentation:<9} quantité {units:,} : arriéré, ou besoin antérieur au {day},"
        " premier jour où une expédition peut y être utilisée"
    ),
    "and {count} more: too_late in run.json": "et {count} de plus : too_late dans run.json",
    "{country} {presentation:<9} {weeks:.1f} of {floor:g} weeks: {units:,} units missing": (
        "{country} {presentation:<9} couverture {weeks:.1f} sem., plancher {floor:g} sem. : il"
        " manque {units:,} unités"
    ),
    "and {count} more: cover.csv, bucket {day}": (
        "et {count} de plus : cover.csv, période du {day}"
    ),
    "and {count} more: {where}": "et {count} de plus : {where}",
    "{names} and {count} more": "{names} et {count} de plus",
}

BINDS = {
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

WORK = {
    "obeyed: {order} ({made} made)": "consigne respectée {order} (produit : {made})",
    "1 firm batch as they are: {names}": "1 lot ferme, repris tel quel : {names}",
    "{count} firm batches as they are: {names}": (
        "{count} lots fermes, repris tels quels : {names}"
    ),
    "frozen until {day}: {count} of the previous plan kept there": (
        "figé jusqu'au {day} : lots du plan précédent qui y restent : {count}"
    ),
    "{count} x {work}": "{count} x {work}",
    "{count} x {work} firm": "{count} x {work} (ferme)",
    "{name} decontamination": "{name} décontamination",
    "{name} media fill": "{name} media fill",
    "{year}-Q{quarter} {share:.0%}": "{year}-T{quarter} {share:.0%}",
    "{resource}: {quarters}": "{resource} : {quarters}",
    "{kept} batches kept, {moved} moved, {dropped} dropped, {new} new; moves cost {eur:,.0f} EUR": (
        "lots maintenus : {kept}, déplacés : {moved}, supprimés : {dropped}, nouveaux : {new} ;"
        " coût des changements : {eur:,.0f} EUR"
    ),
    "{batch} {syringe} moved: {where}": "{batch} {syringe} déplacé : {where}",
    "{batch} {syringe} dropped: {where}": "{batch} {syringe} supprimé : {where}",
    "{batch} {syringe} new: {where}": "{batch} {syringe} nouveau : {where}",
    "{before} now {after}": "{before}, désormais {after}",
    "{syringe} of {route} filled {filled}: {units:,} units in the bucket of {bucket}": (
        "{syringe} de {route}, rempli dans la période du {filled} : quantité {units:,}, périmée"
        " dans la période du {bucket}"
    ),
}

ON_HOLD = {
    "{lot} on hold: {units:,} {what} at the site; {who}": (
        "{lot} bloqué : {units:,} {what} sur site ; {who}"
    ),
    "{lot} on hold: {units:,} {what} in {place}; {who}": (
        "{lot} bloqué : {units:,} {what}, pays {place} ; {who}"
    ),
    "{lot} on hold: {kg:,.10g} kg of {substance}; {who}": (
        "{lot} bloqué : {kg:,.10g} kg de {substance} ; {who}"
    ),
    "{lot} on hold: {kg:,.10g} kg of {substance} = 1 batch of {syringe}; {who}": (
        "{lot} bloqué : {kg:,.10g} kg de {substance} = 1 lot de {syringe} ; {who}"
    ),
    "{lot} on hold: {kg:,.10g} kg of {substance} = {count} batches of {syringe}; {who}": (
        "{lot} bloqué : {kg:,.10g} kg de {substance} = {count} lots de {syringe} ; {who}"
    ),
    "nobody whom it may serve is short": "aucun pays qu'il peut servir n'est en rupture",
    "{country} {presentation} is short by {units:,} from {day}": (
        "il manque {units:,} à {country} {presentation} à partir du {day}"
    ),
    "{country} {presentation} is short by {units:,} from {day} (and {count} more)": (
        "il manque {units:,} à {country} {presentation} à partir du {day} (et {count} de plus)"
    ),
}

LEVELS = {
    "lateness": "retard",
    "cover": "couverture",
    "fairness": "équité",
    "cost": "coût",
    "likeness": "ressemblance",
    "{value:,.0f} batches where the plans to differ from have some; no plan can have fewer than"
    " {bound:z,.0f}, as long as earlier levels stay as they are": (
        "{value:,.0f} lots là où les plans à éviter en ont ; aucun plan ne peut en avoir moins de"
        " {bound:z,.0f}, tant que les niveaux précédents restent tels quels"
    ),
    "d": "j",
    "EUR": "EUR",
    "until the plan's last day, in whole packs: {days:.4f} d; the level also looks at the tail"
    " after it, where no batch is made": (
        "jusqu'au dernier jour du plan, en boîtes entières : {days:.4f} j ; ce niveau compte aussi"
        " la période qui suit, sans nouveaux lots"
    ),
    "the search is finished": "la recherche est terminée",
    "the search used up its limit; more time may find a better plan": (
        "la recherche a épuisé son temps ou son nombre d'étapes ; avec plus de temps, un meilleur"
        " plan est possible"
    ),
    "the search was interrupted; this is the best plan it had": (
        "la recherche a été interrompue ; voici le meilleur plan trouvé jusque-là"
    ),
    "{value:,.4g} {unit}; there was no time for a bound": (
        "{value:,.4g} {unit} ; pas assez de temps pour une borne inférieure"
    ),
    "{value:,.0f} EUR; no plan can be below {bound:z,.0f}; gap {gap:.1%}": (
        "{value:,.0f} EUR ; borne inférieure {bound:z,.0f} ; écart {gap:.1%}"
    ),
    "{value:,.0f} EUR; no plan can be below {bound:z,.0f}, as long as earlier levels stay as they"
    " are; gap {gap:.1%}": (
        "{value:,.0f} EUR ; borne inférieure {bound:z,.0f}, tant que les niveaux précédents"
        " restent inchangés ; écart {gap:.1%}"
    ),
    "{value:.4f} {unit}; no plan can be below {bound:z.4f}; gap {gap:.4f} {unit}": (
        "{value:.4f} {unit} ; borne inférieure {bound:z.4f} ; écart {gap:.4f} {unit}"
    ),
    "{value:.4f} {unit}; no plan can be below {bound:z.4f}, as long as earlier levels stay as they"
    " are; gap {gap:.4f} {unit}": (
        "{value:.4f} {unit} ; borne inférieure {bound:z.4f}, tant que les niveaux précédents"
        " restent inchangés ; écart {gap:.4f} {unit}"
    ),
}

SAID: dict[str, str] = typeset_all(HEAD_AND_TITLES | WHO_IS_SHORT | BINDS | WORK | ON_HOLD | LEVELS)
