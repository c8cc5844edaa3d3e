"""How the processes of an audit are started: forked from one that has loaded what every file needs, where the system can."""

import multiprocessing
import os
from multiprocessing.context import BaseContext

LOCAL = "local"
"""The engine that is processes of this machine."""


def context() -> BaseContext:
    """What pools start their processes with."""
    if not _forks():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["gwlint.audit.warm"])
    return found


def ahead() -> None:
    """Start the one that others are forked from: it gets ready on a core of its own while this process does."""
    if not _forks():
        return
    from multiprocessing import forkserver

    context()
    outside = os.umask(0o077)  # what workers write is private
    try:
        forkserver.ensure_running()
    finally:
        os.umask(outside)


def _forks() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()
