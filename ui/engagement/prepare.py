"""What the workers do for an event: plain functions, no Qt.

Importing this module loads pandas: it is done in a worker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from capital_planner.disclosure import refuse_hosts
from capital_planner.engagement import (
    Event,
    areas_to_find,
    event_map,
    find_area,
    freeze,
    you_said,
)
from capital_planner.engagement.plain_words import FUTURES as FUTURE_WORDS
from capital_planner.papers import Worked
from capital_planner.settings import FUTURES
from data import csv_bytes, write_files
from ui.state import DO_NOTHING, asking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from capital_planner.engagement import Row
    from capital_planner.gazetteer import Entry
    from capital_planner.mapspec import Land
    from capital_planner.settings import Future
    from ui.state import Assessed, Built, Inputs, Opened, Option

__all__ = ["Copy", "Prepared", "Step", "event_map", "preparing", "write"]

FILE = "you_said_we_did.csv"
MOST_FOUND = 5


@dataclass(frozen=True, eq=False)
class Copy:
    """What is open when an event is asked for.

    Attributes
    ----------
    names
        Of each option by its key, as the event tells them.
    """

    opened: Opened
    built: Built
    inputs: Inputs
    options: tuple[Option, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Prepared:
    """An event, ready to be shown.

    Attributes
    ----------
    opened
        The case that was open, for what is printed.
    ground
        Outlines as fine as a screen can show.
    find
        Looks up districts, towns and schools, and postcodes.
    by_postcode
        Whether any postcode can be found.
    places
        Names that are no names of people.
    """

    event: Event
    opened: Opened
    ground: Land
    find: Callable[[str], tuple[Entry, ...]]
    by_postcode: bool
    places: frozenset[str]


@dataclass(frozen=True, eq=False)
class Step:
    """How far the work is: so much done of how much, and what comes next."""

    done: int
    of: int
    said: str
    prepared: Prepared | None = None


def preparing(copy: Copy, tasks: Any) -> Iterator[Step]:  # noqa: ANN401 - a module
    """Work every option out once in every future, a step at a time.

    Raises
    ------
    PlannerError
        If the name of an option holds that of a school that has not agreed.
    """
    refuse_hosts(copy.names.values(), copy.built.scenario.schemes)
    options = sorted(copy.options, key=lambda option: option.key != DO_NOTHING)
    of = len(FUTURES) * (len(options) + 1) + 1
    worked: dict[Future, list[Worked]] = {}
    done = 0
    for future in FUTURES:
        words = f"Future with {FUTURE_WORDS[future]}"
        yield Step(done, of, f"{words}: counting the children who need a place")
        built, done = _built(copy, future, tasks), done + 1
        worked[future] = []
        for option in options:
            yield Step(done, of, f"{words}: {copy.names[option.key]}")
            worked[future].append(_worked(copy, built, option, tasks))
            done += 1
    yield Step(done, of, "Rounding the figures for the public")
    yield Step(of, of, "", _prepared(copy, freeze(worked)))


def _built(copy: Copy, future: Future, tasks: Any) -> Built:  # noqa: ANN401 - a module
    if copy.built.inputs.future == future:
        return copy.built
    built: Built = tasks.build_inputs(
        copy.opened, replace(copy.inputs.assumed, future=future)
    )
    return built


def _worked(copy: Copy, built: Built, option: Option, tasks: Any) -> Worked:  # noqa: ANN401 - a module
    """Place every child; an approved growth that was released may be left out."""
    releases = option.rules(copy.inputs).releases
    offered = asking(built.scenario, releases) if releases.pins else built.scenario
    found: Assessed = tasks.assess(offered, option.plan)
    return Worked(
        key=option.key,
        name=copy.names[option.key],
        sentence="",
        scenario=built.scenario,
        plan=option.plan,
        placements=found.placements,
        measures=found.measures,
    )


def _prepared(copy: Copy, event: Event) -> Prepared:
    case = copy.opened.case
    entries = areas_to_find(case, copy.built.scenario)
    towns = {entry.name for entry in entries}
    return Prepared(
        event=event,
        opened=copy.opened,
        ground=copy.opened.screen,
        find=partial(find_area, entries, case.postcodes, most=MOST_FOUND),
        by_postcode=not case.postcodes.empty,
        places=frozenset(towns | {option.name for option in event.options}),
    )


def write(
    folder: Path, rows: tuple[Row, ...], did: Mapping[tuple[str, str, str], str]
) -> str:
    """Write what people said, and what was done, into a folder.

    Only rows that may be told are given: notes that were not reviewed are in none.

    Raises
    ------
    PlannerError
        If the folder or the file cannot be written.
    """
    table = you_said(rows, did)
    titles = {column.name: column.title for column in table.columns}
    write_files(folder, {FILE: csv_bytes(table.rows.rename(columns=titles))})
    return str(folder / FILE)
