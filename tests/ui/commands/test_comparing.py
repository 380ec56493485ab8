"""Tables of plans: what the public sees of costs, and of what follows from them."""

from typing import Any

import pandas as pd
import pytest

from ui.commands.alternatives import _costs_more
from ui.commands.comparing import table
from ui.commands.tradeoff import DERIVED

ROWS: list[dict[str, Any]] = [
    {
        "envelope_gbp": 50e6,
        "whole_cost_gbp": 2_700_049_000.0,
        "gap": 0.0123456,
        "gap_of_saving": None,
        "value_of_the_last_pound_by_prices": 0.51234,
    },
    {
        "envelope_gbp": 60e6,
        "whole_cost_gbp": 2_695_251_000.0,
        "gap": 0.0043219,
        "gap_of_saving": 0.1234567,
        "value_of_the_last_pound_by_prices": 0.0,
    },
]
MORE = {"costs_more_than_the_first": _costs_more}
BY_DIFFERENCE = "value_of_the_last_pound_by_difference"


def test_the_public_sees_what_follows_from_rounded_costs() -> None:
    rows = table(ROWS, "public", {**MORE, **DERIVED["envelope"]})
    assert rows["whole_cost_gbp"].tolist() == [2_700_000_000.0, 2_695_300_000.0]
    assert rows["gap"].tolist() == [0.0123, 0.0043]
    assert rows["gap_of_saving"].tolist()[1] == 0.1235
    assert rows["value_of_the_last_pound_by_prices"].tolist() == [0.51, 0.0]
    more = rows["costs_more_than_the_first"].tolist()
    assert more == [0.0, round(2_695.3 / 2_700.0 - 1, 4)]
    assert pd.isna(rows[BY_DIFFERENCE].iloc[0])
    assert rows[BY_DIFFERENCE].iloc[1] == 0.47


def test_differences_too_small_for_rounded_costs_are_not_seen() -> None:
    near = [ROWS[0], {**ROWS[0], "envelope_gbp": 60e6}]
    near[1]["whole_cost_gbp"] = 2_700_001_000.0
    rows = table(near, "public", {**MORE, **DERIVED["envelope"]})
    assert rows["costs_more_than_the_first"].tolist() == [0.0, 0.0]
    assert rows[BY_DIFFERENCE].iloc[1] == 0.0


def test_the_council_sees_them_as_they_are() -> None:
    rows = table(ROWS, "restricted", {**MORE, **DERIVED["envelope"]})
    assert rows["gap"].tolist() == [0.0123456, 0.0043219]
    assert rows[BY_DIFFERENCE].iloc[1] == pytest.approx(0.4798)
    more = rows["costs_more_than_the_first"].iloc[1]
    assert more == pytest.approx(2_695_251 / 2_700_049 - 1)


def test_the_council_alone_sees_pounds_that_would_tell_an_exempt_cost() -> None:
    mine = [{**row, "cost_exempt": n == 1} for n, row in enumerate(ROWS)]
    public, council = (
        table(mine, who, DERIVED["envelope"]) for who in ("public", "restricted")
    )
    assert public["whole_cost_gbp"].isna().tolist() == [False, True]
    assert public[["gap_of_saving", BY_DIFFERENCE]].iloc[1].isna().all()
    assert public["gap"].tolist() == [0.0123, 0.0043]
    assert council["whole_cost_gbp"].tolist() == [row["whole_cost_gbp"] for row in mine]
    assert "cost_exempt" not in {*public.columns, *council.columns}
