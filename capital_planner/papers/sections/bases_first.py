"""Bases first: what specialist bases alone could meet, and why not the rest."""

from collections.abc import Mapping
from functools import partial

from capital_planner.disclosure import ALL
from capital_planner.evidence import (
    MET,
    REASONS,
    SHARES,
    Evidence,
    figures,
    paragraphs_of,
)
from capital_planner.evidence.tables import CHILDREN, REST
from capital_planner.mapspec import academic_year
from capital_planner.needs import NEED_LABELS
from capital_planner.papers.columns import DISTRICT, NEED
from capital_planner.papers.document import (
    Block,
    Column,
    Paragraph,
    Points,
    Section,
    Table,
)
from capital_planner.papers.facts import Facts
from capital_planner.papers.telling import blank, capital, frame, notes

TITLE = "Bases first: why specialist bases alone cannot meet the need"
NOT_WORKED_OUT = (
    (
        "Not worked out for this pack. The evidence asks what would happen if every "
        "further place were in a specialist base, and says why the rest of the need "
        "remains, at three shares of need that a base could meet."
    ),
    (
        "It is worked out where the option \N{LEFT SINGLE QUOTATION MARK}Bases first"
        "\N{RIGHT SINGLE QUOTATION MARK} is one of those that the pack compares."
    ),
)
COUNTS: Mapping[str, tuple[str, str]] = {
    CHILDREN: ("Children who need a place", "All who need a specialist place."),
    "in_places_decided": ("In places decided", f"Children {MET['in_places_decided']}."),
    "in_new_bases": ("In new bases", f"Children {MET['in_new_bases']}."),
    REST: ("Not met", ("In independent schools, in specialist institutions after 16, "
           "or with a place still needed.")),
}  # fmt: skip
SHARE_NOTE = "The share of need that a base could meet is a working assumption."
BORDER_NOTE = (
    "Children in state special schools of other councils are left out here: they are "
    "in the other tables of children who need a place."
)
WHY = Column("reason", "Why not in a base", "text", "", "One reason a child.")
SHARE_WORDS = {"low": "Low share", "central": "Share assumed", "high": "High share"}
RATIONALE = Column(
    "main_reason", "Largest reason", "text", "", "Reason of most children left."
)


def section(facts: Facts) -> Section:
    """Give the evidence of bases alone; where it was not worked out, say how to."""
    if facts.evidence is None:
        blocks: tuple[Block, ...] = tuple(Paragraph(text) for text in NOT_WORKED_OUT)
        return Section("bases_first", TITLE, blocks)
    told = _as_seen(facts, facts.evidence)
    first, *rest = paragraphs_of(told)
    return Section(
        "bases_first",
        TITLE,
        (
            Paragraph(first, strong=True),
            *(block for text in rest for block in _blocks(text)),
            _by_need(facts, told),
            _by_reason(facts, told),
            _by_district(facts, told),
        ),
        wide=True,
    )


def _as_seen(facts: Facts, evidence: Evidence) -> Evidence:
    """Give the evidence as the audience of the pack may see it."""
    if evidence.audience == facts.audience:
        return evidence
    seen = partial(figures, audience=facts.audience)
    tables = {name: seen(step.found) for name, step in evidence.steps.items()}
    return Evidence(
        evidence.scenario, evidence.steps, tables, evidence.turning, facts.audience
    )


def _blocks(text: str) -> list[Block]:
    """Turn a paragraph of the evidence, which may be a list, into blocks."""
    lead, *items = text.split("\n")
    points = tuple(capital(item.removeprefix("- ").rstrip(";.")) for item in items)
    return [Paragraph(lead), Points(points)] if points else [Paragraph(lead)]


def _value(
    told: Evidence, share: str, column: str, *, need: str = ALL, district: str = ALL
) -> float:
    values = told.tables[share][column]
    return float(values.loc[(district, need, ALL, told.last)])


def _columns() -> list[Column]:
    return [
        Column(name, title, "whole", "children", says)
        for name, (title, says) in COUNTS.items()
    ]


def _by_need(facts: Facts, told: Evidence) -> Table:
    """Children of each need, where bases alone put them, and why some are left."""
    needs = [n for n in told.tables["central"].index.unique("need") if n != ALL]
    rows = [
        {NEED.name: "All needs" if need == ALL else NEED_LABELS.get(need, need)}
        | {name: _value(told, "central", name, need=need) for name in COUNTS}
        | {RATIONALE.name: _main_reason(told, need)}
        for need in [ALL, *map(str, needs)]
    ]
    columns = (NEED, *_columns(), RATIONALE)
    return Table(
        key="bases_first_needs",
        title=f"What bases alone leave, by need, {academic_year(told.last)}",
        columns=columns,
        rows=frame(rows, [column.name for column in columns]),
        blank=blank(facts),
        notes=notes(facts, SHARE_NOTE, BORDER_NOTE),
    )


def _main_reason(told: Evidence, need: str) -> str:
    """Give the reason of most of the children of a need who are left."""
    left = {reason: _value(told, "central", reason, need=need) for reason in REASONS}
    known = {reason: children for reason, children in left.items() if children > 0}
    if not known:
        return "none shown"
    return capital(REASONS[max(known, key=lambda reason: known[reason])])


def _by_reason(facts: Facts, told: Evidence) -> Table:
    """Children left by reason, at each share that was looked at."""
    shares = [name for name in SHARES if name in told.steps]
    columns = [WHY]
    columns += [
        Column(f"{name}_share", _share_words(name, shares), "whole", "children",
               f"Where bases could meet {SHARES[name]:g} times the share assumed.")
        for name in shares
    ]  # fmt: skip
    reasons = {REST: "All children whose need is not met in this way", **REASONS}
    found = {
        words: [_value(told, name, reason) for name in shares]
        for reason, words in reasons.items()
    }
    rows = [
        {WHY.name: capital(words)}
        | dict(zip((f"{name}_share" for name in shares), values, strict=True))
        for words, values in found.items()
        if any(values)
    ]
    several = "Low is half, high one and a half times the share assumed."
    return Table(
        key="bases_first_reasons",
        title=f"Why bases alone do not meet the need, {academic_year(told.last)}",
        columns=tuple(columns),
        rows=frame(rows, [column.name for column in columns]),
        blank=blank(facts),
        notes=notes(
            facts,
            "A reason that holds for no child is left out.",
            *((several,) if len(shares) > 1 else ()),
            BORDER_NOTE,
        ),
    )


def _share_words(name: str, shares: list[str]) -> str:
    """Head the column of a share: where there is one alone, by what it counts."""
    return SHARE_WORDS[name] if len(shares) > 1 else "Children not met"


def _by_district(facts: Facts, told: Evidence) -> Table:
    found = told.tables["central"].index.unique("district")
    names = sorted(str(name) for name in found if name != ALL)
    rows = [
        {DISTRICT.name: name}
        | {column: _value(told, "central", column, district=name) for column in COUNTS}
        for name in names
    ]
    columns = (DISTRICT, *_columns())
    return Table(
        key="bases_first_districts",
        title=f"What bases alone leave, by district, {academic_year(told.last)}",
        columns=columns,
        rows=frame(rows, [column.name for column in columns]),
        blank=blank(facts),
        notes=notes(facts, BORDER_NOTE),
    )
