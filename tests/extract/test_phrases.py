"""What one sentence gives: numbers, acts, targets, lists, shares, periods, and what is no figure at all.

Every sentence here was written for these tests; none is a newspaper's.
"""

from __future__ import annotations

import pytest

from metrics.extract import Known, read
from tests.extract.shown import shown

# a sentence, and its figures: indicator, breakdown = value, bound, status, period @ body, where they are not the plain ones
SENTENCES: dict[str, list[str]] = {
    # the noun of the next number, told once at its end; not where the act is the same, or a word stands between
    "Năm 2021, Ủy ban kiểm tra các cấp kiểm tra 98, giám sát 46 đảng viên.": [
        "inspected_members body=commission;body_level=all = 98 2021",
        "supervised_members body=commission;body_level=all = 46 2021",
    ],
    "Năm 2021, kiểm tra 98, kiểm tra 46 đảng viên.": ["inspected_members = 46 2021"],
    "Năm 2021, kiểm tra 98, giám sát thêm 46 đảng viên.": ["supervised_members = 46 2021"],
    # who did not suffer an act is none of those who did
    "Năm 2021, số đảng viên không bị kỷ luật là 8.251.": [],
    "Năm 2021, số đảng viên bị kỷ luật là 51.": ["members_disciplined = 51 2021"],
    # the badges are those of persons whose bodies are counted at once; else the act belongs to others
    "Năm 2021, có 1.878 đảng viên thuộc 13 trong số các đảng bộ được tặng Huy hiệu Đảng.": ["party_members = 1878 2021"],
    # a day behind the comma after a document is not the document's
    "Thực hiện Quyết định mới, ngày 20/5/2021, Đảng bộ tỉnh kết nạp 12 đảng viên.": ["members_admitted = 12 2021-05-20"],
    # a year without a plan or a campaign before it is its own
    "Đảng bộ huyện Đô Lương năm 2021 kết nạp 12 đảng viên.": ["members_admitted = 12 2021 @huyen-do-luong"],
    # some days, told by their number first of all; and what is no stretch from January
    "2 ngày (20/12), kết nạp 51 đảng viên.": ["members_admitted = 51 2022-12-20"],
    "Từ ngày 20 đến ngày 25-6, kết nạp 51 đảng viên.": ["members_admitted = 51"],
    # a year that belongs to a name dates nothing where a day is told
    "Ngày 10/3/2022, Đảng bộ kết nạp 12 đảng viên là tân binh nhập ngũ năm 2021.": ["members_admitted = 12 2022-03-10"],
    # a term that goes on has no day
    "Đến nhiệm kỳ này, Đảng bộ tỉnh có 8.251 đảng viên.": ["party_members = 8251"],
    # a share right behind its count is of the same grade
    "Năm 2021, có 120 đảng viên = 10,9% hoàn thành xuất sắc nhiệm vụ.": [
        "members_rated grade=excellent = 120 2021",
        "members_rated grade=excellent = 10.9% 2021",
    ],
    # what is none of the catalogue's
    "Năm 2021, có 228 chi bộ hoàn thành tốt nhiệm vụ.": [],
    "Năm 2021, kết nạp 90 quần chúng ưu tú, trước sự chứng kiến của 300 đoàn viên.": ["members_admitted = 90 2021"],
    "Năm 2021, kết nạp 85 đảng viên; công đoàn kết nạp 13.320 đoàn viên.": ["members_admitted = 85 2021"],
    "Năm 2021, PAR INDEX của 50 tỉnh đạt trên 80%.": [],
    # how far a label may stand from its number: as far as a body's name is long
    "Đến cuối năm 2021, tổng số đảng viên của Đảng bộ Khối các cơ quan tỉnh Nghệ An là 8.251 đồng chí.": [
        "party_members = 8251 2021 @agencies-bloc"
    ],
    "Đến tháng 2/2022, đảng viên của toàn tỉnh Nghệ An có 43.275 người.": ["party_members = 43275 2022-02"],
    "Số đảng viên trong độ tuổi đoàn của Khối các cơ quan tỉnh tăng lên 674 đồng chí.": [],
    "Đến cuối năm 2021, tổng số đảng viên của Đảng bộ huyện Yên Thành là 8.251 đồng chí.": [
        "party_members = 8251 2021 @huyen-yen-thanh"
    ],
    # several bodies, the act told of the first only
    "Năm 2021, huyện Đô Lương kết nạp 120 đảng viên, huyện Yên Thành có 80 đảng viên, còn huyện Diễn Châu 75 đảng viên.": [
        "members_admitted = 120 2021 @huyen-do-luong",
        "members_admitted = 80 2021 @huyen-yen-thanh",
        "members_admitted = 75 2021 @huyen-dien-chau",
    ],
    "Năm 2021, huyện Đô Lương kết nạp 120 đảng viên, huyện Yên Thành hiện có 8.000 đảng viên.": [
        "members_admitted = 120 2021 @huyen-do-luong",
        "party_members = 8000 2022-12-20 @huyen-yen-thanh",
    ],
    # what is handed over and taken in, and congresses told of by their place
    "Năm 2021, Đảng bộ tỉnh nhận bàn giao 291 đảng viên.": ["members_transferred_in = 291 2021"],
    "Đến nay, đại hội cấp cơ sở đã xong ở 423 tổ chức cơ sở đảng.": ["congresses_held = 423 2022-12-20"],
    "Nhiệm kỳ 2020 - 2025, Ban Chấp hành có 109 ủy viên. Trong đó, Ban Chấp hành có 25 ủy viên là nữ.": [
        "executive_committee_size = 109 2020/2025"
    ],
    "Năm 2021, kiểm tra 935 đảng viên, trong đó có 26 phó bí thư huyện ủy.": ["inspected_members = 935 2021"],
    (
        "Năm 2022, cấp ủy các cấp đã thi hành kỷ luật 12 tổ chức đảng và 215 đảng viên, trong đó khiển trách "
        "120, cảnh cáo 60, cách chức 5, khai trừ 30."
    ): [
        "organizations_disciplined body=committee;body_level=all = 12 2022",
        "members_disciplined body=committee;body_level=all = 215 2022",
        "members_disciplined body=committee;body_level=all;form=reprimand = 120 2022",
        "members_disciplined body=committee;body_level=all;form=warning = 60 2022",
        "members_disciplined body=committee;body_level=all;form=removal = 5 2022",
        "members_disciplined body=committee;body_level=all;form=expulsion = 30 2022",
    ],
    "Ủy ban kiểm tra các cấp đã kiểm tra 45 tổ chức đảng và 80 đảng viên khi có dấu hiệu vi phạm.": [
        "violation_inspected_organizations body=commission;body_level=all = 45",
        "violation_inspected_members body=commission;body_level=all = 80",
    ],
    (
        "UBKT các cấp tiến hành kiểm tra khi có dấu hiệu vi phạm đối với 15 đảng viên và 3 tổ chức đảng; qua "
        "kiểm tra, kết luận 10 đảng viên có vi phạm."
    ): [
        "violation_inspected_members body=commission;body_level=all = 15",
        "violation_inspected_organizations body=commission;body_level=all = 3",
    ],
    (
        "Tính đến ngày 30/6/2022, toàn Đảng bộ tỉnh có 434 tổ chức cơ sở đảng, gồm 149 đảng bộ cơ sở, 285 chi"
        " bộ cơ sở và 1.251 chi bộ trực thuộc với 20.952 đảng viên."
    ): [
        "grassroots_organizations = 434 2022-06-30",
        "grassroots_committees = 149 2022-06-30",
        "grassroots_cells = 285 2022-06-30",
        "subordinate_cells = 1251 2022-06-30",
        "party_members = 20952 2022-06-30",
    ],
    "6 tháng đầu năm 2022, toàn tỉnh kết nạp 288 đảng viên, đạt 35,34% chỉ tiêu năm 2022.": [
        "members_admitted = 288 2022-H1",
        "admission_target_completion = 35.34% 2022-H1",
    ],
    (
        "Trong năm 2021, toàn Đảng bộ kết nạp được 1.250 đảng viên, vượt 5% chỉ tiêu; trong đó nữ chiếm 55%, "
        "đoàn viên thanh niên chiếm 70%, dân tộc thiểu số chiếm 12,5%."
    ): [
        "members_admitted = 1250 2021",
        "members_admitted = 5% over_target 2021",
        "members_admitted group=female = 55% 2021",
        "members_admitted group=youth_union = 70% 2021",
        "members_admitted group=ethnic_minority = 12.5% 2021",
    ],
    (
        "Kết quả xếp loại năm 2021: có 120 tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ (20%), 451 hoàn "
        "thành tốt nhiệm vụ, 27 hoàn thành nhiệm vụ, không có tổ chức nào không hoàn thành nhiệm vụ."
    ): [
        "grassroots_organizations_rated grade=excellent = 120 2021",
        "grassroots_organizations_rated grade=excellent = 20% 2021",
        "grassroots_organizations_rated grade=good = 451 2021",
        "grassroots_organizations_rated grade=completed = 27 2021",
        "grassroots_organizations_rated grade=failed = 0 2021",
    ],
    "Có 98,5% đảng viên hoàn thành tốt nhiệm vụ trở lên.": ["members_rated grade=good_or_better = 98.5%"],
    "Tỷ lệ đảng viên hoàn thành xuất sắc nhiệm vụ đạt 16,2%.": ["members_rated grade=excellent = 16.2%"],
    "Đảng bộ hiện có năm đồng chí ủy viên Ban Thường vụ, 2 phó bí thư.": [
        "standing_committee_size = 5 2022-12-20",
        "deputy_secretaries = 2 2022-12-20",
    ],
    (
        "Đại hội đã bầu Ban Chấp hành Đảng bộ tỉnh khóa XIX gồm 51 đồng chí; Ban Thường vụ gồm 15 đồng chí, "
        "Ủy ban Kiểm tra gồm 11 đồng chí."
    ): [
        "executive_committee_size = 51 2022-12-20",
        "standing_committee_size = 15 2022-12-20",
        "inspection_commission_size = 11 2022-12-20",
    ],
    ("Phấn đấu hằng năm kết nạp từ 1.800 đảng viên trở lên; 90% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ."): [
        "members_admitted = 1800 ge target",
        "grassroots_organizations_rated grade=good = 90% target",
    ],
    "Trong quý III/2022, đã khai trừ 4 đảng viên, cảnh cáo 6 đảng viên, khiển trách 12 đảng viên.": [
        "members_disciplined form=expulsion = 4 2022-Q3",
        "members_disciplined form=warning = 6 2022-Q3",
        "members_disciplined form=reprimand = 12 2022-Q3",
    ],
    "Năm 2022 đã trao tặng Huy hiệu Đảng cho 1.234 đảng viên.": ["party_badges_awarded = 1234 2022"],
    "Dịp này có 356 đảng viên được tặng Huy hiệu 40 năm tuổi Đảng.": ["party_badges_awarded = 356 2022-12-20"],
    "Từ đầu năm đến nay, toàn tỉnh mở 35 lớp bồi dưỡng nhận thức về Đảng cho 2.150 quần chúng ưu tú.": [
        "candidates_trained = 2150 2022-01/2022-12"
    ],
    "Đã mở 12 lớp bồi dưỡng đảng viên mới cho 850 học viên.": ["new_members_trained = 850 2022-12-20"],
    "Đảng bộ Khối Các cơ quan tỉnh Nghệ An có 70 tổ chức cơ sở đảng với 7.400 đảng viên.": [
        "grassroots_organizations = 70 2022-12-20 @agencies-bloc",
        "party_members = 7400 2022-12-20 @agencies-bloc",
    ],
    "Chỉ số PAR Index năm 2022 của tỉnh xếp thứ 16/63 tỉnh, thành phố, tăng 2 bậc so với năm 2021.": [
        "par_index_rank = 16/63 2022 @administration",
        "par_index_rank = 2 change 2022 @administration",
    ],
    "Chỉ số SIPAS đạt 82,5%, xếp thứ 14 cả nước.": ["sipas_score = 82.5 @administration", "sipas_rank = 14 @administration"],
    "Chỉ số PCI năm 2022 đạt 66,6 điểm, xếp hạng 23/63.": [
        "pci_score = 66.6 2022 @administration",
        "pci_rank = 23/63 2022 @administration",
    ],
    "So với cùng kỳ, số đảng viên bị kỷ luật giảm 18 đảng viên.": [],
    "Số đảng viên kết nạp mới là 350 đồng chí, tăng 12% so với cùng kỳ năm trước.": [
        "members_admitted = 350",
        "members_admitted = 12% change",
    ],
    "Ban Thường vụ Tỉnh ủy kiểm tra 8 tổ chức đảng, 5 đảng viên; giám sát chuyên đề 4 tổ chức đảng.": [
        "inspected_organizations body=committee;body_level=province = 8",
        "inspected_members body=committee;body_level=province = 5",
        "supervised_organizations body=committee;body_level=province = 4",
    ],
    "Các cấp ủy kiểm tra 1.120 lượt tổ chức đảng, 3.500 lượt đảng viên.": [
        "inspected_organizations body=committee;visits=yes = 1120",
        "inspected_members body=committee;visits=yes = 3500",
    ],
    "Mỗi đảng ủy phải kiểm tra ít nhất 02 cuộc trong năm.": [],
    "Đã tổ chức 25 cuộc kiểm tra, 14 cuộc giám sát chuyên đề.": ["inspection_sessions = 25", "supervision_sessions = 14"],
    "Đã tiếp nhận 60 đơn tố cáo; giải quyết 55 đơn.": ["denunciations_received = 60", "denunciations_resolved = 55"],
    ("Trong năm có 27 đảng viên bị xóa tên, 5 đảng viên xin ra khỏi Đảng, 4 đảng viên bị đình chỉ sinh hoạt đảng."): [
        "members_struck_off = 27 2022",
        "members_resigned = 5 2022",
        "members_suspended = 4 2022",
    ],
    "Đã đưa 120 đảng viên ra khỏi Đảng, trong đó khai trừ 20, xóa tên 90, cho rút 10.": [
        "members_put_out = 120",
        "members_disciplined form=expulsion = 20",
        "members_struck_off = 90",
        "members_resigned = 10",
    ],
    "Toàn tỉnh có hơn 200 nghìn đảng viên.": ["party_members = 200000 gt 2022-12-20"],
    "Đến nay, 100% chi bộ trực thuộc đã hoàn thành đại hội.": ["cell_congresses_held = 100% 2022-12-20"],
    "Có 63/64 tổ chức cơ sở đảng tổ chức thành công đại hội.": ["congresses_held = 63/64 2022-12-20"],
    "Thành lập mới 5 tổ chức đảng, kết nạp 60 đảng viên trong các doanh nghiệp ngoài nhà nước.": [
        "organizations_changed event=founded;subject=other = 5 2022-12-20",
        "members_admitted group=enterprise = 60",
    ],
    "Quân số tham dự hội nghị 120 đại biểu.": [],
    "Đồng chí Nguyễn Văn A, 45 tuổi, có 20 năm tuổi Đảng, ở số nhà 15, tổ 3.": [],
    ("Toàn Đảng bộ có 6.100 đảng viên, trong đó 2.745 đảng viên nữ (chiếm 45%), đảng viên dự bị 210 đồng chí."): [
        "party_members = 6100 2022-12-20",
        "party_members group=female = 2745 2022-12-20",
        "party_members group=female = 45% 2022-12-20",
        "probationary_members = 210 2022-12-20",
    ],
    "Đã chuyển đảng chính thức cho 1.150 đồng chí.": ["probationary_members_made_full = 1150"],
    "Năm 2020 kết nạp 300 đảng viên; năm 2021 kết nạp 320 đảng viên; năm 2022 là 350 đảng viên.": [
        "members_admitted = 300 2020",
        "members_admitted = 320 2021",
        "members_admitted = 350 2022",
    ],
    "Nhiệm kỳ 2015 - 2020, Đảng bộ kết nạp được 1.021 đảng viên, đạt 102% chỉ tiêu Nghị quyết.": [
        "members_admitted = 1021 2015/2020",
        "admission_target_completion = 102% 2015/2020",
    ],
    "Giai đoạn 2016-2020, toàn tỉnh kết nạp 12.500 đảng viên.": ["members_admitted = 12500 2016/2020"],
    "Bình quân mỗi năm kết nạp 250 đảng viên.": [],
    ("Ủy ban Kiểm tra Tỉnh ủy đã thi hành kỷ luật 3 đảng viên bằng hình thức khai trừ; đề nghị khởi tố 1 đảng viên."): [
        "members_disciplined body=commission;body_level=province;form=expulsion = 3"
    ],
    "Dự kiến năm 2023 kết nạp 400 đảng viên.": ["members_admitted = 400 planned 2023"],
    "Năm 2023, tỉnh được giao chỉ tiêu kết nạp 1.900 đảng viên.": ["members_admitted = 1900 target 2023"],
    "Xử lý kỷ luật 45 đảng viên (trong đó có 12 cấp ủy viên).": [
        "members_disciplined = 45",
        "members_disciplined member_rank=committee_member = 12",
    ],
    "Đảng bộ huyện Con Cuông có 4.500 đảng viên; Đảng bộ huyện Tương Dương có 5.200 đảng viên.": [
        "party_members = 4500 2022-12-20 @huyen-con-cuong",
        "party_members = 5200 2022-12-20 @huyen-tuong-duong",
    ],
    "Toàn tỉnh có 21 đảng bộ trực thuộc Tỉnh ủy, 1.447 tổ chức cơ sở đảng.": [
        "subordinate_committees = 21 2022-12-20",
        "grassroots_organizations = 1447 2022-12-20",
    ],
    "Trong số đảng viên mới kết nạp có 60% là nữ.": ["members_admitted group=female = 60%"],
    "Kiểm tra tài chính đảng đối với 12 tổ chức đảng.": ["finance_inspected_organizations = 12"],
    ("Kiểm tra việc thực hiện nhiệm vụ kiểm tra, giám sát và thi hành kỷ luật đảng đối với 20 tổ chức đảng."): [
        "duty_inspected_organizations = 20"
    ],
    "Về lý luận chính trị: cao cấp 320, trung cấp 560 đảng viên.": [
        "members_by_political_theory theory=advanced = 320 2022-12-20",
        "members_by_political_theory theory=intermediate = 560 2022-12-20",
    ],
    "Đã khen thưởng 15 tập thể và 30 cá nhân.": ["commended_collectives = 15 2022-12-20", "commended_individuals = 30 2022-12-20"],
    ("Qua kiểm tra, đã kỷ luật khiển trách 02 tổ chức đảng, cảnh cáo 01 tổ chức đảng; khai trừ 15 đảng viên."): [
        "organizations_disciplined form=reprimand = 2",
        "organizations_disciplined form=warning = 1",
        "members_disciplined form=expulsion = 15",
    ],
    (
        "Trong quý I năm 2022, các cấp ủy thi hành kỷ luật 56 đảng viên, gồm: khiển trách 31 trường hợp, cảnh"
        " cáo 21 trường hợp, cách chức 2 trường hợp, khai trừ 2 trường hợp."
    ): [
        "members_disciplined body=committee = 56 2022-Q1",
        "members_disciplined body=committee;form=reprimand = 31 2022-Q1",
        "members_disciplined body=committee;form=warning = 21 2022-Q1",
        "members_disciplined body=committee;form=removal = 2 2022-Q1",
        "members_disciplined body=committee;form=expulsion = 2 2022-Q1",
    ],
    "Số đảng viên bị kỷ luật là 62 người; trong đó, khiển trách 28 đồng chí, cảnh cáo 21 đồng chí.": [
        "members_disciplined = 62",
        "members_disciplined form=reprimand = 28",
        "members_disciplined form=warning = 21",
    ],
    "Toàn tỉnh có 1.250 đảng viên mới được kết nạp trong năm 2022, tăng 120 đảng viên so với năm 2021.": [
        "members_admitted = 1250 2022",
        "members_admitted = 120 change 2022",
    ],
    (
        "Năm 2022, Đảng bộ tỉnh phát triển được 1.105 đảng viên, trong đó có 420 đảng viên là nữ, 650 đảng "
        "viên là đoàn viên thanh niên, 210 đảng viên là người dân tộc thiểu số."
    ): [
        "members_admitted = 1105 2022",
        "members_admitted group=female = 420 2022",
        "members_admitted group=youth_union = 650 2022",
        "members_admitted group=ethnic_minority = 210 2022",
    ],
    (
        "Hiện nay, Đảng bộ tỉnh có 18 đảng bộ trực thuộc, 682 tổ chức cơ sở đảng (trong đó có 301 đảng bộ cơ "
        "sở và 381 chi bộ cơ sở), 3.120 chi bộ trực thuộc đảng ủy cơ sở, với tổng số 61.250 đảng viên."
    ): [
        "subordinate_committees = 18 2022-12-20",
        "grassroots_organizations = 682 2022-12-20",
        "grassroots_committees = 301 2022-12-20",
        "grassroots_cells = 381 2022-12-20",
        "subordinate_cells = 3120 2022-12-20",
        "party_members = 61250 2022-12-20",
    ],
    (
        "Cuối năm 2021, xếp loại tổ chức cơ sở đảng: hoàn thành xuất sắc nhiệm vụ 130 (chiếm 19,1%), hoàn "
        "thành tốt nhiệm vụ 510 (chiếm 74,8%), hoàn thành nhiệm vụ 40 (chiếm 5,9%), không hoàn thành nhiệm vụ"
        " 2 (chiếm 0,3%)."
    ): [
        "grassroots_organizations_rated grade=excellent = 130 2021",
        "grassroots_organizations_rated grade=excellent = 19.1% 2021",
        "grassroots_organizations_rated grade=good = 510 2021",
        "grassroots_organizations_rated grade=good = 74.8% 2021",
        "grassroots_organizations_rated grade=completed = 40 2021",
        "grassroots_organizations_rated grade=completed = 5.9% 2021",
        "grassroots_organizations_rated grade=failed = 2 2021",
        "grassroots_organizations_rated grade=failed = 0.3% 2021",
    ],
    (
        "Về đảng viên, có 8.900 đảng viên hoàn thành xuất sắc nhiệm vụ, đạt 15,6%; 45.000 đảng viên hoàn "
        "thành tốt nhiệm vụ, chiếm 79%."
    ): [
        "members_rated grade=excellent = 8900",
        "members_rated grade=excellent = 15.6%",
        "members_rated grade=good = 45000",
        "members_rated grade=good = 79%",
    ],
    ("Có trên 95% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên; trên 80% đảng viên hoàn thành tốt nhiệm vụ."): [
        "grassroots_organizations_rated grade=good_or_better = 95% gt",
        "members_rated grade=good = 80% gt",
    ],
    ("UBKT Tỉnh ủy đã thi hành kỷ luật 4 tổ chức đảng và 6 đảng viên; UBKT cấp huyện thi hành kỷ luật 45 đảng viên."): [
        "organizations_disciplined body=commission;body_level=province = 4",
        "members_disciplined body=commission;body_level=province = 6",
        "members_disciplined body=commission;body_level=district = 45",
    ],
    (
        "Cấp ủy và UBKT các cấp kiểm tra 1.235 tổ chức đảng, 4.567 đảng viên; giám sát 890 tổ chức đảng và "
        "2.300 đảng viên (trong đó có 1.100 cấp ủy viên)."
    ): [
        "inspected_organizations body=both;body_level=all = 1235",
        "inspected_members body=both;body_level=all = 4567",
        "supervised_organizations body=both;body_level=all = 890",
        "supervised_members body=both;body_level=all = 2300",
        "supervised_members body=both;body_level=all;member_rank=committee_member = 1100",
    ],
    "Ban Thường vụ Đảng ủy Khối đã kiểm tra 5 tổ chức cơ sở đảng và giám sát 4 đảng ủy cơ sở.": [
        "inspected_organizations body=committee;body_level=bloc;subject=grassroots_organization = 5 @agencies-bloc",
        "supervised_organizations body=committee;body_level=bloc;subject=committee = 4 @agencies-bloc",
    ],
    "Chi bộ kết nạp 2 đảng viên.": ["members_admitted = 2"],
    (
        "Đại hội Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2025 - 2030 có 450 đại biểu chính thức tham dự, đại diện "
        "cho hơn 120.000 đảng viên toàn tỉnh."
    ): ["congress_delegates = 450 2022-12-20", "party_members = 120000 gt 2022-12-20"],
    ("Đại hội bầu 48 đồng chí vào Ban Chấp hành Đảng bộ khóa mới, bầu 15 đồng chí vào Ban Thường vụ và 3 Phó Bí thư."): [
        "executive_committee_size = 48 2022-12-20",
        "standing_committee_size = 15 2022-12-20",
        "deputy_secretaries = 3 2022-12-20",
    ],
    ("Phấn đấu trong nhiệm kỳ 2025 - 2030 kết nạp 5.000 đảng viên, tỷ lệ kết nạp đạt 3% so với tổng số đảng viên."): [
        "members_admitted = 5000 target 2025/2030",
        "admission_rate = 3% target 2025/2030",
    ],
    "Chỉ tiêu kết nạp đảng viên năm 2023: 1.500 đảng viên.": ["members_admitted = 1500 target 2023"],
    "Tỉnh đặt mục tiêu kết nạp từ 1.200 đến 1.500 đảng viên mỗi năm.": [
        "members_admitted = 1200 ge target",
        "members_admitted = 1500 le target",
    ],
    "Đến ngày 15/11/2022, có 682/682 tổ chức cơ sở đảng (đạt 100%) hoàn thành đại hội.": [
        "congresses_held = 682/682 2022-11-15",
        "congress_completion = 100%/682 2022-11-15",
    ],
    "Đã có 1.120/1.250 chi bộ trực thuộc tổ chức xong đại hội, đạt 89,6%.": [
        "cell_congresses_held = 1120/1250 2022-12-20",
        "cell_congresses_held = 89.6%/1250 2022-12-20",
    ],
    "Toàn Đảng bộ khối có hơn 7 nghìn đảng viên, chiếm 74% tổng số cán bộ, công chức, viên chức.": [
        "party_members = 7000 gt 2022-12-20 @agencies-bloc",
        "member_share_of_staff = 74% 2022-12-20 @agencies-bloc",
    ],
    ("Năm qua, đã trao Huy hiệu Đảng các loại cho 2.345 đảng viên, trong đó có 12 đồng chí nhận Huy hiệu 75 năm tuổi Đảng."): [
        "party_badges_awarded = 2345 2022",
    ],
    "Các cấp ủy đã tiếp nhận 45 lượt đơn thư, giải quyết 40 đơn.": [
        "denunciations_received body=committee;visits=yes = 45",
        "denunciations_resolved body=committee = 40",
    ],
    "Công an tỉnh phát hiện 35 vụ, bắt 60 đối tượng, thu giữ 2,5 tỷ đồng.": [],
    "Toàn tỉnh trồng mới 1.250 ha rừng, thu ngân sách đạt 15.000 tỷ đồng, tăng 12% so với cùng kỳ.": [],
    "Tỷ lệ hộ nghèo giảm còn 5,2%; 98% thôn, bản có chi bộ.": [],
    "Cuộc họp bắt đầu lúc 14 giờ 30 ngày 16.7; điện thoại 0912345678; Nghị định 108/2014/NĐ-CP.": [],
    "Lần thứ 3, đồng chí được tặng Huy hiệu 30 năm tuổi Đảng, năm nay 68 tuổi.": [],
    "Năm 2021, tỉnh Quảng Ninh kết nạp 1.500 đảng viên.": ["members_admitted = 1500 2021 @quang-ninh.province-wide"],
    "Còn tại Quảng Ninh, năm 2021 kết nạp 1.500 đảng viên.": ["members_admitted = 1500 2021 @quang-ninh.province-wide"],
    "Ở Quảng Ninh, Ủy ban Kiểm tra Tỉnh ủy đã thi hành kỷ luật 15 đảng viên trong năm 2021.": [
        "members_disciplined body=commission;body_level=province = 15 2021 @quang-ninh.province-wide",
    ],
    "Năm 2021, Nghệ An kết nạp 2.500 đảng viên; Quảng Ninh kết nạp 1.500 đảng viên; Hà Tĩnh 900 đảng viên.": [
        "members_admitted = 2500 2021",
        "members_admitted = 1500 2021 @quang-ninh.province-wide",
        "members_admitted = 900 2021 @ha-tinh.province-wide",
    ],
    "Năm 2021, các xã Tân Phong, Quảng Ninh kết nạp 5 đảng viên.": ["members_admitted = 5 2021"],
    "Năm 2021, Nghệ An kết nạp 2.500 đảng viên, nhiều hơn Quảng Ninh.": ["members_admitted = 2500 2021"],
    "Kể từ năm 2017, tỉnh đã kết nạp 12.823 đảng viên.": ["members_admitted = 12823 2017-01/2022-12"],
    "Năm 2023, phấn đấu kết nạp 400 đảng viên; riêng năm 2021, tỉnh kết nạp được 557 đảng viên mới.": [
        "members_admitted = 400 target 2023",
        "members_admitted = 557 2021",
    ],
    "Năm 2023, phấn đấu kết nạp 400 đảng viên; năm 2024, kết nạp 450 đảng viên.": [
        "members_admitted = 400 target 2023",
        "members_admitted = 450 target 2024",
    ],
    "Năm 2021, tỉnh kết nạp 1.437 đảng viên mới, nhiều hơn chỉ tiêu được giao 18 đảng viên.": [
        "members_admitted = 1437 2021",
        "members_admitted = 18 over_target 2021",
    ],
    "Năm 2021, kỷ luật 15 tổ chức đảng, 861 đảng viên. Đối với tổ chức đảng, khiển trách 4, cảnh cáo 2 trường hợp.": [
        "organizations_disciplined = 15 2021",
        "members_disciplined = 861 2021",
        "organizations_disciplined form=reprimand = 4 2021",
        "organizations_disciplined form=warning = 2 2021",
    ],
    "Báo cáo của Ủy ban Kiểm tra Tỉnh ủy nêu: năm 2021, cấp ủy các cấp kiểm tra 2.566 tổ chức đảng.": [
        "inspected_organizations body=committee;body_level=all = 2566 2021",
    ],
    "Được nhận Huy hiệu Đảng đợt này có 71 đảng viên.": ["party_badges_awarded = 71 2022-12-20"],
    "Từ năm 2015 đến nay, Đảng bộ kết nạp 520 đảng viên.": ["members_admitted = 520 2015-01/2022-12"],
    "Trong 5 năm 2015 - 2020, Đảng bộ kết nạp 520 đảng viên, bình quân mỗi năm 104 đảng viên.": [
        "members_admitted = 520 2015/2020"
    ],
    "Đã công nhận đảng viên chính thức cho 95 đồng chí và cấp thẻ đảng cho 120 đảng viên.": ["probationary_members_made_full = 95"],
    "Năm 2021 có 37 đảng viên vi phạm bị xử lý kỷ luật, giảm 5 đảng viên so với năm 2020.": [
        "members_disciplined = 37 2021",
        "members_disciplined = -5 change 2021",
    ],
    "Năm 2022, toàn tỉnh kết nạp 1.320 đảng viên (năm 2021: 1.250 đảng viên).": [
        "members_admitted = 1320 2022",
        "members_admitted = 1250 2021",
    ],
    "Mười hai tổ chức đảng và hai mươi lăm đảng viên bị kỷ luật.": ["organizations_disciplined = 12", "members_disciplined = 25"],
    "Chỉ số PAPI năm 2021 của tỉnh đạt 43,5 điểm, đứng thứ 12/63.": [
        "papi_score = 43.5 2021 @administration",
        "papi_rank = 12/63 2021 @administration",
    ],
    "Chỉ số chuyển đổi số (DTI) xếp thứ 25/63; năng lực cạnh tranh cấp tỉnh (PCI) xếp thứ 23.": [
        "dti_rank = 25/63 @administration",
        "pci_rank = 23 @administration",
    ],
    "Kiểm tra 15 chi bộ và 60 đảng viên, trong đó có 22 cấp ủy viên; giám sát 9 chi bộ, 30 đảng viên.": [
        "inspected_organizations subject=cell = 15",
        "inspected_members = 60",
        "inspected_members member_rank=committee_member = 22",
        "supervised_organizations subject=cell = 9",
        "supervised_members = 30",
    ],
    "Hội nghị biểu dương 56 tập thể, 112 cá nhân tiêu biểu học tập và làm theo Bác.": [
        "commended_collectives = 56 2022-12-20",
        "commended_individuals = 112 2022-12-20",
    ],
    "Bồi dưỡng lý luận chính trị cho 320 đảng viên mới và 1.150 đối tượng kết nạp đảng.": [
        "new_members_trained = 320 2022-12-20",
        "candidates_trained = 1150 2022-12-20",
    ],
    (
        "Đảng bộ huyện Đô Lương kết nạp 180 đảng viên, Đảng bộ thành phố Vinh kết nạp 210 đảng viên, Đảng bộ "
        "Công an tỉnh 45 đảng viên."
    ): ["members_admitted = 180 @huyen-do-luong", "members_admitted = 210 @tp-vinh", "members_admitted = 45 @cong-an"],
    "Số đảng viên được miễn sinh hoạt là 1.200 đồng chí.": [],
    "Kết nạp 25 đảng viên là học sinh, sinh viên.": ["members_admitted group=student = 25"],
    "Toàn tỉnh hiện có 120 tổ chức đảng trong doanh nghiệp ngoài nhà nước với 2.300 đảng viên.": [
        "private_sector_organizations = 120 2022-12-20",
        "party_members group=enterprise = 2300 2022-12-20",
    ],
    # labels before their numbers, targets and results, forms after numbers, totals after a change
    "Năm 2021, số tổ chức đảng được kiểm tra là 350, số đảng viên được kiểm tra là 1.200.": [
        "inspected_organizations = 350 2021",
        "inspected_members = 1200 2021",
    ],
    "Năm 2021, tỉnh được giao chỉ tiêu kết nạp 2.000 đảng viên; kết quả đã kết nạp 2.150 đảng viên.": [
        "members_admitted = 2000 target 2021",
        "members_admitted = 2150 2021",
    ],
    "Năm 2021, chỉ tiêu kết nạp 1.800 đảng viên, thực hiện 1.856 đảng viên.": [
        "members_admitted = 1800 target 2021",
        "members_admitted = 1856 2021",
    ],
    "Năm 2021, kỷ luật 3 tổ chức đảng bằng hình thức khiển trách; 45 đảng viên bằng các hình thức: khiển trách 30, cảnh cáo 15.": [
        "organizations_disciplined form=reprimand = 3 2021",
        "members_disciplined = 45 2021",
        "members_disciplined form=reprimand = 30 2021",
        "members_disciplined form=warning = 15 2021",
    ],
    "Năm 2021, có 210 đảng viên bị xử lý kỷ luật, gồm: 150 khiển trách, 60 cảnh cáo.": [
        "members_disciplined = 210 2021",
        "members_disciplined form=reprimand = 150 2021",
        "members_disciplined form=warning = 60 2021",
    ],
    "Năm 2021, kỷ luật 12 tổ chức đảng (khiển trách 9, cảnh cáo 3) và 45 đảng viên (khiển trách 30, khai trừ 15).": [
        "organizations_disciplined = 12 2021",
        "organizations_disciplined form=reprimand = 9 2021",
        "organizations_disciplined form=warning = 3 2021",
        "members_disciplined = 45 2021",
        "members_disciplined form=reprimand = 30 2021",
        "members_disciplined form=expulsion = 15 2021",
    ],
    "Năm 2021, kỷ luật 52 đảng viên với các hình thức khiển trách (30 đảng viên), cảnh cáo (22 đảng viên).": [
        "members_disciplined = 52 2021",
        "members_disciplined form=reprimand = 30 2021",
        "members_disciplined form=warning = 22 2021",
    ],
    "Năm 2021, có 46 đảng viên vi phạm phải xử lý kỷ luật.": ["members_disciplined = 46 2021"],
    "Năm 2021, số đảng viên hoàn thành xuất sắc nhiệm vụ là 8.400 đồng chí; hoàn thành tốt nhiệm vụ 42.000 đồng chí.": [
        "members_rated grade=excellent = 8400 2021",
        "members_rated grade=good = 42000 2021",
    ],
    "Năm 2021, tỷ lệ đảng viên hoàn thành tốt nhiệm vụ trở lên đạt 96,4%.": ["members_rated grade=good_or_better = 96.4% 2021"],
    "Năm 2015, có 65,3% TCCSĐ đạt trong sạch vững mạnh, trong đó có 12% TSVM tiêu biểu.": [
        "grassroots_organizations_rated grade=clean_and_strong = 65.3% 2015",
        "grassroots_organizations_rated grade=exemplary = 12% 2015",
    ],
    "Năm 2021, tỉnh kết nạp 1.856 đảng viên, nâng tổng số đảng viên toàn tỉnh lên 61.200 đồng chí.": [
        "members_admitted = 1856 2021",
        "party_members = 61200 2021",
    ],
    "Đến cuối năm 2021, số lượng đảng viên toàn tỉnh đạt 50.952 người.": ["party_members = 50952 2021"],
    "Đầu nhiệm kỳ 2020 - 2025, toàn tỉnh có 45.000 đảng viên, đến nay đã tăng lên 50.952 đảng viên.": [
        "party_members = 45000 2020",
        "party_members = 50952 2022-12-20",
    ],
    "Năm 2021, toàn tỉnh kết nạp 1.856 đảng viên, tăng 356 đồng chí (23,7%) so với năm 2020.": [
        "members_admitted = 1856 2021",
        "members_admitted = 356 change 2021",
        "members_admitted = 23.7% change 2021",
    ],
    "Số đảng viên mới kết nạp năm 2021 đạt 1.500 đồng chí; năm 2020 đạt 1.420 đồng chí.": [
        "members_admitted = 1500 2021",
        "members_admitted = 1420 2020",
    ],
    "Năm 2021, xóa tên 45 đảng viên, cho ra khỏi Đảng 32 trường hợp.": [
        "members_struck_off = 45 2021",
        "members_resigned = 32 2021",
    ],
    "Năm 2021, cử 125 cán bộ đi học cao cấp lý luận chính trị, 60 đồng chí học thạc sĩ.": [
        "people_sent_to_training theory=advanced = 125 2021",
        "people_sent_to_training degree=master = 60 2021",
    ],
    "Năm 2021, có 3.200 quần chúng ưu tú được cử đi học lớp nhận thức về Đảng.": ["candidates_trained = 3200 2021"],
    "Toàn tỉnh có 350/434 tổ chức cơ sở đảng có bí thư cấp ủy đồng thời là thủ trưởng cơ quan.": [
        "head_is_secretary = 350/434 2022-12-20"
    ],
    "Năm 2021, tặng Bằng khen cho 25 tổ chức đảng và 40 đảng viên.": [
        "merit_certificates = 25 2021",
        "merit_certificates = 40 2021",
    ],
    "Năm 2021, cấp ủy cơ sở kiểm tra 310 tổ chức đảng; các chi bộ kiểm tra 2.300 đảng viên.": [
        "inspected_organizations body=committee;body_level=grassroots = 310 2021",
        "inspected_members = 2300 2021",
    ],
    # a noun that a number counts already names no further number
    "Năm 2021, 12 tổ chức đảng được giám sát (3).": ["supervised_organizations = 12 2021"],
    # the next number's noun is this one's too; an act is none
    "Năm 2021, kết nạp 12, kiểm tra 5 giám sát.": ["members_admitted = 12 2021"],
    # part of the members by what the catalogue does not know: no total
    "Năm 2021 có 150 đảng viên tình nguyện tham gia chống dịch.": [],
}
# sentences each of whose figures leaves a doubt: a period or a narrowing that is not read for certain, a share of no base
DOUBTFUL = (
    "Năm 2021, kết nạp 45 đảng viên vùng biên.",
    "Năm 2021, có 80% đảng viên hoàn thành tốt nhiệm vụ.",
    "Toàn tỉnh kết nạp 520 đảng viên.",
)


@pytest.mark.parametrize(("text", "figures"), SENTENCES.items())
def test_sentence(known: Known, text: str, figures: list[str]):
    found = read(text, known, published="2022-12-20", province="nghe-an", organization="nghe-an.province-wide").figures
    assert [shown(figure) for figure in found] == figures


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_leaves_a_doubt_is_not_sure(known: Known, text: str):
    found = read(text, known, published="2022-12-20", province="nghe-an", organization="nghe-an.province-wide").figures
    assert found
    assert max(figure.confidence for figure in found) < 0.9
