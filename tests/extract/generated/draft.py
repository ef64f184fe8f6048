"""A text in the making: words chosen by a seeded chance, and each number written down as the figure that it means."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from tests.extract.generated.gold import UNITS, Article, Gold
from tests.extract.generated.vocabulary import OFFICES, PLACES, PLAIN, Body, Place

T = TypeVar("T")
ROMAN = ("I", "II", "III", "IV")
CHOICE = re.compile(r"\[([^\[\]]*)\]")
# a blank that a choice of nothing left before a sign
BLANK = re.compile(r" (?=[,;.)])")
# words before a number that change what it states
ABOUT = (("trên", "gt"), ("hơn", "gt"), ("gần", "approx"), ("khoảng", "approx"))


class When(NamedTuple):
    """A time as words, and the period that they mean."""

    words: str
    period_type: str
    period: str


def spelled(value: float, percent: bool = False) -> str:
    """A number as Vietnamese newspapers print it: 1.234 and 56,7%."""
    if value == int(value):
        return f"{int(value):,}".replace(",", ".") + "%" * percent
    return f"{value:g}".replace(".", ",") + "%" * percent


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class Draft:
    """One article: its place and day are drawn first, then sentences are added.

    `figure` writes a figure down and gives the words of its number; what holds for all (`when`, `status`, `breakdown`) is
    set once and may be given anew for each.
    """

    def __init__(self, name: str, seed: int, *, bloc: bool | None = None) -> None:
        self.name = name
        self.chance = random.Random(f"{name} {seed}")
        self.place: Place = self.pick(PLACES)
        self.bloc = self.chance.random() < 0.4 if bloc is None else bloc
        self.year = self.chance.randint(2009, 2023)
        self.published = ""
        self.organization = self.place.bloc_body if self.bloc else self.place.wide
        self.when = When("", "", "")
        self.status = "reported"
        self.breakdown = ""
        self.sentences: list[str] = []
        self.figures: list[Gold] = []

    # words

    def pick(self, choices: Sequence[T]) -> T:
        return self.chance.choice(choices)

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        return self.chance.sample(list(choices), count)

    def maybe(self, words: str, share: float = 0.5) -> str:
        return words if self.chance.random() < share else ""

    def whole(self) -> str:
        """The body that the text is about."""
        if self.bloc:
            return f"Đảng bộ {self.place.bloc} tỉnh {self.place.name}"
        return self.pick((f"Đảng bộ tỉnh {self.place.name}", f"toàn tỉnh {self.place.name}", f"tỉnh {self.place.name}"))

    def actor(self) -> str:
        """The same, where it may also be its committee that acts."""
        if self.bloc and self.chance.random() < 0.5:
            return f"Đảng ủy {self.place.bloc} tỉnh {self.place.name}"
        return self.whole()

    def party(self) -> str:
        """The same, as an organization that has members and holds congresses."""
        return self.whole() if self.bloc else f"Đảng bộ tỉnh {self.place.name}"

    def again(self) -> str:
        """The same body, named for the second time."""
        return self.pick(("toàn Đảng bộ Khối", "Đảng bộ Khối") if self.bloc else ("toàn Đảng bộ", "toàn tỉnh", "tỉnh"))

    def parts(self, count: int) -> list[Body]:
        """Bodies under the one that the text is about."""
        if self.bloc:
            return [self.place.unit(name) for name in self.some(OFFICES, count)]
        return [self.place.district(name) for name in self.some(self.place.districts, count)]

    # figures

    def number(self, low: int, high: int) -> int:
        return self.chance.randint(low, high)

    def large(self, low: int, high: int) -> int:
        """A number of a province; of a bloc it is smaller."""
        return self.number(low // 5, high // 5) if self.bloc else self.number(low, high)

    def percent(self, low: float = 20, high: float = 99) -> float:
        return round(self.chance.uniform(low, high), self.pick((0, 1, 1, 2)))

    def figure(self, indicator: str, value: float, *, about: float = 0.0, **slots: object) -> str:
        """Writes the figure down; its number in words, with `about` as the share of those told by `trên`, `gần` …"""
        words, qualifier = ("", "eq")
        if self.chance.random() < about:
            words, qualifier = self.pick(ABOUT)
            value = value if value < 50 else value // 10 * 10
        base = {
            "organization": self.organization,
            "unit": UNITS[indicator],
            "period_type": self.when.period_type,
            "period": self.when.period,
            "status": self.status,
            "breakdown": self.breakdown,
            "qualifier": qualifier,
        }
        gold = Gold(indicator=indicator, value=value, **{**base, **slots})  # type: ignore[arg-type]
        self.figures.append(gold)
        number = spelled(abs(value), gold.unit == "percent")
        if value == int(value) and 0 < value < 10 and gold.unit != "percent" and self.chance.random() < 0.3:
            number = f"0{number}"
        return f"{words} {number}".strip()

    def plain(self, share: float = 0.4) -> None:
        """Between two sentences, now and then one that states no figure."""
        if self.chance.random() < share:
            self.sentences.append(self.pick([one for one in PLAIN if one not in self.sentences]))

    def say(self, *sentences: str) -> None:
        """Adds sentences; of `[a|b|c]` in them, which may be nested, one is drawn."""
        for one in filter(None, sentences):
            self.sentences.append(capital(BLANK.sub("", " ".join(self.vary(one).split()))))

    def vary(self, words: str) -> str:
        while "[" in words:
            words = CHOICE.sub(lambda found: self.pick(found[1].split("|")), words)
        return words

    # time

    def publish(self, year: int, month: int | None = None, *, share: float = 1.0) -> None:
        """The day of publication; now and then unknown."""
        if self.chance.random() < share:
            self.published = dt.date(year, ((month or self.number(1, 12)) - 1) % 12 + 1, self.number(1, 28)).isoformat()

    def during(self) -> When:
        """A stretch of time told plainly, with its year."""
        year, quarter, month = self.year, self.number(1, 4), self.number(1, 12)
        return self.pick(
            (
                When(self.pick(("Năm {0}", "Trong năm {0}", "Cả năm {0}", "Suốt năm {0}")).format(year), "year", f"{year}"),
                When(
                    self.pick(
                        ("6 tháng đầu năm {0}", "Sáu tháng đầu năm {0}", "Nửa đầu năm {0}", "Trong 6 tháng đầu năm {0}")
                    ).format(year),
                    "half_year",
                    f"{year}-H1",
                ),
                When(
                    self.pick(("9 tháng đầu năm {0}", "Chín tháng đầu năm {0}", "Qua 9 tháng năm {0}")).format(year),
                    "nine_months",
                    f"{year}-9M",
                ),
                When(
                    self.pick(("Quý {1} năm {0}", "Trong quý {1}/{0}", "Quý {1}-{0}")).format(year, ROMAN[quarter - 1]),
                    "quarter",
                    f"{year}-Q{quarter}",
                ),
                When(
                    self.pick(("Tháng {1}/{0}", "Trong tháng {1} năm {0}", "Tháng {1}-{0}")).format(year, month),
                    "month",
                    f"{year}-{month:02}",
                ),
            )
        )

    def moment(self) -> When:
        """A moment told plainly, with its year."""
        year, month, day = self.year, self.number(1, 12), self.number(1, 28)
        return self.pick(
            (
                When(f"Tính đến ngày {day}/{month}/{year}", "as_of", f"{year}-{month:02}-{day:02}"),
                When(f"Đến tháng {month}/{year}", "as_of", f"{year}-{month:02}"),
                When(f"Tại thời điểm ngày {day:02}-{month:02}-{year}", "as_of", f"{year}-{month:02}-{day:02}"),
                When(f"Đến cuối năm {year}", "as_of", f"{year}"),
            )
        )

    def now(self) -> When:
        """The moment of publication; needs a published date, else the period is not known."""
        return When(
            self.pick(("Hiện nay", "Đến nay", "Hiện", "Tới thời điểm này", "Đến thời điểm hiện tại")), "as_of", self.published
        )

    # the end

    def article(self, seed: int) -> Article:
        """The text with harmless sentences before, between and after, and its figures."""
        told = list(self.sentences)
        others = [one for one in PLAIN if one not in told]
        before = self.some(others, self.pick((0, 0, 1)))
        after = self.some([one for one in others if one not in before], self.pick((0, 1, 1, 2)))
        head = self.pick(("", "", "", "", "", "(TTXVN) - ", "(VOV) - "))
        text = head + self.pick((" ", " ", " ", "\n")).join([*before, *told, *after])
        return Article(f"{self.name}-{seed}", text, self.published, self.place.slug, self.organization, tuple(self.figures))
