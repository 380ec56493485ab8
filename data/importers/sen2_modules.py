"""The tables of the SEN2 return, joined by their numbers and counted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import pandas as pd

from capital_planner.sen2 import NOT_KNOWN
from data.cells import NEED_UNKNOWN
from data.importers.imported import Standing
from data.importers.layout import Findings, chunks, layout_of
from data.importers.sen2_children import (
    Ground,
    Tally,
    first_rank,
    going_on,
    homes_of,
    needs_of,
    phases_of,
    placements_of,
    settle,
    urns_of,
)
from data.importers.source import Source

PERSON, REQUESTS, PLANS = "sen2_person", "sen2_requests", "sen2_active_plans"
PLACEMENTS, NEEDS = "sen2_placement_detail", "sen2_sen_need"
NEEDED = (PERSON, PLACEMENTS, NEEDS)
MODULES = (*NEEDED, REQUESTS, PLANS)
"""Tables of the return that are read. Requests and plans link the others, unless
these give the person's number themselves."""

Tables: TypeAlias = Mapping[str, Sequence[Source]]
Told: TypeAlias = tuple[Tally, Standing]
Frames: TypeAlias = Iterator[pd.DataFrame]


def key_of(names: pd.Series) -> list[int]:
    """Numbers that stand for names while rows are joined: not to be turned back."""
    return [hash(name.upper()) for name in names]


def count_modules(
    tables: Tables, ground: Ground, findings: Findings, told: Told
) -> pd.DataFrame:
    """Count persons with an active plan, as :func:`settle` gives them.

    Parameters
    ----------
    tables
        Files by table of the return: ``NEEDED`` at least.
    told
        Counts to add to, and who hears of progress.
    """
    reader = _Reader(tables, findings, told)
    persons = _persons(reader, ground)
    links = _links(reader)
    placed = _placed(reader, ground, links)
    needs = _needs(reader, links)
    active = pd.Index(links.unique()) if links is not None else placed.index
    active = active.union(needs.index) if links is None else active
    tally, _ = told
    known = active[active.isin(persons.index)]
    tally["children left out: not in the table of persons"] += len(active) - len(known)
    children = persons.loc[known].assign(
        need=needs.reindex(known).fillna(NEED_UNKNOWN),
        placement=placed["placement"].reindex(known).fillna(NOT_KNOWN),
        urn=placed["urn"].reindex(known).fillna(0).astype("int64"),
    )
    return settle(children.reset_index(drop=True), tally)


class _Reader:
    """Goes through the files of a table, part by part."""

    def __init__(self, tables: Tables, findings: Findings, told: Told) -> None:
        self._tables, self._findings, self.tally = tables, findings, told[0]
        self._on_progress = told[1].on_progress

    def parts(self, kind: str) -> Frames:
        for source in self._tables.get(kind, ()):
            for part in chunks(
                source,
                layout_of(kind),
                self._findings,
                on_progress=self._on_progress,
            ):
                self.tally["rows read"] += len(part)
                yield part


def _persons(reader: _Reader, ground: Ground) -> pd.DataFrame:
    """Small area and phase by key of the person."""
    parts = [
        pd.DataFrame(
            {
                "lsoa": homes_of(part["postcode"], ground),
                "phase": phases_of(part["personbirthdate"], ground).to_numpy(object),
            },
            index=key_of(part["persontableid"]),
        )
        for part in reader.parts(PERSON)
    ]
    return _first(pd.concat(parts))


def _links(reader: _Reader) -> pd.Series | None:
    """Key of the person by key of the plan; None where the tables need no link."""
    owners: dict[int, int] = {}
    for part in reader.parts(REQUESTS):
        keys = key_of(part["persontableid"])
        owners.update(zip(key_of(part["requeststableid"]), keys, strict=True))
    parts = [
        pd.Series(key_of(part["requeststableid"]), key_of(part["activeplanstableid"]))
        for part in reader.parts(PLANS)
    ]
    if not parts:
        return None
    requests = pd.concat(parts)
    requests = requests[~requests.index.duplicated()]
    found = requests.map(owners)
    lost = int(found.isna().sum())
    reader.tally["children left out: plan without its request"] += lost
    return found.dropna().astype("int64")


def _placed(reader: _Reader, ground: Ground, links: pd.Series | None) -> pd.DataFrame:
    """Placement and URN by key of the person: the first rank, going on."""
    parts = []
    for part in reader.parts(PLACEMENTS):
        first = first_rank(part["placementrank"])
        on = going_on(part["entrydate"], part["leavingdate"], ground.day)
        reader.tally["placements left out: a further one"] += int((~first).sum())
        reader.tally["placements left out: not on the day of the count"] += int(
            (first & ~on).sum()
        )
        rows = part[first & on]
        frame = pd.DataFrame(
            {
                "placement": placements_of(rows, ground).to_numpy(object),
                "urn": urns_of(rows["urn"]).to_numpy(),
            },
            index=_owners(rows, links),
        )
        parts.append(frame)
    return _first(pd.concat(parts))


def _needs(reader: _Reader, links: pd.Series | None) -> pd.Series:
    parts = []
    for part in reader.parts(NEEDS):
        rows = part[first_rank(part["sentyperank"])]
        codes = needs_of(rows["sentype"]).to_numpy(object)
        parts.append(pd.DataFrame({"need": codes}, index=_owners(rows, links)))
    return _first(pd.concat(parts))["need"]


def _owners(rows: pd.DataFrame, links: pd.Series | None) -> pd.Index:
    """Keys of the persons that rows belong to; missing where a plan is not known."""
    if links is None:
        return pd.Index(key_of(rows["persontableid"]))
    plans = pd.Series(key_of(rows["activeplanstableid"]), dtype="int64")
    return pd.Index(plans.map(links).astype("Int64"))


def _first(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a key: the first."""
    frame = frame[frame.index.notna()]
    frame = frame.set_axis(frame.index.astype("int64"))
    return frame[~frame.index.duplicated()]
