"""Sentences and names: the words of one language for the provinces, bodies and metrics of one data folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

from metrics.data.breaks import MEANINGS
from metrics.data.names import Names
from metrics.errors import N_, Message
from metrics.territory import MERGER, is_merged
from metrics.vocabulary import DIMENSIONS, Covers, Metric, OtherValue, Province, Question, Result, Row
from metrics.words import terms
from metrics.words.languages import named
from metrics.words.wording import Wording


class Words(Wording):
    """The words of one language, and the names of one data folder. A slug that has no name stands as it is."""

    def __init__(self, language: str, names: Names) -> None:
        super().__init__(language)
        self.names = names

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and other.language == self.language and other.names is self.names

    def __hash__(self) -> int:
        return hash((self.language, id(self.names)))

    # refusals and reasons -------------------------------------------------------------------------------------------
    def message(self, message: Message) -> str:
        """A refusal, or the reason of a blank, with names in place of codes."""
        values = dict(message.values)
        if "kinds" in values:
            values["kinds"] = ", ".join(map(self.kind, values["kinds"].split(", ")))
        if "figures" in values:
            values["figures"] = self._term(terms.NEVER_ADDED, values["figures"])
        metrics = self.names.metrics
        values |= {name: self.metric(metrics[code]) for name, code in values.items() if code in metrics}
        if "where" in values:
            keys = (part.partition(" ") for part in values["where"].split(", "))
            values["where"] = ", ".join(self.key(column, value) for column, _, value in keys)
        if "missing" in values:
            values["missing"] = ", ".join(self.province(slug) for slug in values["missing"].split(", "))
        if "hint" in values:
            values["hint"] = self._told("hint", values["hint"])
        return self.say(message.template, **values)

    # names of places and bodies -------------------------------------------------------------------------------------
    def province(self, slug: str) -> str:
        """A province's name; units that the merger of 2025 gave the same name are told apart."""
        province = self.names.provinces.get(slug)
        if province is None:
            return slug
        name = named(province, self.language)
        return self._dated(name, province) if province.name_vi in self.names.shared else name

    def organization(self, slug: str) -> str:
        """A body's name; where it holds the name of a province that the merger gave to another unit too, with its time."""
        body = self.names.organizations.get(slug)
        if body:
            province = self.names.provinces[body.province]
            ambiguous = province.name_vi in self.names.shared and province.name_vi in body.name_vi
            return self._dated(named(body, self.language), province) if ambiguous else named(body, self.language)
        place, _, rest = slug.partition(".")
        if rest != "administration" or place not in self.names.provinces:
            return slug
        city = self.names.provinces[place].kind == "city"
        text = N_("City administration of {province}") if city else N_("Administration of {province}")
        return self.say(text, province=self.province(place))

    def without_time(self, column: str, slug: str) -> str:
        """A province's or body's name without its time, for where that is told once for all."""
        known = self.names.provinces if column == "province" else self.names.organizations
        return named(known[slug], self.language) if slug in known else self.key(column, slug)

    def _dated(self, name: str, province: Province) -> str:
        month = self.date(MERGER[:7])
        text = N_("{name} (since {month})") if is_merged(province) else N_("{name} (before {month})")
        return self.say(text, name=name, month=month)

    # what a row covers ----------------------------------------------------------------------------------------------
    def covers(self, covers: Covers, unit: str | None = None) -> str:
        """What a row covers, in words; slugs become names."""
        return "; ".join(self._covered(covers, unit))

    def _covered(self, covers: Covers, unit: str | None) -> list[str]:
        return [*map(self.period, covers.periods), *self.limits(covers, unit)]

    def limits(self, covers: Covers, unit: str | None = None) -> list[str]:
        """What a row covers beside its periods: what narrows it, what it lacks, what else is stated; a text each."""
        said = [
            self._values(dimension, [value for _, value in alike])
            for dimension, alike in groupby(covers.narrowed_by, lambda part: part[0])
        ]
        if covers.expected is not None:
            said.append(self.say("{n} of {all} units reporting", n=covers.reporting, all=covers.expected))
        if covers.missing:
            names = [self.province(slug) for slug in covers.missing]
            said.append(self.say("missing: {names}", names=", ".join(names)))
        if covers.kinds:
            said.append(self.say("kinds together: {names}", names=", ".join(map(self.kind, covers.kinds))))
        if covers.disputed:
            said.append(self.say("also stated: {values}", values=self.other_values(covers.disputed, unit)))
        lengths = (covers.ranked_units_before, covers.ranked_units)
        said += dict.fromkeys(self.say("of {all} units ranked", all=length) for length in lengths if length is not None)
        if covers.breaks:
            breaks = ", ".join(self._term(MEANINGS, code) for code in covers.breaks)
            said.append(self.say("years that do not compare: {breaks}", breaks=breaks))
        return said

    def other_values(self, others: Iterable[OtherValue], unit: str | None = None) -> str:
        """What other sources state, each with its source: 1.188 (north-008), 1.190 (north-009)."""
        return ", ".join(f"{self.number(one.value, unit)} ({one.source})" for one in others)

    # sentences --------------------------------------------------------------------------------------------------------
    def key(self, column: str, value: Any) -> str:
        """A cell of a key column in words: a place, a body, a kind, a year, a period or a value of a dimension."""
        if value is None:
            return self.say("all")
        said: dict[str, Callable[[Any], str]] = {
            "province": self.province,
            "organization": self.organization,
            "kind": self.kind,
            "region": self.region,
            "period": self.period,
        }
        if column in said:
            return said[column](value)
        return self.value_of(column, value) if column in DIMENSIONS else str(value)

    def sentence(self, result: Result, row: Row) -> str:
        """One plain sentence for a figure: whose, when, which metric, the value with its qualifier, what limits it."""
        question = result.question
        about = [self.key(name, row[name]) for name in question.by if name not in ("year", "period")]
        if not {"province", "organization", "region"} & set(question.by):
            about.insert(0, self._places(question))
        if question.kinds and not {"kind", "organization"} & set(question.by):
            about.append(self._kinds(question.kinds))
        if question.breakdown:
            about.append(self.breakdown(question.breakdown))
        about.extend(self._when(question, row))
        said = {str(row.key.get("year")), row.key.get("period")}
        periods = tuple(code for code in row.covers.periods if code not in said)
        limits = self._covered(replace(row.covers, periods=periods), row.unit)
        if row.marks:
            limits.append(self.marks(row.marks))
        text = N_("{about} – {metric}: {value} ({limits}).") if limits else N_("{about} – {metric}: {value}.")
        value = self.amount(row.value, row.qualifier, row.unit)
        metric, covers = self.metric(result.metric), "; ".join(limits)
        sentence = self.say(text, about=", ".join(about), metric=metric, value=value, limits=covers)
        return sentence[:1].upper() + sentence[1:]

    def figure(self, row: Row) -> str:
        """A figure in short, for lists to choose from: Nghệ An, 2024: trên 2.000 người."""
        names = [self.key(name, value) for name, value in row.key.items()]
        return f"{', '.join(names)}: {self.amount(row.value, row.qualifier, row.unit)}"

    def question(self, question: Question, metric: Metric) -> str:
        """A plain sentence that says what a question asks: the metric, by what, with which filters."""
        by = self.say("by {columns}", columns=", ".join(self.column(name).lower() for name in question.by))
        parts = [f"{self.metric(metric)} {by}"]
        if question.provinces or question.regions:
            parts.append(self._places(question))
        if question.kinds:
            parts.append(self._kinds(question.kinds))
        if question.breakdown:
            parts.append(self.breakdown(question.breakdown))
        if question.unit and question.unit != metric.unit:
            parts.append(self.say("shares as stated, in {unit}", unit=self.unit(question.unit)))
        if question.years:
            parts.append(self.years(question.years))
        if question.boundary != "reported":
            parts.append(self.boundary(question.boundary))
        if question.compare:
            parts.append(self.comparison(question.compare))
        return "; ".join(parts) + "."

    def _when(self, question: Question, row: Row) -> list[str]:
        stated = [self.period(row[name]) for name in ("year", "period") if name in row.key]
        return stated or ([self.years(question.years)] if question.years else [])

    def _places(self, question: Question) -> str:
        chosen = [self.region(slug) for slug in question.regions]
        chosen += [self.province(slug) for slug in question.provinces]
        if len(chosen) > 5:
            return self.say("{number} places", number=len(chosen))
        return ", ".join(chosen) or self.say("all provinces and cities")

    def _kinds(self, kinds: Iterable[str]) -> str:
        return " + ".join(map(self.kind, kinds))
