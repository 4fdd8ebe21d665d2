"""A small run, right to the unit, written out by hand; `test_audit` derives its numbers."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

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

PLAN = {
    "batches": """\
batch,sequence,bulk,syringe,suite,line,volume_l,units,bucket,prep_start,prep_end,fill_start,fill_end,dates_are,borrow_h,spill_h,substance_kg,released_on,expires_on,status
F1,,D150,S1,PA,L,21,9480,,2025-12-27,2025-12-28,2025-12-29,2025-12-29,bucket,0,0,3.15,2026-01-05,2027-06-29,filled
IP,1,D150,S1,PB,L,21,9480,2026-01-05,2026-01-04,2026-01-05,2026-01-06,2026-01-06,bucket,0,1.5,3.15,2026-01-18,2027-07-05,in_process
FB1,2,D150,S1,PA,L,21,9480,2026-01-12,2026-01-11,2026-01-13,2026-01-14,2026-01-15,bucket,1,3,3.15,2026-01-25,2028-01-12,firm
P1,3,D150,S1,PB,L,21,9480,2026-01-19,2026-01-18,2026-01-20,2026-01-21,2026-01-22,bucket,1,4.5,3.15,2026-02-01,2028-01-19,planned
""",
    "shipments": """\
source,presentation,country,bucket,shipped_on,arrives_on,units,packs,remaining_shelf_life_days,required_days,prep_approval_row,fill_approval_row
F1,PEN,JP,2026-01-05,2026-01-11,2026-02-01,600,30,513,329,5,6
LOT1,PFS,FR,2026-01-12,2026-01-18,2026-01-19,500,50,499,365,2,4
F1,PFS,FR,2026-01-19,2026-01-25,2026-01-26,1500,150,702,365,2,4
LOT2,PFS,FR,2026-01-26,2026-02-01,2026-02-02,400,40,639,365,2,4
FB1,PEN,JP,2026-01-26,2026-02-01,2026-02-22,2000,100,871,548,5,6
FB1,PFS,FR,2026-02-02,2026-02-08,2026-02-09,1000,100,702,365,2,4
P1,PFS,FR,2026-02-09,2026-02-15,2026-02-16,600,60,702,365,3,4
""",
    "service": """\
country,presentation,bucket,demand_units,received_units,met_units,backorder_units,stock_units,floor_units,extended_units
FR,PFS,2026-01-05,900,900,900,0,0,700,0
FR,PFS,2026-01-12,700,500,500,200,0,1010,0
FR,PFS,2026-01-19,1010,1500,1210,0,290,700,0
FR,PFS,2026-01-26,700,400,690,10,0,700,0
FR,PFS,2026-02-02,700,1000,710,0,290,700,0
FR,PFS,2026-02-09,700,600,700,0,190,700,0
JP,PEN,2026-01-05,1400,1000,1000,400,0,700,0
JP,PEN,2026-01-12,350,0,0,750,0,700,0
JP,PEN,2026-01-19,350,0,0,1100,0,698,0
JP,PEN,2026-01-26,350,2000,1450,0,550,681,0
JP,PEN,2026-02-02,348,0,348,0,202,666,48
JP,PEN,2026-02-09,333,0,202,131,0,666,333
""",
    "shortages": """\
country,presentation,from,until,worst_units,worst_days,binds,reason
FR,PFS,2026-01-12,2026-01-18,200,2,,
FR,PFS,2026-01-26,2026-02-01,10,0.1,,
JP,PEN,2026-01-05,2026-01-25,1100,22,,
JP,PEN,2026-02-09,2026-02-15,131,2.7,,
""",
    "stock": """\
