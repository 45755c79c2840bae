"""Read the head and the end of an issued document: kind, number, place and date, issuer, title, recipients."""

from __future__ import annotations

import calendar
import re
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from plan190.words.text import fold, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.load.issued_lines import IssuedLine

_KINDS = {
    "ke hoach": "Kế hoạch", "quyet dinh": "Quyết định", "nghi quyet": "Nghị quyết", "chi thi": "Chỉ thị",
    "cong dien": "Công điện", "cong van": "Công văn", "chuong trinh": "Chương trình",
    "chuong trinh hanh dong": "Chương trình hành động", "ke hoach hanh dong": "Kế hoạch hành động",
    "thong bao": "Thông báo", "huong dan": "Hướng dẫn", "ket luan": "Kết luận", "de an": "Đề án",
    "plan": "Plan", "action plan": "Plan", "decision": "Decision", "policy": "Policy", "memorandum": "Memorandum",
    "memo": "Memorandum", "programme": "Programme", "program": "Programme", "directive": "Directive",
}  # fmt: skip
"""The kinds of documents by their names without accents and case."""

_KIND_OF_SYMBOL = {
    "KH": "Kế hoạch", "QĐ": "Quyết định", "NQ": "Nghị quyết", "CT": "Chỉ thị", "CĐ": "Công điện", "CV": "Công văn",
    "CTr": "Chương trình", "CTHĐ": "Chương trình hành động", "TB": "Thông báo", "HD": "Hướng dẫn", "KL": "Kết luận",
}  # fmt: skip

_BLANK = "[ ….…_]{0,40}"
_NUMBER = re.compile(rf"(?:^|\s)Số\s?:?{_BLANK}([0-9]{{0,6}}){_BLANK}([-/]\s?[A-ZĐ0-9][^\s,;()]*)", re.IGNORECASE)
_ENGLISH_NUMBER = re.compile(
    r"(?:(?:Action )?(?:Plan|Decision|Directive|Programme) )?(?:No|Ref|Reference|Document (?:no|number))"
    r"\s*[.:]{1,2}\s*(\S{0,59}[^\s,;])",
    re.IGNORECASE,
)
_LONG_DATE = re.compile(
    rf"(?:^|\s)ngày{_BLANK}(?P<d>[0-9]{{0,2}}){_BLANK}tháng{_BLANK}(?P<m>[0-9]{{0,2}}){_BLANK}"
    rf"năm{_BLANK}(?P<y>[0-9]{{4}}|[0-9]{{0,2}})",
    re.IGNORECASE,
)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = f"(?P<m>{'|'.join(_MONTHS)})"
_DATES = (
    (_LONG_DATE,),
    (
        re.compile(r"(?:^|\s)ngày\s+(?P<d>[0-9]{1,2})[/.-](?P<m>[0-9]{1,2})[/.-](?P<y>[0-9]{4})\b", re.IGNORECASE),
        re.compile(r"(?:^|\s)(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})$"),
    ),
    (
        re.compile(rf"\b(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<y>[0-9]{{4}})\b", re.IGNORECASE),
        re.compile(rf"\b{_MONTH} (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<y>[0-9]{{4}})\b", re.IGNORECASE),
        re.compile(r"\b(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})\b"),
    ),
)
"""The forms of dates; of each group, the first that is in a paragraph counts."""

MOTTO = re.compile(
    r"(?:^|\s)(?:c\wng h\w\w x\w h\wi ch\w ngh\wa vi\wt nam|\w\wc l\wp\W+t\w do\W+h\wnh ph\wc"
    r"|\w\wng c\wng s\wn vi\wt nam)\b.*",
    re.IGNORECASE,
)
"""The motto of the state or the name of the party, also after the issuer on one line, with the accents in any place."""

_DAY_AFTER_NUMBER = re.compile(
    r"[\s,;–-]+(?:of )?((?:[^\W\d_][^:;,]{0,60},\s*)?ngày\b.*|(?:dated |date: ?|issued (?:on )?)?\d.*\d{4}\b.*)",
    re.IGNORECASE,
)
"""Place and date after the number on one line."""

_AFTER_TITLE = re.compile(
    r"(?:Căn cứ|Thực hiện|Thi hành|Để |Nhằm |Triển khai thực hiện|Kính gửi|Theo |Trên cơ sở|I\.|A\.|1\.|Điều |CHỦ TỊCH|"
    r"ỦY BAN|UỶ BAN|GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG|CHÍNH PHỦ|QUYẾT ĐỊNH|\(|Purpose|Pursuant|This |The |In )"
)
_TITLE = re.compile(r"(?:Thực hiện|Triển khai|Thi hành)\b.*[^.,;:/]")
"""The first line below the kind that is a title, though a sentence may begin like it."""

