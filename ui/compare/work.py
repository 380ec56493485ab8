"""The comparison of two options: a plain function for a worker, no Qt.

Importing this module loads pandas: it is done in a worker.
"""

from __future__ import annotations

from dataclasses import replace

from capital_planner.mapspec import (
    MapChoice,
    MapSpec,
    difference_map,
    one_legend,
    sufficiency_map,
)
from ui.compare.changes import all_changes, summary
from ui.compare.inputs import stale_flags
from ui.compare.state import Compared, CompareOrder


def compare(order: CompareOrder) -> Compared:
    """Make the maps of two options, of their difference, and the table."""
    this, other = (option.name for option in order.options)
    view = order.view
    choice = MapChoice(
        year=view.year,
        theme=view.theme,
        need=view.need,
        phase=view.phase,
        audience=view.audience,
        option=other,
        before=this,
    )
    back = replace(choice, option=this, before=other)
    maps = _map(order, 0, back), _map(order, 1, choice)
    found = all_changes(order, choice)
    return Compared(
        order=order,
        maps=maps,
        legend=one_legend(*maps),
        difference=difference_map(
            order.built.scenario,
            order.assessed[0].measures,
            order.assessed[1].measures,
            choice=choice,
            ground=order.opened.screen,
        ),
        changes=found,
        summary=summary(order, found),
        flags=stale_flags(order),
    )


def _map(order: CompareOrder, at: int, choice: MapChoice) -> MapSpec:
    """Map one option; the classes hold for both.

    Settings open now are the same under both and are left out: the maps are small.
    """
    shown, beside = order.assessed[at], order.assessed[1 - at]
    spec = sufficiency_map(
        shown.scenario,
        shown.measures,
        choice=choice,
        ground=order.opened.screen,
        plan=shown.plan,
        compare=beside.measures,
    )
    planned = [symbol for symbol in spec.symbols if symbol.standing != "existing"]
    return replace(spec, symbols=tuple(planned))
