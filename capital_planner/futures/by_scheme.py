"""Schemes beside the futures they work in, as their audience may see them."""

from collections.abc import Mapping

import pandas as pd

from capital_planner.disclosure import public_schemes, restricted_schemes
from capital_planner.futures.outcomes import Outcomes
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience

ORDER = ["district", "route", "opening_year", "places", "needs", "phase", "stage"]
"""How public schemes are ordered: their restricted rows, so ordered, are the same."""
COUNTS = ["futures", "works", "works_many", "works_few", "later_costs_less"]
LISTS = ["no_regret", "only_if_many", "defer"]
PUBLIC_COUNTS: Mapping[str, str] = {
    "works": "works_in",
    "works_many": "works_in_of_those_with_many_children",
    "works_few": "works_in_of_those_with_few_children",
    "later_costs_less": "two_years_later_costs_less_in",
    "only_if_many": "only_if_many_children",
    "defer": "better_later",
}


def schemes_in_futures(
    scenario: Scenario, outcomes: Outcomes, audience: Audience
) -> pd.DataFrame:
    """Say of each scheme looked at in how many futures it works.

    Returns
    -------
    pandas.DataFrame
        Columns of ``public_schemes`` or ``restricted_schemes``, then ``futures`` and
        those that ``verdicts`` gives, by their names in public; the mean saving in
        pounds for the council alone.
    """
    plan = next(iter(outcomes.plans.values()))
    rows = restricted_schemes(scenario, plan)
    found = outcomes.verdicts
    if found is None:
        return rows.iloc[:0]
    columns = [*COUNTS, *LISTS]
    if audience == "restricted":
        columns.append("saving_gbp")
    else:
        rows = rows.sort_values(ORDER).reset_index(drop=True)
    ids = rows["scheme"]
    if audience == "public":
        rows = public_schemes(scenario, plan)
    looked = found.reindex(ids)[columns].reset_index(drop=True)
    joined = pd.concat(
        [rows, looked.rename(columns=dict(PUBLIC_COUNTS))], axis="columns"
    )
    return joined[ids.isin(found.index).to_numpy()]
