"""Answers for families, for the page of questions people ask."""

from capital_planner.mapspec import academic_year
from capital_planner.papers.facts import Facts
from capital_planner.papers.sections.council_answers import UNKNOWN
from capital_planner.papers.sections.schemes_here import places_added, schemes_of
from capital_planner.papers.telling import named


def moves(_: Facts) -> tuple[str, ...]:
    """Say that nobody has to move."""
    return (
        "No. Nobody changes school because of this plan. It is about new places only.",
        (
            "Your child's school is named in their own plan. You and your child have a "
            "say in that."
        ),
    )


def fewer(facts: Facts) -> tuple[str, ...]:
    """Say whether a base takes special school places away."""
    option = facts.option(facts.chosen)
    schemes = option.scenario.schemes.reindex(option.plan.choices.index)
    base = (schemes["kind"] == "base").to_numpy(bool)
    places = option.plan.choices["places"].to_numpy(int)
    bases, rest = int(places[base].sum()), int(places[~base].sum())
    if not facts.restricted:
        rest = 5 * round(rest / 5)
    about = "" if facts.restricted else "about "
    return (
        "No. No special school loses a place in this plan.",
        (
            f"With {named(option)}, bases get {bases:,} new places. Special "
            f"schools and settings for ages 19 and up get {about}{rest:,}."
        ),
        (
            "A base is for a child whose need it can meet. A child who needs a special "
            "school still needs one."
        ),
    )


def inside(facts: Facts) -> tuple[str, ...]:
    """Say what is known of class size and therapists."""
    found = facts.case.assumptions.table
    sizes = ""
    if ("class_size", "") in found.index:
        low, high = (int(found[end].loc[("class_size", "")]) for end in ("low", "high"))
        sizes = f" Guidance says {low} to {high} children in a class."
    return (
        f"Class size is for each school to decide.{sizes}",
        (
            f"Which therapists will be there? {UNKNOWN} The council has to agree this "
            "with the health service first. It is not in this plan."
        ),
    )


def not_right(_: Facts) -> tuple[str, ...]:
    """Say what a family can do."""
    return (
        "You can say so. Tell the school, or your child's plan coordinator.",
        (
            "Your child's plan is looked at once a year. You can ask for this to be "
            "done sooner. You can ask for another school."
        ),
        (
            "If you do not agree with the council, you can ask for mediation. You can "
            "appeal to the tribunal."
        ),
    )


def when(facts: Facts) -> tuple[str, ...]:
    """Say when places open, and how sure that is."""
    schemes = schemes_of(facts)
    if not schemes:
        return ("This option opens no new places, so there is no date.",)
    years = [scheme.opening_year for scheme in schemes]
    unbuilt = [
        scheme
        for scheme in schemes
        if scheme.opening_year > facts.scenario.base_year + 1
    ]
    first, last = academic_year(min(years)), academic_year(max(years))
    when = f"in {first}" if first == last else f"between {first} and {last}"
    return (
        (
            f"The first places of each scheme are planned {when}. A new place takes "
            "time to fill: a base or school may take up to three years."
        ),
        (
            f"{len(unbuilt)} of the {len(schemes)} schemes are not built yet. They may "
            "be late. A new school has taken about two and a half years from the first "
            "yes to the first day."
        ),
    )


def division(facts: Facts) -> tuple[str, ...]:
    """Say what is shown of an electoral division."""
    kinds = {str(name) for name in facts.case.groupings["grouping"].unique()}
    held = "division" in " ".join(kinds)
    first = (
        "We do not count children below a district. Small numbers could point to a "
        "child."
    )
    second = (
        "The page of your district shows what is open there, and what is planned."
        if held
        else "This planner does not know where the divisions are. So the nearest "
        "place to yours is not known. The page of your district shows what is open "
        "there, and what is planned."
    )
    return (first, f"{second} {places_added(facts)}".strip())
