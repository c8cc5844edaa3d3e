"""A real Dask cluster and a real S3 server on loopback, each process our own; ended with the test."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

WORKER = ("--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard")


class Cluster:
    """A scheduler and what workers are started. `environment` is added to theirs."""

    def __init__(self, place: Path, environment: Mapping[str, str] | None = None) -> None:
        self._place, self._started = place, list[subprocess.Popen[bytes]]()
        self.environment = {**os.environ, "DASK_DISTRIBUTED__DEPLOY__LOST_WORKER_TIMEOUT": "5s", **(environment or {})}
        self.port = free_port()
        self.engine = f"dask://127.0.0.1:{self.port}"
        self._start(
            "scheduler", "--port", str(self.port), "--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", ":0"
        )
        wait(lambda: answers(self.port))

    def worker(self, *options: str, scheme: str = "tcp") -> subprocess.Popen[bytes]:
        """One more, with a nanny that starts it anew unless `--no-nanny`."""
        return self._start(
            "worker", f"{scheme}://127.0.0.1:{self.port}", *WORKER, "--local-directory", str(self._place), *options
        )

    def log(self) -> str:
        """All that scheduler and workers printed."""
        return "".join(file.read_text(encoding="utf-8", errors="replace") for file in self._place.glob("*.log"))

    def end(self) -> None:
        for one in reversed(self._started):
            one.terminate()
        for one in self._started:
            try:
                one.wait(20)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        log = open(self._place / f"{words[0]}-{len(self._started)}.log", "wb")  # noqa: SIM115
        with log:
            said = [sys.executable, "-m", "dask", *words]
            self._started.append(subprocess.Popen(said, stdout=log, stderr=log, env=self.environment))
        return self._started[-1]


@contextlib.contextmanager
def s3(log: str | os.PathLike[str] = os.devnull) -> Iterator[dict[str, str]]:
    """moto's server as a process, a line in `log` for each request; the environment in which s3:// means it."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with open(log, "wb") as lines:
        process = subprocess.Popen(command, stdout=lines, stderr=lines)
    try:
        wait(lambda: answers(port))
        yield {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
    finally:
        process.kill()
        process.wait()


def bucket(environment: Mapping[str, str]) -> Any:
    """fsspec's view of that server."""
    import s3fs

    return s3fs.S3FileSystem(
        endpoint_url=environment["AWS_ENDPOINT_URL"], key="test", secret="test", use_listings_cache=False
    )


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def wait(until: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.1)
