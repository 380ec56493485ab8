"""What went wrong, in words for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from capital_planner.errors import Problem


def in_plain_words(error: BaseException) -> tuple[str, str]:
    """Give a title and the details."""
    said = [_sentence(problem) for problem in getattr(error, "problems", None) or ()]
    details = "\n\n".join(said) or str(error) or repr(error)
    return "That could not be done" if said else "Something went wrong", details


def _sentence(problem: Problem) -> str:
    """Say a problem without where it is in a plan, which holds ids of schemes."""
    if problem.file in ("", "plan"):
        return f"{problem.message} {problem.remedy}".strip()
    return str(problem)
