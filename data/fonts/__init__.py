"""The bundled typeface, Lato (SIL Open Font License 1.1, see OFL.txt).

One typeface on every machine, so that a map has the same size and the same
bytes everywhere.
"""

from pathlib import Path

WEIGHTS = {"regular": "Lato-Regular.ttf", "bold": "Lato-Bold.ttf"}


def read_fonts() -> dict[str, bytes]:
    """Font files by weight: ``regular`` and ``bold``."""
    folder = Path(__file__).parent
    return {weight: (folder / name).read_bytes() for weight, name in WEIGHTS.items()}
