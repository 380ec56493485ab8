"""What people said at an event: counted by area and option, and notes to review."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from capital_planner.disclosure import FEWEST_SHOWN

REACTIONS = (
    "This would help my family",
    "I have a worry",
    "I need to know more",
)
FEWER = "fewer than 5, counted with the county"
FEWER_STILL = "fewer than 5"
A_NOTE = "a note"
EVERY_ANSWER = "All answers"
Group = tuple[str, str]


@dataclass(frozen=True)
class Note:
    """A note that a facilitator typed.

    Attributes
    ----------
    kept
        Whether it has been read again and is kept: no other is shown in a table
        or written to a file.
    """

    number: int
    area: str
    option: str
    text: str
    kept: bool = False


@dataclass(frozen=True)
class Row:
    """One row of what people said; no area where fewer than five answered."""

    area: str
    option: str
    said: str
    count: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is about, however many said it."""
        return self.area, self.option, self.said


@dataclass(frozen=True)
class Heard:
    """Everything said so far, in memory alone.

    Attributes
    ----------
    counts
        Answers by area, option and reaction.
    did
        What an officer says was done about a row, by :attr:`Row.key`.
    """

    counts: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    did: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def react(self, area: str, option: str, reaction: str) -> "Heard":
        """Count one answer."""
        key = (area, option, reaction)
        return replace(self, counts={**self.counts, key: self.counts.get(key, 0) + 1})

    def note(self, area: str, option: str, text: str) -> "Heard":
        """Take a note, to be reviewed; one without words is none."""
        if not text.strip():
            return self
        number = max((note.number for note in self.notes), default=0) + 1
        return replace(
            self, notes=(*self.notes, Note(number, area, option, text.strip()))
        )

    def keep(self, number: int) -> "Heard":
        """Keep a note that was read again."""
        kept = [replace(n, kept=n.kept or n.number == number) for n in self.notes]
        return replace(self, notes=tuple(kept))

    def delete(self, number: int) -> "Heard":
        """Drop a note for good."""
        left = [note for note in self.notes if note.number != number]
        return replace(self, notes=tuple(left))

    def answer(self, key: tuple[str, str, str], text: str) -> "Heard":
        """Take what an officer says was done about a row."""
        return replace(self, did={**self.did, key: text.strip()})

    @property
    def waiting(self) -> tuple[Note, ...]:
        """Notes that nobody has reviewed."""
        return tuple(note for note in self.notes if not note.kept)

    def groups(self) -> dict[Group, int]:
        """Answers by area and option."""
        found: dict[Group, int] = {}
        for (area, option, _), count in self.counts.items():
            found[area, option] = found.get((area, option), 0) + count
        return found


def rows_of(heard: Heard, county: str) -> tuple[Row, ...]:
    """Tell what people said, groups under 5 counted with the county.

    An answer that 0 to 4 people of an area gave is not told for the area: those
    of all such areas are one count of the county, told where it is at least 5
    and leaves each of them four values or more. Only notes that are kept are told,
    without their area where fewer than 5 answered there.

    Parameters
    ----------
    county
        Name of the authority.
    """
    groups = heard.groups()
    options = list(dict.fromkeys(option for _, option in groups))
    rows = [row for group in sorted(groups) for row in _of_group(heard, group)]
    for option in options:
        areas = [area for area, about in groups if about == option]
        rows += _of_county(heard, option, areas, county)
    return (*rows, *_notes(heard, groups, county))


def _of_group(heard: Heard, group: Group) -> Iterable[Row]:
    counts = {said: heard.counts.get((*group, said), 0) for said in REACTIONS}
    if max(counts.values()) < FEWEST_SHOWN:
        return [Row(*group, EVERY_ANSWER, FEWER)]
    return [
        Row(*group, said, str(count) if count >= FEWEST_SHOWN else FEWER)
        for said, count in counts.items()
    ]


def _of_county(
    heard: Heard, option: str, areas: Iterable[str], county: str
) -> Iterable[Row]:
    for said in REACTIONS:
        counts = [heard.counts.get((area, option, said), 0) for area in areas]
        small = [count for count in counts if count < FEWEST_SHOWN]
        if sum(small):
            yield Row(small_groups(county), option, said, _merged(small))


def _merged(small: list[int]) -> str:
    """Tell the sum of counts of 0 to 4, unless it would tell one of them.

    All areas but one give at most 4 each; a sum above that would tell that the
    last gave some, so it is only said to be above.
    """
    most, whole = (FEWEST_SHOWN - 1) * (len(small) - 1), sum(small)
    if whole < FEWEST_SHOWN:
        return FEWER_STILL
    return str(whole) if whole <= most else f"{most + 1} or more"


def _notes(heard: Heard, groups: Mapping[Group, int], county: str) -> Iterable[Row]:
    for note in heard.notes:
        if note.kept:
            many = groups.get((note.area, note.option), 0) >= FEWEST_SHOWN
            area = note.area if many else small_groups(county)
            yield Row(area, note.option, note.text, A_NOTE)


def small_groups(county: str) -> str:
    """Name the groups of a county that are too small to be told one by one."""
    return f"{county}, small groups together"
