"""What is done to a counted noun: the act that follows it in the passive, else the one in force; or nothing, a stock."""

from __future__ import annotations

from metrics.extract.marks import Mark
from metrics.extract.rules import AWARDS, BODIES, BY_ACT, BY_DIMENSION, PERSONS, PLAIN, Rule
from metrics.extract.writer import WHEREABOUTS, Scope, Writer

Act = tuple[str, dict[str, str], float]
# acts that a passive voice after the noun does not make its own
ACTIVE_ONLY = ("found", "merge", "elect", "train")


class Acts(Writer):
    """Finds the rule of a count."""

    def _act(self, scope: Scope, noun: Mark, code: str, rest: list[Mark]) -> Act:
        """The code of what is done to a noun, the breakdown that its words give, and how sure that is."""
        if self.sentence.words[noun.last : noun.last + 3] in (["làm", "đại", "biểu"], ["là", "đại", "biểu"]):
            return "attend", {}, 0.9
        found = next(filter(None, (self._act_after(scope, noun, code, one) for one in rest)), None) or self._shared_act(
            scope, noun, code
        )
        if found is not None:
            return found
        if code in ("collective", "individual") and not scope.act.startswith("award"):
            ahead = (one.code for one in self.marks if one.kind == "act" and one.first >= noun.last and (one.code, code) in BY_ACT)
            return scope.act if (scope.act, code) in BY_ACT else next(ahead, "commend"), {}, 0.9
        if scope.received and scope.act in ("", "send"):
            return "receive", {}, 0.95
        act = "" if scope.act == "admit" and code in ("learner", "delegate") else scope.act
        return act, {"form": scope.form} if act == "discipline" and scope.form and not self._form_is_spent(noun) else {}, 0.95

    def _form_is_spent(self, noun: Mark) -> bool:
        """`3 tổ chức đảng bằng hình thức khiển trách; 45 đảng viên …`: the form belongs to what stands before it."""
        place = max((i for i, one in enumerate(self.marks) if one.dimension == "form" and one.last <= noun.first), default=0)
        form = self.marks[place]
        closed = any(one.code == ";" for one in self.marks[place:] if one.first < noun.first)
        counted = any(one.amount is not None for one in self.marks[:place])
        return counted and (closed or self.sentence.words[form.first - 1] == "thức")

    def _act_after(self, scope: Scope, noun: Mark, code: str, one: Mark) -> Act | None:
        """What a mark after the noun does to it."""
        if one.kind == "noun" and one.code in AWARDS and (AWARDS[one.code], code) in BY_ACT:
            return AWARDS[one.code], {}, 0.9
        passive = self._is_passive(noun, one)
        if one.kind == "slice" and one.dimension == "form" and passive:
            return "discipline", {"form": one.code}, 0.95
        if one.kind != "act":
            return None
        return self._active(noun, code, one) or self._honour(scope, code, one, passive)

    def _number_follows(self, one: Mark) -> bool:
        following = next((two for two in self.marks if two.first >= one.last), None)
        return following is not None and following.amount is not None and following.first <= one.last + 1

    def _is_passive(self, noun: Mark, one: Mark) -> bool:
        """`bị`, `được` between the noun and an act (`dự bị` is none)."""
        words = self.sentence.words
        between = words[max(noun.last, one.first - 3) : one.first]
        suffered = "bị" in between and (between.index("bị") == 0 or between[between.index("bị") - 1] != "dự")
        forced = between[-1:] == ["phải"] and "," not in between and not self._number_follows(one)
        return suffered or forced or "được" in between or words[one.first] in ("bị", "được")

    def _active(self, noun: Mark, code: str, one: Mark) -> Act | None:
        """Acts that the counted do themselves: they attend, join, hold a congress, leave."""
        words, near = self.sentence.words, one.first - noun.last <= 2
        if one.code == "represent" and one.first == noun.last and code in ("member", "person"):
            return "attend", {}, 0.9
        if one.code == "admit" and code == "candidate" and words[one.first] in ("vào", "đứng"):
            return "admit", {}, 0.95
        if one.code in ("congress", "pilot") and code in BODIES:
            return one.code, {}, 0.95
        if one.code == "admit" and code in BODIES and near and not self._number_follows(one):
            return one.code, {}, 0.85
        if one.code == "head" and code in BODIES and near:
            return one.code, {}, 0.9
        if one.code in ("put_out", "resign") and code in PERSONS and near and not {"và", ","} & set(words[noun.last : one.first]):
            return "resign" if self._given(noun) else one.code, {}, 0.9
        return None

    def _honour(self, scope: Scope, code: str, one: Mark, passive: bool) -> Act | None:
        """Passive acts, honours, and an inspection whose cause stands after its count."""
        if (one.code, code) in BY_ACT:
            if passive and one.code not in ACTIVE_ONLY:
                return one.code, {}, 0.9
            honour = one.code.startswith("award") or one.code == "commend"
            if honour and (scope.act in ("", "commend", one.code) or code in ("collective", "individual")):
                return one.code, {}, 0.9
        if one.code == "violation" and scope.act == "inspect":
            return one.code, {}, 0.9
        return None

    def _given(self, noun: Mark) -> bool:
        """`cho 5 đảng viên ra khỏi Đảng`: at their own wish."""
        amount = next((one for one in reversed(self.marks) if one.amount is not None and one.first < noun.first), None)
        return amount is not None and self.sentence.words[max(0, amount.first - 1)] == "cho"

    def _shared_act(self, scope: Scope, noun: Mark, code: str) -> Act | None:
        """`5 tổ chức đảng và 370 đảng viên … bị thi hành kỷ luật`: one passive act for two counts."""
        words = self.sentence.words
        place = next((i for i, one in enumerate(self.marks) if one.amount is not None and one.first >= noun.last), None)
        if place is None or words[noun.last : self.marks[place].first] not in (["và"], ["cùng"], ["cùng", "với"], [","]):
            return None
        for one in self._until_next(place):
            if one.kind != "act":
                continue
            if one.code == "violation" and scope.act == "inspect":
                return one.code, {}, 0.9
            if {"bị", "được"} & {words[one.first - 1], words[one.first]} and (one.code, code) in BY_ACT:
                return one.code, {}, 0.9
        return None

    def _learners(self) -> Rule | None:
        """What a class's learners are: by those whom the sentence says it is for."""
        codes = {mark.code for mark in self.marks if mark.kind == "noun"}
        if codes & {"new_member", "probationary"}:
            return BY_ACT["train", "new_member"]
        return BY_ACT["train", "candidate"] if "candidate" in codes or "đối" in self.sentence.words else None

    def _held(self, scope: Scope, place: int, mark: Mark, noun: Mark, code: str, rest: list[Mark]) -> Rule | None:
        """The rule of a noun to which nothing is done: a stock."""
        words = self.sentence.words
        kind = scope.body_kind
        if (code == "member" and scope.nouns[-1:] == ["private"]) or (code == "delegate" and not self.dating.about_congress):
            return None
        if code == "target_item":
            met = any(one.code == "met" for one in self.marks[:place]) or words[mark.first - 1 : mark.first] in (["đạt"], ["vượt"])
            return Rule("targets-met", "", (code,), "targets_met") if met and mark.amount and mark.amount.of else None
        if code == "person":
            ahead = words[noun.last : noun.last + 8]
            if "ủy" in ahead and "viên" in ahead and "hiện" in ahead:
                special = self._special(noun, rest)
                return special[0] if special else None
            return None
        if code == "committee":
            if scope.nouns and scope.nouns[-1] == "grassroots" and words[mark.first - 1] in ("gồm", "có", "đó", "là", "ra", "("):
                return PLAIN["grassroots_committee"]
            if kind == "province_wide" or (kind == "district" and "trực" in words[noun.last : noun.last + 2]):
                return PLAIN["subordinate_committee"]
            return PLAIN["grassroots_committee"] if kind not in ("office", "school", "hospital", "other") else None
        if code == "cell":
            return self._cells(scope, place, kind)
        if code == "youth" or code == "candidate":
            return None
        return PLAIN.get(code)

    def _cells(self, scope: Scope, place: int, kind: str) -> Rule:
        later = {one.code for one in self.marks[place + 2 :] if one.kind == "noun"}
        before = self.sentence.words[: self.marks[place].first]
        if {"grassroots_cell", "subordinate_cell"} <= later:
            return Rule("all-cells", "", ("cell",), "cells_total")
        if kind in ("office", "school", "hospital", "other", "enterprise") or (scope.nouns and scope.nouns[-1] == "sectional"):
            return PLAIN["subordinate_cell"]
        if before[-1:] in (["là"], ["có"], ["với"]) and ("trực" in before[-8:] or "thuộc" in before[-8:]) and "cơ" in before[-6:]:
            return PLAIN["subordinate_cell"]
        if kind == "province_wide" and not set(scope.nouns) & {"grassroots", "committee", "grassroots_committee"}:
            return Rule("all-cells", "", ("cell",), "cells_total")
        return PLAIN["grassroots_cell"]

    def _special(self, noun: Mark, rest: list[Mark]) -> tuple[Rule, dict[str, str]] | None:
        """Members who sit on a committee of the province, or have a degree."""
        words = self.sentence.words
        ahead = words[noun.last : noun.last + 12]
        if "ủy" in ahead and "viên" in ahead and ("chấp" in ahead or "bch" in ahead or "tỉnh" in ahead):
            if "vụ" in ahead and "thường" in ahead:
                return Rule("on-standing-committee", "", (), "members_on_provincial_standing_committee"), {}
            return Rule("on-committee", "", (), "members_on_provincial_committee"), {}
        for one in rest:
            if one.kind == "slice" and one.dimension in ("degree", "theory") and one.first - noun.last <= 3:
                return Rule(f"by-{one.dimension}", "", (), BY_DIMENSION[one.dimension]), {one.dimension: one.code}
        return None

    def _harmless(self, noun: Mark) -> bool:
        """`đảng viên thuộc 44 tổ chức …` tells where they are, and narrows nothing."""
        words = self.sentence.words
        following = next((one for one in self.marks if one.first >= noun.last and one.amount is not None), None)
        return (
            noun.last < len(words)
            and words[noun.last] in WHEREABOUTS
            and following is not None
            and following.first - noun.last <= 3
            and not {"tuổi", "năm"} & set(words[following.last : following.last + 1])
        )

    def _represented(self, mark: Mark) -> bool:
        """`đại diện cho 2.900 đảng viên tham dự`: all its members, whatever follows."""
        return any(one.code in ("represent", "hold") and 0 <= mark.first - one.last <= 1 for one in self.marks)

    def _partitive(self, mark: Mark) -> bool:
        """`trong số 16 đảng bộ`: the whole, not those to which something is done."""
        return self.sentence.words[max(0, mark.first - 2) : mark.first] in (["trong", "số"], ["trong", "tổng"], ["tổng", "số"])
