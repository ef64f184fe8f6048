"""DuckDB's SQL in Spark's words: an example of each construct that sqlglot does not carry over. tests/spark asks a real Spark."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import exp

from metrics.answers.query import metrics_of, understand
from metrics.answers.statement import bodies_asked, same_period_statement, statement
from metrics.store import dialect
from metrics.store.store import Store
from metrics.vocabulary import Question
from tests.folders import PROJECT

TABLES = {"a": ("k", "x", "y"), "b": ("k", "z"), "p": ("id", "x", "parts")}


def spark_of(sql: str) -> str:
    """The last statement of a text in Spark's words, without the signs around names; macros before it are made."""
    macros: dict[str, dialect.Macro] = {}
    for one in dialect.statements(sql):
        if one.macro:
            macros[one.name] = one.macro
        else:
            assert one.query
            return dialect.spark_sql(one.query, TABLES, macros).replace("`", "")
    raise ValueError(sql)


def query_of(sql: str) -> dialect.Query:
    (one,) = dialect.statements(sql)
    assert one.query
    return one.query


EXAMPLES = {
    "a star": ("SELECT * FROM a JOIN b USING (k)", "SELECT a.k, a.x, a.y, b.z FROM a JOIN b USING (k)"),
    "a star of one table": ("SELECT b.*, x FROM a JOIN b USING (k)", "SELECT b.k, b.z, x FROM a JOIN b USING (k)"),
    "a star beside SEMI JOIN": ("SELECT * FROM a SEMI JOIN b USING (k)", "SELECT a.k, a.x, a.y FROM a SEMI JOIN b USING (k)"),
    "EXCLUDE": ("SELECT * EXCLUDE (y) FROM a", "SELECT a.k, a.x FROM a"),
    "REPLACE, in its place": ("SELECT a.* REPLACE (1 AS x) FROM a", "SELECT a.k, 1 AS x, a.y FROM a"),
    "a star of a step": (
        "WITH s AS (SELECT *, 1 AS n FROM b) SELECT * FROM s",
        "WITH s AS (SELECT b.k, b.z, 1 AS n FROM b) SELECT s.k, s.z, s.n FROM s",
    ),
    "a star within a condition": (
        "SELECT k FROM a WHERE EXISTS (SELECT * FROM b WHERE b.k = a.k)",
        "SELECT k FROM a WHERE EXISTS(SELECT b.k, b.z FROM b WHERE b.k = a.k)",
    ),
    "BY NAME": (
        "SELECT k, x FROM a UNION ALL BY NAME SELECT z, k FROM b",
        "SELECT k, x, NULL AS z FROM a UNION ALL SELECT k, NULL AS x, z FROM b",
    ),
    "a named window": (
        "SELECT sum(x) OVER w FROM a WINDOW w AS (PARTITION BY k)",
        "SELECT SUM(x) OVER (PARTITION BY k) FROM a",
    ),
    "a frame, which ranks have not": (
        "SELECT rank() OVER w, max(x) OVER w FROM a WINDOW w AS (ORDER BY k DESC ROWS UNBOUNDED PRECEDING)",
        "SELECT RANK() OVER (ORDER BY k DESC), MAX(x) OVER (ORDER BY k DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) "
        "FROM a",
    ),
    "windows of one name in two queries": (
        "SELECT n FROM (SELECT sum(x) OVER w AS n FROM a WINDOW w AS (PARTITION BY k)) s WINDOW w AS (PARTITION BY n)",
        "SELECT n FROM (SELECT SUM(x) OVER (PARTITION BY k) AS n FROM a) AS s",
    ),
    "FILTER in a window": (
        "SELECT count(*) FILTER (x > 1) OVER (PARTITION BY k) FROM a",
        "SELECT COUNT(CASE WHEN x > 1 THEN 1 END) OVER (PARTITION BY k) FROM a",
    ),
    "DISTINCT in a window": (
        "SELECT count(DISTINCT x) OVER (PARTITION BY k) FROM a",
        "SELECT SIZE(COLLECT_SET(x) OVER (PARTITION BY k)) FROM a",
    ),
    "numbers of rows": ("SELECT row_number() OVER () AS n FROM a", "SELECT (MONOTONICALLY_INCREASING_ID() + 1) AS n FROM a"),
    "numbers of groups": ("SELECT dense_rank() OVER (ORDER BY k, x) AS n FROM a", "SELECT STRUCT(k, x) AS n FROM a"),
    "QUALIFY": (
        "SELECT k FROM a QUALIFY row_number() OVER (PARTITION BY k ORDER BY x DESC) = 1",
        "SELECT k FROM (SELECT k, ROW_NUMBER() OVER (PARTITION BY k ORDER BY x DESC) = 1 AS is_kept FROM a) AS q WHERE is_kept",
    ),
    "QUALIFY before DISTINCT and an order": (
        "SELECT DISTINCT k FROM a QUALIFY x = max(x) OVER (PARTITION BY k) ORDER BY y DESC",
        "SELECT DISTINCT k FROM (SELECT k, x = MAX(x) OVER (PARTITION BY k) AS is_kept, y AS sorted_by_0 FROM a) AS q "
        "WHERE is_kept ORDER BY sorted_by_0 DESC",
    ),
    "unnest in a cast": ("SELECT unnest([1])::INTEGER AS n", "SELECT EXPLODE(CAST(ARRAY(1) AS ARRAY<INT>)) AS n"),
    "a list in an order": (
        "SELECT list(x ORDER BY y) FROM a",
        "SELECT TRANSFORM(ARRAY_SORT(COLLECT_LIST(STRUCT(y AS sorted_by_0, x AS of_list))), one -> one.of_list) FROM a",
    ),
    "a list of some": (
        "SELECT list(x) FILTER (y) FROM a",
        "SELECT TRANSFORM(COLLECT_LIST(STRUCT(x AS of_list)) FILTER(WHERE y), one -> one.of_list) FROM a",
    ),
    "a list of a window": (
        "SELECT list(x) OVER (PARTITION BY k) FROM a",
        "SELECT TRANSFORM(COLLECT_LIST(STRUCT(x AS of_list)) OVER (PARTITION BY k), one -> one.of_list) FROM a",
    ),
    "a list of what is distinct": ("SELECT list(DISTINCT x) FROM a", "SELECT COLLECT_SET(x) FROM a"),
    "a place in a list": ("SELECT parts[1], parts[x] FROM p", "SELECT TRY_ELEMENT_AT(parts, 1), TRY_ELEMENT_AT(parts, x) FROM p"),
    "the first of a list": ("SELECT parts[1:x - 1] FROM p", "SELECT SLICE(parts, 1, x - 1) FROM p"),
    "the place in a lambda": (
        "SELECT list_transform(parts, lambda one, place: place) FROM p",
        "SELECT TRANSFORM(parts, (one, place) -> (place + 1)) FROM p",
    ),
    "what two lists share": ("SELECT list_has_any(parts, ['b']) FROM p", "SELECT ARRAYS_OVERLAP(parts, ARRAY('b')) FROM p"),
    "a list within another": (
        "SELECT list_has_all(parts, ['b']) FROM p",
        "SELECT SIZE(ARRAY_EXCEPT(ARRAY('b'), parts)) = 0 FROM p",
    ),
    "a hash": ("SELECT hash(k, x) FROM a", "SELECT XXHASH64(k, x) FROM a"),
    "a row": ("SELECT row(k, x) FROM a", "SELECT STRUCT(k, x) FROM a"),
    "a parameter": ("SELECT k FROM a WHERE list_contains($kinds, x)", "SELECT k FROM a WHERE ARRAY_CONTAINS(:kinds, x)"),
    "a macro within another": (
        "CREATE MACRO twice(n) AS n * 2; CREATE MACRO four(n) AS twice(twice(n)); SELECT four(x) FROM a",
        "SELECT (((x * 2) * 2)) FROM a",
    ),
    "the text of a number": (
        "CREATE MACRO text_of(value) AS value; SELECT text_of(x) FROM a",
        "SELECT (CASE WHEN x = CAST(x AS BIGINT) THEN CAST(CAST(x AS BIGINT) AS STRING) "
        "ELSE TRIM(TRAILING '0' FROM CAST(CAST(x AS DECIMAL(38, 12)) AS STRING)) END) FROM a",
    ),
}


