"""Sentences and names: the words of one language for the provinces, bodies and metrics of one data folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import PurePath
from typing import Any

from metrics.data.breaks import MEANINGS
from metrics.data.names import Names
from metrics.errors import N_, Message
from metrics.territory import MERGER, is_merged
from metrics.vocabulary import DIMENSIONS, Covers, Mark, Metric, OtherValue, Province, Question, Result, Row, parse_breakdown
from metrics.words import terms
from metrics.words.languages import named
from metrics.words.wording import DAY, SIGNS, Wording, calculated

# units that count what the metric's name says: 200.579 đảng viên
COUNTED = ("person", "organization", "case", "document", "award")
# how the names of sizes and totals begin: they are told as a value, not as a count of what they name
SIZES = ("Số ", "Tổng số ")
# first words of names that stay capital inside a sentence
PROPER = ("Party", "Labour")
COUNTS_INSTEAD = re.compile(r"(.+) counts")

# what the code of a stretch inside a year has, and that of a day or of a year has not: 2024-H1, 2024-01/2024-07
STRETCH = re.compile("[QHM/+]")


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
        """A refusal, or the reason of a blank, with names in place of codes; of a folder its name alone, not where it lies."""
        values = dict(message.values)
        if "folder" in values:
            values["folder"] = PurePath(values["folder"]).name
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
        values |= {name: self._told(name, values[name]) for name in ("what", "hint", "remedy") if name in values}
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
        if place == slug:
            # of a province without such a body
            return self.province(slug)
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

    def without_figure(self, slugs: Iterable[str]) -> str:
        """A sentence for provinces that were asked for and have no figure; nothing where there is none."""
        names = ", ".join(map(self.province, slugs))
        return self.say("No figure is known here of: {names}.", names=names) if names else ""

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
        """What other sources state, each with who published it: 1.188 (Báo Nghệ An, ngày 3/10/2025)."""
        return ", ".join(f"{self.qualified(one.value, one.qualifier, unit)} ({self.source(one.source)})" for one in others)

    # sources ----------------------------------------------------------------------------------------------------------
    def source(self, slug: str) -> str:
        """Who published a source, and when: Báo Nghệ An, ngày 3/10/2025. One that the data do not know stands by its slug."""
        source = self.names.sources.get(slug)
        return slug if source is None else self.published_by(source.publisher, source.published)

    def published_by(self, publisher: str, published: str) -> str:
        """Who published something, and when, or that it is not stated."""
        return ", ".join((publisher or self.say("publisher not stated"), self._published(published)))

    def _published(self, date: str) -> str:
        if not date:
            return self.say("date of publication not stated")
        return self.say("published on {day}", day=self.date(date)) if date.count("-") == 2 else self.period(date)

    def used(self, text: str) -> str:
        """Whether an observation enters an answer, and if not, why."""
        if text == "yes":
            return self.say("yes")
        reason = text.removeprefix("no: ")
        if reason.startswith("the question is refused"):
            return self.say("no: the question is refused")
        known = {**terms.OBSERVATION_STATUSES, **terms.UNUSED}
        winner = COUNTS_INSTEAD.fullmatch(reason)
        if winner and reason not in known:
            return self.say("no: the figure of {source} counts", source=self.source(winner[1]))
        return self.say("no: {reason}", reason=self._term(known, reason))

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

    def names_of(self, row: Row, columns: Iterable[str], key: Callable[[str, Any], str] | None = None) -> list[str]:
        """Cells of a row's key in words, or as `key` says them; a year of which only one stretch is covered is named as that.

        6 tháng đầu năm 2024 where a row of 2024 covers no more.
        """
        part = _stretch_of(row) if Mark.PARTIAL in row.marks else ""
        return [self.period(part) if part and name == "year" else (key or self.key)(name, row.key[name]) for name in columns]

    def sentence(self, result: Result, row: Row, who: str = "") -> str:
        """One sentence for a figure: when, whose, how much of what with its qualifier, what limits it.

        And what it was set against, where that is asked. `who` names the body where the row's key does not: Đến ngày 1/10/2025,
        Đảng bộ tỉnh Nghệ An có 200.579 đảng viên.
        """
        when, limits = self._when(result, row)
        values = {"who": who or self._whose(result.question, row), "when": when}
        name = self._counted(result, row)
        if row.unit in COUNTED and not result.metric.name_vi.startswith(SIZES):
            said = self.say("{who}: {amount}, {when}", amount=self._amount(row, name), **values)
        else:
            name = self.say("share of {of}", of=name) if row.unit != result.metric.unit else name
            said = self.say("{who}: {metric} {value}, {when}", metric=name, value=self._value(row), **values)
        limited = said[:1].upper() + said[1:] + (f" ({'; '.join(limits)})" if limits else "")
        return f"{limited}{self._set_against(result, row)}."

    def _set_against(self, result: Result, row: Row) -> str:
        """The target or the figure of the year before, and how far the row is from it; nothing where none is known."""
        if row.previous is None:
            return ""
        how = result.question.compare or "target"
        before = self.previous(row) + (f"/{row.covers.ranked_units_before}" if row.covers.ranked_units_before else "")
        if how != "target":
            change = self.change(row.change, row.unit)
            if row.change_percent is not None and row.unit not in SIGNS:
                change = f"{change}; {self.signed(row.change_percent, 'percent')}"
            text = N_("; the year before: {before} ({change})")
            if how == "same_period":
                text = N_("; the same period of the year before: {before} ({change})")
            return self.say(text, before=before, change=self.bounded(change, calculated(row)))
        # a share of a share would be taken for the share itself
        text = N_("; target of {year}: {target}") if row.unit in SIGNS else N_("; target of {year}: {target} ({share} reached)")
        return self.say(text, year=row.key.get("year", ""), target=before, share=self.share(row))

    def _counted(self, result: Result, row: Row) -> str:
        """What is counted, as it stands inside a sentence, with the part of it that is meant."""
        name, by = self._inside(self.metric(result.metric)), result.question.by
        asked = parse_breakdown(result.question.breakdown) | {at: row[at] for at in by if at in DIMENSIONS and row[at] is not None}
        return self.of_part(name, asked)

    def of_part(self, name: str, parts: Mapping[str, str]) -> str:
        """A metric's name with the part of it that is meant; a dimension that the name tells already stands once."""
        said = []
        for dimension, value in parts.items():
            told, words = self.dimension(dimension).lower(), self.value_of(dimension, value)
            said.append(words if told in name.lower() else f"{told}: {words}")
        return f"{name} ({'; '.join(said)})" if said else name

    def _amount(self, row: Row, noun: str) -> str:
        """So many of what is counted, inside its qualifier; what units are missing from is so much or more."""
        qualifier = "ge" if row.qualifier == "eq" and Mark.AT_LEAST in row.marks else row.qualifier
        return self.bounded(f"{self.number(row.value, row.unit)} {noun}", qualifier)

    def counted(self, value: float, qualifier: str, metric: Metric) -> str:
        """So many of what a metric counts, inside the qualifier: từ 2.000 đảng viên trở lên."""
        return self.bounded(f"{self.number(value, metric.unit)} {self._inside(self.metric(metric))}", qualifier)

    def _inside(self, name: str) -> str:
        """A metric's name as it stands inside a sentence."""
        first, _, _ = name.partition(" ")
        return name if first in PROPER or not first[1:].islower() else name[:1].lower() + name[1:]

    def _value(self, row: Row) -> str:
        """A number that counts nothing: a rank of how many, a share, a score, the size of a committee, places gained."""
        if row.is_gain:
            return self.stated(row)
        of = f"/{row.covers.ranked_units}" if row.covers.ranked_units else ""
        return self.qualified(row.value, row.qualifier, row.unit) + of

    def _whose(self, question: Question, row: Row) -> str:
        """Whose figure it is, by the key: a body, a place with the kind of body asked for."""
        about = [self.key(name, row[name]) for name in question.by if name not in DIMENSIONS and name not in ("year", "period")]
        if not {"province", "organization", "region"} & set(question.by):
            about.insert(0, self._places(question))
        if question.kinds and not {"kind", "organization"} & set(question.by):
            about.append(self._kinds(question.kinds))
        return ", ".join(about)

    def _when(self, result: Result, row: Row) -> tuple[str, list[str]]:
        """The date or period of a figure as it stands inside a sentence, and what limits it beside that."""
        codes = tuple(dict.fromkeys(row.covers.periods))
        told = [str(row[name]) for name in ("period", "year") if name in row.key]
        marks = row.marks
        if len(codes) == 1:
            # the stretch itself says that it is a part of the year
            when, marks = self._at(codes[0], result.metric.kind), marks - {Mark.PARTIAL}
        elif told:
            when = self._at(told[0], result.metric.kind)
        else:
            when = self.years(result.question.years) if result.question.years else self.say("all years")
        covers = replace(row.covers, ranked_units=None, periods=() if len(codes) == 1 else codes)
        if row.qualifier == "eq" and (covers.expected is not None or covers.missing):
            # "or more" and what is missing say it
            marks = marks - {Mark.AT_LEAST}
        if covers.disputed:
            # what else is stated says it
            marks = marks - {Mark.DISPUTED}
        return when, [*self._covered(covers, row.unit), *([self.marks(marks)] if marks else [])]

    def _at(self, code: str, kind: str) -> str:
        """A date or period inside a sentence: of a stock what was reached by then, of a flow when it came about."""
        precision = code.count("-") if DAY.fullmatch(code) else 0
        if not precision:
            return self.period(code)
        if kind == "stock":
            return self.say("as of {day}" if precision == 2 else "as of {month}", day=self.period(code), month=self.period(code))
        return self.say("on {day}", day=self.period(code)) if precision == 2 else self.period(code)

    def figure(self, row: Row) -> str:
        """A figure in short, for lists to choose from: Nghệ An, 2024: trên 2.000 người."""
        return f"{', '.join(self.names_of(row, row.key))}: {self.stated(row)}"

    def part_stated(self, breakdown: str, indicator: str) -> str:
        """Of what part an observation is, or of the total; nothing of a rank or score, which is none."""
        metric = self.names.metrics.get(indicator)
        return "" if not breakdown and metric and metric.unit in ("rank", "score") else self.breakdown(breakdown)

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

    def _places(self, question: Question) -> str:
        chosen = [self.region(slug) for slug in question.regions]
        chosen += [self.province(slug) for slug in question.provinces]
        if len(chosen) > 5:
            return self.say("{number} places", number=len(chosen))
        return ", ".join(chosen) or self.say("all provinces and cities")

    def _kinds(self, kinds: Iterable[str]) -> str:
        return " + ".join(map(self.kind, kinds))


def _stretch_of(row: Row) -> str:
    """The one stretch that a row covers: of one place's ratio that of its counts, not the date of its stock or a target's year."""
    periods = row.covers.periods
    if len(periods) > 1 and {"province", "organization"} & row.key.keys():
        periods = tuple(code for code in periods if STRETCH.search(code))
    return periods[0] if len(periods) == 1 else ""
