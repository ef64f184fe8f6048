"""DuckDB's SQL → Spark's: what sqlglot does not carry over is rewritten here, each construct by a function of its name.

The one import of sqlglot. docs/scale.md lists the constructs; tests/spark/test_dialect.py has an example of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import sqlglot
from sqlglot import exp

Query = exp.Query
# the columns of tables and views, by name
Tables = Mapping[str, Sequence[str]]

READ, WRITTEN = "duckdb", "spark"
# functions of one meaning under another name
NAMES = {"hash": "xxhash64", "row": "struct"}
# macros that Spark needs in a form of its own: a number of ten million with decimals is written 1.23E7 there
SECOND_FORMS = {
    "text_of": """CASE WHEN value = trunc(value) THEN value::BIGINT::VARCHAR
        ELSE rtrim(value::DECIMAL(38, 12)::VARCHAR, '0') END"""
}
RANKING = (exp.RowNumber, exp.Rank, exp.DenseRank)
SORTED, KEPT, VALUE = "sorted_by", "is_kept", "of_list"


@dataclass(frozen=True)
class Macro:
    """A macro: its parameters, and what it stands for."""

    parameters: tuple[str, ...]
    body: exp.Expr


@dataclass(frozen=True)
class Statement:
    """A statement: what it makes, if anything, under which name; the query that it asks."""

    kind: Literal["query", "table", "passing table", "view", "macro", "drop"]
    name: str = ""
    query: Query | None = None
    macro: Macro | None = None


def statements(sql: str) -> Iterator[Statement]:
    """The statements of a text, without its remarks."""
    for one in sqlglot.parse(sql, read=READ):
        for node in one.walk() if one else ():
            node.comments = None
        if isinstance(one, exp.Query):
            yield Statement("query", query=one)
        elif isinstance(one, exp.Drop):
            yield from (Statement("drop", table.name) for table in one.args["tables"])
        elif isinstance(one, exp.Create) and one.kind == "MACRO":
            body = SECOND_FORMS.get(one.this.this.name)
            macro = Macro(
                tuple(each.name for each in one.this.expressions), sqlglot.parse_one(body, read=READ) if body else one.expression
            )
            yield Statement("macro", one.this.this.name, macro=macro)
        elif isinstance(one, exp.Create):
            if one.kind == "VIEW":
                yield Statement("view", one.this.name, one.expression)
            else:
                yield Statement("passing table" if one.find(exp.TemporaryProperty) else "table", one.this.name, one.expression)


def spark_sql(query: exp.Query, tables: Tables, macros: Mapping[str, Macro]) -> str:
    """The text that asks Spark what `query` asks DuckDB; `tables`: the columns of all tables that it may read. It is changed."""
    query = _macros_expanded(query, macros)
    spell_out(query, tables, set())
    for rewritten in REWRITINGS:
        query = rewritten(query)
    return query.sql(WRITTEN, identify=True)


# macros ---------------------------------------------------------------------------------------------------------------------------
def _macros_expanded(query: exp.Expr, macros: Mapping[str, Macro]) -> exp.Query:
    """What a macro stands for in the place of its name, also where another macro names it."""

    def expand(node: exp.Expr) -> exp.Expr:
        macro = macros.get(node.name) if isinstance(node, exp.Anonymous) else None
        if macro is None:
            return node
        given = dict(zip(macro.parameters, node.expressions, strict=True))
        put = macro.body.copy().transform(lambda one: given[one.name].copy() if _is_parameter(one, given) else one)
        return exp.paren(_macros_expanded(put, macros))

    return query.transform(expand)  # type: ignore[return-value]


def _is_parameter(node: exp.Expr, given: Mapping[str, exp.Expr]) -> bool:
    return isinstance(node, exp.Column) and not node.table and node.name in given


# stars ----------------------------------------------------------------------------------------------------------------------------
def spell_out(query: exp.Query, tables: Tables, done: set[int], recursive: str = "") -> tuple[str, ...]:
    """Write the columns of every star out, so that the order of columns is DuckDB's; the names of the query's own columns.

    `recursive`: the name by which the right side of a union calls the whole.
    """
    done.add(id(query))
    known = dict(tables)
    for step in query.ctes:
        known[step.alias] = spell_out(step.this, known, done, step.alias)
    if isinstance(query, exp.Subquery):
        return spell_out(query.this, known, done)
    if isinstance(query, exp.SetOperation):
        names = spell_out(query.left, known, done)
        right = spell_out(query.right, {**known, recursive: names} if recursive else known, done)
        return _by_name(query, names, right) if query.args.get("by_name") else names
    assert isinstance(query, exp.Select)
    sources = _sources(query, known, done)
    for inner in list(query.find_all(exp.Select, exp.SetOperation)):
        if id(inner) not in done:
            spell_out(inner, known, done)
    query.set("expressions", [spelt for one in query.expressions for spelt in _spelt(one, sources)])
    return tuple(one.output_name for one in query.expressions)


@dataclass(frozen=True)
class _Source:
    """What a query reads from: the name that it goes by, its columns, those that stand with what is left of it already."""

    name: str
    columns: Sequence[str]
    shared: Sequence[str] = ()


def _sources(select: exp.Select, known: Tables, done: set[int]) -> list[_Source]:
    found = []
    first = select.args.get("from_")
    if first:
        found.append(_Source(first.this.alias_or_name, _columns(first.this, known, done)))
    for join in select.args.get("joins") or ():
        columns = _columns(join.this, known, done)
        if join.kind not in ("SEMI", "ANTI"):
            found.append(_Source(join.this.alias_or_name, columns, [one.name for one in join.args.get("using") or ()]))
    return found


def _columns(source: exp.Expr, known: Tables, done: set[int]) -> Sequence[str]:
    named = source.args.get("alias")
    if named and named.columns:
        return [one.name for one in named.columns]
    if isinstance(source, exp.Query):
        return spell_out(source, known, done)
    return known[source.name]


def _spelt(projection: exp.Expr, sources: Sequence[_Source]) -> Iterator[exp.Expr]:
    star = projection.this if isinstance(projection, exp.Column) else projection
    if not isinstance(star, exp.Star):
        yield projection
        return
    left_out = {one.name for one in star.args.get("except_") or ()}
    replaced = {one.alias: one for one in star.args.get("replace") or ()}
    own = projection.args.get("table") if isinstance(projection, exp.Column) else None
    for source in sources:
        if own and source.name != own.name:
            continue
        for column in source.columns:
            if column in left_out or (not own and column in source.shared):
                continue
            yield replaced.get(column) or exp.column(column, table=source.name or None)


def _by_name(union: exp.SetOperation, left: Sequence[str], right: Sequence[str]) -> tuple[str, ...]:
    """UNION ALL BY NAME: both sides in one order of columns, nothing where a side lacks one."""
    names = (*left, *(name for name in right if name not in left))
    for side in (union.left, union.right):
        assert isinstance(side, exp.Select)
        own = {one.output_name: one for one in side.expressions}
        side.set("expressions", [own.get(name) or exp.alias_(exp.null(), name) for name in names])
    union.set("by_name", False)
    return names


# windows --------------------------------------------------------------------------------------------------------------------------
def windows_in_place(query: exp.Query) -> exp.Query:
    """A window with a name stands where it is used: ranks take no frame, which the others of the name may have."""
    for select in query.find_all(exp.Select):
        named = {one.this.name: one for one in select.args.get("windows") or ()}
        select.set("windows", None)
        for window in select.find_all(exp.Window):
            if window.parent_select is select and window.alias in named:
                meant = named[window.alias]
                for part in ("partition_by", "order", "spec"):
                    value = meant.args.get(part)
                    window.set(part, [one.copy() for one in value] if isinstance(value, list) else value and value.copy())
                window.set("alias", None)
            if isinstance(window.this, RANKING):
                window.set("spec", None)
    return query


def filters_in_windows(query: exp.Query) -> exp.Query:
    """`sum(x) FILTER (c) OVER w` → `sum(CASE WHEN c THEN x END) OVER w`."""
    for window in query.find_all(exp.Window):
        if isinstance(filtered := window.this, exp.Filter):
            function = filtered.this
            what = exp.Literal.number(1) if isinstance(function.this, exp.Star) else function.this
            function.set("this", exp.Case(ifs=[exp.If(this=filtered.expression.this, true=what.copy())]))
            window.set("this", function)
    return query


def distinct_in_windows(query: exp.Query) -> exp.Query:
    """`count(DISTINCT x) OVER w` → the size of the set."""
    for window in list(query.find_all(exp.Window)):
        counted = window.this
        if isinstance(counted, exp.Count) and isinstance(counted.this, exp.Distinct):
            (what,) = counted.this.expressions
            window.set("this", exp.Anonymous(this="collect_set", expressions=[what]))
            put = exp.Anonymous(this="size", expressions=[window.copy()])
            window.replace(put)
    return query


def numbers_of_rows(query: exp.Query) -> exp.Query:
    """`row_number() OVER ()` → numbers that grow from row to row, though not by one: nobody has to count all rows."""
    for window in list(query.find_all(exp.Window)):
        if isinstance(window.this, exp.RowNumber) and not (window.args.get("partition_by") or window.args.get("order")):
            window.replace(
                exp.paren(exp.Add(this=exp.Anonymous(this="monotonically_increasing_id"), expression=exp.Literal.number(1)))
            )
    return query


def numbers_of_groups(query: exp.Query) -> exp.Query:
    """`dense_rank() OVER (ORDER BY a, b)`, a number for each a and b → both as a struct: nobody has to sort all rows."""
    for window in list(query.find_all(exp.Window)):
        if isinstance(window.this, exp.DenseRank) and not window.args.get("partition_by"):
            keys = [one.this.copy() for one in window.args["order"].expressions]
            window.replace(exp.Anonymous(this="struct", expressions=keys))
    return query


# queries --------------------------------------------------------------------------------------------------------------------------
def qualify_around(query: exp.Query) -> exp.Query:
    """QUALIFY → a column that tells what is kept, and a query around that keeps it and has the order."""
    for select in list(query.find_all(exp.Select)):
        qualify = select.args.get("qualify")
        if not qualify:
            continue
        select.set("qualify", None)
        names = [one.output_name for one in select.expressions]
        around = exp.select(*(exp.column(name) for name in names))
        select.replace(around) if select is not query else None
        for part in ("with_", "distinct"):
            around.set(part, select.args.get(part))
            select.set(part, None)
        select.append("expressions", exp.alias_(qualify.this, KEPT))
        if order := select.args.get("order"):
            select.set("order", None)
            for place, one in enumerate(order.expressions):
                select.append("expressions", exp.alias_(one.this, f"{SORTED}_{place}"))
                one.set("this", exp.column(f"{SORTED}_{place}"))
            around.set("order", order)
        around = around.from_(exp.Subquery(this=select, alias=exp.TableAlias(this=exp.to_identifier("q"))), copy=False)
        around.where(exp.column(KEPT), copy=False)
        query = around if select is query else query
    return query


def unnest_of_cast(query: exp.Query) -> exp.Query:
    """`unnest(x)::T` → `explode(x::T[])`: a generator stands alone in its column."""
    for cast in list(query.find_all(exp.Cast)):
        if isinstance(exploded := cast.this, exp.Explode):
            whole = exp.DataType(this=exp.DataType.Type.ARRAY, expressions=[cast.to.copy()], nested=True)
            cast.replace(exp.Explode(this=exp.Cast(this=exploded.this.copy(), to=whole)))
    return query


# lists ----------------------------------------------------------------------------------------------------------------------------
def lists_in_order(query: exp.Query) -> exp.Query:
    """`list(x ORDER BY a)` → pairs of a and x collected, sorted, and taken apart; without order too, as Spark drops a bare NULL.

    A list of no rows is empty here, where DuckDB has NULL.
    """
    for collected in list(query.find_all(exp.ArrayAgg)):
        what = collected.this
        order: Sequence[exp.Expr] = ()
        if isinstance(what, exp.Distinct):
            (only,) = what.expressions
            collected.replace(exp.Anonymous(this="collect_set", expressions=[only]))
            continue
        if isinstance(what, exp.Order):
            what, order = what.this, what.expressions
        assert not any(one.args.get("desc") for one in order)
        fields = [exp.alias_(one.this.copy(), f"{SORTED}_{place}") for place, one in enumerate(order)]
        pair = exp.Anonymous(this="struct", expressions=[*fields, exp.alias_(what.copy(), VALUE)])
        outer: exp.Expr = collected
        while isinstance(outer.parent, exp.Filter | exp.Window) and outer.arg_key == "this":
            outer = outer.parent
        whole: exp.Expr = outer.copy()
        inner = whole if whole == collected else next(iter(whole.find_all(exp.ArrayAgg)))
        put = exp.Anonymous(this="collect_list", expressions=[pair])
        if inner is whole:
            whole = put
        else:
            inner.replace(put)
        if order:
            whole = exp.Anonymous(this="array_sort", expressions=[whole])
        taken = exp.Lambda(
            this=exp.Dot(this=exp.to_identifier("one"), expression=exp.to_identifier(VALUE)), expressions=[exp.to_identifier("one")]
        )
        outer.replace(exp.Anonymous(this="transform", expressions=[whole, taken]))
    return query


def places_in_lists(query: exp.Query) -> exp.Query:
    """`list[place]`, counted from 1, nothing where there is none; `list[1:end]`; the place of a lambda, counted from 1."""
    for bracket in list(query.find_all(exp.Bracket)):
        (at,) = bracket.expressions
        if isinstance(at, exp.Slice):
            assert at.this.name == "1"
            bracket.replace(
                exp.Anonymous(this="slice", expressions=[bracket.this.copy(), exp.Literal.number(1), at.expression.copy()])
            )
            continue
        # sqlglot has moved a place that is written as a number already
        place = exp.Literal.number(int(at.name) + 1) if isinstance(at, exp.Literal) else at.copy()
        bracket.replace(exp.Anonymous(this="try_element_at", expressions=[bracket.this.copy(), place]))
    for one in query.find_all(exp.Lambda):
        for parameter in one.expressions[1:]:
            for used in list(one.this.find_all(exp.Identifier)):
                if used.name == parameter.name:
                    used.replace(exp.paren(exp.Add(this=used.copy(), expression=exp.Literal.number(1))))
    return query


def functions_renamed(query: exp.Query) -> exp.Query:
    """Functions that Spark has under another name or in another form."""

    def renamed(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.ArrayOverlaps):
            return exp.Anonymous(this="arrays_overlap", expressions=[node.this, node.expression])
        if isinstance(node, exp.Anonymous) and node.name in NAMES:
            return exp.Anonymous(this=NAMES[node.name], expressions=node.expressions)
        if isinstance(node, exp.Anonymous) and node.name == "list_has_all":
            whole, parts = node.expressions
            lacking = exp.Anonymous(this="array_except", expressions=[parts, whole])
            return exp.EQ(this=exp.Anonymous(this="size", expressions=[lacking]), expression=exp.Literal.number(0))
        return node

    return query.transform(renamed)  # type: ignore[return-value]


REWRITINGS = (
    windows_in_place,
    numbers_of_rows,
    numbers_of_groups,
    filters_in_windows,
    distinct_in_windows,
    qualify_around,
    unnest_of_cast,
    lists_in_order,
    places_in_lists,
    functions_renamed,
)


# steps ----------------------------------------------------------------------------------------------------------------------------
# a step that reads so many tables in all, and is read more than once, is found once: Spark would put it where each reads it
HEAVY = 3


@dataclass(frozen=True)
class Recursion:
    """A step of a query that reads itself: what it begins with, and what follows from the rows found last, called `name`."""

    name: str
    first: exp.Query
    further: exp.Query


def recursion_of(query: exp.Query) -> Recursion | None:
    """The first step that reads itself, taken out of the query, which reads a table of its name from then on."""
    for place, step in enumerate(query.ctes):
        union = step.this
        if isinstance(union, exp.SetOperation) and step.alias in _tables_read(union.right):
            before = query.ctes[:place]
            step.pop()
            return Recursion(step.alias, _after(before, union.left), _after(before, union.right))
    return None


def step_read_often(query: exp.Query, name: str) -> exp.Query | None:
    """The first step that would be found anew too often, taken out of the query, which reads the table `name` instead."""
    weights: dict[str, int] = {}
    reads = _tables_read(query)
    for place, step in enumerate(query.ctes):
        read = _tables_read(step.this)
        weights[step.alias] = sum(weights.get(table, 1) * times for table, times in read.items())
        if weights[step.alias] >= HEAVY and reads[step.alias] > 1:
            before = query.ctes[:place]
            step.pop()
            for table in query.find_all(exp.Table):
                if table.name == step.alias:
                    table.replace(exp.alias_(exp.to_table(name), table.alias_or_name, table=True))
            return _after(before, step.this)
    return None


def _tables_read(query: exp.Expr) -> Counter[str]:
    """How often a query reads each table."""
    return Counter(table.name for table in query.find_all(exp.Table))


def _after(steps: Sequence[exp.CTE], last: exp.Query) -> exp.Query:
    """A query with those steps before it that it needs."""
    last = last.copy()
    needed: list[exp.CTE] = []
    named = set(_tables_read(last))
    for step in reversed(steps):
        if step.alias in named:
            needed.append(step.copy())
            named |= set(_tables_read(step.this))
    if needed:
        last.set("with_", exp.With(expressions=needed[::-1]))
    return last
