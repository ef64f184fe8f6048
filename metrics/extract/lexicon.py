"""The words of the field as records: what is counted, what is done, which slice is meant, and words that turn a figure's status."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

from metrics.extract.text import TOKEN, fold
from metrics.indexes import INDEXES

Kind = Literal["noun", "act", "slice", "cue", "index", "committee"]


@dataclass(frozen=True, slots=True)
class Word:
    """What a phrase means: its kind, its code, and for a slice of a count the breakdown's dimension."""

    kind: Kind
    code: str
    dimension: str = ""


def expand(pattern: str) -> list[str]:
    """`chi bộ( cơ sở|)` as the phrases that it stands for."""
    opening = pattern.find("(")
    if opening < 0:
        return [pattern]
    depth, pieces, start = 0, [], opening + 1
    for place in range(opening, len(pattern)):
        sign = pattern[place]
        depth += (sign == "(") - (sign == ")")
        if depth == 0 or (depth == 1 and sign == "|"):
            pieces.append(pattern[start:place])
            start = place + 1
        if depth == 0:
            break
    inside = [phrase for piece in pieces for phrase in expand(piece)]
    return [pattern[:opening] + one + tail for one, tail in product(inside, expand(pattern[start:]))]


NOUNS: dict[str, tuple[str, ...]] = {
    # bodies
    "grassroots": (
        "(tổ chức(,|) (cơ sở|cơ sơ|cở sở) đảng|tccsđ|tccs đảng|tổ chức đảng cơ sở|cơ sở đảng|tổ chức cơ sở)( trực thuộc|)",
        "(chi|chi bộ)(,| và|/| -|) đảng bộ( cơ sở|)( trực thuộc|)",
        "đảng bộ(,| và|/| -) chi bộ( cơ sở|)( trực thuộc|)",
        "tổ chức đảng( cơ sở|) trực thuộc",
    ),
    "organization": ("(tổ chức đảng|tcđ)( cấp dưới| các cấp|)",),
    "bare_organization": ("tổ chức",),
    "committee": ("đảng bộ",),
    "grassroots_committee": ("(đảng bộ cơ sở|đbcs|đảng ủy cơ sở|đảng ủy bộ phận cơ sở)",),
    "cell": ("chi bộ", "chi bộ đảng"),
    "grassroots_cell": ("(chi bộ cơ sở|cbcs)( đảng|)( trực thuộc|)", "chi bộ trực thuộc (huyện|thị|thành|quận|tỉnh) ủy"),
    "subordinate_cell": (
        "chi bộ trực thuộc( các|)( đảng ủy cơ sở| đảng bộ cơ sở| đảng ủy| đảng bộ| cơ sở| đảng bộ bộ phận|)",
        "chi bộ trực thuộc( các|) (tổ chức cơ sở đảng|tccsđ)",
        "cbtt",
    ),
    "sectional": ("(đảng bộ bộ phận|đbbp|đảng ủy bộ phận)",),
    "subordinate_committee": (
        "đảng bộ( huyện| cấp huyện|) trực thuộc( tỉnh ủy| thành ủy| tỉnh| thành phố|)",
        "đảng bộ các huyện( , thị xã|)( ,| và|)( thị xã| thành phố|)",
        "huyện( ủy|)( ,|)( thị( ủy|)( ,| và|)|)( thành ủy|)( ,|)( và|) đảng ủy( khối|) trực thuộc( tỉnh ủy| thành ủy| tỉnh|)",
    ),
    "upper_committee": (
        "(đảng bộ|đảng ủy|tổ chức đảng) cấp trên( trực tiếp|)( của|) (cơ sở|tổ chức cơ sở đảng|tccsđ)",
        "huyện ủy và tương đương",
    ),
    "cell_committee": ("chi ủy", "cấp ủy"),
    "private": (
        "(tổ chức|tổ chức cơ sở|tccs) đảng( trong| ở| tại|)( các|)( loại hình|)( khối|)( doanh nghiệp|) (tư nhân|ngoài quốc doanh)",
        "(tổ chức|tổ chức cơ sở|tccs) đảng( trong| ở| tại|)( các|)( loại hình|)( khối|)( doanh nghiệp|) ngoài( khu vực|) nhà nước",
        "(tổ chức|tổ chức cơ sở|tccs) đảng( trong| ở| tại) khu vực ngoài nhà nước",
        "(tổ chức|tổ chức cơ sở|tccs) đảng( của| thuộc)( khối| loại hình) doanh nghiệp (tư nhân|ngoài quốc doanh)",
        "(tổ chức|tổ chức cơ sở|tccs) đảng( của| thuộc)( khối| loại hình) doanh nghiệp ngoài( khu vực|) nhà nước",
    ),
    # persons
    "member": ("(đảng viên|đv|(đồng chí|đ / c|đ / c .|đ / chí)( là|) đảng viên)",),
    "new_member": ("(số |tổng số |)(đảng viên|đv) mới( kết nạp|)", "(đảng viên|đv) được kết nạp"),
    "candidate": (
        "quần chúng( ưu tú| , đoàn viên ưu tú|)",
        "đoàn viên( ưu tú| , quần chúng( ưu tú|))",
        "(cảm tình|đối tượng( kết nạp|)( vào|)) đảng",
        "quần chúng( ưu tú|) vào đảng",
    ),
    "probationary": ("(đảng viên|đv) dự bị", "đvdb"),
    "full_member": ("(đảng viên|đv) chính thức",),
    "committee_member": (
        "(đồng chí |đảng viên là |)cấp ủy viên( các cấp|)",
        "(chi ủy viên|cuv)",
        "(đồng chí |)(tỉnh|thành|huyện|quận|thị|đảng) ủy viên",
        "(đồng chí |)ủy viên( cấp ủy|) các cấp",
        "đồng chí bí thư( cấp ủy| chi bộ| đảng ủy|)",
    ),
    "person": ("(đồng chí|người|thành viên|nhân sự|đ / c)",),
    "commissioner": ("ủy viên", "đồng chí ủy viên"),
    "deputy": ("đồng chí phó bí thư", "phó bí thư( đảng ủy| tỉnh ủy| thành ủy|)"),
    "delegate": ("đại biểu( chính thức| đảng viên|)", "đb chính thức"),
    "staff": (
        "(cán bộ , |)công chức , viên chức( và| ,|)( người lao động|)",
        "(cán bộ , công chức|cbccvc( và người lao động|))",
        "cán bộ , công nhân( ,|) viên chức",
        "người lao động",
    ),
    "youth": ("thanh niên( ưu tú|)", "công nhân( ưu tú|)", "em"),
    "cadre": ("(cựu |nguyên |)cán bộ(, đảng viên| và đảng viên|)",),
    "learner": ("học viên",),
    # sessions, letters, documents, awards
    "session": ("(cuộc|lượt) kiểm tra", "cuộc kiểm tra , giám sát", "cuộc kiểm tra và giám sát"),
    "supervision_session": ("(cuộc|lượt) giám sát( chuyên đề|)",),
    "bare_session": ("cuộc",),
    "letter": ("đơn( thư|)( tố cáo| phản ánh| khiếu nại| kiến nghị|)(, phản ánh|, khiếu nại|, tố cáo|)",),
    "target_item": ("nhóm chỉ tiêu", "chỉ tiêu(, mục tiêu|)", "mục tiêu(, chỉ tiêu| chủ yếu| cụ thể)"),
    "resolution": ("nghị quyết( chuyên đề|)",),
    "scheme": ("đề án",),
    "conclusion": ("kết luận",),
    "procedure_list": ("danh mục( tthc| thủ tục hành chính| thủ tục|)",),
    "procedure": ("(thủ tục( hành chính|)|tthc|th)",),
    "process": ("quy trình( nội bộ| điện tử|)(,|)( quy trình điện tử|)",),
    "dossier": ("hồ sơ",),
    "collective": ("tập thể",),
    "owner": ("chủ doanh nghiệp( tư nhân|)",),
    "unit": ("(cơ quan , |)đơn vị",),
    "individual": ("cá nhân",),
    "case": ("trường hợp",),
    "order": ("huân chương lao động",),
    "flag": ("cờ thi đua",),
    "certificate": ("bằng khen",),
    "badge": ("huy hiệu đảng",),
    "place": ("bậc",),
    "reserve_delegate": ("đại biểu( dự khuyết| khách mời| mời|)",),
    "class": ("lớp",),
}

