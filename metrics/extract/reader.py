"""A text becomes figures: its sentences are marked, then each is walked from left to right and its amounts are read."""

from __future__ import annotations

from metrics.extract.amounts import Amount
from metrics.extract.bodies import BLOC_KINDS
from metrics.extract.counts import Count
from metrics.extract.dating import Dating
from metrics.extract.marks import Actor, Mark, marks_of
from metrics.extract.model import Known, Reading
from metrics.extract.rules import AWARDS, INSPECTIONS
from metrics.extract.shares import Shares
from metrics.extract.text import Sentence, clean, fold, sentences, word_set
from metrics.extract.writer import Scope

VERSION = "1"
HOLDING = frozenset({"có", "gồm", "còn", "quản"})
SUBJECTLESS = word_set("thuộc về của từ do vào sang cho theo bởi đối với tại giúp tham mưu trong")
# first words of sentences that go on about the body that acted in the one before
CONNECTIVES = word_set("theo ngoài đồng trong qua bên cùng cụ")


def read(text: str, known: Known, *, published: str = "", province: str = "", organization: str = "") -> Reading:
    """The figures of a Vietnamese text. The hints, any of which may be missing, say where and when it appeared and whose it is."""
    text = clean(text)
    folded = fold(text)
    article = Article(text, folded, known, published, province, organization)
    article.read()
    return article.reading()


