r"""Text in which a spreadsheet finds no formula, though it opens the file as plain text (OWASP, CSV injection).

A formula begins with `=`, `+`, `-` or `@`, also in the full-width and small forms, which East Asian spreadsheets take
for the same; blanks and quotation marks before it may be dropped on the way in. Where the list separator is `;`, as on
many a machine with a decimal comma, a new cell begins behind each one, so what follows it is looked at too. Tab and
line ends cannot come: `shown` has written them out. `|` and `%` begin nothing: they only do harm inside a formula.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"""(^|;)([\s'"]*)(?=[=+\-@＝＋－＠﹦﹢﹣﹫])""")
_QUOTED = re.compile(r"""(^|;)([\s'"]*)'(?=[=+\-@＝＋－＠﹦﹢﹣﹫])""")


def is_computed(text: str) -> bool:
    """Say whether a spreadsheet could take the text for a formula when it is typed in."""
    return _FORMULA.match(text) is not None


def quoted(text: str) -> str:
    """Give the text with an apostrophe before each place where a formula could begin."""
    return _FORMULA.sub(r"\1\2'", text)


def unquoted(text: str) -> str:
    """Give the text that `quoted` was given."""
    return _QUOTED.sub(r"\1\2", text)