ACTS: dict[str, tuple[str, ...]] = {
    "admit": (
        "kết nạp( được| mới|)",
        "phát triển( được| mới|)",
        "phát triển( được|)( mới|) đảng( viên|)",
        "kết nạp đảng( viên|)",
        "nạp mới( được|)",
        "kết nạp vào đảng",
        "trở thành đảng viên",
        "(đứng |)vào( hàng ngũ|)( của|) đảng",
    ),
    "make_full": (
        "chuyển( đảng|) chính thức",
        "(xét |)công nhận( đảng viên|) chính thức",
        "(xét |)công nhận( là|) đảng viên chính thức",
        "chuyển đảng viên( dự bị thành|) chính thức",
    ),
    "recognize": ("(xét |)công nhận( cho|)",),
    "strike_off": ("xóa tên( đảng viên|)( trong| khỏi| ra khỏi|)( danh sách|)", "xóa( khỏi|) danh sách"),
    "resign": ("cho( xin|) ra", "(cho|xin) (ra khỏi|rút khỏi|rút tên khỏi) đảng", "cho rút( tên|)", "cho xin ra( khỏi đảng|)"),
    "put_out": ("đưa ra khỏi đảng", "ra khỏi đảng", "sàng lọc( ,|)( đưa ra khỏi đảng|)"),
    "receive": (
        "tiếp nhận( bàn giao|)( mới|)",
        "nhận bàn giao",
        "(được |)(đưa|điều chuyển) (từ|về)",
        "chuyển( sinh hoạt( đảng|)|) đến",
        "nhận",
    ),
    "send": ("chuyển giao", "bàn giao", "chuyển sinh hoạt( đảng|)( đi|)", "chuyển( đi|)"),
    "found": (
        "lập",
        "(cho |)ra đời",
        "thành lập( mới|)( thêm|)( được|)",
        "thành lập thêm( mới|)",
        "lập( mới| thêm)( được|)",
        "mới thành lập",
    ),
    "dissolve": ("giải thể", "kết thúc hoạt động( của|)"),
    "merge": ("hợp nhất", "sáp nhập", "nhập"),
    "inspect": (
        "(kiểm tra|kt) và( đã|)( ban hành| ra|)( thông báo|) kết luận( đối với|)",
        "kt( đối với|)",
        "kiểm tra( đối với| theo chương trình| định kỳ|)",
        "kiểm tra chuyên đề( đối với|)",
    ),
    "supervise": (
        "giám sát( chuyên đề|) và( đã|)( ban hành| ra|)( thông báo|) kết luận( đối với|)",
        "gs( đối với|)",
        "giám sát( chuyên đề| thường xuyên|)( đối với| tại|)",
    ),
    "inspect_supervise": (
        "(ktgs|kt , gs|kt - gs|kt & gs)",
        "kiểm tra(,| và) giám sát( chuyên đề|)( đối với| tại|)",
    ),
    "violation": (
        "kt( khi có|) (dấu hiệu vi phạm|dhvp)( đối với|)",
        "kiểm tra( khi có|) (dấu hiệu vi phạm|dhvp)( đối với|)",
        "(dấu hiệu vi phạm|dhvp)( đối với|)",
    ),
    "duty": (
        "kiểm tra( việc|)( chấp hành|) thực hiện nhiệm vụ( công tác|) kiểm tra(, giám sát|)( đảng|)",
        "kiểm tra( việc|)( thực hiện|) nhiệm vụ (kiểm tra|ktgs)(, giám sát|)",
        "kiểm tra việc thi hành kỷ luật( đảng|)",
        "kiểm tra( việc|)( chấp hành|) thực hiện nhiệm vụ( công tác|) kiểm tra(, giám sát|)( và|,) thi hành kỷ luật( đảng|)",
        "nhiệm vụ kiểm tra(, giám sát|)( và|,) thi hành kỷ luật( trong|)( đảng|)",
        "nhiệm vụ kiểm tra(, giám sát|)",
        "(về |)(việc |)(chấp hành |)thực hiện nhiệm vụ( công tác|) (kiểm tra|ktgs|kt)(, giám sát|, gs|)( và thi hành kỷ luật|)",
        "(về |)(việc |)thi hành kỷ luật trong đảng",
    ),
    "finance": (
        "kiểm tra( công tác| việc|)( quản lý|)( thu , chi| thu chi|)( ngân sách|)( ,|) tài chính( đảng|)",
        "kiểm tra( công tác| việc|) thu(,|) nộp",
        "(tài chính đảng|đảng phí)",
        "về( công tác| việc|)( quản lý|) (thu , chi|thu chi|thu , nộp|tài chính)( ngân sách|)",
    ),
    "discipline": ("(thi hành|xử lý|bị|quyết định thi hành|) kỷ luật( đảng| đối với|)",),
    "handle": ("xử lý",),
    "conclude": (
        "kết nạp( mới|)( vào|) đoàn( viên|)",
        "giới thiệu( cho đảng|)",
        "(thông báo |)kết luận kiểm tra( đối với|)",
        "khiếu nại( về|)( việc|)( thi hành|) kỷ luật( của|)( đảng|)",
        "(bị|phải|cần|để|đề nghị) xem xét( ,|) (thi hành|xử lý) kỷ luật( đảng|)",
        "đề nghị( tỉnh ủy| cấp trên|) (thi hành|xử lý) kỷ luật( đảng|)",
        "(đề|kiến) nghị( thi hành| xử lý|) kỷ luật( đối với|)",
        "thẩm tra( xác minh|)",
        "(kiểm điểm|rút kinh nghiệm|nhắc nhở|phê bình)( trách nhiệm|)( rút kinh nghiệm|)",
        "(tặng |)kỷ niệm chương",
        "(cấp|trao|phát) thẻ( đảng( viên|)|)",
        "phát hiện",
        "từ trần",
        "đề nghị",
        "(bị |)(thi hành |xử lý |)kỷ luật( về|)( mặt|) (hành chính|chính quyền|đoàn thể|công vụ)",
        "(bị |)xử lý (pháp luật|hành chính|theo pháp luật|trước pháp luật|về hành chính|về mặt chính quyền)",
        "khởi tố",
        "truy tố",
        "xử lý hình sự",
        "kiến nghị",
    ),
    "suspend": ("đình chỉ sinh hoạt( đảng|)( cấp ủy|)",),
    "train": (
        "(bồi dưỡng|tập huấn|học tập|học)( lý luận chính trị| nhận thức về đảng| kiến thức|)",
        "lớp( học|)( bồi dưỡng|)( nhận thức về đảng| cảm tình đảng|)",
        "nhận thức về đảng",
        "(bồi dưỡng|lớp bồi dưỡng|lớp|học) (kết nạp đảng|đối tượng( kết nạp|) đảng)",
        "bồi dưỡng( kiến thức| nhận thức|) cho",
    ),
    "send_to_training": (
        "(cử|được cử)( đi|)( học|)( đào tạo|)( ,|)( bồi dưỡng|)",
        "đi (đào tạo|học)( , bồi dưỡng|)",
        "cử cán bộ( , đảng viên|) đi( đào tạo| học|)",
    ),
    "congress": (
        "(hoàn thành|hoàn tất)( việc|)( tổ chức|)( xong|) (đại hội|đh)",
        "(đã |)(tổ chức|tiến hành)( xong| thành công| hoàn thành| đồng loạt| lần lượt| đồng thời|)( thành công|) (đại hội|đh)",
        "(đã|xong) (đại hội|đh)",
        "đại hội xong",
        "(đã |)tổ chức xong",
    ),
    "pilot": (
        "((đã |)(tổ chức|tiến hành)( xong| thành công|) |)đại hội( làm|)( điểm| thí điểm)",
        "làm điểm",
        "chọn làm điểm",
        "thí điểm",
    ),
    "commend": ("khen( thưởng|)", "biểu dương", "tuyên dương", "tặng( thưởng|) giấy khen", "tôn vinh", "giấy khen"),
    "award_order": ("huân chương( lao động|)",),
    "award_flag": ("cờ( thi đua|)",),
    "award_badge": ("huy hiệu",),
    "settle": ("giải quyết( xong|)",),
    "elect": ("bầu( ra| được| lấy|)", "trúng cử( vào|)( cấp ủy|)"),
    "publish": ("công bố",),
    "approve": ("phê duyệt",),
    "plan_documents": ("xây dựng", "ban hành"),
    "represent": ("(thay mặt|đại diện)( cho|)",),
    "hold": (
        "(phát triển|tăng|nâng|lớn mạnh) (lên|thành|tới)",
        "(tổng số|quản lý|sinh hoạt tại|sinh hoạt ở|đang sinh hoạt|con số|nâng tổng số|đưa tổng số|lãnh đạo)",
    ),
    "head": (
        "người đứng đầu( cơ quan|)( , đơn vị|)( là|)( bí thư|)",
        "đồng thời là( thủ trưởng| người đứng đầu|)",
        "(có |)bí thư( cấp ủy| chi bộ| đảng ủy|) (kiêm|đồng thời là)( thủ trưởng| người đứng đầu|)",
        "(thủ trưởng|người đứng đầu)( cơ quan|)( , đơn vị|) (kiêm|đồng thời là) bí thư( cấp ủy| chi bộ| đảng ủy|)",
        "nhất thể hóa",
    ),
}

