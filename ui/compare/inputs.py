"""What two options were made for, where that is not the same."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from ui.compare.state import Change, CompareOrder

if TYPE_CHECKING:
    from ui.state import Inputs, Option

WORDS = {
    "tables": "Tables of the case",
    "future": "Future",
    "preset": "Goal",
    "envelope_gbp": "Capital",
    "resolution": "Homes by",
    "prices": "Prices",
    "base_share": "Share of need that a base could meet",
    "pins": "Decisions on single schemes",
    "exclusions": "Schemes that exclude each other",
    "requirements": "Schemes that need another",
    "routes": "Routes allowed",
    "least_base_share": "Least share in specialist bases",
    "most_parity_gap": "Largest gap between primary and secondary bases",
    "least_places": "Least places of a route",
    "most_gap": "Largest shortfall of a district",
    "gap_price_gbp": "Price of a child beyond that shortfall",
    "differs_from": "Schemes of another plan to leave out",
}
SHARES = ("least_base_share", "most_gap")
MILLION = 1e6
SHORT = 8
"""Signs of a digest that are shown."""


def input_changes(order: CompareOrder) -> list[Change]:
    """List inputs that the two options were made for, where they differ."""
    this, other = (facts(_of(option, order)) for option in order.options)
    return [
        Change("Inputs", WORDS[name], *_said(name, this[name], other[name]))
        for name in WORDS
        if this[name] != other[name]
    ]


def stale_flags(order: CompareOrder) -> tuple[str, ...]:
    """Say which options were made for other inputs than those of now."""
    now = facts(order.inputs)
    flags = []
    for option in dict.fromkeys(order.options):
        if option.is_stale(order.inputs):
            made = facts(_of(option, order))
            names = [WORDS[name].lower() for name in WORDS if made[name] != now[name]]
            flags.append(
                f"{option.name} was made for other inputs than those of now "
                f"({', '.join(names)}). Both options are measured here on the inputs "
                "of now; looked for again on them, its plan might be another."
            )
    return tuple(flags)


def facts(inputs: Inputs) -> dict[str, object]:
    """Everything assumed, by name."""
    settings = inputs.settings
    found = {field.name: getattr(settings, field.name) for field in fields(settings)}
    rules = found.pop("rules")
    found |= {field.name: getattr(rules, field.name) for field in fields(rules)}
    return found | {"future": inputs.future, "tables": inputs.tables}


def _of(option: Option, order: CompareOrder) -> Inputs:
    """Give what an option was made for; the inputs of now where it follows them."""
    return option.inputs or order.inputs


def _said(name: str, this: object, other: object) -> tuple[str, str, str]:
    return _words(name, this), _words(name, other), "not the same"


def _words(name: str, value: object) -> str:
    """Say a value without naming a scheme."""
    if name == "envelope_gbp":
        pounds = value if isinstance(value, float | int) else 0.0
        million = f"\N{POUND SIGN}{pounds / MILLION:,.1f} million"
        return million if pounds else "as the funding table"
    if name == "prices":
        return "those of the goal" if value is None else "the officer's own"
    if name == "tables":
        return str(value)[:SHORT]
    if value is None:
        return "any" if name == "routes" else "no rule"
    if isinstance(value, tuple):
        return f"{len(value)} named" if value else "none"
    if isinstance(value, float):
        return f"{value:.0%}" if name in SHARES else f"{value:,.12g}"
    return str(value).replace("_", " ")
