"""Markdown displays the original text: the data add no mention, reference, link or markup."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from plan190.document.blocks import BLANK, Cell, Column, Heading, Pairs, Paragraph, Table, View
from plan190.formats import render
from plan190.words.text import printable
from tests.changed import replace
from tests.formats.sample_findings import (
    COMMAND,
    CONTROL,
    NAMES,
    OPTIONS,
    SENTENCES,
    finding,
    read_markdown,
    rendered,
    squeezed,
)
from tests.formats.sample_views import FORM


def everywhere(text: str) -> str:
    """Return the Markdown of a view with the text in every part that data can fill."""
    table = Table((Column(text), Column("b")), ((Cell(text), Cell("c")),), (Cell(text), Cell("")))
    blocks = (Heading(text), Paragraph(text), Pairs(((text, text),)), table)
    return render("markdown", View(text, blocks), OPTIONS).decode()


def test_a_finding_is_an_item_with_its_advice() -> None:
    """The place is code, the advice is below it."""
    assert rendered("markdown", finding()) == (
        "- **error P304** `data/updates/so-noi-vu/2023-07.yaml:5:11`: task 12 is not of “so-noi-vu”\n"
        "  - help: take it out\n\nThe count.\n"
    )


def test_the_corrected_line_is_a_suggestion() -> None:
    """It stands in place of the lines to paste."""
    out = rendered("markdown", finding(corrected="    progress: 75", paste=("    progress: 75",)))
    assert "    ```suggestion\n        progress: 75\n    ```" in out
    assert "```yaml" not in out


@pytest.mark.parametrize("line", ["  - {task: 33, state: unchanged}", "```", "~~~ ````` @all", "/merge", "<!-- x"])
def test_lines_to_paste_are_one_block_of_code(line: str) -> None:
    """No line ends the block, whatever marks it has."""
    out = rendered("markdown", finding(paste=(line, "end")))
    blocks = [token.content for token in MarkdownIt("commonmark").parse(out) if token.type == "fence"]

    assert blocks == [f"{line}\nend\n"]


@pytest.mark.parametrize("sentence", [*SENTENCES, *NAMES])
def test_texts_are_displayed_unchanged(sentence: str) -> None:
    """Headings, paragraphs, lists and tables display the text and nothing else."""
    out = everywhere(sentence)

    assert CONTROL.search(out) is None
    assert COMMAND.search(out) is None
    assert squeezed(read_markdown(out, headings=2)).count(squeezed(printable(squeezed(sentence)))) >= 7


def test_blanks_to_fill_in_are_dots() -> None:
    """Number, day, month and signature can be filled in; a run of spaces would be displayed as one."""
    form = replace(FORM, number=f"Số:{BLANK}/BC-CAT", dated=f"Bình Phước, ngày{BLANK}tháng{BLANK}năm 2023", signer="")
    seen = read_markdown(render("markdown", View("", (), form=form), OPTIONS).decode())

    assert "Số: …… /BC-CAT" in seen
    assert "ngày …… tháng …… năm 2023" in seen
    assert squeezed(seen).endswith("PHÓ GIÁM ĐỐC …… Nơi nhận: Như trên; UBND tỉnh Lưu: VT, PC06.")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_of_findings_are_text(sentence: str) -> None:
    """The sentence and the advice of a finding are displayed unchanged; long ones end with an ellipsis."""
    seen = squeezed(read_markdown(rendered("markdown", finding(message=sentence, help=sentence))))
    wanted = squeezed(printable(squeezed(sentence)))

    assert seen.count(wanted[:500]) == 2
    assert (wanted in seen) == (len(wanted) <= 600)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_are_code(name: str) -> None:
    """The name is one piece of code, whatever backticks it has."""
    assert f"{printable(name)}:5:11" in read_markdown(rendered("markdown", finding(file=name)))


@given(st.text(alphabet=st.sampled_from("ab1 .:@#/\\`*_~!|<>&;$[](){}-+=\n\t^%đ\x1b"), max_size=40))
def test_any_text_is_displayed_unchanged(text: str) -> None:
    """Any combination of characters is displayed unchanged."""
    table = Table((Column("x"),), ((Cell(text),),))
    out = render("markdown", View("", (Paragraph(f"{text} end"), table)), OPTIONS).decode()
    seen = read_markdown(out)

    assert squeezed(seen) == squeezed(f"{printable(squeezed(text))} end x {printable(squeezed(text))}")


def test_at_most_twenty_findings_and_how_many_more() -> None:
    """The most serious ones are first, old and waived ones last; then comes a count."""
    findings = (
        finding(message="let pass", waived_by="w"),
        finding(message="old", new=False),
        *(finding(message=f"warning {number}.", severity="warning", severity_word="warning") for number in range(30)),
        *(finding(message=f"error {number}.") for number in range(5)),
    )
    out = rendered("markdown", *findings)
    items = [line for line in out.splitlines() if line.startswith("- ")]

    assert len(items) == 20
    assert all("error P304" in item for item in items[:5])
    assert all("warning P304" in item for item in items[5:])
    assert "And 17 more" in out
    assert out.endswith("The count.\n")


def test_findings_stay_under_their_headings() -> None:
    """Findings stay between their headings; there are twenty in total."""
    blocks = (
        Heading("A"),
        *(finding(line=n) for n in range(15)),
        Heading("B"),
        *(finding(line=n) for n in range(15)),
    )
    out = render("markdown", View("", blocks), OPTIONS).decode()
    first, second = out.split("## B")

    assert out.startswith("## A\n\n- **error")
    assert (first.count("- **error"), second.count("- **error")) == (15, 5)
    assert "And 10 more" in second


def test_headings_without_findings_are_left_out() -> None:
    """If later findings are left out, their headings are too, and one sentence has the number of all of them."""
    groups = [(Heading("A"), finding(), Heading(f"B{n}", 2), *[finding()] * 15) for n in range(4)]
    blocks = (*itertools.chain.from_iterable(groups), Paragraph("The end."))
    out = render("markdown", View("", blocks), OPTIONS).decode()

    assert [line for line in out.splitlines() if line.startswith("#")] == ["## A", "### B0", "## A", "### B1"]
    assert out.endswith("\n\nAnd 44 more; --format text shows more of them.\n\nThe end.\n")


def test_it_fits_a_comment() -> None:
    """At most 60,000 characters, cut between findings with an ellipsis, whatever the length of texts."""
    long = "x" * 4000 + " `" * 300
    out = rendered(
        "markdown",
        *(finding(file=long + str(number), message="*" * 9000, help="_" * 9000) for number in range(50)),
    )

    assert len(out) <= 60_000
    assert out.endswith("\n\n…\n")
    assert len(re.findall("^- ", out, re.MULTILINE)) >= 5


def test_an_answer_without_findings_is_not_cut() -> None:
    """A table of a thousand rows has all of them."""
    table = Table((Column("x"),), tuple((Cell("y" * 100),) for _ in range(1000)))

    assert render("markdown", View("", (table,)), OPTIONS).decode().count("y" * 100) == 1000
