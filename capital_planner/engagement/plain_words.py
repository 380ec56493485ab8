"""What families read at an event, in plain English: short words, short sentences."""

import math
from collections.abc import Mapping

from capital_planner.disclosure import NOBODY_MOVES, OPTION
from capital_planner.engagement.event import Event, EventOption, Position
from capital_planner.mapspec import academic_year
from capital_planner.settings import Future

TOO_FEW = "too few to show"
ROWS: Mapping[str, str] = {
    "demand": "Children who need a place",
    "places": "Places",
    "independent": "Children in independent schools",
    "still_needed": "Places still needed",
    "long_journey": "Children with a long trip",
}
"""What each figure is called."""
FUTURES: Mapping[Future, str] = {
    "low": "fewer children",
    "central": "most likely",
    "high": "more children",
}
FIXED = (OPTION, NOBODY_MOVES)
"""On every page that a family reads; on paper with how the numbers come about."""
LEFT_OUT = (
    "Some schools may grow but have not agreed yet. We count their places for the "
    "whole county and not for each area."
)
INDEPENDENT = "The council does not run an independent school. It pays for the place."
WELCOME = "School places for children who need more help"
ABOUT = (
    "Some children need more help to learn. They may go to a special school. Or they "
    "may go to a base. A base is a small unit in a school. Here you can see what "
    "could change, and tell us what you think."
)
NO_POSTCODES = (
    "We cannot look up a postcode here. Type the name of your town or school."
)
NO_SUCH_POSTCODE = "We do not know that postcode. Type the name of your town or school."
MAP_CAPTION = (
    "Dark areas have more children who need a place. The marks are schools and bases."
)
THANK_YOU = "Thank you. We have counted your answer. We did not keep your name."
ALREADY: Mapping[str, str] = {
    "do-nothing": "We build nothing more. We just finish what we have begun.",
    "committed": "We build what has been agreed so far, and no more.",
}
KINDS: Mapping[str, tuple[str, str]] = {
    "new": ("1 new special school or site", "{} new special schools or sites"),
    "bigger": ("1 special school gets bigger", "{} special schools get bigger"),
    "base": ("1 school gets a base", "{} bases in other schools"),
    "older": ("1 new setting for ages 19 and up", "{} new settings for ages 19 and up"),
    "accessible": ("1 school made easy to use", "{} other schools made easy to use"),
}
MILLION = 1_000_000
YOUNGER, OLDER = "primary", "secondary"


def option_sentences(option: EventOption) -> tuple[str, ...]:
    """Say what an option is: what opens, how many more places, and the money."""
    said = [ALREADY[_plain(option.key)]] if _plain(option.key) in ALREADY else []
    for kind, (one, many) in KINDS.items():
        count = option.kinds.get(kind, 0)
        if count:
            said.append(f"{one if count == 1 else many.format(count)}.")
    if option.more_places > 0:
        said.append(f"In all, about {option.more_places:,.0f} more places.")
    return (*said, f"{money_words(option)}.")


def _plain(key: str) -> str:
    return key.replace("_", "-")


def money_words(option: EventOption) -> str:
    """Say what an option costs to build: ``About £43 million to build``."""
    if option.capital_gbp is None:
        return "We cannot show the cost yet"
    millions = option.capital_gbp / MILLION
    if millions < 0.5:
        return "No new money to build" if millions < 0.05 else "Under £1 million"
    return f"About £{millions:,.0f} million to build"


def figure_words(event: Event, column: str, at: Position) -> str:
    """Say a figure: ``about 120``, ``none``, ``too few to show``."""
    value = event.figure(column, at)
    if math.isnan(value):
        return TOO_FEW
    return f"about {value:,.0f}" if value else "none"


def area_sentences(event: Event, at: Position) -> tuple[str, ...]:
    """Tell an area in a year, one fact a sentence."""
    name, told = event.called(at.area), f"In {academic_year(at.year)}"
    said = {column: figure_words(event, column, at) for column in ROWS}
    return (
        _sentence(
            said["demand"],
            f"{told}, {{}} children in {name} need a place.",
            f"{told}, very few children in {name} need a place.",
        ),
        _sentence(said["places"], "{} places are open there.", "Few places are open."),
        _sentence(
            said["independent"],
            "{} of the children go to a school that is independent.",
            "Very few of the children go to a school that is independent.",
        ),
        _sentence(
            said["still_needed"],
            "{} places are still needed.",
            "Very few places are still needed.",
        ),
        _sentence(
            said["long_journey"],
            "{} children have a long trip to school.",
            "Very few children have a long trip to school.",
        ),
    )


def _sentence(said: str, sentence: str, few: str) -> str:
    """Put a figure in a sentence; one that is held back has a sentence of its own."""
    if said == TOO_FEW:
        return few
    whole = sentence.format("no" if said == "none" else said)
    return whole[0].upper() + whole[1:]


def long_trip(event: Event) -> str:
    """Say what a long trip is, by the limits of the scenario."""
    limits = next(iter(event.worked.values())).scenario.journey_limit
    younger, older = (float(limits[phase]) for phase in (YOUNGER, OLDER))
    return (
        f"A long trip is more than {younger:.0f} minutes for a young child. It is "
        f"more than {older:.0f} minutes for an older child."
    )


def year_words(event: Event, year: int) -> str:
    """Name a school year: ``Now (2025/26)``, ``2030/31``."""
    return f"Now ({academic_year(year)})" if year == event.now else academic_year(year)
