"""The files of a pack: one paper, painted and written in every format."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

from capital_planner.case import Case
from capital_planner.evidence import Evidence, at_the_stated_share, bases_first
from capital_planner.evidence import Step as Share
from capital_planner.mapspec import land
from capital_planner.papers import Chart, Facts, Made, Paper, Picture, Worked
from capital_planner.papers.packs import SPOKEN, Pack, maps_of, paper_of, spoken
from capital_planner.settings import Audience
from data.fonts import read_fonts
from optimiser.jobs import AssessInFutures
from optimiser.listener import Step
from ui.commands.hands import Files, Hands
from ui.commands.leaflets import leaflet_files
from ui.commands.painting import Painting
from ui.commands.versions import today, versions

BASES_FIRST = "bases_first"
SEARCHED = "worked out for this pack"
ON_SLIDE = "_on_slide"
SLIDE_WIDE_MM, SLIDE_DEEP_MM = 215.0, 92.0
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


def files_of(
    case: Case, options: Sequence[Worked | Future[Worked]], asked: Asked, by: Hands
) -> Files:
    """Work out what a pack says beside its options, and make its files.

    Parameters
    ----------
    options
        Do nothing, the committed programme, then others, some of which may still
        be looked for; the last is recommended.

    Returns
    -------
    dict
        Bytes by file name; maps and charts in ``maps``, CSV files in ``tables``.

    Raises
    ------
    PlannerError
        If a process was lost, or an option that was looked for breaks a rule.
    Stopped
        If it was stopped.
    """
    painting = Painting(by, read_fonts())
    facts = _first_facts(case, options, asked)
    if facts is not None:
        by.say("Drawing the maps")
        for key, maps in maps_of(asked.pack, facts).items():
            painting.begin([*maps, *(_larger(maps) if key in SPOKEN else ())])
    found = by.all("Looking for the options beside the plan", options)
    facts = facts_of(facts or _facts(case, found, asked), found, asked, by)
    by.say("Writing the sections")
    files = pack_files(paper_of(asked.pack, facts), painting)
    if asked.pack == "engagement":
        ground = land(case.areas, case.outlines)
        areas = [district.name for district in ground.districts]
        files |= leaflet_files(facts, ground, painting.fonts, by, areas=areas)
    return files


def _first_facts(
    case: Case, options: Sequence[Worked | Future[Worked]], asked: Asked
) -> Facts | None:
    """Give what is known while options are looked for, if the last one is."""
    if isinstance(options[-1], Future):
        return None
    known = [option for option in options if isinstance(option, Worked)]
    return _facts(case, known, asked)


def _facts(case: Case, options: Sequence[Worked], asked: Asked) -> Facts:
    return Facts(
        case=case,
        options=tuple(options),
        chosen=options[-1].key,
        audience=asked.audience,
        made=_made(case, asked),
    )


def facts_of(first: Facts, options: Sequence[Worked], asked: Asked, by: Hands) -> Facts:
    """Work out what the sections are written from.

    Parameters
    ----------
    first
        What was known before every option was.
    """
    evidence = by.pool.submit(_evidence, options, asked.audience)
    chosen = options[-1]
    plans = {option.name: option.plan for option in reversed(options)}
    stage = f"Working out {len(plans)} options in {asked.futures} futures"
    by.say(stage)
    job = AssessInFutures(
        first.case, chosen.scenario, plans, asked.futures, 0, engine=by.pool
    )
    outcomes = job.run(_counted(stage, by), by.stop)
    found = by.one("Working out what bases alone can meet", evidence)
    return replace(first, options=tuple(options), outcomes=outcomes, evidence=found)


def _counted(stage: str, by: Hands) -> Callable[[object], None]:
    """Tell how many futures are done, of the job as a whole."""

    def tell(news: object) -> None:
        if isinstance(news, Step) and news.count:
            by.tell(replace(news, stage=stage))

    return tell


def _evidence(options: Sequence[Worked], audience: Audience) -> Evidence | None:
    """Say what bases alone can meet, from the option that adds nothing else."""
    alone = next((option for option in options if option.key == BASES_FIRST), None)
    if alone is None:
        return None
    found = bases_first(alone.scenario, alone.plan, alone.placements)
    return at_the_stated_share(alone.scenario, Share(1.0, found, SEARCHED), audience)


def _made(case: Case, asked: Asked) -> Made:
    return Made(
        on=today(),
        command=asked.command,
        seed=asked.seeds,
        versions=versions(),
        digests=case.digests,
    )


def pack_files(paper: Paper, painting: Painting) -> Files:
    """Paint the pictures of a paper, and write it in every format.

    Parameters
    ----------
    painting
        Pictures painted already, and who paints the rest.
    """
    by, fonts = painting.by, painting.fonts
    drawn = [block for block in paper.blocks if isinstance(block, Picture | Chart)]
    wide = _larger(spoken(paper).pictures)
    painting.begin([*drawn, *wide])
    data = {
        "geopackage": by.write("geopackage", paper),
        "workbook": by.write("workbook", paper),
        "tables": by.write("tables", paper),
    }
    painted = painting.done([*drawn, *wide])
    svg, png = (_of_kind(painted, kind) for kind in ("svg", "png"))
    data |= {
        "pdf": by.write("pdf", paper, svg, fonts),
        "word": by.write("word", paper, png),
        "slides": by.write("slides", paper, _for_slides(png)),
    }
    written = by.each("Writing every format", data)
    return written | {f"maps/{name}": file for name, file in painted.items()}


def _larger(pictures: Iterable[Picture]) -> list[Picture]:
    """Give the pictures the size that they have on a slide."""
    return [
        replace(
            picture,
            key=f"{picture.key}{ON_SLIDE}",
            wide_mm=SLIDE_WIDE_MM,
            deep_mm=SLIDE_DEEP_MM,
        )
        for picture in pictures
    ]


def _of_kind(painted: Files, kind: str) -> Files:
    """Pick the pictures of a kind, by the key of their block."""
    end = f".{kind}"
    return {n.removesuffix(end): f for n, f in painted.items() if n.endswith(end)}


def _for_slides(png: Files) -> Files:
    """Take pictures of the size of a slide where there are any."""
    wide = {
        key.removesuffix(ON_SLIDE): file
        for key, file in png.items()
        if key.endswith(ON_SLIDE)
    }
    return png | wide
