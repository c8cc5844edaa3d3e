"""The rules across documents in a process of their own."""

import contextlib
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest_audit import run

pytest.importorskip("duckdb")

from gwlint.audit.across import Asked, apart
from gwlint.audit.store import Store
from gwlint.errors import UsageError


def below() -> set[int]:
    """What children of this process have started: the children, until they are programs of their own, look like it."""
    above: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            above[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    found = {os.getpid()}
    while more := {pid for pid, up in above.items() if up in found and pid not in found}:
        found |= more
    return {pid for pid in found - {os.getpid()} if above[pid] != os.getpid()}


def end_the_database(until: threading.Event) -> None:
    """Kill the process below this one that has loaded DuckDB, once there is one."""
    while not until.is_set():
        for pid in below():
            with contextlib.suppress(OSError):
                if "duckdb" in Path(f"/proc/{pid}/maps").read_text():
                    os.kill(pid, signal.SIGKILL)
                    return
        time.sleep(0.002)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_killed_it_is_one_sentence_and_may_be_repeated(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(archive, out)
    over = threading.Event()
    watcher = threading.Thread(target=end_the_database, args=(over,))
    with Store(str(out)) as store:
        watcher.start()
        with pytest.raises(UsageError, match=r"跨文件的规则没有运行完（进程被结束.*gwlint audit rules"):
            apart.run(store, Asked())
        over.set()
        watcher.join()
        assert apart.run(store, Asked()).documents > 0
