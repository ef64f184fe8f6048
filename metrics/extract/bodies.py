"""Bodies named in a text: which of the data's they are, or a new slug under their province."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from metrics.extract.text import TOKEN, fold, word_set
from metrics.spelling import search_key
from metrics.territory import MERGER
from metrics.vocabulary import Level, Organization, OrganizationKind, Province

BLOC_WORDS = word_set("khối các cơ quan ccq dn và & - – doanh nghiệp dân chính đảng cq ccqdn dcđ")
AREAS = {
    "huyện": "huyen",
    "quận": "quan",
    "thị": "tx",
    "thành": "tp",
    "tp": "tp",
    "tphcm": "tp",
    "tx": "tx",
    "xã": "xa",
    "phường": "phuong",
}
# P. Thủy An, H. Long Thành
SHORT_AREAS = {"p": "phuong", "h": "huyen", "q": "quan", "x": "xa"}
# the spellings of one syllable in provinces' names
SPELLINGS = {
    "đắk": ("đắk", "đăk", "đắc", "đak", "dak", "dac"),
    "lắk": ("lắk", "lăk", "lắc", "lak", "lac"),
    "nông": ("nông", "nong"),
}
# signs inside a province's name that are written or left out: Bà Rịa - Vũng Tàu, TP.HCM, T.T. Huế
BETWEEN = frozenset(".-–")
# first words of institutions' names; a capital on the next word or on this one tells the name from the common noun
INSTITUTION_PHRASES = [
    "trường",
    "bệnh_viện",
    "sở",
    "cục",
    "công_an",
    "văn_phòng",
    "viện",
    "ban_quản_lý",
    "chi_cục",
    "học_viện",
    "cao_đẳng",
    "đại_học",
    "vườn_quốc_gia",
    "trung_tâm",
    "đài",
    "báo",
    "kho_bạc",
    "ngân_hàng",
    "bảo_hiểm",
    "tòa_án",
    "công_ty",
    "tổng_công_ty",
    "bộ_chỉ_huy",
    "biên_phòng",
    "quân_sự",
    "bộ_đội_biên_phòng",
    "tỉnh_đoàn",
    "trung_tâm_y_tế",
    "cơ_quan_ubnd",
    "cơ_quan",
    "khu_chế_xuất",
    "các_khu_chế_xuất",
    "khu_kinh_tế",
    "ban_tổ_chức",
    "ban_tuyên_giáo",
    "ban_dân_vận",
    "hội_đồng_nhân_dân",
    "mặt_trận",
    "liên_đoàn_lao_động",
    "thanh_tra",
    "ubnd",
    "đoàn_đbqh",
    "hội_nông_dân",
    "hội_liên_hiệp_phụ_nữ",
    "hội_phụ_nữ",
    "hội_cựu_chiến_binh",
    "ban_nội_chính",
    "ban_dân_tộc",
    "viễn_thông",
    "bưu_điện",
    "điện_lực",
    "hợp_tác_xã",
    "tập_đoàn",
    "nhà_máy",
    "xí_nghiệp",
    "bảo_tàng",
    "thư_viện",
]
PHRASES: dict[str, list[list[str]]] = {}
for _phrase in sorted(INSTITUTION_PHRASES, key=len, reverse=True):
    _words = fold(_phrase.replace("_", " ")).split()
    PHRASES.setdefault(_words[0], []).append(_words)
# what a comma goes on with in the names of departments: Sở Văn hóa, Thể thao và Du lịch
FURTHER = (["thể", "thao"], ["thương", "binh"], ["thông", "tin"], ["lâm", "nghiệp"])
# a name ends before these
NAME_ENDS = word_set(
    "có với gồm đã là được đạt hiện sẽ cũng vừa không do thuộc về từ cho chiếm còn nâng nhận đặt mở lần khóa năm "
    "quý tháng trong trên hơn gần khoảng ngày tại đang vượt bằng nơi thứ chỉ luôn lập tách sau để khi thì cùng họp "
    "bầu trao tặng nêu giao"
)
NAME_END_PAIRS = frozenset(
    {
        *(
            "kết nạp",
            "tổ chức",
            "khai mạc",
            "khai giảng",
            "bế mạc",
            "diễn ra",
            "công bố",
            "công nhận",
            "triển khai",
            "phấn đấu",
            "xác định",
            "báo cáo",
        ),
        *(
            "nhiệm kỳ",
            "kỷ luật",
            "kỷ niệm",
            "giai đoạn",
            "phát triển",
            "dẫn đầu",
            "kiểm tra",
            "giám sát",
            "thi hành",
            "khiển trách",
            "xử lý",
            "tiến hành",
        ),
        *(
            "hoàn thành",
            "thay mặt",
            "trực thuộc",
            "chuyển đảng",
            "trao tặng",
            "ban hành",
            "giới thiệu",
            "phối hợp",
            "thực hiện",
            "đề ra",
            "quyết định",
        ),
        *(
            "tập trung",
            "chỉ đạo",
            "lãnh đạo",
            "quản lý",
            "bầu ra",
            "đại diện",
            "tiếp nhận",
            "bàn giao",
            "chuyển giao",
            "xóa tên",
            "thông tin",
            "thông báo",
            "giao chỉ",
        ),
    }
)
# words after `và` with which another name begins
NEXT_BODY = frozenset({"đảng", "khối", *AREAS, *SHORT_AREAS})
AREA_KINDS = ("huyen", "quan", "tp", "tx")
AREA_BEFORE = re.compile(rf"^(?:{'|'.join(AREA_KINDS)}) ")
KIND_BEFORE = re.compile(rf"(?:{'|'.join((*AREA_KINDS, 'xa', 'phuong', 'truong'))}) ")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)?")
KIND_SLUGS: dict[str, OrganizationKind] = {
    "agencies-bloc": "agencies_bloc",
    "agencies-enterprises-bloc": "agencies_enterprises_bloc",
    "enterprises-bloc": "enterprises_bloc",
    "party-agencies": "party_agencies",
    "peoples-committee": "peoples_committee",
    "province-wide": "province_wide",
    "administration": "administration",
}
SLUG_KINDS: dict[str, str] = {kind: slug for slug, kind in KIND_SLUGS.items()}
NAMES_OF_KINDS = {
    "agencies_bloc": "Đảng bộ Khối các cơ quan {place}",
    "agencies_enterprises_bloc": "Đảng bộ Khối các cơ quan và doanh nghiệp {place}",
    "enterprises_bloc": "Đảng bộ Khối doanh nghiệp {place}",
    "party_agencies": "Đảng bộ các cơ quan Đảng {place}",
    "peoples_committee": "Đảng bộ UBND {place}",
    "province_wide": "Đảng bộ {place}",
    "administration": "UBND {place}",
}
# kinds of blocs, by whether their names hold agencies and enterprises
BLOCS = {
    (True, True): "agencies_enterprises_bloc",
    (True, False): "agencies_bloc",
    (False, True): "enterprises_bloc",
    (False, False): "any_bloc",
}
BLOC_KINDS = ("agencies_bloc", "agencies_enterprises_bloc", "enterprises_bloc")
UPPER_KINDS: tuple[OrganizationKind, ...] = (
    "agencies_bloc",
    "agencies_enterprises_bloc",
    "enterprises_bloc",
    "party_agencies",
    "peoples_committee",
    "district",
)
# those missing here are grassroots bodies
LEVELS_OF_KINDS: dict[OrganizationKind, Level] = {
    "province_wide": "province",
    "administration": "administration",
    **dict.fromkeys(UPPER_KINDS, "above_grassroots"),
}
FIRST_WORDS = frozenset(
    {
        "khối",
        "đảng",
        "toàn",
        "tỉnh",
        "thành",
        "huyện",
        "quận",
        "thị",
        "tp",
        "tphcm",
        "tx",
        "xã",
        "phường",
        "t",
        "dân",
        "chi",
        *SHORT_AREAS,
        *PHRASES,
    }
)
# those that name a body in small letters too
SMALL_FIRST_WORDS = frozenset({"toàn", "đảng", "chi", "t", *AREAS})


@dataclass(frozen=True, slots=True)
class Mention:
    """A body as named: a kind of the contract, `any_bloc`, `area`, `named`, `own` (the body spoken of) or `whole` (all of it).

    `common` is the one spoken of by what it is (`Đảng bộ trường`). An area without a name is the one spoken of (`Đảng bộ huyện`);
    `places`: the units of the province that the words name.
    """

    kind: str
    name: str = ""
    area: str = ""
    places: tuple[str, ...] = ()


class Cores:
    """What tells the bodies of one province from each other, by its words: thousands may be looked for among thousands."""

    def __init__(self) -> None:
        self.by_text: dict[str, list[str]] = {}
        # of areas, without what they are
        self.by_area: dict[str, list[str]] = {}
        self._by_word: dict[str, list[tuple[str, str]]] = {}
        self._first_words: set[str] = set()

    def add(self, text: str, organization: str) -> None:
        self.by_text.setdefault(text, []).append(organization)
        self.by_area.setdefault(AREA_BEFORE.sub("", text), []).append(organization)
        words = text.split(" ")
        self._first_words.add(words[0])
        for word in set(words):
            self._by_word.setdefault(word, []).append((f" {text} ", organization))

    def around(self, text: str) -> set[str]:
        """The bodies whose words hold these, side by side, or stand within them."""
        words = text.split(" ")
        padded = f" {text} "
        # all of these words stand in such a body's: the rarest leads to few
        few = min((self._by_word.get(word, []) for word in words), key=len)
        near = {organization for known, organization in few if padded in known}
        for first, word in enumerate(words):
            for end in range(first + 1, len(words) + 1) if word in self._first_words else ():
                near.update(self.by_text.get(" ".join(words[first:end]), ()))
        return near


def kind_of_slug(slug: str) -> OrganizationKind:
    """The kind that a slug's second part tells; `other` for grassroots bodies."""
    tail = slug.partition(".")[2]
    if tail in KIND_SLUGS:
        return KIND_SLUGS[tail]
    if tail.endswith("-bloc"):
        return "agencies_bloc"
    return "district" if tail.startswith(("huyen-", "quan-", "tp-", "tx-")) else "other"


