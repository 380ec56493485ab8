"""Questions people ask: a fixed page, with figures, and the truth where not known."""

from collections.abc import Callable

from capital_planner.papers.document import Block, Heading, Paragraph, Section
from capital_planner.papers.facts import Facts
from capital_planner.papers.sections import council_answers as council
from capital_planner.papers.sections import family_answers as family


def section(facts: Facts) -> Section:
    """Answer every question of the fixed list, in short and plain words."""
    return _section(questions(facts))


def for_families(facts: Facts) -> Section:
    """Answer the same questions, those that families ask first."""
    return _section(_answered(facts, (*FAMILY, *COUNCIL)))


def _section(answered: list[tuple[str, tuple[str, ...]]]) -> Section:
    blocks: list[Block] = []
    for question, answer in answered:
        blocks += [Heading(question), *(Paragraph(text) for text in answer)]
    return Section("questions", "Questions people ask", tuple(blocks))


def questions(facts: Facts) -> list[tuple[str, tuple[str, ...]]]:
    """Give each question with its answer, a text a paragraph."""
    return _answered(facts, (*COUNCIL, *FAMILY))


def _answered(
    facts: Facts, asked: tuple["Asked", ...]
) -> list[tuple[str, tuple[str, ...]]]:
    return [(ask(facts), answer(facts)) for ask, answer in asked]


def _fixed(text: str) -> Callable[[Facts], str]:
    return lambda _: text


Asked = tuple[Callable[[Facts], str], Callable[[Facts], tuple[str, ...]]]
COUNCIL: tuple[Asked, ...] = (
    (_fixed("Is it in the budget?"), council.budget),
    (_fixed("What if no host comes forward?"), council.no_host),
    (_fixed("What if costs rise by a quarter?"), council.dearer),
    (council.asks_after, council.after),
    (council.asks_opened, council.opened),
)
FAMILY: tuple[Asked, ...] = (
    (_fixed("Will my child have to move?"), family.moves),
    (_fixed("Does a base mean fewer special school places?"), family.fewer),
    (_fixed("What will be in it: therapists, class size?"), family.inside),
    (_fixed("What if it is not right for my child?"), family.not_right),
    (_fixed("When, honestly?"), family.when),
    (_fixed("Why not my division?"), family.division),
)
"""What families ask first, with what answers it; councillors ask the others first."""
