"""Exceptions that abort a command.

Problems in the data files are not exceptions but values of the type `Diagnostic`.
"""

from __future__ import annotations


class Plan190Error(Exception):
    """The command cannot be completed; `key` is the key of the message, `values` are its placeholders."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class TotalsError(Exception):
    """The parts of a tally do not add up to its total: an error in plan190 itself."""
