"""What a pack says of mainstream schools that an option makes accessible."""

from dataclasses import replace

import pytest

from capital_planner.named_options import Adaptations
from capital_planner.papers import Facts
from capital_planner.papers.sections import (
    audit,
    comparison,
    council_answers,
    money,
    recommendation,
    risks,
)
from capital_planner.settings import Audience
from tests.capital_planner.sections.made import facts, line, table, texts

ASIDE = Adaptations(schools=12, cost_gbp=600_000.0)
SAID = "12 mainstream schools are made accessible, for £600,000 (a working assumption)"


def with_adaptations(audience: Audience = "restricted") -> Facts:
    """Take the money off the funding of the chosen option, as a recipe does."""
    given = facts(audience=audience)
    *others, mixed = given.options
    funding = mixed.scenario.funding
    whole = float(funding["allocation_gbp"].sum())
    scenario = replace(mixed.scenario, funding=funding * (1 - ASIDE.cost_gbp / whole))
    mixed = replace(mixed, scenario=scenario, adaptations=ASIDE)
    return replace(given, options=(*others, mixed))


def test_their_cost_is_in_the_capital_still_to_decide() -> None:
    before, after = (
        table(comparison.section(given), "comparison_money").set_index("option")
        for given in (facts(audience="restricted"), with_adaptations())
    )
    more = (after - before).fillna(0.0)
    for column in ("capital_gbp", "capital_to_decide_gbp"):
        assert more[column].tolist() == pytest.approx([0.0, 0.0, ASIDE.cost_gbp])
    assert more["running_cost_gbp"].tolist() == [0.0, 0.0, 0.0]


def test_what_there_is_holds_their_money_too() -> None:
    before, after = facts(audience="restricted"), with_adaptations()
    there_is = line(money.section(before)).split(" of ")[1].split(" of ")[0]
    assert line(money.section(after)).split(" of ")[1] == there_is
    have, still = (council_answers.budget(given)[0] for given in (before, after))
    assert (
        have.split("The budget is ")[1].split(".")[0]
        == (still.split("The budget is ")[1].split(".")[0])
    )


@pytest.mark.parametrize(
    "section",
    [module.section for module in (audit, comparison, money, recommendation)],
)
@pytest.mark.parametrize("audience", ["public", "restricted"])
def test_they_are_said_wherever_a_sum_of_money_is(
    section: object, audience: Audience
) -> None:
    assert callable(section)
    given = with_adaptations(audience)
    assert any(SAID in text for text in texts([section(given)]))
    plain = facts(audience=audience)
    assert not any("made accessible" in text for text in texts([section(plain)]))


def test_a_rise_of_costs_is_of_the_whole_capital() -> None:
    given = with_adaptations()
    whole = table(comparison.section(given), "comparison_money").set_index("option")
    dearer = whole["capital_gbp"].iloc[-1] * risks.QUARTER / 1e6
    said = " ".join(texts([risks.section(given)]))
    assert f"Capital would be £{dearer:,.1f}m" in said
