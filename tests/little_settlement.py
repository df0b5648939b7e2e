"""A little settlement for the template's folder: two issues, two caps, both sides' preferences."""

SMALL = """
title = "Two issues"
first = 2026-07-01
last = 2028-06-30
[money]
caps = { "2026-27" = 20_000, "2027-28" = 40_000 }
[[issue]]
id = "raises"
grid = { from = "0%", to = "3%", step = "1%" }
[[issue.edit]]
op = "insert"
provision = "raise"
at = "raises"
value = { effective = 2026-07-01, percent = "{value}" }
[[issue]]
id = "health-share"
grid = { from = "10%", to = "20%", step = "5%" }
edit = [{ op = "set", provision = "health", at = "employee_share", value = "{value}" }]
"""
DISTRICT = """
party = "district"
least = "10%"
weights = { raises = 60, health-share = 40 }
[values]
raises = { "0%" = 100, "3%" = 0 }
health-share = { "10%" = 0, "20%" = 100 }
"""
UNION = """
party = "union"
least = "10%"
weights = { raises = 90, health-share = 40 }
[values]
raises = { "0%" = 0, "3%" = 100 }
health-share = { "10%" = 100, "20%" = 0 }
"""


def with_settlement(folder):
    """The folder, with what is on the table and what it is worth to either side."""
    (folder / "settlement.toml").write_text(SMALL)
    (folder / "preferences").mkdir()
    (folder / "preferences" / "district.toml").write_text(DISTRICT)
    (folder / "preferences" / "union.toml").write_text(UNION)
    return folder
