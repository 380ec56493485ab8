"""Which schemes stand at which symbol of the map, as the audience sees both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.state import KIND_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from capital_planner.mapspec import Symbol
    from ui.state import SchemeRow


def symbol_of(row: SchemeRow, symbols: Sequence[Symbol]) -> str:
    """Key of the symbol that a scheme stands at, empty when it is not on the map.

    A host that may not be pointed at stands with others in its district.
    """
    keys = {symbol.key for symbol in symbols}
    if row.key in keys:
        return row.key
    return next((s.key for s in symbols if _may_stand_with(row, s)), "")


def schemes_at(
    symbol: Symbol, symbols: Sequence[Symbol], rows: Sequence[SchemeRow]
) -> list[str]:
    """Keys of the schemes among rows that stand at a symbol."""
    return [row.key for row in rows if symbol_of(row, symbols) == symbol.key]


def _may_stand_with(row: SchemeRow, symbol: Symbol) -> bool:
    return (
        symbol.standing != "existing"
        and symbol.site is None
        and KIND_WORDS[symbol.kind] == row.kind
        and " or ".join(symbol.district.split("|")) == row.district
        and (symbol.standing == "proposed") is not row.decided
    )
