"""SEN units and resourced provision of an extract, as bases of the case."""

import pandas as pd

from capital_planner.errors import Problem
from capital_planner.establishments import base_phase
from data.columns import columns_of
from data.importers.gias_special import needs_named
from data.importers.imported import Standing
from data.importers.layout import Findings
from data.importers.source import Source

KINDS = ("resourced provision", "sen unit")
PUBLISHED = "published: GIAS capacity"
FROM_ROLL = "derived: GIAS gives no capacity, so the pupils in it"
CAPACITIES = ["ResourcedProvisionCapacity", "SenUnitCapacity"]
ROLLS = ["ResourcedProvisionOnRoll", "SenUnitOnRoll"]
TYPE = "TypeOfResourcedProvision (name)"


def bases_of(
    hosts: pd.DataFrame, standing: Standing, source: Source, findings: Findings
) -> pd.DataFrame:
    """Make the table: rows that an officer wrote stay, others come from the extract.

    Parameters
    ----------
    hosts
        Mainstream schools of the authority that are open.
    """
    rows = hosts[hosts[TYPE].str.casefold().str.startswith(KINDS)]
    made = _made(rows, source, findings)
    before = standing.tables.get("bases")
    if before is None:
        return made
    ours = before["places_status"].str.startswith((PUBLISHED, FROM_ROLL))
    set_by_hand = before[~ours]
    places = set_by_hand.set_index("urn")["places"]
    for row in made.index[made["urn"].isin(places.index)]:
        was, now = places[made.loc[row, "urn"]], made.loc[row, "places"]
        if was != now:
            message = "The case gives the base another size than GIAS; it is kept."
            remedy = "Correct bases.csv if the council's figure is old."
            place = (source.name, int(row), CAPACITIES[0], f"{was}, GIAS {now}")
            findings.add(Problem(message, remedy, *place, severity="warning"))
    new = made[~made["urn"].isin(places.index)]
    return pd.concat([set_by_hand, new]) if len(new) else set_by_hand


def _made(rows: pd.DataFrame, source: Source, findings: Findings) -> pd.DataFrame:
    capacity, roll = _sum(rows, CAPACITIES), _sum(rows, ROLLS)
    needs = needs_named(rows, source, findings)
    phases = pd.Series(
        [
            base_phase(str(said), *(None if pd.isna(age) else int(age) for age in ages))
            for said, *ages in zip(
                rows["phase"], rows["age_from"], rows["age_to"], strict=True
            )
        ],
        index=rows.index,
        dtype="str",
    )
    frame = rows.assign(
        needs=needs,
        phase=phases,
        places=capacity.where(capacity > 0, roll),
        places_status=(capacity > 0).map({True: PUBLISHED, False: FROM_ROLL}),
        note="GIAS: " + rows[TYPE],
        status="open",
        opened_year=pd.Series(pd.NA, rows.index, dtype="Int64"),
    )
    told = (frame["places"] > 0) & (needs != "") & (phases != "")
    for row in frame.index[~told]:
        message = "GIAS gives the base no size, need or phase; it is left out."
        remedy = "Add it to bases.csv with its places, needs and phase."
        place = (source.name, int(row), TYPE, str(frame.loc[row, "urn"]))
        findings.add(Problem(message, remedy, *place, severity="warning"))
    return frame.loc[told, [column.name for column in columns_of("bases")]]


def _sum(rows: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Add what is there; 0 where nothing is."""
    return rows[columns].fillna(0).sum(axis=1).astype("Int64")
