"""What sections say: stages, readiness, the recommendation, risks and the audit."""

from dataclasses import replace

import pandas as pd
import pytest

from capital_planner.case import Assumptions
from capital_planner.disclosure import CONSULTATION
from capital_planner.papers import Facts, Points
from capital_planner.papers.document import Heading
from capital_planner.papers.sections import (
    assumptions,
    audit,
    consultation,
    programme,
    readiness,
    recommendation,
    risks,
)
from capital_planner.rules import Pin, Rules
from tests.capital_planner.sections.made import (
    MADE,
    MIXED,
    QUALITY,
    facts,
    line,
    sections,
    table,
    texts,
    tiny,
)


def said(section: object) -> str:
    return "\n".join(texts([section]))  # type: ignore[list-item]


def test_every_section_has_a_key_of_its_own_and_so_has_every_table() -> None:
    made = sections(facts())
    assert len({section.key for section in made}) == len(made)
    keys = [
        block.key
        for section in made
        for block in section.blocks
        if hasattr(block, "key")
    ]
    assert len(set(keys)) == len(keys)


def test_recommendation_is_a_draft_before_consultation_with_the_numbers() -> None:
    given = facts()
    section = recommendation.section(given)
    assert section.title == CONSULTATION.rstrip(".")
    text = said(section)
    first, option = given.options[0], given.option("mixed")
    independent = [
        given.figures[key]["independent"].loc[("all", "all", "all", given.last_year)]
        for key in (option.key, first.key)
    ]
    for children in independent:
        assert f"about {children:,.0f} children" in text
    assert f"adds {len(MIXED)} schemes still to decide" in text
    assert f"by at most {QUALITY.gap:.1%}" in text


def steps_on(day: str) -> list[str]:
    """Next steps as a pack made on a day says them."""
    given = facts(made=replace(MADE, on=day))
    (points,) = [
        block
        for block in recommendation.section(given).blocks
        if isinstance(block, Points) and block.numbered
    ]
    return list(points.items)


def test_consultation_comes_before_the_decision_in_the_next_steps() -> None:
    steps = steps_on("1 January 2020")
    at = [
        next(n for n, step in enumerate(steps) if word in step)
        for word in (
            "consulted (about 6 weeks)",
            "notices",
            "Cabinet decides",
            "Places open",
        )
    ]
    assert at == sorted(at)
    assert steps[-1] == "Places open: September 2026 to September 2030."
    assert not any("not known" in step for step in steps)


def test_a_step_whose_month_is_past_is_not_said_to_be_still_to_come() -> None:
    given = facts()
    option = given.option("mixed")
    standing = given.scenario.schemes["standing"].reindex(option.plan.choices.index)
    opens = option.plan.choices["opening_year"][standing != "on_site"]
    past, ahead = int((opens <= 2026).sum()), int((opens > 2026).sum())
    assert past > 1
    assert steps_on("25 November 2026")[-1] == (
        f"Places open: September 2027 to September 2030 for {ahead} schemes; due by "
        f"September 2026 for {past} schemes, and it is not known whether this is done."
    )
    assert steps_on("30 September 2026")[-1].startswith("Places open: September 2026 ")
    later = steps_on("1 October 2030")
    assert later[-1] == (
        "Places open: due by September 2030; it is not known whether this is done."
    )
    assert all("due by" in step for step in later)


def test_doing_nothing_recommends_no_scheme_and_no_step() -> None:
    section = recommendation.section(facts("do_nothing"))
    assert "No scheme is added" in said(section)
    assert not [b for b in section.blocks if isinstance(b, Points) and b.numbered]


def test_dates_are_counted_back_from_the_opening() -> None:
    rows = table(programme.section(facts()), "programme_dates").set_index("scheme")
    school = rows.loc["New special school in Hyndburn"]
    # September 2028 less 14 months on site, 6.5 to it, 1.1 and 1.4 before.
    assert school["on_site_by"] == "July 2027"
    assert school["cabinet_decision_by"] == "December 2026"
    assert school["informal_consultation_by"] == "October 2026"


def test_stage_reached_what_comes_next_and_how_long_it_takes() -> None:
    given = facts()
    rows = table(consultation.section(given), "consultation_status")
    rows = rows.set_index("scheme")
    approved = rows.loc["New special school in Hyndburn"]
    assert approved["stage"] == "feasibility"
    assert approved["consulted"] == "not begun"
    assert approved["next_stage"] == "informal consultation"
    assert approved["months_to_next"] == pytest.approx(8.0)
    assert approved["months_to_open"] == pytest.approx(1.4 + 1.1 + 6.5 + 14)
    assert "about 6 weeks" in said(consultation.section(given))
    assert "4 to 5 weeks" in said(consultation.section(given))


