"""Officers' own words, which the public is shown as they were typed."""

from collections.abc import Iterable

from capital_planner.errors import PlannerError, Problem


def refuse_hosts(names: Iterable[str], hosts: Iterable[str]) -> None:
    """Refuse names of options that name a school that has not agreed.

    Parameters
    ----------
    names
        Of options, as officers gave them.
    hosts
        Names of schools that have not agreed.

    Raises
    ------
    PlannerError
        If one of the names holds one of the hosts.
    """
    lower = [host.lower() for host in hosts]
    problems = [
        Problem(
            f"The option {name!r} has the name of a school that has not agreed.",
            "Give the option another name (F2), or write a restricted pack.",
        )
        for name in names
        if any(host in name.lower() for host in lower)
    ]
    if problems:
        raise PlannerError(problems)
