"""P340: sample text of the documentation in data that are not marked as fiction.

The bytes of the files are searched, comments included: a rule sees only values, and the values may come from the cache.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

from plan190.diagnostics import MOST_DIAGNOSTICS, diagnostic_at
from plan190.load.loader import OPTIONAL_FILES, OWNERS, UPDATES, WAIVERS
from plan190.load.text_reader import span, stacked_marks
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from plan190.diagnostics import Diagnostic

_U, _A = "uùúủũụưừứửữự", "aàáảãạăằắẳẵặâầấẩẫậ"
_MARK = re.compile(
    rf"""(?:
        h (?<![^\W\d_]h) [{_U}] [-_./\u2010\u2013]? c[{_A}]u   # in numbers and addresses: 45/BC-HUCAU, hu-cau
        | h (?<![^\W\d_]h) [uư] \s+ c[aấ]u (?! \s+ (?:ki[eệ]n|tr[uú]c) )   # in sentences: hư cấu, not hư cấu kiện
        | i (?<![^\W\d_]i) nvented \s+ sample
    ) (?![^\W\d_])
    | \. (?<=[\w-]\.) example (?![\w-]|\.\w)   # addresses that are reserved for examples""",
    re.IGNORECASE | re.VERBOSE,
)
"""The marks of sample text, with or without accents. With a space, accents that give other words do not count.

Each form begins with its first letter, which is searched quickly, and then demands that no letter is before it.
"""

_BEGINNING = re.compile(
    rf"[hHnN.] (?: [{_U}{_U.upper()}] [-_./\u2010\u2013\s]* [cC][{_A}{_A.upper()}] | [vV][eE] | [eE][xX] )", re.VERBOSE
)
"""Letters that every mark has, and few other texts; they are found faster than the marks."""

_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
_WITH_SAMPLES = (OWNERS, WAIVERS)
"""Files of the plan that have a sample in their comments."""


def check_sample_text(
    files: Mapping[str, bytes], is_known: Callable[[str], bool] = lambda _: False
) -> Iterator[Diagnostic]:
    """Yield a problem for each line with a mark of sample text, in all files except those of the plan.

    `is_known`: returns whether a file need not be searched.
    """
    for path in files:
        if not is_known(path) and (path.startswith(f"{UPDATES}/") or path in OPTIONAL_FILES):
            text = files[path].decode("utf-8", "replace")
            if stacked_marks(text) is not None:
                continue  # the loader reports it
            text = unicodedata.normalize("NFKC", text)
            if path in _WITH_SAMPLES:
                text = _COMMENT.sub("", text)
            if _BEGINNING.search(text):
                yield from itertools.islice(_problems(path, text), MOST_DIAGNOSTICS)


def _problems(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield a problem for the first mark on each line."""
    line, end, last = 1, 0, 0
    for match in _MARK.finditer(text):
        line += text.count("\n", end, match.start())
        end = match.start()
        if line != last:
            column, mark = end - text.rfind("\n", 0, end), one_line(match[0])
            yield diagnostic_at(span(path, line, column, len(mark)), "P340", mark=mark)
        last = line
