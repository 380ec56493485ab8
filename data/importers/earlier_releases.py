"""Names of placements in earlier and later releases, brought to those of 2025."""

import pandas as pd

from capital_planner.errors import Problem
from data.importers.layout import Findings

PLACEMENTS_2023 = {
    "total": "ehcplans",
    "mainstream - la maintained": "mainstream_la_maintained",
    "mainstream - la maintained - resourced provision": (
        "mainstream_la_maintained_resourced_provision"
    ),
    "mainstream - la maintained - sen unit": "mainstream_la_maintained_senunit",
    "mainstream - academy": "mainstream_academy",
    "mainstream - academy - resourced provision": (
        "mainstream_academy_resourced_provision"
    ),
    "mainstream - academy - sen unit": "mainstream_academy_senunit",
    "mainstream - free school": "mainstream_free_school",
    "mainstream - free school - resourced provision": (
        "mainstream_free_school_resourced_provision"
    ),
    "mainstream - free school - sen unit": "mainstream_free_school_senunit",
    "mainstream - independent": "mainstream_independent",
    "special - la maintained": "special_la_maintained",
    "special - academy/free": "special_academy_free",
    "special - independent": "special_independent",
    "special - non-maintained": "special_non_maintained",
    "ap/pru - academy": "ap_pru_academy",
    "ap/pru - free school": "ap_pru_free_school",
    "ap/pru - la maintained": "ap_pru_la_maintained",
    "general fe and tertiary colleges/he": "general_fe_tertiary_colleges",
    "specialist post-16 institutions": "specialist_post_16_institutions",
}
"""Words of releases 2022 and 2023 to columns of the caseload table since 2024."""
SPLIT_2026 = {
    "special_academy": "special_academy_free",
    "special_free_school": "special_academy_free",
    "special - academy": "Special - Academy/free schools",
    "special - free school": "Special - Academy/free schools",
    "special - academy/free school": "Special - Academy/free schools",
    "special - academy/free schools": "Special - Academy/free schools",
}
"""Placements that the release of 2026 counts apart, or that were spelled otherwise."""


def as_before(plans: pd.DataFrame, keys: list[str], findings: Findings) -> pd.DataFrame:
    """Write special academies and free schools as one, as up to 2025.

    Where a release gives both the sum and its parts, the sum is taken; a sum one
    part of which is not published is not known.

    Parameters
    ----------
    plans
        Columns ``keys``, ``placement`` and ``plans``; missing is not published.
    """
    whole = plans["placement"].str.casefold().map(SPLIT_2026)
    apart = whole.notna() & (whole != plans["placement"])
    if not apart.any():
        return plans
    parts = plans[apart].assign(placement=whole[apart])
    names = [*keys, "placement"]
    hidden = parts["plans"].isna().groupby([parts[name] for name in names]).any()
    sums = parts.groupby(names)["plans"].sum().where(~hidden).reset_index()
    told = plans[~apart & ~(whole.notna() & plans["plans"].isna())]
    message = "Special academies and special free schools are counted apart."
    remedy = "Nothing to do: their sum is kept, so that the years can be compared."
    findings.add(Problem(message, remedy, column="placement", severity="warning"))
    both = pd.concat([told, sums], ignore_index=True)
    return both.drop_duplicates(names).sort_values(names, ignore_index=True)
