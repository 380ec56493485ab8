"""What the measures of a plan are."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, eq=False)
class Measures:
    """What a plan does, in the terms of a cabinet paper.

    Attributes
    ----------
    by_area
        Index ``(district, need, phase, year)``, the base year included:
        columns, all in children of that district unless said,
        ``demand`` (children who need a place,
        across the border included), ``places`` (open state places in the
        district, divided among the needs and phases of each setting by the
        children in it), ``in_state``, ``independent``, ``specialist_post_16``,
        ``across_border``, ``still_needed``, ``new_independent``,
        ``own_district`` (placed in their own district, state),
        ``nearest`` (at the nearest suitable state setting), ``long_journey``,
        ``child_minutes``, ``child_km`` (sums over placed children),
        ``from_mainstream`` (in new bases of the district).
    totals
        Index year, columns the headline measures: sums of the above, and
        ``sufficiency`` (places / demand), ``occupancy`` (children in state
        places, those from mainstream included, / places),
        ``independent_share`` (of demand),
        ``mean_minutes``, ``median_minutes``, ``p90_minutes``, ``mean_km``,
        ``within_20``, ``within_30``, ``within_45``, ``within_75`` (shares of
        placed children by minutes), ``within_5_miles`` (share), ``over_20_miles``
        (children), ``largest_gap`` (of ``equity``), ``worst_tenth_minutes``
        (mean of the longest tenth). Quantiles are weighted by children.
    money
        Index year: ``place_funding_gbp``, ``top_up_gbp``, ``independent_gbp``,
        ``transport_gbp`` (real, undiscounted), ``capital_committed_gbp``,
        ``capital_decided_gbp`` (cash of the financial year, on-site schemes
        left out), ``allocation_gbp``.
    equity
        Index ``(district, year)``: ``shortfall`` = 1 - share of need met in
        state provision inside the journey limit.
    objective_parts
        Present value by part (docs/model.md section 5), pounds.
    told
        ``by_area`` of the plan without the schemes that the public is told
        nothing of by district (:func:`capital_planner.disclosure.as_told`); the
        same frame where the plan has none. None where it is not known: nothing
        by district can then be made public.
    cost_exempt
        Whether the capital holds a cost that is exempt from publication: no public
        figure then holds the capital or the whole cost.
    """

    by_area: pd.DataFrame
    totals: pd.DataFrame
    money: pd.DataFrame
    equity: pd.DataFrame
    objective_parts: pd.Series
    told: pd.DataFrame | None = None
    cost_exempt: bool = False

    @property
    def leaves_out(self) -> bool:
        """Whether what the public is told by district leaves out a scheme."""
        return self.told is not self.by_area

    @property
    def objective_gbp(self) -> float:
        """Whole cost: the sum of the parts."""
        return float(self.objective_parts.sum())
