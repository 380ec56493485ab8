"""How hard a text is to read."""

import re
from collections.abc import Iterable

HARDEST_GRADE = 6.5
"""School grade of a text for families; a reader of grade 7 is 12 years old."""
WORD = re.compile(r"[A-Za-z0-9£%][A-Za-z0-9£%'/.,\-]*")
END = re.compile(r"[.!?:;]+(?:\s|$)|\n+")
VOWELS = re.compile(r"[aeiouy]+")
NUMBER = re.compile(r"^[\d£%.,/]+$")


def reading_grade(texts: str | Iterable[str]) -> float:
    """Flesch-Kincaid grade of a text, or of several read one after the other.

    0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid, J. P. and
    others (1975), "Derivation of new readability formulas for Navy enlisted
    personnel"). Every text ends a sentence; syllables are counted by groups of
    vowels, and a figure counts as one.

    Returns
    -------
    float
        A school grade of the United States: 5 more is an age in years.

    Raises
    ------
    ValueError
        If there is no word.
    """
    whole = texts if isinstance(texts, str) else "\n".join(texts)
    sentences = [words for part in END.split(whole) if (words := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        msg = "there is no word to read"
        raise ValueError(msg)
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    if NUMBER.match(word):
        return 1
    return sum(max(_in_part(part), 1) for part in re.split(r"[-/]", word) if part)


def _in_part(part: str) -> int:
    """Count groups of vowels, but for an ``e`` or ``ed`` that is not sounded."""
    letters = re.sub(r"[^a-z]", "", part.lower())
    groups = len(VOWELS.findall(letters))
    silent = letters.endswith("e") and not letters.endswith(("le", "ee"))
    past = letters.endswith("ed") and not letters.endswith(("ted", "ded", "eed"))
    return groups - 1 if (silent or past) and groups > 1 else groups
