"""Prints the figures from which docs/scale.md reckons what an archive of a hundred million files takes.

    python bench/scale.py                  all of it
    python bench/scale.py formats index    some: formats, parts, index, cluster, s3, report

Times are seconds of processor time, of all processes of a part together, so that other load on the machine does not
count; only what is called a wall time is one. Cluster and S3 server (moto) are real processes on loopback.
"""

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "tests" / "audit"))

BATCH = 64
NOTICE = "云和县水务局关于报送第{0}批台账的通知\n\n各乡镇人民政府：\n　　请于9月15日前将第{0}批巡查情况报送县水务局。\n\n云和县水务局\n2025年9月8日\n"


def main() -> int:
    parts: dict[str, Callable[[Path], None]] = {
        "formats": formats, "parts": parts_of, "index": index, "cluster": cluster, "s3": s3, "report": report,
    }  # fmt: skip
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[[], *parts], metavar="PART")
    for name in parser.parse_args().parts or parts:
        with tempfile.TemporaryDirectory() as place:
            parts[name](Path(place))
    return 0


def formats(place: Path) -> None:
    """Documents a second a core: read, check, sketch, as a worker does, once warm."""
    from gwlint.audit import warm

    assert warm.warm
    for suffix in ("txt", "docx", "pdf"):
        files = samples(suffix)
        rows(files[:10])
        began = time.process_time()
        found = rows(files * 3)
        spent = time.process_time() - began
        size = sum(len(data) for _, data in files) / len(files)
        print(f"{suffix}: {len(found) / spent:.0f} files/s a core, {size / 1024:.0f} KB a file", flush=True)


def parts_of(place: Path) -> None:
    """Bytes and time of Parquet a document."""
    from gwlint.audit.store import Store

    found = rows(samples("docx"))
    documents, findings = copies(found, 10_000)
    with Store(str(place / "out")) as store:
        began = time.process_time()
        store.write(documents, findings)
        written = time.process_time() - began
        began = time.process_time()
        store.rewrite(store.parts(), lambda _: {row["path"] for row in documents})
        moved = time.process_time() - began
        sizes = {
            name: sum(file.stat().st_size for file in (place / "out" / name).iterdir())
            for name in ("documents", "findings")
        }
    many = len(documents)
    print(
        f"parts: {many} documents with {len(findings)} findings: {sizes['documents'] / many:.0f} + {sizes['findings'] / many:.0f} "
        f"bytes a document, written {many / written:.0f}/s, rewritten {many / moved:.0f}/s a core"
    )


def index(place: Path) -> None:
    """The main process's index and listing: time and disk a path."""
    from gwlint.audit.index import Index, Known

    for many in (100_000, 1_000_000):
        began = time.process_time()
        file = place / f"index-{many}"
        one = Index(file)
        chance = random.Random(1)
        for number in range(many):
            path = f"档案/{number % 5000:04}/关于第{number}号事项的通知.docx"
            one.first_of_size(chance.randrange(10_000, 90_000), path)
            one.add(
                [
                    Known(
                        path,
                        "000001",
                        f"{chance.getrandbits(256):064x}",
                        number,
                        True,
                        chance.randrange(10_000, 90_000),
                    )
                ]
            )
        spent = time.process_time() - began
        one._db.execute("COMMIT")
        print(
            f"index: {many} paths: {spent / many * 1e6:.0f} µs and {file.stat().st_size / many:.0f} bytes a path; "
            f"peak of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB",
            flush=True,
        )
        one.close()


def cluster(place: Path) -> None:
    """What a batch costs scheduler and main process, and whether their memory stays flat."""
    from cluster import Cluster

    one = Cluster(place)
    scheduler = one._started[0].pid
    try:
        one.worker("--nthreads", "2")
        time.sleep(20)
        before = spent(scheduler)
        time.sleep(20)
        idle = (spent(scheduler) - before) / 20
        for many in (640, 6_400):
            folder = notices(place / str(many), many)
            before = spent(scheduler)
            said, used = audit(folder, place / f"out-{many}", "--engine", one.engine)
            batches = many / BATCH
            busy = spent(scheduler) - before - idle * said["run"]["seconds"]
            print(
                f"cluster: {many} files in {batches:.0f} batches, wall {said['run']['seconds']:.0f} s: "
                f"scheduler {busy / batches * 1000:.1f} ms a batch, {idle * 1000:.0f} ms a second when idle, peak {peak(scheduler)} MB; "
                f"main process {used.ru_utime + used.ru_stime:.1f} s in all, peak {used.ru_maxrss >> 10} MB",
                flush=True,
            )
    finally:
        one.end()


