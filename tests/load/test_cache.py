"""The cache returns equal values, and never for other files."""

from __future__ import annotations

import os
import shutil
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plan190.cli.main import main
from plan190.errors import Plan190Error
from plan190.files import digest
from plan190.load import cache, loader
from plan190.load.cache import FolderStates
from plan190.load.loader import build_register, load, read_files
from plan190.load.tree import DiskTree
from tests.conftest import DATA, EXAMPLE, replaced
from tests.review.repository import FRESH, JULY, TODAY, fresh

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from plan190.load.loader import Files
    from plan190.load.tree import TreeEntry
    from tests.conftest import Ran


JULY_FIRST = date(2023, 7, 1)


@pytest.fixture
def files() -> Files:
    """The bytes of the real data."""
    return read_files(DiskTree(DATA, "data"))


def fill(folder: Path, files: Files) -> None:
    """Cache the files in the folder."""
    values = load(files).values
    cache.write(folder, files, build_register("x", values, files), values, {}, JULY_FIRST)


@pytest.fixture
def quarter(tmp_path: Path) -> Path:
    """A copy of the example data that a test may change."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "quarter"))


def append(path: Path, text: str) -> None:
    """Append the text to a file."""
    path.write_text(path.read_text("utf-8") + text, "utf-8")


@pytest.fixture
def cache_file(files: Files, tmp_path: Path) -> Path:
    """The cache file of the plan."""
    fill(tmp_path, files)
    (path,) = tmp_path.glob("load-index-*.json")
    return path


def is_error_free(folder: Path, files: Files) -> bool:
    """Return whether the cache knows the files as free of errors."""
    return cache.is_error_free(folder, files, cache.read(folder, files), JULY_FIRST)


def test_cached_values_are_equal(files: Files, tmp_path: Path) -> None:
    """Cached values of the plan are equal to the parsed ones and of the same types; places come from the files."""
    values = load(files).values
    fill(tmp_path, files)

    cached = cache.read(tmp_path, files)
    revived = load(files, cached).values

    assert all(cached.by_file[path] == values.by_file[path] for path in values.by_file)
    assert repr(dict(revived.by_file)) == repr(dict(values.by_file))
    assert all(revived.places(path) == values.places(path) for path in values.by_file)
    assert is_error_free(tmp_path, files)


def test_cached_indexes_are_equal(tmp_path: Path) -> None:
    """Cached indexes of reports are equal to those of the parsed reports."""
    files = read_files(DiskTree(EXAMPLE, "x"))
    fill(tmp_path, files)

    register = build_register("x", load(files).values, files)
    cached = build_register("x", load(files, cache.read(tmp_path, files)).values, files)

    assert [report.index for report in cached.reports] == [report.index for report in register.reports]
    assert cached.reports[5].report == register.reports[5].report


def test_each_agencys_reports_are_cached_separately(quarter: Path, tmp_path: Path) -> None:
    """After a change in one report only that agency's reports are parsed again, and the rules run again."""
    tree = DiskTree(quarter, "x")
    files = read_files(tree)
    fill(tmp_path / "cache", files)
    append(quarter / "updates" / "so-y-te" / "2023-07.yaml", "# x")

    changed = read_files(tree)

    unknown = set(files.data) - cache.read(tmp_path / "cache", changed).by_file.keys()
    assert unknown == {path for path in files.data if path.startswith("updates/so-y-te/")}
    assert is_error_free(tmp_path / "cache", files)
    assert not is_error_free(tmp_path / "cache", changed)


@pytest.mark.parametrize("value", ["", "{}", "[1]", "[]", '{"2023-07": []}', '{"plan.yaml": {"": "Path"}}', "[" * 5000])
def test_an_invalid_cache_file_is_ignored(files: Files, cache_file: Path, value: str) -> None:
    """Contents that are empty, damaged or of another shape are ignored, also with the right checksum."""
    values = next(cache_file.parent.glob("load-values-*.json"))
    for text in (value, f"{digest([value.encode()])}\n{value}"):
        values.write_text(text, "utf-8")
        assert cache.read(cache_file.parent, files).plan is None
        assert load(files, cache.read(cache_file.parent, files)).values.plan is not None


