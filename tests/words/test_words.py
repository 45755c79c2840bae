"""The message catalogues: complete in both languages, with every key that the program uses."""

from __future__ import annotations

import re
import string
import unicodedata
from datetime import date

import pytest

from plan190.diagnostics import CODES
from plan190.parts.form_data import MESSAGES, TEXTS
from plan190.status.state import STATES
from plan190.words import LANGUAGES, PAGES, Language, OfficialWords, words_in
from plan190.words.en import TEXT as EN
from plan190.words.vi import TEXT as VI
from tests.conftest import ROOT


def placeholders(sentence: str) -> set[str]:
    """Return the names of the placeholders of a message."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_official_documents_have_leading_zeros_in_vietnamese() -> None:
    """Before days below 10, months below 3 and counts below 10."""
    for language, texts in (("vi", ("09/8/2023", "10/02/2023", "quá hạn 01 ngày", "quá hạn 10 ngày")), ("en", ())):
        words = OfficialWords(*words_in(language))
        days = words.day(date(2023, 8, 9)), words.short_day(date(2023, 2, 10))
        late = words.days("state.overdue.days", 1), words.days("state.overdue.days", 10)
        assert (*days, *late) == (texts or ("9 August 2023", "2023-02-10", "1 day overdue", "10 days overdue"))


def test_both_languages_have_the_same_keys() -> None:
    """No message is in one language only, and none is empty; each language has terms of its own."""
    assert {key for key in VI if "term." not in key} == {key for key in EN if "term." not in key}
    assert all(text for key, text in VI.items() if "term." not in key)
    assert all(EN.values())


def test_both_languages_have_the_same_placeholders() -> None:
    """A message has the same placeholders in both languages."""
    for key in VI.keys() & EN.keys():
        assert _values(VI, key) == _values(EN, key), key


def _values(texts: dict[str, str], key: str) -> set[str]:
    """Return the names of the placeholders of a message that are no terms."""
    return {name for name in placeholders(texts[key]) if f"term.{name}" not in texts}


@pytest.mark.parametrize("texts", [VI, EN], ids=["vi", "en"])
def test_messages_that_a_script_fills_in_have_no_terms(texts: dict[str, str]) -> None:
    """The script of the web form knows only the values."""
    keys = [f"webform.{code}" if f"webform.{code}" in texts else code for code in MESSAGES]
    keys += [key for key in texts if key.startswith(("webform.label.", "webform.hint.", "webform.item."))]
    for key in (*keys, *(f"webform.{name}" for name in TEXTS)):
        assert placeholders(texts[key]) == _values(texts, key), key


def test_every_code_has_a_message() -> None:
    """Every diagnostic has a message."""
    for code in CODES:
        assert any(key == code or key.startswith(f"{code}.") for key in VI), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_rule_page_and_every_rule_page_a_code(language: Language) -> None:
    """No page of a removed code is left."""
    assert sorted(file.name for file in (PAGES / language).iterdir()) == sorted(f"{code}.md" for code in CODES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rule_page_begins_with_its_code_and_fits_80_columns(language: Language) -> None:
    """The heading comes from the table of codes."""
    words = words_in(language)
    for number, code in CODES.items():
        heading, blank, text, *_ = lines = words.page(number).split("\n")
        assert heading == f"{number} {code.name} ({words(f'severity.{code.severity}')})"
        assert blank == ""
        assert text.strip()
        assert [line for line in lines if len(line) > 79] == []


def test_every_key_in_the_program_is_in_the_catalogue() -> None:
    """Every literal key exists; a key with a placeholder in it matches at least one message."""
    keys: set[str] = set()
    for file in (ROOT / "plan190").rglob("*.py"):
        keys |= set(
            re.findall(
                r"""words\(\s*f?"([a-z_]+\.[a-zA-Z0-9_.{}-]*|header|error|bug|erratum)\"""", file.read_text("utf-8")
            )
        )
        keys |= set(re.findall(r'Plan190Error\(\s*"([a-z_.]+)"', file.read_text("utf-8")))
    patterns = [re.sub(r"\\\{.*?\\\}", ".+", re.escape(key)) for key in keys]

    assert len(keys) > 80
    for pattern in patterns:
        assert any(re.fullmatch(pattern, key) for key in VI), pattern


def test_every_variant_of_a_diagnostic_has_a_message() -> None:
    """Every code and variant that a module names has a message."""
    reported: set[str] = set()
    for file in (ROOT / "plan190").rglob("*.py"):
        if file.name == "diagnostics.py" or file.parent.name == "words":
            continue
        text = file.read_text("utf-8")
        if file.parent == ROOT / "plan190" / "checks" / "rules" and file.stem != "__init__":
            code = file.stem.split("_")[0].upper()
            variants = re.findall(r'\bproblem\([\w.]+(?:\([^()]*\))?(?:, "([a-z-]*)")?', text)
            matches = [(code, variant) for variant in variants]
        else:
            matches = re.findall(r'"(P[0-9]{3})"(?:, "([a-z-]*)")?', text)
        reported |= {f"{code}.{variant}" if variant else code for code, variant in matches}

    assert len(reported) > 100
    for name in reported:
        assert name in VI or any(key.startswith(f"{name}.") for key in VI), name


PAGE_TEXTS = {str(file): file.read_text("utf-8") for file in PAGES.rglob("*.md")}


@pytest.mark.parametrize("text", [VI, EN, PAGE_TEXTS], ids=["vi", "en", "pages"])
def test_messages_and_rule_pages_are_composed_and_printable(text: dict[str, str]) -> None:
    """The program's own texts pass the checks that it applies to data."""
    for sentence in text.values():
        assert unicodedata.is_normalized("NFC", sentence)
        assert all(unicodedata.category(letter)[0] != "C" or letter == "\n" for letter in sentence)


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_name(state: str) -> None:
    """Each state has a name in both languages."""
    for language in ("vi", "en"):
        assert words_in(language)(f"state.{state}")  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "text"), [("vi", "1/7/2023"), ("en", "2023-07-01")])
def test_a_date_in_a_cell_has_no_space(language: Language, text: str) -> None:
    """So no layout can break it."""
    assert words_in(language).short_day(date(2023, 7, 1)) == text
