"""How often one caller may ask for what is expensive."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable


class TooOften(Exception):  # noqa: N818 - names what is the case
    """`seconds` from now one may ask again."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"again in {seconds:.0f} s")
        self.seconds = seconds


class Rates:
    """Token buckets by kind and caller: `per_minute` at once, refilled evenly. Forgets the callers seen longest ago."""

    def __init__(
        self, per_minute: dict[str, int], remembered: int = 5_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`clock` tells seconds."""
        self._per_minute = per_minute
        self._clock = clock
        self._remembered = remembered
        self._lock = threading.Lock()
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def spend(self, kind: str, caller: str) -> None:
        """Raises TooOften where the caller has used up what a minute allows."""
        most = float(self._per_minute[kind])
        now = self._clock()
        with self._lock:
            left, then = self._buckets.pop((kind, caller), (most, now))
            left = min(most, left + (now - then) * most / 60)
            if left < 1:
                self._buckets[kind, caller] = (left, now)
                raise TooOften((1 - left) * 60 / most)
            self._buckets[kind, caller] = (left - 1, now)
            if len(self._buckets) > self._remembered:
                self._buckets.popitem(last=False)
