"""The form of a monthly report, filled in with Chromium: what it writes passes the check and says what was typed."""

from __future__ import annotations

import random
import shutil
import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from ruamel.yaml import YAML

from plan190.cli.main import main
from plan190.edit.yaml_text import yaml_of
from plan190.load.yaml_reader import read_yaml
from plan190.words import words_in
from tests.conftest import DATA
from tests.formats.test_accessibility import AXE, UNMARKED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.conftest import Ran

VI, EN = words_in("vi"), words_in("en")
TODAY = datetime(2023, 8, 12, 9)  # noqa: DTZ001 - in the time zone of the browser
HOSTILE = "</script><script>alert(1)</script> \\u2028 ' \" & <!-- {{ x }} ${y}"
JULY: dict[str, Any] = {
    "agency": "so-y-te",
    "period": "2023-07",
    "reported_on": date(2023, 7, 13),
    "updates": [
        {
            "task": 32,
            "state": "in_progress",
            "progress": 60,
            "summary": "Đã hướng dẫn 70 cơ sở.",
            "indicators": [{"id": "trang-bi-dau-doc-the", "value": 70, "of": 120}],
            "obstacles": [{"category": "kinh-phi", "beyond_authority": True, "description": f"Thiếu tiền {HOSTILE}"}],
        },
        {"task": 35, "state": "in_progress", "summary": HOSTILE},
        {
            "task": 63,
            "state": "in_progress",
            "progress": 40,
            "at_risk": {"reason": "Thiếu người.", "expected_on": date(2023, 10, 20)},
        },
    ],
}
ALL = (32, 33, 34, 35, 36, 59, 60, 61, 62, 63, 64, 65, 66, 67)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data, with the report of the agency for July."""
    folder = shutil.copytree(DATA, tmp_path_factory.mktemp("form") / "data")
    (folder / "updates" / "so-y-te").mkdir()
    (folder / "updates" / "so-y-te" / "2023-07.yaml").write_text(yaml_of(JULY), "utf-8")
    return folder


@pytest.fixture(scope="module")
def forms(data: Path) -> dict[str, Path]:
    """The form of the agency for August, by language."""
    return {language: write_form(data, language, data.parent / language) for language in ("vi", "en")}


def write_form(data: Path, language: str, folder: Path) -> Path:
    """Write the form of the agency and return its path."""
    options = ("--data", str(data), "--as-of", "2023-08-12", "--lang", language, "--output", str(folder))
    address = ("--new-file", "https://github.com/o/r/new/main")
    assert main(["form", "--html", "--agency", "so-y-te", *address, *options]) == 0
    return folder / "so-y-te-2023-08.html"


@pytest.fixture
def page(browser: Browser, forms: dict[str, Path]) -> Iterator[Page]:
    """The Vietnamese form on 12 August 2023; an error of the script fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.clock.set_fixed_time(TODAY)
    page.goto(forms["vi"].as_uri())
    yield page
    context.close()
    assert errors == []


def choose(page: Page, task: int, state: str) -> str:
    """Choose the state of a task and return the beginning of the ids of its fields."""
    page.check(f"#updates-{task}-state-{state}")
    return f"#updates-{task}"


def fill_in(page: Page, at: str, **values: str) -> None:
    """Fill in the fields of an entry."""
    for key, value in values.items():
        page.fill(f"{at}-{key}", value)


def problems_of(page: Page) -> list[str]:
    """Return the problems in the list at the top."""
    return page.locator("#problems li").all_inner_texts()


def file_of(page: Page) -> str:
    """Return the content of the file as it is so far."""
    return page.locator("#file").input_value()


def read(text: str) -> dict[str, Any]:
    """Return the data of a file that plan190 reads without any problem."""
    parsed, diagnostics = read_yaml("2023-08.yaml", text)
    assert diagnostics == []
    assert parsed is not None
    return parsed.plain  # type: ignore[return-value]


LONG = (
    "- Đã tổ chức 3 lớp tập huấn: “Kết quả: tốt”, 'đạt' và \"vượt\".\n\nstate: no\n  1) Huyện Bù Đăng #2\n"
    + "Nhập dữ liệu. " * 60
)


