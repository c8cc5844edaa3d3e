"""An audit on a real Dask cluster and a real S3 server, both on loopback: workers killed, the main process killed."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest_audit import HEAD, TOP, draft, tables

pytest.importorskip("distributed")
pytest.importorskip("moto.server")
from cluster import Cluster, bucket, s3, wait

from gwlint.audit.lease import Lease

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")]
NAME = "档案"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated archive of many formats, samples, twins, containers, broken files."""
    folder = tmp_path_factory.mktemp("mixed") / NAME
    maker = [sys.executable, str(TOP / "bench" / "make_archive.py"), "160", str(folder), "--no-slow"]
    subprocess.run(maker, check=True, timeout=200)
    for file in sorted((TOP / "samples").glob("*.*"))[:20]:
        shutil.copy(file, folder)
    (folder / "0").mkdir()
    for number in range(60):
        (folder / "0" / f"通知{number:03}.txt").write_text(draft(number, 12), encoding="utf-8")
    shutil.copy(folder / "0" / "通知000.txt", folder / "副本.txt")
    shutil.copy(next((TOP / "samples").glob("*.docx")), folder / "副本.docx")
    with zipfile.ZipFile(folder / "包.zip", "w") as package:
        for number in range(5):
            package.writestr(f"内/{number}.txt", draft(900 + number))
        package.writestr("内/坏.docx", b"PK\x03\x04" + bytes(99))
    (folder / "损坏.docx").write_bytes(b"PK\x03\x04" + bytes(range(200)))
    (folder / "空.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def alone(mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of this machine's own processes."""
    out = tmp_path_factory.mktemp("alone") / "out"
    audit(mixed, out, "-j", "2")
    return out


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    place = tmp_path / "cluster"
    place.mkdir()
    one = Cluster(place)
    try:
        yield one
    finally:
        one.end()


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    with s3() as environment:
        yield environment


def start(archive: Any, out: Any, *options: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*HEAD, str(archive), "-o", str(out), "--format", "json", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
    )


def ended(process: subprocess.Popen[str]) -> dict[str, Any]:
    said, wrong = process.communicate(timeout=400)
    assert process.returncode in (0, 3), wrong
    assert not wrong
    summary: dict[str, Any] = json.loads(said)
    return summary


def audit(archive: Any, out: Any, *options: str, env: Mapping[str, str] | None = None) -> dict[str, Any]:
    return ended(start(archive, out, *options, env=env))


def children(pid: int) -> list[int]:
    """What the process has started, whichever of its threads; of a nanny the last is its worker."""
    found: list[int] = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, file.read_text().split())
    return sorted(found)


def kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def private(log: str) -> bool:
    """Whether a log says nothing of the documents."""
    return not [word for word in ("水务局", "台账", "通知0", NAME, "副本") if word in log]


def test_equals_a_local_run_though_workers_are_killed(mixed, alone, cluster, tmp_path):
    nanny, bare = cluster.worker(), cluster.worker("--no-nanny")
    out = tmp_path / "out"
    process = start(mixed, out, "--engine", cluster.engine)
    wait(lambda: list((out / "documents").glob("part-*")), 200)
    assert process.poll() is None
    kill(bare.pid)
    time.sleep(1)
    kill(children(nanny.pid)[-1])
    summary = ended(process)
    assert summary["run"]["copied"] >= 2
    assert tables(out) == tables(alone)
    assert audit(mixed, out, "--engine", cluster.engine)["run"]["examined"] == 0
    assert tables(out) == tables(alone)
    assert private(cluster.log())


