"""What the window holds, as plain values: inputs, options, and what is looked at.

Nothing here knows Qt or loads pandas, so that the window can be painted first.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from capital_planner.rules import Rules
from capital_planner.settings import Audience, Future, ScenarioSettings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from capital_planner.apportionment import Basis
    from capital_planner.case import Case
    from capital_planner.groupings import Grouping
    from capital_planner.mapspec import Land
    from capital_planner.placements import Placements
    from capital_planner.plan import Plan
    from capital_planner.scenario import Scenario
    from capital_planner.sufficiency import Measures
    from data.project import Comment

Origin = Literal["do nothing", "committed", "found", "edited"]
Theme = Literal["children", "sufficiency"]

DO_NOTHING, COMMITTED = "do-nothing", "committed"
ALWAYS_THERE = (DO_NOTHING, COMMITTED)
KIND_WORDS = {
    "special": "Special school places",
    "base": "Specialist base",
    "post_19": "Post-19 provision",
}


def _quick() -> ScenarioSettings:
    """Homes by locality: an edit is then assessed well within half a second."""
    return ScenarioSettings(resolution="locality")


@dataclass(frozen=True)
class Inputs:
    """What is assumed: future, goal, money, how finely to look; tables by digest."""

    future: Future = "central"
    settings: ScenarioSettings = field(default_factory=_quick)
    tables: str = ""

    @cached_property
    def assumed(self) -> Inputs:
        """The same with nothing asked of a plan: what figures follow from."""
        return replace(self, settings=replace(self.settings, rules=Rules()))

    def ask(self, scenario: Scenario) -> Scenario:
        """Ask of every plan of a scenario what the officer asks."""
        return replace(scenario, settings=self.settings)


def asking(scenario: Scenario, rules: Rules) -> Scenario:
    """Ask something else of every plan of a scenario."""
    return replace(scenario, settings=replace(scenario.settings, rules=rules))


@dataclass(frozen=True, eq=False)
class Option:
    """A plan kept by name.

    Attributes
    ----------
    key
        Never reused within a session.
    inputs
        The inputs it was found or edited under; None where it follows them.
    parent
        Key of the option it was copied from; empty at the root of the tree.
    note
        The officer's own words about it.
    """

    key: str
    name: str
    origin: Origin
    plan: Plan
    inputs: Inputs | None = None
    parent: str = ""
    note: str = ""

    def is_stale(self, inputs: Inputs) -> bool:
        """Whether its figures were worked out under other inputs than those.

        What an officer asks of every plan changes no figure of one.
        """
        return self.inputs is not None and self.inputs.assumed != inputs.assumed

    def rules(self, inputs: Inputs) -> Rules:
        """Say what was asked of every plan when it was made; now, if it follows."""
        return (self.inputs or inputs).settings.rules

    def asks_otherwise(self, inputs: Inputs) -> bool:
        """Whether it was found when something else was asked of every plan."""
        rules = None if self.inputs is None else self.inputs.settings.rules
        return self.origin == "found" and rules != inputs.settings.rules


@dataclass(frozen=True, eq=False)
class Document:
    """Everything that undo brings back.

    ``notes`` are those saved on options that every case has, until these are made.
    """

    inputs: Inputs = field(default_factory=Inputs)
    options: tuple[Option, ...] = ()
    selected: str = COMMITTED
    next_number: int = 1
    comments: tuple[Comment, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def chosen(self) -> Option | None:
        """The option that is shown; None until there is one."""
        return self.option(self.selected)

    def option(self, key: str) -> Option | None:
        """Find the option of a key, None when it has been deleted."""
        return next((item for item in self.options if item.key == key), None)

    def replaced(self, option: Option) -> Document:
        """Swap the option of the same key."""
        options = [option if item.key == option.key else item for item in self.options]
        return replace(self, options=tuple(options))


@dataclass(frozen=True)
class View:
    """What is looked at; moving it is not an edit and is not undone.

    Attributes
    ----------
    district
        Name of the marked district, empty for none.
    grouping
        Areas that districts are joined into, empty for the districts as they
        are; ``district`` is then the name of an area.
    symbol
        Key of the marked setting or scheme on the map, empty for none.
    """

    year: int = 2030
    theme: Theme = "children"
    need: str | None = None
    phase: str | None = None
    audience: Audience = "public"
    district: str = ""
    grouping: str = ""
    symbol: str = ""

    def draws_as(self, other: View) -> bool:
        """Whether the same is drawn: a mark is put on what is drawn already."""
        return self == replace(other, district=self.district, symbol=self.symbol)


@dataclass(frozen=True, eq=False)
class Opened:
    """A case and what is made of it once.

    Attributes
    ----------
    basis
        How district figures come about.
    ground, screen
        For paper, and with outlines as fine as a screen can show.
    grounds
        The same two of each grouping, its districts joined.
    """

    case: Case
    basis: Basis
    ground: Land
    screen: Land
    fonts: dict[str, bytes]
    assumptions: tuple[AssumptionRow, ...]
    presets: tuple[str, ...]
    groupings: tuple[Grouping, ...] = ()
    grounds: Mapping[str, tuple[Land, Land]] = field(default_factory=dict)

    def grouping(self, name: str) -> Grouping | None:
        """Find a grouping by its name; None for the districts as they are."""
        return next((item for item in self.groupings if item.name == name), None)


@dataclass(frozen=True)
class AssumptionRow:
    """One figure that a person chose or looked up, as shown."""

    name: str
    value: str
    unit: str
    status: str
    source: str


@dataclass(frozen=True)
class SchemeRow:
    """One scheme that could be, or is, in an option.

    Attributes
    ----------
    label
        Safe in public.
    site
        Shown in public only when ``named``.
    points_at_a_school
        Whether its exact places would tell the public which school it is at.
    sizes
        Places it can open with, smallest first; ``capital_gbp`` beside.
    years
        In which it can be ready to open.
    closed
        Decided growth of its school, and the years in which it then may not open.
    decided
        True when it is on site or committed: its size and year are published.
    """

    key: str
    label: str
    site: str
    named: bool
    points_at_a_school: bool
    district: str
    kind: str
    needs: str
    phases: str
    stage: str
    standing: str
    sizes: tuple[int, ...]
    capital_gbp: tuple[float, ...]
    years: tuple[int, ...]
    closed: tuple[tuple[str, frozenset[int]], ...]
    status: str

    @property
    def decided(self) -> bool:
        """Whether its size and year are decided and published."""
        return self.standing != "candidate"

    def open_years(self, released: Collection[str] = ()) -> tuple[int, ...]:
        """List the years in which it may open, where approved growth is released."""
        closed = [years for near, years in self.closed if near not in released]
        return tuple(n for n in self.years if not any(n in years for years in closed))

    def name(self, audience: Audience) -> str:
        """Name it as the audience may see it."""
        if self.site and (self.named or audience == "restricted"):
            return self.site
        return self.label

    def places(self, places: int, audience: Audience) -> str:
        """Say so many places of it as the audience may see them."""
        if not places or not self.points_at_a_school or audience == "restricted":
            return str(places)
        from capital_planner.disclosure import about_size  # noqa: PLC0415 - pandas

        return about_size(places)


@dataclass(frozen=True, eq=False)
class Built:
    """A scenario of the inputs and what is made of it once."""

    inputs: Inputs
    scenario: Scenario
    do_nothing: Plan
    committed: Plan
    schemes: tuple[SchemeRow, ...]


@dataclass(frozen=True, eq=False)
class Assessed:
    """What a plan does in a scenario.

    Attributes
    ----------
    told
        Placements under the plan as the public is told it by district;
        ``placements`` where that is the plan itself.
    seconds
        How long the assessment took.
    """

    scenario: Scenario
    plan: Plan
    placements: Placements
    told: Placements
    measures: Measures
    seconds: float
