"""Names that one table writes and another explains."""

from difflib import get_close_matches

import pandas as pd

from capital_planner.errors import Problem
from data.checks.found import Tables, error
from data.columns import columns_of
from data.tables import shorten


def one_authority(tables: Tables) -> list[Problem]:
    """Every case is about one authority."""
    return [
        error(
            ("authority", row, "code"),
            code,
            "A case is about one authority.",
            "Keep one row; make a case for each authority.",
        )
        for row, code in tables["authority"]["code"].iloc[1:].items()
    ]


def names_are_known(tables: Tables) -> list[Problem]:
    """Every area code and district written in a table is a row of areas."""
    areas = tables["areas"]
    own = set(areas.loc[areas["role"] == "county", "name"])
    known = {
        "area_code": {*areas["area_code"], *_own_code(tables)},
        "district": own,
        "districts": own,
        "area_name": set(areas.loc[areas["role"] != "neighbour", "name"]),
    }
    found = []
    for table, frame in tables.items():
        for column in columns_of(table):
            if column.type in known:
                found += _unknown(
                    table, frame[column.name], known[column.type], column.type
                )
    return found


def _own_code(tables: Tables) -> list[str]:
    """Code of the whole authority, which a published table gives as a total."""
    return list(tables["authority"]["code"]) if "authority" in tables else []


def _unknown(table: str, cells: pd.Series, known: set[str], kind: str) -> list[Problem]:
    found = []
    for row, cell in cells[cells != ""].items():
        for name in cell.split("|") if kind == "districts" else [cell]:
            if name not in known:
                like = get_close_matches(name, known, n=1)
                found.append(
                    error(
                        (table, row, str(cells.name)),
                        name,
                        "There is no such district or area in areas.csv.",
                        f"Did you mean {like[0]}?"
                        if like
                        else "Write it as areas.csv does.",
                    )
                )
    return shorten(found)


def districts_are_grouped(tables: Tables) -> list[Problem]:
    """Every district of the authority is in one area of every grouping."""
    areas, groupings = tables["areas"], tables["groupings"]
    own = areas.loc[areas["role"] == "county", "name"]
    rows = groupings[["grouping", "district"]].dropna()
    return [
        error(
            ("groupings", None, "district"),
            name,
            f"The district is in no area of the grouping {grouping}.",
            f"Add a row with the grouping {grouping} for it.",
        )
        for grouping in dict.fromkeys(rows["grouping"])
        for name in own
        if name not in set(rows.loc[rows["grouping"] == grouping, "district"])
    ]
