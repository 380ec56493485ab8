"""What was found of specialist bases alone, as its readers may see it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from capital_planner.disclosure import ALL, about, said, shown_estimate
from capital_planner.evidence.shares import Step, Turning
from capital_planner.evidence.tables import figures
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience


@dataclass(frozen=True)
class Evidence:
    """Everything that the papers of the evidence are made of.

    Attributes
    ----------
    scenario
        At the central share.
    steps, tables
        By name of the share: the evidence, and its ``figures`` for the audience.
        ``central`` always; ``low`` and ``high`` where they were looked at.
    turning
        At which share the conclusion changes.
    """

    scenario: Scenario
    steps: Mapping[str, Step]
    tables: Mapping[str, pd.DataFrame]
    turning: Turning
    audience: Audience

    @property
    def last(self) -> int:
        """The last year assessed."""
        return max(self.scenario.years)

    def shown(self, share: str, column: str, *, district: str = ALL) -> float:
        """Figure of the last year at a share; NaN where held back."""
        table = self.tables[share]
        row = table.index.get_loc((district, ALL, ALL, self.last))
        return float(table[column].to_numpy(float)[row])

    def say(self, share: str, column: str) -> str:
        """Say ``shown`` in words, rounded or held back as the audience asks."""
        return self.in_words(self.shown(share, column))

    def in_words(self, children: float) -> str:
        """Say a figure of the tables in words."""
        return said(children if self.audience == "public" else round(children))

    def estimated(self, children: float) -> str:
        """Say an estimate that is in no table in words."""
        if self.audience == "public":
            return about(children)
        return said(round(children))

    def in_figures(self, children: float) -> float | None:
        """Give an estimate as the audience may see it; None where held back."""
        if self.audience == "public":
            return shown_estimate(children)
        return round(children, 1)


def at_the_stated_share(scenario: Scenario, step: Step, audience: Audience) -> Evidence:
    """Give the evidence of the stated share alone, where no other was looked at."""
    tables = {"central": figures(step.found, audience)}
    turning = Turning((step,), None)
    return Evidence(scenario, {"central": step}, tables, turning, audience)
