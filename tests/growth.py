"""How the time of a piece of work grows with its text."""

from __future__ import annotations

import time
from collections.abc import Callable


def grows_with(work: Callable[[int], object], short: int, long: int) -> bool:
    """Does the time grow as the length does, up to a factor of three and a fifth of a second that the computer may take itself?"""

    def seconds(length: int) -> float:
        start = time.process_time()
        work(length)
        return time.process_time() - start

    least = min(seconds(short) for _ in range(3))
    # the best of three as well: whatever else the computer does can only make it slower
    return any(seconds(long) < 3 * long / short * least + 0.2 for _ in range(3))
