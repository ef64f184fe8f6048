"""Two dashboards on one folder of imports, an editor at each in a session as a browser has it: both act at once, or one on a page
that the other has made old. Nothing is lost, nothing counts twice, and who comes second is told."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier
from urllib.request import urlopen

from benchmarks.trust.editing import Editor
from benchmarks.trust.faults import first, places
from benchmarks.trust.table import Tried, tried
from metrics.intake.batch_files import batches
from metrics.intake.batches import with_batches
from metrics.intake.log import actions
from tests.browser.conftest import served
from tests.folders import PROJECT
from tests.imports_until_killed import FIGURE

# what a page says of an action that was done, and to who comes second
DONE = {
    "accept": "is accepted and saved",
    "undo": "is taken back.",
    "correct": "The correction counts",
}
TOLD = {
    "accept": ("it is mended",),
    "undo": ("does not count already; nothing was changed",),
    "correct": ("The correction is not possible", "does not count any more; nothing was changed"),
}
EVIDENCE = "api/evidence?metric=party_members&format=csv"
Act = Callable[[], str]


class Two:
    """The editors, and the home and the data that both servers have."""

    def __init__(self, home: Path, folder: Path, urls: Sequence[str]) -> None:
        self.home, self.folder, self.urls = home, folder, urls
        self.editors = [Editor(url) for url in urls]
        self.days = self.left_out = 0

    # what an editor has before him, but for the last press ------------------------------------------------------------------
    def accept(self, editor: Editor, value: int, day: str) -> Act:
        """A file handed in."""
        cells = {**FIGURE, "value": str(value), "period": day, "quote": f"{value} đảng viên"}
        editor.open("lang=en&part=table")
        editor.hand_in("import_tables", "observations.csv", f"{','.join(cells)}\n{','.join(cells.values())}\n".encode())
        return lambda: editor.press("import_accept")

    def undo(self, editor: Editor, batch: str) -> Act:
        """The list of batches."""
        editor.open("lang=en&part=batches")
        return lambda: editor.press(f"import_undo_{batch}")

    def correct(self, editor: Editor, value: int, batch: str) -> Act:
        """The form of a correction."""
        editor.open(f"lang=en&part=batches&open={batch}.yes")
        editor.press(f"import_correct_{batch}")
        for field, text in (("value", str(value)), ("quote", f"{value} đảng viên")):
            editor.type(f"import_form_.*_{field}", text)
        editor.type("import_reason", "misread")
        return lambda: editor.press("import_save_correction")

    # what comes of it -----------------------------------------------------------------------------------------------------
    def new_day(self) -> str:
        """A day of which nothing is known."""
        self.days += 1
        return f"{1955 + self.days // 28}-01-{self.days % 28 + 1:02}"

    def imported(self) -> str:
        """A batch of one figure."""
        self.accept(self.editors[0], 7, self.new_day())()
        return batches(self.home)[-1].batch

    def both(self, acts: Sequence[Act], at_once: bool) -> list[str]:
        """What each page says: of acts at one moment, or of each once the one before is done."""
        if not at_once:
            return [act() for act in acts]
        ready = Barrier(len(acts))

        def do(act: Act) -> str:
            ready.wait(60)
            return act()

        with ThreadPoolExecutor(len(acts)) as pool:
            return list(pool.map(do, acts))

    def one_done(self, what: str, at_once: bool) -> str:
        """Both want one thing, each otherwise: what is wrong with what comes of it."""
        one, other = self.editors
        if what == "accept":
            day = self.new_day()
            acts = [self.accept(one, 11, day), self.accept(other, 12, day)]
        else:
            batch = self.imported()
            acts = [
                self.undo(editor, batch) if what == "undo" else self.correct(editor, 11 + number, batch)
                for number, editor in enumerate((one, other))
            ]
        before = self.counted()
        said = self.both(acts, at_once)
        # of a file accepted before a page may still tell
        done = [DONE[what] in text and TOLD["accept"][0] not in text for text in said]
        told = [any(words in text for words in TOLD[what]) for text in said]
        if sorted(zip(done, told, strict=True)) != [(False, True), (True, False)]:
            return "\n".join(["one is done and one is told, not:", *(text.partition("\n")[2] for text in said)])
        return self.unlike(before, [what])

    def taken_back_and_corrected(self, at_once: bool) -> str:
        """One takes a batch back while the other corrects its figure: the correction counts first, or is told that it cannot."""
        batch = self.imported()
        before = self.counted()
        one, other = self.editors
        undone, corrected = self.both([self.undo(one, batch), self.correct(other, 12, batch)], at_once)
        is_told = any(words in corrected for words in TOLD["correct"])
        if DONE["undo"] not in undone or (DONE["correct"] in corrected) == is_told:
            return f"not taken back, or the correction neither counts nor is told:\n{undone}\n{corrected}"
        # of a figure that is gone the correction is left out, and named
        return self.unlike(before, ["undo"]) if is_told else self.unlike(before, ["correct", "undo"], left_out=1)

    def both_done(self, at_once: bool) -> str:
        """Each accepts a figure of its own."""
        before = self.counted()
        said = self.both([self.accept(one, 11, self.new_day()) for one in self.editors], at_once)
        if not all(DONE["accept"] in text for text in said):
            return "\n".join(["not both are accepted:", *said])
        return self.unlike(before, ["accept", "accept"])

    def counted(self) -> tuple[int, list[str]]:
        """How many batches there are, and what the log says was done."""
        found = batches(self.home)
        log, torn = actions(self.home, {one.batch: one.kept for one in found})
        if torn or not all(action.done for action in log):
            raise AssertionError(f"the log is torn, or tells what was not done: {log}")
        return len(found), [action.what for action in log]

    def unlike(self, before: tuple[int, list[str]], acts: list[str], left_out: int = 0) -> str:
        """What is not as these acts leave it, on the disk or at one of the servers; so many more batches are left out."""
        more = sum(act != "undo" for act in acts)
        now = self.counted()
        if now != (before[0] + more, before[1] + acts):
            return f"{before} became {now}"
        self.left_out += left_out
        named = with_batches(self.folder, self.home).left_out
        if len(named) != self.left_out:
            return f"not {self.left_out} batches are left out: {named}"
        shown = []
        for editor in self.editors:
            editor.open("lang=en&part=batches")
            with urlopen(f"{editor.url}/{EVIDENCE}", timeout=60) as answer:  # noqa: S310  # our own address
                shown.append((editor.told(), answer.read()))
        unlike = [f"{one!r} and {other!r}" for one, other in zip(*shown, strict=True) if one != other]
        return f"the servers show different things: {unlike}" if unlike else ""


def two(tries: int, few: bool) -> Iterator[Tried]:
    """Each action so often at once, and but for a `few` so often one after the other."""
    with places() as (home, folder), tempfile.TemporaryDirectory() as name, ExitStack() as servers:
        told = {"PARTY_METRICS_HOME": str(home), "PARTY_METRICS_DATA": str(folder)}
        first(home, folder)
        logs = [Path(name) / f"{number}.txt" for number in range(2)]
        both = Two(home, folder, [servers.enter_context(served(log, "", PROJECT, **told)) for log in logs])
        for at_once in (True,) if few else (True, False):
            when = "at once" if at_once else "one after the other, on an old page"
            for what in DONE:
                outcomes = [both.one_done(what, at_once) for _ in range(tries)]
                yield tried(f"two servers: {what} of one thing {when}", outcomes)
            outcomes = [both.taken_back_and_corrected(at_once) for _ in range(tries)]
            yield tried(f"two servers: undo of what the other corrects {when}", outcomes)
        yield tried("two servers: two imports at once", [both.both_done(at_once=True) for _ in range(tries)])
        errors = ["the server met an error" if "Traceback" in log.read_text("utf-8", "replace") else "" for log in logs]
        yield tried("two servers: their logs", errors)
