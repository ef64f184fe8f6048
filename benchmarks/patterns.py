"""How the reader's time grows with texts made to hold its patterns up: each repeats what one repetition of a pattern takes.

    .venv/bin/python -m benchmarks.patterns [--short N] [--long N] [--minutes M] [--calls]

From every regular expression that the reader compiles come the pieces that its repetitions consume, with what must stand before
them; each piece, repeated to `--short` and to `--long` signs and ended by a sign that no pattern takes, is read as an article.
Prints the exponent of the growth (1 is a time that grows as the text does), the worst first, with the piece and
where its pattern stands. A pattern is measured as the reader uses it: one that backtracks only within a cell is no danger. After
`--minutes` it stops and says how many it measured, in an order of chance that is the same at every run.

Before that every call of a pattern in the rooms that read files and pasted texts (CALLED) is measured by itself, with the method
that its line calls: what bounds its text there is told by the code around it, not by this. `--calls` stops there.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import math
import pkgutil
import random
import re
import re._constants as signs  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
REPEATS = (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT)
# a repetition of fewer is bounded
MANY = 8
# whose calls are measured one by one
CALLED = ("metrics.intake", "metrics.files", "metrics.words", "metrics.spelling", "metrics.data", "metrics.serving")
METHODS = ("fullmatch", "match", "search", "finditer", "findall", "sub", "split")
# a text of so few signs that takes a time that can be told doubles it with each further sign
FEW = 24
# the lengths of texts for one call; after one that took so many seconds no longer one is tried
LENGTHS, LONG_ENOUGH = (250, 1_000, 4_000, 16_000), 0.05
# seconds that say something of growth
TELLING = 0.003
# no pattern takes it, not even one that ends with any sign that is no letter
END = "\x00a\x00"
# what a letter, a digit and so on may be, for classes of signs
CLASSES = {
    signs.CATEGORY_DIGIT: "1",
    signs.CATEGORY_NOT_DIGIT: "a",
    signs.CATEGORY_WORD: "a",
    signs.CATEGORY_NOT_WORD: " ",
    signs.CATEGORY_SPACE: " ",
    signs.CATEGORY_NOT_SPACE: "a",
}
ANY_SIGNS = "a1 x.;,-(\tă"
# what holds a reader up without any pattern of ours being known
PLAIN = (
    " ",
    "1",
    "a",
    "a ",
    "1 ",
    "1.",
    "1,",
    "1, ",
    "(",
    ")",
    "-",
    "\n",
    ". ",
    "%",
    "1/",
    "1\t",
    "| ",
    "“",
    "năm ",
    "và ",
    "đảng bộ ",
)


class Attack(NamedTuple):
    """A piece that a pattern repeats, what stands before it, and where the pattern is compiled."""

    before: str
    piece: str
    place: str

    def text(self, length: int) -> str:
        return self.before + self.piece * (length // len(self.piece) + 1) + END


def patterns() -> dict[tuple[str, int], str]:
    """Every pattern that the reader and the intake compile while they are imported: with its flags, and its place."""
    found: dict[tuple[str, int], str] = {}
    compile_ = re.compile

    def noting(pattern: Any, flags: Any = 0) -> Any:
        made, caller = compile_(pattern, flags), sys._getframe(1)
        if isinstance(pattern, str) and f"{PROJECT}/metrics" in caller.f_code.co_filename:
            found.setdefault((pattern, made.flags), f"{caller.f_code.co_filename.removeprefix(f'{PROJECT}/')}:{caller.f_lineno}")
        return made

    re.compile = noting
    try:
        for room in ("metrics.extract", "metrics.intake"):
            for module in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
                importlib.import_module(module.name)
    finally:
        re.compile = compile_
    return found


def attacks(pattern: str, flags: int, place: str) -> Iterator[Attack]:
    """The attacks that a pattern's repetitions ask for."""

    def walk(items: Sequence[Any], before: str) -> Iterator[Attack]:
        for kind, value in items:
            if kind in REPEATS:
                if value[1] > MANY and (piece := example(value[2])):
                    yield Attack(before[-200:], piece, place)
                    yield Attack("", before[-200:] + piece, place)
                yield from walk(value[2], before)
            for inner in _inside(kind, value):
                yield from walk(inner, before)
            before += _one(kind, value)

    yield from walk(parser.parse(pattern, flags), "")


