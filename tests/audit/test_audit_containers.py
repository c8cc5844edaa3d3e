"""Files in containers: each has its row, whatever happens to the run, to the container or to its neighbours."""

import io
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from conftest_audit import command, draft, rows, run, settle, tables

from gwlint.audit import unpack
from gwlint.audit.examine import Examined
from gwlint.audit.opened import Opened
from gwlint.audit.sources import Source

sys.path.append(str(Path(__file__).parents[1] / "readers"))
from container_maker import locked_zip, mail, rared, tarred, zipped

XLSX = zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"y"})


def drafts(count: int, first: int = 100, lines: int = 3) -> dict[str, bytes]:
    return {f"材料/通知{n}.txt": draft(n, lines).encode() for n in range(first, first + count)}


def by_path(out: Path) -> dict[str, dict[str, object]]:
    found = rows(out, "documents")
    assert len({row["path"] for row in found}) == len(found)
    return {str(row["path"]).removeprefix("档案/"): row for row in found}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "档案"
    made.mkdir()
    return made


def test_every_member_has_a_row_and_so_has_the_container(folder, tmp_path):
    inner = zipped({"里面.txt": draft(200).encode(), "图.png": b"\x89PNG\r\n\x1a\n123"})
    odd = {"内.zip": inner, "Thumbs.db": b"x", "加密.zip": locked_zip("密.docx", b"1" * 99), "表.xlsx": XLSX, "空.zip": zipped({})}
    (folder / "甲.zip").write_bytes(zipped(drafts(3) | odd))
    (folder / "乙.tar").write_bytes(tarred(drafts(2, 110)))
    (folder / "丙.eml").write_bytes(mail("见附件。", {b"attachment; filename=a.txt": draft(120).encode()}))
    (folder / "丁.rar").write_bytes(rared({"b.txt": draft(130).encode()}))
    (folder / "坏.zip").write_bytes(zipped(drafts(3))[:300])
    (folder / "其实是文本.zip").write_text(draft(140), encoding="utf-8")
    said = run(folder, tmp_path / "out", code=3)
    found = by_path(tmp_path / "out")
    assert said["run"]["files"] == len(found) == sum(said["documents"].values())
    status = {path: row["status"] for path, row in found.items()}
    assert status == {
        "甲.zip": "skipped", "甲.zip!/内.zip": "skipped", "甲.zip!/内.zip!/里面.txt": "checked",
        "甲.zip!/内.zip!/图.png": "skipped", "甲.zip!/Thumbs.db": "skipped", "甲.zip!/表.xlsx": "skipped",
        "甲.zip!/加密.zip": "skipped", "甲.zip!/加密.zip!/密.docx": "unreadable", "甲.zip!/空.zip": "skipped",
        **{f"甲.zip!/材料/通知{n}.txt": "checked" for n in (100, 101, 102)},
        "乙.tar": "skipped", "乙.tar!/材料/通知110.txt": "checked", "乙.tar!/材料/通知111.txt": "checked",
        "丙.eml": "skipped", "丙.eml!/a.txt": "checked", "丁.rar": "skipped", "丁.rar!/b.txt": "checked",
        "坏.zip": "unreadable", "其实是文本.zip": "checked",
    }  # fmt: skip
    assert found["甲.zip"]["reason"] == "压缩包或邮件，里面的8个文件另列"
    assert all(row["reason"] for row in found.values() if row["status"] != "checked")
    assert found["甲.zip!/材料/通知100.txt"]["issuer"] and found["甲.zip"]["sha256"] and found["甲.zip"]["format"] == "zip"
    assert {row["path"] for row in rows(tmp_path / "out", "findings")} >= {"档案/甲.zip!/内.zip!/里面.txt"}
    assert not (tmp_path / "out" / ".work").exists()


def test_a_7z_is_read(folder, tmp_path):
    py7zr = pytest.importorskip("py7zr")
    with py7zr.SevenZipFile(folder / "甲.7z", "w") as archive:
        for name, data in drafts(3).items():
            archive.writestr(data, name)
    run(folder, tmp_path / "out", code=0)
    assert [row["status"] for row in by_path(tmp_path / "out").values()].count("checked") == 3


def test_an_unchanged_container_is_not_opened_again_and_a_changed_one_is(folder, tmp_path):
    (folder / "甲.zip").write_bytes(zipped(drafts(5)))
    (folder / "乙.zip").write_bytes(zipped(drafts(2, 110)))
    settle()
    out = tmp_path / "out"
    run(folder, out)
    before = tables(out)
    again = run(folder, out)
    assert (again["run"]["examined"], again["run"]["known"], again["run"]["dropped"]) == (0, 9, 0)
    os.chmod(folder / "甲.zip", 0o600)  # changes ctime: the hash tells that the content is the same
    assert run(folder, out)["run"]["known"] == 9
    assert tables(out) == before
    (folder / "甲.zip").write_bytes(zipped(drafts(4) | drafts(1, 120)))
    (folder / "乙.zip").unlink()
    said = run(folder, out)
    assert (said["run"]["dropped"], said["run"]["examined"], said["run"]["files"]) == (9, 6, 6)
    run(folder, tmp_path / "fresh")
    assert tables(out) == tables(tmp_path / "fresh")


