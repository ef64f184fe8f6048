"""Ranks and scores of the yearly indexes: sentences made of parts, whose figures are known by how they were made.

Every sentence here is made up, and so are its numbers.
"""

from __future__ import annotations

import random

import pytest

from metrics.extract import Known, read
from metrics.indexes import INDEXES
from tests.extract.shown import shown

NAMES = {
    "par_index": ["PAR INDEX", "Chỉ số PAR INDEX", "Chỉ số cải cách hành chính (PAR INDEX)", "Chỉ số CCHC"],
    "sipas": ["SIPAS", "Chỉ số SIPAS", "Chỉ số hài lòng của người dân, tổ chức đối với sự phục vụ hành chính (SIPAS)"],
    "dti": ["DTI", "Chỉ số chuyển đổi số", "Chỉ số chuyển đổi số cấp tỉnh (DTI)"],
    "papi": ["PAPI", "Chỉ số PAPI", "Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh (PAPI)"],
    "pci": ["PCI", "Chỉ số PCI", "chỉ số năng lực cạnh tranh cấp tỉnh (PCI)"],
}
PROVINCES = {
    "Nghệ An": "",
    "Hải Phòng": "hai-phong.",
    "Quảng Ninh": "quang-ninh.",
    "Thanh Hóa": "thanh-hoa.",
    "Bà Rịa - Vũng Tàu": "ba-ria-vung-tau.",
    "Thừa Thiên Huế": "hue.",
}
PLACED = [
    "xếp thứ {}",
    "đứng thứ {}",
    "xếp vị trí {}",
    "đứng vị trí thứ {}",
    "xếp hạng {}",
    "đứng ở vị trí thứ {}",
    "giữ thứ hạng {}",
]
OF_ALL = ["", "/63", "/63 tỉnh, thành phố", " trong 63 tỉnh, thành phố", " trên tổng số 63 tỉnh, thành", " cả nước"]
WORDED = {
    1: ["dẫn đầu", "đứng đầu", "giành ngôi quán quân", "xếp thứ nhất", "giữ vị trí số một", "giữ vị trí quán quân"],
    2: ["về nhì", "giành vị trí á quân", "xếp thứ hai", "đứng ở vị trí thứ nhì"],
    3: ["xếp thứ ba", "đứng ở vị trí thứ ba"],
}
UP = ["tăng {} bậc", "vươn lên {} bậc", "nhảy vọt {} bậc", "tăng {} hạng", "cải thiện {} bậc", "tăng {} bậc so với năm {before}"]
DOWN = ["giảm {} bậc", "tụt {} bậc", "tụt {} hạng", "giảm {} bậc so với năm {before}", "rớt {} bậc"]
# sentences that say nothing of an index, before and after
HARMLESS = [
    "Đồng chí Bí thư Tỉnh ủy dự và phát biểu chỉ đạo.",
    "Cùng năm, toàn tỉnh kết nạp đảng viên mới ở nhiều nơi.",
    "Hội nghị bế mạc trong buổi chiều.",
    "Lãnh đạo các sở, ngành cùng tham dự.",
]


def found(known: Known, text: str) -> list[str]:
    reading = read(text, known, published="2024-12-20", province="nghe-an", organization="nghe-an.province-wide")
    return sorted(shown(one) for one in reading.figures)


def figure(
    code: str, value: float, year: str, province: str = "Nghệ An", *, of: str = "", change: bool = False, scope: str = ""
) -> str:
    kind = f"{code} scope={scope}" if scope else code
    parts = [kind, "=", f"{value:g}" + of, "change" if change else "", year, f"@{PROVINCES[province]}administration"]
    return " ".join(filter(None, parts))


def score_of(code: str, chance: random.Random) -> float:
    highest = next(one.highest_score for one in INDEXES if one.prefix == code)
    return round(highest * chance.uniform(0.4, 0.95), 4 if highest == 1 else 2)


def written(value: float) -> str:
    return f"{value:g}".replace(".", ",")


