"""A small run, right to the unit, written out by hand; `test_audit` derives its numbers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from tests.audit_plan import PLAN

Files = dict[str, str]
"""The text of each file of a run folder, by path in it."""

CASE = {
    "plant.yaml": """\
name: audit
start: 2026-01-05
weeks: 6
months: 0
holding_site_pct_per_year: 10
holding_country_pct_per_year: 20
thaw_days: 2
frozen_until: null
move_cost_eur: 5000
""",
    "bulks": """\
bulk,substance,mg_per_ml,hold_limit_h
D150,MAB,150,24
""",
    "syringes": """\
syringe,bulk,fill_volume_ml,target_fill_ml,format,sample_units,value_eur
S1,D150,1.95,2.0,2.25 mL,20,36.5
""",
    "presentations": """\
presentation,syringe,device
PFS,S1,PFS
PEN,S1,PEN
""",
    "packs": """\
country,presentation,units_per_pack,min_order_packs
FR,PFS,10,0
JP,PEN,20,0
""",
    "shelf_life": """\
presentation,approval_group,months,filled_from
PFS,*,24,
PEN,*,24,
PEN,JP,18,
PEN,JP,30,2026-01-12
""",
    "suites": """\
suite,name,batch_cost_eur
PA,Suite A,1000
PB,Suite B,1948
""",
    "lines": """\
line,name,batch_cost_eur
L,Line,500
""",
    "staffing": """\
resource,from,until,hours_per_week,efficiency
PA,2020-01-01,,70,0.5
PB,2020-01-01,,70,0.5
L,2020-01-01,,14,0.75
""",
    "closures": """\
resource,from,to,reason
L,2026-02-09,2026-02-09,maintenance
""",
    "prep_recipes": """\
suite,bulk,volume_l,cycle_h,hold_up_l
PA,D150,21,36,1
PB,D150,21,36,1
""",
    "fill_recipes": """\
line,syringe,syringes_per_h,set_up_h,yield
L,S1,1000,2,0.95
""",
    "connections": """\
suite,line
PA,L
PB,L
""",
    "release": """\
syringe,approval_group,days
S1,JP,10
S1,*,7
*,JP,14
""",
    "countries": """\
country,name,approval_group,priority,min_remaining_shelf_life_pct,transit_days,import_hold_days,cover_floor_weeks
FR,France,EU,1,50,1,0,1
JP,Japan,JP,2,60,14,7,2
""",
    "approvals": """\
approval_group,presentation,step,unit,from,until
EU,*,prep,PA,2020-01-01,
EU,*,prep,PB,2026-02-09,
EU,*,fill,L,2020-01-01,
JP,PEN,prep,PA,2020-01-01,
JP,PEN,fill,L,2020-01-01,
""",
    "demand": """\
row_id,country,presentation,month,due_on,units,packs,kind
d1,FR,PFS,2026-01,,3410,,forecast
d2,FR,PFS,2026-02,,2800,,forecast
d3,FR,PFS,,2026-01-20,,31,order
d4,FR,PFS,,,,10,backlog
d5,JP,PEN,2026-01,,1550,,forecast
d6,JP,PEN,2026-02,,1400,,forecast
""",
    "lots": """\
lot,syringe,presentation,suite,line,filled_on,units,place,status,releases_on
LOT1,S1,,PA,L,2025-06-02,2000,site,released,
LOT2,,PFS,PA,L,2025-11-03,400,site,in_qc,2026-01-28
LOTH,S1,,PA,L,2025-10-01,5000,site,on_hold,
LOTE,S1,,PA,L,2024-01-20,300,site,released,
LOTX,,PFS,PA,L,2024-01-07,450,FR,released,
LOTC,,PFS,PA,L,2025-03-01,500,FR,released,
LOTQ,,PEN,PA,L,2025-12-01,400,JP,in_qc,2026-01-30
""",
    "firm_batches": """\
batch,bulk,syringe,suite,line,volume_l,prep_on,fill_on,status
F1,D150,S1,PA,L,21,2025-12-27,2025-12-29,filled
IP,D150,S1,PB,L,21,2026-01-04,2026-01-06,in_process
FB1,D150,S1,PA,L,21,2026-01-11,2026-01-14,released
""",
}

HORIZON = {
    "service_in_horizon": 37_954 / 16_455,
    "cover_in_horizon": 108_010 / 16_455,
    "fairness_in_horizon": 7 * (2_381 / 4_471 + 10 / 7_513),
}


def right_run() -> Files:
    """The files of the run without `run.json`."""
    return files_of(CASE, PLAN)


def files_of(case: Mapping[str, str], plan: Mapping[str, str]) -> Files:
    """The files of a run by their place in its folder."""
    files = {f"case/{name if '.' in name else name + '.csv'}": case[name] for name in case}
    for name, text in plan.items():
        header, *rows = text.splitlines()
        lines = [f"scenario,{header}", *(f"base,{row}" for row in rows)]
        files[f"{name}.csv"] = "\n".join(lines) + "\n"
    return files


def write(folder: Path, files: Files, **told: object) -> Path:
    """Write a run with a `run.json` that fits it, except for what is `told`."""
    (folder / "case").mkdir()
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    hashes = {file: hashlib.sha256(text.encode()).hexdigest() for file, text in files.items()}
    manifest = {
        "scenario": "base",
        **HORIZON,
        "inputs": {f.removeprefix("case/"): h for f, h in hashes.items() if "/" in f},
        "outputs": {f: h for f, h in hashes.items() if "/" not in f},
    }
    (folder / "run.json").write_text(json.dumps(manifest | told), encoding="utf-8")
    return folder
