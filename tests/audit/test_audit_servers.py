"""An audit of what lies on servers of other kinds than S3: a real FTP and a real WebDAV server, both on loopback."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest_audit import HEAD, rows, run

pytest.importorskip("pyftpdlib")
pytest.importorskip("wsgidav")
from cluster import answers, free_port, wait

pytestmark = pytest.mark.slow


@contextmanager
def serving(port: int, *command: str) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait(lambda: answers(port))
        yield
    finally:
        process.kill()
        process.wait(30)


@pytest.fixture
def ftp(archive: Path) -> Iterator[str]:
    """The address of the archive; names on such a server do not begin with the host."""
    port = free_port()
    with serving(port, "pyftpdlib", "-i", "127.0.0.1", "-p", str(port), "-d", str(archive.parent)):
        yield f"ftp://127.0.0.1:{port}/{archive.name}"


@pytest.fixture
def webdav(archive: Path) -> Iterator[Mapping[str, str]]:
    """The environment in which webdav:// means a server that has the archive."""
    port = free_port()
    words = ("--host", "127.0.0.1", "--port", str(port), "--root", str(archive.parent), "--auth", "anonymous", "--no-config")
    with serving(port, "wsgidav.server.server_cli", *words):
        yield {"FSSPEC_WEBDAV_BASE_URL": f"http://127.0.0.1:{port}"}


def audit(archive: str, out: str, environment: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(
        [*HEAD, archive, "-o", out, "-j", "2"], env={**os.environ, **(environment or {})}, capture_output=True, text=True
    )
    assert done.returncode == 3 and not done.stderr, done.stderr  # one file is damaged


def found(out: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The rows of the documents by path, without the time of the last change, which servers tell in whole seconds; the
    findings."""
    return {row["path"]: row | {"modified": None} for row in rows(out, "documents")}, rows(out, "findings")


def test_ftp(archive: Path, ftp: str, tmp_path: Path) -> None:
    run(archive, tmp_path / "here")
    audit(ftp, str(tmp_path / "there"))
    assert found(tmp_path / "there") == found(tmp_path / "here")


def test_webdav_in_and_out(archive: Path, webdav: Mapping[str, str], tmp_path: Path) -> None:
    """Twice: the second run puts its notes in the place of those of the first."""
    run(archive, tmp_path / "here")
    for _ in range(2):
        audit(f"webdav://{archive.name}", "webdav://结果", webdav)
        assert found(tmp_path / "结果") == found(tmp_path / "here")
