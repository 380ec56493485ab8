"""Words of the sections: fit for the public, plain, and with no school told."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from capital_planner.disclosure import forbidden_words
from capital_planner.papers import Facts, Heading, Paragraph, Picture, Points, Section
from capital_planner.papers.sections.assumption_words import WORDS
from capital_planner.papers.sections.questions import questions
from capital_planner.papers.sections.schemes_here import schemes_of
from tests.capital_planner import lancashire
from tests.capital_planner.pack.packed import (
    UNAGREED,
    facts,
    facts_with,
    sections,
    tables,
    texts,
    tiny,
    worked,
)
from tests.capital_planner.small_map import HIDDEN_SITE

EAST = ("Burnley", "Hyndburn", "Pendle", "Ribble Valley", "Rossendale")
NEVER = re.compile(r"\b(worst|winners?|losers?|unplaced|losing)\b", re.IGNORECASE)
MOST_GRADE = 7.0
"""Of the Flesch-Kincaid grade: that of a child of about 12."""


def every_text(given: Facts) -> list[str]:
    return [text for section in sections(given) for text in texts(section)]


@pytest.mark.parametrize("chosen", ["found", "committed", "do_nothing"])
def test_public_words_are_those_agreed(chosen: str) -> None:
    said = every_text(facts(chosen=chosen))
    assert forbidden_words(said) == []
    assert [text for text in said if NEVER.search(text)] == []
    assert [text for text in said if re.search(r"\bnan\b|\bNone\b|  ", text)] == []


@pytest.mark.parametrize("chosen", ["found", "do_nothing"])
def test_a_small_case_with_nothing_worked_out_beside(chosen: str) -> None:
    said = every_text(tiny(chosen))
    assert forbidden_words(said) == []
    assert not any(HIDDEN_SITE in text for text in said)
    evidence, futures = sections(tiny(chosen), "bases_first", "futures")
    for section in (evidence, futures):
        assert "ot worked out for this pack" in " ".join(texts(section))
    assert not any("main.py" in text for text in said)


def test_the_council_reads_the_site() -> None:
    said = every_text(tiny("found", "restricted"))
    assert any(HIDDEN_SITE in text for text in said)


def test_keys_are_unique_and_each_section_says_its_finding_first() -> None:
    made = sections(facts())
    keys = [section.key for section in made]
    keys += [
        block.key
        for section in made
        for block in section.blocks
        if not isinstance(block, Heading | Paragraph | Points)
    ]
    assert len(set(keys)) == len(keys)
    first = [section.blocks[0] for section in made if section.key != "questions"]
    assert all(isinstance(block, Paragraph) and block.strong for block in first)


def test_points_of_a_list_end_alike() -> None:
    blocks = [block for section in sections(facts()) for block in section.blocks]
    lists = [block.items for block in blocks if isinstance(block, Points)]
    assert lists
    for items in lists:
        assert len({item.endswith(".") for item in items}) == 1, items


def pages(given: Facts) -> dict[str, Section]:
    return {
        section.title.split(":")[0]: section for section in sections(given, "atlas")[1:]
    }


def said_to_be_open(section: Section) -> list[str]:
    return [
        item
        for block in section.blocks
        if isinstance(block, Points)
        for item in block.items
    ]


def test_an_unagreed_expansion_is_said_to_be_in_one_of_several_districts() -> None:
    among = "in one of Burnley, Hyndburn, Pendle, Ribble Valley or Rossendale"
    for district, page in pages(facts()).items():
        grows = [text for text in said_to_be_open(page) if "may grow" in text]
        assert len(grows) == (district in EAST), district
        assert all(among in text and "about" in text for text in grows)
        for block in page.blocks:
            if isinstance(block, Picture):
                assert not any("|" in symbol.district for symbol in block.spec.symbols)


def test_the_public_reads_the_same_whichever_school_it_is() -> None:
    this, other = (
        replace_option(facts(), school) for school in (UNAGREED, another_school())
    )
    assert this.option("found").plan.choices.index.difference(
        other.option("found").plan.choices.index
    ).tolist() == [UNAGREED]
    assert schemes_of(this) == schemes_of(other)


def another_school() -> str:
    """Find a school in another district of the East that may grow by as much."""
    scenario = worked(UNAGREED).scenario
    schemes, sizes = scenario.schemes, scenario.sizes.index
    places = worked(UNAGREED).plan.choices["places"].to_dict()[UNAGREED]
    same = schemes["districts"] == schemes["districts"].to_dict()[UNAGREED]
    grows = (schemes["route"] == "special_expansion") & (schemes["consent"] == "none")
    away = schemes["district"] != "Hyndburn"
    names = schemes.index[same & grows & away]
    return next(str(name) for name in names if (name, places) in sizes)


def replace_option(given: Facts, expansion: str) -> Facts:
    """Move the growth to another school, with no child placed anew."""
    found = given.option("found")
    choices = found.plan.choices.rename(index={UNAGREED: expansion})
    option = replace(found, plan=type(found.plan)(choices))
    return replace(given, options=(*given.options[:2], option))


def test_the_council_reads_where_an_expansion_is() -> None:
    found = pages(facts("restricted"))
    site = worked(UNAGREED).scenario.schemes["site"].to_dict()[UNAGREED]
    table = tables(facts("restricted"), "atlas")["schemes_hyndburn"]
    assert site in table.rows["scheme"].tolist()
    grows = [text for text in said_to_be_open(found["Hyndburn"]) if "may grow" in text]
    assert grows == []


def test_no_school_that_has_not_agreed_is_named() -> None:
    scenario = worked(UNAGREED).scenario
    schemes = scenario.schemes
    agreed = schemes["consent"] == "agreed"
    named = [*schemes.loc[agreed, "site"], *scenario.provisions["name"]]
    free = ~agreed & (schemes["route"] == "specialist_base")
    hosts = {name for name in schemes.loc[free, "site"] if name}
    hosts = {name for name in hosts if not any(name in other for other in named)}
    said = "\n".join(every_text(facts()))
    assert len(hosts) > 20
    assert [name for name in hosts if name in said] == []


def test_every_assumption_has_words_for_the_public() -> None:
    names = set(lancashire.case().assumptions.table.index.get_level_values("name"))
    assert names <= set(WORDS)
    assert forbidden_words(words for _, words in WORDS.values()) == []


def test_what_was_not_imported_is_said_so() -> None:
    held = tables(facts(), "equality")["equality_held"].rows.set_index("characteristic")
    assert held["held"].to_dict()["Rural or urban"].startswith("No")
    assert held["source"].to_dict()["Rural or urban"] == "not known"
    assert held["held"].to_dict()["Deprivation"].startswith("Yes")


ASKED = (
    "in the budget", "no host comes forward", "rise by a quarter", "1 April 2028",
    "265 places", "have to move", "fewer special school places", "class size",
    "not right for my child", "When, honestly", "my division",
)  # fmt: skip


def test_every_question_people_ask_is_answered() -> None:
    asked = questions(facts())
    assert len(asked) == len(ASKED)
    for words, (question, answer) in zip(ASKED, asked, strict=True):
        assert words in question
        assert answer
        assert all(len(text) > 20 for text in answer)
    said = {question: " ".join(answer) for question, answer in asked}
    assert "Not known" in said["How many of the 265 places opened, and are they full?"]
    assert said["Will my child have to move?"].startswith("No.")


def answer(given: Facts, words: str) -> str:
    return next(" ".join(said) for asked, said in questions(given) if words in asked)


def with_budget(share: float) -> Facts:
    """Give every option so many times the money."""
    given = facts(chosen="committed")
    options = []
    for option in given.options:
        funding = option.scenario.funding
        scenario = replace(option.scenario, funding=funding * share)
        money = option.measures.money.assign(
            allocation_gbp=option.measures.money["allocation_gbp"] * share
        )
        measures = replace(option.measures, money=money)
        options.append(replace(option, scenario=scenario, measures=measures))
    return replace(given, options=tuple(options))


def test_the_budget_is_answered_from_the_money() -> None:
    money = facts().option("committed").measures.money
    cost = money[["capital_committed_gbp", "capital_decided_gbp"]].to_numpy().sum()
    have = money["allocation_gbp"].sum()
    plenty = answer(with_budget(2.0), "in the budget")
    assert f"£{cost / 1e6:,.1f}m" in plenty
    assert f"£{2 * have / 1e6:,.1f}m" in plenty
    assert "fits, in each year" in plenty
    assert "fits in the end. But by 2026-27" in answer(with_budget(1.0), "budget")
    assert "too much" in answer(with_budget(0.1), "in the budget")
    dearer = answer(with_budget(1.0), "rise by a quarter")
    assert f"£{1.25 * round(cost, -5) / 1e6:,.1f}m" in dearer
    assert "have to wait" in answer(with_budget(0.8), "rise by a quarter")
    assert "Not known" in answer(with_budget(0.0), "in the budget")


def test_an_exempt_cost_is_in_no_public_sum() -> None:
    given = facts()
    found = given.option("found")
    schemes = found.scenario.schemes.assign(cost_exempt=False)
    schemes.loc[UNAGREED, "cost_exempt"] = True
    option = replace(found, scenario=replace(found.scenario, schemes=schemes))
    given = replace(given, options=(*given.options[:2], option))
    for words in ("in the budget", "rise by a quarter"):
        assert "£" not in answer(given, words)
    assert "£" in answer(replace(given, audience="restricted"), "in the budget")


def test_places_that_opened_are_counted_where_that_is_known() -> None:
    case = lancashire.case()
    programme = case.programme.copy()
    first = programme.index[programme["standing"] == "on_site"][0]
    programme.loc[first, "reached"] = "open"
    given = replace(facts(), case=replace(case, programme=programme))
    places = int(programme["places"].loc[first])
    assert f"1 of the schemes have opened, with {places} places" in answer(
        given, "265 places"
    ) or f"1 of the schemes has opened, with {places} places" in answer(
        given, "265 places"
    )


def syllables(word: str) -> int:
    found = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith("le")
    return max(len(found) - int(silent), 1)


def grade(text: str) -> float:
    """Flesch-Kincaid grade (Kincaid and others 1975)."""
    sentences = [part for part in re.split(r"[.?!:]+\s", text) if part.strip()]
    words = re.findall(r"[A-Za-z']+", text)
    sounds = sum(map(syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * sounds / len(words) - 15.59


@pytest.mark.parametrize("chosen", ["found", "committed", "do_nothing"])
def test_answers_read_as_a_child_of_twelve_can(chosen: str) -> None:
    for question, said in questions(facts(chosen=chosen)):
        text = " ".join([question, *said])
        assert grade(text) <= MOST_GRADE, (round(grade(text), 1), text)


def test_no_page_of_the_atlas_tells_which_school_it_is() -> None:
    """Worked out anew with the growth at another school, every page is the same."""
    this, other = facts(), facts_with(another_school())
    assert len(this.option("found").measures.by_area) > 0
    exact = [
        given.option("found").measures.by_area["places"] for given in (this, other)
    ]
    assert not exact[0].equals(exact[1])
    for one, two in zip(sections(this, "atlas"), sections(other, "atlas"), strict=True):
        assert list(beside_the_map(one)) == list(beside_the_map(two))
    for key in ("equality_districts", "map_figures"):
        frames = [
            tables(given, "equality", "maps")[key].rows.iloc[:-1]
            for given in (this, other)
        ]
        assert frames[0].equals(frames[1])


def beside_the_map(section: Section) -> Iterator[str]:
    words = (block for block in section.blocks if not isinstance(block, Picture))
    yield from texts(replace(section, blocks=tuple(words)))
    for block in section.blocks:
        if isinstance(block, Picture):
            yield block.said
            yield from (repr(symbol) for symbol in block.spec.symbols)
