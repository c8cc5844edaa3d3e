"""Results and archives that fsspec reaches, on file systems inside the test's own process."""

import datetime
import importlib
import threading
import time
from pathlib import Path

import pytest

from gwlint.audit import across, lease, place, remote, sources
from gwlint.audit.examine import Options, blank, failed
from gwlint.audit.lease import Lease
from gwlint.audit.listing import Listing
from gwlint.audit.store import Store
from gwlint.errors import Unreadable, UsageError

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("pyarrow")


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch):
    """An empty store of objects."""
    files = fsspec.filesystem("memory")
    files.store.clear()
    files.pseudo_dirs[:] = [""]
    monkeypatch.setattr(lease, "PATIENCE", 2.0)
    monkeypatch.setattr(lease, "BEAT", 0.2)
    return files


def row(path: str) -> dict:
    return failed(blank(path, Options()), "读不了")


def paths(store: Store) -> list[str]:
    return [path for number in store.parts() for one in store.columns(number, ["path"]) for path in one["path"]]


def test_parts_are_written_rewritten_and_found_again(memory):
    with Store("memory://out/a") as store:
        first = store.write([row("a"), row("b")], [])
        second = store.write([row("c")], [])
        assert paths(store) == ["a", "b", "c"]
        assert store.rewrite([first, second], lambda _: {"b", "c"})
        assert paths(store) == ["b", "c"] and len(store.parts()) == 1
        work = store.work
        assert work.stat().st_mode & 0o777 == 0o700
    assert not work.exists()
    with Store("memory://out/a") as store:
        assert paths(store) == ["b", "c"] and store.key() == store.key()
    assert not [name for name in memory.find("/out") if ".work" in name or ".lock" in name or "journal" in name]


def test_what_a_journal_says_is_carried_out_after_a_crash(memory, monkeypatch):
    with Store("memory://out/a") as store:
        old = store.write([row("a"), row("b")], [])
        monkeypatch.setattr(store, "_carry_out", lambda: None)
        store.rewrite([old], lambda _: {"b"})
    with Store("memory://out/a") as store:
        assert paths(store) == ["b"]


def test_findings_without_documents_are_left_over(memory):
    memory.pipe_file("/out/a/findings/part-000007.parquet", b"cut off")
    with Store("memory://out/a") as store:
        assert store.write([row("a")], []) == "000001"
    assert not memory.exists("/out/a/findings/part-000007.parquet")


def test_where_no_object_is_whole_at_once_it_is_renamed(memory, monkeypatch):
    monkeypatch.setattr(place, "_OBJECTS", set())
    with Store("memory://out/a") as store:
        store.write([row("a")], [])
        assert paths(store) == ["a"]


def test_a_crash_between_the_old_and_the_new_is_mended_by_the_next_run(memory, monkeypatch):
    """Servers that move nothing onto a file: notes that have gone are written again, documents are not touched."""
    monkeypatch.setattr(place, "_OBJECTS", set())
    with Store("memory://out/a") as store:
        store.write([row("a")], [])
        store.note({"run": 1})
    with Store("memory://out/a") as store, monkeypatch.context() as broken:
        broken.setattr(memory, "mv", lambda *_: (_ for _ in ()).throw(ConnectionError()))
        with pytest.raises(UsageError):
            store.note({"run": 2})
    with Store("memory://out/a") as store:
        assert paths(store) == ["a"] and store.noted() == {}
        store.note({"run": 2})
        assert store.noted() == {"run": 2}


def test_poison_is_listed_line_by_line(memory):
    with Store("memory://out/a") as store:
        for name in "ab":
            store.add_poison(row(name) | {"sha256": name, "size": 1})
        assert store.poison(row("a")["gwlint"]) == {1: {"a": "读不了", "b": "读不了"}}
        store.forget_poison()
        assert not store.poison(row("a")["gwlint"])