def fill_in_everything(page: Page) -> None:
    """Fill in all kinds of fields."""
    page.click("text=Hôm nay")
    page.click("#report-document")
    fill_in(page, "#report-document-0", number="45/BC-SYT", date="2023-08-11")
    at = choose(page, 32, "in_progress")
    fill_in(page, at, progress="75", summary=LONG)
    fill_in(page, f"{at}-indicators-trang-bi-dau-doc-the", value="84", of="120")
    page.click(f"{at}-obstacles")
    page.select_option(f"{at}-obstacles-1-category", "kinh-phi")
    page.fill(f"{at}-obstacles-1-description", "no")
    at = choose(page, 62, "done")
    page.fill(f"{at}-done_on", "2023-07-25")
    page.click(f"{at}-evidence")
    fill_in(page, f"{at}-evidence-0", title="Quyết định: phương án", number="47/QĐ-SYT", date="2023-07-25")
    page.click("#contributions")
    page.select_option("#contributions-0-task", "5")
    page.fill("#contributions-0-contribution", "Đã hướng dẫn 12 bệnh viện.")
    page.click("#corrections")
    page.select_option("#corrections-0-task", "35")
    page.check("#corrections-0-state-not_started")
    page.check("#corrections-0-state-in_progress")
    fill_in(page, "#corrections-0", why="Kỳ trước ghi thừa một huyện.", summary="Đã đối chiếu 3 huyện.")


def test_a_filled_form_passes_the_check_and_says_what_was_typed(page: Page, data: Path, tmp_path: Path) -> None:
    """The downloaded file is accepted at its place."""
    fill_in_everything(page)
    assert problems_of(page) == []
    with page.expect_download() as download:
        page.click("#download")
    assert download.value.suggested_filename == "2023-08.yaml"
    folder = shutil.copytree(data, tmp_path / "data")
    target = folder / "updates" / "so-y-te" / "2023-08.yaml"
    download.value.save_as(target)
    assert main(["check", "--data", str(folder)]) == 0

    report = read(target.read_text("utf-8"))
    updates = {int(entry["task"]): entry for entry in report["updates"]}
    assert report["reported_on"] == "2023-08-12"
    assert report["document"] == {"number": "45/BC-SYT", "date": "2023-08-11"}
    assert tuple(updates) == ALL
    assert updates[32]["summary"] == LONG.strip()
    assert updates[32]["indicators"] == [{"id": "trang-bi-dau-doc-the", "value": "84", "of": "120"}]
    assert [item.get("id", item["category"]) for item in updates[32]["obstacles"]] == ["kinh-phi", "kinh-phi-2"]
    assert updates[32]["obstacles"][1]["description"] == "no"
    assert updates[35] == {"task": "35", "state": "unchanged"}
    assert updates[62]["evidence"][0]["title"] == "Quyết định: phương án"
    assert updates[66] == {"task": "66", "state": "not_started"}
    assert report["contributions"] == [{"task": "5", "contribution": "Đã hướng dẫn 12 bệnh viện."}]
    assert report["corrections"][0]["corrects"] == "2023-07"
    assert report["corrections"][0]["summary"] == "Đã đối chiếu 3 huyện."


NASTY = (
    "no", "yes", "null", "~", "2023-08-01", "01", "1e3", "0o7", "=", "- một\n- hai", "a #b", "a: b", "'a' \"b\"", "\\n",
    "summary: x", "a\nstate: done\n b", "a\n\n  b", "```yaml\na", "<<<<<<< HEAD\n=======\n>>>>>>> x", "---\n...",
    "%TAG", "@a", "{a: [b", "|", ">-\n a", "“ngoặc”", "75% đạt", "&a *b !c", "  đầu\n  hai  ", "a\r\nb", "a\u00a0b\tc",
    "e\u0302\u0301", "Ðức ðã", HOSTILE, "🙂", "a\\\nb\nstate: x\\", '"\ntask: 1\n"', "?\nwhy: ", "x" * 999,
)  # fmt: skip