def test_what_is_alike_is_examined_once_wherever_it_lies(folder, tmp_path):
    (folder / "一份.txt").write_bytes(draft(100).encode())
    (folder / "甲.zip").write_bytes(zipped(drafts(3) | {"又一份.txt": draft(101).encode()}))
    (folder / "乙.tar").write_bytes(tarred(drafts(4)))
    said = run(folder, tmp_path / "out")
    assert (said["run"]["examined"], said["run"]["copied"], said["run"]["files"]) == (4 + 2, 5, 11)
    found = by_path(tmp_path / "out")
    alike = [found[name] for name in ("一份.txt", "甲.zip!/材料/通知100.txt", "乙.tar!/材料/通知100.txt")]
    assert len({(one["sha256"], one["errors"], one["warnings"], one["title"]) for one in alike}) == 1
    reported = [row["path"] for row in rows(tmp_path / "out", "findings")]
    assert len({reported.count(str(one["path"])) for one in alike}) == 1 and reported.count("档案/一份.txt")
    assert run(folder, tmp_path / "out")["run"]["known"] == 11


def test_names_are_hidden_inside_containers_too(folder, tmp_path):
    (folder / "机密.zip").write_bytes(zipped({"机密/内层机密.zip": zipped({"机密件.txt": draft(1).encode()})}))
    run(folder, tmp_path / "out", "--pseudonyms")
    paths = sorted(row["path"] for row in rows(tmp_path / "out", "documents"))
    assert [path.count("!/") for path in sorted(paths, key=len)] == [0, 1, 2]
    assert all("机密" not in path for path in paths) and paths[-1].endswith(".txt")


def test_a_bomb_ends_at_its_limit_and_harms_no_neighbour(folder, tmp_path):
    with zipfile.ZipFile(folder / "炸弹.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", bytes(150 << 20))
    (folder / "一份.txt").write_text(draft(1), encoding="utf-8")
    run(folder, tmp_path / "out", code=3)
    found = by_path(tmp_path / "out")
    assert found["一份.txt"]["status"] == "checked"
    assert found["炸弹.zip"]["status"] == "skipped" and len(found) == 5
    assert {found[f"炸弹.zip!/{number}.txt"]["status"] for number in range(3)} == {"unreadable"}


def test_a_member_that_takes_too_long_is_given_up_alone(folder, tmp_path):
    out = tmp_path / "out"
    (folder / "甲.zip").write_bytes(zipped(drafts(3) | {"太长.txt": draft(1, 40_000).encode()} | drafts(3, 110)))
    run(folder, out, "--time-limit", "1.5", code=3)
    found = by_path(out)
    assert "时限" in str(found["甲.zip!/太长.txt"]["reason"])
    assert [row["status"] for row in found.values()].count("checked") == 6
    assert "甲.zip!/太长.txt" in (out / "poison.jsonl").read_text(encoding="utf-8")
    assert run(folder, out, "--time-limit", "1.5")["run"]["examined"] == 0


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_a_run_killed_inside_a_container_goes_on_inside_it(folder, tmp_path):
    (folder / "甲.zip").write_bytes(zipped(drafts(1_200, lines=12) | {"又一份.txt": draft(100, 12).encode()}))
    settle()
    run(folder, tmp_path / "alone")
    out = tmp_path / "out"
    kept = 0
    for _ in range(3):
        process = subprocess.Popen(command(folder, out), stdout=subprocess.PIPE)
        parts = len(list((out / "documents").glob("part-*")))
        while len(list((out / "documents").glob("part-*"))) <= parts and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        found = by_path(out)
        assert "甲.zip" not in found and len(found) > kept
        kept = len(found)
    said = run(folder, out)
    assert said["run"]["known"] == kept
    assert said["run"]["examined"] == 1_201 - kept
    assert tables(out) == tables(tmp_path / "alone")


