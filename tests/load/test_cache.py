"""The cache returns equal values, and never for other files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.cli.main import main
from plan190.files import digest
from plan190.load import cache
from plan190.load.loader import load, read_files
from plan190.load.tree import DiskTree
from tests.conftest import DATA, EXAMPLE, replaced
from tests.review.repository import FRESH, JULY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plan190.load.loader import Files
    from tests.conftest import Ran


@pytest.fixture
def files() -> Files:
    """The bytes of the real data."""
    return read_files(DiskTree(DATA, "data"))


@pytest.fixture
def cache_file(files: Files, tmp_path: Path) -> Path:
    """The cache file of the plan."""
    cache.write(tmp_path, files.data, load(files).values)
    (path,) = tmp_path.glob("*.json")
    return path


def test_cached_values_and_places_are_equal(files: Files, tmp_path: Path) -> None:
    """Cached values are equal to the parsed ones, of the same types and with the same places."""
    values = load(files).values
    cache.write(tmp_path, files.data, values)

    revived = cache.read(tmp_path, files.data)

    assert revived.by_file == values.by_file
    assert repr(revived.by_file) == repr(dict(values.by_file))
    for path in values.by_file:
        assert {key_path: tuple(at) for key_path, at in revived.places(path).items()} == values.places(path)
    assert cache.is_error_free(tmp_path, files.data, revived)


def test_each_agencys_reports_are_cached_separately(tmp_path: Path) -> None:
    """After a change in one report only that agency's reports are parsed again, and the rules run again."""
    tree = DiskTree(EXAMPLE, "x")
    data = dict(read_files(tree).data)
    cache.write(tmp_path, data, load(read_files(tree)).values)
    changed = data | {"updates/so-y-te/2023-07.yaml": data["updates/so-y-te/2023-07.yaml"] + b"\n"}

    cached = cache.read(tmp_path, changed)

    assert set(data) - set(cached.by_file) == {
        path for path in data if path.startswith(("source/", "updates/so-y-te/"))
    }
    assert cache.is_error_free(tmp_path, data, cache.read(tmp_path, data))
    assert not cache.is_error_free(tmp_path, changed, cached)


@pytest.mark.parametrize(
    "content", ["", "{}", "[1]", '[["x", {"": "Path"}]]\n{}', "\x00", '[["x", {"": "date", "iso": "2023-02-30"}]]']
)
def test_an_invalid_cache_file_is_ignored(files: Files, cache_file: Path, content: str) -> None:
    """Contents that are empty, damaged or of another shape give no values."""
    cache_file.write_text(content, "utf-8")

    assert cache.read(cache_file.parent, files.data).by_file == {}


def test_a_damaged_cache_file_is_ignored(files: Files, cache_file: Path) -> None:
    """A cache file whose places are cut or changed is ignored, although its values could be read."""
    text = cache_file.read_text("utf-8")
    for damaged in (text[:-5], text.replace('"plan/number"', '"plan/numbre"'), text.rsplit("\n", 1)[0], "\n\n"):
        cache_file.write_text(damaged, "utf-8")
        assert cache.read(cache_file.parent, files.data).by_file == {}


def test_a_pipe_or_foreign_json_is_ignored(files: Files, cache_file: Path) -> None:
    """A pipe with the name of a cache file does not block the run, and JSON of another shape is ignored."""
    import os

    for values in ("[]", "[" * 5000 + "]" * 5000, '[["x", {"": "date", "iso": "2023-06-30"}]]'):
        cache_file.write_text(f"{values}\n{digest([values.encode(), b'{}'])}\n{{}}", "utf-8")
        assert cache.read(cache_file.parent, files.data).by_file == {}
    cache_file.unlink()
    os.mkfifo(cache_file)

    assert cache.read(cache_file.parent, files.data).by_file == {}


def test_other_files_in_the_cache_folder_are_kept(files: Files, tmp_path: Path) -> None:
    """Only the files of the cache itself are ever deleted."""
    for number in range(30):
        (tmp_path / f"other-{number}.json").write_text("{}", "utf-8")
    cache.write(tmp_path, files.data, load(files).values)

    assert len(list(tmp_path.glob("other-*.json"))) == 30


def test_the_key_depends_on_every_byte(files: Files) -> None:
    """The key depends on every byte and on the file that contains it."""
    key = cache.key_of(files.data)
    changed = dict(files.data) | {"plan.yaml": files.data["plan.yaml"] + b" "}
    swapped = dict(files.data) | {"plan.yaml": files.data["tasks.yaml"], "tasks.yaml": files.data["plan.yaml"]}

    assert len({key, cache.key_of(changed), cache.key_of(swapped)}) == 3


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


def test_the_number_of_cache_files_is_limited(files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest files are deleted, so that the folder does not grow without limit."""
    monkeypatch.setattr(cache, "MOST_FILES", 4)
    values = load(files).values
    for number in range(9):
        data = dict(files.data) | {"plan.yaml": files.data["plan.yaml"] + b" " * number}
        cache.write(tmp_path, data, values)

    assert len(list(tmp_path.iterdir())) == 4


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
