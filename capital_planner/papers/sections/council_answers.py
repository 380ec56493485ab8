"""Answers on money, hosts and the council, for the page of questions people ask."""

import pandas as pd

from capital_planner.case import Case
from capital_planner.futures import expected_places
from capital_planner.mapspec import academic_year
from capital_planner.papers.amounts import funded
from capital_planner.papers.facts import Facts
from capital_planner.papers.sections.schemes_here import schemes_of
from capital_planner.papers.writing import money

CAPITAL = ["capital_committed_gbp", "capital_decided_gbp"]
ESTIMATED = (
    "These costs are estimates. Schemes that are being built already are not in them."
)
QUARTER = 1.25
UNKNOWN = "Not known."
NOT_PUBLIC = "The cost of some schemes is not public yet, so the sum is not shown."
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def budget(facts: Facts) -> tuple[str, ...]:
    """Say whether the chosen option costs more than there is, and when."""
    spend, have = _spend(facts), _budgeted(facts)
    if spend is None:
        return (NOT_PUBLIC,)
    if not have:
        return (f"{UNKNOWN} No budget was given to the planner.",)
    said = f"The plan costs about {money(spend)} to build. The budget is {money(have)}."
    if spend > have:
        return (f"{said} So it is about {money(spend - have)} too much.", ESTIMATED)
    year, short = _shortest(facts)
    if not short:
        return (f"{said} So the plan fits, in each year too.", ESTIMATED)
    return (
        (
            f"{said} So the plan fits in the end. But by {_financial(year)} it spends "
            f"about {money(short)} more than the budget so far."
        ),
        ESTIMATED,
    )


def _financial(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"


def _shortest(facts: Facts) -> tuple[int, float]:
    """Find when spending to date is furthest beyond the money to date, and by what."""
    table = facts.option(facts.chosen).measures.money
    spent = table[CAPITAL].sum(axis=1).cumsum()
    over = spent - table["allocation_gbp"].cumsum()
    most = _shown(facts, max(float(over.max()), 0.0))
    return int(table.index[int(over.to_numpy().argmax())]), most


def _spend(facts: Facts) -> float | None:
    """Capital of the chosen option, cash, schemes on site left out.

    None where it would tell the public a cost that is not public.
    """
    option = facts.option(facts.chosen)
    schemes = option.scenario.schemes.reindex(option.plan.choices.index)
    secret = schemes.get("cost_exempt", pd.Series(dtype=bool)).eq(other=True)
    if secret.any() and not facts.restricted:
        return None
    cash = float(option.measures.money[CAPITAL].to_numpy().sum())
    return _shown(facts, cash + option.adaptations.cost_gbp)


def _shown(facts: Facts, pounds: float) -> float:
    """Round to the nearest 100,000 pounds in public."""
    return pounds if facts.restricted else float(round(pounds, -5))


def _budgeted(facts: Facts) -> float:
    return funded(facts.option(facts.chosen))


def no_host(facts: Facts) -> tuple[str, ...]:
    """Say what happens to a scheme whose school has not agreed."""
    option = facts.option(facts.chosen)
    schemes = option.scenario.schemes.reindex(option.plan.choices.index)
    open_still = schemes["standing"] != "on_site"
    unsure = int((open_still & (schemes["consent"] != "agreed")).sum())
    if not unsure:
        return ("Every school in this plan has agreed, or is being built.",)
    few = "1 scheme" if unsure == 1 else f"{unsure} schemes"
    found = (expected_places(option.scenario, option.plan) / 5).round() * 5
    planned, likely = found.astype(int).tolist()
    return (
        (
            f"{few} in this plan {'has' if unsure == 1 else 'have'} no school or site "
            "that has agreed yet. If no one comes forward, that part does not open. "
            "The council would ask other schools, or look at the plan again."
        ),
        (
            f"We plan about {planned:,} places beside those being built. Some schemes "
            f"may not open. Our guess is that about {likely:,} of the places would. "
            "This is a working assumption."
        ),
    )


def dearer(facts: Facts) -> tuple[str, ...]:
    """Work out the cost of the chosen option with a quarter added."""
    spend, have = _spend(facts), _budgeted(facts)
    if spend is None:
        return (NOT_PUBLIC,)
    more = round(QUARTER * spend, -5)
    said = f"The plan would cost about {money(more)} and not {money(spend)}."
    if not have:
        return (said, f"Is that in the budget? {UNKNOWN}")
    if more <= have:
        return (said, f"That is still less than the budget of {money(have)}.")
    over = money(more - have)
    return (
        said,
        (
            f"That is {over} more than the budget of {money(have)}. Some schemes would "
            "have to wait, get smaller, or stop."
        ),
    )


def _ends(case: Case) -> str:
    ends = case.authority["ends_on"].iloc[0]
    if not isinstance(ends, str) or not ends:
        return ""
    year, month, day = ends.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def asks_after(facts: Facts) -> str:
    """Ask what comes after the council ends, if it does."""
    ends = _ends(facts.case)
    if not ends:
        return "Will the council stay, and who pays?"
    return f"What happens to schemes after {ends}, and who pays?"


def after(facts: Facts) -> tuple[str, ...]:
    """Say what is known of schemes after the council ends."""
    ends = _ends(facts.case)
    if not ends:
        return ("We know of no change to the council.",)
    year = int(ends.split()[-1])
    late = sum(scheme.opening_year >= year for scheme in schemes_of(facts))
    some = "One scheme opens" if late == 1 else f"{late} schemes open"
    return (
        (
            f"The county council ends on {ends}. New councils take over its schools "
            f"and its duties. {some if late else 'No scheme opens'} in "
            f"{academic_year(year)} or later."
        ),
        (
            f"Which new council will pay for each scheme? {UNKNOWN} It has to be "
            "agreed by the councils before then."
        ),
    )


def _agreed_places(facts: Facts) -> int:
    """Places of the programme that are on site, or open."""
    programme = facts.case.programme
    places = programme.loc[programme["standing"] == "on_site", "places"]
    return int(places.fillna(0).sum())


def asks_opened(facts: Facts) -> str:
    """Ask how many of the places agreed have opened."""
    places = _agreed_places(facts)
    many = f"the {places:,} places" if places else "the agreed places"
    return f"How many of {many} opened, and are they full?"


def opened(facts: Facts) -> tuple[str, ...]:
    """Say what is known of places agreed: opened, and full."""
    programme = facts.case.programme
    decided = programme[programme["standing"] == "on_site"]
    if decided.empty:
        return ("No scheme is being built that we know of.",)
    opened = decided[decided["reached"] == "open"]
    places = _agreed_places(facts)
    first = f"The council agreed {places:,} places in {len(decided)} schemes."
    if opened.empty:
        return (
            (
                f"{first} How many have opened? {UNKNOWN} Nobody has given this "
                "planner a count."
            ),
            f"Are they full? {UNKNOWN} We do not count the children in them.",
        )
    now = int(opened["places"].fillna(0).sum())
    return (
        (
            f"{first} {len(opened)} of the schemes have opened, with {now:,} places "
            "when full."
        ),
        f"Are they full? {UNKNOWN} We do not count the children in them.",
    )
