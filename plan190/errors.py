"""The few ways in which plan190 says "I cannot go on".

A fault in the files is not among them: that is a `Diagnostic`, a value, and never raised.
"""

from __future__ import annotations


class Plan190Error(Exception):
    """The command cannot give an answer. `key` and `values` make the sentence from the catalogue of words."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class TotalsError(Exception):
    """Classes do not add up to their total: plan190 itself is wrong, and says nothing rather than that."""