# what narrows a count: (dimension, value): phrases
SLICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("form", "reprimand"): ("khiển trách",),
    ("form", "warning"): ("cảnh cáo",),
    ("form", "removal"): ("cách chức",),
    ("form", "expulsion"): ("khai trừ( ra khỏi đảng| khỏi đảng|)",),
    ("form", "dissolution"): ("giải tán",),
    ("grade", "clean_and_strong"): ("trong sạch(,|)( và|) vững mạnh", "tsvm"),
    ("grade", "exemplary"): ("(trong sạch(,|)( và|) vững mạnh|tsvm) tiêu biểu", "vững mạnh tiêu biểu"),
    ("grade", "excellent"): (
        "hoàn thành xuất sắc( nhiệm vụ| chức trách , nhiệm vụ|)",
        "htxsnv",
        "htxs",
    ),
    ("grade", "good"): ("hoàn thành tốt( nhiệm vụ| chức trách , nhiệm vụ|)", "httnv"),
    ("grade", "completed"): ("hoàn thành nhiệm vụ", "htnv"),
    ("grade", "rated"): (
        "(được|tiến hành|đã|dự|tham gia) đánh giá( ,| và|) (xếp loại|phân loại)( chất lượng|)",
        "được( đánh giá|) (xếp loại|phân loại)( chất lượng|)",
        "được đánh giá chất lượng",
    ),
    ("grade", "failed"): ("không hoàn thành nhiệm vụ", "khtnv", "yếu kém", "(xếp |)loại (yếu|kém)", "vi phạm tư cách( đảng viên|)"),
    ("violation", "forbidden_conduct"): ("(những |)điều đảng viên không được làm", "19 điều đảng viên không được làm"),
    ("violation", "ethics_lifestyle"): ("(phẩm chất |)đạo đức( ,| và|) lối sống", "(phẩm chất |)chính trị , đạo đức( ,|) lối sống"),
    ("violation", "population_policy"): (
        "(chính sách |công tác |)dân số(,| -| và|) kế hoạch hóa gia đình",
        "chính sách dân số",
        "kế hoạch hóa gia đình",
        "(vi phạm |)sinh con thứ (ba|3|tư|4|năm|5)( trở lên|)",
    ),
    ("violation", "democratic_centralism_regulations"): (
        "(nguyên tắc |)tập trung dân chủ( ,| và|)( quy chế làm việc|)",
        "quy chế làm việc",
    ),
    ("violation", "corruption"): ("tham nhũng( , lãng phí| , tiêu cực|)", "tham ô"),
    ("violation", "irresponsibility"): ("thiếu( tinh thần|) trách nhiệm",),
    ("violation", "gambling"): ("(vi phạm |)(đánh bạc|cờ bạc|tham gia đánh bạc)",),
    ("violation", "head_responsibility"): ("(vai trò |)(,|)( trách nhiệm|) người đứng đầu",),
    ("group", "female"): ("nữ", "(đảng viên|đv) nữ", "nữ đảng viên", "phụ nữ"),
    ("group", "youth_union"): (
        "(còn |đang |)(tham gia |)sinh hoạt( trong|)( tổ chức|) đoàn( thanh niên|)( cộng sản hồ chí minh|)",
        "đoàn viên( thanh niên|)",
        "đoàn viên - thanh niên",
        "(đảng viên|đv) là đoàn viên( thanh niên|)",
        "(đảng viên |đv |)(còn |)trong( độ|) tuổi (đoàn|thanh niên|sinh hoạt đoàn)( viên| thanh niên|)",
    ),
    ("group", "ethnic_minority"): (
        "(người|là người|) (dân tộc thiểu số|dân tộc ít người|dtts|đồng bào dân tộc( thiểu số|))",
        "(đảng viên|đv) người dân tộc( thiểu số|)",
        "(đảng viên|đv)( là|) người (dân tộc thiểu số|dtts|đồng bào dân tộc( thiểu số|))",
        "người dân tộc",
        "(là |)(người |đồng bào )(dân tộc |)(khmer|chăm|hoa|mông|thái|mường|tày|nùng|dao|ê đê|gia rai|ba na|hrê|co)",
        "(thuộc |)(các |)dân tộc thiểu số",
    ),
    ("group", "religious"): (
        "(người |là người |)(có|theo)( tôn giáo| đạo)",
        "(đảng viên|đv)( là|)( người|) (có|theo) (đạo|tôn giáo)",
        "(là |)(người |đồng bào |)(công giáo|theo đạo)( thiên chúa|)",
        "(theo |gốc |)(tôn giáo|giáo dân)",
        "đồng bào( có| các| theo|) (đạo|tôn giáo)",
    ),
    ("group", "enterprise"): (
        "(thuộc |trong |)(khu vực |thành phần |)kinh tế tư nhân",
        "(trong |thuộc |ở |) (các |)(khu vực |khối |) doanh nghiệp",
    ),
    ("group", "student"): ("(học sinh|sinh viên|học sinh , sinh viên)",),
    ("group", "rural"): ("nông dân", "(ở |thuộc |)(khu vực |vùng |)nông thôn"),
    ("incumbency", "re_elected"): ("tái cử",),
    ("incumbency", "first_time"): ("tham gia lần đầu", "(mới tham gia|lần đầu( tham gia|)|trúng cử lần đầu)"),
    ("degree", "doctorate"): ("tiến sĩ( và tương đương|)", "tiến sỹ( và tương đương|)"),
    ("degree", "master"): ("thạc sĩ", "thạc sỹ", "học cao học", "cao học"),
    ("degree", "university"): ("(có |) (trình độ |) đại học",),
    ("degree", "postgraduate"): ("(trình độ |) (sau|trên) đại học",),
    ("degree", "university_or_higher"): (
        "(có |)(trình độ |)đại học( và|,|) (trên|sau) đại học",
        "(có |)(trình độ |)đại học trở lên",
    ),
    ("theory", "advanced"): (
        "(trình độ |có trình độ |) cao cấp( lý luận chính trị| llct| chính trị| , cử nhân|)",
        "cử nhân chính trị",
        "(cao cấp và|cao cấp hoặc|cử nhân và|cử nhân ,) (cử nhân|cao cấp)( lý luận chính trị| llct| chính trị|)",
    ),
    ("theory", "intermediate"): ("(trình độ |có trình độ |) trung cấp( lý luận chính trị| llct| chính trị|)",),
    ("theory", "elementary"): ("(trình độ |có trình độ |) sơ cấp( lý luận chính trị| llct| chính trị|)",),
}

