"""How much of the API, and of the pages, one reader may use: set in the environment, counted for each address."""

from __future__ import annotations

import ipaddress
import os
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from metrics.errors import PartyMetricsError

# addresses that are counted at once; the longest unseen is forgotten, and then has its full rate again
MOST_ADDRESSES = 10_000


class SettingError(PartyMetricsError):
    """A variable of the environment that the server cannot work with."""


@dataclass(frozen=True)
class Settings:
    """What the environment sets of the API and the pages; README's commands run with the defaults."""

    # requests of one address in a minute; 0: as many as it likes
    rate: int = 120
    # how long one question may take
    seconds: float = 10
    # how long the questions of one page may take together
    page_seconds: float = 30
    # rows of one answer
    rows: int = 5_000
    # pages of other servers that may ask from a browser, as https://example.org; * for all
    origins: tuple[str, ...] = ()
    # are Streamlit's counters at /_stcore/metrics open?
    counters: bool = False

    @classmethod
    def of_environment(cls) -> Settings:
        """The settings as the environment has them. SettingError for a number that is none."""
        return cls(
            rate=int(_number("PARTY_METRICS_API_RATE", os.environ.get("PARTY_METRICS_API_RATE"), cls.rate, 0)),
            seconds=_number("PARTY_METRICS_API_SECONDS", os.environ.get("PARTY_METRICS_API_SECONDS"), cls.seconds, 0.001),
            page_seconds=_number(
                "PARTY_METRICS_PAGE_SECONDS", os.environ.get("PARTY_METRICS_PAGE_SECONDS"), cls.page_seconds, 0.001
            ),
            rows=int(_number("PARTY_METRICS_API_ROWS", os.environ.get("PARTY_METRICS_API_ROWS"), cls.rows, 1)),
            origins=tuple(os.environ.get("PARTY_METRICS_API_ORIGINS", "").replace(",", " ").split()),
            counters=os.environ.get("PARTY_METRICS_COUNTERS", "") == "1",
        )


def _number(name: str, text: str | None, otherwise: float, least: float) -> float:
    try:
        number = float(text) if text else otherwise
    except ValueError:
        number = float("nan")
    if not least <= number < 1e9:
        raise SettingError(
            "{name} is {text!r}; write a number from {least} on, or leave it out.", name=name, text=text, least=least
        )
    return number


class Rates:
    """Who asked how much: each address may ask `rate` times at once, and as often again in every minute that follows."""

    def __init__(self, rate: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self._clock = clock
        # by address: how many requests are left, and when that was so
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Count a request: 0 where it may be answered, else after how many seconds one may."""
        if not self.rate:
            return 0
        now, a_second, key = self._clock(), self.rate / 60, _neighbours(address)
        left, since = self._left.pop(key, (float(self.rate), now))
        left = min(self.rate, left + (now - since) * a_second)
        allowed = left >= 1
        self._left[key] = (left - 1 if allowed else left, now)
        while len(self._left) > MOST_ADDRESSES:
            self._left.popitem(last=False)
        return 0 if allowed else (1 - left) / a_second


def _neighbours(address: str) -> str:
    """An address as it is counted: one household has a whole /64 of IPv6."""
    try:
        return str(ipaddress.ip_network(f"{address}/64", strict=False)) if ":" in address else address
    except ValueError:
        return address
