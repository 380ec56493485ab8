"""What the public may see: words, figures and tables, public by default."""

from capital_planner.disclosure.counts import public_counts
from capital_planner.disclosure.expansions import as_told, points_at_a_school
from capital_planner.disclosure.figures import (
    FEWEST_SHOWN,
    HELD_BACK,
    ROUND_TO,
    about,
    said,
    shown_estimate,
)
from capital_planner.disclosure.own_words import refuse_hosts
from capital_planner.disclosure.pounds import exempt_schemes, shown_pounds
from capital_planner.disclosure.tables import (
    ALL,
    PUBLIC_NAMES,
    about_places,
    about_size,
    council_figures,
    every_scheme,
    left_out,
    public_figures,
    public_measures,
    public_schemes,
    restricted_figures,
    restricted_schemes,
    rounded_figures,
    shown_schemes,
)
from capital_planner.disclosure.wording import (
    ATTRIBUTION,
    CONSULTATION,
    NOBODY_MOVES,
    OPTION,
    PUBLIC_LINES,
    SAY_INSTEAD,
    Wording,
    forbidden_words,
    public_lines,
)

__all__ = [
    "ALL",
    "ATTRIBUTION",
    "CONSULTATION",
    "FEWEST_SHOWN",
    "HELD_BACK",
    "NOBODY_MOVES",
    "OPTION",
    "PUBLIC_LINES",
    "PUBLIC_NAMES",
    "ROUND_TO",
    "SAY_INSTEAD",
    "Wording",
    "about",
    "about_places",
    "about_size",
    "as_told",
    "council_figures",
    "every_scheme",
    "exempt_schemes",
    "forbidden_words",
    "left_out",
    "points_at_a_school",
    "public_counts",
    "public_figures",
    "public_lines",
    "public_measures",
    "public_schemes",
    "refuse_hosts",
    "restricted_figures",
    "restricted_schemes",
    "rounded_figures",
    "said",
    "shown_estimate",
    "shown_pounds",
    "shown_schemes",
]
