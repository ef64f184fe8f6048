"""What the generated texts are made of: places, bodies, and sentences that state no figure of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.spelling import search_key


def slug_of(words: str) -> str:
    return search_key(words).replace(" ", "-")


@dataclass(frozen=True)
class Body:
    """A body as a text names it, and its slug under its province."""

    name: str
    slug: str


@dataclass(frozen=True)
class Place:
    """A province with some of its districts; `bloc` is the name of its bloc of agencies and `bloc_slug` the end of its slug."""

    slug: str
    name: str
    districts: tuple[str, ...]
    bloc: str = "Khối các cơ quan"
    bloc_slug: str = "agencies-bloc"

    def district(self, name: str) -> Body:
        kind, _, rest = name.partition(" ")
        short = {"huyện": "huyen", "thị": "tx", "thành": "tp"}[kind]
        plain = rest if kind == "huyện" else rest.partition(" ")[2]
        return Body(name, f"{self.slug}.{short}-{slug_of(plain)}")

    def unit(self, name: str) -> Body:
        return Body(name, f"{self.slug}.{slug_of(name.removesuffix(' tỉnh'))}")

    @property
    def wide(self) -> str:
        return f"{self.slug}.province-wide"

    @property
    def bloc_body(self) -> str:
        return f"{self.slug}.{self.bloc_slug}"


BOTH = "Khối Cơ quan và Doanh nghiệp", "agencies-enterprises-bloc"
PLACES = (
    Place("nghe-an", "Nghệ An", ("huyện Anh Sơn", "huyện Con Cuông", "huyện Đô Lương", "huyện Quỳ Hợp", "thị xã Cửa Lò")),
    Place(
        "thai-nguyen", "Thái Nguyên", ("huyện Đại Từ", "huyện Phú Bình", "huyện Võ Nhai", "thành phố Sông Công", "huyện Định Hóa")
    ),
    Place("dong-thap", "Đồng Tháp", ("huyện Lấp Vò", "huyện Lai Vung", "huyện Tam Nông", "thành phố Sa Đéc", "huyện Tân Hồng")),
    Place("dak-lak", "Đắk Lắk", ("huyện Krông Pắc", "huyện Ea Kar", "thị xã Buôn Hồ", "huyện Lắk", "huyện Krông Búk")),
    Place("ha-tinh", "Hà Tĩnh", ("huyện Can Lộc", "huyện Thạch Hà", "thị xã Hồng Lĩnh", "huyện Hương Khê", "huyện Đức Thọ")),
    Place("lang-son", "Lạng Sơn", ("huyện Cao Lộc", "huyện Lộc Bình", "huyện Bắc Sơn", "huyện Chi Lăng", "huyện Tràng Định")),
    Place("quang-ngai", "Quảng Ngãi", ("huyện Bình Sơn", "huyện Mộ Đức", "thị xã Đức Phổ", "huyện Trà Bồng", "huyện Sơn Tịnh")),
    Place("phu-tho", "Phú Thọ", ("huyện Thanh Ba", "huyện Cẩm Khê", "huyện Yên Lập", "thành phố Việt Trì", "huyện Hạ Hòa")),
    Place("ca-mau", "Cà Mau", ("huyện U Minh", "huyện Cái Nước", "huyện Năm Căn", "huyện Đầm Dơi", "huyện Ngọc Hiển")),
    Place("lam-dong", "Lâm Đồng", ("huyện Di Linh", "huyện Đơn Dương", "huyện Lạc Dương", "thành phố Bảo Lộc", "huyện Đạ Tẻh")),
    Place(
        "ben-tre", "Bến Tre", ("huyện Ba Tri", "huyện Giồng Trôm", "huyện Thạnh Phú", "huyện Mỏ Cày Nam", "huyện Chợ Lách"), *BOTH
    ),
    Place("an-giang", "An Giang", ("huyện Thoại Sơn", "huyện Tri Tôn", "thị xã Tân Châu", "huyện Phú Tân", "huyện Chợ Mới"), *BOTH),
    Place(
        "vinh-long", "Vĩnh Long", ("huyện Tam Bình", "huyện Vũng Liêm", "huyện Long Hồ", "huyện Trà Ôn", "thị xã Bình Minh"), *BOTH
    ),
    Place("yen-bai", "Yên Bái", ("huyện Văn Chấn", "huyện Mù Cang Chải", "huyện Lục Yên", "thị xã Nghĩa Lộ", "huyện Trạm Tấu")),
)
OFFICES = (
    "Sở Tài chính",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Công an tỉnh",
    "Cục Thuế tỉnh",
    "Bệnh viện Đa khoa tỉnh",
    "Trường Cao đẳng Y tế",
    "Trường Chính trị tỉnh",
    "Văn phòng UBND tỉnh",
    "Kho bạc Nhà nước tỉnh",
    "Tòa án nhân dân tỉnh",
    "Đài Phát thanh và Truyền hình tỉnh",
    "Sở Giáo dục và Đào tạo",
    "Hội Nông dân tỉnh",
    "Ban Quản lý Khu kinh tế",
)

# Sentences that state no figure of the catalogue. Some hold numbers of other things, as newspapers do.
PLAIN = (
    "Công tác tư tưởng được chú trọng, tạo sự đồng thuận trong nhân dân.",
    "Nhiều cách làm hay được nhân rộng ra các địa bàn vùng sâu, vùng xa.",
    "Tuy vậy, việc tạo nguồn ở vùng đồng bào có đạo còn không ít khó khăn.",
    "Nguyên nhân một phần do thanh niên nông thôn đi làm ăn xa.",
    "Cấp ủy phân công từng thành viên bám cơ sở, gỡ vướng kịp thời.",
    "Phong trào xây dựng nông thôn mới lan tỏa rộng khắp các thôn, bản.",
    "Người dân hiến đất mở đường, góp công làm thủy lợi nội đồng.",
    "Kinh tế của tỉnh giữ đà tăng trưởng, đời sống người dân khá lên từng ngày.",
    "Nền nếp sinh hoạt chi bộ được giữ vững, nội dung thiết thực hơn trước.",
    "Qua đó, sức chiến đấu của tổ chức đảng được nâng lên rõ rệt.",
    "Việc học tập và làm theo Bác gắn với phong trào thi đua của từng cơ quan.",
    "Cán bộ được luân chuyển, rèn luyện qua thực tiễn.",
    "Nói như một bí thư chi bộ, làm dân vận phải kiên trì như nước chảy đá mòn.",
    "Đó là nền tảng để địa phương bước vào chặng đường mới.",
    "Những vướng mắc về thủ tục đang được các ngành chức năng tháo gỡ.",
    "Bà con trồng mới hơn 3.000 cây xanh dọc các tuyến đường liên xã.",
    "Các nhà hảo tâm trao 45 suất học bổng cho học sinh vượt khó.",
    "Hơn 200 hộ nghèo được vay vốn ưu đãi để chăn nuôi.",
    "Tuyến đường dài 12 km nối hai xã cũng vừa được rải nhựa.",
    "Thu ngân sách ước đạt trên 2.400 tỷ đồng.",
    "Tỷ lệ hộ dân dùng nước sạch lên tới 96,5%.",
    "Đoàn viên thanh niên nhận chăm sóc 18 công trình măng non.",
    "Giải bóng chuyền có 12 đội tham dự, tranh tài sôi nổi.",
    "Tổng kinh phí xây nhà văn hóa hơn 3,2 tỷ đồng, dân góp một phần ba.",
    "Diện tích rừng trồng mới lên tới 1.250 ha.",
    "Chỉ thị 05 được quán triệt tới từng chi bộ.",
    "Ban Thường vụ yêu cầu các nơi nghiêm túc rút kinh nghiệm.",
    "Hội thi tìm hiểu lịch sử Đảng thu hút đông đảo bạn trẻ.",
    "Việc gì có lợi cho dân thì cán bộ phải làm trước.",
    "Trưởng thôn kể rằng ngày trước muốn họp phải đi bộ cả buổi đường.",
    "Công tác quản lý hồ sơ đảng viên cũng đi vào nền nếp.",
    "Không ít nơi còn nể nang, ngại va chạm trong tự phê bình và phê bình.",
    "Gần 90% thôn, bản có đường ô tô tới trung tâm.",
    "Hợp tác xã tạo việc làm cho 35 lao động với thu nhập ổn định.",
    "Trường học, trạm y tế được xây mới khang trang.",
)
