"""What a worker process does: files in, rows out. Started anew after some hundred tasks, and after a crash."""

import gc
import hashlib
import os
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from gwlint.audit import examine, passed, unpack
from gwlint.audit.examine import Examined, Options
from gwlint.audit.sources import Source, digest_of_file, is_remote, load, settled, stamp_of
from gwlint.errors import Unreadable
from gwlint.readers.limits import MAX_FILE

if TYPE_CHECKING:
    from gwlint.audit.tables import Row

LONG = 1.0
"""Seconds after which a worker returns a chunk as far as it came, so that no chunk takes long because it is long."""

_SWEEP = 8
"""Files. Trees of XML hang in cycles and weigh megabytes that Python's own count of objects does not see."""

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_options = Options()
_folder = Path()


def prepare(options: Options, memory: int, folder: str) -> None:
    """Set this process up: its limits (`memory` in bytes, 0 for none), its end when the main process ends, the folder
    for what containers hold and for whatever a reader puts aside."""
    global _options, _folder
    _options, _folder = options, Path(folder)
    tempfile.tempdir = folder  # what a killed process leaves behind is taken away with it
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # libraries complain there, of and with what they read
    follow_parent()
    limit_memory(memory)
    gc.disable()  # what a document leaves behind is taken away after `_SWEEP` of them
    gc.freeze()


def limit_memory(most: int) -> None:
    """Let this process hold at most `most` bytes of data of its own; MemoryError beyond.

    Only the soft limit: a program started for a conversion may raise its own again. Windows has no such limit; there
    only the time limit holds.
    """
    if sys.platform == "win32" or not most:
        return
    import resource

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def work(sources: Sequence[Source], alone: bool) -> list[Examined]:
    """The rows of the first files, as many as `LONG` allows, one at least. `alone`: a file that has already ended a
    worker, read with the caution of a single check."""
    from gwlint.readers import pdf

    started, done = time.monotonic(), list[Examined]()
    pdf.in_this_process(not alone)
    for number, one in enumerate(sources):
        if number % _SWEEP == 0:
            gc.collect(0 if number else 2)  # all but once a chunk only what is new: caches need not be searched each time
        done.append(_one(unpack.cautious(one) if alone else one))
        if time.monotonic() - started > LONG:
            break
    return done


def _one(source: Source) -> Examined:
    read_at = time.time()
    try:
        if source.problem:
            raise Unreadable(source.problem)
        found = _unpacked(source, read_at) or examine.examine(load(source), source.path, _options)
    except Unreadable as error:
        row = examine.failed(examine.blank(source.path, _options), str(error), _status(source))
        row["size"] = source.size
        again = is_remote(source.load) and not source.problem  # a server may answer the next time
        return Examined(row | _times(source, read_at) | ({"stamp": None} if again else {}))
    found.document.update(_times(source, read_at))
    return found


def _status(source: Source) -> str:
    """Of a file that could not be loaded: one too large to be a document is none if it is not named so either."""
    if source.problem is None and source.size > MAX_FILE and passed.foreign(source.path):
        return "skipped"
    return source.status


def _unpacked(source: Source, read_at: float) -> Examined | None:
    """The row of a container and some of the files it holds; None for any other file."""
    if not source.container:
        return None
    row = examine.blank(source.path, _options) | {"size": source.size}
    data = load(source) if is_remote(source.load) else None
    try:
        found = unpack.unpack(source, _folder, _options.key if _options.pseudonyms else None, data)
    except MemoryError:
        return Examined(examine.failed(row, examine.MEMORY), why="memory")
    except OSError:
        raise Unreadable("压缩包打不开，或者没有地方放解开的文件，请检查权限和结果文件夹所在的磁盘") from None
    if found is None:
        return None
    row["format"] = passed.suffix(source.path)
    if data is not None:
        row["sha256"] = hashlib.sha256(data).hexdigest()
    elif found.more is None and stamp_of(os.stat(source.load)) == source.stamp:
        row["sha256"] = digest_of_file(source.load)
    stamp = _times(source, read_at).get("stamp")
    inside = tuple(one._replace(stamp=stamp) for one in found.inside)
    return Examined(examine.failed(row, "") | (found.row or {}), inside=inside, more=found.more, opened=True)


def _times(source: Source, read_at: float) -> "Row":
    """When the file was changed; the stamp only if the file is still as it was listed, and not just written. A
    server's stamp goes with the content, so that one that has gone by shows at the next listing."""
    if source.modified is None:
        return {}
    modified = _EPOCH + timedelta(microseconds=source.modified // 1000)
    if source.sha256 or not source.load or is_remote(source.load):  # a container was looked at when it was opened
        return {"modified": modified, "stamp": source.stamp}
    try:
        facts = os.stat(source.load, follow_symlinks=False)
    except OSError:
        return {"modified": modified}
    same = stamp_of(facts) == source.stamp and settled(facts, read_at)
    return {"modified": modified, "stamp": source.stamp if same else None}


def follow_parent() -> None:
    """End when the main process has ended, however it did: an orphan would wait for work for ever."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
