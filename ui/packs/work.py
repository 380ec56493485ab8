"""A pack made beside the window, in processes of its own.

Importing this module loads pandas and the writers: a worker does so when a pack
is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from capital_planner.checks import check_plan
from capital_planner.disclosure import refuse_hosts
from capital_planner.errors import PlannerError
from capital_planner.papers import Worked
from data import write_files
from ui.commands.hands import Hands, hands
from ui.commands.packing import Asked, files_of
from ui.state import ALWAYS_THERE, COMMITTED, DO_NOTHING, asking
from ui.tasks import assess

if TYPE_CHECKING:
    from pathlib import Path

    from capital_planner.scenario import Scenario
    from optimiser.listener import Stop
    from ui.commands.hands import Tell
    from ui.state import Built, Inputs, Opened, Option

KEYS = {DO_NOTHING: "do_nothing", COMMITTED: "committed"}
SENTENCES = {
    "do nothing": "Only what is being built already opens.",
    "committed": "The schemes approved so far open as decided, and no more.",
    "found": "Found by the planner with the goal, money and rules that officers gave.",
}
BY_HAND = "Put together by officers in the planner, scheme by scheme."
COMMAND = "in the window: File, Write a pack of papers"


@dataclass(frozen=True, eq=False)
class Order:
    """Everything that the making of a pack needs.

    Attributes
    ----------
    options
        Do nothing, the committed programme, then others; the last is recommended.
    """

    opened: Opened
    built: Built
    inputs: Inputs
    options: tuple[Option, ...]
    asked: Asked
    folder: Path


def write_pack(order: Order, tell: Tell, stop: Stop) -> list[str]:
    """Work out the options, make the pack and write it.

    Returns
    -------
    list of str
        The folder, then the names of the files.

    Raises
    ------
    PlannerError
        If an option breaks a rule, or names a school that has not agreed in its
        own name, or the folder cannot be written; nothing is written then.
    Stopped
        If it was stopped.
    """
    names = [option.name for option in order.options]
    refuse_hosts(names, order.built.scenario.schemes, order.asked.audience)
    with hands(tell, stop) as by:
        options = [_worked(option, order, by) for option in order.options]
        files = files_of(order.opened.case, options, order.asked, by)
    write_files(order.folder, files)
    return [str(order.folder), *files]


def _worked(option: Option, order: Order, by: Hands) -> Worked:
    by.say(f"Working out {option.name}")
    scenario = _offer(option, order)
    done = assess(scenario, option.plan)
    if option.key not in ALWAYS_THERE:
        found = check_plan(scenario, done.plan, done.placements)
        errors = [problem for problem in found if problem.severity == "error"]
        if errors:
            raise PlannerError(errors)
    return Worked(
        key=KEYS.get(option.key, f"option_{option.key}"),
        name=option.name,
        sentence=SENTENCES.get(option.origin, BY_HAND),
        scenario=scenario,
        plan=option.plan,
        placements=done.placements,
        measures=done.measures,
    )


def _offer(option: Option, order: Order) -> Scenario:
    """Offer what may be built where an approved growth was released."""
    releases = option.rules(order.inputs).releases
    scenario = order.built.scenario
    return asking(scenario, releases) if releases.pins else scenario
