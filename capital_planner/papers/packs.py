"""Packs: which sections each reader is given, in which order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from capital_planner.disclosure import ATTRIBUTION, CONSULTATION, public_lines
from capital_planner.papers.document import Paper, Picture, Section, Table
from capital_planner.papers.facts import Facts
from capital_planner.papers.sections import (
    assumptions,
    atlas,
    audit,
    bases_first,
    comparison,
    consultation,
    equality,
    forecast,
    futures,
    high_needs,
    maps,
    money,
    programme,
    promised,
    questions,
    readiness,
    recommendation,
    risks,
)

Pack = Literal["cabinet", "scrutiny", "dfe", "engagement"]
Sections = Callable[[Facts], Section | tuple[Section, ...]]
RESTRICTED = "OFFICIAL-SENSITIVE"
SPOKEN = (
    "recommendation",
    "forecast",
    "comparison",
    "maps",
    "programme",
    "money",
    "bases_first",
    "risks",
    "questions",
)
"""Keys of the sections that are shown on slides."""
UNSPOKEN = (
    "comparison_proof",
    "programme_dates",
    "bases_first_reasons",
    "bases_first_districts",
    "risk_hosts",
    "forecast_by_provision",
)
"""Beginnings of the keys of the tables of those sections in the paper alone."""
SHORTER: Mapping[str, tuple[str, ...]] = {
    "programme": ("number", "scheme", "district", "places_added", "opening_year")
}
"""Columns that are shown on slides, of a table with more."""
MORE = "The paper holds the rest of the evidence."


@dataclass(frozen=True)
class Contents:
    """What is in a pack.

    Attributes
    ----------
    title
        Of the paper, after the name of the authority.
    sections
        In reading order.
    """

    title: str
    sections: tuple[Sections, ...]


PACKS: dict[Pack, Contents] = {
    "cabinet": Contents(
        "specialist school places: capital programme",
        (
            recommendation.section,
            comparison.section,
            maps.section,
            programme.section,
            money.section,
            atlas.section,
            bases_first.section,
            promised.section,
            consultation.section,
            readiness.section,
            risks.section,
            futures.section,
            high_needs.section,
            equality.section,
            questions.section,
            assumptions.section,
            audit.section,
        ),
    ),
    "scrutiny": Contents(
        "specialist school places: scrutiny of the capital programme",
        (
            comparison.section,
            maps.section,
            promised.section,
            programme.section,
            money.section,
            risks.section,
            futures.section,
            equality.section,
            atlas.section,
            questions.section,
            assumptions.section,
            audit.section,
        ),
    ),
    "dfe": Contents(
        "specialist school places: evidence for the Department for Education",
        (
            forecast.section,
            bases_first.section,
            comparison.section,
            programme.section,
            money.section,
            promised.section,
            futures.section,
            high_needs.section,
            assumptions.section,
            audit.section,
        ),
    ),
    "engagement": Contents(
        "specialist school places: what the options mean for families and schools",
        (
            questions.for_families,
            maps.section,
            comparison.for_families,
            atlas.section,
            consultation.section,
        ),
    ),
}
"""Contents of each pack, by its name."""


def paper_of(pack: Pack, facts: Facts) -> Paper:
    """Write the paper of a pack.

    Parameters
    ----------
    facts
        What was worked out; sections take every figure from here.
    """
    contents = PACKS[pack]
    chosen = facts.option(facts.chosen)
    planner = facts.made.versions.get("planner", "")
    return Paper(
        key=pack,
        title=f"{facts.case.name}: {contents.title}",
        subtitle=f"{CONSULTATION} The option shown is: {chosen.name}.",
        audience=facts.audience,
        marking=RESTRICTED if facts.restricted else "",
        lines=public_lines(facts.scenario.basis),
        attribution=ATTRIBUTION,
        stamp=f"Made on {facts.made.on}, planner {planner}, data {_short(facts)}.",
        sections=tuple(_sections(contents, facts)),
    )


def maps_of(pack: Pack, facts: Facts) -> dict[str, list[Picture]]:
    """Draw the maps of a pack before all of its options are worked out.

    Parameters
    ----------
    facts
        With do nothing and the chosen option; maps show no other.

    Returns
    -------
    dict
        Maps by the key of their section.
    """
    mapped = (maps.section, atlas.section)
    first = [write for write in PACKS[pack].sections if write in mapped]
    sections = _sections(Contents("", tuple(first)), facts)
    return {
        section.key: [block for block in section.blocks if isinstance(block, Picture)]
        for section in sections
    }


def spoken(paper: Paper) -> Paper:
    """Keep the sections of a paper that are shown on slides while it is talked about.

    The first slide says that the whole paper holds more.
    """
    kept = tuple(_spoken(part) for part in paper.sections if part.key in SPOKEN)
    return replace(paper, subtitle=f"{paper.subtitle} {MORE}", sections=kept)


def _spoken(section: Section) -> Section:
    """Leave out tables that no one reads from a screen, and columns of long ones."""
    blocks = (
        replace(
            block,
            columns=tuple(c for c in block.columns if c.name in SHORTER[block.key]),
            rows=block.rows[list(SHORTER[block.key])],
        )
        if isinstance(block, Table) and block.key in SHORTER
        else block
        for block in section.blocks
        if not (isinstance(block, Table) and block.key.startswith(UNSPOKEN))
    )
    return replace(section, blocks=tuple(blocks))


def _sections(contents: Contents, facts: Facts) -> Iterator[Section]:
    for write in contents.sections:
        written = write(facts)
        yield from (written,) if isinstance(written, Section) else written


def _short(facts: Facts) -> str:
    """Give the first letters of the digest of the tables: enough to tell versions."""
    return facts.case.digest[:10]
