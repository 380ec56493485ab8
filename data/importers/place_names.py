"""Districts as people write them: W Lancs, Chorley BC, Borough of Pendle."""

import re
from collections.abc import Collection
from difflib import get_close_matches

EMPTY_WORDS = {
    *("borough", "council", "city", "district", "county", "unitary", "authority"),
    *("metropolitan", "bc", "mbc", "dc", "cc", "of", "the", "and", "upon", "on"),
}
LEAST_LETTERS = 3
"""Of a shortened word, unless it is one letter: N for North."""
ALIKE = 0.8


def places_like(written: str, names: Collection[str]) -> list[str]:
    """Names that somebody may mean: one is an answer, several are a question."""
    by_words: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        by_words.setdefault(_words(name), []).append(name)
    words = _words(written)
    if words in by_words:
        return by_words[words]
    short = [
        name
        for known, own in by_words.items()
        if len(known) == len(words) > 1 and all(map(_shortens, words, known))
        for name in own
    ]
    if short or not words:
        return short
    joined = {" ".join(known): own for known, own in by_words.items()}
    alike = get_close_matches(" ".join(words), joined, n=3, cutoff=ALIKE)
    return [name for text in alike for name in joined[text]]


def _words(name: str) -> tuple[str, ...]:
    letters = name.casefold().replace("'", "").replace("&", " ")
    found = tuple(re.findall(r"[^\W_]+", letters))
    return tuple(word for word in found if word not in EMPTY_WORDS) or found


def _shortens(short: str, word: str) -> bool:
    """Whether a word is written short: its start, or letters of it in their order."""
    if short == word or (len(short) == 1 and word.startswith(short)):
        return True
    if len(short) < LEAST_LETTERS or not word.startswith(short[0]):
        return False
    letters = iter(word)
    return all(letter in letters for letter in short)
