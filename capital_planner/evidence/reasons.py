"""Why specialist bases alone do not meet a child's need: one reason a child."""

from collections.abc import Mapping

DECIDED = "in_places_decided"
NEW_BASES = "in_new_bases"

ALREADY = "already_in_an_independent_school"
SPECIAL = "needs_a_special_school"
INDEPENDENT = "needs_an_independent_school"
AFTER_16 = "in_specialist_post_16"
NO_BASE = "no_base_for_that_need"
NO_HOST = "no_host_in_reach"
TOO_FEW = "too_few_for_a_base"
TOO_SOON = "no_base_could_open_yet"
MONEY = "money"
OPENINGS = "yearly_openings"
NOT_CHOSEN = "allowed_but_not_chosen"

MET: Mapping[str, str] = {
    DECIDED: "in state places that exist, are on site or are committed",
    NEW_BASES: "in new specialist bases inside the journey limit",
}
"""Where the need is met in a plan of bases alone."""

REASONS: Mapping[str, str] = {
    ALREADY: "were in an independent school in the base year and stay: nobody changes "
    "school because of a plan",
    SPECIAL: "have a need that, of state schools, only a special school could meet",
    INDEPENDENT: "have a need that only an independent school could meet",
    AFTER_16: "are in a specialist institution after 16, which no base could replace",
    NO_BASE: "have a need that a base could meet, but no base for that need and phase "
    "is among the candidates",
    NO_HOST: "have no further school that could host a base for their need and phase "
    "inside the journey limit",
    TOO_FEW: "have a host in reach, but with too few other children to fill the "
    "smallest base",
    TOO_SOON: "would fill a further base, but none could open by that year",
    MONEY: "would fill a further base, but the money does not reach",
    OPENINGS: "would fill a further base, but no more may open a year",
    NOT_CHOSEN: "would fill a further base that money and openings allow, but the "
    "plan found leaves it out: it would not lower the whole cost, or the search did "
    "not come to it",
}
"""Why the rest is not met, in the words of the papers; columns of the evidence."""

BY_SHARE = (NO_BASE, NO_HOST, TOO_FEW, TOO_SOON, MONEY, OPENINGS, NOT_CHOSEN)
"""Reasons of children whose need a base could meet."""
