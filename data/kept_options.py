"""Options kept between sessions, in files of the planner's own."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from capital_planner.errors import Problem, ProjectFileError
from capital_planner.rules import Decision, Pin, Rules
from capital_planner.settings import (
    FUTURES,
    RESOLUTIONS,
    Future,
    Prices,
    ScenarioSettings,
)

VERSION = 1
MARKING = "OFFICIAL-SENSITIVE: sites that have not agreed can be told from this file."
MOST_BYTES = 20 * 2**20
TEXTS = ("key", "name", "origin", "parent", "note")
DECISIONS: tuple[Decision, ...] = ("in", "out", "release")
UNREADABLE = (
    *(ValueError, TypeError, KeyError, AttributeError, RecursionError),
    OverflowError,
)
"""What is raised by plain values that are not those of an option."""


@dataclass(frozen=True)
class KeptInputs:
    """What an option was made under.

    Attributes
    ----------
    tables
        Digest of the tables of the case; empty where it was not kept.
    """

    future: Future
    settings: ScenarioSettings
    tables: str = ""


@dataclass(frozen=True)
class KeptOption:
    """One option as it was kept.

    Attributes
    ----------
    choices
        As ``Plan.choices``: index ``scheme``, columns ``places`` and
        ``opening_year``.
    """

    key: str
    name: str
    origin: str
    parent: str
    note: str
    inputs: KeptInputs
    choices: pd.DataFrame


@dataclass(frozen=True)
class Kept:
    """The options of a case.

    Attributes
    ----------
    case
        Digest of the tables they were made for.
    """

    case: str
    options: tuple[KeptOption, ...]


def kept_facts(kept: Kept) -> dict[str, Any]:
    """Plain values to write: what :func:`read_kept` reads."""
    return {
        "version": VERSION,
        "marking": MARKING,
        "case": kept.case,
        "options": [option_facts(option) for option in kept.options],
    }


def option_facts(option: KeptOption) -> dict[str, Any]:
    """Plain values of one option: what :func:`option_of` reads."""
    return {
        **{name: getattr(option, name) for name in TEXTS},
        "future": option.inputs.future,
        "settings": _settings_facts(option.inputs),
        "choices": [
            [str(scheme), int(places), int(year)]
            for scheme, places, year in zip(
                option.choices.index,
                option.choices["places"].tolist(),
                option.choices["opening_year"].tolist(),
                strict=True,
            )
        ],
    }


def read_kept(path: Path) -> Kept | None:
    """Read the options kept in a file; None where there is no such file.

    Raises
    ------
    ProjectFileError
        If the file is not one that the planner wrote.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _refused(path, f"It cannot be read: {error.strerror}.") from error
    if len(content) > MOST_BYTES:
        raise _refused(path, "It is larger than any file of options.")
    try:
        return kept_of(json.loads(content))
    except UNREADABLE as error:
        message = "It is not a file of options that this version reads."
        raise _refused(path, message) from error


def kept_of(facts: Mapping[str, Any]) -> Kept:
    """Options from plain values; one of ``UNREADABLE`` where they are not that."""
    if facts["version"] != VERSION:
        message = "another version"
        raise ValueError(message)
    return Kept(_text(facts["case"]), tuple(map(option_of, facts["options"])))


def option_of(facts: Mapping[str, Any]) -> KeptOption:
    """One option from plain values; one of ``UNREADABLE`` where they are not that."""
    texts = {name: _text(facts[name]) for name in TEXTS}
    choices = [(_text(s), _whole(p), _whole(y)) for s, p, y in facts["choices"]]
    frame = pd.DataFrame(choices, columns=["scheme", "places", "opening_year"])
    whole = frame.astype({"scheme": "str", "places": int, "opening_year": int})
    future = FUTURES[FUTURES.index(facts["future"])]
    settings = facts["settings"]
    tables = _text(settings.get("tables", ""))
    inputs = KeptInputs(future, _settings(settings), tables)
    return KeptOption(**texts, inputs=inputs, choices=whole.set_index("scheme"))


def _settings_facts(inputs: KeptInputs) -> dict[str, Any]:
    """Give settings, and the tables beside them: earlier files have none."""
    tables = {"tables": inputs.tables} if inputs.tables else {}
    return {**asdict(inputs.settings), **tables}


def _settings(facts: Mapping[str, Any]) -> ScenarioSettings:
    prices, envelope = facts["prices"], facts["envelope_gbp"]
    named = {} if prices is None else {str(k): _amount(v) for k, v in prices.items()}
    return ScenarioSettings(
        preset=_text(facts["preset"]),
        envelope_gbp=None if envelope is None else _amount(envelope),
        resolution=RESOLUTIONS[RESOLUTIONS.index(facts["resolution"])],
        prices=None if prices is None else Prices(**named),
        base_share=_amount(facts["base_share"]),
        rules=_rules(facts["rules"]),
    )


def _rules(facts: Mapping[str, Any]) -> Rules:
    routes, parity, gap = (
        facts[name] for name in ("routes", "most_parity_gap", "most_gap")
    )
    pairs = {
        name: tuple((_text(a), _text(b)) for a, b in facts[name])
        for name in ("exclusions", "requirements")
    }
    return Rules(
        pins=tuple(map(_pin, facts["pins"])),
        **pairs,
        routes=None if routes is None else tuple(map(_text, routes)),
        least_base_share=_amount(facts["least_base_share"]),
        most_parity_gap=None if parity is None else _whole(parity),
        least_places=tuple((_text(r), _whole(n)) for r, n in facts["least_places"]),
        most_gap=None if gap is None else _amount(gap),
        gap_price_gbp=_amount(facts["gap_price_gbp"]),
        differs_from=tuple(
            (tuple(map(_text, schemes)), _whole(least))
            for schemes, least in facts["differs_from"]
        ),
    )


def _pin(facts: Mapping[str, Any]) -> Pin:
    places, year = facts["places"], facts["opening_year"]
    return Pin(
        scheme=_text(facts["scheme"]),
        decision=DECISIONS[DECISIONS.index(facts["decision"])],
        places=None if places is None else _whole(places),
        opening_year=None if year is None else _whole(year),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        message = "a text was expected"
        raise TypeError(message)
    return value


def _amount(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        message = "an amount was expected"
        raise TypeError(message)
    return _finite(value)


def _finite(value: float) -> float:
    if not math.isfinite(value):
        message = "a finite number was expected"
        raise ValueError(message)
    return float(value)


def _whole(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value < 10**6:
        message = "a whole number was expected"
        raise TypeError(message)
    return value


def _refused(path: Path, message: str) -> ProjectFileError:
    remedy = "It was left as it is; move it away to be asked no more."
    return ProjectFileError([Problem(message, remedy, file=str(path))])
