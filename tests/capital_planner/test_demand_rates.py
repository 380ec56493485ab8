"""The accounting identity, rates of new and ceased plans, and the joined margins."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capital_planner.case import Case
from capital_planner.demand.joint import (
    AGES,
    GOOD_FIT,
    NAMES_BY_NEED,
    PLACEMENT_GROUPS,
    join_margins,
)
from capital_planner.demand.rates import (
    accounts,
    ceased_rates,
    flow_by_age,
    new_rates,
    stock_by_age,
)
from capital_planner.needs import GROUP_OF_NEED, NEED_GROUPS
from capital_planner.population import children
from tests.capital_planner.lancashire import BASE_YEAR, case, published

COUNT = BASE_YEAR + 1


def test_the_tables_give_the_age_at_the_count_that_follows() -> None:
    found = accounts(case())
    assert (found[0].new_shift, found[0].ceased_shift) == (0, 0)
    assert [round(account.absolute) for account in found] == [555, 742, 1182, 1373]
    assert found[0].net == pytest.approx(223)


def test_the_identity_leaves_nothing_of_tables_made_to_fit_it() -> None:
    """Ceased plans given at the age before the count: the shift is found."""
    before, after = stock_by_age(case(), BASE_YEAR), stock_by_age(case(), COUNT)
    grown = after - before.shift(1, fill_value=0.0)
    new = flow_by_age(case().new_plans, BASE_YEAR)
    ceased = (new.reindex(AGES, fill_value=0.0) - grown).shift(-1).loc[2:18]
    rows = {"year": BASE_YEAR, "age": ceased.index, "plans": ceased.to_numpy()}
    made = replace(case(), ceased_plans=pd.DataFrame(rows))
    best = accounts(made)[0]
    assert (best.new_shift, best.ceased_shift) == (0, 1)
    assert best.absolute == pytest.approx(0)
    assert best.by_age.to_numpy() == pytest.approx(0)


def test_rates_give_back_the_new_plans_of_the_year() -> None:
    people = children(case(), [BASE_YEAR]).groupby(level="age").sum()
    rates = new_rates(case(), [BASE_YEAR], people)
    flow = flow_by_age(case().new_plans, BASE_YEAR)
    back = rates * people[BASE_YEAR].reindex(AGES)
    assert back.loc[3:19].to_numpy() == pytest.approx(flow.loc[3:19].to_numpy())
    assert back.loc[20:].sum() == pytest.approx(flow[20])


def test_rates_of_two_years_are_their_mean() -> None:
    years = [BASE_YEAR - 1, BASE_YEAR]
    both = ceased_rates(case(), years)
    apart = [ceased_rates(case(), [year]) for year in years]
    assert both.to_numpy() == pytest.approx(((apart[0] + apart[1]) / 2).to_numpy())


def test_ceased_rates_give_back_the_ceased_plans_of_the_year() -> None:
    rates = ceased_rates(case(), [BASE_YEAR])
    stock = stock_by_age(case(), BASE_YEAR)
    flow = flow_by_age(case().ceased_plans, BASE_YEAR)
    for age in (6, 11, 16, 19):
        assert rates[age] * stock[age - 1] == pytest.approx(flow[age])
    assert rates.between(0, 1).all()


def test_joined_plans_have_the_published_margins() -> None:
    joint = join_margins(case())
    assert joint.misfit < GOOD_FIT
    assert joint.iterations < 200
    assert joint.plans.to_numpy().sum() == pytest.approx(published("ehcplans"), abs=0.1)
    by_age = joint.plans.groupby(level="age").sum().sum(axis=1)
    assert by_age.to_numpy() == pytest.approx(
        stock_by_age(case(), COUNT).to_numpy(), abs=0.1
    )
    for group, columns in PLACEMENT_GROUPS.items():
        total = sum(published(column) for column in columns if _counted(column))
        assert joint.plans[group].sum() == pytest.approx(total, abs=0.1)


def _counted(column: str) -> bool:
    return column in set(case().plans_by_placement["placement"])


@pytest.mark.parametrize(
    "group", ["state special", "base", "independent", "specialist post-16"]
)
def test_joined_plans_have_the_published_need_by_placement(group: str) -> None:
    """Children whose need is not recorded are shared among the needs that are."""
    joint = join_margins(case()).plans
    names = [n for n, c in NAMES_BY_NEED.items() if c in PLACEMENT_GROUPS[group]]
    table = case().plans_by_need_and_placement
    rows = table[table["placement"].isin(names)]
    counts = rows.groupby(rows["need"].map(GROUP_OF_NEED).fillna("none"))["plans"].sum()
    known = counts.reindex(list(NEED_GROUPS), fill_value=0).astype(float)
    want = known * counts.sum() / known.sum()
    found = joint[group].groupby(level="need").sum().reindex(known.index)
    assert found.to_numpy() == pytest.approx(want.to_numpy(), abs=0.05)


def _case_of(cells: np.ndarray) -> Case:
    """A case whose three tables are the margins of cells by age, need and group."""
    needs = [codes[0] for codes in NEED_GROUPS.values()]
    columns = [columns[0] for columns in PLACEMENT_GROUPS.values()] + ["w_settings"]
    names = {column: name for name, column in NAMES_BY_NEED.items()}
    names["w_settings"] = "Other"
    long = pd.DataFrame(
        {
            "age": np.repeat(AGES, len(needs) * len(columns)),
            "need": np.tile(np.repeat(needs, len(columns)), len(AGES)),
            "column": np.tile(columns, len(AGES) * len(needs)),
            "plans": cells.ravel(),
        }
    )
    by_age = long.rename(columns={"column": "placement"}).assign(year=COUNT)
    by_need = long.assign(placement=long["column"].map(names))
    return replace(
        case(),
        plans_by_age_and_need=_sums(long, ["age", "need"]),
        plans_by_need_and_placement=_sums(by_need, ["placement", "need"]),
        plans_by_age_and_placement=_sums(by_age, ["year", "age", "placement"]),
    )


def _sums(long: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    return long.groupby(keys)[["plans"]].sum().reset_index()


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), empty=st.floats(0.0, 0.3))
def test_any_three_tables_of_one_count_are_reproduced(seed: int, empty: float) -> None:
    rng = np.random.default_rng(seed)
    shape = (len(AGES), len(NEED_GROUPS), len(PLACEMENT_GROUPS) + 1)
    cells = rng.integers(1, 60, shape) * (rng.random(shape) >= empty)
    joint = join_margins(_case_of(cells)).plans.to_numpy().reshape(shape)
    assert (joint >= 0).all()
    for axis in range(3):
        assert joint.sum(axis=axis) == pytest.approx(cells.sum(axis=axis), abs=0.5)