class Maker:
    """A sentence, and the figures that it states, drawn by chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.code = self.chance.choice(list(NAMES))
        self.name = self.chance.choice(NAMES[self.code])
        self.year = self.chance.randint(2015, 2023)
        self.province = self.chance.choice(list(PROVINCES))
        self.rank = self.chance.randint(4, 60)
        self.of = self.chance.choice(OF_ALL)

    def placed(self) -> tuple[str, str]:
        """`xếp thứ 15/63`, and its figure."""
        words = self.chance.choice(PLACED).format(self.rank) + self.of
        return words, figure(f"{self.code}_rank", self.rank, str(self.year), self.province, of="/63" if "63" in self.of else "")

    def worded(self) -> tuple[str, str]:
        rank = self.chance.choice(list(WORDED))
        return self.chance.choice(WORDED[rank]), figure(f"{self.code}_rank", rank, str(self.year), self.province)

    def scored(self) -> tuple[str, str]:
        value = score_of(self.code, self.chance)
        percent = self.code in ("par_index", "sipas") and self.chance.random() < 0.5
        words = f"{written(value)}%" if percent else f"{written(value)} điểm"
        return words, figure(f"{self.code}_score", value, str(self.year), self.province)

    def changed(self) -> tuple[str, str]:
        places = self.chance.randint(2, 20)
        up = self.chance.random() < 0.6
        words = self.chance.choice(UP if up else DOWN).format(places, before=self.year - 1)
        return words, figure(f"{self.code}_rank", places if up else -places, str(self.year), self.province, change=True)

    # orders

    def index_first(self) -> tuple[str, list[str]]:
        rank, one = self.placed()
        change, two = self.changed()
        owner = "của tỉnh" if self.province == "Nghệ An" and self.chance.random() < 0.5 else f"của {self.province}"
        return f"Năm {self.year}, {self.name} {owner} {rank}, {change}.", [one, two]

    def year_at_index(self) -> tuple[str, list[str]]:
        rank, one = self.placed()
        score, two = self.scored()
        return f"Theo đó, {self.name} năm {self.year} của tỉnh {self.province} đạt {score}, {rank}.", [one, two]

    def index_last(self) -> tuple[str, list[str]]:
        rank, one = self.placed()
        change, two = self.changed()
        return f"{self.province} {rank} về {self.name} năm {self.year}, {change}.", [one, two]

    def in_words(self) -> tuple[str, list[str]]:
        rank, one = self.worded()
        score, two = self.scored()
        order = self.chance.choice(
            [
                f"Với {score}, {self.province} {rank} cả nước về {self.name} năm {self.year}.",
                f"Năm {self.year}, {self.province} {rank} bảng xếp hạng {self.name} với {score}.",
                f"{self.name} năm {self.year}: {self.province} {rank} với {score}.",
                f"Đạt {score}, {self.province} tiếp tục {rank} trong bảng xếp hạng {self.name} năm {self.year}.",
            ]
        )
        return order, [one, two]

    def under_topic(self) -> tuple[str, list[str]]:
        rank, one = self.placed()
        change, two = self.changed()
        head = self.chance.choice(
            [
                f"Bộ Nội vụ vừa công bố {self.name} năm {self.year}.",
                f"{self.name} năm {self.year} được công bố ngày 19/4/{self.year + 1}.",
                f"Kết quả {self.name} năm {self.year} có nhiều tiến bộ.",
            ]
        )
        tail = self.chance.choice([f"{self.province} {rank}, {change}.", f"Theo đó, {self.province} {rank}, {change}."])
        return f"{head} {tail}", [one, two]

    def earlier(self) -> tuple[str, list[str]]:
        before = self.chance.randint(4, 60)
        place = self.chance.choice(["hạng", "vị trí", "thứ hạng", "vị trí thứ"])
        orders = [
            f"{self.name} của {self.province} từ {place} {before} năm {self.year - 1} lên {place} {self.rank} năm {self.year}.",
            f"So với năm {self.year - 1}, {self.name} năm {self.year} của tỉnh {self.province} "
            f"từ {place} {before} lên {place} {self.rank}.",
        ]
        gold = [(before, self.year - 1), (self.rank, self.year)]
        return self.chance.choice(orders), [figure(f"{self.code}_rank", rank, str(year), self.province) for rank, year in gold]

    def of_provinces(self) -> tuple[str, list[str]]:
        first, second = self.chance.sample(list(PROVINCES), 2)
        ranks = self.chance.sample(range(4, 60), 2)
        order = self.chance.choice(
            [
                f"{self.name} năm {self.year}: {first} hạng {ranks[0]}, {second} hạng {ranks[1]}.",
                f"Năm {self.year}, {first} xếp thứ {ranks[0]}, {second} xếp thứ {ranks[1]} về {self.name}.",
                f"Năm {self.year}, {first} và {second} lần lượt xếp thứ {ranks[0]} và {ranks[1]} về {self.name}.",
                f"Về {self.name} năm {self.year}, {first} đứng thứ {ranks[0]}; {second} đứng thứ {ranks[1]}.",
            ]
        )
        pairs = zip((first, second), ranks, strict=True)
        return order, [figure(f"{self.code}_rank", rank, str(self.year), province) for province, rank in pairs]

    def of_indexes(self) -> tuple[str, list[str]]:
        codes = self.chance.sample(list(NAMES), 3)
        ranks = self.chance.sample(range(4, 60), 3)
        names = [NAMES[code][0] for code in codes]
        order = self.chance.choice(
            [
                f"Năm {self.year}, các chỉ số {', '.join(names)} lần lượt xếp thứ {ranks[0]}, {ranks[1]} và {ranks[2]}.",
                f"Năm {self.year}, {names[0]} xếp thứ {ranks[0]}, {names[1]} xếp thứ {ranks[1]}, {names[2]} xếp thứ {ranks[2]}.",
                f"Năm {self.year}, Nghệ An xếp vị trí {ranks[0]} về {names[0]}, "
                f"{ranks[1]} về {names[1]} và {ranks[2]} về {names[2]}.",
                f"Năm {self.year}: {names[0]} xếp thứ {ranks[0]}; {names[1]} xếp thứ {ranks[1]}; {names[2]} xếp thứ {ranks[2]}.",
            ]
        )
        return order, [figure(f"{code}_rank", rank, str(self.year)) for code, rank in zip(codes, ranks, strict=True)]

    def of_years(self) -> tuple[str, list[str]]:
        ranks = self.chance.sample(range(4, 60), 2)
        years = (self.year - 1, self.year)
        order = self.chance.choice(
            [
                f"{self.name} của tỉnh năm {years[0]} xếp thứ {ranks[0]}, năm {years[1]} xếp thứ {ranks[1]}.",
                f"Các năm {years[0]}, {years[1]}, {self.name} của tỉnh lần lượt xếp thứ {ranks[0]} và {ranks[1]}.",
                f"Năm {years[1]}, {self.name} của tỉnh xếp thứ {ranks[1]}; năm {years[0]} xếp thứ {ranks[0]}.",
                f"Nghệ An xếp thứ {ranks[0]} (năm {years[0]}) và thứ {ranks[1]} (năm {years[1]}) về {self.name}.",
                f"{self.name} của tỉnh xếp hạng {ranks[0]}, {ranks[1]} trong hai năm {years[0]}, {years[1]}.",
            ]
        )
        return order, [figure(f"{self.code}_rank", rank, str(year)) for year, rank in zip(years, ranks, strict=True)]

    def behind(self) -> tuple[str, list[str]]:
        score, two = self.scored()
        title = self.chance.choice(["Đứng đầu", "Dẫn đầu", "Ngôi quán quân", "Quán quân", "Xếp thứ nhất"])
        one = figure(f"{self.code}_rank", 1, str(self.year), self.province)
        tie = "thuộc về" if title == "Ngôi quán quân" else "là"
        return f"{title} {self.name} năm {self.year} {tie} {self.province} với {score}.", [one, two]

    def told_later(self) -> tuple[str, list[str]]:
        """The index is named when the provinces have passed."""
        names = self.chance.sample(list(PROVINCES), 3)
        ranks, scores = self.chance.sample(range(4, 60), 3), [f"{score_of(self.code, self.chance):g}" for _ in names]
        said = [one.replace(".", ",") for one in scores]
        text = self.chance.choice(
            [
                f"{names[0]} đứng thứ {ranks[0]} với {said[0]} điểm. {names[1]} ({said[1]} điểm) đứng thứ {ranks[1]}. "
                f"Vị trí thứ {ranks[2]} thuộc về {names[2]} ({said[2]} điểm).",
                f"{names[0]} ({said[0]} điểm) xếp thứ {ranks[0]}. Ở vị trí thứ {ranks[1]}, {names[1]} ({said[1]} điểm) có tiến bộ. "
                f"Đứng thứ {ranks[2]} là {names[2]} ({said[2]} điểm).",
            ]
        )
        gold = [figure(f"{self.code}_rank", rank, str(self.year), name) for rank, name in zip(ranks, names, strict=True)]
        gold += [figure(f"{self.code}_score", float(one), str(self.year), name) for one, name in zip(scores, names, strict=True)]
        return f"{text} Đây là kết quả {self.name} năm {self.year}.", gold

    def under_groups(self) -> tuple[str, list[str]]:
        """Between the index and its provinces stands a list of groups."""
        first, second = self.chance.sample(list(PROVINCES), 2)
        still = self.chance.choice(["", " tiếp tục", " vẫn", ", vẫn", " lần đầu"])
        groups = "\n".join(f"- Nhóm {letter} có nhiều địa phương" for letter in "ABCD")
        text = f"{self.name} năm {self.year} và Chỉ số Z được công bố, gồm 4 nhóm:\n{groups}\n"
        text += f"Vị trí thứ {self.rank}{still} thuộc về {first}. Bất ngờ lớn là {second} chỉ xếp hạng thứ {self.rank + 1}."
        return text, [
            figure(f"{self.code}_rank", self.rank + more, str(self.year), name) for more, name in enumerate((first, second))
        ]

    def in_a_region(self) -> tuple[str, list[str]]:
        place = self.chance.randint(2, 6)
        name, slug = self.chance.choice([("Bắc Trung Bộ", "bac-trung-bo"), ("Đồng bằng sông Hồng", "dong-bang-song-hong")])
        area = self.chance.choice(["khu vực", "vùng"])
        words = f"Năm {self.year}, {self.name} của tỉnh xếp thứ {self.rank}/63, đứng thứ {place} {area} {name}."
        code = f"{self.code}_rank"
        return words, [figure(code, self.rank, str(self.year), of="/63"), figure(code, place, str(self.year), scope=slug)]


ORDERS = [
    name
    for name, made in vars(Maker).items()
    if callable(made) and name not in ("__init__", "placed", "worded", "scored", "changed")
]


@pytest.mark.parametrize("order", ORDERS)
def test_made_sentences_give_the_figures_they_were_made_of(known: Known, order: str):
    wrong = []
    for seed in range(60):
        text, gold = getattr(Maker(seed), order)()
        got = found(known, text)
        if got != sorted(gold):
            wrong.append(f"{text}\n  got  {got}\n  gold {sorted(gold)}")
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong[:8])


TITLES_OF_RANKS = {"Dẫn đầu về": 1, "Đứng đầu": 1, "Đứng thứ 2 về": 2, "Vị trí thứ 5 về": 5, "Ngôi quán quân": 1}
TIES = ["là", "là:", "là tỉnh", "là tỉnh:", "thuộc về", "thuộc về:", "thuộc về tỉnh"]


@pytest.mark.parametrize("title", TITLES_OF_RANKS)
@pytest.mark.parametrize("tie", TIES)
def test_the_place_named_behind_a_rank_holds_it(known: Known, title: str, tie: str):
    rank = TITLES_OF_RANKS[title]
    for name in ("Thừa Thiên Huế", "Hải Phòng", "Nghệ An"):
        gold = [figure("papi_rank", rank, "2023", name)]
        score = figure("papi_score", 46.04, "2023", name)
        for opening in ("", "Theo công bố, "):
            text = f"{opening}{title} chỉ số PAPI năm 2023 {tie} {name}"
            assert found(known, f"{text}.") == gold, text
            assert found(known, f"{text} (46,04 điểm).") == [*gold, score], text


@pytest.mark.parametrize(
    "several", ["là các tỉnh:", "là các tỉnh", "là:", "gồm:", "gồm các tỉnh", "gồm có", "thuộc về các địa phương:"]
)
def test_a_rank_that_several_places_hold_is_not_the_texts_own(known: Known, several: str):
    assert found(known, f"Dẫn đầu về chỉ số PAPI năm 2023 {several} Thừa Thiên Huế, Hải Phòng.") == []


# what is no figure of an index
NOTHING = [
    "Chỉ số DDCI năm 2022: Cục Thuế tỉnh dẫn đầu với 85,3 điểm, Sở Tài chính xếp thứ 2.",
    "Năm 2022, huyện Đô Lương dẫn đầu chỉ số cải cách hành chính cấp huyện với 92,5 điểm.",
    "Chỉ số CCHC năm 2022 của Sở Nội vụ đạt 95,2 điểm, xếp thứ nhất.",
    "Bộ Tư pháp dẫn đầu Chỉ số PAR INDEX 2022 với 89,95%.",
    "Trong các chỉ số thành phần của PCI năm 2022, Chi phí thời gian đạt 8,1 điểm, đứng thứ 5.",
    "PCI năm 2022 có 6 chỉ số thành phần tăng: Gia nhập thị trường 7,45 điểm (xếp thứ 3); Tính minh bạch 6 điểm (thứ hạng 20).",
    "Năm 2022, trục nội dung Công khai, minh bạch của PAPI đạt 5,3/10 điểm, xếp thứ 12.",
    "Năm 2022, có 3 tỉnh đạt chỉ số PAR INDEX trên 90%, có 50/63 tỉnh tăng điểm.",
    "Nghệ An nằm trong nhóm 10 tỉnh dẫn đầu về PCI năm 2022.",
    "Trong 5 năm qua, PCI luôn nằm trong tốp 20 cả nước.",
    "Điểm trung bình PAR INDEX năm 2022 của 63 tỉnh, thành phố đạt 84,79%.",
    "Chỉ số PAPI năm 2022 thuộc nhóm 4, nhóm thấp nhất.",
    "Năm 2021, Nghệ An không còn dẫn đầu khu vực về PCI.",
    "Chỉ số PCI năm 2022 đứng thứ 3 trong khu vực.",
    "Năm 2022, Nghệ An đứng thứ 3 cả nước về thu hút đầu tư. Chỉ số PCI chưa được công bố.",
    "Chỉ số PCI năm 2022 được công bố. Xã dẫn đầu phong trào thi đua, người đứng đầu cấp ủy được biểu dương.",
    "Bảng xếp hạng PCI: Quảng Ninh giữ ngôi quán quân.",
    "Chỉ số PCI 2023 tăng mạnh. Tỉnh kết nạp 1.200 đảng viên, dẫn đầu là huyện Đô Lương với 120 đảng viên.",
    "Chỉ số PCI 2023 được công bố. Đảng bộ tỉnh có 195.000 đảng viên, đứng thứ 3 cả nước.",
    "Chỉ số PAPI năm 2019 của toàn quốc có điểm trung bình giảm 0,17 điểm (năm 2018 là 43,78 điểm; năm 2019 được 43,61 điểm).",
    "Hà Nội đứng đầu cả nước về thu ngân sách. Hải Phòng xếp thứ 2. Chỉ số PCI năm 2022 có nhiều thay đổi.",
    "Chỉ số PCI năm 2022 có nhiều thay đổi. Về thu hút đầu tư Hà Nội xếp thứ 3.",
    "Năm 2022, chỉ số sản xuất công nghiệp tăng 8,5%, chỉ số ICT Index xếp thứ 10/63.",
    "Mức độ hài lòng của người dân năm 2022 đạt 98%.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_index_s_whole_rank_or_score_is_no_figure(known: Known, text: str):
    assert [one for one in found(known, text) if "_rank" in one or "_score" in one] == []


# sentences as newspapers build them, and their figures
TEXTS: dict[str, list[str]] = {
    "Nghệ An xếp vị trí 18/63 về Chỉ số PAR INDEX và 22/63 về Chỉ số SIPAS.": [
        "par_index_rank = 18/63 @administration",
        "sipas_rank = 22/63 @administration",
    ],
    ("Chỉ số PAR INDEX năm 2023 của tỉnh đạt 87,15%, tăng 1,02% so với năm 2022, xếp thứ 15/63, đứng đầu 6 tỉnh Bắc Trung Bộ."): [
        "par_index_rank = 15/63 2023 @administration",
        "par_index_rank scope=bac-trung-bo = 1/6 2023 @administration",
        "par_index_score = 1.02 change 2023 @administration",
        "par_index_score = 87.15 2023 @administration",
    ],
    "Năm 2022, PCI xếp thứ 23, giảm 3 bậc so với năm 2021 (xếp thứ 20).": [
        "pci_rank = -3 change 2022 @administration",
        "pci_rank = 20 2021 @administration",
        "pci_rank = 23 2022 @administration",
    ],
    "Đồng Tháp, Long An lần lượt đứng ở vị trí thứ ba và thứ tư trong bảng xếp hạng PCI 2022.": [
        "pci_rank = 3 2022 @dong-thap.administration",
        "pci_rank = 4 2022 @long-an.administration",
    ],
    "PAR Index năm 2022: đứng đầu vẫn là tỉnh Quảng Ninh, xếp ở vị trí thứ hai là TP.Hải Phòng, thứ ba là TP. Hà Nội.": [
        "par_index_rank = 1 2022 @quang-ninh.administration",
        "par_index_rank = 2 2022 @hai-phong.administration",
        "par_index_rank = 3 2022 @ha-noi.administration",
    ],
    "Năm 2022, Hải Phòng đoạt vị trí quán quân ở cả hai bảng xếp hạng chỉ số quan trọng: PAR Index và SIPAS.": [
        "par_index_rank = 1 2022 @hai-phong.administration",
        "sipas_rank = 1 2022 @hai-phong.administration",
    ],
    "Theo bảng xếp hạng PCI 2018, Quảng Ninh dẫn đầu với 70,3 điểm, tiếp theo là Đồng Tháp với 70,1 điểm, Bến Tre 67,6 điểm.": [
        "pci_rank = 1 2018 @quang-ninh.administration",
        "pci_score = 67.6 2018 @ben-tre.administration",
        "pci_score = 70.1 2018 @dong-thap.administration",
        "pci_score = 70.3 2018 @quang-ninh.administration",
    ],
    "Chỉ số PCI công bố năm 2023 của tỉnh xếp thứ 23/63.": ["pci_rank = 23/63 @administration"],
    "Ngày 9/5/2024, VCCI công bố PCI 2023. Kết quả, Hải Phòng về nhì với 70,34 điểm.": [
        "pci_rank = 2 2023 @hai-phong.administration",
        "pci_score = 70.34 2023 @hai-phong.administration",
    ],
    "PCI 2023: Tây Ninh bứt phá\nTheo đó, Tây Ninh đạt 65,5 điểm, tăng 2,49 điểm, nhảy vọt 8 bậc so với năm 2022.": [
        "pci_rank = 8 change 2023 @tay-ninh.administration",
        "pci_score = 2.49 change 2023 @tay-ninh.administration",
        "pci_score = 65.5 2023 @tay-ninh.administration",
    ],
    "Phấn đấu năm 2025, chỉ số PCI xếp thứ 20 cả nước.": ["pci_rank = 20 target 2025 @administration"],
    "Chỉ số SIPAS năm 2022 đạt 82,5%, cao hơn trung bình cả nước (80,4%); 90% đảng viên hoàn thành nhiệm vụ.": [
        "members_rated grade=completed = 90% 2022 @administration",
        "sipas_score = 82.5 2022 @administration",
    ],
    "Với 73,40 điểm trong bảng xếp hạng PCI 2019, tăng 3,04 điểm, Quảng Ninh giành ngôi quán quân, á quân là Đồng Tháp.": [
        "pci_rank = 1 2019 @quang-ninh.administration",
        "pci_rank = 2 2019 @dong-thap.administration",
        "pci_score = 3.04 change 2019 @quang-ninh.administration",
        "pci_score = 73.4 2019 @quang-ninh.administration",
    ],
    "Năm 2022, DTI của tỉnh đạt 0,494 điểm, PCI đạt 66.60 điểm; thu ngân sách tăng 12,5%.": [
        "dti_score = 0.494 2022 @administration",
        "pci_score = 66.6 2022 @administration",
    ],
    "Chỉ số PCI 2023 của tỉnh xếp thứ 44, sau Thanh Hóa (hạng 30); riêng Chi phí thời gian xếp thứ 5.": [
        "pci_rank = 30 2023 @thanh-hoa.administration",
        "pci_rank = 44 2023 @administration",
    ],
    "PCI 2021: với điểm số 70,61, Hải Phòng đứng vị trí thứ 2.": [
        "pci_rank = 2 2021 @hai-phong.administration",
        "pci_score = 70.61 2021 @hai-phong.administration",
    ],
    "Năm 2021, chỉ số PAR INDEX và SIPAS của tỉnh đều xếp thứ 15/63.": [
        "par_index_rank = 15/63 2021 @administration",
        "sipas_rank = 15/63 2021 @administration",
    ],
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_sentence_as_newspapers_build_it(known: Known, text: str):
    assert found(known, text) == TEXTS[text]


@pytest.mark.parametrize("harmless", HARMLESS)
@pytest.mark.parametrize("order", ORDERS)
def test_a_harmless_sentence_changes_nothing(known: Known, order: str, harmless: str):
    for seed in range(100, 106):
        text, gold = getattr(Maker(seed), order)()
        assert found(known, f"{harmless} {text}") == sorted(gold)
        assert found(known, f"{text} {harmless}") == sorted(gold)


def test_the_reader_hands_out_no_rank_as_sure_whose_year_is_told_nowhere(known: Known):
    reading = read("Chỉ số PCI của tỉnh xếp thứ 23/63.", known, published="2024-12-20", province="nghe-an")
    assert [(one.period, one.confidence < 0.9) for one in reading.figures] == [("", True)]


@pytest.mark.parametrize("tie", ["là {}", ": {}", ": tỉnh {}", "thuộc về {}", "là tỉnh {}"])
@pytest.mark.parametrize("joint", [", ", "; "])
def test_each_rank_of_a_list_is_of_the_province_behind_it(tie: str, joint: str, known: Known):
    names = ("Hải Phòng", "Quảng Ninh", "Nghệ An", "Thanh Hóa")
    ranks = [f"thứ {place} {tie.format(name)}".replace(" :", ":") for place, name in enumerate(names, 2)]
    reading = read(f"Chỉ số PAR INDEX năm 2021: {joint.join(ranks)}.", known, published="2022-12-20", province="nghe-an")
    assert [(one.value, one.organization) for one in reading.figures] == [
        (place, f"{PROVINCES[name] or 'nghe-an.'}administration") for place, name in enumerate(names, 2)
    ]


def test_a_mean_in_brackets_says_nothing_of_the_difference_behind_them(known: Known):
    mean = "(cao hơn trung bình cả nước 1,561 điểm)"
    text = f"Chỉ số PAPI năm 2021 đạt 43,83 điểm {mean}, xếp hạng 14/63 (tăng 3,086 điểm, tăng 44 bậc)."
    reading = read(text, known, published="2022-05-10", province="nghe-an", organization="nghe-an.administration")
    assert [(one.indicator, one.value, one.status) for one in reading.figures] == [
        ("papi_score", 43.83, "reported"),
        ("papi_rank", 14, "reported"),
        ("papi_score", 3.086, "change"),
        ("papi_rank", 44, "change"),
    ]