@pytest.mark.parametrize("row", ["[]", '[["x"]]', '["a", "2023-07", "2023-07-01", null, [["1", 9]], [], [], []]'])
def test_an_invalid_index_is_ignored(files: Files, cache_file: Path, row: str) -> None:
    """An index of another form is ignored, also with the right checksum."""
    for value in (row, f'{{"hashes": {row}}}', f'{{"hashes": {{"x": ""}}, "reports": {{"x": {row}}}}}'):
        cache_file.write_text(f"{digest([value.encode()])}\n{value}", "utf-8")
        assert not cache.read(cache_file.parent, files).by_file


def test_a_damaged_cache_file_is_ignored_and_written_again(files: Files, cache_file: Path) -> None:
    """A cache file that is cut or changed is ignored, and the next run writes it again."""
    text = cache_file.read_text("utf-8")
    for damaged in ("", text[:-1], text.replace("{", "[", 1), text.rsplit("\n", 1)[0], "\n\n"):
        cache_file.write_text(damaged, "utf-8")
        assert not is_error_free(cache_file.parent, files)
        fill(cache_file.parent, files)
        assert is_error_free(cache_file.parent, files)


def test_files_known_by_their_state_are_cached(files: Files, tmp_path: Path) -> None:
    """The files of a folder are cached too if they were not read, because their state was known."""
    known = read_files(DiskTree(DATA, "data"), lambda folder, _: files.keys[folder])
    fill(tmp_path, known)

    assert is_error_free(tmp_path, known)


def test_a_file_that_changes_during_the_run_is_an_error(copy: Path) -> None:
    """The bytes of a file that changed after the folder was read are not used."""
    files = read_files(DiskTree(copy, "data"), lambda _, __: "key")
    append(copy / "plan.yaml", "# x")

    assert files.data["tasks.yaml"] == (copy / "tasks.yaml").read_bytes()
    with pytest.raises(Plan190Error, match="changed_meanwhile"):
        files.data["plan.yaml"]


def test_a_pipe_is_ignored(files: Files, cache_file: Path) -> None:
    """A pipe with the name of a cache file does not block the run."""
    cache_file.unlink()
    os.mkfifo(cache_file)

    assert not is_error_free(cache_file.parent, files)


