"""The plan of `audit_run`: its output tables, without the column `scenario`."""

from __future__ import annotations

PLAN = {
    "batches": """\
batch,sequence,bulk,syringe,suite,line,volume_l,units,bucket,prep_start,prep_end,fill_start,fill_end,dates_are,borrow_h,spill_h,substance_kg,released_on,expires_on,status,since_previous,suite_campaign,line_campaign
F1,,D150,S1,PA,L,21,9480,,2025-12-27,2025-12-28,2025-12-29,2025-12-29,bucket,0,0,3.15,2026-01-05,2027-06-29,filled,,,
IP,1,D150,S1,PB,L,21,9480,2026-01-05,2026-01-04,2026-01-05,2026-01-06,2026-01-06,bucket,0,1.5,3.15,2026-01-18,2027-07-05,in_process,,,
FB1,2,D150,S1,PA,L,21,9480,2026-01-12,2026-01-11,2026-01-13,2026-01-14,2026-01-15,bucket,1,3,3.15,2026-01-25,2028-01-12,firm,,,
P1,3,D150,S1,PB,L,21,9480,2026-01-19,2026-01-18,2026-01-20,2026-01-21,2026-01-22,bucket,1,4.5,3.15,2026-02-01,2028-01-19,planned,,,
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
resource,bucket,offered_h,batch_h,set_up_h,changeover_h,decontamination_h,media_fill_h,spill_in_h,spill_out_h,idle_h
L,2026-01-05,10.5,10,2,0,0,0,0,1.5,0
L,2026-01-12,10.5,10,2,0,0,0,1.5,3,0
L,2026-01-19,10.5,10,2,0,0,0,3,4.5,0
L,2026-01-26,10.5,0,0,0,0,0,4.5,0,6
L,2026-02-02,10.5,0,0,0,0,0,0,0,10.5
L,2026-02-09,9,0,0,0,0,0,0,0,9
PA,2026-01-05,35,0,0,0,0,0,1,0,34
PA,2026-01-12,35,36,0,0,0,0,0,1,0
PA,2026-01-19,35,0,0,0,0,0,0,0,35
PA,2026-01-26,35,0,0,0,0,0,0,0,35
PA,2026-02-02,35,0,0,0,0,0,0,0,35
PA,2026-02-09,35,0,0,0,0,0,0,0,35
PB,2026-01-05,35,0,0,0,0,0,0,0,35
PB,2026-01-12,35,0,0,0,0,0,1,0,34
PB,2026-01-19,35,36,0,0,0,0,0,1,0
PB,2026-01-26,35,0,0,0,0,0,0,0,35
PB,2026-02-02,35,0,0,0,0,0,0,0,35
PB,2026-02-09,35,0,0,0,0,0,0,0,35
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
    "cover": """\
country,presentation,bucket,floor_weeks,stock_units,backorder_units,floor_units,below_units,cover_days
FR,PFS,2026-01-05,1,0,0,700,700,0
FR,PFS,2026-01-12,1,0,200,1010,1210,0
FR,PFS,2026-01-19,1,290,0,700,410,2
FR,PFS,2026-01-26,1,0,10,700,710,0
FR,PFS,2026-02-02,1,290,0,700,410,2
FR,PFS,2026-02-09,1,190,0,700,510,1
JP,PEN,2026-01-05,2,0,400,700,1100,0
JP,PEN,2026-01-12,2,0,750,700,1450,0
JP,PEN,2026-01-19,2,0,1100,698,1798,0
JP,PEN,2026-01-26,2,550,0,681,131,11
JP,PEN,2026-02-02,2,202,0,666,464,4
JP,PEN,2026-02-09,2,0,131,666,797,0
""",
    "changeovers": "resource,bucket,order,from,to,hours,cost_eur\n",
    "campaigns": "resource,campaign,state,began_in,ended_in,batches,batches_before,ended_by,"
    "decontamination_h,decontamination_eur\n",
    "media_fills": "line,earliest,latest,bucket,hours\n",
    "substance": "batch,lot,substance,bucket,kg\n",
    "moves": "batch,change,syringe,from_bucket,from_suite,from_line,to_bucket,to_suite,to_line,"
    "eur\n",
}