def test_s3_in_and_out_though_the_main_process_is_killed(mixed, alone, cluster, server, tmp_path):
    cluster.environment.update(server)
    cluster.worker()
    cluster.worker()
    files = bucket(server)
    for name in ("archive", "results"):
        files.mkdir(name)
    files.put(str(mixed), "archive/", recursive=True)
    said = (f"s3://archive/{NAME}", "s3://results/一/结果", "--engine", cluster.engine)
    process = start(*said, env=server)
    wait(lambda: files.exists("results/一/结果/documents"), 200)
    assert process.poll() is None
    process.kill()
    process.communicate()
    summary = audit(*said, env=server)
    assert summary["run"]["known"] > 0 and summary["run"]["examined"] > 0
    assert fetched(files, tmp_path / "first") == untimed(alone)
    again = audit(*said, env=server)
    assert again["run"]["examined"] == again["run"]["copied"] == 0
    assert {one.rpartition("/")[2] for one in files.ls("results/一/结果")} <= {"documents", "findings", "run.json"}
    assert fetched(files, tmp_path / "second") == untimed(alone)
    assert private(cluster.log())


def test_a_bucket_that_another_run_writes_is_refused(mixed, server):
    files = bucket(server)
    files.mkdir("taken")
    held = Lease(files, "taken/结果/.lock", "")
    try:
        refused = start(mixed, "s3://taken/结果", env=server)
        assert "另一个 gwlint audit 正在写" in refused.communicate(timeout=100)[1] and refused.returncode == 2
        held.check()
    finally:
        held.release()
    assert not files.exists("taken/结果/documents")


def test_s3_needs_no_cluster(mixed, alone, server, tmp_path):
    files = bucket(server)
    files.mkdir("plain")
    files.put(str(mixed), "plain/", recursive=True)
    files.pipe_file(f"plain/{NAME}/0/通知000.txt", draft(0, 12).encode() + b"\n")
    audit(f"s3://plain/{NAME}", tmp_path / "out", "-j", "2", env=server)
    assert len(tables(tmp_path / "out")[0]) == len(tables(alone)[0])
    files.pipe_file(f"plain/{NAME}/0/通知000.txt", draft(0, 12).encode())
    assert audit(f"s3://plain/{NAME}", tmp_path / "out", env=server)["run"]["examined"] == 1
    assert [strip(rows) for rows in tables(tmp_path / "out")] == untimed(alone)


def fetched(files: Any, place: Path) -> list[list[dict[str, Any]]]:
    files.get("results/一/结果", str(place), recursive=True)
    return untimed(place)


def untimed(out: Path) -> list[list[dict[str, Any]]]:
    """The tables without the time at which each copy of a file was laid down."""
    return [strip(rows) for rows in tables(out)]


