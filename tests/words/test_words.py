"""One catalogue, whole in both languages, and every key that the program asks for is in it."""

from __future__ import annotations

import re
import string
import unicodedata

import pytest

from plan190.diagnostics import CODES
from plan190.status.state import STATES
from plan190.words import words_in
from plan190.words.en import TEXT as EN
from plan190.words.pages_en import PAGES as EN_PAGES
from plan190.words.pages_vi import PAGES as VI_PAGES
from plan190.words.vi import TEXT as VI
from tests.conftest import ROOT


def blanks(sentence: str) -> set[str]:
    """Give the names that fill a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_keys() -> None:
    """Nothing is said in one language only, and nothing is empty."""
    assert set(VI) == set(EN)
    assert all(VI.values())
    assert all(EN.values())


def test_both_languages_fill_the_same_blanks() -> None:
    """A sentence has the same names in both languages."""
    assert {key: blanks(text) for key, text in VI.items()} == {key: blanks(text) for key, text in EN.items()}


def test_every_code_has_sentences_and_a_page_in_both_languages() -> None:
    """Whatever is found can be said and explained."""
    assert set(CODES) == set(VI_PAGES) == set(EN_PAGES)
    for code in CODES:
        assert any(key == code or key.startswith(f"{code}.") for key in VI), code
        assert VI_PAGES[code].strip().startswith(f"{code} {CODES[code].name}")
        assert EN_PAGES[code].strip().startswith(f"{code} {CODES[code].name}")


@pytest.mark.parametrize(
    ("pages", "graves"),
    [
        (VI_PAGES, {"error": "lỗi", "warning": "cảnh báo", "note": "lưu ý"}),
        (EN_PAGES, {"error": "error", "warning": "warning", "note": "note"}),
    ],
)
def test_a_page_says_how_grave_its_code_is_and_fits_a_screen(pages: dict[str, str], graves: dict[str, str]) -> None:
    """The title agrees with the code, and no line is wider than a terminal of 80 columns."""
    for code, page in pages.items():
        lines = page.strip().split("\n")
        assert lines[0] == f"{code} {CODES[code].name} ({graves[CODES[code].severity]})"
        assert [line for line in lines if len(line) > 79] == []


def test_every_key_in_the_program_is_in_the_catalogue() -> None:
    """No literal key asked for is missing; a key with a blank in it has at least one completion."""
    asked: set[str] = set()
    for file in (ROOT / "plan190").rglob("*.py"):
        asked |= set(
            re.findall(
                r"""words\(\s*f?"([a-z_]+\.[a-zA-Z0-9_.{}-]*|header|error|bug|erratum)\"""", file.read_text("utf-8")
            )
        )
        asked |= set(re.findall(r'Plan190Error\(\s*"([a-z_.]+)"', file.read_text("utf-8")))
    patterns = [re.sub(r"\\\{.*?\\\}", ".+", re.escape(key)) for key in asked]

    assert len(asked) > 80
    assert [one for one in patterns if not any(re.fullmatch(one, key) for key in VI)] == []


def test_every_variant_of_a_fault_has_a_sentence() -> None:
    """What the gates, the shape and the rules can report is all in the catalogue."""
    reported: set[str] = set()
    numbers = {code.name: number for number, code in CODES.items()}
    for file in (ROOT / "plan190").rglob("*.py"):
        text = file.read_text("utf-8")
        if file.parent.name == "rules" and file.parent.parent.name == "checks" and file.stem != "__init__":
            code = numbers[file.stem.replace("_", "-")]
            calls = re.findall(r'\bproblem\([\w.]+(?:\([^()]*\))?(?:, "([a-z-]*)")?', text)
            found = [(code, variant) for variant in calls]
        else:
            found = re.findall(r'(?<!\.)problem\(\s*[^"]*?"(P[0-9]{3})"(?:, "([a-z-]*)")?', text)
        reported |= {f"{code}.{variant}" if variant else code for code, variant in found}

    assert len(reported) > 100
    unknown = {one for one in reported if one not in VI and not any(key.startswith(f"{one}.") for key in VI)}
    assert unknown == set()


@pytest.mark.parametrize("text", [VI, EN, VI_PAGES, EN_PAGES])
def test_text_is_composed_and_printable(text: dict[str, str]) -> None:
    """The program's own words pass the gates that it sets for others."""
    for sentence in text.values():
        assert unicodedata.is_normalized("NFC", sentence)
        assert all(unicodedata.category(letter)[0] != "C" or letter == "\n" for letter in sentence)


@pytest.mark.parametrize("state", STATES)
def test_states_have_words(state: str) -> None:
    """Every state can be named in both languages."""
    for language in ("vi", "en"):
        assert words_in(language)(f"state.{state}")  # type: ignore[arg-type]
