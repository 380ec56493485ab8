"""Tables in Markdown, written to standard output and into docs/benchmarks.md."""

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def say(line: str) -> None:
    """Write one line of progress to standard error."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out a table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def publish(section: str, text: str, *, write: bool) -> None:
    """Write a section to standard output and, if asked, into the page.

    Raises
    ------
    ValueError
        If the page has no place for the section.
    """
    today = dt.datetime.now(tz=dt.UTC).date()
    dated = f"Measured on {today.day} {today:%B %Y}, two cores.\n\n{text}"
    sys.stdout.write(dated + "\n")
    if write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(put(page, section, dated), encoding="utf-8")


def put(page: str, section: str, text: str) -> str:
    """Put a text in place of what stands between a section's two marks."""
    first, last = f"<!-- {section} -->\n", f"<!-- end of {section} -->"
    if page.count(first) != 1 or page.count(last) != 1:
        message = f"The page has no one place marked {first.strip()} ... {last}."
        raise ValueError(message)
    before, rest = page.split(first)
    after = rest.split(last)[1]
    return f"{before}{first}\n{text}\n\n{last}{after}"


def seconds(value: float | None) -> str:
    """Word a time; a dash where there is none."""
    if value is None:
        return "-"
    return f"{value:.3f}" if value < 1 else f"{value:.1f}"
