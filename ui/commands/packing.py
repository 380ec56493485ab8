"""The files of a pack: one paper, painted and written in every format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from capital_planner.briefing import paint_chart, paint_figure
from capital_planner.briefing.printed import pdf_of
from capital_planner.briefing.slides import slides_of
from capital_planner.briefing.word import word_of
from capital_planner.case import Case
from capital_planner.evidence import Evidence, at_the_stated_share, bases_first
from capital_planner.evidence import Step as Share
from capital_planner.futures import Outcomes
from capital_planner.papers import Chart, Facts, Made, Paper, Picture, Worked
from capital_planner.papers.packs import Pack, paper_of, spoken
from capital_planner.settings import Audience
from data.exports.geopackage import geopackage_bytes
from data.exports.tables import csv_tables
from data.exports.workbook import workbook_bytes
from data.fonts import read_fonts
from optimiser.jobs import AssessInFutures
from optimiser.listener import Step, never
from ui.commands.hands import Files, Hands
from ui.commands.versions import versions

BASES_FIRST = "bases_first"
SEARCHED = "worked out for this pack"
WIDE_MM = 170.0
ON_SLIDE = "_on_slide"
SLIDE_MM = (215.0, 92.0)
"""Of a map on a slide, which enlarges it, and its letters, by almost a half."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a pack.

    Attributes
    ----------
    futures
        That every option is worked out in.
    command
        That makes the pack again.
    seeds
        Of the search of each option, by its key; None for a plan given.
    """

    pack: Pack
    audience: Audience
    futures: int
    command: str
    seeds: Mapping[str, int | None]


def files_of(case: Case, options: Sequence[Worked], asked: Asked, by: Hands) -> Files:
    """Work out what a pack says beside its options, and make its files.

    Parameters
    ----------
    options
        Do nothing, the committed programme, then others; the last is recommended.

    Returns
    -------
    dict
        Bytes by file name; maps and charts in ``maps``, CSV files in ``tables``.

    Raises
    ------
    Stopped
        If it was stopped.
    """
    fonts = read_fonts()
    facts = facts_of(case, options, asked, by)
    by.tell(Step("Writing the sections"))
    return pack_files(paper_of(asked.pack, facts), fonts, by)


def facts_of(case: Case, options: Sequence[Worked], asked: Asked, by: Hands) -> Facts:
    """Work out what the sections are written from."""
    chosen = options[-1]
    plans = {option.name: option.plan for option in reversed(options)}
    job = AssessInFutures(case, chosen.scenario, plans, asked.futures, 0)
    stage = f"Working out {len(plans)} options in {asked.futures} futures"
    found = by.one(stage, by.pool.submit(_outcomes, job))
    return Facts(
        case=case,
        options=tuple(options),
        chosen=chosen.key,
        audience=asked.audience,
        made=_made(case, asked),
        outcomes=found,
        evidence=_evidence(options, asked.audience),
    )


def _outcomes(job: AssessInFutures) -> Outcomes:
    return job.run(_quiet, never)


def _quiet(_: object) -> None:
    """Take no notice: a process of the pool has nobody to tell."""


def _evidence(options: Sequence[Worked], audience: Audience) -> Evidence | None:
    """Say what bases alone can meet, from the option that adds nothing else."""
    alone = next((option for option in options if option.key == BASES_FIRST), None)
    if alone is None:
        return None
    found = bases_first(alone.scenario, alone.plan, alone.placements)
    return at_the_stated_share(alone.scenario, Share(1.0, found, SEARCHED), audience)


def _made(case: Case, asked: Asked) -> Made:
    today = datetime.now(tz=UTC).date()
    return Made(
        on=f"{today.day} {today:%B %Y}",
        command=asked.command,
        seed=asked.seeds,
        versions=versions(),
        digests=case.digests,
    )


def pack_files(paper: Paper, fonts: Mapping[str, bytes], by: Hands) -> Files:
    """Paint the pictures of a paper, and write it in every format.

    Parameters
    ----------
    fonts
        Font files by weight.
    """
    drawn = [block for block in paper.blocks if isinstance(block, Picture | Chart)]
    painting = {
        block.key: by.pool.submit(_painted, block, dict(fonts)) for block in drawn
    }
    data = {
        "tables": by.pool.submit(_tables, paper),
        "workbook": by.pool.submit(_workbook, paper),
        "geopackage": by.pool.submit(_geopackage, paper),
    }
    painting |= {
        f"{picture.key}{ON_SLIDE}": by.pool.submit(
            _painted,
            replace(picture, key=f"{picture.key}{ON_SLIDE}"),
            dict(fonts),
            SLIDE_MM,
        )
        for picture in spoken(paper).pictures
    }
    painted = by.each("Painting maps and charts", painting)
    svg, png = (_of_kind(painted, kind) for kind in ("svg", "png"))
    data |= {
        "pdf": by.pool.submit(_pdf, paper, svg, dict(fonts)),
        "word": by.pool.submit(_word, paper, png),
        "slides": by.pool.submit(_slides, paper, png),
    }
    written = by.each("Writing every format", data)
    return written | {f"maps/{name}": file for name, file in painted.items()}


def _of_kind(painted: Files, kind: str) -> Files:
    """Pick the pictures of a kind, by the key of their block."""
    end = f".{kind}"
    return {n.removesuffix(end): f for n, f in painted.items() if n.endswith(end)}


def _painted(
    block: Picture | Chart,
    fonts: Mapping[str, bytes],
    size_mm: tuple[float, float] | None = None,
) -> Files:
    if isinstance(block, Picture):
        size_mm = size_mm or (WIDE_MM, block.deep_mm)
        files = paint_figure(block.spec, fonts=fonts, size_mm=size_mm)
    else:
        files = paint_chart(block, fonts)
    return {f"{block.key}.{kind}": file for kind, file in files.items()}


def _tables(paper: Paper) -> Files:
    return {f"tables/{name}": file for name, file in csv_tables(paper).items()}


def _workbook(paper: Paper) -> Files:
    return {f"{paper.key}.xlsx": workbook_bytes(paper)}


def _geopackage(paper: Paper) -> Files:
    return {f"{paper.key}.gpkg": geopackage_bytes(paper)}


def _pdf(paper: Paper, svg: Files, fonts: Mapping[str, bytes]) -> Files:
    return {f"{paper.key}.pdf": pdf_of(paper, pictures=svg, fonts=fonts)}


def _word(paper: Paper, png: Files) -> Files:
    return {f"{paper.key}.docx": word_of(paper, pictures=png)}


def _slides(paper: Paper, png: Files) -> Files:
    wide = {
        key.removesuffix(ON_SLIDE): picture
        for key, picture in png.items()
        if key.endswith(ON_SLIDE)
    }
    return {f"{paper.key}.pptx": slides_of(spoken(paper), pictures=png | wide)}