syringe,route,filled_bucket,bucket,units,expired_units
S1,PA > L,2024-01-20,2026-01-05,300,0
S1,PA > L,2024-01-20,2026-01-12,300,0
S1,PA > L,2024-01-20,2026-01-19,0,300
S1,PA > L,2025-06-02,2026-01-05,2000,0
S1,PA > L,2025-06-02,2026-01-12,1500,0
S1,PA > L,2025-06-02,2026-01-19,1500,0
S1,PA > L,2025-06-02,2026-01-26,1500,0
S1,PA > L,2025-06-02,2026-02-02,1500,0
S1,PA > L,2025-06-02,2026-02-09,1500,0
S1,PA > L,2025-11-03,2026-01-05,400,0
S1,PA > L,2025-11-03,2026-01-12,400,0
S1,PA > L,2025-11-03,2026-01-19,400,0
S1,PA > L,2025-12-29,2026-01-05,8880,0
S1,PA > L,2025-12-29,2026-01-12,8880,0
S1,PA > L,2025-12-29,2026-01-19,7380,0
S1,PA > L,2025-12-29,2026-01-26,7380,0
S1,PA > L,2025-12-29,2026-02-02,7380,0
S1,PA > L,2025-12-29,2026-02-09,7380,0
S1,PA > L,2026-01-12,2026-01-12,9480,0
S1,PA > L,2026-01-12,2026-01-19,9480,0
S1,PA > L,2026-01-12,2026-01-26,7480,0
S1,PA > L,2026-01-12,2026-02-02,6480,0
S1,PA > L,2026-01-12,2026-02-09,6480,0
S1,PB > L,2026-01-05,2026-01-05,9480,0
S1,PB > L,2026-01-05,2026-01-12,9480,0
S1,PB > L,2026-01-05,2026-01-19,9480,0
S1,PB > L,2026-01-05,2026-01-26,9480,0
S1,PB > L,2026-01-05,2026-02-02,9480,0
S1,PB > L,2026-01-05,2026-02-09,9480,0
S1,PB > L,2026-01-19,2026-01-19,9480,0
S1,PB > L,2026-01-19,2026-01-26,9480,0
S1,PB > L,2026-01-19,2026-02-02,9480,0
S1,PB > L,2026-01-19,2026-02-09,8880,0
""",
    "capacity": """\
resource,bucket,offered_h,batch_h,set_up_h,spill_in_h,spill_out_h,idle_h
L,2026-01-05,10.5,10,2,0,1.5,0
L,2026-01-12,10.5,10,2,1.5,3,0
L,2026-01-19,10.5,10,2,3,4.5,0
L,2026-01-26,10.5,0,0,4.5,0,6
L,2026-02-02,10.5,0,0,0,0,10.5
L,2026-02-09,9,0,0,0,0,9
PA,2026-01-05,35,0,0,1,0,34
PA,2026-01-12,35,36,0,0,1,0
PA,2026-01-19,35,0,0,0,0,35
PA,2026-01-26,35,0,0,0,0,35
PA,2026-02-02,35,0,0,0,0,35
PA,2026-02-09,35,0,0,0,0,35
PB,2026-01-05,35,0,0,0,0,35
PB,2026-01-12,35,0,0,1,0,34
PB,2026-01-19,35,36,0,0,1,0
PB,2026-01-26,35,0,0,0,0,35
PB,2026-02-02,35,0,0,0,0,35
PB,2026-02-09,35,0,0,0,0,35
""",
    "costs": """\
term,bucket,eur
holding_country,2026-01-19,40.60
holding_country,2026-01-26,77.00
holding_country,2026-02-02,68.88
holding_country,2026-02-09,26.60
holding_site,2026-01-05,782.60
holding_site,2026-01-12,1411.20
holding_site,2026-01-19,1948.80
holding_site,2026-01-26,2472.40
holding_site,2026-02-02,2402.40
holding_site,2026-02-09,2360.40
production,2026-01-19,948.00
write_off,2026-01-19,10950.00
""",
    "markets": """\
market,syringe,country,presentation
EU,S1,FR,PFS
JP,S1,JP,PEN
""",
}

SERVICE_IN_HORIZON = 37_954 / 16_455


def right_run() -> Files:
    """The files of the run without `run.json`."""
    files = {f"case/{name if '.' in name else name + '.csv'}": CASE[name] for name in CASE}
    for name, text in PLAN.items():
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
        "service_in_horizon": SERVICE_IN_HORIZON,
        "inputs": {f.removeprefix("case/"): h for f, h in hashes.items() if "/" in f},
        "outputs": {f: h for f, h in hashes.items() if "/" not in f},
    }
    (folder / "run.json").write_text(json.dumps(manifest | told), encoding="utf-8")
    return folder
