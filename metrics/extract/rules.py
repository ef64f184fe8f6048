"""The rules as records: which act on which counted noun is which indicator of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, replace

BODIES = (
    "grassroots",
    "organization",
    "bare_organization",
    "committee",
    "grassroots_committee",
    "cell",
    "grassroots_cell",
    "subordinate_cell",
    "sectional",
    "subordinate_committee",
    "upper_committee",
    "cell_committee",
)
PERSONS = ("member", "new_member", "candidate", "probationary", "full_member", "committee_member", "person")
# the breakdown `subject` of a count of bodies
SUBJECTS = {
    "grassroots": "grassroots_organization",
    "committee": "committee",
    "grassroots_committee": "committee",
    "subordinate_committee": "committee",
    "upper_committee": "committee",
    "cell_committee": "committee",
    "cell": "cell",
    "grassroots_cell": "cell",
    "subordinate_cell": "cell",
    "sectional": "sectional_committee",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What an act on a noun counts (a noun alone, where the act is empty).

    `example` is a sentence of ours, `gives` what the reader finds in it, as a test reads it: indicator, breakdown = value, unit,
    bound, status, period @body, where they are not the plain ones. `subject`: the noun tells the breakdown of that name.
    `most`: how sure its figures are at most, by how often labelled texts find them right.
    """

    name: str
    act: str
    nouns: tuple[str, ...]
    indicator: str
    subject: bool = False
    breakdown: tuple[tuple[str, str], ...] = ()
    example: str = ""
    gives: tuple[str, ...] = ()
    most: float = 1.0

    def reads(self, example: str, *gives: str) -> Rule:
        """The rule with its example, and the figures that the reader finds in it."""
        return replace(self, example=example, gives=gives)


