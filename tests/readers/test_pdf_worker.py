"""The child process: supervised, restarted, never left behind."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from pdf_maker import lines, pdf

from gwlint.errors import Unreadable
from gwlint.readers import pdf as reader
from gwlint.readers.pdf import fork
from gwlint.readers.pdf.child import FIRST, SECOND, answer
from gwlint.readers.pdf.worker import FailedError, Worker, worker

pytestmark = pytest.mark.timeout(600, method="signal")  # a timer's thread would keep this process from forking
DATA = pdf(lines("　　请各单位按时报送材料。"))
SOME = pdf(*[lines(*["　　" + "甲" * 26] * 20)] * 60)
LONG = pdf(*[lines(*["　　" + "甲" * 26] * 20)] * 400)


@pytest.fixture
def own():
    one = Worker()
    yield one
    one.stop()


def test_one_child_serves_many_files(own: Worker):
    own.start()
    child = own._child
    assert [own.read(DATA)["pages"] for _ in range(5)] == [1] * 5
    assert own._child is child


def test_a_child_is_replaced_after_a_crash(own: Worker):
    own.start()
    assert own._child
    own._child.kill()
    own._child.wait()
    assert own.read(DATA)["pages"] == 1


def test_a_child_that_is_late_is_ended(own: Worker, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("gwlint.readers.pdf.worker.SOFT", 1000.0)
    own.start()
    child = own._child
    with pytest.raises(FailedError) as failed:
        own.ask(LONG, SECOND, 0.3)
    assert failed.value.hung and child and child.poll() is not None
    assert own.read(DATA)["pages"] == 1


def test_both_readers_failing_is_one_sentence(own: Worker, monkeypatch: pytest.MonkeyPatch):
    def failing(*_: object, **__: object) -> None:
        raise FailedError(False)

    monkeypatch.setattr(own, "ask", failing)
    with pytest.raises(Unreadable, match="异常退出"):
        own.read(DATA)


def test_the_second_reader_steps_in(own: Worker, monkeypatch: pytest.MonkeyPatch):
    ask = own.ask
    asked: list[int] = []

    def failing_first(data: bytes, which: int, seconds: float, *, sent: bool = False) -> object:
        asked.append(which)
        if which == FIRST:
            raise FailedError(True)
        return ask(data, which, seconds, sent=sent)

    monkeypatch.setattr(own, "ask", failing_first)
    assert own.read(DATA)["blocks"][0][3][0][0] == "请各单位按时报送材料。"
    assert asked == [FIRST, SECOND]


WAYS = [False, pytest.param(True, marks=pytest.mark.skipif(sys.platform != "linux", reason="forks"))]


@pytest.fixture(params=WAYS, ids=["spawned", "forked"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the child is forked, which only a process of one thread may do: see the test that starts one."""
    if request.param and not fork.possible():
        pytest.skip("this process has threads")
    monkeypatch.setattr("gwlint.readers.pdf.fork.possible", lambda: request.param)
    return bool(request.param)


@pytest.mark.skipif(sys.platform != "linux" or fork.possible(), reason="forks; or is the process of one thread")
def test_a_process_of_one_thread_passes_those_that_fork():
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "-k", "forked", __file__]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.returncode == 0 and "skipped" not in done.stdout, done.stdout


def test_a_file_begun_early_is_read_once(own: Worker, monkeypatch: pytest.MonkeyPatch, way: bool):
    own.begin(DATA)
    asked: list[bytes] = []
    monkeypatch.setattr("gwlint.readers.supervised._send", lambda child, header, data: asked.append(data))
    if not way:
        monkeypatch.undo()
    assert own.read(bytes(bytearray(DATA)))["pages"] == 1
    assert asked == []


def test_a_file_begun_early_need_not_be_the_one_that_is_read(own: Worker, way: bool):
    own.begin(b"%PDF-1.7 nothing")
    assert own.read(DATA)["pages"] == 1
    own.stop()
    own.begin(b"%PDF-1.7 nothing")
    assert "unreadable" in own.read(b"%PDF-1.7 nothing")


