"""Whether approved schemes can be what the programme says of them."""

from collections.abc import Callable, Iterator

from capital_planner.errors import Problem
from capital_planner.scenario.frames import Scenario
from capital_planner.stages import first_september, months_between, reached_in_words

HOSTED_ALIKE = ["standing", "route", "earliest_year", "latest_year"]
"""What a scheme at one of its possible hosts shares with the scheme itself."""


def years_follow_stages(scenario: Scenario) -> Iterator[Problem]:
    """Point out schemes that are to open before their stage allows."""
    schemes = scenario.schemes
    dated = schemes[schemes["reached_on"].ne("") & schemes["instead_of"].eq("")]
    for scheme, row in dated.iterrows():
        opens, needed = int(row["earliest_year"]), float(row["months_to_open"])
        ready = first_september(row["reached_on"], needed)
        if opens < ready:
            yield Problem(
                f"{row['label']} is published for {opens}, "
                f"{months_between(row['reached_on'], opens)} months after "
                f"{reached_in_words(row['reached'])}; what is left takes about "
                f"{needed:.0f} months, to {ready}.",
                "Ask for its programme, and correct its year or its stage.",
                file="scenario",
                column="schemes",
                value=str(scheme),
                severity="warning",
            )


def hosts_stand_for_a_scheme(scenario: Scenario) -> Iterator[Problem]:
    """Check that a scheme at a possible host is as the approved scheme is."""
    schemes = scenario.schemes
    ladder = scenario.sizes.index.to_frame(index=False)
    places = ladder.groupby("scheme")["places"].agg(tuple)
    told = schemes[HOSTED_ALIKE].assign(places=places.reindex(schemes.index))
    approved = schemes["standing"].eq("committed") & schemes["instead_of"].eq("")
    for scheme, stands_for in schemes["instead_of"][lambda of: of != ""].items():
        known = stands_for in schemes.index[approved]
        if not known or not told.loc[[scheme, stands_for]].nunique().eq(1).all():
            yield Problem(
                f"The scheme stands for {stands_for}, which is not an approved scheme "
                "of the same size, route and year.",
                "Build the scenario again from a checked case, or report this.",
                file="scenario",
                column="schemes",
                value=str(scheme),
            )


RULES: tuple[Callable[[Scenario], Iterator[Problem]], ...] = (
    years_follow_stages,
    hosts_stand_for_a_scheme,
)
