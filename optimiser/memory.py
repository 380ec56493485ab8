"""The most memory this process has held."""

import sys

import psutil

BYTES_IN_A_MB = 2**20


def peak_memory_mb() -> float:
    """Most memory held by this process so far, megabytes."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / BYTES_IN_A_MB
    import resource  # noqa: PLC0415 - there is none on Windows

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak) / (BYTES_IN_A_MB if sys.platform == "darwin" else 1024)
