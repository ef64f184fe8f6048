"""The rules about figures over the rows of a large file: the engine finds the rows that may break one, the rule judges them.

Each rule is stated once, in `metrics.data`. Here stands for each of them what rows must share to be judged alike, so that one of
them is looked at, and where cells are nearly all different, when a row is surely right. A rule sees only the cells that it names.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args, get_origin

from metrics.data import figure_checks as checks
from metrics.data.checks import check_cells
from metrics.data.figure_checks import COMPARABLE, COUNTED, KEY, STATED_TOGETHER, Context, Rule
from metrics.data.rows import NUMBER, WHOLE_NUMBER, DataRow, characters
from metrics.data.seeds import reader
from metrics.errors import Problem
from metrics.store.engine import Connection, fill
from metrics.store.text import COLUMNS, FIGURES

# of cells any of which may be wrong
NEVER = "false"
Judge = Callable[[Sequence[DataRow]], Iterable[Problem]]

# letters that are written as one sign, are seen, and are no blanks: of ASCII and of Vietnamese, some signs of print
SIGNS = (
    r"!-~\x{c0}-\x{c3}\x{c8}-\x{ca}\x{cc}\x{cd}\x{d2}-\x{d5}\x{d9}\x{da}\x{dd}\x{e0}-\x{e3}\x{e8}-\x{ea}\x{ec}\x{ed}\x{f2}-\x{f5}"
    r"\x{f9}\x{fa}\x{fd}\x{102}\x{103}\x{110}\x{111}\x{128}\x{129}\x{168}\x{169}\x{1a0}\x{1a1}\x{1af}\x{1b0}\x{1ea0}-\x{1ef9}"
    r"\x{2013}\x{2014}\x{2018}\x{2019}\x{201c}\x{201d}\x{2026}\x{2030}"
)
PLAIN = f"[{SIGNS}]+(?: [{SIGNS}]+)*"
# the columns whose cells are nearly all different, and when one is surely right by itself
MANY: dict[str, str] = {
    "quote": f"regexp_full_match(quote, '{PLAIN}')",
    "note": f"note = '' OR regexp_full_match(note, '{PLAIN}')",
    **{
        column: f"\"{column}\" = '' OR regexp_full_match(\"{column}\", '{NUMBER.pattern}')"
        for column in ("value", "denominator", "line")
    },
}
VALUE, BASE = "TRY_CAST(value AS DOUBLE)", "TRY_CAST(denominator AS DOUBLE)"
# a value between blanks as a newspaper prints it
WRITTEN = """' ' || CASE WHEN regexp_full_match(value, '[0-9]+')
        THEN replace(format('{:,}', TRY_CAST(value AS BIGINT)), ',', '.') ELSE replace(value, '.', ',') END || ' '"""
# rows with the first number of their quote, and is it the value, as a newspaper prints it?
CELLS = "(SELECT *, rtrim(regexp_extract(quote, '[0-9][0-9.,]*'), '.,') AS first FROM cell)"
IS_FIRST = f"""regexp_full_match(first, '[0-9]{{1,3}}(?:[.][0-9]{{3}})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?')
    AND TRY_CAST(replace(replace(first, '.', ''), ',', '.') AS DOUBLE) = {VALUE}"""
# at most twelve words, no word that multiplies, and the value: nearly always as the first number, else it is looked for
QUOTED = f"""CASE WHEN NOT (regexp_full_match(quote, '[{SIGNS}]+(?: [{SIGNS}]+){{0,{checks.LONGEST_QUOTE - 1}}}')
        AND NOT regexp_matches(quote, '(?i)ngh[iì]n|ng[aà]n|v[aạ]n|tri[eệ]u')) THEN false
    WHEN {IS_FIRST} THEN true
    ELSE contains(' ' || translate(quote, '%/()', '    ') || ' ', {WRITTEN})
        AND regexp_full_match(value, '[0-9]{{1,15}}([.][0-9]{{1,10}})?') AND NOT regexp_full_match(value, '0[0-9].*') END"""
# no base is stated, and the value is a whole number or a share of at most all
COUNTED_RIGHT = f"""denominator = '' AND unit <> 'rank' AND {VALUE} >= 0
    AND (unit NOT IN ({", ".join(f"'{unit}'" for unit in COUNTED)}) OR {VALUE} = trunc({VALUE}))
    AND (unit <> 'percent' OR {VALUE} <= 100) AND (unit <> 'permille' OR {VALUE} <= 1000)"""


@dataclass(frozen=True)
class Sieve:
    """Which rows of `rows`, a table or join, are shown to a rule: of those that have `keys` alike and are not `right` the first."""

    reads: tuple[str, ...]
    keys: tuple[str, ...]
    right: str = NEVER
    rows: str = "cell"


# by rule what differs from: rows alike in what it reads are judged alike, and any may be wrong
SIEVES: dict[Rule, Sieve] = {
    # of bodies it matters only when they and their provinces existed
    checks.EXISTENCE: Sieve(checks.EXISTENCE.reads, ("period_type", "period", "span"), rows="cell JOIN span USING (organization)"),
    checks.QUOTES: Sieve(checks.QUOTES.reads, checks.QUOTES.reads, right=f"coalesce({QUOTED}, false)", rows=CELLS),
    checks.AMOUNTS: Sieve(checks.AMOUNTS.reads, checks.AMOUNTS.reads, right=f"coalesce({COUNTED_RIGHT}, false)"),
    checks.EVIDENCE: Sieve(
        checks.EVIDENCE.reads, ("source", "status", "note = ''", "line = ''", "regexp_full_match(line, '0{1,9}')")
    ),
}


class Sifting:
    """The rows of figures in the table `cell`, sifted rule by rule."""

    def __init__(self, base: Connection, place: str) -> None:
        self._base = base
        self._place = place

    def problems(self, context: Context) -> list[Problem]:
        """Every problem of the figures, by themselves and against each other, in no particular order."""
        self._spans(context)
        sieves = [(_cells(column), Sieve((column,), (f'"{column}"',), MANY.get(column, NEVER))) for column in COLUMNS]
        for rule in checks.FIGURE_RULES:
            keys = tuple(f'"{column}"' for column in rule.reads)
            sieves.append((_judge(rule, context), SIEVES.get(rule, Sieve(rule.reads, keys))))
        right = self._all_right({TYPED, *(sieve.right for _, sieve in sieves)} - {NEVER, *IMPLIED})
        right |= {condition for condition, by in IMPLIED.items() if by in right}
        found = [] if TYPED in right else self._types()
        for own, sieve in sieves:
            if sieve.right not in right:
                found += self._judged(own, sieve)
        self._slices(context)
        for judge, sql in (
            (checks.stated_once, TWICE),
            (checks.parts_within_wholes, ABOVE),
            (checks.committees_and_cells, UNEQUAL),
        ):
            found += judge(self._rows(sql, COLUMNS), context)
        return found

    def _all_right(self, conditions: Iterable[str]) -> set[str]:
        """Those that hold of all rows, looked at once: nearly always all."""
        asked = sorted(conditions)
        told = ", ".join(f"bool_and({condition})" for condition in asked)
        (found,) = self._base.execute(f"SELECT {told} FROM {CELLS}").fetchall()
        return {condition for condition, holds in zip(asked, found, strict=True) if holds is not False}

    def _judged(self, judge: Judge, sieve: Sieve) -> list[Problem]:
        """The problems of all rows by a rule: one of each kind is shown to it, and of a kind that is wrong all."""
        keys = ", ".join(sieve.keys)
        cells = ", ".join(f'arg_min("{column}", nr)' for column in sieve.reads)
        first = self._rows(f"SELECT min(nr), {cells} FROM {sieve.rows} WHERE NOT ({sieve.right}) GROUP BY {keys}", sieve.reads)
        wrong = sorted({problem.line for problem in judge(first)})
        if not wrong:
            return []
        columns = ", ".join(f'"{column}"' for column in sieve.reads)
        alike = f"""SELECT nr, {columns} FROM {sieve.rows} WHERE NOT ({sieve.right})
            AND ({keys}) IN (SELECT ({keys}) FROM {sieve.rows} WHERE list_contains($wrong::INTEGER[], nr::INTEGER))"""
        return list(judge(self._rows(alike, sieve.reads, wrong=wrong)))

    def _types(self) -> list[Problem]:
        """The cells that are no number or no word of a closed list."""
        rows = self._rows(f"SELECT nr, {_quoted(COLUMNS)} FROM cell WHERE NOT ({TYPED}) ORDER BY nr", COLUMNS)
        return [problem for row in rows for problem in reader(FIGURES).noun(row)[1]]

    def _spans(self, context: Context) -> None:
        """The table `span`: bodies that existed at the same time, in provinces that did, have one number."""
        numbers: dict[tuple[str, ...], int] = {}
        rows = []
        for name, body in context.organizations.items():
            province = context.provinces.get(body["province"])
            days = tuple(place[column] for place in (body, province) if place for column in ("valid_from", "valid_to"))
            rows.append((name, numbers.setdefault(days, len(numbers))))
        fill(self._base, "span", {"organization": "VARCHAR", "span": "INTEGER"}, rows)

    def _slices(self, context: Context) -> None:
        """The tables `slice`, of those that are stated and have parts or are part of others, and `whole_of`, by their numbers."""
        stated = self._base.execute(f"SELECT DISTINCT indicator, breakdown FROM cell WHERE {COUNTS}").fetchall()
        known = set(stated)
        pairs = [(part, whole) for part in stated for whole in checks.wholes(part, context) if whole in known]
        numbers = {one: number for number, one in enumerate(dict.fromkeys(itertools.chain.from_iterable(pairs)))}
        types = {"indicator": "VARCHAR", "breakdown": "VARCHAR", "slice": "INTEGER"}
        fill(self._base, "slice", types, [(*one, number) for one, number in numbers.items()])
        rows = [(numbers[part], numbers[whole]) for part, whole in pairs]
        fill(self._base, "whole_of", {"part": "INTEGER", "whole": "INTEGER"}, rows)

    def _rows(self, sql: str, columns: Sequence[str], **values: object) -> list[DataRow]:
        read = self._base.execute(sql, values).fetchall() if values else self._base.execute(sql).fetchall()
        return [DataRow(FIGURES, at, dict(zip(columns, cells, strict=True)), self._place) for at, *cells in read]


def _judge(rule: Rule, context: Context) -> Judge:
    return lambda rows: rule.judged(rows, context)


def _cells(column: str) -> Judge:
    """Everything that may be wrong with a cell by itself."""
    return lambda rows: [
        *check_cells({column: {row.cells[column] for row in rows}}, rows),
        *(problem for row in rows for problem in characters(row, column)),
    ]


def _quoted(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _words(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


def _typed() -> str:
    """When all cells of a row are numbers and words of closed lists where they must be."""
    closed = {column: get_args(kind) for column, kind in reader(FIGURES).types.items() if get_origin(kind) is Literal}
    right = [f"{column} IN ({', '.join(f'{word!r}' for word in words)})" for column, words in closed.items()]
    right += [f"({MANY[column]})" for column in ("value", "denominator")]
    return " AND ".join([*right, "value <> ''", f"(line = '' OR regexp_full_match(line, '{WHOLE_NUMBER.pattern}'))"])


TYPED = _typed()
# conditions that hold where another does
IMPLIED = {MANY["quote"]: SIEVES[checks.QUOTES].right, **{MANY[column]: TYPED for column in ("value", "denominator", "line")}}
# figures that can be parts and wholes of each other
COUNTS = f"unit IN ({_words(COUNTED)}) AND status IN ({_words(COMPARABLE)})"
EVERY = f"SELECT nr, {_quoted(COLUMNS)} FROM cell"
# rows with the same key; a few others, whose keys look alike in short, do not matter
TWICE = f"""{EVERY} WHERE hash({_quoted(KEY)}) IN (
    SELECT hash({_quoted(KEY)}) AS key FROM cell GROUP BY key HAVING count(*) > 1) ORDER BY nr"""
TOGETHER = f"hash({_quoted(STATED_TOGETHER)})"
ABOVE = f"""WITH counted AS MATERIALIZED (
    SELECT nr, {TOGETHER} AS together, slice, {VALUE} AS number FROM cell JOIN slice USING (indicator, breakdown) WHERE {COUNTS}
), part AS (
    SELECT nr, number, hash(together, whole) AS mark FROM counted JOIN whole_of ON part = slice
), whole AS (
    SELECT nr, number, hash(together, slice) AS mark FROM counted WHERE slice IN (SELECT whole FROM whole_of)
), met AS (
    SELECT part.nr AS part, whole.nr AS whole FROM part JOIN whole USING (mark) WHERE part.number > whole.number
)
{EVERY} WHERE nr IN (SELECT part FROM met UNION SELECT whole FROM met) ORDER BY nr"""
# organizations, committees and cells of one statement that do not agree, or of which one is told twice
MADE_OF = tuple(f"grassroots_{what}" for what in ("organizations", "committees", "cells"))
UNEQUAL = f"""WITH told AS (
    SELECT {TOGETHER} AS together, nr, indicator, {VALUE} AS number
    FROM cell WHERE {COUNTS} AND breakdown = '' AND indicator IN ({_words(MADE_OF)})
), met AS (
    SELECT together FROM told GROUP BY together
    HAVING count(DISTINCT indicator) = 3 AND (count(*) > 3 OR max(number) FILTER (indicator = '{MADE_OF[0]}')
        <> max(number) FILTER (indicator = '{MADE_OF[1]}') + max(number) FILTER (indicator = '{MADE_OF[2]}'))
)
{EVERY} WHERE nr IN (SELECT nr FROM told JOIN met USING (together)) ORDER BY nr"""
