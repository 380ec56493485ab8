"""Leaflets printed from an event, in processes of their own.

Importing this module loads pandas and the painters: a worker does so when a leaflet
is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from capital_planner.papers import Facts, Made
from data import write_files
from data.fonts import read_fonts
from ui.commands.hands import hands
from ui.commands.leaflets import leaflet_files
from ui.commands.versions import today, versions

if TYPE_CHECKING:
    from pathlib import Path

    from capital_planner.engagement import Position
    from optimiser.listener import Stop
    from ui.commands.hands import Tell
    from ui.engagement.prepare import Prepared

COMMAND = "in the window: View, Engagement event, Staff"


def print_leaflets(
    prepared: Prepared, at: Position, folder: Path, tell: Tell, stop: Stop
) -> list[str]:
    """Print the leaflet of an area and its Easy Read version.

    Both have the figures of the frozen copy that the event shows.

    Parameters
    ----------
    at
        The area, and the option and the future that the map is of.

    Returns
    -------
    list of str
        The folder, then the names of the files.

    Raises
    ------
    PlannerError
        If a process was lost, or the folder cannot be written; nothing is written
        then.
    Stopped
        If it was stopped.
    """
    with hands(tell, stop) as by:
        facts = _facts(prepared, at)
        files = leaflet_files(
            facts, prepared.opened.ground, read_fonts(), by, areas=[at.area]
        )
    write_files(folder, files)
    return [str(folder), *files]


def _facts(prepared: Prepared, at: Position) -> Facts:
    event, case = prepared.event, prepared.opened.case
    keys = [option.key for option in event.options]
    return Facts(
        case=case,
        options=tuple(event.worked[key, at.future] for key in keys),
        chosen=keys[at.option],
        audience="public",
        made=Made(today(), COMMAND, {}, versions(), {}),
    )