@pytest.mark.parametrize("construct", EXAMPLES)
def test_a_construct(construct: str):
    sql, expected = EXAMPLES[construct]
    assert spark_of(sql) == expected


def test_a_step_that_reads_itself_is_taken_out():
    query = query_of(
        """WITH RECURSIVE s AS (SELECT k FROM a), unused AS (SELECT 1),
        r AS (SELECT k FROM s UNION ALL SELECT k + 1 FROM r) SELECT k FROM r"""
    )
    found = dialect.recursion_of(query)
    assert found
    assert found.name == "r"
    assert found.first.sql() == "WITH s AS (SELECT k FROM a) SELECT k FROM s"
    assert found.further.sql() == "SELECT k + 1 FROM r"
    assert "r AS" not in query.sql()
    assert dialect.recursion_of(query) is None


def test_a_step_that_would_be_found_anew_too_often_is_taken_out():
    query = query_of(
        """WITH light AS (SELECT k FROM a), heavy AS (SELECT l.k FROM light l, light m, b)
        SELECT h.k FROM heavy h JOIN heavy USING (k) JOIN light USING (k)"""
    )
    found = dialect.step_read_often(query, "step_1")
    assert found
    assert found.sql() == "WITH light AS (SELECT k FROM a) SELECT l.k FROM light AS l, light AS m, b"
    assert "JOIN step_1 AS heavy" in query.sql()
    assert dialect.step_read_often(query, "step_2") is None


