"""The YAML in the advice of a diagnostic can be pasted: it is valid in an entry, in a list and within braces."""

from __future__ import annotations

import re
import string

import pytest
import yaml

from plan190.words import words_in

ADVICE = [
    (language, key, text)
    for language in ("vi", "en")
    for key, text in words_in(language).text.items()  # type: ignore[arg-type]
    if re.fullmatch(r"P[0-9]{3}.*\.help", key)
]
SNIPPET = re.compile(r"(?:(?<![\w“])([a-z_]+): )(\[.*?\]|\{.*?\}|[\w./-]+)|(\{.*?\})")
"""A key with a list, a mapping or a word, or a mapping alone."""


def snippets() -> list[tuple[str, str]]:
    """Return key of the message and snippet of every piece of YAML in the advice, with 1 for each placeholder."""
    found = []
    for language, key, text in ADVICE:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name]
        matches = SNIPPET.finditer(text.format(**dict.fromkeys(names, "1")))
        found += [(f"{language} {key}", match[0]) for match in matches]
    return found


def test_the_advice_has_yaml() -> None:
    """The pattern finds it."""
    found = dict(snippets())

    assert found["vi P326.help"].startswith(("evidence: [{number", "state: in_progress"))
    assert len(snippets()) > 60


@pytest.mark.parametrize(("key", "snippet"), snippets())
def test_a_snippet_can_be_pasted(key: str, snippet: str) -> None:
    """It is one key of an entry, in block form and within braces, or one entry of a list."""
    if snippet.startswith("{"):
        [entry] = yaml.safe_load(f"updates:\n  - {snippet}\n")["updates"]
        assert isinstance(entry, dict), key
        return
    block = yaml.safe_load(f"updates:\n  - x0: 1\n    {snippet}\n")["updates"]
    flow = yaml.safe_load(f"updates: [{{x0: 1, {snippet}}}]\n")["updates"]

    assert block == flow, key
    assert list(block[0]) == ["x0", snippet.partition(":")[0]], key


@pytest.mark.parametrize(("language", "key", "text"), ADVICE)
def test_no_list_begins_on_the_line_of_its_key(language: str, key: str, text: str) -> None:
    """`key: - value` is not YAML."""
    assert re.search(r"[a-z_]+: - ", text) is None, (language, key)
