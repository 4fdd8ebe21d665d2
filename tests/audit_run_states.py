"""A small run with states, substance and a plan before; `test_audit_states` derives it."""

from __future__ import annotations

from tests.audit_run import Files, files_of

CASE = {
    "plant.yaml": """\
name: states
start: 2026-01-12
weeks: 3
months: 1
thaw_days: 2
frozen_until: 2026-01-25
holding_site_pct_per_year: 0
holding_country_pct_per_year: 0
move_cost_eur: 1000
""",
    "bulks": """\
bulk,substance,mg_per_ml,hold_limit_h
A,SA,100,24
B,SB,50,24
""",
    "syringes": """\
syringe,bulk,fill_volume_ml,target_fill_ml,format,sample_units,value_eur
SYA,A,1,1,1 mL,0,10
SYB,B,1,1,2.25 mL,0,10
""",
    "presentations": "presentation,syringe,device\nPFA,SYA,PFS\nPFB,SYB,PFS\n",
    "packs": "country,presentation,units_per_pack,min_order_packs\nFR,PFA,10,0\nFR,PFB,10,0\n",
    "shelf_life": "presentation,approval_group,months,filled_from\nPFA,*,24,\nPFB,*,24,\n",
    "suites": "suite,name,batch_cost_eur\nPA,Suite,1000\n",
    "lines": "line,name,batch_cost_eur\nL,Line,500\n",
    "staffing": """\
resource,from,until,hours_per_week,efficiency
PA,2020-01-01,,70,1
L,2020-01-01,,70,1
""",
    "prep_recipes": "suite,bulk,volume_l,cycle_h,hold_up_l\nPA,A,10,20,0\nPA,B,10,20,0\n",
    "fill_recipes": "line,syringe,syringes_per_h,set_up_h,yield\nL,SYA,1000,1,1\nL,SYB,1000,1,1\n",
    "connections": "suite,line\nPA,L\n",
    "release": "syringe,approval_group,days\n*,*,7\n",
    "countries": """\
country,name,approval_group,priority,min_remaining_shelf_life_pct,transit_days,import_hold_days,cover_floor_weeks
FR,France,EU,1,50,0,0,0
""",
    "approvals": """\
approval_group,presentation,step,unit,from,until
EU,*,prep,PA,2020-01-01,
EU,*,fill,L,2020-01-01,
""",
    "demand": """\
row_id,country,presentation,month,due_on,units,packs,kind
d1,FR,PFA,,2026-03-05,100,,order
d2,FR,PFB,,2026-03-05,100,,order
""",
    "firm_batches": """\
batch,bulk,syringe,suite,line,volume_l,prep_on,fill_on,status
F0,A,SYA,PA,L,10,2026-01-06,2026-01-08,filled
IP1,A,SYA,PA,L,10,2026-01-10,2026-01-12,in_process
R1,A,SYA,PA,L,10,2026-01-12,2026-01-13,released
""",
    "changeovers": """\
resource,kind,from,to,hours,cost_eur
PA,,A,B,10,700
PA,molecule,,,8,500
*,molecule,,,6,900
*,format,,,9,350
""",
    "campaigns": """\
resource,state,min_batches,max_batches,decontamination_h,decontamination_eur
PA,*,1,3,4,100
L,*,2,3,5,200
L,SYB,1,2,3,150
""",
    "initial_states": "resource,state,batches\nPA,A,1\n",
    "media_fills": """\
line,earliest,latest,hours
L,2026-01-26,2026-01-28,24
L,2025-10-01,2025-12-31,24
L,2026-02-20,2026-03-15,24
""",
    "substance_lots": """\
lot,substance,kg,available_on,expires_on,status
D1,SA,1.5,2025-12-01,2026-02-10,released
D2,SA,5,2026-01-05,2027-01-01,in_qc
D3,SA,5,2025-12-01,2026-06-01,on_hold
D4,SA,1,2026-01-19,2026-12-01,released
""",
    "instructions": """\
syringe,suite,line,from,until,at_least,at_most,by
SYB,*,L,2026-01-19,2026-02-01,2,,Quality
*,PA,*,2026-02-05,2026-02-10,,2,Production
""",
    "previous_batches": """\
batch,syringe,suite,line,volume_l,fill_on
IP1,SYA,PA,L,10,2026-01-21
P1,SYA,PA,L,10,2026-01-20
P2,SYB,PA,L,10,2026-01-22
P3,SYB,PA,L,12,2026-02-10
P5,SYA,PA,L,10,2026-02-12
Q0,SYA,PA,L,10,2026-01-09
R1,SYA,PA,L,10,2026-01-14
X1,SYA,PA,L,10,2026-03-20
""",
}