INSPECTIONS = {
    "inspect": "inspected",
    "supervise": "supervised",
    "inspect_supervise": "inspected_or_supervised",
    "violation": "violation_inspected",
}
# nouns of persons who leave, are suspended or made full members
LEAVERS = (*PERSONS, "case")
HONOURED = ("collective", "individual", "unit", *PERSONS, *BODIES)
RULES: tuple[Rule, ...] = (
    Rule("inspect-bodies", "inspect", BODIES, "inspected_organizations", subject=True).reads(
        "Năm 2021, kiểm tra 12 chi bộ.", "inspected_organizations subject=cell = 12 2021"
    ),
    Rule("inspect-members", "inspect", (*PERSONS, "individual"), "inspected_members").reads(
        "Năm 2021, kiểm tra 60 đảng viên.", "inspected_members = 60 2021"
    ),
    Rule("supervise-bodies", "supervise", BODIES, "supervised_organizations", subject=True).reads(
        "Năm 2021, giám sát 9 đảng bộ cơ sở.", "supervised_organizations subject=committee = 9 2021"
    ),
    Rule("supervise-members", "supervise", (*PERSONS, "individual"), "supervised_members").reads(
        "Năm 2021, giám sát 30 đảng viên.", "supervised_members = 30 2021"
    ),
    Rule("inspect_supervise-bodies", "inspect_supervise", BODIES, "inspected_or_supervised_organizations", subject=True).reads(
        "Năm 2021, kiểm tra, giám sát 25 tổ chức đảng.", "inspected_or_supervised_organizations = 25 2021"
    ),
    Rule("inspect_supervise-members", "inspect_supervise", (*PERSONS, "individual"), "inspected_or_supervised_members").reads(
        "Năm 2021, kiểm tra, giám sát 140 đảng viên.", "inspected_or_supervised_members = 140 2021"
    ),
    Rule("violation-bodies", "violation", BODIES, "violation_inspected_organizations", subject=True).reads(
        "Năm 2021, kiểm tra dấu hiệu vi phạm 3 tổ chức đảng.", "violation_inspected_organizations = 3 2021"
    ),
    Rule("violation-members", "violation", (*PERSONS, "individual"), "violation_inspected_members").reads(
        "Năm 2021, kiểm tra dấu hiệu vi phạm 15 đảng viên.", "violation_inspected_members = 15 2021"
    ),
    Rule("duty-bodies", "duty", BODIES, "duty_inspected_organizations", subject=True).reads(
        "Năm 2021, kiểm tra việc thực hiện nhiệm vụ kiểm tra, giám sát đối với 20 tổ chức đảng.",
        "duty_inspected_organizations = 20 2021",
    ),
    Rule("finance-bodies", "finance", BODIES, "finance_inspected_organizations", subject=True).reads(
        "Năm 2021, kiểm tra tài chính đảng đối với 12 tổ chức đảng.", "finance_inspected_organizations = 12 2021"
    ),
    Rule("discipline-bodies", "discipline", (*BODIES, "collective"), "organizations_disciplined", subject=True).reads(
        "Năm 2021, thi hành kỷ luật 4 tổ chức đảng.", "organizations_disciplined = 4 2021"
    ),
    Rule("discipline-members", "discipline", (*PERSONS, "case", "cadre", "individual"), "members_disciplined").reads(
        "Năm 2021, thi hành kỷ luật 62 đảng viên.", "members_disciplined = 62 2021"
    ),
    Rule("suspend-members", "suspend", LEAVERS, "members_suspended").reads(
        "Năm 2021, đình chỉ sinh hoạt đảng 4 đảng viên.", "members_suspended = 4 2021"
    ),
    Rule(
        "admit-members", "admit", ("member", "new_member", "candidate", "person", "cadre", "learner", "youth"), "members_admitted"
    ).reads("Năm 2021, kết nạp 350 đảng viên.", "members_admitted = 350 2021"),
    Rule("admitting-bodies", "admit", BODIES, "organizations_admitting", subject=True).reads(
        "Năm 2021, có 48 chi bộ kết nạp được đảng viên.", "organizations_admitting subject=cell = 48 2021"
    ),
    Rule("full-members", "make_full", LEAVERS, "probationary_members_made_full").reads(
        "Năm 2021, chuyển đảng chính thức cho 95 đồng chí.", "probationary_members_made_full = 95 2021"
    ),
    Rule("recognized-members", "recognize", ("full_member",), "probationary_members_made_full").reads(
        "Năm 2021, xét công nhận cho 62 đảng viên chính thức.", "probationary_members_made_full = 62 2021"
    ),
    Rule("strike-members", "strike_off", LEAVERS, "members_struck_off").reads(
        "Năm 2021, xóa tên 27 đảng viên.", "members_struck_off = 27 2021"
    ),
    Rule("resign-members", "resign", LEAVERS, "members_resigned").reads(
        "Năm 2021, cho ra khỏi Đảng 5 đảng viên.", "members_resigned = 5 2021"
    ),
    Rule("out-members", "put_out", LEAVERS, "members_put_out").reads(
        "Năm 2021, đưa ra khỏi Đảng 32 đảng viên.", "members_put_out = 32 2021"
    ),
    Rule("receive-members", "receive", ("member", "person"), "members_transferred_in").reads(
        "Năm 2021, tiếp nhận 41 đảng viên.", "members_transferred_in = 41 2021"
    ),
    Rule("send-members", "send", ("member", "person"), "members_transferred_out").reads(
        "Năm 2021, chuyển sinh hoạt đảng 38 đảng viên.", "members_transferred_out = 38 2021"
    ),
    Rule(
        "found-bodies", "found", BODIES, "organizations_changed", subject=True, breakdown=(("event", "founded"),), most=0.85
    ).reads("Năm 2021, thành lập mới 5 chi bộ.", "organizations_changed event=founded;subject=cell = 5 2021"),
    Rule("dissolve-bodies", "dissolve", BODIES, "organizations_changed", subject=True, breakdown=(("event", "dissolved"),)).reads(
        "Năm 2021, giải thể 2 chi bộ.", "organizations_changed event=dissolved;subject=cell = 2 2021"
    ),
    Rule("merge-bodies", "merge", BODIES, "organizations_changed", subject=True, breakdown=(("event", "merged"),)).reads(
        "Năm 2021, sáp nhập 6 đảng bộ cơ sở.", "organizations_changed event=merged;subject=committee = 6 2021"
    ),
    Rule(
        "receive-bodies", "receive", BODIES, "organizations_changed", subject=True, breakdown=(("event", "transferred_in"),)
    ).reads(
        "Năm 2021, tiếp nhận 7 tổ chức cơ sở đảng.",
        "organizations_changed event=transferred_in;subject=grassroots_organization = 7 2021",
    ),
    Rule("send-bodies", "send", BODIES, "organizations_changed", subject=True, breakdown=(("event", "transferred_out"),)).reads(
        "Năm 2021, bàn giao 27 tổ chức cơ sở đảng.",
        "organizations_changed event=transferred_out;subject=grassroots_organization = 27 2021",
    ),
    Rule(
        "found-private", "found", ("private",), "organizations_changed", breakdown=(("event", "founded"), ("subject", "other"))
    ).reads(
        "Năm 2021, thành lập mới 8 tổ chức đảng trong doanh nghiệp ngoài nhà nước.",
        "organizations_changed event=founded;subject=other = 8 2021",
    ),
    Rule("train-candidates", "train", ("candidate",), "candidates_trained").reads(
        "Năm 2021, mở lớp bồi dưỡng nhận thức về Đảng cho 1.150 quần chúng ưu tú.", "candidates_trained = 1150 2021"
    ),
    Rule("train-new", "train", ("new_member", "probationary"), "new_members_trained", most=0.9).reads(
        "Năm 2021, bồi dưỡng 320 đảng viên mới.", "new_members_trained = 320 2021"
    ),
    Rule("candidates-sent", "send_to_training", ("candidate",), "candidates_trained").reads(
        "Năm 2021, cử đi học 210 quần chúng ưu tú.", "candidates_trained = 210 2021"
    ),
    Rule(
        "sent-to-training", "send_to_training", ("member", "person", "staff", "cadre", "learner"), "people_sent_to_training"
    ).reads("Năm 2021, cử 125 cán bộ đi học cao cấp lý luận chính trị.", "people_sent_to_training theory=advanced = 125 2021"),
    Rule("congress-bodies", "congress", BODIES, "congresses_held", subject=True, most=0.85).reads(
        "Có 63/64 tổ chức cơ sở đảng tổ chức thành công đại hội.", "congresses_held = 63/64 2022-12-20"
    ),
    Rule("congress-cells", "congress", ("subordinate_cell",), "cell_congresses_held").reads(
        "Đã có 1.120 chi bộ trực thuộc tổ chức xong đại hội.", "cell_congresses_held = 1120 2022-12-20"
    ),
    Rule("congress-upper", "congress", ("subordinate_committee", "upper_committee"), "upper_congresses_held").reads(
        "Đã có 18 đảng bộ trực thuộc Tỉnh ủy tổ chức xong đại hội.", "upper_congresses_held = 18 2022-12-20"
    ),
    Rule("pilot-congress", "pilot", BODIES, "pilot_congresses_held", subject=True, most=0.8).reads(
        "Có 12 đảng bộ cơ sở được chọn làm điểm đại hội.", "pilot_congresses_held subject=committee = 12 2022-12-20"
    ),
    Rule("head-is-secretary", "head", BODIES, "head_is_secretary").reads(
        "Có 350 tổ chức cơ sở đảng có bí thư cấp ủy đồng thời là thủ trưởng cơ quan.", "head_is_secretary = 350 2022-12-20"
    ),
    Rule("badges", "award_badge", ("member", "person"), "party_badges_awarded").reads(
        "Năm 2021, trao tặng Huy hiệu Đảng cho 1.234 đảng viên.", "party_badges_awarded = 1234 2021"
    ),
    Rule("award_order-awards", "award_order", HONOURED, "labour_orders").reads(
        "Năm 2021, tặng Huân chương Lao động cho 3 tập thể.", "labour_orders = 3 2021"
    ),
    Rule("award_flag-awards", "award_flag", HONOURED, "emulation_flags").reads(
        "Năm 2021, tặng Cờ thi đua cho 6 tập thể.", "emulation_flags = 6 2021"
    ),
    Rule("award_certificate-awards", "award_certificate", HONOURED, "merit_certificates", most=0.88).reads(
        "Năm 2021, tặng Bằng khen cho 25 tổ chức đảng.", "merit_certificates = 25 2021"
    ),
    Rule(
        "commend-collectives",
        "commend",
        ("collective", "unit", "grassroots", "organization", "committee", "cell"),
        "commended_collectives",
        most=0.85,
    ).reads("Năm 2021, khen thưởng 15 tập thể.", "commended_collectives = 15 2021"),
    Rule("commend-individuals", "commend", ("individual", "person", "member"), "commended_individuals", most=0.88).reads(
        "Năm 2021, khen thưởng 30 cá nhân.", "commended_individuals = 30 2021"
    ),
    Rule("letters-settled", "settle", ("letter",), "denunciations_resolved").reads(
        "Năm 2021, giải quyết 55 đơn tố cáo.", "denunciations_resolved = 55 2021"
    ),
    Rule("letters-received", "receive", ("letter",), "denunciations_received").reads(
        "Năm 2021, tiếp nhận 60 đơn tố cáo.", "denunciations_received = 60 2021"
    ),
    Rule("elected", "elect", ("committee_member",), "committee_members_elected").reads(
        "Đại hội nhiệm kỳ 2020 - 2025 bầu 1.450 cấp ủy viên.", "committee_members_elected = 1450 2020/2025"
    ),
    Rule("procedures", "publish", ("procedure",), "procedures_published").reads(
        "Năm 2021, công bố 210 thủ tục hành chính.", "procedures_published = 210 2021 @administration"
    ),
    Rule("procedure-lists", "publish", ("procedure_list",), "procedure_lists_published").reads(
        "Năm 2021, công bố 42 danh mục thủ tục hành chính.", "procedure_lists_published = 42 2021 @administration"
    ),
    Rule("processes", "approve", ("process",), "electronic_processes_approved").reads(
        "Năm 2021, phê duyệt 130 quy trình điện tử.", "electronic_processes_approved = 130 2021 @administration"
    ),
    Rule("resolutions", "plan_documents", ("resolution",), "resolutions_planned").reads(
        "Năm 2023, sẽ ban hành 4 nghị quyết chuyên đề.", "resolutions_planned = 4 planned 2023"
    ),
    Rule("schemes", "plan_documents", ("scheme",), "schemes_planned").reads(
        "Năm 2023, xây dựng 6 đề án.", "schemes_planned = 6 planned 2023"
    ),
    Rule("conclusions", "plan_documents", ("conclusion",), "conclusions_planned").reads(
        "Năm 2023, dự kiến ban hành 3 kết luận.", "conclusions_planned = 3 planned 2023"
    ),
)
BY_ACT: dict[tuple[str, str], Rule] = {(rule.act, noun): rule for rule in RULES for noun in rule.nouns}
# what a noun counts where nothing is done to it
STOCKS: tuple[Rule, ...] = (
    Rule("grassroots-stock", "", ("grassroots",), "grassroots_organizations").reads(
        "Toàn tỉnh hiện có 682 tổ chức cơ sở đảng.", "grassroots_organizations = 682 2022-12-20"
    ),
    Rule("organization-stock", "", ("organization",), "grassroots_organizations", most=0.7).reads(
        "Toàn tỉnh hiện có 640 tổ chức đảng.", "grassroots_organizations = 640 2022-12-20"
    ),
    Rule("grassroots-committee-stock", "", ("grassroots_committee",), "grassroots_committees").reads(
        "Toàn tỉnh hiện có 301 đảng bộ cơ sở.", "grassroots_committees = 301 2022-12-20"
    ),
    Rule("grassroots-cell-stock", "", ("grassroots_cell",), "grassroots_cells", most=0.9).reads(
        "Toàn tỉnh hiện có 381 chi bộ cơ sở.", "grassroots_cells = 381 2022-12-20"
    ),
    Rule("subordinate-cell-stock", "", ("subordinate_cell",), "subordinate_cells").reads(
        "Toàn tỉnh hiện có 3.120 chi bộ trực thuộc đảng ủy cơ sở.", "subordinate_cells = 3120 2022-12-20"
    ),
    Rule("sectional-stock", "", ("sectional",), "sectional_committees").reads(
        "Toàn tỉnh hiện có 45 đảng bộ bộ phận.", "sectional_committees = 45 2022-12-20"
    ),
    Rule("subordinate-committee-stock", "", ("subordinate_committee",), "subordinate_committees", most=0.9).reads(
        "Toàn tỉnh hiện có 18 đảng bộ trực thuộc Tỉnh ủy.", "subordinate_committees = 18 2022-12-20"
    ),
    Rule("upper-committee-stock", "", ("upper_committee",), "upper_grassroots_committees").reads(
        "Toàn tỉnh hiện có 21 đảng bộ cấp trên trực tiếp cơ sở.", "upper_grassroots_committees = 21 2022-12-20"
    ),
    Rule("private-stock", "", ("private",), "private_sector_organizations").reads(
        "Toàn tỉnh hiện có 120 tổ chức đảng trong doanh nghiệp ngoài nhà nước.", "private_sector_organizations = 120 2022-12-20"
    ),
    Rule("member-stock", "", ("member",), "party_members").reads(
        "Toàn tỉnh hiện có 61.250 đảng viên.", "party_members = 61250 2022-12-20"
    ),
    Rule("new-member-stock", "", ("new_member",), "members_admitted", most=0.85).reads(
        "Năm 2021, toàn tỉnh có 1.320 đảng viên mới.", "members_admitted = 1320 2021"
    ),
    Rule("probationary-stock", "", ("probationary",), "probationary_members").reads(
        "Toàn tỉnh hiện có 210 đảng viên dự bị.", "probationary_members = 210 2022-12-20"
    ),
    Rule("delegate-stock", "", ("delegate",), "congress_delegates").reads(
        "Đại hội Đảng bộ tỉnh có 450 đại biểu chính thức.", "congress_delegates = 450 2022-12-20"
    ),
    Rule("deputy-stock", "", ("deputy",), "deputy_secretaries").reads(
        "Ban Chấp hành hiện có 3 phó bí thư.", "deputy_secretaries = 3 2022-12-20"
    ),
    Rule("staff-stock", "", ("staff",), "staff_total", most=0.85).reads(
        "Toàn tỉnh hiện có 9.400 cán bộ, công chức, viên chức.", "staff_total = 9400 2022-12-20"
    ),
    Rule("session-stock", "", ("session",), "inspection_sessions").reads(
        "Năm 2021, tổ chức 25 cuộc kiểm tra.", "inspection_sessions = 25 2021"
    ),
    Rule("supervision-session-stock", "", ("supervision_session",), "supervision_sessions").reads(
        "Năm 2021, tổ chức 14 cuộc giám sát.", "supervision_sessions = 14 2021"
    ),
    Rule("order-stock", "", ("order",), "labour_orders").reads(
        "Năm 2021, toàn tỉnh có 2 Huân chương Lao động.", "labour_orders = 2 2021"
    ),
    Rule("flag-stock", "", ("flag",), "emulation_flags").reads(
        "Năm 2021, toàn tỉnh được nhận 5 Cờ thi đua.", "emulation_flags = 5 2021"
    ),
    Rule("certificate-stock", "", ("certificate",), "merit_certificates").reads(
        "Năm 2021, toàn tỉnh được nhận 17 Bằng khen.", "merit_certificates = 17 2021"
    ),
    Rule("badge-stock", "", ("badge",), "party_badges_awarded").reads(
        "Năm 2021, toàn tỉnh có 85 Huy hiệu Đảng.", "party_badges_awarded = 85 2021"
    ),
)
PLAIN: dict[str, Rule] = {noun: rule for rule in STOCKS for noun in rule.nouns}
# indicators whose figures carry who acted, and at which level
WITH_ACTOR = frozenset(
    {
        *(f"{code}_{noun}" for code in INSPECTIONS.values() for noun in ("organizations", "members")),
        "duty_inspected_organizations",
        "finance_inspected_organizations",
        "organizations_disciplined",
        "members_disciplined",
        "members_suspended",
        "inspection_sessions",
        "supervision_sessions",
        "denunciations_received",
        "denunciations_resolved",
    }
)
# dimensions of slices that each indicator may carry, where the words name one
SLICED: dict[str, tuple[str, ...]] = {
    "members_admitted": ("group", "degree"),
    "party_members": ("group",),
    "members_disciplined": ("form",),
    "organizations_disciplined": ("form",),
    "people_sent_to_training": ("degree", "theory"),
    "candidates_trained": ("group",),
    "committee_members_elected": ("incumbency", "group"),
}

