"""The rules across documents in a process of their own: what the database takes is not added to the main process, and
is given back at the end."""

from gwlint.audit import across, starting, worker
from gwlint.audit.across import Asked, Outcome
from gwlint.audit.store import Store
from gwlint.errors import UsageError


def run(store: Store, asked: Asked) -> Outcome:
    """As `across.run`, and raises what it raises; UsageError, too, where the process is ended from outside."""
    from pebble import ProcessExpired, ProcessPool

    if store.lacking:
        return across.run(store, asked)
    processes = ProcessPool(1, initializer=worker.follow_parent, context=starting.context())
    try:
        outcome: Outcome = processes.schedule(_run, args=(store.out, asked)).result()
    except ProcessExpired:
        raise UsageError(
            "跨文件的规则没有运行完（进程被结束，可能是内存不够），请腾出内存后用 gwlint audit rules 再试"
        ) from None
    finally:
        processes.stop()  # type: ignore[no-untyped-call]
        processes.join()
    return outcome


def _run(out: str, asked: Asked) -> Outcome:
    """In that process. The results are locked by the main one, which waits."""
    return across.run(Store(out), asked)
