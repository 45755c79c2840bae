"""The forms of deadline phrases: each is a pattern of a whole phrase, and the rule that it means.

The forms are tried in order. `TEXT` stands for free words, such as those that name an event; it contains no word that
could state another time.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from plan190.load.deadline_phrases.phrase import Match, Phrase
from plan190.load.deadline_phrases.tokens import (
    DAY,
    DAY_NUMBER,
    HALF_YEAR,
    MONTH,
    QUARTER,
    SHORT_DAY,
    SHORT_MONTH,
    SHORT_QUARTER,
    TIMES,
    UNITS,
    YEAR,
    Token,
)
from plan190.model.deadline import (
    AfterEvent,
    Before,
    By,
    DueInUnit,
    Milestone,
    OnDemand,
    OutsideSchedule,
    Part,
    Reading,
    Recurring,
    Relative,
    Split,
    Target,
)
from plan190.model.month import Month
from plan190.model.period import MONTHS_IN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plan190.model.deadline import Every, Rule

# --- pieces of forms -------------------------------------------------------------------------------------------------

_SIGN = (
    r"\b(?:trước|sau|(?:từ|đến|tới) (?:nay|khi|lúc|đầu|hết|giữa|cuối)|(?:chậm|muộn|sớm|trễ) nhất|tháng|năm|ngày|quý|"
    r"qúy|quí|tuần|giờ|phút|định k[ỳì]|hằng|mỗi|thường xuyên|liên tục|duy trì|dự kiến|khoảng|không|chưa|trừ|riêng|xong|"
    r"hoặc|bắt đầu|giai đoạn|nhiệm kỳ|kỳ báo cáo|từng|nay|đối với|nếu|tùy|tuỳ|dịp|tết|mùa|học kỳ|chủ nhật|"
    r"thứ (?:hai|ba|tư|sáu|bảy)|vụ (?:đông|xuân|hè|mùa|thu)|(?:đầu|giữa|cuối) (?:k[ỳì]|vụ)|"
    r"(?<!vỉa )hè|âm lịch|mùng|mồng|rằm|hôm|"
    r"before|by|until|till|after|within|days?|weeks?|months?|monthly|quarter|"
    r"quarterly|years?|yearly|annual|annually|weekly|daily|ongoing|or|not|except|expected|about|approximately|unless|each|"
    r"every|any|per|periods?|now|today|q[1-4]|h[12]|fy ?[0-9]*|fiscal|spring|summer|autumn|fall|winter|mid|asap|if|"
    r"hours?|minutes?|term|semesters?|fortnights?|january|february|april|june|july|august|september|october|november|december|"
    r"when|whichever|sooner|later|provided|subject)\b"
    r"|[0-9]+[./-][0-9]+|[0-9],[0-9]|[0-9]{4}|[0-9] ?(?:h|tiếng)\b"
)
"""A sign of a time, of an alternative or of an exception."""
_LETTER = rf"(?:(?!{_SIGN})[^{TIMES};])"
TEXT = f"{_LETTER}+"
_PARTIAL = (
    r"\b(?:khởi công|bước đầu|cơ bản|sơ bộ|thí điểm|(?:một|hai|ba|bốn) phần|một số|phần lớn|hầu hết|đa số|đa phần|nửa|"
    r"(?:gần|được) [0-9]|hơn|trên(?! địa bàn| phạm vi| toàn)|dưới|ít nhất|tối thiểu|đầu tiên|gia hạn|khi|trường hợp|"
    r"chuẩn bị|dự thảo|bản thảo|đề cương|(?:[0-9]|hai|ba|bốn|sáu|bảy|tám|chín|mười) trong|gói thầu|hạng mục|phân kỳ|"
    r"bước|đợt|lần|lùi|kéo dài|tạm dừng|tiếp tục|"
    r"(?:(?<=hoàn thành )|(?<!thành ))phần(?! mềm)|(?:tại|ở) cấp|(?<=hoàn thành )cấp (?:tỉnh|huyện|xã)|"
    r"(?:vòng|mục|nội dung|nhiệm vụ|dự án|nhóm|lô|tuyến|khu) (?:[0-9]|[IVX]+\b|[a-zđ]\b|một\b|đầu))|[?*:<>≤≥±~]"
)
"""A sign that only the start or a part of the work is meant, or of a condition."""
_WORK_IN_PERCENT = f"(?:(?!{_PARTIAL}){_LETTER})+"
_WORK = f"(?:(?!{_PARTIAL}|%){_LETTER})+"
_SPANS = f"{MONTH}{QUARTER}{HALF_YEAR}{YEAR}"
_SPAN = f"[{_SPANS}]"
_DATE = f"[{DAY}{_SPANS}]"
_TO = r" ?(?:-|–|—|đến hết|tới hết|đến|tới|to|through) ?"
_TO_OR_DONE = rf"(?:{_TO}| và hoàn thành (?:trong|vào) )"

_DONE = (
    r"(?:(?:phải |cần |tổ chức |triển khai |thực hiện )*"
    r"(?:(?:hoàn thành|hòan thành|hoàn tất|xong|thực hiện|triển khai)(?: xong)? "
    r"|(?:báo cáo|ban hành|trình|tổ chức) (?=trong|vào|trước|chậm|muộn|không)))?"
)
_IN = r"(?:trong thời gian |(?:trong )?(?:cả|suốt) |(?:ngay )?trong |vào )?"
_LATEST = r"(?:chậm|muộn|trễ) nhất(?: là)?(?: vào| trong| đến)?(?: hết)?"
_UNTIL = rf"(?:{_LATEST}|không (?:muộn hơn|chậm hơn|quá)|(?:kể từ nay |từ nay )?(?:cho đến|đến|tới)(?: hết)?|hết)"
_PART = r"(?:(?P<part>đầu|giữa|cuối) )?"
_KEEP_UP = r"(?:;| và) duy trì thực hiện thường xuyên"
_HOUR = r"(?P<hour>[0-9]{1,2}(?: giờ(?: [0-9]{2}(?: phút)?)?|h[0-9]{0,2}|g[0-9]{2}|:[0-9]{2}))"
_FROM = r"(?:bắt đầu từ|kể từ|từ)"
_ALWAYS = (
    r"(?:nhiệm vụ |thực hiện |triển khai |tổ chức |duy trì )*(?:thường xuyên|liên tục)"
    r"(?:(?:,| và) (?:liên tục|thường xuyên))?"
)
_ONCE = r"(?: (?:một|0?1) lần)?"
_EVERY = (
    rf"(?P<every>(?:định k[ỳì] )?(?:h[ằà]ng|mỗi) (?:ngày|tuần|tháng|quý|qúy|quí|năm|0?6 tháng){_ONCE}"
    rf"|định k[ỳì] (?:0?6|sáu) tháng{_ONCE}|(?:0?6|sáu) tháng (?:một|0?1) lần|0?1 lần/(?:ngày|tuần|tháng|quý|năm)"
    r"|(?:0?1 )?(?:tuần|tháng|quý|năm)/lần|(?:0?6|sáu) tháng/lần)"
)
_YEARLY = r"(?:định k[ỳì] )?(?:h[ằà]ng|mỗi) năm"
_MONTHLY = r"(?:định k[ỳì] )?(?:h[ằà]ng|mỗi) tháng"
_LIMIT = rf"(?:định k[ỳì] )?{_DONE}(?:(?P<before>trước)|{_LATEST}|vào)? ?"
_DAYS = f"{SHORT_DAY}(?:(?:,|;| và)(?P<again> trước)? {SHORT_DAY})*"
_SHORT_SPAN = f"[{SHORT_MONTH}{SHORT_QUARTER}]"
_FEW = f"{_SHORT_SPAN}(?:(?:,|;| và) {_SHORT_SPAN})*"
_IN_A_MONTH = rf"{DAY_NUMBER}(?: của)?"
_NUMBER = r"(?P<n>[0-9]{1,3})(?: \((?P<spelled>[^\W\d_]+(?: [^\W\d_]+){0,2})\))?"
_THIS = r"(?:kế hoạch|quyết định|nghị quyết|chỉ thị|công điện|công văn|chương trình|đề án|thông báo|văn bản) này"
_REMARK = rf"(?:ngay )?sau khi {TEXT}|cơ bản hoàn thành trong {YEAR}|theo yêu cầu(?: {TEXT})?|subject to {TEXT}"
_OR_ON_DEMAND = (
    rf"(?:hoặc|và) (?:(?:báo cáo )?đột xuất )?(?:theo|khi có) (?:yêu cầu|đề nghị|chỉ đạo)(?: {TEXT})?"
    r"|(?:hoặc|và) (?:báo cáo )?đột xuất"
)

_OTHER_DOCUMENT = r"(?:(?:về|tại|của) )?(?:tiến độ|kế hoạch|lộ trình|quyết định|nghị quyết|công văn|chỉ thị|văn bản)"

_DONE_EN = r"(?:(?:to be )?(?:complete|completed|done|delivered|finished|implemented|due) (?=by|no|not|before|prior))?"
_BY_EN = r"(?:by|no later than|not later than|at the latest|on or before|in|on|during)"
_END_EN = r"(?:(?:by|before|at|until|till|no later than|not later than) )?(?:the )?end(?: of |[ -])"
_EVERY_EN = (
    r"(?P<every>daily|weekly|monthly|quarterly|half-yearly|semi-?annual(?:ly)?|annually|annual|yearly"
    r"|(?:every|each) (?:day|week|month|quarter|six months|6 months|year))"
)
_THIS_EN = (
    r"(?:(?:the )?(?:date of )?(?:the )?(?:publication|issuance|issue|release)(?: date)? of |(?:the )?date of )?this "
    r"(?:policy|plan|memorandum|order|decision|directive|document|strategy|report)"
)
_FROM_ISSUE = re.compile(
    rf"(?:ký )?(?:ban hành|ký) {_THIS}|{_THIS} được (?:ký )?(?:ban hành|ký)|{_THIS_EN}", re.IGNORECASE
)

# --- what a form means -----------------------------------------------------------------------------------------------


def _due_by(match: Match) -> Rule:
    """Return the rule of work due by the only date, or by the beginning, middle or end of it."""
    (token,) = match.tokens
    if token.mark == SHORT_DAY:
        return By(date=match.day(token))
    part = match.text("part").lower()
    if not part:
        return token.rule()
    if token.mark not in {MONTH, YEAR} and not (token.mark == QUARTER and part == "cuối"):
        raise ValueError("the law does not say when that is")
    # Civil Code 2015, article 146.
    middle = token.start.replace(day=15) if token.mark == MONTH else date(token.end.year, 6, 30)
    return By(date={"đầu": token.start, "giữa": middle, "cuối": token.end}[part])


def _on_day(match: Match) -> Rule:
    """Return the rule of work due on a day without a year; two numbers alone could be something else."""
    if not match.tokens[0].words.lower().startswith("ngày"):
        raise ValueError("no day")
    return _due_by(match)


def _before(match: Match) -> Rule:
    """Return the rule of work due before the only date; of a month or year, that is the last day before it."""
    (token,) = match.tokens
    if token.mark == SHORT_DAY:
        day = match.day(token)
        if day == match.phrase.context.issued_on:
            raise ValueError("the day before the plan")
        return Before(date=day)
    if token.mark == HALF_YEAR and "tháng" in token.words.lower():
        raise ValueError("six months before, or before the six months")
    if token.mark == DAY:
        return Before(date=token.start)
    return By(date=date.fromordinal(token.start.toordinal() - 1))


def _by_hour(match: Match) -> Reading:
    """Return the rule of work due before an hour of a day: that day is on time."""
    hour, *minute = map(int, re.findall("[0-9]+", match.text("hour")))
    if not 0 < hour <= 24 or any(number > 59 for number in minute):  # noqa: PLR2004 - before 0:00 is the day before
        raise ValueError("no hour of that day")
    limit = "trước " if match.has("limit") else ""
    return Reading(_due_by(match), f"{limit}{match.text('hour')}")


def _milestone(match: Match) -> Rule:
    return Milestone(date=match.tokens[0].start, target=_percent(match.text("work")))


def _target(match: Match) -> Rule | None:
    percent = _percent(match.phrase.text)
    return None if percent is None else Target(target=percent)


def _percent(words: str) -> int | None:
    """Return the only percentage in the words, None for none; ValueError for several or one that is no target."""
    percents = re.findall("([0-9]*)%", words)
    if len(percents) > 1 or not all(percent and int(percent) <= 100 for percent in percents):  # noqa: PLR2004
        raise ValueError("not one percentage")
    return int(percents[0]) if percents else None


def _range(match: Match) -> Rule:
    """Return the rule of work due by the end of a range."""
    first, last = match.tokens
    shape = match.phrase.shape.lower()
    if first.first is None and last.mark == YEAR and "hết" not in shape:
        raise ValueError("the year of the first expression, or the end of a range")
    if first.mark != YEAR and last.mark == YEAR and re.search("[-–—]", shape):
        raise ValueError("the first expression may be of each of the years")
    if first.mark == SHORT_QUARTER and last.mark == MONTH and last.words[0].isdigit():
        raise ValueError("a quarter or a month, as in quý 1-3/2026")
    return last.rule(_first_day(first, last))


def _neighbours(match: Match) -> Rule:
    """Return the rule of work in two months, quarters or years that follow each other."""
    first, last = match.tokens
    begin = _first_day(first, last)
    unit = {SHORT_MONTH: MONTH, SHORT_QUARTER: QUARTER}.get(first.mark, first.mark)
    if unit != last.mark or Month(begin.year, begin.month).later(MONTHS_IN[UNITS[unit]]).first_day != last.start:
        raise ValueError("two due dates")
    return last.rule(begin)


def _first_day(first: Token, last: Token) -> date:
    """Return the first date of a range; if it is written without a year, in the year of the last one."""
    year = last.end.year
    match first.mark:
        case str(mark) if mark == SHORT_DAY:
            return date(year, first.month, first.day)
        case str(mark) if mark == SHORT_MONTH:
            return date(year, first.month, 1)
        case str(mark) if mark == SHORT_QUARTER:
            return date(year, 3 * first.quarter - 2, 1)
        case str(mark) if mark == DAY_NUMBER and last.mark == DAY:
            return date(year, last.end.month, first.day)
    if first.mark == DAY_NUMBER:
        raise ValueError("a day without its month")
    return first.start


def _since(match: Match) -> Rule:
    """Return the rule of work without an end from a date on."""
    first = match.tokens[0].start
    if first.day != 1:
        raise ValueError("the start of recurring work is a month")
    until = match.text("event")
    return Recurring(since=Month(first.year, first.month), until=until or None)


def _until_event(match: Match) -> Rule:
    return Recurring(until=match.text("event"))


def _always(_: Match) -> Rule:
    return Recurring()


_UNITS: dict[str, Every] = {
    "6 months": "half_year", "six months": "half_year", "6 tháng": "half_year", "sáu tháng": "half_year",
    "half": "half_year", "semi": "half_year", "ngày": "day", "daily": "day", "day": "day", "tuần": "week",
    "week": "week", "tháng": "month", "month": "month", "quý": "quarter", "qúy": "quarter", "quí": "quarter",
    "quarter": "quarter",
    "năm": "year", "year": "year", "annual": "year",
}  # fmt: skip


def _unit(words: str) -> Every:
    return next(unit for name, unit in _UNITS.items() if name in words.lower())


def _every(match: Match) -> Reading:
    """Return the rule of work in each unit without a day."""
    return Reading(Recurring(every=_unit(match.text("every"))), match.text("note"))


def _each(match: Match, every: Every, month: int = 1) -> Rule:
    """Return the rule of work due on the only day, in this month of each unit."""
    due = DueInUnit(month=month, day=match.tokens[0].day, inclusive=not match.has("before"))
    return Recurring(every=every, due=(due,))


def _by_end_of(month: int, every: Every) -> Rule:
    """Return the rule of work due by the end of this month of each unit."""
    return Recurring(every=every, due=(DueInUnit(month=month, day=31, inclusive=True),))


def _each_year(match: Match) -> Rule:
    """Return the rule of work due on days of each year."""
    tokens = match.tokens
    inclusive = not match.has("before")
    if inclusive and match.has("again"):
        raise ValueError("one date is inclusive, the other one not")
    for token in tokens:
        date(2024, token.month, token.day)  # a leap year: 29 February exists in some years
    due = (DueInUnit(month=token.month, day=token.day, inclusive=inclusive) for token in tokens)
    return Recurring(every="year", due=tuple(due))


def _month_of_each_year(match: Match) -> Rule:
    """Return the rule of work due by the end of months or quarters of each year."""
    months = [token.month or 3 * token.quarter for token in match.tokens]
    apart = 3 if match.tokens[0].quarter else 1
    if any(last - first <= apart for first, last in pairwise(months)):
        raise ValueError("one work in both of them, or two")
    return Recurring(every="year", due=tuple(DueInUnit(month=month, day=31, inclusive=True) for month in months))


def _months_of_each_year(match: Match) -> Reading:
    """Return the rule of work in a range of months of each year: due by its end, with the start as a remark."""
    first, last = match.tokens
    if first.month > last.month:
        raise ValueError("the range ends before it begins")
    return Reading(_by_end_of(last.month, "year"), f"{match.text('from')} {first.words}")


def _each_month(match: Match) -> Rule:
    return _each(match, "month")


def _each_quarter(match: Match) -> Rule:
    """Return the rule of work due on a day of the first or last month of each quarter, or of the one after it."""
    month = 3 if match.text("which").startswith("cuối") else 1
    return _each(match, "quarter", month + 3 if match.has("next") else month)


def _after_unit(match: Match) -> Rule:
    """Return the rule of work due on a day of the month after each reporting period."""
    units = match.phrase.context.units
    unit: Every = "quarter" if match.text("period").startswith("q") else units[0]
    if unit not in MONTHS_IN or (len(units) > 1 and not match.text("period").startswith("q")):
        raise ValueError("the plan has no one reporting period of months")
    return _each(match, unit, MONTHS_IN[unit] + 1)


def _year_before(match: Match) -> Rule:
    """Return the rule of work due in December of the year before each year."""
    if match.tokens[0].month != 12:  # noqa: PLR2004
        raise ValueError("only the month before a unit can be written")
    return _each(match, "year", 0)


def _end_of_each(match: Match) -> Rule:
    unit = _unit(match.text("unit"))
    return _by_end_of(MONTHS_IN[unit], unit)


_DIGITS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_DIGITS_AFTER_TEN = {1: ("mốt", "một"), 4: ("tư", "bốn"), 5: ("lăm",)}


def _spelled(number: int) -> Iterator[str]:
    """Yield the number in Vietnamese words; nothing from 100 on."""
    tens, ones = divmod(number, 10)
    if not tens:
        yield _DIGITS[ones]
    elif tens < 10:  # noqa: PLR2004
        ten = f"{_DIGITS[tens]} mươi" if tens > 1 else "mười"
        for digit in _DIGITS_AFTER_TEN.get(ones, (_DIGITS[ones],)):
            yield f"{ten} {digit}".strip()


def _relative(match: Match) -> Rule:
    """Return the rule of work due some days or months after an event."""
    number, unit, event = int(match.match["n"]), match.text("unit").lower(), match.text("event")
    if not number:
        raise ValueError("no days")
    if match.has("spelled") and match.text("spelled").lower() not in _spelled(number):
        raise ValueError("another number in words")
    from_issue = _FROM_ISSUE.fullmatch(event) is not None
    if unit in {"tháng", "month", "months"}:
        return Relative(months=number, event=event, from_issue=from_issue)
    if unit in {"ngày làm việc", "working days", "working day", "business days", "business day"}:
        return Relative(working_days=number, event=event, from_issue=from_issue)
    return Relative(days=number, event=event, from_issue=from_issue)


def _after(match: Match) -> Reading:
    return Reading(AfterEvent(event=match.text("event")), match.text("at_once").lower())


def _schedule(match: Match) -> Rule:
    return OutsideSchedule(schedule=match.text("schedule"))


def _on_demand(_: Match) -> Rule:
    return OnDemand()


def _at_the_latest(match: Match) -> Reading:
    """Return the rule of work that is expected on a date and due by another one."""
    remarks = [match.text("expected"), match.text("note")]
    expected, last = match["expected"].tokens[0], match["last"].tokens[0]
    if expected.start > last.end:
        raise ValueError("expected after the latest date")
    return Reading(last.rule(), "; ".join(filter(None, remarks)))


def _basically(match: Match) -> Reading:
    return Reading(match.tokens[0].rule(), "cơ bản hoàn thành")


def _with_note(match: Match) -> Reading | None:
    """Return the rule of the words before a remark; a phrase with two remarks is not read."""
    reading = read(match["main"])
    if reading is None or reading.condition or isinstance(reading.rule, Split):
        return None
    return reading._replace(condition=match.text("note"))


def _split(match: Match) -> Reading | None:
    """Return the rule of a phrase with parts for groups of bodies; not read if one of them cannot be read."""
    parts = []
    for words in _parts_of(match.phrase):
        reading = _part_reading(words)
        if reading is None or reading.condition or isinstance(reading.rule, Split | OnDemand):
            return None
        parts.append(Part(words=words.text.strip(" .;,"), rule=reading.rule))
    return Reading(Split(parts=tuple(parts)))


_BODY = (
    r"(?:các )?(?:cấp(?= (?:trung ương|tỉnh|thành phố|huyện|quận|xã|phường|cơ sở|bộ|sở|ủy|uỷ)\b)|ủy ban|uỷ ban|ubnd|"
    r"sở(?! hữu)|ban(?! hành)|bộ(?! tiêu| dữ| chỉ| thủ| hồ| quy| công cụ)(?=[,:)]| ngành| (?-i:[A-ZĐ]))|"
    r"tỉnh(?! lộ)|huyện(?! lộ| nông thôn)|xã(?! hội| nông thôn)|phường|công an|cơ quan|đơn vị|trường(?! hợp)|"
    r"bệnh viện)\b"
)
"""The beginning of a name of bodies; other headings, such as "đợt 1", are about parts of the work."""
_SEPARATOR = re.compile(r" ?; ?|, (?=đối với )|(?<=\)), ", re.IGNORECASE)
_FOR = (
    rf"đối với (?=(?:dữ liệu của )?(?:các |những )?(?:{_BODY}|ubkt|địa phương|thành phố|thị xã|quận|"
    rf"phòng(?! chống| cháy| ngừa| bệnh)|trung tâm|doanh nghiệp)\b){TEXT}"
)
_FOR_SOME = (
    rf"(?P<main>.+?) {_FOR}",
    rf"(?P<main>.+?) \((?:{_FOR}|{_BODY}(?:,? {TEXT})?)\)",
    rf"(?:{_FOR}|{TEXT})(?::|,|: đối với)? (?:sẽ )?(?P<main>(?:triển khai |thực hiện )khi {TEXT})",
    rf"{_FOR}(?::|,) (?P<main>.+)",
    rf"{_BODY}(?:,? {TEXT})?: (?P<main>.+)",
)
_FOR_SOME_FORMS = [re.compile(form, re.IGNORECASE) for form in _FOR_SOME]


def _parts_of(phrase: Phrase) -> Iterator[Phrase]:
    start = 0
    for separator in _SEPARATOR.finditer(phrase.shape):
        yield phrase.part(start, separator.start())
        start = separator.end()
    yield phrase.part(start, len(phrase.shape))


def _part_reading(words: Phrase) -> Reading | None:
    for form in _FOR_SOME_FORMS:
        if match := form.fullmatch(words.shape):
            return read(Match(words, match)["main"])
    return None


# --- the forms -------------------------------------------------------------------------------------------------------

_FORMS: tuple[tuple[str, Callable[[Match], Rule | Reading | None]], ...] = (
    # dates, months, quarters, years
    (rf"{_DONE}(?:{_IN}|{_UNTIL} ){_PART}{_DATE}", _due_by),
    (rf"{_DONE}{_UNTIL} {SHORT_DAY}", _due_by),
    (rf"{_DONE}{_IN}{SHORT_DAY}", _on_day),
    (rf"{_DONE}(?:chậm nhất (?:là )?)?trước (?:{_DATE}|{SHORT_DAY})", _before),
    (rf"(?:hoàn thành|triển khai) {_WORK} (?:xong )?trước {DAY}", _before),
    (rf"hoàn thành {_WORK} (?:trong|vào|{_LATEST}) {_PART}{_DATE}", _due_by),
    (rf"(?P<work>(?:(?:hoàn thành|triển khai) (?:{_WORK_IN_PERCENT} )?)?(?:xong )?)trước {DAY}{_KEEP_UP}", _milestone),
    (rf"triển khai tại [0-9]{{1,3}}% {TEXT}{_KEEP_UP}", _target),
    (rf"{_DONE}(?:(?P<limit>trước)|{_LATEST}) (?:lúc )?{_HOUR},? (?:{DAY}|{SHORT_DAY})", _by_hour),
    (rf"{_DONE_EN}(?:{_BY_EN} )?{_DATE}", _due_by),
    (rf"{_DONE_EN}{_END_EN}{_SPAN}", _due_by),
    (rf"{_DONE_EN}(?:before|prior to) {_DATE}", _before),
    # ranges
    (rf"{_DONE}(?:(?:trong )?(?:giai đoạn|{_FROM}) |trong )?{_DATE}{_TO_OR_DONE}{_DATE}", _range),
    (rf"(?:từ |trong )?[{SHORT_DAY}{SHORT_MONTH}{SHORT_QUARTER}{DAY_NUMBER}]{_TO}{_DATE}", _range),
    (rf"(?:from )?(?:{_DATE}|{SHORT_MONTH}){_TO}{_DATE}", _range),
    (rf"{_IN}[{SHORT_MONTH}{SHORT_QUARTER}{MONTH}{QUARTER}{YEAR}](?:,| và) {_SPAN}", _neighbours),
    (
        (
            rf"(?:{_DONE}(?:từ |giai đoạn )?){YEAR}(?: ?[-–—] ?{YEAR})?(?:,| và|, và) (?:các|những) năm "
            r"(?:tiếp theo|tiếp sau|kế tiếp|sau đó|sau)"
        ),
        _since,
    ),
    (rf"(?:thực hiện |triển khai )?{_FROM} {_DATE}(?: trở đi)?(?:(?:,| và)? {_ALWAYS})?", _since),
    (rf"{_ALWAYS},? {_FROM} {_DATE}(?: trở đi)?", _since),
    (rf"{_FROM} {_DATE} (?:cho )?đến khi (?P<event>{TEXT})", _since),
    (rf"(?:{_FROM} nay|{_ALWAYS}) (?:cho )?đến khi (?P<event>{TEXT})", _until_event),
    (rf"(?:from )?{_DATE} (?:and )?(?:onwards?|beyond|(?:the )?(?:following|subsequent) years)", _since),
    (rf"(?:(?:on-?going,? )?(?:from|since)|starting(?: from)?) {_DATE}", _since),
    (rf"{_DATE}(?: ?[-–—] ?| to )on-?going", _since),
    # recurring
    (_ALWAYS, _always),
    (r"on-?going|continuous|continuously|on an ongoing basis", _always),
    (rf"(?:{_ALWAYS}(?:,| và)? )?(?:thực hiện |báo cáo )?{_EVERY}(?: (?P<note>báo cáo(?: {TEXT})?))?", _every),
    (rf"(?P<note>(?!theo\b){TEXT} (?:báo cáo|giám sát|kiểm tra|đánh giá)) {_EVERY}", _every),
    (_EVERY_EN, _every),
    (rf"{_LIMIT}{_DAYS},? {_YEARLY}", _each_year),
    (rf"{_YEARLY},? {_LIMIT}{_DAYS}", _each_year),
    (rf"{_YEARLY} \({_LIMIT}{_DAYS}\)", _each_year),
    (rf"(?:by|on|no later than|(?P<before>before)) {SHORT_DAY} (?:(?:of )?(?:each|every) year|annually)", _each_year),
    (rf"(?:annually|every year),? (?:by|on|(?P<before>before)) {SHORT_DAY}", _each_year),
    (rf"{_DONE}{_IN}{_FEW},? {_YEARLY}", _month_of_each_year),
    (rf"{_YEARLY},? {_IN}{_FEW}", _month_of_each_year),
    (rf"(?:(?:by|in) )?{SHORT_MONTH} (?:(?:of )?(?:each|every) year|annually)", _month_of_each_year),
    (rf"(?:annually|every year|each year),? (?:by|in) {SHORT_MONTH}", _month_of_each_year),
    (rf"(?P<from>từ) {SHORT_MONTH}{_TO}{SHORT_MONTH} {_YEARLY}", _months_of_each_year),
    (rf"{_LIMIT}{_IN_A_MONTH} {_MONTHLY}", _each_month),
    (rf"{_MONTHLY},? {_LIMIT}{DAY_NUMBER}", _each_month),
    (rf"(?:by|on|(?P<before>before)) {DAY_NUMBER}(?: day)? of (?:each|every) month", _each_month),
    (rf"(?:monthly|(?:each|every) month),? (?:by|on|(?P<before>before)) {DAY_NUMBER}", _each_month),
    (
        (
            rf"(?:(?:định k[ỳì] )?h[ằà]ng quý,? )?{_LIMIT}{_IN_A_MONTH} tháng "
            r"(?P<which>đầu(?: tiên)?|cuối(?: cùng)?)(?: của)? (?:h[ằà]ng |mỗi )?quý"
            r"(?P<next> (?:sau|tiếp theo|kế tiếp))?"
        ),
        _each_quarter,
    ),
    (
        (
            rf"{_LIMIT}{_IN_A_MONTH} tháng (?:tiếp theo|kế tiếp|liền kề)(?: sau)?(?: tháng cuối(?: cùng)?)?(?: của)? "
            r"(?P<period>kỳ báo cáo|quý báo cáo)"
        ),
        _after_unit,
    ),
    (
        (
            rf"{_LIMIT}{SHORT_DAY}(?: của)? năm (?:trước(?: liền kề)?|liền kề trước|liền trước)(?: với| của)? "
            r"năm (?:thực hiện|kế hoạch)"
        ),
        _year_before,
    ),
    (r"(?:vào )?(?:ngày )?cuối(?: cùng của)? (?:h[ằà]ng|mỗi) (?P<unit>tháng|quý|năm)", _end_of_each),
    # after an event, or according to something else
    (
        (
            rf"{_DONE}(?:trong )?(?:thời hạn |thời gian |vòng )?(?:chậm nhất |tối đa |không quá )?(?:là )?{_NUMBER} "
            r"(?P<unit>ngày làm việc|ngày|tháng),? (?:kể từ|tính từ|từ|sau) "
            rf"(?:thời điểm |ngày |khi )*(?P<event>(?!(?:đó|này|cùng|nữa)\b){TEXT})"
        ),
        _relative,
    ),
    (
        (
            rf"(?P<within>within |(?:no|not) later than )?{_NUMBER} "
            r"(?:calendar )?(?P<unit>(?:(?:working|business) )?days?|months?) "
            rf"(?:after|from|following|(?(within)of|after)) (?P<event>{TEXT})"
        ),
        _relative,
    ),
    (rf"(?:thực hiện |triển khai )?(?P<at_once>ngay )?sau khi (?P<event>{TEXT})", _after),
    (r"(?:as and when|as|when|if) (?:required|needed|necessary|requested)|on demand|(?:up)?on request", _on_demand),
    (rf"(?P<at_once>immediately )?(?:after|once|upon|following) (?P<event>{TEXT})", _after),
    (
        (
            r"(?:thực hiện |triển khai |báo cáo )?"
            r"(?:(?:đột xuất )?(?:khi|nếu)(?: có)? (?:phát sinh|yêu cầu|đề nghị|nhu cầu|cần(?: thiết)?)"
            rf"(?: {TEXT})?|theo (?:yêu cầu|đề nghị)(?! {_OTHER_DOCUMENT})(?: {TEXT})?|đột xuất)"
        ),
        _on_demand,
    ),
    (rf"(?:triển khai |thực hiện )(?P<at_once>ngay )?khi (?P<event>{TEXT})", _after),
    (rf"(?P<at_once>ngay )?khi (?P<event>có (?:hướng dẫn|quyết định|kinh phí)(?: {TEXT})?)", _after),
    (
        (
            r"(?:triển khai |thực hiện )?(?:đảm bảo |bảo đảm )?theo "
            rf"(?P<schedule>kế hoạch riêng|(?:tiến độ|lộ trình|kế hoạch|chương trình|hướng dẫn|quy định)(?:,? {TEXT})?)"
        ),
        _schedule,
    ),
    (rf"(?:thực hiện )?theo (?P<schedule>(?:kế hoạch|chương trình)(?: (?:(?!,){_LETTER})+)? h[ằà]ng năm)", _schedule),
    (rf"(?:according to|as per) (?P<schedule>(?:the )?(?:project )?(?:schedule|timeline)(?: {TEXT})?)", _schedule),
    # with a remark
    (
        (
            rf"(?P<expected>dự kiến {_DATE}) \({_LATEST} (?P<last>{DAY})"
            rf"(?: ?[-–] ?(?P<note>[0-9]{{1,3}} ngày trước {TEXT}))?\)"
        ),
        _at_the_latest,
    ),
    (rf"{_DONE}cơ bản(?: hoàn thành)? trong {_SPAN}", _basically),
    (rf"(?P<main>.+?),? \((?P<note>{_REMARK})\)", _with_note),
    (rf"(?P<main>.+?),? (?P<note>{_OR_ON_DEMAND})", _with_note),
    # for groups of bodies
    (r".+(?:;|, đối với |\), ).+", _split),
)  # fmt: skip
_COMPILED = [(re.compile(pattern, re.IGNORECASE), meaning) for pattern, meaning in _FORMS]


def read(phrase: Phrase) -> Reading | None:
    """Return how the phrase is read by the first form that matches the whole of it; None if there is none.

    ValueError if that form names a date that does not exist.
    """
    for pattern, meaning in _COMPILED:
        if match := pattern.fullmatch(phrase.shape):
            found = meaning(Match(phrase, match))
            return found if isinstance(found, Reading) or found is None else Reading(found)
    return None
