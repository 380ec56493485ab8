"""What the sections of a pack are written from: options worked out, and the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from capital_planner.case import Case
from capital_planner.disclosure import public_figures, restricted_figures
from capital_planner.evidence import Evidence
from capital_planner.futures import Outcomes
from capital_planner.mapspec import MapChoice, MapSpec
from capital_planner.named_options import NO_ADAPTATIONS, Adaptations
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience
from capital_planner.sufficiency import Measures


@dataclass(frozen=True, eq=False)
class Worked:
    """An option worked out.

    Attributes
    ----------
    key
        ``do_nothing``, ``committed`` or a name of its own.
    name, sentence
        In words, as papers show them.
    scenario
        That the plan was found in; its prices may differ between options.
    adaptations
        Mainstream schools made accessible beside the plan: their cost was taken
        off the funding of the scenario.
    """

    key: str
    name: str
    sentence: str
    scenario: Scenario
    plan: Plan
    placements: Placements
    measures: Measures
    adaptations: Adaptations = NO_ADAPTATIONS


@dataclass(frozen=True)
class Made:
    """How a pack was made, so that it can be made again.

    Attributes
    ----------
    on
        The day, in words (``25 November 2026``).
    command
        That makes it again.
    seed
        Of each search, by the key of its option; None for a plan given.
    versions
        Version by name of program.
    digests
        SHA-256 by name of input table.
    """

    on: str
    command: str
    seed: Mapping[str, int | None]
    versions: Mapping[str, str]
    digests: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Facts:
    """Everything that a pack says is taken from here.

    Attributes
    ----------
    options
        Do nothing first, the committed programme second, then the rest.
    chosen
        Key of the option that the draft recommendation is about.
    outcomes
        What the options come to in many futures, first of them the chosen one;
        None where it was not worked out.
    evidence
        What specialist bases alone can meet; None where not worked out.
    maps
        Those drawn so far, by both options and what is shown; ``replace`` hands
        them on.
    """

    case: Case
    options: tuple[Worked, ...]
    chosen: str
    audience: Audience
    made: Made
    outcomes: Outcomes | None = None
    evidence: Evidence | None = None
    maps: dict[tuple[Worked, Worked, MapChoice], MapSpec] = field(
        default_factory=dict, repr=False
    )

    @property
    def scenario(self) -> Scenario:
        """What is assumed, of the chosen option."""
        return self.option(self.chosen).scenario

    @property
    def last_year(self) -> int:
        """The last year assessed."""
        return self.scenario.years[-1]

    def option(self, key: str) -> Worked:
        """Find an option by its key."""
        return next(option for option in self.options if option.key == key)

    @cached_property
    def figures(self) -> Mapping[str, pd.DataFrame]:
        """Children and places of each option, by its key, as the audience may see them.

        Index ``(district, need, phase, year)`` with ``all`` for a total of the
        first three; columns as ``disclosure.public_figures`` has them. NaN where
        held back. Every section takes its numbers of children here.
        """
        shown = restricted_figures if self.restricted else public_figures
        return {option.key: shown(option.measures) for option in self.options}

    @property
    def restricted(self) -> bool:
        """Whether the pack is for the council alone."""
        return self.audience == "restricted"
