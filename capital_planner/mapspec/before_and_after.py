"""Two options on two maps that are read together: one legend, the same classes."""

from dataclasses import replace
from typing import Protocol

from capital_planner.mapspec.choice import MapChoice, academic_year
from capital_planner.mapspec.district_map import HEADINGS, one_legend, sufficiency_map
from capital_planner.mapspec.outlines import Land
from capital_planner.mapspec.spec import MapSpec
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.sufficiency import Measures


class Worked(Protocol):
    """An option worked out."""

    @property
    def name(self) -> str:
        """In words."""

    @property
    def scenario(self) -> Scenario:
        """That it was worked out in."""

    @property
    def plan(self) -> Plan:
        """Its schemes."""

    @property
    def measures(self) -> Measures:
        """What it comes to."""


def before_and_after(
    before: Worked, after: Worked, *, choice: MapChoice, ground: Land
) -> tuple[MapSpec, MapSpec]:
    """Map two options with the same classes, and one legend on each.

    Parameters
    ----------
    choice
        Year, theme, need, phase and audience; the names of the options are
        theirs.
    """
    first = _map(before, after, choice, ground)
    second = _map(after, before, choice, ground)
    legend = one_legend(first, second)
    return replace(first, legend=legend), replace(second, legend=legend)


def _map(shown: Worked, beside: Worked, choice: MapChoice, ground: Land) -> MapSpec:
    spec = sufficiency_map(
        shown.scenario,
        shown.measures,
        choice=replace(choice, option=shown.name, before=beside.name),
        ground=ground,
        plan=shown.plan,
        compare=beside.measures,
    )
    heading = HEADINGS[choice.theme].lower()
    title = f"{shown.name}: {heading}, {academic_year(choice.year)}"
    return replace(spec, furniture=replace(spec.furniture, title=title))
