"""Types of school in Get Information about Schools, and what follows from each."""

import pandas as pd

from capital_planner.needs import PHASE_NAMES, SEN2_NEEDS, ncy_range, phases_served

STATE_SPECIAL = frozenset({7, 12, 33, 36, 44})
"""Community, foundation, academy (sponsor led), free and academy (converter)."""
OTHER_SPECIAL = frozenset({8, 10, 32})
"""Non-maintained, other independent, and special post-16 institution."""
BODIES = {
    "council": frozenset({1, 3, 7, 14, 15}),
    "diocese": frozenset({2}),
    "trust": frozenset({5, 6, 12, 28, 33, 34, 35, 36, *range(38, 47)}),
}
"""Whose consent a scheme needs, by the codes of types; none for the rest."""
PHASES_SAID = {
    "Nursery": "primary",
    "Primary": "primary",
    "Middle deemed primary": "primary",
    "Middle deemed secondary": "secondary",
    "Secondary": "secondary",
    "16 plus": "post-16",
}
"""Phase of education as published, to the phase of a base there."""
NONE_NAMED = ("MLD", "SLD", "ASD", "SEMH")
"""Working assumption: what a special school serves that names no need."""
DESIGNATED_SHARE, ALSO_SHARE = 0.2, 0.05
"""Least share of a school's children with plans, working assumptions."""


def body_of(type_code: int) -> str:
    """Whose consent a scheme at a school of a type needs; empty where none applies."""
    return next((body for body, codes in BODIES.items() if type_code in codes), "")


def base_phase(said: str, age_from: int | None, age_to: int | None) -> str:
    """Phase that a base at a school serves; empty where it cannot be told.

    An all-through school, or one whose phase is not said, counts for the first
    phase that its ages serve: a working assumption.
    """
    if said in PHASES_SAID:
        return PHASES_SAID[said]
    if age_from is None or age_to is None:
        return ""
    served = phases_served(*ncy_range(age_from, age_to))
    return next((phase for phase in PHASE_NAMES if phase in served), "")


def designations(pupils: pd.Series) -> tuple[str, str]:
    """Needs that a school is organised for, and needs that it also takes.

    Parameters
    ----------
    pupils
        Children with plans by SEN2 code of primary need.

    Returns
    -------
    tuple of str
        Codes separated by spaces, most children first: needs of at least a fifth
        of the children, and of at least a twentieth; both are empty for no child.
    """
    known = pupils[pupils.index.isin(list(SEN2_NEEDS)) & (pupils > 0)]
    share = (known / known.sum()).sort_values(ascending=False, kind="stable")
    own = share[share >= DESIGNATED_SHARE].index
    also = share[(share < DESIGNATED_SHARE) & (share >= ALSO_SHARE)].index
    return " ".join(own), " ".join(also)
