"""SEN2 primary needs, need groups, and phases by national curriculum year.

Codes are those of the DfE SEN2 return; ``NCY = age on 31 August minus 4``.
"""

import re
from dataclasses import dataclass

SEN2_NEEDS = {
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple learning difficulty",
    "SEMH": "Social, emotional and mental health",
    "SLCN": "Speech, language and communication needs",
    "HI": "Hearing impairment",
    "VI": "Vision impairment",
    "MSI": "Multi-sensory impairment",
    "PD": "Physical disability",
    "ASD": "Autistic spectrum disorder",
    "DS": "Down syndrome",
    "OTH": "Other difficulty",
}

NEED_GROUPS = {
    "ASD": ("ASD",),
    "SLCN": ("SLCN",),
    "SEMH": ("SEMH",),
    "MLD": ("MLD", "SPLD", "DS", "OTH"),
    "SLD": ("SLD", "PMLD"),
    "PHYS": ("HI", "VI", "MSI", "PD"),
}
"""Need group code to the SEN2 codes it holds, in display order."""

NEED_LABELS = {
    "ASD": "Autism",
    "SLCN": "Speech, language and communication",
    "SEMH": "Social, emotional and mental health",
    "MLD": "Moderate and specific learning difficulties",
    "SLD": "Severe and profound learning difficulties",
    "PHYS": "Sensory and physical",
}

GROUP_OF_NEED = {code: group for group, codes in NEED_GROUPS.items() for code in codes}


OTHER_NAMES = {
    "Autism": "ASD",
    "Autism spectrum": "ASD",
    "ASC": "ASD",
    "Speech and language": "SLCN",
    "SLC": "SLCN",
    "Visual impairment": "VI",
    "Hearing impaired": "HI",
    "Down's": "DS",
    "Dyslexia": "SPLD",
    "Social, emotional and mental": "SEMH",
    "Other": "OTH",
}
"""What councils call a need beside its SEN2 code and name."""

EMPTY_WORDS = {"and", "or", "need", "disorder", "condition", "syndrome", "s"}
SAME_WORDS = {
    "difficulties": "difficulty",
    "disability": "difficulty",
    "disabilities": "difficulty",
    "needs": "need",
    "conditions": "condition",
    "downs": "down",
}


def need_code(words: str) -> str:
    """SEN2 code of a need however it is written; empty where it is none.

    ``MLD - Moderate Learning Difficulty``, ``Moderate learning difficulties`` and
    ``mld`` are all MLD.
    """
    code = words.strip().upper()
    before_dash = re.split(r"\s+[-\u2013:]\s+", code)[0]
    for text in (code, before_dash):
        if text in SEN2_NEEDS:
            return text
    return _CODE_OF_WORDS.get(_words(words), "")


BASE_NAMES = {
    *("sen unit", "unit", "resourced provision", "specialist base", "inclusion base"),
    *("resource base", "specialist resource base", "hub", "rp", "serf", "srp", "erp"),
}
"""What a specialist base has been called; law and returns keep the first and third."""


def is_base(words: str) -> bool:
    """Whether this is one of the names of a specialist base."""
    return " ".join(re.findall("[a-z]+", words.lower())).removesuffix("s") in {
        name.removesuffix("s") for name in BASE_NAMES
    }


def _words(text: str) -> frozenset[str]:
    found = (SAME_WORDS.get(word, word) for word in re.findall("[a-z]+", text.lower()))
    return frozenset(found) - EMPTY_WORDS


_CODE_OF_WORDS = {
    _words(name): code
    for name, code in [
        *((name, code) for code, name in SEN2_NEEDS.items()),
        *OTHER_NAMES.items(),
    ]
}


@dataclass(frozen=True)
class Phase:
    """A phase of education: NCY ``first`` to ``last``, both included."""

    name: str
    first: int
    last: int

    @property
    def ages(self) -> range:
        """Ages on 31 August of the children in this phase."""
        return range(self.first + 4, self.last + 5)


PHASES = (
    Phase("primary", 0, 6),
    Phase("secondary", 7, 11),
    Phase("post-16", 12, 14),
    Phase("post-19", 15, 20),
)
PHASE_NAMES = tuple(phase.name for phase in PHASES)


def phase_of_group(words: str) -> str:
    """Phase of a phase or year group as written: Primary, Reception, Year 7, Y11, 9.

    Empty where it is neither.
    """
    plain = " ".join(re.findall("[a-z0-9]+", words.lower()))
    for name in PHASE_NAMES:
        if plain.startswith(name.replace("-", " ")):
            return name
    if plain in {"reception", "r", "year r", "yr r"}:
        return "primary"
    year = re.fullmatch(
        "(?:national curriculum year|ncy|year|yr|y)? ?([0-9]{1,2})", plain
    )
    ncy = int(year[1]) if year else -1
    return next((it.name for it in PHASES if it.first <= ncy <= it.last), "")


def need_groups_of(codes: str) -> tuple[str, ...]:
    """Need groups, in display order, of SEN2 codes separated by spaces."""
    found = {GROUP_OF_NEED[code] for code in codes.split()}
    return tuple(group for group in NEED_GROUPS if group in found)


def ncy_range(age_from: int, age_to: int) -> tuple[int, int]:
    """First and last NCY of a setting for ages ``age_from`` to ``age_to``.

    The last age is the one children leave at, so its year is not taught. Ages
    below Reception count from Reception, where specialist places begin; a
    stated first age of 5 means Reception in primary and all-through settings.
    """
    first = 0 if age_from == 5 else max(age_from - 4, 0)
    return first, age_to - 5


def phases_served(ncy_from: int, ncy_to: int) -> tuple[str, ...]:
    """Phases of which an NCY range covers at least half of the years.

    A school for ages 9 to 18 does not serve primary, though two of its years
    are primary years: the plan is made by phase (docs/decisions/0002).
    """
    return tuple(
        phase.name
        for phase in PHASES
        if 2 * (min(ncy_to, phase.last) - max(ncy_from, phase.first) + 1)
        >= phase.last - phase.first + 1
    )