class TestUnpacking:
    """What a worker does with a container, without the worker."""

    def opened(self, tmp_path: Path, source: Source) -> unpack.Unpacked:
        found = unpack.unpack(source, tmp_path)
        assert found is not None
        return found

    def test_bit_by_bit(self, tmp_path):
        (tmp_path / "甲.zip").write_bytes(zipped(drafts(10) | {"内.zip": zipped(drafts(4, 200))}))
        source: Source | None = Source(str(tmp_path / "甲.zip"), "甲.zip", most=4)
        names, batches = [], []
        while source:
            found = self.opened(tmp_path, source)
            names += [one.path for one in found.inside]
            batches.append(len(found.inside))
            assert all(Path(one.load).read_bytes() for one in found.inside if one.load)
            source = found.more
        assert batches == [4, 8, 3]
        assert len(names) == len(set(names)) == 15 and names[-1] == "甲.zip!/内.zip"
        assert found.row == {"status": "skipped", "reason": "压缩包或邮件，里面的14个文件另列"}

    def test_large_files_end_a_bit_early(self, tmp_path, monkeypatch):
        monkeypatch.setattr(unpack, "MOST_BYTES", 1_000)
        (tmp_path / "甲.zip").write_bytes(zipped({str(n): b"x" * 600 for n in range(5)}))
        assert len(self.opened(tmp_path, Source(str(tmp_path / "甲.zip"), "甲.zip")).inside) == 2

    def test_what_cannot_be_had_ends_neither_the_rest_nor_the_run(self, tmp_path):
        """The worker ends at the third of ten files, then twice in a row at the sixth and seventh."""
        (tmp_path / "甲.zip").write_bytes(zipped({f"{n}.txt": draft(n).encode() for n in range(1, 11)}))
        opened = Opened(tmp_path / "opened")
        source = Source(str(tmp_path / "甲.zip"), "甲.zip", most=2)
        late = Examined({"path": "甲.zip", "status": "unreadable", "reason": "检查超过1秒的时限，已放弃"}, why="time")
        ends, had = {2, 5, 6}, []
        closed = None
        while closed is None:
            found = self.opened(opened.folder, source)
            if ends & set(range(source.skip, source.skip + len(found.inside))):
                if source.most > 1:
                    source = unpack.cautious(source)
                    continue
                closed = opened.failed(source, late)
            else:
                row = {"path": "甲.zip"} | (found.row or {})
                closed = opened.add(source, Examined(row, inside=found.inside, more=found.more, opened=True))
            while opened.waiting and not opened.waiting[0].container:
                one = opened.waiting.popleft()
                had.append(one.path)
                closed = opened.done(one)
            if closed is None:
                source = opened.waiting.popleft()
        assert had == [f"甲.zip!/{n}.txt" for n in (1, 2, 4, 5)]
        assert closed.row["status"] == "partial"
        assert closed.row["reason"] == "里面的4个文件另列；检查超过1秒的时限，已放弃；第3个文件使读取程序超时或异常退出，没有取出"
        assert not [file for file in opened.folder.iterdir() if file.read_bytes() == draft(1).encode()]


@pytest.mark.slow
@pytest.mark.parametrize("packed", [True, False])
def test_the_hostile_set_in_a_zip(folder, tmp_path, packed):
    generator = Path(__file__).parents[2].parent / "shared" / "hostile" / "gen.py"
    if not generator.exists():
        pytest.skip("no generator of hostile files here")
    made = tmp_path / "hostile"
    environment = {**os.environ, "BADGEN_OUT": str(made), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, str(generator)], env=environment, check=True, capture_output=True)
    names = [one for one in made.rglob("*") if one.is_file() and not one.is_symlink() and one.stat().st_size < 64 << 20]
    names = [one for one in names if one.suffix.lower() not in (".zip", ".gz", ".eml")]
    if packed:
        with zipfile.ZipFile(folder / "甲.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for number, one in enumerate(names):
                archive.write(one, f"{number}{one.suffix}")
            archive.writestr("好.txt", draft(1))
    else:
        for number, one in enumerate(names):
            shutil.copy(one, folder / f"{number}{one.suffix}")
        (folder / "好.txt").write_text(draft(1), encoding="utf-8")
    said = run(folder, tmp_path / "out", "--time-limit", "20", code=3)
    found = by_path(tmp_path / "out")
    assert len(found) == said["run"]["files"] == len(names) + 1 + packed
    assert all(row["status"] == "checked" or row["reason"] for row in found.values())
    assert found["甲.zip!/好.txt" if packed else "好.txt"]["status"] == "checked"


def test_a_container_of_half_a_gigabyte_is_not_loaded(folder, tmp_path):
    """It is larger than a document may be, and than what the processes may hold."""
    out = io.BytesIO(os.urandom(1 << 20))
    with zipfile.ZipFile(folder / "大.zip", "w", zipfile.ZIP_STORED) as archive:
        for number in range(250):
            archive.writestr(f"{number}.mp4", number.to_bytes(2, "big") + out.getvalue())
        archive.writestr("一份.txt", draft(1))
    run(folder, tmp_path / "out", "--memory-limit", "160", code=0)
    found = by_path(tmp_path / "out")
    assert len(found) == 252 and found["大.zip!/一份.txt"]["status"] == "checked"
