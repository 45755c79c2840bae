"""Texts of pages: dates and numbers of documents stay on one line; Vietnamese parts of English pages are marked.

Such parts quote the plan and the reports.
"""

from __future__ import annotations

import re
from calendar import month_name
from functools import lru_cache

from markupsafe import Markup, escape

_LETTER = "[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]"
_NUMBER = r"\d+(?:/\d{4})?/"
_WORD = rf"\b(?:{_NUMBER})?[^\W\d_]*{_LETTER}[^\W\d_]*(?:-[^\W\d_]\w*)*"
_ENGLISH = "a|be|by|due|in|no|on|so|than|the|them|then|to"
"""English words that have the form of a Vietnamese syllable without accents."""

_SYLLABLE = rf"\b(?!(?:{_ENGLISH})\b)(?:[bcdghklmnpqrstvx]|[cgknpt]h|gi|ngh?|qu|tr)?[aeiouy]{{1,3}}(?:m|nh?|ng)?\b"
_ABBREVIATION = r"\b(?-i:[A-ZĐ]{2})\w*"
_PLAIN = f"(?:{_SYLLABLE}|{_ABBREVIATION})"
_GAP = "(?: |, |&amp;|-)"
_VIETNAMESE = re.compile(
    rf"(?:{_PLAIN}{_GAP}){{0,8}}{_WORD}(?:(?:&amp;|[^\n:;→]){{1,16}}?{_WORD})*(?:{_GAP}{_PLAIN})*", re.IGNORECASE
)
"""From a word with a Vietnamese letter to the last such word; between them are at most a few words without one.

Words without accents, and abbreviations, at both ends belong to it.
"""

_DATE = rf"\d{{4}}-\d\d-\d\d|\d\d? (?:{'|'.join(month_name[1:])}) \d{{4}}"
_WHOLE = re.compile(rf"\b(?:{_DATE}|{_NUMBER}[A-ZĐ]+(?:-[A-ZĐ]\w*)+)\b")
"""A date in English, or the number of a document."""


@lru_cache(maxsize=4096)
def html_text(text: str, language: str) -> Markup:
    """Return a text as HTML whose dates stay on one line; on an English page Vietnamese parts name their language."""
    html = str(escape(text))
    if language == "en":
        html = _VIETNAMESE.sub(r'<span lang="vi">\g<0></span>', html)
    return Markup(_WHOLE.sub(r'<span class="whole">\g<0></span>', html))  # noqa: S704 - it is escaped