CONGRESSES = ("congresses_held", "cell_congresses_held", "upper_congresses_held", "pilot_congresses_held")
PROCEDURES = (
    "procedure_lists_published",
    "procedures_published",
    "electronic_processes_approved",
    "dossiers_processed_electronically",
)
# nouns that are awards, and the act of giving each
AWARDS = {"order": "award_order", "flag": "award_flag", "certificate": "award_certificate", "badge": "award_badge"}
# acts that may stand before a number as its label: `xóa tên 90, cho rút 10`
LISTED_ACTS = ("strike_off", "resign", "make_full", "admit", "put_out", "suspend")
# the rules of items that are times, and of those whose bodies are only named
OF_EACH_PERIOD = "of-each-period"
LISTED_BODIES = "listed-bodies"
COMMITTEE_SIZES = ("executive_committee_size", "standing_committee_size", "inspection_commission_size")
SEATS: tuple[Rule, ...] = (
    Rule("executive-committee-size", "", (), "executive_committee_size").reads(
        "Đại hội nhiệm kỳ 2020 - 2025 bầu 51 đồng chí vào Ban Chấp hành.", "executive_committee_size = 51 2020/2025"
    ),
    Rule("standing-committee-size", "", (), "standing_committee_size").reads(
        "Nhiệm kỳ 2020 - 2025, Ban Thường vụ gồm 15 đồng chí.", "standing_committee_size = 15 2020/2025"
    ),
    Rule("inspection-commission-size", "", (), "inspection_commission_size").reads(
        "Nhiệm kỳ 2020 - 2025, Ủy ban Kiểm tra gồm 11 đồng chí.", "inspection_commission_size = 11 2020/2025"
    ),
    Rule("upper-congress-delegates", "", (), "upper_congress_delegates").reads(
        "Đại hội đã bầu 18 đại biểu chính thức dự Đại hội cấp trên.", "upper_congress_delegates = 18 2022-12-20"
    ),
)
SIZES = {rule.indicator: rule for rule in SEATS}
BY_DIMENSION = {"degree": "members_by_degree", "theory": "members_by_political_theory"}
OVER_TARGET = ("members_admitted", "members_rated", "grassroots_organizations_rated")
# counts of bodies whose share of all has an indicator of its own
SHARED = {
    "congresses_held": "congress_completion",
    "organizations_admitting": "organizations_admitting_share",
    "cell_congresses_held": "cell_congresses_held",
    "upper_congresses_held": "upper_congresses_held",
    "head_is_secretary": "head_is_secretary_share",
}
