"""Figures of the case are found by name and key."""

import pandas as pd
import pytest

from capital_planner.case import Assumptions
from tests.capital_planner.lancashire import case


def _figures() -> Assumptions:
    index = pd.MultiIndex.from_tuples(
        [
            ("speed", ""),
            ("ladder", "primary 2"),
            ("ladder", "primary 10"),
            ("ladder", "post-16 1"),
        ],
        names=["name", "key"],
    )
    frame = {"value": [38, 12, 40, 7], "low": [30.0, 10.0, float("nan"), 5.0]}
    return Assumptions(pd.DataFrame(frame, index=index))


def test_a_figure_is_a_number_found_by_name_and_key() -> None:
    assert _figures().value("speed") == 38.0
    assert _figures().value("ladder", "primary 2") == 12.0
    assert isinstance(_figures().value("speed"), float)


@pytest.mark.parametrize("pair", [("speed", "slow"), ("height", "")])
def test_a_figure_that_is_not_there_is_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(KeyError):
        _figures().value(*pair)


def test_figures_of_a_name_keep_the_order_of_the_table() -> None:
    found = _figures().by_key("ladder", "low")
    assert list(found.index) == ["primary 2", "primary 10", "post-16 1"]
    assert found["post-16 1"] == 5.0


def test_a_group_is_the_numbered_figures_of_one_key() -> None:
    assert _figures().group("ladder", "primary") == [12.0, 40.0]
    assert _figures().group("ladder", "post-16") == [7.0]
    assert _figures().group("ladder", "prim") == []


def test_every_figure_says_where_it_comes_from() -> None:
    table = case().assumptions.table
    assert set(table["status"]) == {"published", "derived", "working assumption"}
    assert table["source"].str.len().gt(0).all()
    assert table["unit"].str.len().gt(0).all()