def cleaned(text: str) -> str:
    """Return a text as the form stores it."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\u00a0", " ").replace("\t", " ")
    text = text.translate(str.maketrans("Ðð", "Đđ"))
    return "\n".join(line.rstrip(" ") for line in text.split("\n")).strip()


def random_texts(number: int) -> list[str]:
    """Return texts of signs that have a meaning in YAML, letters, line ends and keys of a report."""
    parts = [*"aắ1 0:#-'\"\\{}[],&*!|>%@`?\n/.=~ ", "\n", "state: ", "task:\n", "- ", "no"]
    source = random.Random(190)  # noqa: S311 - tests repeat the same texts
    return ["".join(source.choices(parts, k=source.randint(1, 25))) + "x" for _ in range(number)]


def test_all_readers_read_every_text_as_it_was_typed(page: Page) -> None:
    """Each text is the summary of a task; plan190 and a YAML 1.2 parser read the file in the same way."""
    texts = [*NASTY, *random_texts(150)]
    for task in ALL:
        choose(page, task, "in_progress")
    for start in range(0, len(texts), len(ALL)):
        some = dict(zip(ALL, texts[start : start + len(ALL)], strict=False))
        for task, text in some.items():
            page.fill(f"#updates-{task}-summary", text)
        file = file_of(page)
        as_read = [entry["summary"] for entry in read(file)["updates"][: len(some)]]
        by_other = [entry["summary"] for entry in YAML(typ="safe", pure=True).load(file)["updates"][: len(some)]]
        assert as_read == by_other == [cleaned(text) for text in some.values()]


PROBLEMS = (
    ("", "", "", "Báo cáo, Ngày báo cáo: chưa ghi"),
    ("report", "reported_on", "2023-08-30", "ở sau hôm nay (12/8/2023)"),
    ("report", "reported_on", "2023-07-01", "trước khi kỳ ấy bắt đầu"),
    ("report", "reported_on", "2023-06-01", "trước ngày kế hoạch"),
    ("62 done", "", "", "Nhiệm vụ 62, Ngày hoàn thành: chưa ghi"),
    ("62 done", "", "", "cần minh chứng có số và ngày"),
    ("62 done", "done_on", "2023-08-30", "ở sau ngày báo cáo"),
    ("62 done", "done_on", "2023-06-01", "mà không nói vì sao"),
    ("33 done", "", "", "chưa được báo là đạt"),
    ("32 in_progress", "progress", "50", "tiến độ giảm từ 60%"),
    ("32 in_progress", "progress", "75%", "“75%” không phải số nguyên"),
    ("32 in_progress", "progress", "75,5", "“75,5” không phải số nguyên"),
    ("32 in_progress", "progress", "101", "101 quá lớn, nhiều nhất 100"),
    ("32 in_progress", "summary", "Đã hướng dẫn 70 cơ sở.", "lời tóm tắt giống hệt kỳ 2023-07"),
    ("35 in_progress", "summary", "Gọi 0912 345 678.", "giống số điện thoại"),
    ("35 in_progress", "summary", "CCCD 001085012345", "số định danh"),
    ("35 in_progress", "summary", "a\u202eb", "U+202E"),
    ("35 in_progress", "summary", "a\u2028b", "U+2028"),
    ("35 in_progress", "summary", "ab " * 3400, "nhiều nhất 10000"),
    ("35 in_progress", "summary", "a" * 1001, "từ dài quá 1000"),
    ("35 in_progress", "summary", "x" + "\u0301" * 12, "quá 10 dấu"),
    ("63 in_progress", "at_risk-0-expected_on", "2023-08-01", "dự kiến xong ngày 1/8/2023"),
)
"""What is typed, the place (the report, or a task with its state), the field, and a part of the problem."""


@pytest.mark.parametrize(("place", "field", "value", "message"), PROBLEMS)
def test_a_problem_is_shown_at_once(page: Page, place: str, field: str, value: str, message: str) -> None:
    """The list at the top has it; its link leads to the field, beside which it is shown, too."""
    task, _, state = place.partition(" ")
    at = choose(page, int(task), state) if state else f"#{place}"
    if field:
        page.fill(f"{at}-{field}", value)
    link = page.locator("#problems li a", has_text=message).first
    target = (link.get_attribute("href") or "")[1:]
    link.click()
    assert page.evaluate("document.activeElement.id") == target

    page.locator(f"[id='{target}']").press("Tab")
    page.click("h1")
    assert message.rpartition(": ")[2] in page.locator(f"[id='{target}-problem']").inner_text()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"value": "130", "of": "120"}, "130 lớn hơn tổng số 120"),
        ({"value": "84"}, "thiếu tổng số"),
        ({"of": "120"}, "Số đạt được: chưa ghi"),
        ({"value": "1.084", "of": "1200"}, "“1.084” không phải số từ 0"),
    ],
)
def test_a_wrong_value_of_an_indicator_is_shown(page: Page, values: dict[str, str], message: str) -> None:
    """As above, for the two numbers of a share."""
    fill_in(page, f"{choose(page, 32, 'in_progress')}-indicators-trang-bi-dau-doc-the", **values)

    assert message in "\n".join(problems_of(page))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Tên văn bản, trang tin, hình ảnh: chưa ghi"),
        ({"title": "Công văn", "number": "46 CV"}, "“46 CV” không phải số, ký hiệu văn bản"),
        ({"title": "Công văn", "date": "2023-08-30"}, "văn bản minh chứng ngày 30/8/2023 ở sau ngày báo cáo"),
        ({"title": "Trang", "link": "hu-cau"}, "“hu-cau” không phải địa chỉ trang web"),
    ],
)
def test_wrong_evidence_is_shown(page: Page, values: dict[str, str], message: str) -> None:
    """As above, for documents; while a problem remains, nothing is downloaded and the list has the focus."""
    at = choose(page, 35, "in_progress")
    page.click(f"{at}-evidence")
    fill_in(page, f"{at}-evidence-0", **values)
    page.click("#download")

    assert message in "\n".join(problems_of(page))
    assert page.evaluate("document.activeElement.id") == "problems-title"


def test_what_is_only_to_check_does_not_stop_the_download(page: Page) -> None:
    """The page cannot tell all lists of numbers from telephone numbers; the check can."""
    page.click("text=Hôm nay")
    page.fill(f"{choose(page, 35, 'in_progress')}-summary", "Gọi 0912 345 678.")
    with page.expect_download():
        page.click("#download")

    assert page.inner_text("#problems-title") == VI("webform.to_check", number=1)


def test_what_cannot_be_reported_is_not_offered(page: Page) -> None:
    """Recurring work is never done, and a task is unchanged only after a report."""
    states = {
        task: page.locator(f"[name=updates-{task}-state]").evaluate_all("radios => radios.map(radio => radio.value)")
        for task in (32, 35, 66)
    }

    assert states[32] == ["unchanged", "not_started", "in_progress", "done"]
    assert states[35] == ["unchanged", "not_started", "in_progress"]
    assert states[66] == ["not_started", "in_progress"]


def test_input_survives_a_reload_until_it_is_cleared(page: Page) -> None:
    """The fields, the added entries and the file are as before; a button deletes all of it."""
    at = choose(page, 32, "in_progress")
    page.fill(f"{at}-summary", "Đã làm")
    page.click(f"{at}-evidence")
    page.fill(f"{at}-evidence-0-title", "Công văn")
    before = file_of(page)
    page.reload()
    assert file_of(page) == before
    assert page.inner_text("#kept") == VI("webform.restored")
    assert page.input_value(f"{at}-evidence-0-title") == "Công văn"

    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#clear")
    page.reload()
    assert "Công văn" not in file_of(page)
    assert page.is_checked(f"{at}-state-unchanged")


def test_a_correction_begins_with_what_it_corrects(page: Page) -> None:
    """Nothing of another task is left after a change of the task, except the reason."""
    page.click("#corrections")
    page.select_option("#corrections-0-task", "32")
    page.fill("#corrections-0-why", "Ghi nhầm.")
    assert page.input_value("#corrections-0-progress") == "60"
    assert page.input_value("#corrections-0-indicators-trang-bi-dau-doc-the-value") == "70"
    page.select_option("#corrections-0-task", "35")

    (entry,) = read(file_of(page))["corrections"]
    assert entry == {
        "task": "35",
        "state": "in_progress",
        "summary": HOSTILE,
        "corrects": "2023-07",
        "why": "Ghi nhầm.",
    }


@pytest.mark.parametrize(("language", "said"), [("vi", "ngày 11 tháng 8 năm 2023"), ("en", "11 August 2023")])
def test_a_date_is_repeated_in_words(page: Page, forms: dict[str, Path], language: str, said: str) -> None:
    """A browser in another language may show the month before the day."""
    page.goto(forms[language].as_uri())
    page.fill("#report-reported_on", "2023-08-11")

    assert page.inner_text(".field:has(#report-reported_on) span.hint") == said


def test_nothing_is_restored_if_nothing_was_typed(page: Page) -> None:
    """A page that was only read says nothing of earlier input."""
    page.reload()

    assert page.inner_text("#kept") == ""


def test_open_obstacles_and_warnings_are_kept_until_they_are_removed(page: Page) -> None:
    """With another state than unchanged, the report names again what is still open."""
    at = choose(page, 32, "in_progress")
    assert "Thiếu tiền" in page.input_value(f"{at}-obstacles-0-description")
    choose(page, 63, "in_progress")
    updates = {entry["task"]: entry for entry in read(file_of(page))["updates"]}
    assert updates["32"]["obstacles"][0]["beyond_authority"] == "true"
    assert updates["63"]["at_risk"] == {"reason": "Thiếu người.", "expected_on": "2023-10-20"}

    page.locator("text=Bỏ vướng mắc này").first.click()
    assert "obstacles" not in file_of(page)


def test_nothing_is_sent(browser: Browser, forms: dict[str, Path]) -> None:
    """The only request is for the page itself, and its policy forbids others."""
    page, requests = browser.new_page(), list[str]()
    page.on("request", lambda request: requests.append(request.url))
    page.clock.set_fixed_time(TODAY)
    page.goto(forms["vi"].as_uri())
    page.click("text=Hôm nay")
    with page.expect_download():
        page.click("#download")
    page.click("#copy")
    address = page.get_attribute("#new-file", "href")
    assert page.evaluate("fetch('https://hu-cau.example/').then(() => 'sent', () => 'refused')") == "refused"
    page.close()

    assert [url for url in requests if not url.startswith(("blob:", "https://hu-cau"))] == [forms["vi"].as_uri()]
    assert address is not None
    assert address.startswith("https://github.com/o/r/new/main/data/updates/so-y-te?filename=2023-08.yaml")


def test_hostile_data_stay_text(page: Page) -> None:
    """Earlier texts with markup and with the end of a script are shown as they are."""
    assert (
        "</script><script>alert(1)</script>"
        in page.locator("[data-fields='updates/35']").locator("xpath=..").inner_text()
    )
    assert page.locator("script").count() == 2


def test_without_scripts_the_page_says_what_is_needed(browser: Browser, forms: dict[str, Path]) -> None:
    """A sentence names JavaScript and the other way."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(forms["vi"].as_uri())

    assert page.locator("#no-script").inner_text() == VI("html.form.no_script")
    assert not page.is_visible("form")
    context.close()