def slugify(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", search_key(name)).strip("-")


class Gazetteer:
    """The provinces and bodies of the data by the words of their names."""

    def __init__(self, provinces: tuple[Province, ...], organizations: tuple[Organization, ...]) -> None:
        self.provinces = {one.province: one for one in provinces}
        self.places = {one.province: search_key(one.name_vi) for one in provinces}
        self.organizations = {one.organization: one for one in organizations}
        self.by_name: dict[str, list[tuple[list[str], list[Province]]]] = {}
        self.cores: dict[str, Cores] = {}
        names: dict[tuple[str, ...], list[Province]] = {}
        for one in provinces:
            for name in (one.name_vi, *filter(None, one.aliases.split(";"))):
                for words in spelled(name):
                    names.setdefault(words, []).append(one)
        for words, found in sorted(names.items(), key=lambda entry: -len(entry[0])):
            if words:
                self.by_name.setdefault(words[0], []).append((list(words), list(dict.fromkeys(found))))
        for body in organizations:
            if body.kind not in SLUG_KINDS and body.province in self.provinces:
                for name in (body.name_vi, *filter(None, body.aliases.split(";"))):
                    self.cores.setdefault(body.province, Cores()).add(self.core(name, body.province), body.organization)

    def core(self, name: str, province: str) -> str:
        """What tells a body from others of its province: without `Đảng bộ`, the kind of area and the province's name."""
        key = f" {search_key(name)} ".replace(" - ", " ").replace(" – ", " ")
        for word in (" dang bo ", " dang uy ", " co so ", " chi bo "):
            key = key.replace(word, " ", 1)
        key = key.replace(" thanh pho ", " tp ").replace(" thi xa ", " tx ").replace(" tp. ", " tp ").strip()
        place = self.places.get(province, "")
        for tail in (f" tinh {place}", f" tp {place}", f" {place}", " tinh", " tp"):
            if place and key.endswith(tail) and not key.startswith(("tp ", "tx ", "huyen ")):
                key = key.removesuffix(tail)
        return key.strip()

    def province_at(self, words: list[str], i: int) -> tuple[list[Province], int] | None:
        """The units of that name at token `i`, before and after the merger, and where the name ends."""
        for name, found in self.by_name.get(words[i], ()):
            last = _end_of(name, words, i)
            if last:
                return found, last
        return None

    def city_at(self, words: list[str], i: int) -> tuple[tuple[str, ...], int] | None:
        """The units of the centrally-run city that is named at token `i`, and where the name ends."""
        found = self.province_at(words, i) if i < len(words) else None
        if found is None or not any(one.kind == "city" for one in found[0]):
            return None
        return tuple(one.province for one in found[0]), found[1]

    def unit(self, found: list[Province], published: str) -> str:
        """Which of the units of one name is meant at a date; the older one where none is known."""
        for one in found:
            if (one.valid_from or "0") <= (published or "2000") and (not one.valid_to or (published or "2000") <= one.valid_to):
                return one.province
        return found[-1].province if published >= MERGER else found[0].province

    def find(self, province: str, name: str) -> str | None:
        """The body of the province whose name holds these words, if it is the only one."""
        key, cores = self.core(name, province), self.cores.get(province)
        if not key or cores is None:
            return None
        if key in cores.by_text:
            return cores.by_text[key][0]
        near = cores.around(key)
        if not KIND_BEFORE.match(key):
            near.update(cores.by_area.get(key, ()))
        return near.pop() if len(near) == 1 else None

    def area(self, province: str, name: str) -> Mention | None:
        """The area of the data whose name without its kind is just this, if it is the only one."""
        key, cores = self.core(name, province), self.cores.get(province)
        areas = [f"{kind} {key}" for kind in AREA_KINDS]
        found = [one for one in areas if key and cores is not None and one in cores.by_text]
        return Mention("area", name, found[0].partition(" ")[0]) if len(found) == 1 else None

    def place(self, province: str) -> str:
        unit = self.provinces.get(province)
        if unit is None:
            return province
        return f"{'thành phố' if unit.kind == 'city' else 'tỉnh'} {unit.name_vi}"

    def new(self, slug: str, name: str) -> Organization:
        """A body that the data lacks, under its province."""
        province, _, tail = slug.partition(".")
        kind = kind_of_slug(slug)
        unit = self.provinces.get(province)
        level: Level = LEVELS_OF_KINDS.get(kind, "grassroots")
        if tail.startswith("chi-bo") and kind != "administration":
            level = "cell"
        if kind in NAMES_OF_KINDS:
            name = NAMES_OF_KINDS[kind].format(place=self.place(province))
        known = kind if kind in SLUG_KINDS or kind == "district" else kind_of_name(tail)
        return Organization(slug, province, level, known, name or tail, name or tail, "", "", unit.valid_to if unit else "", "")


def spelled(name: str) -> set[tuple[str, ...]]:
    """The ways to write a province's name, as words without the signs between them."""
    words = [word for word in TOKEN.findall(fold(name)) if word not in BETWEEN]
    ways = {tuple(one) for one in product(*(SPELLINGS.get(word, (word,)) for word in words))}
    if any(word in SPELLINGS for word in words) or words == ["kon", "tum"] or words[:1] == ["br"]:
        ways |= {("".join(way),) for way in ways}
    if words[:1] == ["tt"]:
        ways.add(("t", "t", *words[1:]))
    return ways


def _end_of(name: list[str], words: list[str], i: int) -> int:
    """Where a name that begins at token `i` ends; 0 where other words stand there."""
    at, count = i, len(words)
    for word in name:
        while at < count and at > i and words[at] in BETWEEN:
            at += 1
        if at >= count or words[at] != word:
            return 0
        at += 1
    return at


KINDS_OF_NAMES: tuple[tuple[str, OrganizationKind], ...] = (
    ("truong-", "school"),
    ("hoc-vien-", "school"),
    ("benh-vien-", "hospital"),
    ("cong-ty-", "enterprise"),
    ("tong-cong-ty-", "enterprise"),
    ("ngan-hang-", "enterprise"),
    ("so-", "office"),
    ("cuc-", "office"),
    ("chi-cuc-", "office"),
    ("van-phong-", "office"),
    ("vien-", "office"),
    ("ban-", "office"),
    ("cong-an-", "office"),
    ("kho-bac-", "office"),
    ("toa-an-", "office"),
)
HEADS = tuple(head for head, _ in KINDS_OF_NAMES)


def kind_of_name(tail: str) -> OrganizationKind:
    """The kind of a grassroots body by the first words of its name."""
    if not tail.startswith(HEADS):
        return "other"
    return next(kind for head, kind in KINDS_OF_NAMES if tail.startswith(head))


def mention_at(text: str, words: list[str], starts: list[int], i: int, gazetteer: Gazetteer) -> tuple[Mention, int] | None:
    """The body named at token `i`, and where its name ends."""
    word, j = words[i], i
    party = False
    if word == "chi":
        return _cell(text, words, starts, i)
    if word == "toàn":
        after = words[i + 1 : i + 3]
        if after[:1] == ["tỉnh"]:
            return _of_place("province_wide", words, i + 1, gazetteer)
        if after[:1] == ["đảng"]:
            j = i + 1
        elif after == ["thành", "phố"] or after == ["thị", "xã"]:
            return name_at(text, words, starts, i + 3, AREAS[after[0]], gazetteer)
        elif after[:1] in (["huyện"], ["quận"], ["tp"], ["xã"], ["phường"]):
            return name_at(text, words, starts, i + 2, AREAS[after[0]], gazetteer)
    if words[j] == "đảng" and words[j + 1 : j + 2] in (["bộ"], ["ủy"]):
        party, j = True, _past_words_between(text, words, starts, j + 2)
    own = Mention("whole" if word == "toàn" else "own") if party else None
    found = _kind_at(text, words, starts, j, party, gazetteer) if j < len(words) else None
    if found:
        return found
    if party and words[j : j + 2] == ["nhà", "trường"]:
        return Mention("common", "trường"), j + 2
    for phrase in PHRASES.get(words[j], ()) if party and j < len(words) else ():
        if words[j : j + len(phrase)] == phrase:
            return Mention("common", " ".join(phrase)), j + len(phrase)
    return (own, j) if own else None


def _past_words_between(text: str, words: list[str], starts: list[int], j: int) -> int:
    """Where the name begins in `Đảng bộ cũ của phường Lam Sơn`, `Đảng bộ cơ sở Trường …`."""
    of = j + (words[j : j + 1] == ["cũ"])
    if words[of : of + 1] == ["của"] and of + 1 < len(words) and words[of + 1] in AREAS and words[of + 1] != "thành":
        j = of + 1
    grassroots = words[j : j + 2] == ["cơ", "sở"] and j + 2 < len(words) and text[starts[j + 2]].isupper()
    return j + 2 * grassroots


def _kind_at(
    text: str, words: list[str], starts: list[int], j: int, party: bool, gazetteer: Gazetteer
) -> tuple[Mention, int] | None:
    word = words[j]
    capital = text[starts[j]].isupper()
    if word == "khối" and (party or capital):
        return _bloc(words, j, gazetteer)
    at = j + (word == "các")
    at += 2 * (words[at : at + 2] == ["cơ", "quan"])
    if party and words[at : at + 3] == ["dân", "chính", "đảng"]:
        return _of_place("agencies_bloc", words, at + 3, gazetteer)
    if party and words[j : j + 4] == ["các", "cơ", "quan", "đảng"]:
        return _of_place("party_agencies", words, j + 4, gazetteer)
    if party and word == "ubnd":
        return _of_place("peoples_committee", words, j + 1, gazetteer)
    if party and words[j : j + 4] == ["ủy", "ban", "nhân", "dân"]:
        return _of_place("peoples_committee", words, j + 4, gazetteer)
    if word in ("tỉnh", "toàn"):
        if party and word == "tỉnh":
            return _of_place("province_wide", words, j, gazetteer)
        return None
    if word in AREAS or word == "t" or word in SHORT_AREAS:
        return _area(text, words, starts, j, party, gazetteer)
    return _institution(text, words, starts, j, party, gazetteer)


def _bloc(words: list[str], j: int, gazetteer: Gazetteer) -> tuple[Mention, int]:
    last = j + 1
    while last < len(words) and words[last] in BLOC_WORDS:
        last += 1
    inside = set(words[j:last])
    while words[last - 1] in ("và", "-", "–", "&", "đảng", "các") and not ({"chính", "dân"} & inside and words[last - 1] == "đảng"):
        last -= 1
    inside = set(words[j:last])
    agencies = bool(inside & {"cơ", "ccq", "chính", "cq", "dcđ"})
    firms = bool(inside & {"doanh", "dn"})
    return _of_place(BLOCS[agencies, firms], words, last, gazetteer)


def _of_place(kind: str, words: list[str], j: int, gazetteer: Gazetteer) -> tuple[Mention, int]:
    """The body of a kind of the place named after it, `tỉnh Nghệ An`, `TP. Cần Thơ`; and where that ends."""
    start = j
    city = gazetteer.city_at(words, j)
    if city:
        return Mention(kind, places=city[0]), city[1]
    if words[j : j + 2] == ["thành", "phố"]:
        j += 2
    elif j < len(words) and words[j] in ("tỉnh", "tp", "cấp"):
        j += 1
        if words[j : j + 1] == ["tỉnh"]:
            j += 1
    while j < len(words) and words[j] == "." and j > start and words[j - 1] == "tp":
        j += 1
    if j < len(words) and (found := gazetteer.province_at(words, j)):
        return Mention(kind, places=tuple(one.province for one in found[0])), found[1]
    return Mention(kind), j


def _area(text: str, words: list[str], starts: list[int], j: int, party: bool, gazetteer: Gazetteer) -> tuple[Mention, int] | None:
    """`huyện Đại Lộc`, `TP. Thái Bình`, `T.X Phổ Yên`, `thành phố Bắc Kạn`, `TP.HCM`."""
    word, last = words[j], j + 1
    area = AREAS.get(word, "")
    if word in SHORT_AREAS:
        if words[last : last + 1] != ["."] or words[last + 1 : last + 2] == []:
            return None
        area = SHORT_AREAS[word]
    if word == "t":
        if words[j + 1 : j + 3] not in ([".", "p"], [".", "x"]):
            return None
        area, last = ("tp" if words[j + 2] == "p" else "tx"), j + 3
    elif word == "thị":
        if words[last : last + 1] not in (["xã"], ["trấn"]):
            return None
        area = "tx" if words[last] == "xã" else "thi-tran"
        last += 1
    elif word == "thành":
        if words[last : last + 1] != ["phố"]:
            return None
        last += 1
    elif word == "tphcm" or (word == "tp" and gazetteer.city_at(words, j)):
        last = j
    while last < len(words) and words[last] == ".":
        last += 1
    mention, last = name_at(text, words, starts, last, area, gazetteer)
    return (mention, last) if party or mention.name or mention.places else None


def name_at(text: str, words: list[str], starts: list[int], first: int, area: str, gazetteer: Gazetteer) -> tuple[Mention, int]:
    """The area named at a token, the one spoken of where no name follows; and where the name ends."""
    city = gazetteer.city_at(words, first) if area == "tp" else None
    if city and text[starts[first]].isupper():
        return Mention("province_wide", places=city[0]), city[1]
    last = first
    while last < len(words) and last < first + 4 and text[starts[last]].isupper():
        last += 1
    numbered = area in ("quan", "phuong") and words[first : first + 1] != [] and words[first].isdigit() and len(words[first]) < 3
    if (
        last == first
        and numbered
        and words[first + 1 : first + 2] not in (["đảng"], ["chi"], ["tổ"], ["đồng"], ["trường"], ["cấp"])
    ):
        last += 1
    if last == first:
        return Mention("area", "", area), first
    return Mention("area", text[starts[first] : starts[last - 1] + len(words[last - 1])], area), last


def _cell(text: str, words: list[str], starts: list[int], i: int) -> tuple[Mention, int] | None:
    """`Chi bộ Cơ động`, `Chi bộ cơ sở Hội Doanh nhân trẻ`: a cell by its name."""
    if words[i : i + 2] != ["chi", "bộ"] or (i and words[i - 1] in ("các", "những", "mỗi", "từng", "một", "nhiều")):
        return None
    first = i + (4 if words[i + 2 : i + 4] == ["cơ", "sở"] else 2)
    if first >= len(words) or words[first] in ("đảng", "khối") or not text[starts[first]].isupper():
        return None
    last = _name_end(text, words, starts, first, first + 16)[1]
    return Mention("named", f"Chi bộ {text[starts[first] : starts[last - 1] + len(words[last - 1])]}"), last


def _name_end(text: str, words: list[str], starts: list[int], first: int, most: int) -> tuple[int, int]:
    """How many capitals an institution's name has from a token on, and where it ends."""
    capitals, last = 0, first
    while last < len(words) and last < most:
        sign = words[last]
        if sign == "và" and last + 1 < len(words) and words[last + 1] in NEXT_BODY:
            break
        if not text[starts[last]].isupper() and (sign in NAME_ENDS or " ".join(words[last : last + 2]) in NAME_END_PAIRS):
            break
        if not sign[0].isalpha():
            follows = last + 1 < len(words) and text[starts[last + 1]].isupper()
            if (sign in "-–&" and follows) or (sign == "," and words[last + 1 : last + 3] in FURTHER):
                last += 1
                continue
            break
        capitals += text[starts[last]].isupper()
        last += 1
    while last > first + 1 and words[last - 1] == "và":
        last -= 1
    return capitals, last


def _institution(
    text: str, words: list[str], starts: list[int], j: int, party: bool, gazetteer: Gazetteer
) -> tuple[Mention, int] | None:
    if not (party or (text[starts[j]].isupper() and words[j : j + 2] not in (["cơ", "quan"], ["báo", "cáo"]))):
        return None
    for phrase in PHRASES.get(words[j], ()):
        last = j + len(phrase)
        if words[j:last] != phrase or (last < len(words) and phrase[-1] == words[last]):
            continue
        capitals, last = _name_end(text, words, starts, last, j + 14)
        capitals += sum(text[starts[at]].isupper() for at in range(j + 1, j + len(phrase)))
        if not capitals and words[last - 1] not in ("tỉnh", "huyện", "phố", "sự", "an", "phòng"):
            return None
        return Mention("named", text[starts[j] : starts[last - 1] + len(words[last - 1])]), last
    return None