CUES: dict[str, tuple[str, ...]] = {
    "target": ("yêu cầu", "quyết tâm", "mục tiêu", "phấn đấu", "được giao", "đặt ra", "đề ra", "giao chỉ tiêu"),
    "plan": (
        "chương trình kiểm tra( , giám sát|)",
        "kế hoạch( giao| đề ra|)",
        "nghị quyết( đề ra|)",
        "nq",
        "kh",
        "số dự kiến",
        "dự kiến( của|) cả năm",
    ),
    "planned": ("dự kiến", "sẽ", "sẽ có"),
    "estimated": ("ước( tính|)( thực hiện|)",),
    "running": ("đang (tiến hành|thực hiện|triển khai|xem xét)", "đang"),
    "subset": ("trong đó", "trong( tổng|) số( đó| này| các|)"),
    "over": ("vượt( mức| hơn| trên| kế hoạch|)",),
    "up": ("tăng( thêm|)",),
    "down": ("giảm( đi|)",),
    "compare": ("so( với|)( cùng kỳ|)", "cùng kỳ( năm ( trước| ngoái)|)"),
    "norm": ("mỗi", "bình quân", "trung bình"),
    "rest": ("còn lại",),
    "or_more": ("trở lên",),
    "members_base": ("(tổng |) số đảng viên", "(tổng |) số đv"),
    "population": ("dân số",),
    "yearly": ("(hằng|hàng|mỗi) năm", "bình quân( hằng| hàng| mỗi|) năm"),
    "met": ("đạt và vượt", "đạt , vượt", "hoàn thành và vượt"),
    "rank": (
        "(xếp|đứng|xếp hạng|đứng hạng|đạt)( ở|)( vị trí|)( thứ| hạng)",
        "(xếp|đứng)( vị trí|)( thứ|)",
        "vị trí thứ",
        "thứ hạng",
    ),
    "score": ("điểm", "đạt"),
    "share": ("chiếm( tỷ lệ| tỉ lệ|)", "tỷ lệ( đạt|)", "đạt tỷ lệ"),
    "staff_base": ("trong( các|) cơ quan",),
    "continue": (
        "(dẫn đầu|đi đầu|đi trước|đứng đầu|đứng cuối|nổi bật|nổi trội|điển hình|tiêu biểu|cụ thể|đáng chú ý|khá nhất)",
        "(tiếp đến|tiếp theo|tiếp sau|kế đến|kế tiếp|sau đó( là| đến)|xếp sau|theo sau)",
        "đối tượng( giám sát| kiểm tra|) (là|gồm)",
        "(cao|nhiều|thấp|nhanh|chậm|lớn|tốt|đông|khá|đạt tốt) nhất",
        "(cao|nhiều|thấp|ít|nhanh|chậm) hơn cả",
    ),
    "same": ("con số (này|đó|ấy|là)", "số này"),
    "none": ("không có", "không còn"),
    "badge_held": ("tuổi đảng",),
    "event": ("(đại hội|đh)( đại biểu|)", "lễ( kỷ niệm|)", "hội nghị", "phiên (trù bị|chính thức|khai mạc)"),
    "become": ("thành", "xuống còn", "lên"),
}
COMMITTEES: dict[str, tuple[str, ...]] = {
    "executive_committee_size": ("ban chấp hành", "bch"),
    "standing_committee_size": ("ban thường vụ", "btv"),
    "inspection_commission_size": ("ủy ban kiểm tra", "ubkt"),
    "upper_congress_delegates": (
        "đoàn( đại biểu|)( đi|) dự (đại hội|đh)",
        "(đại biểu|) (đi |về |)dự (đại hội|đh)( đại biểu|)( đảng bộ| đảng|) (cấp trên|tỉnh|huyện|toàn quốc|xiv|xiii)",
        "(đại biểu|) (đi |về |)dự (đại hội|đh)( đại biểu|) đảng bộ (tỉnh|huyện|thành phố)",
    ),
    "other_committee": ("ủy ban thường vụ( quốc hội|)", "thường trực", "khách mời", "đoàn chủ tịch", "danh sách"),
}


