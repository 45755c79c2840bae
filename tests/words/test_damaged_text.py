"""Vietnamese text that was damaged by a wrong encoding or typed in an old font, and text that is not."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from plan190.words.damaged_text import damage_in, unusual_characters
from tests.conftest import DATA, EXAMPLE, ROOT


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("?ã ??i chi?u xong d? li?u", "question"),
        ("?? ??i chi?u xong d? li?u", "question"),
        ("Hà N?i", "question"),
        ("B? CÔNG AN T?NH", "question"),
        ("s? ng??i n??c ngoài", "question"),
        ("S\ufffd", "lost"),
        ("Ä‘Ã£ Ä‘á»‘i chiáº¿u", "mojibake"),
        ("®èi chiÕu xong d÷ liÖu", "TCVN3"),
        ("§Ò ¸n 06: hoµn thµnh", "TCVN3"),
        ("dù th¶o", "TCVN3"),
        ("h\u00adíng dÉn", "TCVN3"),
        ("ñaõ ñoái chieáu xong döõ lieäu", "VNI Windows"),
        ("ÑAÕ ÑOÁI CHIEÁU XONG", "VNI Windows"),
        ("Sở Y tế baùo caùo keát quaû", "VNI Windows"),
    ],
)
def test_damage_is_found(text: str, kind: str) -> None:
    """Also if only a part of the text is damaged."""
    assert [damage.encoding or damage.kind for damage in damage_in(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        *("Đã xong chưa?", "Đã xong chưa? Nếu chưa thì sao?", "Ai làm?Làm khi nào?", "120.000 đồng?", "ngày ?/?/2023"),
        *("https://vd.vn/???", "https://vd.vn/tim?a=1&u=???", "a ? b : c", "(?)", "the users? yes; what? no?"),
        *("François, Noël, été, où, thé, Citroën, déjà, naïve, Côte d'Ivoire, São Tomé, José", "Loïc và Zoë"),
        *("Müller, Köln, für, Español, señor, año", "Xtiêng, Êđê, M'nông, Đắk Nông", "hoà, thuỷ, khoẻ, quý, loè"),
        *("«Xin chào»", "Microsoft® Windows® 10", "© 2023 Sở TT&TT", "10 µm", "5 m² và 3 m³, 20 °C ± 2", "1½ ngày"),
        *("§5 khoản 2", "·Y tế ·Nội vụ", "3×4 m", "bước¹ ghi chú²", "NÐ-CP, CÐ", "là và các có này"),
    ],
)
def test_other_text_is_not_damaged(text: str) -> None:
    """Questions, links, other languages, units and signs are not reported."""
    assert list(damage_in(text)) == []


def test_each_kind_is_reported_once() -> None:
    """With its first place and the number of its lines; the number of words does not count."""
    text = "# ghi chú\nch?ng t?i\nd? li?u\nxong\nDöõ lieäu\n"
    question, font = damage_in(text)
    assert (question.start, question.sample, question.lines) == (text.index("ch?ng"), "ch?ng", 2)
    assert (font.start, font.sample, font.lines) == (text.index("Döõ"), "Döõ", 1)


def test_the_plan_and_the_guides_are_not_damaged() -> None:
    """No text of the plan, of the example quarter or of the documentation looks damaged."""
    files = [path for folder in (DATA, EXAMPLE, ROOT / "docs") for path in folder.rglob("*.*") if path.suffix != ".png"]
    assert len(files) > 100
    assert [path for path in files if list(damage_in(path.read_text("utf-8")))] == []


def test_usual_characters_need_no_other_check() -> None:
    """They are visible, composed, no combining marks, and no digits but 0 to 9."""
    everything = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))))
    usual = sorted(set(everything) - unusual_characters(everything) - {"\n"})

    assert len(usual) > 200
    assert "".join(usual).isprintable()
    assert unicodedata.is_normalized("NFC", "".join(usual))
    assert not any(unicodedata.category(character).startswith("M") for character in usual)
    assert [character for character in usual if character.isdecimal()] == list("0123456789")
