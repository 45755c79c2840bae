"""Find Vietnamese text that was damaged when a file was saved or read in the wrong encoding, or typed in an old font."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Kind = Literal["lost", "question", "mojibake", "old-font"]

_UNUSUAL = re.compile("[^\n -~ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ–—‘’“”…]")
"""Any character but those of most texts: ASCII, the letters of Vietnamese, and usual punctuation."""

_LOST = re.compile("\ufffd")
"""The character that programs write in place of one that they could not read."""

_VOWELS = "aeiouyàáâãèéêìíòóôõùúýăơư"
_QUESTION = re.compile(
    rf"(?<![^\s()\[\]{{}}\"'“‘,;:-])[bcdđghklmnpqrstvx]{{0,3}}[{_VOWELS}]{{0,2}}\?{{1,3}}"
    rf"(?:[{_VOWELS}]{{1,2}}(?:[cmnpt]|ch|ng|nh)?|[cmnpt]|ch|ng|nh)(?![\w?=&%/<])",
    re.IGNORECASE,
)
"""A syllable with question marks before its end, in place of letters that an encoding lacks; in a link, none."""

_MOJIBAKE = re.compile(r"[ÃĂ][\u0080-\u00bf¡-¿]|á[º»][\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u2122]|Æ°|Ä‘")
"""Vietnamese letters in UTF-8 that a program has read as a one-byte encoding."""

_ONE_BYTE_WORD = re.compile(r"(?<![^\W_])[a-zA-Z\u00a1-\u00ff]{2,12}(?![^\W_])")
"""A word with the letters and signs of a one-byte encoding, which the old fonts show as Vietnamese letters."""

_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵăâêôơưđ",
)
"""The letters of the font encoding TCVN3 (ABC)."""

_VNI_LETTERS = str.maketrans("ñôöæóòî", "đơưỉĩịỵ")
_ACUTE, _DOT = "\u0301", "\u0323"
_TONES = (_ACUTE, "\u0300", "\u0309", "\u0303", _DOT)
_CIRCUMFLEX = ("\u0302", *map("\u0302{}".format, _TONES))
_BREVE = ("\u0306", *map("\u0306{}".format, _TONES))
_VNI_MARKS = dict(zip("ùøûõïâáàåãäêéèúüë", (*_TONES, *_CIRCUMFLEX, *_BREVE), strict=True))
"""The marks that VNI Windows writes after a vowel."""

_VNI_MARK = re.compile(f"(?<=[aeouyơư])[{''.join(_VNI_MARKS)}]")

_ACCENTED_WORD = re.compile(r"(?<![a-zA-Z])[a-zA-Z]*+[À-ÿ][a-zA-ZÀ-ÿ]*")
"""A part of a word that has a letter with an accent; in a text without unusual characters, any `_ONE_BYTE_WORD`."""

_SYLLABLE = re.compile(
    r"(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
    r"(?:(?:oa|oe|ua|uê|uy|ưa|ia|a|e|ê|i|o|ô|ơ|u|ư|y)(?:ch|nh|ng|[cmnptiouy])?"
    r"|(?:oă|uâ|ươ|uyê|yê|iê|uô|oo|ă|â)(?:ng|[cmnptiuy])|uơ|uya)"
)
"""A Vietnamese syllable without its tone."""

_SIGN_IN_WORD = re.compile("[a-z][¡-©«-´¶¸¹»-¿][a-z]", re.IGNORECASE)
"""A sign that is no letter, inside a word: in text without damage, words have none."""


class Damage(NamedTuple):
    """A kind of damage to a text: its first place, and the number of lines that have it.

    `encoding`: the encoding of the old font.
    """

    kind: Kind
    start: int
    sample: str
    lines: int
    encoding: str = ""


@lru_cache(maxsize=1)  # several steps of reading a file need those of its text
def unusual_characters(text: str) -> frozenset[str]:
    """Return the characters that need a closer look.

    Any other is visible and no look-alike of a letter, and a text of others is in Unicode form NFC.
    """
    return frozenset(_UNUSUAL.findall(text))


def damage_in(text: str) -> Iterator[Damage]:
    """Yield each kind of damage that the text has."""
    is_usual = not unusual_characters(text)
    for kind, pattern in _PATTERNS.items():
        can_match = "?" in text if kind == "question" else not is_usual
        matches = list(pattern.finditer(text)) if can_match else []
        if matches:
            yield Damage(kind, matches[0].start(), matches[0][0], _number_of_lines(text, matches))
    if is_usual and not any(map(_may_be_in_old_font, set(_ACCENTED_WORD.findall(text)))):
        return
    accented = [word for word in _ONE_BYTE_WORD.finditer(text) if not word[0].isascii()]
    for encoding, decoded in _OLD_FONTS.items():
        words = [word for word in accented if _is_in_old_font(word[0], decoded)]
        distinct = {word[0] for word in words}
        if len(distinct) > 1 or any(map(_SIGN_IN_WORD.search, distinct)):
            yield Damage("old-font", words[0].start(), words[0][0], _number_of_lines(text, words), encoding)
            return


def _number_of_lines(text: str, matches: Iterable[re.Match[str]]) -> int:
    """Return on how many lines the matches are, which are in order."""
    lines, end = 0, -1
    for match in matches:
        if match.start() > end:
            lines += 1
            end = text.find("\n", match.start()) % (len(text) + 1)  # the end of the text if there is no further line
    return lines


@lru_cache(maxsize=4096)
def _may_be_in_old_font(word: str) -> bool:
    return any(_is_in_old_font(word, decoded) for decoded in _OLD_FONTS.values())


@lru_cache(maxsize=4096)
def _is_in_old_font(word: str, decoded: Callable[[str], str]) -> bool:
    """Return whether the word becomes a Vietnamese syllable only when it is decoded. It has an ASCII letter."""
    if not re.search("[A-Za-z]", word):
        return False
    is_in_usual_case = word.isupper() or word[1:].islower()
    return not (is_in_usual_case and _is_syllable(word.lower())) and _is_syllable(decoded(word))


def _from_tcvn3(word: str) -> str:
    # Words in capitals are not decoded: their Ð is a look-alike of Đ, and the font for capitals uses small letters.
    return word if word.isupper() else word.translate(_TCVN3).lower()


def _from_vni(word: str) -> str:
    letters = word.lower().translate(_VNI_LETTERS)
    return unicodedata.normalize("NFC", _VNI_MARK.sub(lambda mark: _VNI_MARKS[mark[0]], letters))


def _is_syllable(word: str) -> bool:
    """Return whether a word in small letters can be a Vietnamese syllable, with one tone at most."""
    letters = unicodedata.normalize("NFD", word)
    tones = [letter for letter in letters if letter in _TONES]
    toneless = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if len(tones) > 1 or _SYLLABLE.fullmatch(toneless) is None:
        return False
    has_stop = toneless.endswith(("c", "ch", "p", "t"))
    return not has_stop or tones in ([_ACUTE], [_DOT])


_PATTERNS: Mapping[Kind, re.Pattern[str]] = {"lost": _LOST, "question": _QUESTION, "mojibake": _MOJIBAKE}
_OLD_FONTS = {"TCVN3": _from_tcvn3, "VNI Windows": _from_vni}
