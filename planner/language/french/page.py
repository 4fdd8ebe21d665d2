"""The frame of the report: titles and controls."""

from __future__ import annotations

SAID: dict[str, str] = {
    "production plan": "plan de production",
    "Monday": "Lundi",
    "Skip to the plan": "Aller au plan",
    "Plan of {start} to {end}, solved {written} (UTC), run {run}": (
        "Plan du {start} au {end}, résolu le {written} (UTC), exécution {run}"
    ),
    "Dark": "Sombre",
    "Print": "Imprimer",
    "Sections": "Rubriques",
    "Edited since the run: {files}. What stands here may not belong together.": (
        "Modifié depuis l'exécution : {files}. Les chiffres de cette page peuvent ne plus"
        " aller ensemble."
    ),
    "Scripts are off: pictures and tables stand as they are, filters do not work.": (
        "Les scripts sont désactivés : images et tableaux sont complets, les filtres ne"
        " fonctionnent pas."
    ),
    (
        "A proposal for people to decide on; fillfinish is not a validated GxP system. Figures are"
        " those of the CSV files in the run's folder."
    ): (
        "Une proposition, que des personnes décident ; fillfinish n'est pas un système validé BPF."
        " Les chiffres sont ceux des fichiers CSV du dossier de l'exécution."
    ),
}