def _inside(kind: Any, value: Any) -> Sequence[Any]:
    """The parts of a group, of alternatives, of what is looked at ahead."""
    if kind is signs.SUBPATTERN:
        return (value[3],)
    if kind is signs.BRANCH:
        return tuple(value[1])
    return (value[1],) if kind in (signs.ASSERT, signs.ASSERT_NOT) else ()


def example(items: Sequence[Any]) -> str:
    """A short text that a part of a pattern takes, as far as its items tell."""
    return "".join(_one(kind, value) for kind, value in items)


def _one(kind: Any, value: Any) -> str:
    if kind is signs.LITERAL:
        return chr(value)
    if kind in REPEATS:
        piece, least = example(value[2]), int(value[0])
        return piece * max(1, least)
    if kind is signs.IN:
        return next((sign for sign in (*map(_of, value), *ANY_SIGNS) if sign and _takes(value, sign)), "")
    if kind in (signs.ANY, signs.NOT_LITERAL):
        return "x"
    if kind is signs.ATOMIC_GROUP:
        return example(value)
    inner = _inside(kind, value)
    return example(inner[0]) if inner and kind not in (signs.ASSERT, signs.ASSERT_NOT) else ""


def _of(item: tuple[Any, Any]) -> str:
    kind, value = item
    return chr(value) if kind is signs.LITERAL else chr(value[0]) if kind is signs.RANGE else CLASSES.get(value, "")


def _takes(items: Sequence[tuple[Any, Any]], sign: str) -> bool:
    """Whether a class of signs holds one; a category is taken by its example alone."""
    negated = items[0][0] is signs.NEGATE
    held = any(
        value[0] <= ord(sign) <= value[1] if kind is signs.RANGE else _of((kind, value)) == sign
        for kind, value in items
        if kind is not signs.NEGATE
    )
    return held != negated


# calls one by one -----------------------------------------------------------------------------------------------------
class Call(NamedTuple):
    """A pattern, the method it is called by, and the lines that do so."""

    pattern: re.Pattern[str]
    method: str
    places: tuple[str, ...]

    def seconds(self, text: str) -> float:
        start = time.perf_counter()
        if self.method == "sub":
            self.pattern.sub("", text)
        else:
            found = getattr(self.pattern, self.method)(text)
            if self.method == "finditer":
                list(found)
        return time.perf_counter() - start

    def growth(self, attack: Attack) -> tuple[float, float]:
        """The exponent of the growth and the seconds of the longest text; 0 where it is too fast to tell."""
        if (first := min(self.seconds(attack.text(FEW)) for _ in range(2))) > TELLING:
            return math.inf, first
        before, exponent = 0.0, 0.0
        for length in LENGTHS:
            now = min(self.seconds(attack.text(length)) for _ in range(1 + (before < TELLING)))
            if before and now > TELLING:
                exponent = math.log(now / before, LENGTHS[1] / LENGTHS[0])
            before = now
            if now > LONG_ENOUGH:
                break
        return exponent, before


def calls() -> tuple[list[Call], list[str]]:
    """Every call of a pattern in the rooms, by their syntax, and the places of those whose pattern is made as they run."""
    found: dict[tuple[str, int, str], tuple[re.Pattern[str], list[str]]] = {}
    unknown: list[str] = []
    for room in CALLED:
        package = importlib.import_module(room)
        inside = pkgutil.walk_packages(package.__path__, f"{room}.") if hasattr(package, "__path__") else ()
        for module in (package, *(importlib.import_module(one.name) for one in inside)):
            path = Path(str(module.__file__))
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS):
                    continue
                place = f"{path.relative_to(PROJECT)}:{node.lineno}"
                made = _called(node, vars(module))
                if made is None:
                    unknown.append(place)
                for one in made or ():
                    found.setdefault((one.pattern, one.flags, node.func.attr), (one, []))[1].append(place)
    return [Call(pattern, method, tuple(places)) for (_, _, method), (pattern, places) in found.items()], unknown