def strip(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    stripped = [{name: value for name, value in row.items() if name != "modified"} for row in rows]
    return sorted(stripped, key=lambda row: json.dumps(row, default=str, sort_keys=True))


def test_a_file_that_kills_its_worker_again_and_again_is_given_up(tmp_path):
    """The end comes from outside, as from a system short of memory: the worker that reads that file is killed."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    archive = tmp_path / NAME
    archive.mkdir()
    for number in range(5):
        (archive / f"通知{number}.txt").write_text(draft(number), encoding="utf-8")
    (archive / "长.txt").write_text(draft(7, 20_000), encoding="utf-8")
    cluster = Cluster(folder, {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"})
    nanny = cluster.worker()
    out = tmp_path / "out"
    try:
        process = start(archive, out, "--engine", cluster.engine, "--time-limit", "300", "--memory-limit", "4096")
        killed = 0
        while process.poll() is None:
            time.sleep(0.2)
            for worker in children(nanny.pid)[-1:]:
                if reading(worker) > 3:
                    kill(worker)
                    killed += 1
        ended(process)
        rows = {row["path"]: row for row in tables(out)[0]}
        assert {row["status"] for path, row in rows.items() if "长" not in path} == {"checked"} and len(rows) == 6
        assert "异常退出" in rows[f"{NAME}/长.txt"]["reason"] and killed == 4
        assert "长.txt" in (out / "poison.jsonl").read_text(encoding="utf-8")
        assert audit(archive, out, "--engine", cluster.engine)["run"]["examined"] == 0
        assert private(cluster.log())
    finally:
        cluster.end()
    assert not list(folder.rglob("gwlint-*")), "what a killed worker left is cleared away"


def reading(worker: int) -> float:
    """Seconds of processor time of the busiest process that reads files for the worker."""
    ticks = [0]
    for server in children(worker):
        for one in children(server):
            with contextlib.suppress(OSError):
                words = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
                ticks.append(int(words[11]) + int(words[12]))
    return max(ticks) / os.sysconf("SC_CLK_TCK")


def refused(*words: Any, env: Mapping[str, str] | None = None) -> str:
    """What is said on stderr, one sentence, with exit code 2."""
    process = start(*words, env=env)
    said, wrong = process.communicate(timeout=120)
    assert process.returncode == 2 and not said and wrong.count("\n") == 1, (process.returncode, wrong)
    return wrong


def test_an_encrypted_cluster_is_reached_as_dask_is_configured(tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    archive, folder = tmp_path / NAME, tmp_path / "cluster"
    folder.mkdir()
    archive.mkdir()
    (archive / "通知.txt").write_text(draft(1), encoding="utf-8")
    encrypted = tls(tmp_path)
    cluster = Cluster(folder, encrypted)
    try:
        cluster.worker(scheme="tls")
        out = tmp_path / "out"
        assert audit(archive, out, "--engine", cluster.engine, env=encrypted)["run"]["examined"] == 1
        assert "tls://127.0.0.1" in cluster.log() and "tcp://" not in cluster.log()
        assert "连不上Dask集群" in refused(archive, out, "--engine", cluster.engine)
    finally:
        cluster.end()


def tls(folder: Path) -> dict[str, str]:
    """The settings of Dask, as environment, for a certificate of our own."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2"]
    subprocess.run([*made, "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True)
    said = {"DEFAULT_SCHEME": "tls", "REQUIRE_ENCRYPTION": "True", "TLS__CA_FILE": str(cert)}
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        said |= {f"TLS__{role}__CERT": str(cert), f"TLS__{role}__KEY": str(key)}
    return {f"DASK_DISTRIBUTED__COMM__{name}": value for name, value in said.items()}


def test_what_is_wrong_is_said_in_one_sentence(mixed, cluster, server, tmp_path):
    out = tmp_path / "out"
    assert "dask://主机:端口" in refused(mixed, out, "--engine", "spark://a:1")
    assert "连不上Dask集群“127.0.0.1:9”" in refused(mixed, out, "--engine", "dask://127.0.0.1:9")
    assert "里没有工作进程" in refused(mixed, out, "--engine", cluster.engine)
    files = bucket(server)
    if not files.exists("there"):
        files.mkdir("there")
    assert "找不到“s3://nowhere/a”" in refused("s3://nowhere/a", out, env=server)
    assert "找不到“s3://there/a”" in refused("s3://there/a", out, env=server)
    assert "找不到“s3://nowhere/结果”" in refused(mixed, "s3://nowhere/结果", env=server)
    away = {**server, "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}
    assert "连不上“s3://there/结果”" in refused(mixed, "s3://there/结果", env=away)
    files.pipe_file("there/别的/a.txt", b"a")
    assert "别的文件" in refused(mixed, "s3://there/别的", env=server)
    assert "在档案" in refused("s3://there/a", "s3://there/a/out", env=server)
    assert "不认识“nothing://" in refused("nothing://a", out)
    assert not list(out.glob("*/part-*"))


@pytest.mark.parametrize(
    ("module", "words"), [("distributed", "--engine dask://127.0.0.1:9"), ("fsspec", "s3://a/b"), ("s3fs", "s3://a/b")]
)
def test_a_missing_extra_is_named(module, words, tmp_path):
    archive = tmp_path / NAME
    archive.mkdir()
    script = f"import sys; sys.modules[{module!r}] = None; from gwlint.__main__ import main; sys.exit(main())"
    said = ["audit", "run", str(archive), *words.split(), "-o", str(tmp_path / "out")]
    done = subprocess.run([sys.executable, "-c", script, *said], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and f"缺少 {module}" in done.stderr and "gwlint[dask]" in done.stderr, done.stderr
