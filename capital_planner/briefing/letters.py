"""Letters that a file can hold and a font can draw."""

import re

from capital_planner.briefing.typeface import Typeface

MISSING = "\u25a1"
"""An empty square, printed for a letter that the font does not have."""
UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Signs that no file of text may hold: control characters and half letters."""


def held(text: str) -> str:
    """Leave out control characters and half letters."""
    return UNHELD.sub("", text)


def drawn(text: str, typeface: Typeface) -> str:
    """Replace letters that the font lacks with an empty square."""
    faces = typeface.faces.values()
    return "".join(
        letter
        if letter in "\n\t" or all(face.get_char_index(ord(letter)) for face in faces)
        else MISSING
        for letter in held(text)
    )