_MEMO_LINE = re.compile(r"(?:To|From|Date|Cc|Ref)\b[^:]{0,10}:")
_RECIPIENTS = re.compile(r"(?:Nơi nhận|Recipients|Distribution|Copies? to|Cc)\s*:?\s*(.*)$", re.IGNORECASE)
_ISSUED_BY = re.compile(r"(?:Issued by|Issuer|Company|Organi[sz]ation)\s*:\s*(.{2,150})", re.IGNORECASE)
_ATTACHED = re.compile(r"\W*(?:Ban hành )?kèm theo .{1,200}? của ([^)]{2,150})", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"(?:Dated?|Issued|Adopted|Approved|Published|Date of issue|Effective|Ngày ban hành)(?: on)?\s*:?\s*", re.IGNORECASE
)
_PART = re.compile(r"(?:SỞ|CỤC|CHI CỤC|VỤ|PHÒNG|BAN|TRƯỜNG|TRUNG TÂM|VĂN PHÒNG|BỆNH VIỆN|VIỆN|CÔNG AN|HỘI) ")
"""The beginning of the name of an issuer below the body to which it belongs."""

_LIST_ITEM = re.compile(r"[-–+•]\s*\S")
_ATTACHED_TO = re.compile(r"\W*(?:Ban hành )?kèm theo ", re.IGNORECASE)

MOST_LINES = 60
"""The most paragraphs at the beginning of a document in which its head is searched."""

LONGEST_PARAGRAPH = 3000
"""The most characters of a paragraph in which it is searched."""

FEWEST_WORDS = 3
"""The fewest words of the name of a body above that of the issuer."""

MOST_TITLE_LINES = 5
"""The most paragraphs of a title."""

LONGEST_TITLE = 300
"""The most characters of a title that begins like a sentence."""

LONGEST_ISSUER = 150
"""The most characters of a line with the issuer."""


class IssuedHead(NamedTuple):
    """The head and the end of a document; None or empty where it says nothing or is blank.

    `number`: the number without its symbol; `symbol`: both together, such as `190/KH-UBND`.
    """

    kind: str | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None
    recipients: tuple[str, ...] = ()


def read_head(lines: Sequence[IssuedLine]) -> IssuedHead:
    """Return the head of a document from its lines outside the appendix."""
    paragraphs = [paragraph for line in lines for paragraph in line.paragraphs]
    beginning = [paragraph[:LONGEST_PARAGRAPH] for paragraph in paragraphs[:MOST_LINES]]
    number, symbol, suffix, number_at = _number(beginning)
    if number_at >= 0:
        beginning[number_at : number_at + 1] = _number_and_day(beginning[number_at])
    kind, title, kind_at = _kind_and_title(beginning)
    if kind is None and suffix is not None:
        letters = next((part for part in re.split("[-/ ]", suffix) if part in _KIND_OF_SYMBOL), "CV")
        kind = _KIND_OF_SYMBOL[letters]
    place, day = _place_and_day(beginning[: max(kind_at, number_at) + 8])
    issuer = _issuer(_without_title(beginning[: number_at + 1], kind_at, title), beginning)
    return IssuedHead(kind, number, symbol, place, day, issuer, title, _recipients(paragraphs))


def is_kind_of_document(words: str) -> bool:
    """Return whether a paragraph is only the kind of the document, such as KẾ HOẠCH."""
    return fold(words) in _KINDS


def _number(paragraphs: Sequence[str]) -> tuple[str | None, str | None, str | None, int]:
    """Return number, symbol and the position of the paragraph with them, -1 if there is none.

    The third value is the symbol without the number, which a document without a number has too.
    """
    for position, text in enumerate(paragraphs):
        match = _NUMBER.search(text)
        # Elsewhere in a sentence it is the number of another document.
        is_own = match is not None and (match.start() == 0 or "Số:" in match[0] or _ATTACHED.match(text) is not None)
        if match is not None and is_own and match.start() <= LONGEST_ISSUER:
            suffix = match[2].replace(" ", "").rstrip(".:")
            number = match[1] or None
            symbol = f"{number}{suffix}" if number is not None else None
            return number, symbol, suffix.lstrip("-/"), position
        match = _ENGLISH_NUMBER.match(text)
        if match is not None:
            return match[1], match[1], None, position
    return None, None, None, -1


def _number_and_day(text: str) -> list[str]:
    """Return the paragraph with the number; without place and date, which become a paragraph of their own."""
    pattern = _ENGLISH_NUMBER if _ENGLISH_NUMBER.match(text) else _NUMBER
    number = pattern.search(text)
    after = _DAY_AFTER_NUMBER.fullmatch(text[number.end() :]) if number is not None else None
    return [text[: -len(after[0])], after[1]] if after is not None and not _ATTACHED.match(text) else [text]


def _kind_and_title(paragraphs: Sequence[str]) -> tuple[str | None, str | None, int]:
    """Return kind, title and the position of the paragraph with the kind; -1 if there is none."""
    for position, text in enumerate(paragraphs):
        if re.match(r"(?:V/v|Về việc)\b", text):
            return None, one_line(" ".join(_title_lines(paragraphs[position:]))), position
        words = text.rstrip(":").split()
        for length in range(min(len(words), 4), 0, -1):
            kind = _KINDS.get(fold(" ".join(words[:length])))
            if kind is None:
                continue
            after = " ".join(words[length:]).lstrip(":-– ")
            is_first = position == 0 and not text.isascii() and not fold(after).startswith("so ")
            is_kind = not after or is_first or " ".join(words[:length]).isupper()
            if is_kind and len(text) <= LONGEST_ISSUER * 4:
                title = one_line(" ".join(_title_lines([*([after] if after else []), *paragraphs[position + 1 :]])))
                return kind, title or None, position
        kind = _kind_at_end(text)
        if position < MOST_TITLE_LINES and kind is not None:
            return kind, text, position
    return None, None, -1


