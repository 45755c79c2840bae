"""Names of bodies as documents write them: split a cell into names, compare names, and tell kind and level from them.

Nothing here knows a body: only words with which names begin, and phrases that mean several bodies of a kind.
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from plan190.words.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from plan190.model.agency import Kind, Level

_EXPANDED = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
    "bhxh": "bao hiem xa hoi",
    "nhnn": "ngan hang nha nuoc",
    "vp": "van phong",
    "bql": "ban quan ly",
}
"""The abbreviations that documents use beside the full words, both without accents."""

_KINDS: tuple[tuple[str, Kind], ...] = (
    ("bo chi huy|bo tu lenh|bo doi|ban chi huy quan su|ban chqs|quan khu|su doan|trung doan|lu doan", "military"),
    ("ban chi dao|to cong tac|to giup viec|to chi dao|bcd|working group|task force", "working_group"),
    ("uy ban mat tran|ubmttq|mat tran", "front"),
    ("uy ban nhan dan", "committee"),
    ("hoi dong nhan dan|quoc hoi|council|assembly|parliament", "assembly"),
    ("van phong", "office"),
    ("cong an", "police"),
    ("toa an|vien kiem sat", "court"),
    ("ngan hang|bank", "bank"),
    ("bao hiem", "insurance"),
    ("dai|bao|co quan bao", "media"),
    ("tinh uy|thanh uy|huyen uy|quan uy|dang uy|ban to chuc|ban tuyen giao|ban noi chinh|uy ban kiem tra", "party"),
    ("tinh doan|thanh doan|doan thanh nien|lien doan|lien minh|hoi|doan", "mass_organisation"),
    ("benh vien|trung tam y te|tram y te|hospital|clinic", "hospital"),
    ("cong ty|tong cong ty|tap doan|doanh nghiep|hop tac xa|xi nghiep|nha may|company|corporation", "company"),
    ("chu tich|pho chu tich|giam doc|pho giam doc|truong phong|thu tuong|bo truong|tong giam doc", "person"),
    ("truong ban|truong phong|truong thon|truong ap|thu truong|head of|chief", "person"),
    ("truong|dai hoc|hoc vien|school|university|college", "school"),
    ("bo|chinh phu|thanh tra chinh phu|ministry|government", "central"),
    ("so|ban|thanh tra|cuc|chi cuc|kho bac|thue|hai quan|department of|agency", "department"),
    ("phong|to|doi|bo phan|phan xuong|khoa", "unit"),
)  # fmt: skip
"""The kinds of bodies by the words, without accents, with which their names begin; the first that fits counts."""

_STARTS = (
    *(start for starts, _ in _KINDS for start in starts.split("|")),
    "ubnd", "hdnd", "mttq", "bhxh", "nhnn", "vp", "bql", "uy ban", "hoi dong", "trung tam", "vien", "tram", "khoi",
    "quy", "tong cuc", "vu", "buu dien", "vien thong", "dien luc", "chi nhanh", "co quan", "don vi", "dang bo", "cac",
)  # fmt: skip
"""The words, without accents, with which names of bodies begin."""

_START = re.compile(rf"(?:{'|'.join(sorted(_STARTS, key=len, reverse=True))})(?: |$)|(?:xa|phuong|huyen|quan) (?!hoi)")
_ENGLISH = re.compile(
    r"\b(?:all|department|dept|division|office|officer|team|unit|committee|board|agency|ministry|branch|group|manager|"
    r"director|section|bureau|council|company|staff|centre|center|secretariat|directorate|school|university)s?\b"
)
"""A word that shows that an English phrase names a body."""

_ALL = "cac|nhung|tat ca|toan bo|toan the|moi(?= (?:co quan|don vi|to chuc|phong|nguoi))"
_BEFORE_ALL = "ap dung|bat buoc|danh cho|doi voi|cho|thu truong|nguoi dung dau|lanh dao|giam doc|chu tich"
_ALL_ENGLISH = "all|relevant|other|each|every|any|several|multiple|various"
_BEFORE_ENGLISH = "required|mandatory|applies|applicable|for|to|of|by|from|the|heads?|directors?|managers?"
_COLLECTIVE = re.compile(
    rf"(?:(?:{_BEFORE_ALL}) )*(?:(?:{_ALL})(?: (?!khu )|$)|(?:so|bo|ban) nganh"
    "|(?:uy ban nhan dan|ubnd|cong an|mttq|mat tran to quoc) (?:va doan the )?(?:cac|cap) )"
    rf"|(?:(?:{_BEFORE_ENGLISH}) )*(?:{_ALL_ENGLISH})(?: |$)|every(?:one|body)$"
    "|(?:the )?(?:departments|agencies|bodies|units|teams|offices)(?: (?:concerned|involved))?$"
)
"""The beginning of a phrase that means several bodies, without accents."""

_AREAS = "xa|phuong|thi tran|dac khu|huyen|thi xa|quan|thanh pho|tinh"
_NOUNS = (
    f"{_AREAS}|so|bo|ban|nganh|doan the|hoi|dia phuong|phong|trung tam|vien|truong|don vi|co quan"
    "|to chuc|ca nhan|doanh nghiep|truong hoc|mam non|tieu hoc|thcs|thpt|cap|khoi"
    "|uy ban nhan dan cap xa|co quan ngang bo|co quan thuoc chinh phu"
)
_SEVERAL = re.compile(
    rf"(?:(?:ubnd|uy ban nhan dan|cong an) (?:{_AREAS}) |(?:thu truong|nguoi dung dau) )?(?:cac )?(?:{_NOUNS})"
    rf"(?: (?:{_NOUNS}|co|lien quan|truc thuoc|thuoc|tren|dia ban|cac|khac|nha nuoc|trung uong|va))*"
)
"""A phrase of general nouns only, which names no single body."""

_COMPANY = re.compile(r"\b(?:company|corporation|ltd|limited|inc|gmbh|plc|llc|group|holdings?)$")

_PLACE = re.compile(
    r"\b(?:xa (?!hoi)|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|thon|ap|truong|commune|ward)\b"
)
_COMMUNE = re.compile(r"(?<!thi )\bxa\b(?! hoi)|\b(?:phuong|thi tran|dac khu)\b|\b(?:commune|ward)\b")
_DISTRICT = re.compile(r"\b(?:huyen|quan (?!su|khu|ly)|thi xa|district)\b")
_LABEL = re.compile(
    r"^(?:[-–+*•]\s*|(?:cơ quan |đơn vị )?(?:chủ trì|phối hợp|thực hiện|lead|support)\s*:\s*"
    r"|phối hợp với\s+)+",
    re.IGNORECASE,
)
AND = "và|and|cùng(?: với)?|as well as|together with|&"
"""Words between two names."""

_CUT = re.compile(
    rf"\s*[,/]\s*(?:(?:{AND})\s+)?|\s+(?:{AND})\s+|\s+[-–]\s+(?=(?:Sở|UBND|Công an|Ban|Bộ|Các|Văn phòng)\b)",
    re.IGNORECASE,
)

_GOES_ON = re.compile(
    r"(?:[IVXLC]+|[0-9]+)$|bảo (?!hiểm)|tổ chức(?: cán bộ| bộ máy|$)|khoa học|đ[ổố]i |hội nhập|quy |quý |viễn thám|đại "
)
"""Words after a comma that continue a name, though some begin like names without accents: bảo trì is no báo."""

_ACRONYM = re.compile(r"(?!CNTT|PCCC|ATTT|KHCN|TDTT)[A-ZĐ]{3,}\b")
"""The beginning of a name in capital letters: VNPT Hà Nội, EVN."""


class Part(NamedTuple):
    """A name in a cell. `is_several`: it means several bodies that it does not name."""

    words: str
    is_several: bool


def key_of(name: str) -> str:
    """Return the name without accents, case, punctuation and usual abbreviations, for comparisons."""
    return " ".join(_EXPANDED.get(word, word) for word in fold(name).split())


def slug_of(name: str, taken: Collection[str]) -> str:
    """Return a new id for a body with this name."""
    start = fold(name).replace(" ", "-")[:50].strip("-") or "body"
    slug = "".join(character for character in start if character.isascii()).strip("-") or "body"
    number, candidate = 1, slug
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def is_same_name(first: str, second: str) -> bool:
    """Return whether two names with the same key, a misspelling or initials are likely the same body.

    Names of places and schools must have the same letters and tones: Tân Thành and Tân Thạnh are two communes.
    """
    keys = key_of(first).split(), key_of(second).split()
    if _PLACE.search(" ".join(keys[0])):
        return keys[0] == keys[1] and _marks(first) == _marks(second)
    if len(keys[0]) != len(keys[1]):
        return is_abbreviated(first, second) or is_abbreviated(second, first)
    different = [pair for pair in zip(*keys, strict=True) if pair[0] != pair[1]]
    if len(different) == 1 and len(keys[0]) > 1:
        return _is_misspelt(*different[0], shortest=8 if len(keys[0]) == 2 else 5)  # noqa: PLR2004 - two words
    return not different


def is_abbreviated(short: str, full: str) -> bool:
    """Return whether a name ends with the initials of another one: Sở TT&TT, Sở Thông tin và Truyền thông."""
    start, _, initials = short.rpartition(" ")
    letters = fold(initials).replace(" ", "")
    if not initials.isupper() or len(letters) < (2 if start else 3):
        return False
    words, first = [word for word in fold(full).split() if word not in {"va", "and", "of"}], fold(start).split()
    return words[: len(first)] == first and "".join(word[0] for word in words[len(first) :]) == letters


def is_short_for(short: str, full: str) -> bool:
    """Return whether a name is another one without the name of the place: UBND tỉnh, UBND tỉnh Sông Hạ."""
    key = key_of(short)
    return re.search(rf" (?:{_AREAS})$", key) is not None and key_of(full).startswith(f"{key} ")


def _marks(name: str) -> list[str]:
    """Return the words of a name, each as its sorted letters and tones: `hoá` equals `hóa`."""
    text = re.sub(r"\bUBND\b", "Ủy ban nhân dân", name).casefold()
    return ["".join(sorted(unicodedata.normalize("NFD", word))) for word in re.findall(r"\w+", text)]


def _is_misspelt(first: str, second: str, shortest: int) -> bool:
    """Return whether two long words differ in one letter, one more letter, or two letters that changed places."""
    if max(len(first), len(second)) < shortest or abs(len(first) - len(second)) > 1:
        return False
    pairs = enumerate(zip(first, second, strict=False))
    start = next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))
    a, b = first[start:], second[start:]
    return a[1:] in {b[1:], b} or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def kind_and_level(name: str, usual: Level) -> tuple[Kind, Level]:
    """Return the kind and the level of a body as its name shows them; `usual`: the level of most bodies of the plan."""
    key = key_of(name)
    kinds = (kind for starts, kind in _KINDS if re.match(rf"(?:{starts})(?: |$)", key))
    otherwise: Kind = "unit" if usual == "company" else "other"
    kind = next(kinds, "company" if _COMPANY.search(key) else otherwise)
    if kind in {"central", "company"}:
        return kind, kind
    if _COMMUNE.search(key):
        return kind, "commune"
    return kind, "district" if _DISTRICT.search(key) else usual


def parts_of(words: str, is_known: Callable[[str], bool]) -> Iterator[Part]:
    """Yield the names in a cell. `is_known`: whether a text is the name of a known body.

    The words are split at `;`, and at commas and conjunctions only where the next name begins: the longest known name
    counts first, then a name goes on until words with which names begin.
    """
    for segment in re.split(r"\s*;\s*", _joined_lines(words)):
        pieces = list(_pieces(_LABEL.sub("", segment)))
        while pieces:
            part, number = _first(pieces, is_known)
            if part.words:
                yield part
            del pieces[:number]


def _joined_lines(words: str) -> str:
    """Return the words on one line, with `;` before each line with which a name begins."""
    joined = ""
    for line in filter(None, map(str.strip, words.split("\n"))):
        last, key = fold(joined.rpartition(";")[2]), fold(_LABEL.sub("", line))
        is_open = not last or _START.fullmatch(last) or re.search(r"(?:^| )(?:va|thuoc|cua|voi|and|of)$", last)
        begins = (_START.match(key) and not line[0].islower()) or _COLLECTIVE.match(key) or _LABEL.match(line)
        joined += f"; {line}" if begins and not is_open else f" {line}"
    return joined.strip()


class _Piece(NamedTuple):
    """Words between two places at which a name may end, and the separator after them."""

    words: str
    separator: str


def _pieces(segment: str) -> Iterator[_Piece]:
    """Yield the pieces of a segment."""
    end = 0
    bare = re.sub(r"\([^()]*\)", lambda remark: " " * len(remark[0]), segment)
    for cut in _CUT.finditer(bare):
        yield _Piece(segment[end : cut.start()], segment[cut.start() : cut.end()])
        end = cut.end()
    yield _Piece(segment[end:], "")


def _first(pieces: Sequence[_Piece], is_known: Callable[[str], bool]) -> tuple[Part, int]:
    """Return the first name of the pieces, and the number of its pieces."""
    for number in range(len(pieces), 0, -1):
        text = _joined(pieces[:number])
        if is_known(text):
            return Part(text, is_several=False), number
    is_several = _is_collective(_joined(pieces[:1]))
    ends = _ends_collective if is_several else partial(_ends_name, is_known=is_known)
    number = 1
    while number < len(pieces) and not ends(pieces[:number], _joined(pieces[number : number + 1])):
        number += 1
    text = _joined(pieces[:number])
    return Part(text, is_several or _is_collective(text)), number


def _joined(pieces: Sequence[_Piece]) -> str:
    """Return the words of the pieces, without a remark in parentheses at the end."""
    text = "".join(f"{piece.words}{piece.separator}" for piece in pieces[:-1]) + pieces[-1].words
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", text).strip(" .,:;-–+*")
    return bare.removesuffix(" chủ trì")


def _is_collective(text: str) -> bool:
    """Return whether a text means several bodies that it does not name."""
    key = fold(text)
    return _COLLECTIVE.match(key) is not None or _SEVERAL.fullmatch(key) is not None


def _ends_collective(phrase: Sequence[_Piece], following: str) -> bool:
    """Return whether a phrase that means several bodies ends before the words that follow it."""
    if ":" in _joined(phrase):  # a list of what they belong to follows
        return False
    key = fold(following.partition(":")[0])
    return _SEVERAL.fullmatch(key) is None or re.match("cac |uy ban|ubnd", key) is not None


def _ends_name(name: Sequence[_Piece], following: str, is_known: Callable[[str], bool]) -> bool:
    """Return whether the name of a body ends before the words that follow it, because they begin the next name."""
    last, key = name[-1], fold(following)
    is_comma = "," in last.separator or last.separator == " / "
    if is_known(following):
        return True
    if _GOES_ON.match(following):
        return False
    is_office = not is_comma and fold(last.words).startswith("van phong")
    if is_office and re.match("hdnd|ubnd|hoi dong|uy ban", key):  # its name goes on: Văn phòng HĐND và UBND
        return re.match("(?:ubnd|uy ban nhan dan) (?:cac|cap) ", key) is not None
    if _START.match(key) or _COLLECTIVE.match(key):
        return True
    is_after_area = re.search(rf" (?:{_AREAS})$", fold(last.words)) is not None
    if is_comma and (_ACRONYM.match(following) or (is_after_area and following[:1].isupper())):
        return True
    are_english = (last.words + following).isascii()
    return are_english and (is_comma or (_names_english_body(key) and _names_english_body(fold(last.words))))


def _names_english_body(key: str) -> bool:
    return _ENGLISH.search(key) is not None