def at_stage(stage: str) -> Facts:
    """Facts in which every scheme that is not being built has reached a stage."""
    given = facts()
    schemes = given.scenario.schemes
    built = schemes["standing"] == "on_site"
    scenario = replace(
        given.scenario,
        schemes=schemes.assign(reached=schemes["reached"].where(built, stage)),
    )
    option = replace(given.option("mixed"), scenario=scenario)
    return replace(given, options=(*given.options[:2], option))


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("expression of interest", "not begun"),
        ("informal consultation", "under way"),
        ("statutory notice", "held"),
        ("open", "held"),
    ],
)
def test_consultation_follows_the_stage(stage: str, words: str) -> None:
    section = consultation.section(at_stage(stage))
    rows = table(section, "consultation_status")
    assert set(rows["consulted"]) == {words}
    begun = "none of them" if words == "not begun" else f"{len(rows)} of them"
    assert begun in line(section)


def test_readiness_says_not_known_for_what_the_case_does_not_say() -> None:
    rows = table(readiness.section(facts()), "readiness").set_index("scheme")
    assert set(rows[["planning", "health", "staff"]].to_numpy().ravel()) == {
        "not known"
    }
    assert rows.loc["Mayfield expansion", "host"] == "yes"
    assert rows.loc["Specialist base in Burnley", "host"] == "to be confirmed"
    assert rows.loc["New special school in Hyndburn", "site_found"] == "to be found"
    ideas = rows[rows.index.str.startswith("Specialist base at a")]
    assert set(ideas["host"]) == {"not asked yet"}
    assert "Bleasdale School expansion 2025" not in rows.index


def test_abortive_cost_is_not_known_without_a_figure() -> None:
    assert "schemes that then do not open: not known" in said(risks.section(facts()))


def test_abortive_cost_says_the_source_of_the_share() -> None:
    given = facts(audience="restricted")
    table_ = given.case.assumptions.table
    row = pd.DataFrame(
        {
            **dict.fromkeys(table_.columns),
            "value": 0.1,
            "unit": "share",
            "status": "working assumption",
            "source": "as the surveyor says",
        },
        index=pd.MultiIndex.from_tuples(
            [("abortive_share", "")], names=table_.index.names
        ),
    )
    case = replace(
        given.case, assumptions=Assumptions(pd.concat([table_, row.astype(object)]))
    )
    text = said(risks.section(replace(given, case=case)))
    assert "10%; working assumption: as the surveyor says" in text


def test_costs_up_by_a_quarter_say_what_no_longer_fits() -> None:
    text = said(risks.section(tiny(audience="restricted")))
    assert "If costs rise by a quarter" in text
    assert "Every scheme still to decide could be paid for" in text
    poor = tiny(audience="restricted")
    scenario = replace(poor.scenario, funding=poor.scenario.funding * 0.1)
    option = replace(poor.option("some"), scenario=scenario)
    dear = said(risks.section(replace(poor, options=(poor.options[0], option))))
    assert "2 schemes with 8 places would no longer fit" in dear
    assert ", 2027/28: A scheme (growth-a)." in dear


def test_an_option_without_schemes_has_no_risk_in_building() -> None:
    section = risks.section(facts("do_nothing"))
    assert "adds no scheme" in line(section)
    heads = [block.text for block in section.blocks if isinstance(block, Heading)]
    assert heads == ["When the council ends"]


def test_audit_says_how_to_make_the_pack_again() -> None:
    given = facts()
    section = audit.section(given)
    text = said(section)
    assert MADE.command in text
    assert given.scenario.case_digest in text
    inputs = table(section, "audit_inputs").set_index("table")["sha256"]
    assert inputs.to_dict() == dict(MADE.digests)
    searches = table(section, "audit_searches").set_index("option")
    assert searches.loc["Mixed", "seed"] == 7
    assert searches.loc["Mixed", "gap"] == round(QUALITY.gap, 3)
    assert "No rule was asked for" in text


def test_audit_names_the_commands_for_what_was_not_worked_out() -> None:
    given = facts()
    assert given.evidence is None
    assert given.outcomes is None
    text = said(audit.section(given))
    assert "main.py export --beside bases-first" in text
    assert "main.py futures" in text


def test_audit_gives_rules_in_full_to_the_council_alone() -> None:
    given = facts()
    settings = replace(
        given.scenario.settings, rules=Rules(pins=(Pin("secret-host", "in"),))
    )
    scenario = replace(given.scenario, settings=settings)
    option = replace(given.option("mixed"), scenario=scenario)
    options = (*given.options[:2], option)
    public = said(audit.section(replace(given, options=options)))
    council = said(
        audit.section(replace(given, options=options, audience="restricted"))
    )
    assert "put in, left out or fixed" in public
    assert "secret-host" not in public
    assert "secret-host" in council


def test_units_and_areas_are_in_the_words_of_readers() -> None:
    units = set(table(assumptions.section(facts()), "assumptions_costs")["unit"])
    assert "pounds per place per year" in units
    assert not any("GBP" in unit for unit in units)
    given = facts()
    settings = replace(given.scenario.settings, resolution="msoa")
    *others, last = given.options
    fine = replace(last, scenario=replace(last.scenario, settings=settings))
    said = line(audit.section(replace(given, options=(*others, fine))), 1)
    assert "Homes by MSOA." in said
