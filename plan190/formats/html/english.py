"""Texts of English pages: Vietnamese parts, which quote the plan and the reports, name their language."""

from __future__ import annotations

import re
from calendar import month_name
from functools import lru_cache

from markupsafe import Markup, escape

_LETTER = "[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]"
_WORD = rf"\b[^\W\d_]*{_LETTER}[^\W\d_]*"
_VIETNAMESE = re.compile(rf"{_WORD}(?:[^\n:;→]{{1,16}}?{_WORD})*", re.IGNORECASE)
"""From a word with a Vietnamese letter to the last such word; between them are at most a few words without one."""

_DATE = re.compile(rf"\b(\d\d?) ({'|'.join(month_name[1:])}) (\d{{4}})\b")


@lru_cache(maxsize=4096)
def english_text(text: str) -> Markup:
    """Return a text as HTML whose Vietnamese parts name their language, and whose dates stay on one line."""
    dated = _DATE.sub("\\1\u00a0\\2\u00a0\\3", text)
    return Markup(_VIETNAMESE.sub(r'<span lang="vi">\g<0></span>', str(escape(dated))))  # noqa: S704 - it is escaped
