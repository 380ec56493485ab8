"""Figures that a new case begins with, whoever's it is."""

import csv
import io
from pathlib import Path

import pandas as pd

from data import EMBEDDED_CASE
from data.columns import columns_of


def test_figures_for_any_authority_are_the_figures_that_are_needed() -> None:
    ours = figures(Path(__file__).parents[3] / "data" / "new_case")
    lancashire = figures(EMBEDDED_CASE)
    own = {"selective_schools", "capital_programme", "council_ends_year"}
    own |= {"independent_place_cost_national", "plans_june_2025"}
    own |= {"plans_in_mainstream_june_2025"}
    kept = lancashire[~lancashire["name"].isin(own)]
    keys = ["name", "key", "unit"]
    assert ours[keys].to_numpy().tolist() == kept[keys].to_numpy().tolist()
    told = ours["source"].str.contains("Lancashire|taken as|taken from")
    assert set(ours.loc[told, "status"]) == {"working assumption"}
    changed = ours["value"].to_numpy() != kept["value"].to_numpy()
    assert set(ours.loc[changed, "name"]) == {
        "independent_place_cost",
        "specialist_post_16_place_cost",
        "top_slice",
        "border_children",
        "backlog_plans",
    }


def figures(folder: Path) -> pd.DataFrame:
    text = (folder / "assumptions.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == [column.name for column in columns_of("assumptions")]
    return pd.DataFrame(rows)
