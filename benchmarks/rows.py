"""The rows of a programme, collected as arrays and handed to MathOpt at once."""

import numpy as np
from ortools.math_opt import model_pb2
from scipy.sparse import coo_array, csr_array

Array = np.ndarray


class Rows:
    """Rows of a programme: entries, and the least and most of each."""

    def __init__(self) -> None:
        self._entries: list[tuple[Array, Array, Array]] = []
        self._least: list[Array] = []
        self._most: list[Array] = []
        self._count = 0

    def open(self, least: Array, most: Array) -> Array:
        """Begin rows between ``least`` and ``most``; give their numbers."""
        numbers = np.arange(self._count, self._count + len(most))
        self._count += len(most)
        self._least.append(np.broadcast_to(least, most.shape))
        self._most.append(most)
        return numbers

    def add(self, rows: Array, columns: Array, values: Array | float) -> None:
        """Enter values, each array of the shape of ``columns`` or made to fit it."""
        filled = np.broadcast_to(values, columns.shape).ravel()
        numbers = np.broadcast_to(rows, columns.shape).ravel()
        kept = np.flatnonzero(filled)
        self._entries.append((numbers[kept], columns.ravel()[kept], filled[kept]))

    def minimise(
        self, costs: Array, whole: Array, constant: float
    ) -> model_pb2.ModelProto:
        """Make the programme of least cost over these rows.

        Parameters
        ----------
        costs
            Cost of one of each variable; all are at least 0.
        whole
            Whether a variable is 0 or 1.
        constant
            Cost whatever is chosen.
        """
        proto = model_pb2.ModelProto()
        count = len(costs)
        proto.variables.ids.extend(range(count))
        proto.variables.lower_bounds.extend(np.zeros(count))
        proto.variables.upper_bounds.extend(np.where(whole, 1.0, np.inf))
        proto.variables.integers.extend(whole)
        proto.objective.offset = constant
        priced = np.flatnonzero(costs)
        proto.objective.linear_coefficients.ids.extend(priced)
        proto.objective.linear_coefficients.values.extend(costs[priced])
        proto.linear_constraints.ids.extend(range(self._count))
        proto.linear_constraints.lower_bounds.extend(np.concatenate(self._least))
        proto.linear_constraints.upper_bounds.extend(np.concatenate(self._most))
        matrix = self._matrix(count)
        entries = proto.linear_constraint_matrix
        entries.row_ids.extend(
            np.repeat(np.arange(self._count), np.diff(matrix.indptr))
        )
        entries.column_ids.extend(matrix.indices)
        entries.coefficients.extend(matrix.data)
        return proto

    def _matrix(self, columns: int) -> csr_array:
        """All entries, sorted by row and column as MathOpt asks."""
        rows, names, values = (
            np.concatenate(part) for part in zip(*self._entries, strict=True)
        )
        found = coo_array((values, (rows, names)), shape=(self._count, columns)).tocsr()
        found.sum_duplicates()
        return found
