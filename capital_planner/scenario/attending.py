"""Who attends which school in the base year, as the council counted them."""

import pandas as pd

from capital_planner.base_placements import BORDER, Fitted
from capital_planner.scenario.flows import ROW

KIND = ROW[1:]
NO_DETERRENCE = pd.Series(dtype=float)


def in_special_schools(
    rows: pd.Series, counts: pd.DataFrame, special: pd.DataFrame
) -> Fitted:
    """Place the children of state special schools at the school they were counted in.

    A school that is none of the authority's is one across the border.

    Parameters
    ----------
    rows
        Index ``(zone, need, phase)``: children in state special schools.
    counts
        As :func:`capital_planner.scenario.homes.counts` returns.
    special
        State special schools, as ``Scenario.provisions``.
    """
    own = counts[counts["part"] == "state special"]
    named = _named(own, special).mask(lambda name: name.isna(), BORDER)
    counted = own.assign(setting=named.where(own["urn"].notna()))
    return _attend(rows, counted, pd.Index([*special.index, BORDER]))


def in_bases(rows: pd.Series, counts: pd.DataFrame, units: pd.DataFrame) -> Fitted:
    """Place the children of specialist bases at the base they were counted in.

    One that is not listed, or not for their phase, says nothing of where they are.
    """
    own = counts[counts["part"] == "base"]
    named = _named(own, units)
    pairs = zip(named, own["phase"], strict=True)
    served = [
        pd.notna(unit) and phase in units["phases"][unit] for unit, phase in pairs
    ]
    counted = own.assign(setting=named.where(pd.Series(served, own.index, dtype=bool)))
    return _attend(rows, counted, units.index)


def _named(counts: pd.DataFrame, provisions: pd.DataFrame) -> pd.Series:
    """Provision of each row by its URN; missing where none has it."""
    by_urn = dict(zip(provisions["urn"].tolist(), provisions.index, strict=True))
    names = [None if pd.isna(urn) else by_urn.get(int(urn)) for urn in counts["urn"]]
    return pd.Series(names, counts.index, dtype=object)


def _attend(rows: pd.Series, counts: pd.DataFrame, settings: pd.Index) -> Fitted:
    """Divide the children of each row as those counted in it attend.

    Where no school is known of the row all of its need and phase, then all of
    its phase, say which schools; where none is, nobody is matched.
    """
    if settings.empty:
        none_there = pd.DataFrame(columns=["roll", "fitted"], dtype=float)
        return Fitted(pd.DataFrame(index=rows.index), rows, none_there, NO_DETERRENCE)
    wide = counts.pivot_table(
        index=ROW, columns="setting", values="plans", aggfunc="sum"
    )
    own = wide.reindex(index=rows.index, columns=settings).fillna(0.0)
    weight = own
    for level in (KIND, KIND[1:]):
        none = weight.sum(axis=1) == 0
        weight = weight.mask(none, own.groupby(level=level).transform("sum"))
    total = weight.sum(axis=1)
    children = weight.mul((rows / total.where(total > 0)).fillna(0.0), axis=0)
    fitted = children.sum()
    rolls = pd.DataFrame({"roll": own.sum(), "fitted": fitted})
    return Fitted(children, rows.where(total == 0, 0.0), rolls, NO_DETERRENCE)