def open_everything(page: Page) -> None:
    """Show every kind of field, with problems."""
    for task in ALL:
        last = page.locator(f"[name=updates-{task}-state]").last
        last.check()
    for button in (
        "#report-document",
        "#updates-62-evidence",
        "#updates-32-obstacles",
        "#contributions",
        "#corrections",
    ):
        page.click(button)
    page.select_option("#corrections-0-task", "32")
    page.click("#download")


@pytest.mark.parametrize(("language", "scheme"), [("vi", "light"), ("vi", "dark"), ("en", "light"), ("en", "dark")])
def test_the_form_meets_wcag(page: Page, forms: dict[str, Path], language: str, scheme: str) -> None:
    """Axe finds nothing with all fields and problems shown; Vietnamese texts on the English page are marked."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(forms[language].as_uri())
    open_everything(page)
    found = Axe().run(page, options=AXE).response["violations"]

    assert [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in found] == []
    assert language == "vi" or page.evaluate(UNMARKED) == []


@pytest.mark.parametrize("width", [320, 640])
def test_a_narrow_screen_does_not_scroll_sideways(page: Page, width: int) -> None:
    """At 320 pixels, and at 1280 pixels with a zoom of 200 %."""
    page.set_viewport_size({"width": width, "height": 600})
    open_everything(page)

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_form_is_usable_with_the_keyboard_alone(page: Page) -> None:
    """From the top: the date of today, a state, a text, the download."""
    page.focus("#problems a")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "report-reported_on"
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Hôm nay":
            break
    page.keyboard.press("Space")
    page.focus("#updates-35-state-unchanged")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "updates-35-state-in_progress"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Xong")
    page.focus("#download")
    with page.expect_download():
        page.keyboard.press("Enter")

    assert next(entry for entry in read(file_of(page))["updates"] if entry["task"] == "35")["summary"] == "Xong"


@pytest.mark.parametrize(
    ("options", "key"),
    [
        (("--new-file", "https://a.vn/new/main"), "error.form_new_file"),
        (("--html", "--new-file", "javascript:alert(1)"), ""),
    ],
)
def test_a_wrong_address_is_refused(
    run: Callable[..., Ran], tmp_path: Path, options: tuple[str, ...], key: str
) -> None:
    """The option needs a web form, and its value is a web address."""
    ran = run("form", "--agency", "so-y-te", *options, "--output", str(tmp_path), "--lang", "en")
    text = EN(key) if key else EN("error.web_address", text="javascript:alert(1)")

    assert (ran.code, ran.err) == (2, f"plan190: {text}\n")


def test_the_form_is_small_and_always_the_same(forms: dict[str, Path], data: Path, tmp_path: Path) -> None:
    """The same data and date give the same bytes, and `verify` makes them again."""
    options = (
        "--data",
        str(data),
        "--as-of",
        "2023-08-12",
        "--new-file",
        "https://github.com/o/r/new/main",
        "--lang",
        "vi",
    )
    assert main(["form", "--html", "--agency", "so-y-te", *options, "--output", str(tmp_path)]) == 0
    written = (tmp_path / "so-y-te-2023-08.html").read_bytes()

    assert written == forms["vi"].read_bytes()
    assert len(written) < 200_000
    assert main(["verify", str(forms["vi"]), "--data", str(data)]) == 0
