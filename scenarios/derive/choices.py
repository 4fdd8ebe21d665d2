"""What was chosen for the case: illustrative numbers, each a line to be argued with.

What is public or taken from `public/` is not repeated here.
"""

from __future__ import annotations

import datetime as dt

START = dt.date(2026, 1, 5)
LAST_FORECAST = dt.date(2031, 9, 1)
"""Of the longest case: tail (to May 2031) + 9 weeks of floor, or + China's 65 days and 6 weeks."""

OVERFILL = 1.05
"""Target fill over the volume on the label; with it 2026 asks for about 198 batches."""
SAMPLES = 200
"""Good units a batch gives to QC, stability and retention."""

PRODUCTS = {
    "D": ("DUP", "Dupixent (dupilumab)"),
    "K": ("SAR", "Kevzara (sarilumab)"),
    "P": ("ALI", "Praluent (alirocumab), illustrative"),
}
SYRINGES = {
    "D300": "DUP150_2.00",
    "D200": "DUP175_1.14",
    "D100": "DUP150_0.67",
    "K200": "SAR175_1.14",
    "K150": "SAR132_1.14",
    "P75": "ALI75_1.00",
    "P150": "ALI150_1.00",
    "P300": "ALI150_2.00",
}
HOLD_LIMIT_H = {"ALI75": 72, "ALI150": 72}
"""Other bulks: 48 h, the typical value."""

GROWTH = {"D": 0.20, "K": 0.05, "P": 0.05}
DUPIXENT_GROWTH_FROM_2029 = 0.12
SITE_SHARE = {"K": 0.90, "P": 0.75}
"""Share of the product's world units (Praluent: outside the US) that this site fills."""

EUROPE = ("EU-EEA", "EEA-NO-IS")
"""Approval groups; so are the names of the portfolios below."""
NO_PEN_300 = ("EG", "TR")
NO_DUPIXENT_200 = ("EG", "TR")
NO_PEN_200 = ("EG", "TR", "BR", "CN", "KR", "TW", "SA", "AE")
KEVZARA = (*EUROPE, "CH", "GB", "US", "CA", "JP", "IL", "AE")
KEVZARA_150_FROM_MILLIONS = 5
"""Smaller countries buy 200 mg only."""
NO_PRALUENT = ("US", "JP")
PRALUENT_300 = (*EUROPE, "CH", "GB", "CA", "AU")
PRALUENT_PFS = ("DE", "ES", "IT", "CN")
LEAST_UNITS_A_YEAR = 12

SINGLE_PACKS = ("JP", "CN", "KR", "TW")
"""Packs of one there, and of Praluent 300 mg everywhere; packs of two elsewhere."""

SHORT_SHELF_LIFE = {
    ("D", "CN"): 30,
    ("D", "BR"): 24,
    ("D", "EG"): 24,
    ("D", "TR"): 30,
    ("K", "JP"): 30,
    ("K", "IL"): 24,
}
"""Months by product and approval group where less than the rule is registered."""

NEAR_KM = 3500
TRANSIT_NEAR_DAYS, TRANSIT_FAR_DAYS = 3, 5
LATE_RELEASE_GROUPS = ("BR", "CN", "JP")
LATE_RELEASE_DAYS = 15
FLOOR_WEEKS_FRANCE, FLOOR_WEEKS_HOLD, FLOOR_WEEKS = 9, 6, 4
LONG_HOLD_DAYS = 15

SUITE_VOLUME_L = {"PA1": 150, "PA2": 150, "PB": 200}
CYCLE_H = 36
SET_UP_H = 8
LINE_SPEED = {"FA": 12000, "FB": 13000, "FC": 25000}
LINE_FORMATS = {
    "FA": ("2.25 mL",),
    "FB": ("1 mL", "2.25 mL"),
    "FC": ("1 mL", "2.25 mL"),
}
NOT_IN_PB = ("SAR132", "ALI75")
"""One batch a year is not worth a validation; ALI75 was left in the old suites."""
SUITE_HOURS = {"PA1": 110, "PA2": 110, "PB": 66}
SUITE_EFFICIENCY = 0.85
LINE_HOURS = 100
LINE_EFFICIENCY = 0.8
WORKING_WEEKS = 44
ANTIBODY_SHARE = 0.67
"""Of the lines' staffed hours; vaccines have the rest (facts 9: shared). With all of them a
third line would change nothing before 2029."""
REFIT = {
    "PA1": (dt.date(2026, 6, 15), dt.date(2026, 10, 25)),
    "PA2": (dt.date(2026, 10, 26), dt.date(2027, 3, 7)),
}
"""Once the new building works, the old suites are refitted one after the other, 19
weeks each. Without it the old suites alone serve everybody, and approvals are worth nothing."""
WEEKEND_HOURS = 24
WEEKEND_SHIFT = (dt.date(2026, 7, 6), dt.date(2027, 7, 4))
"""Of the what-if, for a year while the suites are refitted."""
RAMP = (0.35, 0.6, 0.9, 1.0)
"""Of the final efficiency, quarter by quarter. Facts 8.4 begin with 0.3; at 0.35 a cycle
of 36 h fits into two weeks of PB (39 h), and rule R7 lets it cross one border only."""

OPENS = {"PB": dt.date(2026, 4, 1), "FC": dt.date(2028, 1, 1)}
APPROVED_EU = {"PB": dt.date(2026, 4, 1), "FC": dt.date(2028, 3, 1)}
SLOW_AUTHORITIES = ("US", "JP", "CN")
"""Big ones with the high end of the public range of lags: 13, 15 and 20 months after the EU."""
OTHERS_LATER_MONTHS = 24
"""Kevzara and Praluent reach PB that much later than Dupixent, the only one named. Earlier,
Europe alone would fill PB, and approvals elsewhere would add nothing."""
OLD_APPROVAL = dt.date(2020, 1, 1)

BATCH_COST_EUR = {"PA1": 60000, "PA2": 60000, "PB": 76000}
LINE_COST_EUR = {"FA": 110000, "FB": 112000, "FC": 104000}
