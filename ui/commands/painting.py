"""The pictures of a paper, painted in other processes, each of them once."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field

from capital_planner.papers import Chart, Picture
from ui.commands.hands import Files, Hands

Drawn = Picture | Chart


@dataclass(frozen=True)
class Painting:
    """Pictures that are being painted, and who paints them.

    Attributes
    ----------
    fonts
        Font files by weight.
    """

    by: Hands
    fonts: Mapping[str, bytes]
    _begun: dict[str, tuple[Drawn, Future[Files]]] = field(default_factory=dict)

    def begin(self, blocks: Iterable[Drawn]) -> None:
        """Have pictures painted, but those that were begun and are the same."""
        for block in blocks:
            before, _ = self._begun.get(block.key, (None, None))
            if not _same(before, block):
                painted = self.by.write("picture", block, self.fonts)
                self._begun[block.key] = (block, painted)

    def done(self, blocks: Iterable[Drawn]) -> Files:
        """Wait for pictures that were begun.

        Returns
        -------
        dict
            Bytes by the key of the block, with ``.svg`` or ``.png``.
        """
        painted = {block.key: self._begun[block.key][1] for block in blocks}
        return self.by.each("Painting maps and charts", painted)


def _same(before: Drawn | None, block: Drawn) -> bool:
    if not (isinstance(before, Picture) and isinstance(block, Picture)):
        return before is block
    return (before.spec, before.deep_mm, before.wide_mm) == (
        block.spec,
        block.deep_mm,
        block.wide_mm,
    )
