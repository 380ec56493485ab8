"""Approved bases whose host is to be confirmed, at every school that may host them."""

import pandas as pd

from capital_planner.candidates import host_schools
from capital_planner.case import Case
from capital_planner.geography import planning_areas

BASE = "specialist_base"


def unhosted(schemes: pd.DataFrame) -> pd.DataFrame:
    """Approved bases that no school has been named for."""
    approved = (schemes["standing"] == "committed") & (schemes["route"] == BASE)
    return schemes[(approved & schemes["urn"].isna()).to_numpy(bool)]


def at_hosts(case: Case, published: pd.DataFrame) -> pd.DataFrame:
    """List each approved base without a host at every school that may have it.

    A school may have it that the rule for candidates admits, of a phase of the
    scheme and in one of its districts; a school that the programme names
    elsewhere is none. Size, year, cost and ramp are the scheme's own, and it
    stands in its place: a plan holds one of them.

    Parameters
    ----------
    published
        Schemes of the programme, as ``Scenario.schemes``.

    Returns
    -------
    pandas.DataFrame
        Rows of ``Scenario.schemes``, ``instead_of`` naming the scheme.
    """
    hosts = host_schools(case)
    rows = [
        variant
        for scheme, row in unhosted(published).iterrows()
        for variant in _variants(str(scheme), row, hosts, planning_areas(case))
    ]
    if not rows:
        return published.iloc[:0].assign(instead_of=pd.Series(dtype=str))
    return pd.DataFrame(rows).set_index("scheme")[[*published.columns, "instead_of"]]


def _variants(
    scheme: str, row: pd.Series, hosts: pd.DataFrame, areas: pd.Series
) -> list[dict[str, object]]:
    inside = hosts["district"].isin(str(row["districts"]).split("|"))
    mine = hosts[inside & hosts["host_phase"].isin(row["phases"])]
    return [
        {
            **{str(name): value for name, value in row.items()},
            "scheme": f"{scheme}-at-{host['urn']}",
            "instead_of": scheme,
            "label": f"Specialist base at a {host['host_phase']} school in "
            f"{host['district']}",
            "consent": "none",
            "site": host["name"],
            "urn": host["urn"],
            "body": host["body"],
            "district": host["district"],
            "districts": host["district"],
            "area": areas[host["district"]],
            "easting": float(host["easting"]),
            "northing": float(host["northing"]),
            "provision": f"{scheme}-at-{host['urn']}",
            "host": f"site-{host['urn']}",
        }
        for host in mine.to_dict("records")
    ]


def like_their_schemes(table: pd.DataFrame, variants: pd.DataFrame) -> pd.DataFrame:
    """Repeat the rows of each scheme's sizes or ramp for its variants.

    Parameters
    ----------
    table
        ``Scenario.sizes`` or ``Scenario.ramp`` of the programme.
    variants
        As ``at_hosts`` gives them.
    """
    names = variants["instead_of"].rename_axis("variant").reset_index()
    flat = table.reset_index()
    both = names.merge(flat, left_on="instead_of", right_on="scheme")
    both = both.assign(scheme=both["variant"])[list(flat.columns)]
    return both.set_index(list(table.index.names))
