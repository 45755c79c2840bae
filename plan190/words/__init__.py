"""Every word that the reader sees, in Vietnamese and in English, under one key each."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan190.diagnostics import Diagnostic

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@dataclass(frozen=True)
class Words:
    """The catalogue in one language: call it with a key and what fills the sentence."""

    language: Language
    text: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """Give the sentence of the key. KeyError when the catalogue lacks it."""
        return self.text[key].format(**values)

    def fault(self, diagnostic: Diagnostic) -> tuple[str, str]:
        """Give the sentence of a fault and the advice that goes with it."""
        values = dict(diagnostic.values)
        stem = f"{diagnostic.code}.{diagnostic.variant}" if diagnostic.variant else diagnostic.code
        advice = f"{stem}.help" if f"{stem}.help" in self.text else f"{diagnostic.code}.help"
        return self(stem, **values), self(advice, **values)

    def page(self, code: str) -> str:
        """Give the manual page of a code: what, why, how to repair, a bad and a good sample."""
        pages: Mapping[str, str] = import_module(f"plan190.words.pages_{self.language}").PAGES
        return pages[code].strip("\n")


def words_in(language: Language) -> Words:
    """Give the catalogue in a language."""
    text: Mapping[str, str] = import_module(f"plan190.words.{language}").TEXT
    return Words(language, text)
