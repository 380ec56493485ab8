"""A plan: what is decided, and what is known about how good it is."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Quality:
    """How a plan was found and how far it can be from the best possible.

    Attributes
    ----------
    status
        ``best possible``, ``within the gap asked for``, ``best found`` (the time
        or work ended, at most ``gap`` from the best possible) or ``given``.
    objective_gbp, bound_gbp, do_nothing_gbp
        Whole cost of this plan, a proved floor for every plan, and the whole
        cost of doing nothing: present value, real 2025 pounds.
    seconds, first_plan_seconds
        Time to the end, and to the first plan better than the committed
        programme (NaN if none).
    work
        Counts of work done: ``bounds`` evaluated, ``plans`` assessed.
    peak_memory_mb
        Most memory the solver's process held.
    """

    status: str
    objective_gbp: float
    bound_gbp: float
    do_nothing_gbp: float
    seconds: float
    first_plan_seconds: float
    work: dict[str, int]
    peak_memory_mb: float

    @property
    def gap(self) -> float:
        """Share of the cost that a better plan could still take off."""
        return max(self.objective_gbp - self.bound_gbp, 0.0) / self.objective_gbp

    @property
    def gap_of_saving(self) -> float:
        """Share of the possible saving against doing nothing still unproved.

        NaN where the committed schemes, which every plan holds, cost more than
        they save: there is then no saving to take a share of.
        """
        if not self.objective_gbp < self.do_nothing_gbp:
            return float("nan")
        possible = self.do_nothing_gbp - self.bound_gbp
        return max(self.objective_gbp - self.bound_gbp, 0.0) / possible


@dataclass(frozen=True)
class Plan:
    """The schemes chosen, with their size and opening year.

    Attributes
    ----------
    choices
        Index ``scheme``; columns ``places`` and ``opening_year`` (integers).
        Schemes on site are always in a plan; a scheme not named is not built.
    quality
        None until the plan has been found or assessed.
    """

    choices: pd.DataFrame
    quality: Quality | None = None


@dataclass(frozen=True)
class Progress:
    """News from a running search.

    Attributes
    ----------
    stage
        What is being done, in plain words.
    elapsed_s
        Seconds since the search began.
    objective_gbp, bound_gbp, gap, gap_of_saving
        Of the best plan so far; NaN until there is one.
    plan
        The best plan so far when it is new, else None.
    """

    stage: str
    elapsed_s: float
    objective_gbp: float
    bound_gbp: float
    gap: float
    gap_of_saving: float
    plan: Plan | None = None