def test_other_files_in_the_cache_folder_are_kept(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the files of the cache itself are ever deleted, the oldest first, when they are too large together."""
    monkeypatch.setattr(cache, "MOST_BYTES", 10)
    (tmp_path / "other.json").write_text("{}" * 50, "utf-8")
    fill(tmp_path, files)

    assert [path.name for path in tmp_path.glob("*.json")] == ["other.json"]


def test_the_key_depends_on_every_byte_and_path(copy: Path) -> None:
    """The key of the plan depends on every byte, and on the file that contains it."""
    keys = {read_files(DiskTree(copy, "x")).keys[""]}
    append(copy / "plan.yaml", " ")
    keys.add(read_files(DiskTree(copy, "x")).keys[""])
    (copy / "waivers.yaml").rename(copy / "source" / "waivers.txt")
    keys.add(read_files(DiskTree(copy, "x")).keys[""])

    assert len(keys) == 3


def unknown_folders(data: Path, cache_folder: Path) -> set[str]:
    """Read the data folder as a command does, and return the folders whose files had to be read."""
    states, unknown = FolderStates(cache_folder, data), set()

    def known_key(folder: str, entries: Mapping[str, TreeEntry]) -> str | None:
        key = states.known_key(folder, entries)
        if key is None:
            unknown.add(folder)
        return key

    states.record(read_files(DiskTree(data, "x"), known_key))
    return unknown


def test_files_are_read_until_the_record_of_their_state_is_newer(copy: Path, tmp_path: Path) -> None:
    """A file that was written just before its state was recorded is read again, because it may have changed since."""
    cache_folder = tmp_path / "cache"
    assert unknown_folders(copy, cache_folder) == {""}
    assert unknown_folders(copy, cache_folder) == {""}
    (record,) = cache_folder.iterdir()
    os.utime(record, (time.time() + 60, time.time() + 60))

    assert unknown_folders(copy, cache_folder) == set()


@pytest.mark.parametrize("edit", ["append", "same size", "replace", "remove", "link"])
def test_every_change_of_a_file_is_noticed(edit: str, quarter: Path, tmp_path: Path) -> None:
    """A changed, replaced, removed or linked file is noticed, also if its size and its time of writing stay."""
    cache_folder = tmp_path / "cache"
    unknown_folders(quarter, cache_folder)
    (record,) = cache_folder.iterdir()
    os.utime(record, (time.time() + 60, time.time() + 60))
    path = quarter / "updates" / "so-y-te" / "2023-07.yaml"
    data, state = path.read_bytes(), path.stat()
    match edit:
        case "append":
            append(path, "# x")
        case "same size":
            path.write_bytes(data.swapcase())
        case "replace":
            path.unlink()
            path.write_bytes(data.swapcase())
        case "remove":
            path.unlink()
        case "link":
            path.rename(tmp_path / "other.yaml")
            path.symlink_to(tmp_path / "other.yaml")
    if edit in {"same size", "replace"}:
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))

    assert unknown_folders(quarter, cache_folder) == {"updates/so-y-te"}


def output(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, bytes]:
    """Run the command and return its exit code and output."""
    capsysbinary.readouterr()
    code = main(arguments)
    return code, capsysbinary.readouterr().out


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (DATA, ("status", "--as-of", "2023-07-01")),
        (DATA, ("tasks", "--as-of", "2023-07-01")),
        (DATA, ("assumptions",)),
        (DATA, ("agencies",)),
        (EXAMPLE, ("status", "--as-of", "2023-09-20")),
        (EXAMPLE, ("explain", "39", "--as-of", "2023-09-20")),
        (EXAMPLE, ("report", "monthly", "--as-of", "2023-09-20", "--output", "-", "--format", "markdown")),
        (EXAMPLE, ("report", "task", "39", "--as-of", "2023-09-20", "--output", "-", "--format", "json")),
        (EXAMPLE, ("remind", "--joint", "--as-of", "2023-09-20", "--output", "-", "--format", "markdown")),
        (EXAMPLE, ("gate", "--as-of", "2023-09-20")),
    ],
)
def test_the_output_is_the_same_with_and_without_cache(
    data: Path,
    words: tuple[str, ...],
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A first run, a cached run and a run without cache print the same bytes; other tests rely on it."""
    arguments = (*words, "--data", str(data))
    monkeypatch.setenv("PLAN190_CACHE", "off")
    without = output(capsysbinary, *arguments)
    monkeypatch.setenv("PLAN190_CACHE", str(tmp_path / "cache"))
    first = output(capsysbinary, *arguments)
    assert list((tmp_path / "cache").glob("*.json"))
    again = output(capsysbinary, *arguments)

    assert without == first == again
    assert without[0] == (1 if words[0] == "gate" else 0)
    assert without[1]


def test_a_second_review_does_not_parse_the_plan_again(
    tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A review caches the files of the base; its output is the same with them."""
    monkeypatch.setenv("PLAN190_CACHE", str(tmp_path / "cache"))
    repo = fresh(tmp_path)
    repo.write("data/updates/so-y-te/2023-08.yaml", FRESH)
    repo.commit()
    monkeypatch.chdir(repo.root)
    review = ("review", "--base", "main", "--as-of", TODAY, "--format", "json")
    first = run(*review)
    parsed: list[str] = []
    parse = loader._parse
    monkeypatch.setattr(loader, "_parse", lambda path, *rest: (parsed.append(path), parse(path, *rest))[1])

    assert run(*review) == first
    assert "updates/so-y-te/2023-08.yaml" in parsed
    assert not {"plan.yaml", "tasks.yaml", "source/ke-hoach-190-kh-ubnd.txt"}.intersection(parsed)


def test_the_cache_never_hides_an_error(
    copy: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error made after a successful run is reported by the next run."""
    monkeypatch.setenv("PLAN190_CACHE", str(tmp_path / "cache"))
    assert output(capsysbinary, "status", "--data", str(copy))[0] == 0
    replaced(copy, "tasks.yaml", "date: 2023-06-30", "date: 2023-07-30")

    assert output(capsysbinary, "status", "--data", str(copy))[0] == 2


def test_the_cache_folder_need_not_be_writable(
    copy: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commands work without a writable cache folder."""
    (tmp_path / "file").write_text("x", "utf-8")
    monkeypatch.setenv("PLAN190_CACHE", str(tmp_path / "file"))

    assert output(capsysbinary, "status", "--data", str(copy))[0] == 0


def test_the_cache_folder_may_be_impossible(
    copy: Path, tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commands work if the system refuses to look into the cache folder."""
    monkeypatch.setenv("PLAN190_CACHE", str(tmp_path / ("x" * 300)))

    assert run("status", "--data", str(copy)).code == 0


def test_a_file_that_is_too_large_is_reported_each_time(quarter: Path, run_both: Callable[..., Ran]) -> None:
    """A report that cannot be read is a problem in each run, although its state has not changed."""
    (quarter / "updates" / "so-y-te" / "2023-12.yaml").write_text("# x\n" * 600_000, "utf-8")
    for _ in range(2):
        assert "P002" in run_both("check", "--data", str(quarter)).out


def test_the_name_of_a_file_need_not_be_utf_8(copy: Path, run_both: Callable[..., Ran]) -> None:
    """A file with a name that is not UTF-8 is cached like others."""
    (copy / "source" / os.fsdecode(b"\xff.txt")).write_text("x", "utf-8")
    for _ in range(2):
        assert run_both("status", "--data", str(copy)).code == 0


def test_a_date_in_the_future_is_an_error_after_a_check_as_of_that_date(
    quarter: Path, run_both: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check as of a future date does not make the data free of errors as of today."""
    monkeypatch.setattr("plan190.cli.clock.today", lambda _: date(2023, 9, 1))

    assert run_both("check", "--as-of", "2023-12-31", "--data", str(quarter)).code == 0
    assert run_both("status", "--data", str(quarter)).code == 2


def test_a_plan_with_fewer_tasks_limits_known_reports(quarter: Path, run_both: Callable[..., Ran]) -> None:
    """A known report is checked against the number of tasks of the changed plan."""
    run_both("check", "--data", str(quarter))
    replaced(quarter, "plan.yaml", "  tasks: 67", "  tasks: 2")

    assert "P106" in run_both("check", "--data", str(quarter)).out


def test_kept_results_are_not_those_of_other_files(quarter: Path, run_both: Callable[..., Ran]) -> None:
    """What rules found without decisions does not count if the decisions cannot be read."""
    (quarter / "decisions.yaml").unlink()
    assert "P306" in run_both("check", "--data", str(quarter)).out
    (quarter / "decisions.yaml").symlink_to("absent")

    assert "P306" not in run_both("check", "--data", str(quarter)).out


def test_a_report_in_the_folder_of_another_agency_is_compared(quarter: Path, run_both: Callable[..., Ran]) -> None:
    """A report that lies in the folder of another agency is still compared with those of its own agency."""
    (quarter / "updates" / "so-y-te" / "2023-08.yaml").unlink()
    run_both("check", "--data", str(quarter))
    text = (quarter / "updates" / "so-y-te" / "2023-07.yaml").read_text("utf-8")
    text = text.replace("period: 2023-07", "period: 2023-08").replace("reported_on: 2023-07", "reported_on: 2023-08")
    (quarter / "updates" / "so-tu-phap" / "2023-08.yaml").write_text(text, "utf-8")

    assert "P605" in run_both("check", "--data", str(quarter)).out


def test_a_waived_finding_is_cached_with_its_waiver(
    copy: Path, run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A waived warning does not stop a cached run, even after the waiver's last day; without the waiver it does."""
    fallen = FRESH.replace("55", "20").replace("    summary: Đã đối chiếu xong dữ liệu tiêm chủng của 7 huyện.\n", "")
    waiver = "{code: P325, agency: so-y-te, reason: Số cũ gõ nhầm., by: cong-an-tinh, until: 2023-08-31}"
    (copy / "updates" / "so-y-te").mkdir(parents=True)
    (copy / "updates" / "so-y-te" / "2023-07.yaml").write_text(JULY, "utf-8")
    (copy / "updates" / "so-y-te" / "2023-08.yaml").write_text(fallen, "utf-8")
    arguments = ("status", "--data", str(copy), "--as-of", "2023-08-12")
    monkeypatch.setenv("PLAN190_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("plan190.cli.clock.today", lambda _: date(2023, 8, 31))
    assert run(*arguments).code == 2

    (copy / "waivers.yaml").write_text(f"waivers:\n  - {waiver}\n", "utf-8")
    last = run(*arguments)
    assert (last.code, run(*arguments).out) == (0, last.out)

    monkeypatch.setattr("plan190.cli.clock.today", lambda _: date(2023, 9, 1))
    assert run("check", "--data", str(copy)).code == 1
    assert run(*arguments) == last
    (copy / "waivers.yaml").unlink()
    assert run(*arguments).code == 2
