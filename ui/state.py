"""What the window holds, as plain values: inputs, options, and what is looked at.

Nothing here knows Qt or loads pandas, so that the window can be painted first.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from capital_planner.settings import Audience, Future, ScenarioSettings

if TYPE_CHECKING:
    from capital_planner.case import Case
    from capital_planner.errors import Problem
    from capital_planner.mapspec import Land, MapSpec
    from capital_planner.placements import Placements
    from capital_planner.plan import Plan
    from capital_planner.scenario import Scenario
    from capital_planner.sufficiency import Measures

Origin = Literal["do nothing", "committed", "found", "edited"]
Theme = Literal["children", "sufficiency"]

DO_NOTHING = "do-nothing"
COMMITTED = "committed"
ALWAYS_THERE = (DO_NOTHING, COMMITTED)


def _quick() -> ScenarioSettings:
    """Homes by locality: an edit is then assessed well within half a second."""
    return ScenarioSettings(resolution="locality")


@dataclass(frozen=True)
class Inputs:
    """What is assumed: the future, the goal, the money and how finely to look."""

    future: Future = "central"
    settings: ScenarioSettings = field(default_factory=_quick)


@dataclass(frozen=True, eq=False)
class Option:
    """A plan kept by name.

    Attributes
    ----------
    key
        Never reused within a session.
    inputs
        The inputs it was found or edited under; None where it follows them.
    """

    key: str
    name: str
    origin: Origin
    plan: Plan
    inputs: Inputs | None = None

    def is_stale(self, inputs: Inputs) -> bool:
        """Whether it was made under other inputs than those."""
        return self.inputs is not None and self.inputs != inputs


@dataclass(frozen=True, eq=False)
class Document:
    """Everything that undo brings back."""

    inputs: Inputs = field(default_factory=Inputs)
    options: tuple[Option, ...] = ()
    selected: str = COMMITTED
    next_number: int = 1

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
    """

    year: int = 2030
    theme: Theme = "children"
    need: str | None = None
    phase: str | None = None
    audience: Audience = "public"
    district: str = ""


@dataclass(frozen=True, eq=False)
class Opened:
    """A case and what is made of it once."""

    case: Case
    ground: Land
    fonts: dict[str, bytes]
    assumptions: tuple[AssumptionRow, ...]
    presets: tuple[str, ...]


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
    sizes
        Places it can open with, smallest first; ``capital_gbp`` beside.
    decided
        True when it is on site or committed: its size and year are published.
    """

    key: str
    label: str
    site: str
    named: bool
    district: str
    kind: str
    needs: str
    phases: str
    stage: str
    standing: str
    sizes: tuple[int, ...]
    capital_gbp: tuple[float, ...]
    earliest_year: int
    latest_year: int
    status: str

    @property
    def decided(self) -> bool:
        """Whether its size and year are decided and published."""
        return self.standing != "candidate"

    def name(self, audience: Audience) -> str:
        """Name it as the audience may see it."""
        if self.site and (self.named or audience == "restricted"):
            return self.site
        return self.label


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
    broken
        Rules of a plan that it breaks, with what to do about each.
    seconds
        How long the assessment took.
    """

    scenario: Scenario
    plan: Plan
    placements: Placements
    measures: Measures
    broken: tuple[Problem, ...]
    seconds: float


@dataclass(frozen=True)
class Card:
    """One live measure: its figure, and how it differs from doing nothing.

    Attributes
    ----------
    tone
        ``better``, ``worse`` or ``same``; said in words in ``change``.
    """

    title: str
    figure: str
    change: str
    tone: Literal["better", "worse", "same"]


@dataclass(frozen=True)
class DistrictRow:
    """A district in the table twin of the map, as its audience may see it."""

    name: str
    children: str
    places: str
    still_needed: str
    shown: str


@dataclass(frozen=True, eq=False)
class Drawn:
    """One view of one option, ready to be painted."""

    view: View
    assessed: Assessed
    before: Assessed
    option: str
    spec: MapSpec
    cards: tuple[Card, ...]
    districts: tuple[DistrictRow, ...]
    years: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class SearchNews:
    """How a search or a question is going; figures are NaN until there are any.

    Attributes
    ----------
    done, count
        Parts done, and of how many; 0 where they are not counted.
    """

    running: bool = False
    stage: str = ""
    elapsed_s: float = 0.0
    best_gbp: float = float("nan")
    bound_gbp: float = float("nan")
    gap: float = float("nan")
    gap_of_saving: float = float("nan")
    done: int = 0
    count: int = 0
