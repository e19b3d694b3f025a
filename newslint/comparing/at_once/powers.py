"""Values of parts of a row of numbers: sums of the numbers, each times a power, as in ``numbered.value``.

From the sums up to each place the value of any part follows: what comes before is taken off, and the powers are made
those of a part that begins the row. All is modulo 2 to the 64th.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newslint.text.numbered import FACTOR, MODULUS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Hashes = NDArray[np.uint64]
    Truths = NDArray[np.bool_]

LONGEST = 1 << 17
"""How many numbers a row has at most."""
BITS = 64


def _powers_of(factor: int) -> Hashes:
    powers = np.full(LONGEST + 1, factor, np.uint64)
    powers[0] = 1
    return powers.cumprod(dtype=np.uint64)


POWERS = _powers_of(FACTOR)
INVERSES = _powers_of(pow(FACTOR, -1, MODULUS))


def sums_of(row: NDArray[np.unsignedinteger]) -> Hashes:
    """Return what all numbers before each place add up to, and at the end all of them."""
    sums = np.zeros(len(row) + 1, np.uint64)
    np.cumsum(row * POWERS[: len(row)], out=sums[1:])
    return sums


def values_of(sums: Hashes, starts: Numbers, ends: Numbers) -> Hashes:
    """Return the values of parts."""
    found: Hashes = (sums[ends] - sums[starts]) * INVERSES[starts]
    return found
