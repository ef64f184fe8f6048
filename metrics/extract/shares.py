"""Percentages, ranks and differences: shares of slices, completions of targets, excesses, rates, places."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.extract.bodies import slugify
from metrics.extract.counts import Count, Counts
from metrics.extract.marks import Mark
from metrics.extract.model import Figure
from metrics.extract.rules import BODIES, BY_ACT, BY_DIMENSION, OVER_TARGET, PERSONS, SLICED, SUBJECTS, Rule
from metrics.extract.writer import NO_RULE, Scope, parts_of

# counts of bodies whose share of all has an indicator of its own
SHARED = {
    "congresses_held": "congress_completion",
    "organizations_admitting": "organizations_admitting_share",
    "cell_congresses_held": "cell_congresses_held",
    "upper_congresses_held": "upper_congresses_held",
    "head_is_secretary": "head_is_secretary_share",
}
TARGETS = ("plan", "target", "target_item", "resolution")
# dimensions whose values are slices of a count, so that a share beside them is the slice's
SLICES = frozenset({"group", "grade", "form", "degree", "theory", "incumbency", "member_rank", "violation"})


@dataclass(slots=True)
class Share:
    """A percentage being read: the words around it, the figure before it, the marks after it, and what it is a share of."""

    place: int
    mark: Mark
    before: list[str]
    after: list[str]
    rest: list[Mark]
    previous: Figure | None
    target: Mark | None
    noun: Mark | None


class Shares(Counts):
    """Reads percentages, ranks and differences."""

    def _percent(self, scope: Scope, place: int, mark: Mark, done: set[int]) -> None:
        """The figure of a percentage, tried in the order of what binds it most."""
        if self._share_with_fraction(scope, place, mark, done):
            return
        words, rest = self.sentence.words, self._until_next(place)
        follow = rest[0] if rest else None
        at = mark.last + (words[mark.last : mark.last + 1] == ["số"])
        counted = follow is not None and follow.first == at and follow.kind == "noun" and follow.code not in TARGETS
        share = Share(
            place,
            mark,
            words[max(0, mark.first - 4) : mark.first],
            words[mark.last : mark.last + 6],
            rest,
            scope.figures[-1] if scope.figures else self.head,
            next((one for one in rest if one.code in TARGETS and one.first - mark.last <= 3), None),
            follow if counted else None,
        )
        if {"tăng", "giảm"} & set(share.before):
            self._change(scope, mark, None)
        elif "vượt" in share.before:
            self._over(scope, share)
        elif scope.figures and scope.figures[-1].status == "change" and share.before[-1:] == ["("]:
            self._change_in_percent(scope, mark, scope.figures[-1])
        elif not ("cùng" in share.after[:4] and "kỳ" in share.after[:5]):
            _ = (
                self._rate(scope, share)
                or self._of_noun(scope, share)
                or self._completion(scope, share)
                or self._labelled(scope, share)
            )

    def _change_in_percent(self, scope: Scope, mark: Mark, change: Figure) -> None:
        """`tăng 356 đồng chí (23,7%)`: the same difference in percent."""
        rule = Rule("change", "", (), change.indicator)
        difference = signed(mark, -1.0 if change.value < 0 else 1.0)
        self._emit(scope, difference, None, rule, parts_of(change), 0.85, like=change, unit="percent", status="change")

    def _over(self, scope: Scope, share: Share) -> None:
        """`vượt 12% chỉ tiêu tỉnh giao`."""
        previous = share.previous
        if previous is None or previous.indicator not in OVER_TARGET:
            return
        parts = parts_of(previous)
        if "tỉnh" in share.after and share.target is not None and previous.indicator == "members_admitted" and not parts:
            parts["set_by"] = "province"
        rule = Rule("over-target", "", (), previous.indicator)
        self._emit(scope, share.mark, None, rule, parts, 0.9, like=previous, unit="percent", status="over_target")

    def _rate(self, scope: Scope, share: Share) -> bool:
        """`2,98% so với tổng số đảng viên`, `chiếm hơn 11% dân số`."""
        mark, previous = share.mark, share.previous
        base = next((one for one in share.rest if one.code in ("members_base", "population") and one.first - mark.last <= 4), None)
        if base is None:
            return False
        if base.code == "population":
            self._emit(scope, mark, None, Rule("share-of-population", "", (), "member_share_of_population"), {}, 0.9)
            return True
        admitted = previous is not None and previous.indicator == "members_admitted"
        if not (admitted or previous is None or previous.indicator == "party_members" or scope.act == "admit" or scope.target):
            return False
        self._emit(
            scope, mark, base, Rule("admission-rate", "admit", (), "admission_rate"), {}, 0.9, like=previous if admitted else None
        )
        return True

    def _of_noun(self, scope: Scope, share: Share) -> bool:
        """`93% TCCSĐ đạt trong sạch, vững mạnh`; `63% đảng viên mới là đoàn viên`."""
        staff = next((one for one in share.rest[:3] if one.code == "staff" and one.first - share.mark.last <= 4), None)
        if (
            staff is not None
            and share.previous is not None
            and share.previous.indicator == "party_members"
            and "chiếm" in share.before
        ):
            rule = Rule("share-of-staff", "", (), "member_share_of_staff")
            self._emit(scope, share.mark, staff, rule, {}, 0.9, like=share.previous)
            return True
        noun = share.noun
        if noun is None:
            return False
        grade = self._grade(noun.code, share.rest, noun) or self._shared_grade(noun)
        if grade is None:
            self._share_of_noun(scope, share.mark, noun, share.rest)
            return True
        indicator = "members_rated" if noun.code in (*PERSONS, "staff") else "grassroots_organizations_rated"
        self._emit(scope, share.mark, noun, Rule("rated-share", "", (), indicator), {"grade": grade}, 0.95, unit="percent")
        return True

    def _completion(self, scope: Scope, share: Share) -> bool:
        """`đạt 35,34% chỉ tiêu năm`, and `đạt 83%` right after a number of admissions."""
        previous, target = share.previous, share.target
        sliced = previous is not None and (previous.indicator in SHARED or "grade=" in previous.breakdown)
        if previous is not None and sliced and {"đạt", "bằng", "chiếm"} & set(share.before):
            return self._share_of(previous, scope, share.mark)
        admitted = previous is not None and previous.indicator == "members_admitted"
        if target is None and not (admitted and {"đạt", "bằng"} & set(share.before[-3:])):
            return False
        if admitted or (previous is not None and previous.indicator == "admission_target_completion") or scope.act == "admit":
            parts = parts_of(previous) if admitted and previous is not None else {}
            parts.pop("set_by", None)
            rule = Rule("target-completion", "", (), "admission_target_completion")
            self._emit(scope, share.mark, None, rule, parts, 0.95 if target else 0.9, like=previous, status="reported")
        return True

    def _labelled(self, scope: Scope, share: Share) -> bool:
        """The share of what stands before it: `đại học chiếm 69%`, `nữ chiếm 55%`, `SIPAS đạt 82,5%`, `… (chiếm 62%)`."""
        mark, rest = share.mark, share.rest
        if scope.index and share.before[-1:] == ["đạt"]:
            self._emit(scope, mark, None, Rule("score", "", (), f"{scope.index}_score"), {}, 0.85, unit="score")
            return True
        label = self._label_before(share.place, mark)
        words = self.sentence.words
        group = next((one for one in rest if one.dimension == "group" and words[mark.last : one.first] in ([], ["là"])), None)
        if group is not None or (label is not None and label.dimension == "group"):
            self._group_share(scope, share, group or label, label)
            return True
        grade = next(
            (one for one in rest[:1] if one.dimension == "grade" and words[mark.last : one.first] in ([], ["là"], ["đạt"])), label
        )
        if grade is not None and grade.dimension == "grade":
            self._slice_share(scope, mark, grade)
        elif label is not None and label.dimension == "degree" and scope.subset and scope.figures[-1:] and self._new(scope):
            rule = Rule("degree-of-new", "", (), "members_admitted")
            self._emit(scope, mark, None, rule, {"degree": label.code}, 0.85, unit="percent", like=self.last_admitted, label=label)
        elif label is not None and label.dimension in BY_DIMENSION:
            rule = Rule(f"by-{label.dimension}", "", (), BY_DIMENSION[label.dimension])
            self._emit(scope, mark, None, rule, {label.dimension: label.code}, 0.9, unit="percent", label=label)
        elif label is not None and label.code == "member" and any(one.code == "staff_base" for one in rest):
            self._emit(scope, mark, label, Rule("share-of-staff", "", (), "member_share_of_staff"), {}, 0.9, label=label)
        elif scope.figures and {"chiếm", "("} & set(share.before):
            return self._share_of(scope.figures[-1], scope, mark)
        return True

    def _new(self, scope: Scope) -> bool:
        return any(one.indicator == "members_admitted" and not one.breakdown for one in scope.figures)

    def _group_share(self, scope: Scope, share: Share, group: Mark | None, label: Mark | None) -> None:
        """A group's share of the members counted before it, or of the new members."""
        assert group is not None
        new = any(one.last <= share.mark.first and one.code == "new_member" for one in self.marks)
        head = self.last_admitted if new and self.last_admitted else share.previous
        indicator = "members_admitted" if new else head.indicator if head is not None else ""
        if "group" in SLICED.get(indicator, ()):
            rule = Rule("group-share", "", (), indicator)
            self._emit(scope, share.mark, None, rule, {"group": group.code}, 0.85, unit="percent", like=head, label=label)

    # shares -----------------------------------------------------------------------------------------------------------------------
    def _share_with_fraction(self, scope: Scope, place: int, mark: Mark, done: set[int]) -> bool:
        """`100% (152/152) đảng bộ … hoàn thành đại hội`: the count, and its share."""
        words = self.sentence.words
        at = place + 2
        if words[mark.last : mark.last + 1] != ["("] or at >= len(self.marks):
            return False
        fraction = self.marks[at]
        if fraction.amount is None or fraction.amount.of is None or fraction.first != mark.last + 1 or at + 2 >= len(self.marks):
            return False
        noun = self.marks[at + 2]
        if noun.kind != "noun" or noun.first != fraction.last + 1:
            return False
        done.add(at)
        rest = [one for one in self._until_next(at) if one.first >= noun.last]
        figure = self._count(scope, Count(at, fraction, noun, False, rest))
        if figure is not None and "congresses" in figure.indicator:
            indicator = "congress_completion" if figure.indicator == "congresses_held" else figure.indicator
            rule = Rule("congress-share", "", (), indicator)
            self._emit(scope, mark, None, rule, parts_of(figure), 0.9, like=figure, unit="percent", denominator=figure.denominator)
        return True

    def _shared_grade(self, noun: Mark) -> str | None:
        """`trên 90% tổ chức và trên 90% đảng viên … hoàn thành tốt`: one grade for two shares."""
        place = next((i for i, one in enumerate(self.marks) if one.amount is not None and one.first >= noun.last), None)
        if place is None or self.sentence.words[noun.last : self.marks[place].first] not in (["và"], ["cùng"], [","]):
            return None
        following = self._until_next(place)
        second = next((one for one in following if one.kind == "noun"), None)
        return self._grade(second.code, following, second) if second is not None else None

    def _slice_share(self, scope: Scope, mark: Mark, label: Mark) -> None:
        indicator, sure = self._rated_kind(label, None)
        rule = Rule("rated-share", "", (), indicator)
        self._emit(scope, mark, None, rule, {"grade": self._grade_value(label)}, sure, unit="percent", label=label)

    def _share_of_noun(self, scope: Scope, mark: Mark, noun: Mark, rest: list[Mark]) -> None:
        """`63% đảng viên mới là đoàn viên`, `95% chi, đảng bộ hoàn thành …`, `100% hồ sơ …`."""
        words = self.sentence.words
        if noun.code == "dossier" and "điện" in words[noun.last : noun.last + 8]:
            self._emit(scope, mark, noun, Rule("dossiers", "", (), "dossiers_processed_electronically"), {}, 0.9)
            return
        group = next((one for one in rest if one.kind == "slice" and one.dimension == "group" and one.first - noun.last <= 2), None)
        if group is not None and noun.code in ("new_member", "member"):
            indicator = "members_admitted" if noun.code == "new_member" or scope.act == "admit" else "party_members"
            self._emit(scope, mark, noun, Rule("group-share", "", (), indicator), {"group": group.code}, 0.9, unit="percent")
            return
        act = next((one for one in rest if one.kind == "act"), None)
        if (
            act is not None
            and act.code == "congress"
            and noun.code in ("subordinate_cell", "subordinate_committee", "upper_committee")
        ):
            rule = Rule("congress-share", "", (), BY_ACT["congress", noun.code].indicator)
            self._emit(scope, mark, noun, rule, {}, 0.85, unit="percent")
            return
        if act is not None and act.code == "congress" and noun.code in BODIES:
            parts = {"subject": SUBJECTS[noun.code]} if noun.code in SUBJECTS and noun.code != "grassroots" else {}
            self._emit(scope, mark, noun, Rule("congress-share", "", (), "congress_completion"), parts, 0.85)
            return
        if noun.code in BODIES and any(one.kind == "act" and one.code == "admit" for one in rest):
            self._emit(scope, mark, noun, Rule("admitting-share", "", (), "organizations_admitting_share"), {}, 0.85)
            return
        if noun.code in BODIES and "lãnh" in words[noun.last : noun.last + 3] and "hoàn" in words[noun.last : noun.last + 8]:
            self._emit(scope, mark, noun, Rule("tasks-share", "", (), "organizations_completing_tasks_share"), {}, 0.85)
            return
        self._not_understood(mark, noun, NO_RULE)

    def _share_of(self, figure: Figure, scope: Scope, mark: Mark) -> bool:
        """The share beside a count: of a slice the same slice in percent, of congresses held their completion."""
        amount = mark.amount
        assert amount is not None
        if figure.indicator in SHARED:
            rule = Rule("share-of-bodies", "", (), SHARED[figure.indicator])
            self._emit(scope, mark, None, rule, parts_of(figure), 0.9, like=figure, unit="percent", denominator=figure.denominator)
            return True
        if (
            set(parts_of(figure)) & {"group", "grade", "form", "degree", "theory", "incumbency", "member_rank", "violation"}
            and figure.unit != "percent"
        ):
            rule = Rule("share-of-slice", "", (), figure.indicator)
            self._emit(scope, mark, None, rule, parts_of(figure), 0.9, like=figure, unit="percent")
            return True
        return False

    # ranks and differences --------------------------------------------------------------------------------------------------------
    def _rank(self, scope: Scope, mark: Mark) -> bool:
        """`xếp thứ 15/63`, `đứng thứ 2 khu vực Bắc Trung Bộ`, `tăng 1 bậc`, `đạt 66,6 điểm`."""
        words = self.sentence.words
        before, after = words[max(0, mark.first - 3) : mark.first], words[mark.last : mark.last + 1]
        placed = before[-1:] in (["thứ"], ["hạng"]) or before[-2:] == ["vị", "trí"]
        if not scope.index:
            return placed
        if after == ["bậc"]:
            sign = -1.0 if {"giảm", "tụt"} & set(before) else 1.0
            self._emit(
                scope, signed(mark, sign), None, Rule("rank-change", "", (), f"{scope.index}_rank"), {}, 0.9, status="change"
            )
        elif placed:
            region = self._region(mark)
            parts = {"scope": region} if region else {}
            self._emit(scope, mark, None, Rule("rank", "", (), f"{scope.index}_rank"), parts, 0.9)
        elif before[-1:] == ["đạt"] or after == ["điểm"]:
            self._emit(scope, mark, None, Rule("score", "", (), f"{scope.index}_score"), {}, 0.85)
        return placed or after in (["bậc"], ["điểm"]) or before[-1:] == ["đạt"]

    def _region(self, mark: Mark) -> str:
        """The region in which a rank counts: `thứ 2 khu vực Bắc Trung Bộ`."""
        words, starts = self.sentence.words, self.sentence.starts
        at = next((i for i in range(mark.last, min(mark.last + 4, len(words))) if words[i] in ("khu", "vùng")), None)
        if at is None:
            return ""
        at += 2 if words[at] == "khu" else 1
        name = []
        while at < len(words) and self.text[starts[at]].isupper():
            name.append(words[at])
            at += 1
        return slugify(" ".join(name))

    def _change(self, scope: Scope, mark: Mark, noun: Mark | None) -> bool:
        """`giảm 18 đảng viên so cùng kỳ`: a signed difference of what was counted before it."""
        before = self.sentence.words[max(0, mark.first - 2) : mark.first]
        if not {"tăng", "giảm"} & set(before) or before[-1] == "lên":
            return False
        previous = scope.figures[-1] if scope.figures else None
        if previous is None or previous.status not in ("reported", "change"):
            return noun is None or previous is None
        unit = "percent" if mark.amount is not None and mark.amount.percent else previous.unit
        rule = Rule("change", "", (), previous.indicator)
        difference = signed(mark, -1.0 if "giảm" in before else 1.0)
        self._emit(scope, difference, noun, rule, parts_of(previous), 0.85, like=previous, unit=unit, status="change")
        return True


def signed(mark: Mark, sign: float) -> Mark:
    """The amount with a sign."""
    assert mark.amount is not None
    return mark._replace(amount=mark.amount._replace(value=sign * mark.amount.value))