def s3(place: Path) -> None:
    """Requests of a run whose archive and results are on S3."""
    from cluster import bucket
    from cluster import s3 as served

    with served(place / "requests") as environment:
        files = bucket(environment)
        many = 300
        for name in ("archive", "results"):
            files.mkdir(name)
        files.put(str(notices(place / "档案", many)), "archive/", recursive=True)
        for when in ("first", "second"):
            begin = (place / "requests").stat().st_size
            audit("s3://archive/档案", "s3://results/a", "-j", "2", env=environment)
            said = Counter(re.findall(rb'"(GET|PUT|HEAD|POST|DELETE) /\w+', (place / "requests").read_bytes()[begin:]))
            lists = len(re.findall(rb"list-type=2", (place / "requests").read_bytes()[begin:]))
            print(
                f"s3: {when} run over {many} files: {lists} LIST, "
                + ", ".join(f"{n} {verb.decode()}" for verb, n in sorted(said.items()))
            )


def report(place: Path) -> None:
    """DuckDB over many rows."""
    import duckdb

    from gwlint.audit.store import Store

    found = rows(samples("docx"))
    with Store(str(place / "out")) as store:
        for number in range(10):
            store.write(*copies(found, 20_000, str(number)))
    base = duckdb.connect(config={"memory_limit": "1GB", "threads": 2})
    for what, sql in {
        "findings by rule": "SELECT rule, severity, count(*) FROM 'findings/*.parquet' GROUP BY ALL",
        "issuer by month": "SELECT issuer, date_trunc('month', date), count(*), sum(errors) FROM 'documents/*.parquet' GROUP BY ALL",
        "join": "SELECT issuer, rule, count(*) FROM 'documents/*.parquet' JOIN 'findings/*.parquet' USING (path) GROUP BY ALL",
        "one of 32 bands of near copies": "SELECT hash(sketch[1:4]) h, count(*) FROM 'documents/*.parquet' GROUP BY h HAVING count(*) > 1",
    }.items():
        began, wall = time.process_time(), time.monotonic()
        base.execute(
            sql.replace("'documents", f"'{place}/out/documents").replace("'findings", f"'{place}/out/findings")
        ).fetchall()
        print(
            f"report: {what} over 200000 documents: {time.process_time() - began:.2f} s, wall {time.monotonic() - wall:.2f} s",
            flush=True,
        )


def samples(suffix: str) -> list[tuple[str, bytes]]:
    files = sorted((TOP / "samples").glob(f"*.{'docx' if suffix == 'txt' else suffix}"))
    if suffix != "txt":
        return [(file.name, file.read_bytes()) for file in files]
    from gwlint import readers

    return [(f"{file.stem}.txt", readers.read(file).text.encode()) for file in files]


def rows(files: list[tuple[str, bytes]]) -> list[Any]:
    from gwlint.audit import examine
    from gwlint.readers import pdf

    pdf.in_this_process(True)
    return [examine.examine(data, name, examine.Options()) for name, data in files]


def copies(found: list[Any], many: int, mark: str = "") -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of as many documents, each with a path, a digest and a sketch of its own: what does not compress."""
    chance = random.Random(mark)
    documents, findings = [], []
    for number in range(many):
        one = found[number % len(found)]
        own = {
            "path": f"档案/{mark}{number % 500:03}/关于第{number}号事项的通知.docx",
            "sha256": f"{chance.getrandbits(256):064x}",
        }
        sketch = one.document["sketch"] and [chance.getrandbits(32) for _ in range(128)]
        documents.append(one.document | own | {"sketch": sketch})
        findings += [row | own | {"fingerprint": f"{chance.getrandbits(64):016x}"} for row in one.findings]
    return documents, findings


def notices(folder: Path, many: int) -> Path:
    for number in range(many):
        file = folder / f"{number // 500}" / f"{number}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(NOTICE.format(number), encoding="utf-8")
    return folder


def audit(archive: Any, out: Any, *options: str, env: dict[str, str] | None = None) -> tuple[dict[str, Any], Any]:
    """Its summary, and what the main process used."""
    said = [sys.executable, "-m", "gwlint", "audit", "run", str(archive), "-o", str(out), "--format", "json", *options]
    process = subprocess.Popen(said, stdout=subprocess.PIPE, env={**os.environ, **(env or {})})
    assert process.stdout
    summary = json.loads(process.stdout.read())
    return summary, os.wait4(process.pid, 0)[2]


def spent(pid: int) -> float:
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def peak(pid: int) -> int:
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) >> 10 if found else 0


if __name__ == "__main__":
    sys.exit(main())
