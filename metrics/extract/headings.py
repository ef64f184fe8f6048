"""What the words of a table's heading, of its rows' names and of its title tell: what is counted, of whom, when."""

from __future__ import annotations

from dataclasses import dataclass, field

from metrics.extract.bodies import Gazetteer, Mention
from metrics.extract.grids import YEAR, Cell
from metrics.extract.marks import Mark, marks_of
from metrics.extract.periods import Stretch
from metrics.extract.text import fold, sentences, word_set

# words that narrow nothing, between those that mean something
EMPTY = word_set(
    "số lượng tổng cộng trong đó của và các được bị đã do ở tại theo là cho về đối với kết quả công tác tình hình toàn thực hiện "
    "đảng viên người đồng chí mới năm kỳ này báo cáo đvt đơn vị tính hình thức xếp loại đánh giá chất mức biểu bảng phụ lục "
    "nội dung một tổng hợp chủ yếu như sau cụ thể qua hoàn đạt ( ) : , - – + % / . ; *"
)
# words of a percentage
SHARES = frozenset({"%", "tỷ", "tỉ"})
# words by which a number beside a target is no target
DONE = word_set("hiện hoàn vượt đạt")
# cues that make a number a difference, a rest or a bound: no count of its own
ODD = frozenset({"up", "down", "over", "norm", "rest", "or_more", "yearly", "met", "rank", "population", "running", "none"})
AIMED = {"target": "target", "plan": "target", "planned": "planned"}


@dataclass
class Told:
    """What a stretch of words tells. `understood`: nothing of it is left over that may narrow what is counted.

    `acts`, `nouns`: codes of the lexicon; `slices`: dimension and value; `before`: the same period of the year before is meant, or
    of the year that the words name; `odd`: a difference or another number that is no count; `aimed`: a target is spoken of, `done`:
    what became of it; `acting`: who acts is told; `part`: `trong đó`.
    """

    acts: list[str] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)
    slices: dict[str, str] = field(default_factory=dict)
    stretches: list[Stretch] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    status: str = ""
    percent: bool = False
    aimed: bool = False
    before: str | None = None
    odd: bool = False
    done: bool = False
    acting: bool = False
    part: bool = False
    understood: bool = True

    @property
    def counts(self) -> bool:
        """Whether it says what is counted."""
        return bool(self.acts or self.nouns)

    @property
    def narrows(self) -> bool:
        """Whether it names a slice and nothing else that is counted."""
        return bool(self.slices) and not self.counts

    @property
    def dated(self) -> bool:
        return bool(self.stretches) or self.before is not None


def told_of(cell: Cell, gazetteer: Gazetteer) -> Told:
    """What the words of a cell tell."""
    told = Told()
    if YEAR.fullmatch(cell.text):
        told.stretches.append(Stretch("year", cell.text))
        return told
    # capitals throughout tell no names
    text = cell.text.lower() if cell.text.isupper() and len(cell.text.split()) > 1 else cell.text
    for sentence in sentences(text, fold(text)):
        marks = marks_of(text, sentence, gazetteer)
        covered: set[int] = set()
        for mark in marks:
            covered.update(range(mark.first, mark.last))
            _take(told, mark, sentence.words)
        told.done |= not DONE.isdisjoint(sentence.words)
        told.percent |= not SHARES.isdisjoint(sentence.words)
        told.understood &= all(at in covered or word in EMPTY or word == "lệ" for at, word in enumerate(sentence.words))
    return told


def _take(told: Told, mark: Mark, words: list[str]) -> None:
    """Adds what a mark tells."""
    told.acting |= mark.actor is not None
    if mark.stretch is not None:
        _take_time(told, mark.stretch)
    elif mark.mention is not None and mark.kind == "body":
        told.mentions.append(mark.mention)
    elif mark.kind == "cue" or mark.code == "target_item":
        _take_cue(told, mark, words)
    elif mark.kind == "act":
        told.acts += [mark.code] if mark.code != "hold" else []
        # `kỷ luật đảng` of `kỷ luật đảng viên`
        if words[mark.last - 1 : mark.last + 1] == ["đảng", "viên"]:
            told.nouns.append("member")
    elif mark.kind == "noun":
        told.nouns.append(mark.code)
    elif mark.kind == "slice":
        told.odd |= told.slices.get(mark.dimension, mark.code) != mark.code
        told.slices[mark.dimension] = mark.code
        # `đảng viên nữ`, one phrase
        told.nouns += ["member"] if {"đảng", "đv"} & set(words[mark.first : mark.last]) and mark.dimension == "group" else []
    # the number of a line, `1. Kết nạp …`, tells nothing
    elif mark.kind != "stop" and not (mark.kind == "name" and mark.last == 1):
        told.understood = False


def _take_time(told: Told, stretch: Stretch) -> None:
    if stretch.role == "compare":
        told.before = stretch.code
    elif stretch.kind == "past":
        told.before = told.before or ""
    else:
        told.stretches.append(stretch)


def _take_cue(told: Told, mark: Mark, words: list[str]) -> None:
    if mark.code == "members_base":
        told.nouns.append("member")
    elif mark.code == "target_item" and mark.first and words[mark.first - 1] in ("số", "các", "những"):
        # `một số chỉ tiêu`: what is counted, no targets
        pass
    elif mark.code == "target_item" or mark.code in AIMED:
        told.aimed = True
        told.status = AIMED.get(mark.code, "target")
    elif mark.code == "compare" and "so" not in words[mark.first : mark.last]:
        told.before = told.before or ""
    else:
        told.odd |= mark.code in ODD or mark.code == "compare"
        told.part |= mark.code == "subset"
