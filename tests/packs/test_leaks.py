"""No public byte of a pack tells a school that has not agreed, or an exempt cost."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pandas as pd

from capital_planner.papers import Facts, Paper, Picture, Section, Table
from capital_planner.papers.packs import PACKS, spoken
from capital_planner.papers.sections import comparison, forecast, questions
from capital_planner.settings import Audience
from data import json_bytes
from tests.capital_planner.pack.packed import UNAGREED, texts
from tests.capital_planner.pack.test_words import another_school
from tests.packs.made import EXEMPT_GBP, Written, pack, secretive, written
from tests.packs.secret import drawn, exempt_pounds, hosts, leaks, words
from tests.packs.told import texts_of
from ui.commands.options import Option
from ui.commands.record import record
from ui.figures import cards, year_rows

HOST = "base-139290-ASD-SLCN"
"""In the option found: a secondary school, which has not agreed."""
FORMATS = (".pdf", ".docx", ".pptx", ".xlsx", ".gpkg", ".csv", ".svg", ".png")


MOST_SECRET = ("maps", "programme", "money", "readiness", "district_south_ribble")
"""Sections that tell the council where schemes are and what they cost."""
BY_SCHOOL = ("programme", "promised", "consultation", "readiness", "district")
"""How the keys of sections begin that tell of schemes, and of one district."""


@cache
def paper(audience: Audience = "public", school: str = UNAGREED) -> Paper:
    """Write every section that any pack has, with a page of the atlas."""
    facts = secretive(audience, school=school)
    whole = pack("cabinet", facts, "south_ribble", "burnley")
    return replace(whole, sections=(*whole.sections, forecast.section(facts)))


@cache
def made(audience: Audience) -> Written:
    given = paper(audience)
    if audience == "restricted":
        kept = [part for part in given.sections if part.key in MOST_SECRET]
        given = replace(given, sections=tuple(kept))
    return written(given, spoken(given))


@cache
def read(audience: Audience) -> dict[str, str]:
    return texts_of(made(audience).files)


def test_the_paper_tried_has_every_section_of_every_pack() -> None:
    every = {write for contents in PACKS.values() for write in contents.sections}
    families = {comparison.for_families, questions.for_families}
    assert every == {*PACKS["cabinet"].sections, forecast.section, *families}


def test_no_public_byte_tells_a_secret() -> None:
    files = made("public").files
    assert all(any(name.endswith(kind) for name in files) for kind in FORMATS)
    assert leaks(read("public"), files, secretive("public")) == []


def test_no_public_word_is_one_that_the_public_is_not_told() -> None:
    assert words(read("public")) == []


def test_the_council_reads_what_the_public_does_not() -> None:
    facts = secretive("restricted")
    files, name = made("restricted").files, _host(facts)
    for kind in (".pdf", ".docx", ".pptx", ".xlsx", ".gpkg", ".csv"):
        part = {n: t for n, t in read("restricted").items() if kind in n}
        found = leaks(part, {}, facts)
        assert any(line.endswith(f": {name}") for line in found), kind
        assert any("\N{POUND SIGN}" in line for line in found) or any(
            ": pounds" in line for line in found
        ), kind
    assert any("point of" in line for line in leaks({}, files, facts))


def _host(facts: Facts) -> str:
    urn = facts.scenario.schemes["urn"].to_dict()[HOST]
    return str(hosts(facts)["name"].to_dict()[urn])


def test_no_map_draws_a_school_that_has_not_agreed() -> None:
    facts, council = secretive("public"), secretive("restricted")
    assert drawn(facts, _symbols(paper())) == []
    assert _host(council) in drawn(council, _symbols(paper("restricted")))


def _symbols(given: Paper) -> list[tuple[float, float]]:
    return [
        symbol.site or symbol.at
        for picture in given.pictures
        for symbol in picture.spec.symbols
    ]


def test_the_public_reads_the_same_whatever_an_exempt_cost_is() -> None:
    dear = secretive("public", pounds=EXEMPT_GBP * 1.5)
    told = pack("cabinet", dear, "south_ribble", "burnley")
    assert said(told.sections) == said(paper().sections[:-1])


def test_the_record_is_the_same_whatever_an_exempt_cost_is() -> None:
    cheap, dear = (secretive("public", pounds=EXEMPT_GBP * n) for n in (1.0, 1.5))
    assert _record(cheap) == _record(dear)
    assert _record(secretive("restricted")) != _record(cheap)


def test_cards_and_tables_of_the_window_tell_no_exempt_cost() -> None:
    cheap, dear = (
        [
            (
                cards(o.measures, o.measures, year=2035, audience="public"),
                year_rows(o.measures, "public"),
            )
            for o in secretive("public", pounds=EXEMPT_GBP * n).options
        ]
        for n in (1.0, 1.5)
    )
    assert cheap == dear


def test_what_is_told_of_schemes_and_districts_is_the_same_whichever_may_grow() -> None:
    this, other = (
        [part for part in given.sections if part.key.startswith(BY_SCHOOL)]
        for given in (paper(), paper(school=another_school()))
    )
    assert len(this) > len(BY_SCHOOL)
    assert said(this, areas=True) == said(other, areas=True)


def said(sections: Sequence[Section], *, areas: bool = False) -> list[str]:
    """Every text and number that sections show; of maps, the areas alone or all."""
    words: list[str] = []
    for section in sections:
        for block in section.blocks:
            if areas and isinstance(block, Picture):
                words += [f"{a.name}: {a.printed}" for a in block.spec.areas]
                continue
            words += texts(replace(section, blocks=(block,)))
            table = getattr(block, "table", block)
            if isinstance(table, Table):
                words.append(f"{table.key}: {table.rows.to_csv()}")
    return words


def _record(facts: Facts) -> bytes:
    keys = ("found", "do_nothing", "committed")
    worked = [facts.option(key) for key in keys]
    options = {
        name: Option(o.name, o.plan, o.placements, o.measures)
        for name, o in zip(
            ("this_plan", "do_nothing", "committed_programme"), worked, strict=True
        )
    }
    told = record(
        facts.case, facts.scenario, options, audience=facts.audience, seed=None
    )
    return json_bytes(told)


def test_the_exempt_cost_is_there_to_be_told() -> None:
    pounds = [list(exempt_pounds(option)) for option in secretive("public").options]
    assert pounds[0] == []
    assert all(EXEMPT_GBP in found for found in pounds[1:])
    assert pd.Series(pounds[1]).min() > 0
