"""Counts: an amount with its noun or label becomes the figure that a rule names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from metrics.extract.marks import Mark
from metrics.extract.model import Figure
from metrics.extract.pieces import Pieces
from metrics.extract.rules import (
    BODIES,
    BY_ACT,
    CONGRESSES,
    INSPECTIONS,
    LISTED_ACTS,
    PERSONS,
    PLAIN,
    PROCEDURES,
    SLICED,
    SUBJECTS,
    WITH_ACTOR,
    Rule,
)
from metrics.extract.text import word_set
from metrics.extract.writer import NO_RULE, PARTLY, Scope, parts_of

# words that narrow the noun before them in a way of their own
NARROWING = word_set(
    "xã phường thị ngành khác cùng khối được giữ có là đủ nhận thuộc chuyển đang tham vi không chưa lập khu doanh do cơ ngoài"
)

BREAKS = frozenset(",;(")


@dataclass(slots=True)
class Count:
    """An amount being read: where it stands, its noun, whether occurrences are counted, and the marks that follow."""

    place: int
    mark: Mark
    noun: Mark | None
    visits: bool
    rest: list[Mark]


class Counts(Pieces):
    """Reads counts."""

    def _count(self, scope: Scope, count: Count) -> Figure | None:
        """The figure of a count, or nothing; what stands beside a counted noun and is not understood is listed."""
        noun, mark = count.noun, count.mark
        label = self._label_of(count)
        if noun is not None and noun.kind == "slice":
            return self._slice(scope, mark, noun, noun)
        if label is not None and label.kind == "slice":
            return self._slice(scope, mark, label, noun)
        found = self._size(scope, mark, noun, count.rest) or self._narrowed(scope, count, label)
        if found is not None:
            return found
        if noun is not None:
            code = label.code if noun.code == "person" and label is not None and label.code in PERSONS else noun.code
            return self._counted(scope, count, noun, code)
        if label is not None and label.kind == "noun":
            return self._counted(scope, count, label, label.code)
        if label is not None and label.last == mark.first and label.code in LISTED_ACTS:
            return self._emit(scope, mark, None, BY_ACT[label.code, "member"], {}, 0.8, label=label)
        return self._listed_body(scope, count.place, mark)

    def _label_of(self, count: Count) -> Mark | None:
        """The label before an amount without a noun, or with one that says little (`đồng chí`)."""
        noun = count.noun
        if noun is not None and noun.code not in ("person", "commissioner", "member", "case"):
            return None
        label = self._label_before(count.place, count.mark)
        if label is None or noun is None or noun.code != "member":
            return label
        bracketed = label.dimension == "form" and self.sentence.words[label.last : count.mark.first] == ["("]
        return label if bracketed or (label.dimension in ("degree", "theory") and label.last == count.mark.first) else None

    def _narrowed(self, scope: Scope, count: Count, label: Mark | None) -> Figure | None:
        """`131 đồng chí tham gia lần đầu`, `735 là nữ`: the slice after a noun that says little, or after none."""
        noun, words = count.noun, self.sentence.words
        form = count.rest[0] if count.rest and noun is None else None
        if form is not None and form.dimension == "form" and form.first == count.mark.last:
            return self._slice(scope, count.mark, form, form)
        if noun is not None and (noun.code != "person" or (label is not None and label.kind == "noun")):
            return None
        if noun is None and (label is not None or not scope.figures):
            return None
        at = noun.last if noun is not None else count.mark.last
        dimensions = ("incumbency", "degree", "theory", "group") if noun is not None else ("group",)
        piece = next((one for one in count.rest if one.dimension in dimensions and one.first - at <= 4), None)
        if piece is None or (BREAKS | {"."}) & set(words[at : piece.first]):
            return None
        return (
            self._slice(scope, count.mark, piece, noun) if noun is not None else self._group(scope, count.mark, piece, piece, None)
        )

    def _counted(self, scope: Scope, count: Count, noun: Mark, code: str) -> Figure | None:
        mark, same = count.mark, scope.same and self.figures
        act, breakdown, sure = self._act(scope, noun, code, count.rest)
        scope.same = False
        if same and self.figures[-1].indicator in CONGRESSES and code in BODIES:
            head = self.figures[-1]
            return self._emit(scope, mark, noun, Rule("same-count", "", (), head.indicator), parts_of(head), 0.8)
        rule = self._done_to(scope, mark, act, code)
        if rule is None and act not in ("train", "conclude"):
            rule = self._held(scope, count.place, mark, noun, code, count.rest)
            sure -= 0.1 if act else 0.0
        scope.nouns.append(code)
        if rule is None and code == "person" and (like := self._counted_before(scope, count)) is not None:
            return self._emit(scope, mark, noun, Rule("same-count", "", (), like.indicator), parts_of(like), 0.8)
        if rule is None:
            self._not_understood(mark, noun, NO_RULE)
            return None
        parts = self._breakdown(scope, rule, noun, code, count) | breakdown
        parts |= {one.dimension: one.code for one in self._slices_after(rule, noun, code, count.rest) if one.dimension not in parts}
        rated = self._rated(rule, noun, code, count)
        if rated is not None:
            rule, parts = rated
        elif self._is_narrowed(rule, noun, code, count):
            special = self._special(noun, count.rest)
            if special is None:
                self._not_understood(mark, noun, PARTLY)
                return None
            rule, parts = special
        elif rule.act in (*INSPECTIONS, "duty") and code in BODIES and any(one.code == "finance" for one in count.rest):
            rule, parts = BY_ACT["finance", code], {}
        return self._emit(
            self._whose(scope, rule, noun, count.rest),
            mark,
            noun,
            self._taken(scope, rule, noun, code, count.rest, parts),
            parts,
            sure,
            denominator=self._staff_after(noun),
        )

    def _counted_before(self, scope: Scope, count: Count) -> Figure | None:
        """`… năm 2021 là 1.500 đồng chí, năm 2020 là 1.420 đồng chí`: a further period of the same count."""
        period = next((one for one in reversed(self.marks[: count.place]) if one.kind != "cue"), None)
        if period is None or period.stretch is None or not self._glued(period, count.mark) or not scope.figures:
            return None
        like = scope.figures[-1]
        return like if like.unit == "person" and like.status == "reported" else None

    def _done_to(self, scope: Scope, mark: Mark, act: str, code: str) -> Rule | None:
        """The rule of an act on a noun."""
        if code == "delegate" and not self.dating.about_congress:
            return None
        if act == "attend":
            return PLAIN["delegate"]
        if act in ("found", "merge", "dissolve") and self.sentence.words[mark.first - 1 : mark.first] in (["với"], ["có"]):
            return None
        if act in ("congress", "pilot") and self._partitive(mark):
            return None
        rule = BY_ACT.get((act, code)) if act else None
        if rule is None and code == "learner" and scope.act == "train":
            return self._learners()
        return PLAIN[code] if rule is None and act and code in ("session", "supervision_session") else rule

    def _breakdown(self, scope: Scope, rule: Rule, noun: Mark, code: str, count: Count) -> dict[str, str]:
        """What the noun and the words around it narrow the count by."""
        parts = dict(rule.breakdown)
        if (
            rule.subject
            and code in SUBJECTS
            and not (rule.indicator in (*CONGRESSES, "organizations_admitting") and code == "grassroots")
        ):
            parts["subject"] = SUBJECTS[code]
        if rule.indicator == "organizations_changed" and code in ("organization", "bare_organization"):
            parts["subject"] = "grassroots_organization"
        if code == "bare_organization" and rule.act in INSPECTIONS and self._lists_more(noun):
            parts["subject"] = "other"
        if code == "committee_member" and rule.indicator in WITH_ACTOR:
            parts["member_rank"] = "committee_member"
        if count.visits and rule.act in (*INSPECTIONS, "award_certificate", "commend", "receive", "settle"):
            parts["visits"] = "yes"
        if scope.thematic and rule.act in ("inspect", "inspect_supervise"):
            parts["activity"] = "thematic"
        if code == "session" and any(one.code == "violation" for one in count.rest):
            parts["activity"] = "signs_of_violation"
        level = self._level_after(noun)
        if level and rule.indicator in PROCEDURES:
            parts["body_level"] = level
        elif level and rule.indicator in WITH_ACTOR:
            parts |= {"body": "", "body_level": level}
        right = next((one for one in count.rest if one.actor and self.sentence.words[one.first - 1] in ("do", "bởi")), None)
        if right is not None and rule.indicator in WITH_ACTOR:
            parts.pop("body_level", None)
            parts |= self._acting(replace(scope, actor=right.actor))
        return parts

    def _slices_after(self, rule: Rule, noun: Mark, code: str, rest: list[Mark]) -> list[Mark]:
        """The slices that belong to the noun before them, with no number of their own."""
        words, found = self.sentence.words, []
        for one in rest:
            if one.kind != "slice" or one.dimension not in SLICED.get(rule.indicator, ()) or one.first - noun.last > 4:
                continue
            own = self._has_number(one) or self._one_of_several(one) or BREAKS & set(words[noun.last : one.first])
            if not own and not (one.dimension == "group" and code == "youth"):
                found.append(one)
        return found

    def _rated(self, rule: Rule, noun: Mark, code: str, count: Count) -> tuple[Rule, dict[str, str]] | None:
        """`48 tổ chức đạt trong sạch, vững mạnh`; `hoàn thành tốt nhiệm vụ là 107 tổ chức`."""
        if rule.act:
            return None
        person = code in PERSONS
        grade = self._grade(code, count.rest, noun)
        name = "rated"
        if grade is None:
            before = next((one for one in reversed(self.marks[: count.place]) if one.kind != "cue"), None)
            if before is None or before.dimension != "grade" or not self._glued(before, count.mark):
                return None
            grade, name = self._grade_value(before), "rated-list"
        indicator = (
            "members_rated"
            if person
            else "upper_committees_rated"
            if code == "upper_committee"
            else "grassroots_organizations_rated"
        )
        return Rule(name, "", (code,), indicator), {"grade": grade}

    def _is_narrowed(self, rule: Rule, noun: Mark, code: str, count: Count) -> bool:
        """Whether the words after the noun narrow it in a way of their own."""
        words = self.sentence.words
        after = words[noun.last] if noun.last < len(words) else ""
        if rule.indicator == "organizations_changed":
            return code in ("committee", "cell") and after in NARROWING - {"thuộc", "có", "là"}
        if rule.indicator not in ("party_members", "grassroots_committees", "grassroots_cells"):
            return False
        if self._slices_after(rule, noun, code, count.rest) or self._represented(count.mark) or self._harmless(noun):
            return False
        if rule.indicator == "party_members" and noun.first >= count.mark.last and not self._complete(noun):
            return True
        if after == "cùng":
            return words[noun.last : noun.last + 2] == ["cùng", "tên"]
        return after in NARROWING or words[noun.last : noun.last + 2] == ["hiện", "là"]

    def _whose(self, scope: Scope, rule: Rule, noun: Mark, rest: list[Mark]) -> Scope:
        """The scope, with the body that the figure is about where its noun tells it."""
        if rule.indicator == "subordinate_committees" and scope.body_kind not in ("province_wide", "district") and self.province:
            return replace(scope, body=self._add(f"{self.province}.province-wide", ""), body_kind="province_wide")
        taker = self._taker(rule, noun, rest)
        return replace(scope, body=taker[0], body_kind=taker[1]) if taker is not None else scope

    def _taken(self, scope: Scope, rule: Rule, noun: Mark, code: str, rest: list[Mark], parts: dict[str, str]) -> Rule:
        """For the body that takes over what another hands over, it is received."""
        if self._taker(rule, noun, rest) is None:
            return rule
        received = BY_ACT["receive", code]
        parts |= dict(received.breakdown)
        return received

    def _taker(self, rule: Rule, noun: Mark, rest: list[Mark]) -> tuple[str, str] | None:
        """The body in `27 tổ chức cơ sở đảng về Thành ủy …`."""
        body = next((one for one in rest if one.mention is not None), None)
        if rule.act != "send" or rule.indicator != "organizations_changed" or body is None or body.mention is None:
            return None
        if self.sentence.words[noun.last : body.first] not in (["về"], ["cho"], ["sang"]):
            return None
        slug, kind = self._body(body.mention)
        return (slug, kind) if slug and slug != self.main else None

    def _level_after(self, noun: Mark) -> str:
        """`807 thủ tục (577 TH cấp tỉnh)`, `3 tổ chức đảng ở cấp huyện`: the level of what is counted."""
        words = self.sentence.words
        at = noun.last + (words[noun.last : noun.last + 1] == ["ở"])
        return (
            {"tỉnh": "province", "huyện": "district"}.get(words[at + 1], "")
            if words[at : at + 1] == ["cấp"] and at + 1 < len(words)
            else ""
        )

    def _one_of_several(self, piece: Mark) -> bool:
        """Whether a form is one of several: `bằng hình thức khiển trách, cảnh cáo`."""
        following = next((one for one in self.marks if one.first >= piece.last), None)
        return following is not None and following.dimension == piece.dimension == "form" and following.first <= piece.last + 1

    def _has_number(self, label: Mark) -> bool:
        """Whether a number of its own follows a label: `(khiển trách 3, cảnh cáo 2)`."""
        following = next((one for one in self.marks if one.first >= label.last and one.code != "("), None)
        if following is None or following.amount is None:
            return False
        between = self.sentence.words[label.last : following.first]
        return between in ([], [":"], ["là"]) or (between == ["("] and not following.amount.percent)

    def _lists_more(self, noun: Mark) -> bool:
        """Whether a further number of bodies follows at once: `1 tổ chức, 01 đảng bộ bộ phận và …`."""
        after = [one for one in self.marks if one.first >= noun.last][:2]
        return len(after) == 2 and after[0].amount is not None and after[0].first - noun.last <= 1 and after[1].code in BODIES

    def _staff_after(self, noun: Mark) -> float | None:
        """The base in `5.164 đảng viên/7.000 công chức`."""
        after = next((one for one in self.marks if one.first >= noun.last), None)
        if (
            after is None
            or after.amount is None
            or after.amount.percent
            or after.first != noun.last + 1
            or self.sentence.words[noun.last] != "/"
        ):
            return None
        return after.amount.value
