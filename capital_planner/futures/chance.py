"""Small-number chance: who leaves, and how many new children there are.

The expected children of a cell follow the path of a draw; chance adds to them
what a binomial number of leavers and a Poisson number of newcomers stray from
their means. What has strayed grows older with the children.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def strayed(rng: np.random.Generator, expected: Floats, ceased: Floats) -> Floats:
    """Draw how far each cell strays from what is expected of it.

    Parameters
    ----------
    expected
        Children: ``[N, A, K, T+1]``, ages one year apart, the base year first.
    ceased
        Share who leave on the way to each age: ``[A]``.

    Returns
    -------
    numpy.ndarray
        As ``expected``: children to add; mean 0 but where fewer than none would
        be left, and 0 in the base year, which was counted.
    """
    away = np.zeros_like(expected)
    leaving = ceased[None, 1:, None]
    for year in range(expected.shape[-1] - 1):
        after = expected[..., year + 1]
        fresh = after.copy()
        fresh[:, 1:] -= expected[:, :-1, :, year] * (1 - leaving)
        fresh = np.maximum(fresh, 0.0)
        away[..., year + 1] = rng.poisson(fresh) - fresh
        there = expected[:, :-1, :, year] + away[:, :-1, :, year]
        whole = np.rint(there).astype(np.int64)
        gone = rng.binomial(whole, np.broadcast_to(leaving, whole.shape))
        kept = away[:, :-1, :, year] * (1 - leaving)
        away[:, 1:, :, year + 1] += kept - (gone - whole * leaving)
        away[..., year + 1] = np.maximum(away[..., year + 1], -after)
    return away