class TestLease:
    def test_a_second_one_is_refused_while_the_first_lives(self, memory):
        held = Lease(memory, "/lock", "有人在写")
        with pytest.raises(UsageError, match="有人在写"):
            Lease(memory, "/lock", "有人在写")
        held.check()
        held.release()
        Lease(memory, "/lock", "有人在写").release()
        assert not memory.exists("/lock")

    def test_a_stale_one_is_taken_over(self, memory):
        memory.pipe_file("/lock", b"0123456789abcdef 7")
        began = time.monotonic()
        Lease(memory, "/lock", "有人在写").release()
        assert time.monotonic() - began >= lease.PATIENCE

    def test_who_loses_it_may_not_write_on(self, memory):
        held = Lease(memory, "/lock", "有人在写")
        memory.pipe_file("/lock", b"0123456789abcdef 7")
        time.sleep(1)
        with pytest.raises(UsageError, match="有人在写"):
            held.check()
        held.release()
        assert memory.cat("/lock") == b"0123456789abcdef 7"

    def test_of_two_at_one_moment_one_gets_it(self, memory):
        got: list[object] = []

        def take() -> None:
            try:
                got.append(Lease(memory, "/lock", "有人在写"))
            except UsageError as error:
                got.append(error)

        both = [threading.Thread(target=take) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert sorted(type(one).__name__ for one in got) == ["Lease", "UsageError"]
        next(one for one in got if isinstance(one, Lease)).release()


def test_an_archive_is_walked_in_order_and_listed_once(memory, tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden", "b/~$1.docx", "空 格/一%二.txt"):
        memory.pipe_file(f"/档案/{name}", name.encode())
    archive = sources.archive(["memory://档案/"])
    listing = Listing(archive, tmp_path / "listing")
    found = list(listing.walk())
    opened = [one.path for one in found if not one.problem]
    assert opened == ["档案/a.txt", "档案/b/1.txt", "档案/b/2.txt", "档案/空 格/一%二.txt"]
    passed = [(one.path, one.status) for one in found if one.problem]
    assert passed == [("档案/.hidden", "skipped"), ("档案/b/~$1.docx", "skipped")]
    assert [sources.load(one) for one in found] == [one.path.removeprefix("档案/").encode() for one in found]
    memory.rm("/档案/a.txt")
    assert list(listing.walk()) == found
    with pytest.raises(Unreadable, match="不存在"):
        sources.load(next(one for one in found if one.path == "档案/a.txt"))
    with pytest.raises(UsageError, match="找不到“memory://没有”"):
        list(sources.archive(["memory://没有"]).walk())


def test_a_single_file_is_an_archive(memory):
    memory.pipe_file("/a/b.txt", b"1")
    assert [one.path for one in sources.archive(["memory://a/b.txt"]).walk()] == ["b.txt"]


def test_a_stamp_follows_the_servers_tag():
    facts = {"size": 3, "ETag": '"abc"'}
    assert remote.stamp(facts) == remote.stamp(dict(facts)) != remote.stamp(facts | {"ETag": '"abd"'})
    assert remote.stamp({"size": 3, "mtime": 7.0}) is None


@pytest.mark.parametrize(
    "facts",
    [
        {"LastModified": datetime.datetime(2025, 9, 8, tzinfo=datetime.timezone.utc)},
        {"modified": datetime.datetime(2025, 9, 8)},
        {"mtime": 1757289600.0},
    ],
)
def test_times_are_utc(facts):
    assert remote._modified(facts) == 1757289600 * 10**9


def test_file_addresses_are_paths(tmp_path: Path):
    assert sources.plain(f"file://{tmp_path}/a%20b/") == str(tmp_path / "a b")
    assert sources.plain("s3://a/b/") == "s3://a/b"


def test_a_file_that_is_too_large_is_not_fetched(memory):
    with pytest.raises(Unreadable, match="过大"):
        sources.load(sources.Source("memory://a", "a", 1 << 40))


def test_results_away_are_to_be_copied_before_they_are_queried(memory):
    with Store("memory://out/a") as store:
        outcome = across.run(store, across.Asked())
    assert outcome.not_checked and {"复制到本机" in one.reason for one in outcome.not_checked} == {True}
    for words in (["report"], ["query", "SELECT 1"], ["rules"]):
        command = importlib.import_module(f"gwlint.cli.audit.{words[0]}").command
        with pytest.raises(UsageError, match="复制到本机"):
            command.main(["memory://out/a", *words[1:]], standalone_mode=False)