def _kind_at_end(text: str) -> str | None:
    """Return the kind in an English title such as "Flood Preparedness Plan 2027"; None if it is no such title."""
    words = [word for word in fold(text).split() if not word.isdigit()]
    is_title = words[-1:] in (["plan"], ["policy"], ["programme"], ["program"], ["memorandum"])
    return _KINDS[words[-1]] if is_title and len(text) <= LONGEST_ISSUER else None


def _title_lines(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs of the title, which goes on in capital letters or with a lower-case letter."""
    title: list[str] = []
    for text in paragraphs[: MOST_TITLE_LINES + 1]:
        if set(text) <= set("-_—–*=. ") or _MEMO_LINE.match(text):
            if title:
                break
            continue
        is_more = not title or text[0].islower() or (text.isupper() and title[-1].isupper())
        is_title = not title and len(text) <= LONGEST_TITLE and _TITLE.fullmatch(text) is not None
        if (_AFTER_TITLE.match(text) and not is_title) or not is_more:
            break
        title.append(re.sub("^(?:Subject|Re): *", "", text))
    return title


def _place_and_day(paragraphs: Sequence[str]) -> tuple[str | None, date | None]:
    for text in paragraphs:
        for patterns in _DATES:
            match = next(filter(None, (pattern.search(text) for pattern in patterns)), None)
            if match is not None and _is_before_date(text[: match.start()]):
                return _place(text[: match.start()]), _date(match)
    return None, None


def _is_before_date(text: str) -> bool:
    """Return whether the words before a date make it that of the document: a place, a label, none, or an annex."""
    is_labelled = _DATE_LABEL.fullmatch(text) is not None or _ATTACHED_TO.match(text) is not None
    return not text.strip() or _place(text) is not None or is_labelled


def _place(text: str) -> str | None:
    """Return the place before a date; None if another text is there."""
    place = text.strip().rstrip(",").strip()
    is_place = 0 < len(place) <= 60 and ":" not in place and text.strip().endswith(",")  # noqa: PLR2004
    return place if is_place else None


def _date(match: re.Match[str]) -> date | None:
    month = _MONTHS.get(match["m"].lower(), match["m"])
    try:
        return date(int(match["y"]), int(month), int(match["d"]))
    except ValueError:
        return None


def _without_title(paragraphs: Sequence[str], kind_at: int, title: str | None) -> list[str]:
    """Return the paragraphs up to the number, without those of the kind and title above it."""
    last = len(paragraphs) - 1
    return [
        text
        for position, text in enumerate(paragraphs)
        if position == last or position < kind_at or kind_at < 0 or (position > kind_at and text not in (title or ""))
    ]


def _issuer(above: Sequence[str], paragraphs: Sequence[str]) -> str | None:
    """Return what an English head names as issuer, or the lines above the number, which is in the last one."""
    for text in paragraphs:
        match = _ISSUED_BY.match(text)
        if match is not None:
            return match[1].strip()
    if not above:
        return None
    attached = _ATTACHED.match(above[-1])
    if attached is not None:
        return attached[1].strip()
    pattern = _ENGLISH_NUMBER if _ENGLISH_NUMBER.match(above[-1]) else _NUMBER
    before = pattern.split(above[-1], maxsplit=1)[0]
    lines = [MOTTO.sub("", text).strip(" -_–—*") for text in (*above[:-1], before)]
    lines = list(filter(_may_be_issuer, lines))
    starts = [at for at in range(1, len(lines)) if _is_part_of(lines[at - 1], lines[at])]
    return one_line(" ".join(lines[max(starts, default=0) :])) or None


def _is_part_of(superior: str, name: str) -> bool:
    """Return whether a line begins the name of a body below the one above: CỤC THUẾ below BỘ TÀI CHÍNH."""
    return len(superior.split()) >= FEWEST_WORDS and _PART.match(name) is not None


def _may_be_issuer(text: str) -> bool:
    """Return whether a line above the number is neither a rule nor the place and date."""
    is_line = re.search(r"\w", text) is not None and len(text) <= LONGEST_ISSUER
    return is_line and _LONG_DATE.search(text) is None


def _recipients(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return the recipients: those after the first label with some, and those in the list below it."""
    for position, text in enumerate(paragraphs):
        match = _RECIPIENTS.match(text)
        if match is None:
            continue
        recipients = list(filter(None, map(str.strip, match[1].split(";"))))
        recipients += [item.lstrip("-–+• ") for item in takewhile(_LIST_ITEM.match, paragraphs[position + 1 :])]
        if recipients:
            return tuple(recipients)
    return ()