def _tree() -> dict[str, Any]:
    """The phrases as a tree of words; under the empty word stands what a phrase that ends there means."""
    tree: dict[str, Any] = {}

    def add(phrases: tuple[str, ...], word: Word) -> None:
        for pattern in phrases:
            for phrase in expand(fold(pattern)):
                node = tree
                for one in TOKEN.findall(phrase):
                    node = node.setdefault(one, {})
                if node is not tree:
                    node.setdefault("", word)

    for (dimension, value), phrases in SLICES.items():
        add(phrases, Word("slice", value, dimension))
    kinds: tuple[tuple[Kind, dict[str, tuple[str, ...]]], ...] = (
        ("committee", COMMITTEES),
        ("index", {one.prefix: one.phrases for one in INDEXES}),
        ("noun", NOUNS),
        ("act", ACTS),
        ("cue", CUES),
    )
    for kind, table in kinds:
        for code, phrases in table.items():
            add(phrases, Word(kind, code))
    return tree


LEXICON = _tree()
# first words of the names of indexes
INDEX_STARTS = frozenset(phrase.split()[0] for one in INDEXES for named in one.phrases for phrase in expand(fold(named)))


# what makes one word with `đảng`
OF_THE_PARTY = frozenset({"bộ", "viên", "ủy"})


def word_at(words: list[str], i: int) -> tuple[Word, int] | None:
    """The longest phrase of the lexicon that begins at token `i`, and where it ends.

    None ends within a word: `thi hành kỷ luật trong Đảng` is no part of `thi hành kỷ luật trong Đảng bộ tỉnh`.
    """
    node = LEXICON.get(words[i])
    found: tuple[Word, int] | None = None
    count = len(words)
    while node is not None:
        i += 1
        if "" in node and not (words[i - 1] == "đảng" and i < count and words[i] in OF_THE_PARTY):
            found = node[""], i
        if i == count:
            break
        node = node.get(words[i])
    return found