def _called(node: ast.Call, names: dict[str, Any]) -> list[re.Pattern[str]] | None:
    """The patterns of a call, none where it is no pattern's; nothing where it is known only as the code runs."""
    assert isinstance(node.func, ast.Attribute)
    owner = node.func.value
    flags = next((_value(one.value, names) for one in node.keywords if one.arg == "flags"), 0)
    if isinstance(owner, ast.Name) and owner.id == "re":
        told = _value(node.args[0], names)
        positional = node.args[2:] if node.func.attr in ("fullmatch", "match", "search", "findall", "finditer") else []
        flags = next((_value(one, names) for one in positional), flags)
        return [re.compile(told, flags)] if isinstance(told, str) else [] if isinstance(told, bytes) else None
    told = _value(owner, names)
    if isinstance(told, re.Pattern):
        return [told]
    # a pattern of a table of the module, taken by a loop: any of them may be meant
    if isinstance(owner, ast.Name) and told is None and node.func.attr != "split":
        return [one for table in names.values() for one in _within(table)] or None
    return []


def _value(node: ast.expr, names: dict[str, Any]) -> Any:
    try:
        # our own code, as it stands in the module that these are the names of
        return eval(compile(ast.Expression(node), "", "eval"), names)  # noqa: S307
    except Exception:
        return None


def _within(table: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(table, dict):
        table = tuple(table.values())
    if isinstance(table, (tuple, list)):
        for one in table:
            if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                yield one
            else:
                yield from _within(one)


def of_calls() -> None:
    """Measure and print the calls: those whose time grows faster than the text."""
    found, unknown = calls()
    rows = []
    for call in found:
        texts = [*attacks(call.pattern.pattern, call.pattern.flags, ""), *(Attack("", piece, "") for piece in PLAIN)]
        # what a pattern takes, again and again, and all that it takes up to a repetition
        texts += [Attack(one.before + one.piece * 2, one.piece + other, "") for one in texts[:20] for other in ("", " ")]
        worst = 0.0, 0.0, texts[0]
        for attack in dict.fromkeys(texts):
            worst = max(worst, (*call.growth(attack), attack))
            if worst[0] > 1.5:
                break
        rows.append((*worst, call))
    rows.sort(key=lambda row: row[0], reverse=True)
    print(f"{len(rows)} patterns as they are called; exponent, seconds, piece, method, lines")
    for exponent, seconds, attack, call in rows:
        if exponent > 1.1:
            where = f"{call.method} {' '.join(call.places)}"
            print(f"{exponent:8.2f} {seconds:8.3f}  {attack.before[-20:]!r}|{attack.piece[:40]!r} {where}")
    print(f"not measured, as their pattern is made when they run: {', '.join(unknown)}\n", flush=True)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--short", type=int, default=4_000)
    options.add_argument("--long", type=int, default=32_000)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--calls", action="store_true")
    chosen = options.parse_args()
    # noted before anything of the reader is imported
    found = patterns()
    from metrics.data.seeds import load
    from metrics.extract import Known, read

    of_calls()
    if chosen.calls:
        return
    known = Known.of(load(PROJECT / "seeds"))
    made = {(attack.before, attack.piece): attack for key, place in found.items() for attack in attacks(*key, place)}
    made |= {("", piece): Attack("", piece, "plain") for piece in PLAIN}

    def seconds(text: str) -> float:
        start = time.process_time()
        read(text, known, published="2021-01", province="nghe-an")
        return time.process_time() - start

    rows, until = list[tuple[float, float, Attack]](), time.monotonic() + 60 * chosen.minutes
    for attack in random.Random(14).sample(list(made.values()), len(made)):
        if time.monotonic() > until:
            break
        short = min(seconds(attack.text(chosen.short)) for _ in range(2))
        long = seconds(attack.text(chosen.long))
        rows.append((math.log(long / short, chosen.long / chosen.short), long, attack))
    rows.sort(key=lambda row: row[0], reverse=True)
    print(f"{len(found)} patterns, {len(rows)} of {len(made)} texts; exponent, seconds for {chosen.long} signs, piece, pattern")
    for exponent, long, attack in rows[:40]:
        print(
            f"{exponent:8.2f} {long:8.3f}  {attack.before[-20:] + '|' if attack.before else ''}{attack.piece[:40]!r} {attack.place}"
        )


if __name__ == "__main__":
    main()