PLAN = {
    "batches": """\
batch,sequence,bulk,syringe,suite,line,volume_l,units,bucket,prep_start,prep_end,fill_start,fill_end,dates_are,borrow_h,spill_h,substance_kg,released_on,expires_on,status,since_previous,suite_campaign,line_campaign
F0,,A,SYA,PA,L,10,10000,,2026-01-06,2026-01-07,2026-01-08,2026-01-08,bucket,0,0,1,2026-01-15,2028-01-08,filled,kept,,
IP1,1,A,SYA,PA,L,10,10000,2026-01-12,2026-01-10,2026-01-11,2026-01-12,2026-01-12,bucket,0,0,1,2026-01-25,2028-01-12,in_process,moved,,1
R1,2,A,SYA,PA,L,10,10000,2026-01-12,2026-01-12,2026-01-13,2026-01-13,2026-01-14,bucket,0,0,1,2026-01-25,2028-01-12,firm,kept,1,1
P1,3,A,SYA,PA,L,10,10000,2026-01-19,2026-01-19,2026-01-20,2026-01-20,2026-01-21,bucket,0,0,1,2026-02-01,2028-01-19,planned,kept,1,1
P2,4,B,SYB,PA,L,10,10000,2026-01-19,2026-01-22,2026-01-23,2026-01-25,2026-01-26,bucket,0,2,0.5,2026-02-01,2028-01-19,planned,kept,2,2
P3,5,B,SYB,PA,L,10,10000,2026-01-26,2026-01-25,2026-01-27,2026-01-29,2026-01-30,bucket,3,0,0.5,2026-02-08,2028-01-26,planned,moved,2,2
P4,6,B,SYB,PA,L,10,10000,2026-02-02,2026-02-02,2026-02-03,2026-02-04,2026-02-05,bucket,0,0,0.5,2026-03-07,2028-02-02,planned,new,2,3
P5,7,A,SYA,PA,L,10,10000,2026-02-02,2026-02-10,2026-02-11,2026-02-12,2026-02-13,bucket,0,0,1,2026-03-07,2028-02-02,planned,kept,3,4
""",
    "shipments": "source,presentation,country,bucket,shipped_on,arrives_on,units,packs,"
    "remaining_shelf_life_days,required_days,prep_approval_row,fill_approval_row\n",
    "service": "country,presentation,bucket,demand_units,received_units,met_units,"
    "backorder_units,stock_units,floor_units,extended_units\n",
    "shortages": "country,presentation,from,until,worst_units,worst_days,binds,reason\n",
    "cover": "country,presentation,bucket,floor_weeks,stock_units,backorder_units,floor_units,"
    "below_units,cover_days\n",
    "stock": """\
syringe,route,filled_bucket,bucket,units,expired_units
SYA,PA > L,2026-01-08,2026-01-12,10000,0
SYA,PA > L,2026-01-08,2026-01-19,10000,0
SYA,PA > L,2026-01-08,2026-01-26,10000,0
SYA,PA > L,2026-01-08,2026-02-02,10000,0
SYA,PA > L,2026-01-12,2026-01-12,20000,0
SYA,PA > L,2026-01-12,2026-01-19,20000,0
SYA,PA > L,2026-01-12,2026-01-26,20000,0
SYA,PA > L,2026-01-12,2026-02-02,20000,0
SYA,PA > L,2026-01-19,2026-01-19,10000,0
SYA,PA > L,2026-01-19,2026-01-26,10000,0
SYA,PA > L,2026-01-19,2026-02-02,10000,0
SYA,PA > L,2026-02-02,2026-02-02,10000,0
SYB,PA > L,2026-01-19,2026-01-19,10000,0
SYB,PA > L,2026-01-19,2026-01-26,10000,0
SYB,PA > L,2026-01-19,2026-02-02,10000,0
SYB,PA > L,2026-01-26,2026-01-26,10000,0
SYB,PA > L,2026-01-26,2026-02-02,10000,0
SYB,PA > L,2026-02-02,2026-02-02,10000,0
""",
    "changeovers": """\
resource,bucket,order,from,to,hours,cost_eur
L,2026-01-19,1,SYA,SYB,9,350
L,2026-02-02,1,SYB,SYA,9,350
PA,2026-01-19,1,A,B,10,700
PA,2026-02-02,1,B,A,8,500
""",
    "campaigns": """\
resource,campaign,state,began_in,ended_in,batches,batches_before,ended_by,decontamination_h,decontamination_eur
L,1,SYA,2026-01-12,2026-01-19,3,0,change,5,200
L,2,SYB,2026-01-19,2026-02-02,2,0,decontamination,3,150
L,3,SYB,2026-02-02,2026-02-02,1,0,change,3,150
L,4,SYA,2026-02-02,,1,0,open,0,0
PA,1,A,,2026-01-19,2,1,change,4,100
PA,2,B,2026-01-19,2026-02-02,3,0,change,4,100
PA,3,A,2026-02-02,,1,0,open,0,0
""",
    "media_fills": """\
line,earliest,latest,bucket,hours
L,2026-01-26,2026-01-28,2026-01-26,24
""",
    "substance": """\
batch,lot,substance,bucket,kg
P1,D1,SA,2026-01-19,0.5
P1,D2,SA,2026-01-19,0.5
P5,D4,SA,2026-02-02,1
R1,D1,SA,2026-01-12,1
""",
    "moves": """\
batch,change,syringe,from_bucket,from_suite,from_line,to_bucket,to_suite,to_line,eur
IP1,moved,SYA,2026-01-19,PA,L,2026-01-12,PA,L,0
P3,moved,SYB,2026-02-02,PA,L,2026-01-26,PA,L,1000
P4,new,SYB,,,,2026-02-02,PA,L,0
X1,dropped,SYA,2026-02-02,PA,L,,,,1000
""",
    "capacity": """\
resource,bucket,offered_h,batch_h,set_up_h,changeover_h,decontamination_h,media_fill_h,spill_in_h,spill_out_h,idle_h
L,2026-01-12,70,20,2,0,0,0,0,0,48
L,2026-01-19,70,20,2,9,5,0,0,2,36
L,2026-01-26,70,10,1,0,0,24,2,0,33
L,2026-02-02,270,20,2,9,6,0,0,0,233
PA,2026-01-12,70,20,0,0,0,0,0,0,50
PA,2026-01-19,70,40,0,10,4,0,3,0,13
PA,2026-01-26,70,20,0,0,0,0,0,3,53
PA,2026-02-02,270,40,0,8,4,0,0,0,218
""",
    "costs": """\
term,bucket,eur
changeovers,2026-01-19,1050
changeovers,2026-02-02,850
decontamination,2026-01-19,300
decontamination,2026-02-02,400
moves,2026-02-02,2000
""",
    "markets": "market,syringe,country,presentation\nFR,SYA,FR,PFA\nFR,SYB,FR,PFB\n",
}

NOTHING_LATE = {"service_in_horizon": 0, "cover_in_horizon": 0, "fairness_in_horizon": 0}


def run_with_states() -> Files:
    """The files of the run without `run.json`."""
    return files_of(CASE, PLAN)