def test_a_child_begun_early_goes_on_serving(own: Worker, way: bool):
    own.begin(DATA)
    first = own._child
    assert own.read(DATA)["pages"] == 1
    assert own.read(SOME)["pages"] == 60
    assert own._child is first


def test_a_child_begun_early_that_dies_is_replaced(own: Worker, way: bool):
    own.begin(SOME)
    assert own._child
    own._child.kill()
    assert own.read(SOME)["pages"] == 60


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_a_command_forks_and_leaves_nothing_behind(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(SOME)
    script = (
        "import sys; from gwlint.readers.pdf import fork\nmade = fork.Forked.__init__\n"
        "def seen(self, *given):\n    made(self, *given)\n    print(self.pid, file=sys.stderr, flush=True)\n"
        "fork.Forked.__init__ = seen\n"
        "from gwlint.__main__ import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "check", str(tmp_path / "a.pdf")], capture_output=True, text=True, encoding="utf-8"
    )
    pid, *others = done.stderr.split()
    assert done.returncode == 0 and "a.pdf" in done.stdout and not others
    assert not Path(f"/proc/{pid}").exists()


def test_when_time_runs_out_the_rest_is_missing():
    said = answer(LONG, FIRST, time.monotonic() + 0.05)
    if "unreadable" not in said:
        assert any("没有读完" in one for one in said["missing"])


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("gwlint.readers.pdf.chars.MAX_PAGES", 100)
    assert "400页" in answer(LONG, FIRST, time.monotonic() + 60)["unreadable"]


def test_too_many_glyphs_on_a_page_are_missing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("gwlint.readers.pdf.chars.MAX_GLYPHS", 20)
    said = answer(pdf(lines("短。"), lines("甲" * 28)), FIRST, time.monotonic() + 60)
    assert said["missing"] == ["第2页的文字超过20个，过于复杂，没有读出"]


def test_nonsense_from_the_child_is_one_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(worker, "read", lambda data: {"blocks": [1]})
    with pytest.raises(Unreadable, match="错误的结果"):
        reader.read(DATA, "x.pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the child in /proc")
def test_no_child_is_left_behind():
    script = "from gwlint.readers.pdf.worker import worker; worker.start(); print(worker._child.pid)"
    pid = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
    assert not Path(f"/proc/{pid}").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the child in /proc")
def test_the_child_ends_with_a_parent_that_is_killed():
    script = (
        "import os; from gwlint.readers.pdf.worker import worker; worker.start(); "
        "print(worker._child.pid, flush=True); os._exit(9)"
    )
    pid = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout.strip()
    for _ in range(50):
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.1)
    pytest.fail("the child lives on")


@pytest.mark.skipif(sys.platform != "linux", reason="counts address space")
def test_memory_is_limited():
    script = (
        "from gwlint.readers.pdf import child\nchild._limit_memory()\n"
        "try:\n    bytearray(600 << 20)\nexcept MemoryError:\n    print('limited')"
    )
    assert "limited" in subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout


def test_the_child_starts_without_the_second_reader():
    script = (
        "import sys; from gwlint.readers.pdf import child; child._warm(); "
        "print([m for m in ('pdfplumber', 'pypdfium2', 'pdfminer') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout.strip() == "[]"


def test_a_worker_of_an_audit_reads_all_pages_however_late_it_is(monkeypatch: pytest.MonkeyPatch):
    """Its time limit is the audit's: what is read must not depend on how busy the machine is."""
    monkeypatch.setattr("gwlint.readers.pdf.worker.FIRST_SECONDS", 0.0)
    reader.in_this_process(True)
    try:
        assert reader.read(pdf(lines("一"), lines("二")), "x.pdf").missing == ()
    finally:
        reader.in_this_process(False)
