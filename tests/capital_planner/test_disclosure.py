"""Public by default: words, figures and tables that give nobody away."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from capital_planner.disclosure import (
    SAY_INSTEAD,
    about,
    forbidden_words,
    public_counts,
    public_figures,
    public_measures,
    public_schemes,
    restricted_schemes,
    said,
)
from capital_planner.disclosure.cube import (
    could_be,
    rounded,
    shown_figures,
    with_totals,
)
from tests.capital_planner.small_map import (
    AGREED_SITE,
    HIDDEN_SITE,
    measures,
    scenario_and_plan,
    scheme,
)

SLIGHTLY = 1e-7


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("12 Unplaced children", "places still needed"),
        ("the worst district", "largest gap"),
        ("independent_demand", "children who need a place"),
        ("Stock and flows", "children who need a place"),
        ("reliance on schools", "use of independent schools"),
        ("over limit", "long journey"),
        ("winners and losers", "where places are added"),
        ("base-suitable child", "need that a base could meet"),
    ],
)
def test_forbidden_word_is_found_with_a_better_one(text: str, instead: str) -> None:
    found = forbidden_words(["fine", text])
    assert found
    assert {word.text for word in found} == {text}
    assert found[0].instead == instead


def test_repatriation_is_never_said() -> None:
    assert forbidden_words(["repatriated", "repatriation_share"])


def test_words_that_only_look_alike_are_left_alone() -> None:
    assert forbidden_words(["Stockport", "overflow", "demanding"]) == []
    assert forbidden_words(SAY_INSTEAD.values()) == []


@pytest.mark.parametrize(
    ("children", "words"),
    [
        (0.0, "none"),
        (0.49, "none"),
        (0.5, "held back"),
        (4.49, "held back"),
        (4.5, "about 5"),
        (7.49, "about 5"),
        (7.5, "about 10"),
        (1234.0, "about 1,235"),
    ],
)
def test_estimate_in_words(children: float, words: str) -> None:
    assert about(children) == words
    shown = float(rounded(np.array([children]))[0])
    assert said(shown) == words


@pytest.mark.parametrize("children", [-1.0, float("nan")])
def test_what_is_no_number_of_children_is_refused(children: float) -> None:
    with pytest.raises(ValueError, match="not a number of children"):
        about(children)


def worked_out(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Least and most of each figure by linear programs over all sums at once.

    Position 0 along each axis is the total of the others.
    """
    ids = np.arange(low.size).reshape(low.shape)
    sums = []
    for axis in range(low.ndim):
        for line in np.moveaxis(ids, axis, 0).reshape(low.shape[axis], -1).T:
            row = np.zeros(low.size)
            row[line[0]], row[line[1:]] = 1.0, -1.0
            sums.append(row)
    bounds = list(zip(low.ravel().tolist(), high.ravel().tolist(), strict=True))
    nothing = np.zeros(len(sums))
    ends = np.column_stack([low.ravel(), high.ravel()])
    for n in np.flatnonzero(low.ravel() < high.ravel()):
        for end, sign in enumerate((1.0, -1.0)):
            target = np.zeros(low.size)
            target[n] = sign
            answer = linprog(target, A_eq=np.array(sums), b_eq=nothing, bounds=bounds)
            ends[n, end] = np.inf if answer.fun is None else sign * answer.fun
    return ends[:, 0].reshape(low.shape), ends[:, 1].reshape(low.shape)


@settings(max_examples=80, deadline=None)
@given(
    arrays(
        np.int64,
        st.tuples(st.integers(1, 4), st.integers(1, 4)),
        elements=st.one_of(st.integers(0, 7), st.integers(0, 40)),
    )
)
def test_no_suppressed_count_can_be_worked_out(counts: np.ndarray) -> None:
    shown = public_counts(pd.DataFrame(counts)).to_numpy(float, na_value=np.nan)
    table = np.flip(with_totals(np.flip(counts).astype(float), (0, 1)))
    hidden = np.isnan(shown)
    small = (table > 0) & (table < 5)
    assert hidden[small].all()
    assert np.array_equal(shown[~hidden], table[~hidden])
    low = np.flip(np.where(hidden, 1.0, table))
    high = np.flip(np.where(hidden, np.inf, table))
    least, most = worked_out(low, high)
    left = np.floor(most + SLIGHTLY) - np.ceil(least - SLIGHTLY) + 1
    assert (left[np.flip(small)] >= 4).all()


def test_count_is_suppressed_together_with_one_that_would_tell_it() -> None:
    counts = pd.DataFrame(
        [[3, 10, 20], [8, 7, 9], [30, 12, 11]],
        index=["Burnley", "Pendle", "Wyre"],
        columns=["ASD", "SEMH", "MLD"],
    )
    shown = public_counts(counts)
    assert shown.loc["all", "all"] == 110
    assert bool(shown.isna().loc["Burnley", "ASD"])
    assert int(shown.isna().sum().sum()) == 4
    assert not shown["all"].isna().any()


def test_table_without_small_counts_is_published_whole() -> None:
    counts = pd.DataFrame([[5, 0], [17, 30]])
    shown = public_counts(counts)
    assert not shown.isna().any().any()
    assert shown.loc[1, "all"] == 47


def test_count_alone_in_its_table_takes_its_totals_with_it() -> None:
    assert public_counts(pd.DataFrame([[2]])).isna().all().all()


