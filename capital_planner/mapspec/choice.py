"""What a map is asked to show."""

from dataclasses import dataclass

from capital_planner.mapspec.spec import Theme
from capital_planner.needs import NEED_LABELS
from capital_planner.settings import Audience


@dataclass(frozen=True)
class MapChoice:
    """What to show, and to whom.

    Attributes
    ----------
    year
        Academic year, named by its starting year.
    theme
        ``children`` who need a place, or ``sufficiency``: places in the
        district less children of the district who need one.
    need, phase
        One need group or phase; None for all.
    audience
        ``public`` is the default: no site without consent, no small number.
    option, before
        Names of the option shown and of the one it is compared with.
    marking
        None takes none in public and OFFICIAL-SENSITIVE when restricted.
    stamp
        Added to the version stamp, such as the date of the paper.
    area_word
        What the areas are called: ``district``, or ``area`` where districts are
        joined.
    """

    year: int
    theme: Theme = "children"
    need: str | None = None
    phase: str | None = None
    audience: Audience = "public"
    option: str = "This option"
    before: str = "Do nothing"
    marking: str | None = None
    stamp: str = ""
    area_word: str = "district"

    @property
    def an_area(self) -> str:
        """One of the areas, in words: ``a district`` or ``an area``."""
        return f"{'an' if self.area_word[0] in 'aeiou' else 'a'} {self.area_word}"

    def group_words(self) -> str:
        """Name the need and phase in words, such as ``autism, secondary``."""
        need = "all needs" if self.need is None else NEED_LABELS[self.need]
        phase = "all ages" if self.phase is None else self.phase
        return f"{need[0].lower()}{need[1:]}, {phase}"


def academic_year(year: int) -> str:
    """``2027/28`` for the academic year that starts in 2027."""
    return f"{year}/{(year + 1) % 100:02d}"