@pytest.fixture(scope="module")
def columns(store: Store) -> dict[str, tuple[str, ...]]:
    _, found = store.rows("SELECT table_name, column_name FROM duckdb_columns() ORDER BY table_name, column_index", {})
    tables: dict[str, tuple[str, ...]] = {}
    for table, column in found:
        tables[table] = (*tables.get(table, ()), column)
    return tables


def test_nothing_of_a_question_is_left_in_duckdbs_words(store: Store, columns: dict[str, tuple[str, ...]]):
    """Whatever sqlglot knows no other way to say, it hands on as it stands: Spark would not understand it."""
    known = {name.upper() for name in (*dialect.NAMES.values(), "collect_list", "collect_set", "array_sort", "transform", "slice")}
    known |= {"MAKE_DATE", "TRY_ELEMENT_AT", "SIZE", "ARRAYS_OVERLAP", "ARRAY_EXCEPT", "MONOTONICALLY_INCREASING_ID"}
    for metric in list(metrics_of(store).values())[::7]:
        plan = understand(store, Question(metric.metric, by=("kind", "region", "year"), boundary="34"))
        for sql in (statement(plan), bodies_asked(plan), same_period_statement(plan)):
            text = dialect.spark_sql(query_of(sql), columns, {})
            assert not {word for word in ("QUALIFY", "EXCLUDE", "REPLACE", "EXCEPT (", "*,", ".*") if word in text}
            again = sqlglot.parse_one(text, read="spark")
            assert {one.name.upper() for one in again.find_all(exp.Anonymous)} <= known


def test_the_list_of_constructs_is_whole():
    """docs/scale.md tells of each rewriting."""
    told = (PROJECT / "docs" / "scale.md").read_text("utf-8")
    assert [one.__name__ for one in dialect.REWRITINGS if f"`{one.__name__}`" not in told] == []


def test_what_statements_make():
    text = """-- a remark
    CREATE TABLE t AS SELECT 1 AS n; CREATE TEMP TABLE u AS SELECT 2 AS n; CREATE TEMP VIEW v AS SELECT 3 AS n;
    DROP TABLE t; DROP TABLE u"""
    told = [(one.kind, one.name) for one in dialect.statements(text)]
    assert told == [("table", "t"), ("passing table", "u"), ("view", "v"), ("drop", "t"), ("drop", "u")]
