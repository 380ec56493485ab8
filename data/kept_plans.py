"""Plans kept on this computer, so that a public folder need not hold their sites."""

from pathlib import Path

from data.exports import json_bytes, write_files
from data.kept_options import Kept, KeptOption, kept_facts, read_kept


def keep_plan(folder: Path, token: str, case: str, option: KeptOption) -> None:
    """Keep the choices of a plan in a folder of the planner's own.

    Parameters
    ----------
    folder
        Made if it does not exist, for this user alone.
    token
        Names the file, and says nothing of the plan.
    case
        Digest of the tables the plan was made for.

    Raises
    ------
    PlannerError
        If the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    facts = kept_facts(Kept(case, (option,)))
    write_files(folder, {f"{token}.json": json_bytes(facts)})


def read_kept_plan(folder: Path, token: str) -> KeptOption | None:
    """Read a plan kept under a name; None where there is none.

    Raises
    ------
    ProjectFileError
        If the file is not one that the planner wrote.
    """
    kept = read_kept(folder / f"{token}.json")
    return None if kept is None else kept.options[0]
