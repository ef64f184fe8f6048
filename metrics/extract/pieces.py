"""Parts of counts: forms, grades, groups, degrees, sizes of committees, lists of bodies, and zeros."""

from __future__ import annotations

from metrics.extract.acts import Acts
from metrics.extract.amounts import Amount
from metrics.extract.bodies import kind_of_slug, slugify
from metrics.extract.marks import Mark
from metrics.extract.model import Figure
from metrics.extract.rules import (
    BODIES,
    BY_ACT,
    BY_DIMENSION,
    COMMITTEE_SIZES,
    INSPECTIONS,
    PERSONS,
    PLAIN,
    SIZES,
    SLICED,
    Rule,
)
from metrics.extract.text import word_set
from metrics.extract.writer import GLUE, NO_RULE, Scope

# words after a number that stands after its label, apart from punctuation and generic nouns
CLOSING = word_set("trường trở và cùng đồng người đ so trong còn thành ủy tổ đảng chi tccsđ nhưng")

# words between a label and the body that has it
OWNING = word_set("của trong thuộc trên địa bàn")


class Pieces(Acts):
    """Reads what is a part of a count."""

    def _label_before(self, place: int, mark: Mark) -> Mark | None:
        """The label that an amount without a noun belongs to: `khiển trách 28`, `Đảng bộ cơ sở: 558`."""
        words = self.sentence.words
        after = words[mark.last] if mark.last < len(words) else "."
        end, skipped = mark.first, False
        for at in range(place - 1, -1, -1):
            label = self.marks[at]
            if label.amount is not None:
                return None
            if label.code == "members_base":
                near = mark.first - label.last <= 9 and not {"miễn", "chưa"} & set(words[label.last : mark.first])
                return label._replace(kind="noun", code="member", last=label.last) if near else None
            if after.isalpha() and after not in CLOSING:
                return None
            if label.kind in ("body", "period") or label.code == "or_more":
                if all(word in GLUE for word in words[label.last : end]):
                    end, skipped = label.first, True
                continue
            if label.kind in ("stop", "cue") or (label.kind == "act" and label.code in ("hold", "represent")):
                continue
            if not all(word in GLUE or (skipped and word in OWNING) for word in words[label.last : end]):
                return None
            return self._sufferer(at) or label
        return None

    def _sufferer(self, place: int) -> Mark | None:
        """`số đảng viên được kiểm tra là 1.200`: the noun before a passive act is the label, the act included."""
        act, noun = self.marks[place], self.marks[place - 1] if place else None
        if noun is not None and noun.code == "members_base":
            noun = noun._replace(kind="noun", code="member")
        if act.kind != "act" or noun is None or noun.kind != "noun" or noun.code not in (*PERSONS, *BODIES):
            return None
        words = self.sentence.words
        passive = words[noun.last : act.first] in (["được"], ["bị"]) or (noun.last == act.first and words[act.first] == "bị")
        counted = place > 1 and self.marks[place - 2].amount is not None and self.marks[place - 2].last == noun.first
        return noun._replace(last=act.last) if passive and not counted else None

    def _rated_kind(self, before: Mark, noun: Mark | None) -> tuple[str, float]:
        """Which indicator a grade belongs to: by the noun, else by what the words before it name; and how sure that is."""
        if noun is not None and noun.code in PERSONS:
            return "members_rated", 0.9
        for one in reversed(self.marks):
            if one.last <= before.first and (
                one.code == "members_base" or (one.kind == "noun" and one.code in (*PERSONS, *BODIES))
            ):
                return "grassroots_organizations_rated" if one.code in BODIES else "members_rated", 0.9
        rated = next((one.indicator for one in reversed(self.figures) if one.indicator.endswith("_rated")), "")
        return rated or "grassroots_organizations_rated", 0.75 if rated else 0.6

    def _grade(self, code: str, rest: list[Mark], noun: Mark | None) -> str | None:
        """The grade that the words after a noun name."""
        if code not in PERSONS and code not in BODIES and code != "staff":
            return None
        for one in rest:
            if one.kind == "slice" and one.dimension == "grade" and (noun is None or one.first - noun.last <= 9):
                return self._grade_value(one)
        return None

    def _grade_value(self, mark: Mark) -> str:
        words = self.sentence.words
        if mark.code == "good":
            if words[mark.last : mark.last + 2] == ["trở", "lên"]:
                return "good_or_better"
            later = [one for one in self.marks if one.first > mark.last]
            if any(one.code == "subset" for one in later) and any(one.code == "excellent" for one in later):
                return "good_or_better"
        if mark.code == "clean_and_strong" and "tiêu" in words[mark.last : mark.last + 1]:
            return "exemplary"
        return mark.code

    def _size(self, scope: Scope, mark: Mark, noun: Mark | None, rest: list[Mark]) -> Figure | None:
        """The size of a committee: `Ban Chấp hành gồm 27 đồng chí`, `6 ủy viên Ban Thường vụ`, `53 đồng chí vào Ban Chấp hành`."""
        code = noun.code if noun is not None else ""
        if code not in ("person", "commissioner", "delegate", ""):
            return None
        words = self.sentence.words
        if noun is not None and words[noun.last : noun.last + 2] == ["hiện", "là"]:
            return None
        if (
            code == "delegate"
            and scope.act == "elect"
            and any(one.code == "upper_congress_delegates" for one in self.marks if one.first > mark.first)
        ):
            return self._emit(scope, mark, noun, SIZES["upper_congress_delegates"], {}, 0.9)
        at = noun.last if noun else mark.last
        right = next((one for one in rest if one.code in COMMITTEE_SIZES and one.first - at <= 2), None)
        if right is not None and code in ("person", "commissioner") and (words[at : at + 1] == ["vào"] or right.first == at):
            return self._emit(scope, mark, noun, SIZES[right.code], {}, 0.95)
        left = scope.committee
        if left is None or left.code not in (*COMMITTEE_SIZES, "upper_congress_delegates"):
            return None
        if code == "delegate" and left.code != "upper_congress_delegates":
            return None
        between = words[left.last : mark.first]
        inside = [one for one in self.marks if left.last <= one.first < mark.first]
        if len(between) > 14 or any(
            one.amount or (one.kind == "act" and one.code in (*INSPECTIONS, "admit", "discipline", "commend")) for one in inside
        ):
            return None
        if code in ("", "person", "commissioner", "delegate") and (code or between[-1:] in (["gồm"], ["có"], [":"])):
            if code == "" and not (mark.last >= len(words) or words[mark.last] in ",.;)"):
                return None
            if left.code != "upper_congress_delegates" and words[at : at + 1] in (["chuyển"],):
                return None
            return self._emit(scope, mark, noun, SIZES[left.code], {}, 0.95 if len(between) <= 6 else 0.9, label=left)
        return None

    def _slice(self, scope: Scope, mark: Mark, piece: Mark, noun: Mark | None) -> Figure | None:
        """A part of a count: `nữ 359 đồng chí`, `khiển trách 28`, `31 tiến sĩ`, `956 đoàn viên thanh niên`."""
        label = piece if piece is not noun else None
        if noun is not None and noun is not piece and noun.kind == "noun" and noun.code not in (*PERSONS, *BODIES, "staff", "case"):
            return None
        if piece.dimension == "violation":
            return self._emit(scope, mark, noun, BY_ACT["discipline", "member"], {"violation": piece.code}, 0.9, label=label)
        if piece.dimension == "form":
            code = noun.code if noun is not None and noun is not piece else ""
            rule = BY_ACT.get(("discipline", code)) or self._disciplined(scope, piece)
            return self._emit(scope, mark, noun, rule, {"form": piece.code}, 0.9, label=label)
        if piece.dimension == "grade":
            indicator, sure = self._rated_kind(mark, noun)
            rule = Rule("rated-list", "", (), indicator)
            return self._emit(scope, mark, noun, rule, {"grade": self._grade_value(piece)}, min(sure, 0.85), label=label)
        if piece.dimension in ("degree", "theory"):
            if scope.act == "send_to_training":
                rule = BY_ACT["send_to_training", "person"]
            else:
                rule = Rule(f"by-{piece.dimension}", "", (), BY_DIMENSION[piece.dimension])
            return self._emit(scope, mark, noun, rule, {piece.dimension: piece.code}, 0.9, label=label)
        if piece.dimension == "incumbency":
            return self._emit(scope, mark, noun, BY_ACT["elect", "committee_member"], {"incumbency": piece.code}, 0.9, label=label)
        return self._group(scope, mark, piece, noun, label)

    def _disciplined(self, scope: Scope, piece: Mark) -> Rule:
        """Whose form it is where no noun tells: bodies only where they were counted last and the form can befall them."""
        last = next((one.indicator for one in reversed(scope.figures) if one.indicator.endswith("_disciplined")), "")
        bodies = piece.code == "dissolution" or (last.startswith("org") and piece.code in ("reprimand", "warning"))
        return BY_ACT["discipline", "organization" if bodies else "member"]

    def _group(self, scope: Scope, mark: Mark, piece: Mark, noun: Mark | None, label: Mark | None) -> Figure | None:
        """A group of the members that were counted before it."""
        if any(
            one.last <= mark.first and (one.code == "new_member" or (one.code == "admit" and not scope.figures))
            for one in self.marks
        ):
            head = self.last_admitted
            if head is not None:
                rule = Rule("group-of", "", (), head.indicator)
                return self._emit(scope, mark, noun, rule, {"group": piece.code}, 0.9, label=label, like=head)
        head = next(
            (one for one in reversed(scope.figures) if one.indicator in SLICED and "group" in SLICED[one.indicator]), self.head
        )
        if head is None or head.indicator not in SLICED or "group" not in SLICED[head.indicator]:
            if {"viên", "đv"} & set(self.sentence.words[piece.first : piece.last]) and piece.code != "youth_union":
                return self._emit(scope, mark, noun, PLAIN["member"], {"group": piece.code}, 0.85, label=label)
            if scope.act == "admit":
                return self._emit(scope, mark, noun, BY_ACT["admit", "member"], {"group": piece.code}, 0.8, label=label)
            self._not_understood(mark, piece, NO_RULE)
            return None
        if piece.code == "youth_union" and scope.act == "admit" and not scope.subset and not scope.figures:
            return self._emit(scope, mark, noun, BY_ACT["admit", "member"], {}, 0.85)
        rule = Rule("group-of", "", (), head.indicator)
        return self._emit(scope, mark, noun, rule, {"group": piece.code}, 0.9, label=label, like=head)

    def _listed_body(self, scope: Scope, place: int, mark: Mark) -> Figure | None:
        """`Chỉ tiêu của các đảng bộ: TP. Tam Kỳ 150; Hội An 110; …`: a list of names and numbers."""
        words, starts = self.sentence.words, self.sentence.starts
        ends = mark.last >= len(words) or words[mark.last] in ";,.)"
        if not ends or self.head is None or self.head.unit != "person":
            return None
        if sum(1 for one in self.marks if one.amount is not None and (one.last >= len(words) or words[one.last] in ";,.")) < 3:
            return None
        first = mark.first
        while first and words[first - 1] not in ";:," and mark.first - first < 5:
            first -= 1
        name = self.text[starts[first] : self.sentence.ends[mark.first - 1]] if first < mark.first else ""
        if not name or not name[0].isupper() or not self.province:
            return None
        area = self.marks[place - 1].mention if place and self.marks[place - 1].kind == "body" else None
        if area is not None and area.kind == "area" and self.marks[place - 1].last == mark.first:
            slug, kind = self._named(area)
        else:
            found = self.gazetteer.find(self.province, name)
            slug = found or self._add(f"{self.province}.{slugify(name)}", f"Đảng bộ {name}")
            kind = kind_of_slug(slug)
        scope.body, scope.body_kind = slug, kind
        rule = Rule("listed-bodies", "", (), self.head.indicator)
        return self._emit(scope, mark, None, rule, {}, 0.9, like=self.head)

    def _none(self, scope: Scope, place: int, mark: Mark) -> None:
        """`không có tổ chức nào yếu kém`: a zero, where what there is none of has a grade or a form."""
        words = self.sentence.words
        ahead = [one for one in self.marks[place + 1 :] if one.first - mark.last <= 8]
        noun = next((one for one in ahead if one.kind == "noun"), None)
        if noun is None or noun.first != mark.last or noun.code not in (*PERSONS, *BODIES):
            return
        piece = next((one for one in ahead if one.dimension in ("grade", "form")), None)
        act = next(
            (one for one in ahead if (one.code, noun.code) in BY_ACT and {words[one.first - 1], words[one.first]} & {"bị", "được"}),
            None,
        )
        zero = Mark("amount", mark.first, mark.last, amount=Amount(mark.first, mark.first, mark.last, 0.0))
        last = piece or act
        if last is None or any(one.amount for one in ahead if one.first < last.first):
            return
        parts: dict[str, str] = {}
        if piece is None:
            rule = BY_ACT[last.code, noun.code]
        elif piece.dimension == "grade":
            rule = Rule("none-rated", "", (), "members_rated" if noun.code in PERSONS else "grassroots_organizations_rated")
            parts = {"grade": self._grade_value(piece)}
        else:
            rule, parts = BY_ACT["discipline", noun.code], {"form": piece.code}
        self._emit(scope, zero, noun._replace(last=last.last), rule, parts, 0.9)