@pytest.mark.parametrize("bad", [-1.0, 2.5, float("nan")])
def test_counts_that_are_not_counts_are_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        public_counts(pd.DataFrame([[bad, 6.0]]))


def cubes() -> st.SearchStrategy[np.ndarray]:
    shapes = st.one_of(
        st.tuples(st.integers(2, 4), st.integers(2, 4)),
        st.tuples(st.integers(2, 3), st.integers(2, 3), st.integers(2, 3)),
    )
    figure = st.one_of(st.just(0.0), st.floats(0.0, 5.0), st.floats(0.0, 40.0))
    return shapes.flatmap(lambda shape: arrays(np.float64, shape, elements=figure))


@settings(max_examples=60, deadline=None)
@given(cubes())
def test_no_estimate_held_back_can_be_worked_out(values: np.ndarray) -> None:
    axes = range(values.ndim)
    full = with_totals(values, axes)
    shown = shown_figures(full, axes)
    least, most = worked_out(*could_be(shown))
    left = np.floor(most + SLIGHTLY) - np.maximum(np.ceil(least - SLIGHTLY), 1.0) + 1
    small = np.isnan(rounded(full)) & np.isnan(shown)
    assert (left[small] >= 2).all()


def test_lone_small_estimate_takes_another_with_it() -> None:
    full = with_totals(np.array([0.6, 4.5, 4.5, 7.5]), [0])
    told = rounded(full)
    assert np.isnan(told).tolist() == [False, True, False, False, False]
    least, most = worked_out(*could_be(told))
    assert (least[1], most[1]) == pytest.approx((0.5, 1.0)), "it would be known as 1"
    shown = shown_figures(full, [0])
    assert np.isnan(shown).sum() == 2
    assert shown[0] == 15


def test_total_of_nothing_shown_is_shown_as_nothing() -> None:
    shown = shown_figures(with_totals(np.array([0.4, 0.4]), [0]), [0])
    assert shown.tolist() == [0.0, 0.0, 0.0]


def test_public_figures_are_multiples_of_five_with_every_total() -> None:
    found = measures(3.0)
    figures = public_figures(found)
    values = figures.to_numpy()
    assert np.isnan(values).any()
    assert (values[~np.isnan(values)] % 5 == 0).all()
    true = found.by_area["demand"].groupby("year").sum()
    for level in ("district", "need", "phase"):
        figures = figures[figures.index.get_level_values(level) == "all"]
    assert (figures["demand"].to_numpy() - true.to_numpy()).tolist() == pytest.approx(
        [0.0] * len(true), abs=2.5
    )


def test_public_measures_use_public_words_and_leave_no_finer_figure() -> None:
    found = measures(0.5)
    rows = public_measures(found)
    assert list(rows.columns[:4]) == ["district", "need", "phase", "year"]
    assert forbidden_words(rows.columns) == []
    assert rows["children_who_need_a_place"].isna().any()
    assert not {"child_minutes", "child_km"} & set(rows.columns)
    assert all(str(rows[name].dtype) == "Int64" for name in rows.columns[4:])


def test_public_schemes_hide_every_host_without_consent() -> None:
    scenario, plan = scenario_and_plan()
    rows = public_schemes(scenario, plan).set_index("district")
    assert HIDDEN_SITE not in rows.to_csv()
    assert "100099" not in rows.to_csv()
    assert rows.loc["Westmoor", "scheme"] == "host to be confirmed 1"
    assert rows.loc["Westmoor", "site"] == ""
    assert rows.loc["Westmoor", "capital_gbp"] == 620_000
    assert rows.loc["Eastvale", "scheme"] == "willing-unit"
    assert rows.loc["Eastvale", "site"] == AGREED_SITE
    known = restricted_schemes(scenario, plan).set_index("district")
    assert known.loc["Westmoor", "site"] == HIDDEN_SITE
    assert known.loc["Westmoor", "scheme"] == "base-100099-ASD"


def test_order_of_public_schemes_says_nothing_of_their_hosts() -> None:
    first = scenario_and_plan({"a": scheme(places=20), "b": scheme(places=10)})
    other = scenario_and_plan({"b": scheme(places=20), "a": scheme(places=10)})
    pd.testing.assert_frame_equal(public_schemes(*first), public_schemes(*other))


def test_exempt_cost_is_left_out_of_the_public_table_alone() -> None:
    exempt = {"a": scheme(cost_exempt=True), "b": scheme(cost_exempt=False)}
    scenario, plan = scenario_and_plan(exempt)
    assert int(public_schemes(scenario, plan)["capital_gbp"].isna().sum()) == 1
    assert not restricted_schemes(scenario, plan)["capital_gbp"].isna().any()


def test_a_special_school_without_consent_is_not_pointed_at() -> None:
    growth = {"route": "special_expansion", "kind": "special", "places": 14}
    hidden = scheme(**growth, capital_gbp=804_400.0)
    hidden["districts"] = "Westmoor|Eastvale"
    scenario, plan = scenario_and_plan({"hidden": hidden})
    shown = public_schemes(scenario, plan).iloc[0]
    assert (shown["needs"], shown["phase"], shown["site"]) == ("", "", "")
    assert shown["district"] == "Westmoor or Eastvale"
    assert shown["places"] == 15
    assert shown["capital_gbp"] % 250_000 == 0
    full = restricted_schemes(scenario, plan).iloc[0]
    assert full["needs"]
    assert full["places"] == 14