class Article(Shares):
    """One text being read."""

    def __init__(self, text: str, folded: str, known: Known, published: str, province: str, organization: str) -> None:
        super().__init__(text, known, published, province, organization)
        self.folded = folded
        self.last_act, self.last_target = "", False

    def read(self) -> None:
        """Mark every sentence first, so that the place and the term that the text names later are known; then read each."""
        kept: list[tuple[Sentence, list[Mark]]] = []
        year = self.published[:4]
        for found in sentences(self.text, self.folded):
            sentence = _without_abbreviations(self.text, found)
            if not self.province:
                self._look_for_place(sentence.words)
            marks = marks_of(self.text, self.folded, sentence, year, self.gazetteer)
            if marks:
                kept.append((sentence, marks))
                if not self.published:
                    year = next(
                        (mark.stretch.code[:4] for mark in reversed(marks) if mark.stretch and mark.stretch.code[:1] > "0"), year
                    )
        self._choose_main(kept)
        self.dating = Dating(self.published, [(sentence.words, marks) for sentence, marks in kept])
        for place, (sentence, marks) in enumerate(kept):
            self.dating.enter(place)
            self._sentence(sentence, marks)

    def reading(self) -> Reading:
        used = {figure.organization for figure in self.figures}
        bodies = tuple(body for slug, body in self.bodies.items() if slug in used)
        return Reading(tuple(self.figures), tuple(self.unread), bodies, self.text)

    # one sentence -----------------------------------------------------------------------------------------------------------------
    def _sentence(self, sentence: Sentence, marks: list[Mark]) -> None:
        if not any(mark.amount for mark in marks) and "không" not in sentence.words:
            self.last_actor = next((mark.actor for mark in reversed(marks) if mark.actor), self.last_actor)
            return
        self.sentence, self.marks = sentence, marks
        self.line += self.text.count("\n", self.counted, sentence.starts[0])
        self.counted = sentence.starts[0]
        scope = Scope(self.main, self.main_kind)
        connected = sentence.words[0] in CONNECTIVES or sentence.words[:3] == ["cơ", "quan", "này"]
        if not connected:
            self.last_actor = None
        yearly = any(mark.code == "yearly" for mark in marks)
        scope.target = self.last_target and (yearly or sentence.words[0] in ("theo", "cụ", "phấn"))
        self.last_target = any(mark.code in ("target", "target_item") for mark in marks)
        done: set[int] = set()
        for place, mark in enumerate(marks):
            if mark.amount is None:
                self._pass(scope, place, mark)
            elif place not in done:
                self._amount(scope, place, mark, mark.amount, done)

    def _pass(self, scope: Scope, place: int, mark: Mark) -> None:
        """Move past a mark that is no amount: it may change what the next amounts mean."""
        before = self.sentence.words[mark.first - 1] if mark.first else ""
        if mark.kind == "body":
            self._pass_body(scope, place, mark, before)
        elif mark.kind == "actor":
            scope.actor = mark.actor
            scope.committee = mark if mark.code else scope.committee
        elif mark.kind == "committee":
            scope.committee = mark
        elif mark.kind == "act":
            self._pass_act(scope, mark)
        elif mark.dimension == "form":
            scope.form = mark.code
            if scope.act != "discipline":
                scope.act, scope.act_at = "discipline", mark.first
        elif mark.kind == "index":
            scope.index = mark.code
        elif mark.kind == "cue":
            self._pass_cue(scope, place, mark, before)
        elif mark.kind == "noun":
            self._pass_noun(scope, place, mark, before)
        elif mark.kind == "stop":
            self._pass_stop(scope, place, mark)

    def _pass_act(self, scope: Scope, mark: Mark) -> None:
        words = self.sentence.words
        if mark.code in ("represent", "hold"):
            scope.act, scope.act_at = "", mark.first
        else:
            scope.act, scope.act_at, scope.form = mark.code, mark.first, ""
        self.last_act = scope.act
        scope.thematic = "chuyên" in words[mark.first : mark.last]
        if mark.code not in (*INSPECTIONS, "discipline", "settle"):
            scope.running = False

    def _pass_noun(self, scope: Scope, place: int, mark: Mark, before: str) -> None:
        """Nouns that do something to what follows: findings, awards, targets, sessions."""
        if mark.code == "conclusion":
            scope.act, scope.act_at = "conclude", mark.first
        elif mark.code in AWARDS and before not in ("nhận", "được"):
            scope.act, scope.act_at = AWARDS[mark.code], mark.first
        elif mark.code == "target_item":
            self._pass_target(scope, place, mark, before)
        elif mark.code in ("session", "supervision_session") and before not in ("các", "những"):
            phrase = self.sentence.words[mark.first : mark.last + 1]
            scope.thematic = "chuyên" in phrase
            both = "giám" in phrase and "kiểm" in phrase
            scope.act, scope.act_at = "inspect_supervise" if both else "supervise" if "giám" in phrase else "inspect", mark.first

    def _pass_stop(self, scope: Scope, place: int, mark: Mark) -> None:
        """A semicolon ends a list; what brackets say is forgotten after them; after `chỉ tiêu (` they hold the target."""
        sign = mark.code
        if sign == ";":
            scope.subset, scope.committee = False, None
        elif sign == "(":
            scope.outside.append((scope.actor, scope.act, scope.act_at, scope.form, scope.body, scope.body_kind, scope.target))
            named = [one for one in self.marks[max(0, place - 2) : place] if one.code in ("target_item", "plan")]
            scope.target = scope.target or bool(named and mark.first - named[0].last <= 3)
        elif sign == ")" and scope.outside:
            outside = scope.outside.pop()
            scope.actor, scope.act, scope.act_at, scope.form, scope.body, scope.body_kind, scope.target = outside

    def _pass_target(self, scope: Scope, place: int, mark: Mark, before: str) -> None:
        """`được giao`, `phấn đấu`, `chỉ tiêu …`: what follows is a target, unless the word is the base of a percentage."""
        words = self.sentence.words
        after = words[mark.last : mark.last + 1]
        if words[mark.first : mark.first + 2] == ["đề", "ra"] and not set(after) & {":", "là", "hằng", "hàng", "kết"}:
            return
        if before in ("%", "với", "đạt", "vượt", "bằng", "thành", "nhóm", "nq"):
            return
        if place and self.marks[place - 1].amount is not None and before != "xác":
            return
        if mark.code != "plan" or before in ("đặt", "giao", "nhận", "theo"):
            scope.target = True

    def _pass_cue(self, scope: Scope, place: int, mark: Mark, before: str) -> None:
        code = mark.code
        if code in ("target", "plan"):
            self._pass_target(scope, place, mark, before)
        elif code in ("planned", "running", "norm", "yearly", "subset", "same"):
            setattr(scope, code, True)
            scope.norm = scope.norm or self.sentence.words[mark.first] == "bình"
        elif code == "none":
            self._none(scope, place, mark)
        elif code == "continue" and not scope.act:
            scope.act, scope.act_at = self.last_act, mark.first
        elif code == "members_base" and before != "%" and not (place and self.marks[place - 1].amount):
            scope.act = ""

    def _pass_body(self, scope: Scope, place: int, mark: Mark, before: str) -> None:
        """A body owns the figures after it, unless it is only mentioned: `trực thuộc …`, `của …`, `Đại hội …`."""
        if mark.mention is None:
            return
        slug, kind = self._body(mark.mention)
        if not slug:
            return
        named = self.marks[place - 1] if place else None
        inside = named is not None and named.kind in ("actor", "committee") and named.last >= mark.first - 1
        if inside and slug != self.main:
            return
        following = self.marks[place + 1] if place + 1 < len(self.marks) else None
        close = (
            following is not None
            and following.amount is not None
            and words_between(self.sentence.words, mark.last, following.first)
        )
        if slug != self.main and before in SUBJECTLESS:
            if before in ("về", "sang") and close:
                scope.body, scope.body_kind, scope.received = slug, kind, True
            return
        if slug != self.main and (before == "hội" or not self._is_subject(mark, following)):
            if mark.actor is not None:
                scope.actor = mark.actor
            return
        if mark.actor is not None and not inside:
            scope.actor = mark.actor
        if slug != scope.body or not scope.received:
            scope.received = False
        scope.body, scope.body_kind = slug, kind
        if not inside and kind in (*BLOC_KINDS, "district") and self.sentence.words[mark.first : mark.first + 2] == ["đảng", "ủy"]:
            scope.actor = Actor("committee", "bloc" if kind in BLOC_KINDS else "district")

    def _is_subject(self, mark: Mark, following: Mark | None) -> bool:
        """A named body owns the figures after it where an act or a holding verb follows, or its number stands in brackets."""
        words = self.sentence.words
        after = words[mark.last] if mark.last < len(words) else ""
        if after in ("có", "hiện", "gồm", "với", "(", ":", "đã", "được", "đạt", "còn", "kết", "cũng", "quản", "chỉ", "tiền"):
            return True
        return following is not None and following.kind in ("act", "amount", "period") and following.first <= mark.last + 1

    def _amount(self, scope: Scope, place: int, mark: Mark, amount: Amount, done: set[int]) -> None:
        if scope.norm:
            scope.norm = False
            return
        self._reset_by_holding(scope, mark)
        if amount.percent:
            self._percent(scope, place, mark, done)
            return
        if self._rank(scope, mark):
            return
        noun, visits, paired = self._noun_after(place, amount)
        share = paired if paired is not None else self._share_after(place, noun.last if noun else amount.last)
        rest = self._until_next(place)
        if noun is not None:
            rest = [one for one in self._until_next(place if share is None else share) if one.first >= noun.last]
        if self._change(scope, mark, noun):
            return
        figure = self._count(scope, Count(place, mark, noun, visits, rest))
        if figure is not None and share is not None and self._share_of(figure, scope, self.marks[share]):
            done.add(share)

    def _reset_by_holding(self, scope: Scope, mark: Mark) -> None:
        """`Đảng bộ Khối có …`, `hiện có …`: what follows is held, nothing is done to it."""
        words = self.sentence.words
        i = mark.first - 1
        while i > 0 and words[i] in ("tổng", "số", "được", "tới"):
            i -= 1
        if i < 1 or words[i] not in HOLDING:
            return
        owner = next((one for one in reversed(self.marks) if one.last <= i), None)
        held = words[i - 1] in ("sẽ", "hiện", "tỉnh", "bộ", "khối", "chỉ", "vẫn") or (words[i - 1] == "đã" and scope.act_at < 0)
        if owner is not None and owner.last >= i - 1 and owner.kind in ("body", "period") and owner.first > scope.act_at:
            held = True
        if held and scope.act not in ("", "elect") and words[i - 1] != "đó":
            scope.act, scope.form = "", ""
        if held and words[i - 1] != "sẽ" and owner is not None and owner.kind == "body":
            scope.target = False

    def _noun_after(self, place: int, amount: Amount) -> tuple[Mark | None, bool, int | None]:
        """The counted noun right after an amount, whether occurrences are counted, and a share that stands between in brackets."""
        words, marks = self.sentence.words, self.marks
        at, visits, paired = amount.last, False, None
        follow = place + 1
        if at < len(words) and words[at] in "(=":
            share = next((i for i in range(place + 1, min(place + 4, len(marks))) if marks[i].amount), None)
            if share is not None and (percent := marks[share].amount) and percent.percent and marks[share].first <= at + 2:
                at = marks[share].last
                follow, paired = share + 1, share
                if at < len(words) and words[at] == ")":
                    at += 1
                    follow += 1
        if at < len(words) and words[at] == "số" and amount.of is not None:
            at += 1
        if at < len(words) and words[at] == "lượt":
            at, visits = at + 1, True
        if at + 1 < len(words) and words[at] == "là" and noun_follows(marks, follow, at + 1):
            at += 1
        for mark in marks[follow : follow + 2]:
            if (
                mark.first == at
                and mark.kind in ("noun", "slice", "index")
                and (mark.kind == "noun" or mark.dimension in ("group", "degree", "theory", "grade"))
            ):
                if words[mark.first] == "lượt":
                    visits = True
                return mark, visits, paired
            if mark.first > at:
                break
        if paired is not None:
            return None, visits, paired
        return None, visits, None

    def _share_after(self, place: int, at: int) -> int | None:
        """The percentage that follows a count as `/67,73%`, `(6,29%)`, `= 10,9%`, `, chiếm 62,62%`."""
        words, marks = self.sentence.words, self.marks
        for i in range(place + 1, len(marks)):
            amount = marks[i].amount
            if marks[i].first > at + 3:
                return None
            if amount is None:
                continue
            if not amount.percent:
                return None
            between = words[at : marks[i].first]
            near = bool(between) and len(between) <= 3 and between[0] in ("/", "(", "=", "tương")
            return i if near and (between[0] == "(" or not {"vượt", "đạt", "tăng", "giảm", "bằng"} & set(between)) else None
        return None


def words_between(words: list[str], last: int, first: int) -> bool:
    """Whether nothing or a colon stands between two places."""
    return words[last:first] in ([], [":"], ["là"])


def noun_follows(marks: list[Mark], follow: int, at: int) -> bool:
    return any(mark.first == at and mark.dimension == "group" for mark in marks[follow : follow + 2])


def _without_abbreviations(text: str, sentence: Sentence) -> Sentence:
    """The sentence without its bracketed abbreviations, such as `(TCCSĐ)` after the words that they shorten."""
    words, starts, ends = sentence
    if "(" not in words:
        return sentence
    drop: set[int] = set()
    for i in range(1, len(words) - 2):
        if (
            words[i] == "("
            and words[i + 2] == ")"
            and words[i + 1].isalpha()
            and text[starts[i + 1] : ends[i + 1]].isupper()
            and len(words[i + 1]) <= 8
        ):
            drop |= {i, i + 1, i + 2}
    if not drop:
        return sentence
    keep = [i for i in range(len(words)) if i not in drop]
    return Sentence([words[i] for i in keep], [starts[i] for i in keep], [ends[i] for i in keep])
