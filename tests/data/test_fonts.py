"""The bundled typeface and its licence."""

import io
from pathlib import Path

from matplotlib.ft2font import FT2Font

import data.fonts
from data.fonts import read_fonts


def test_fonts_are_the_two_weights_of_one_typeface() -> None:
    faces = {
        weight: FT2Font(io.BytesIO(content)) for weight, content in read_fonts().items()
    }
    assert {face.family_name for face in faces.values()} == {"Lato"}
    assert faces["regular"].style_name == "Regular"
    assert faces["bold"].style_name == "Bold"


def test_licence_travels_with_the_fonts() -> None:
    licence = Path(data.fonts.__file__).with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert 'Reserved Font Name "Lato"' in licence
