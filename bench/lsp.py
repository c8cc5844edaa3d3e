"""How fast the warm language server answers a change: a real client over stdio, as an editor is one.

    python bench/lsp.py [--changes N]

A draft of 5,000 characters is open; one character at a time is put in or taken out, all over the text. Measured from
didChange sent to publishDiagnostics received, with the pause in typing (`debounce`) set to 0 and, for comparison, to
its default of 100 ms. Goals with debounce 0: median 30 ms, p99 80 ms; exit code 1 only where one is missed threefold.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from run import DEMANDS

MEDIAN, P99, SLACK = 0.030, 0.080, 3.0
CHARACTERS = 5_000


class Client:
    """An editor reduced to what is measured: it writes messages and reads them."""

    def __init__(self, debounce: int, folder: str) -> None:
        command = [sys.executable, "-m", "gwlint", "lsp"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self.request("initialize", {"capabilities": {}, "initializationOptions": {"debounce": debounce}})
        self.send("initialized", {})

    def send(self, method: str, params: Any, id: int | None = None) -> None:
        """A notification, or with `id` a request."""
        message = {"jsonrpc": "2.0", "method": method, "params": params} | ({"id": id} if id is not None else {})
        body = json.dumps(message).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        """The next message."""
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message

    def request(self, method: str, params: Any) -> dict[str, Any]:
        """A request and its answer."""
        self.send(method, params, id=1)
        while "id" not in (answer := self.receive()):
            pass
        return answer

    def published(self, version: int) -> dict[str, Any]:
        """The diagnostics of that version."""
        while True:
            one = self.receive()
            if one.get("method") == "textDocument/publishDiagnostics" and one["params"].get("version") == version:
                return one

    def end(self) -> None:
        """Leave as the protocol asks."""
        self.request("shutdown", None)
        self.send("exit", None)
        self.process.wait(10)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changes", type=int, default=300)
    changes = parser.parse_args().changes
    bare = taken(0, changes)
    good = [_judge("median", statistics.median(bare), MEDIAN), _judge("p99", percentile(bare, 99), P99)]
    paused = taken(100, max(changes // 6, 10))
    print(f"    with the default debounce of 100 ms: median {statistics.median(paused) * 1000:.0f} ms in all")
    return 0 if all(good) else 1


def taken(debounce: int, changes: int) -> list[float]:
    """Seconds for each change, those before the server is warm left out."""
    with tempfile.TemporaryDirectory() as folder:
        client, uri = Client(debounce, folder), (Path(folder) / "巡查.txt").as_uri()
        text = draft(CHARACTERS)
        client.send("textDocument/didOpen", {"textDocument": _document(uri, 1) | {"languageId": "plaintext", "text": text}})
        client.published(1)
        times = [_one(client, uri, version, text.count("\n")) for version in range(2, changes + 12)]
        client.end()
    return times[10:]


def _one(client: Client, uri: str, version: int, lines: int) -> float:
    """A character put in, or the one put in before taken out again."""
    line = 4 + (version // 2 * 37) % (lines - 8)
    end = 6 + version % 2
    change = {"range": {"start": {"line": line, "character": 6}, "end": {"line": line, "character": end}}}
    change |= {"text": "" if version % 2 else "水"}
    started = time.perf_counter()
    client.send("textDocument/didChange", {"textDocument": _document(uri, version), "contentChanges": [change]})
    client.published(version)
    return time.perf_counter() - started


def _document(uri: str, version: int) -> dict[str, Any]:
    return {"uri": uri, "version": version}


def draft(characters: int) -> str:
    """Varied demands, the costliest kind."""
    lines = "\n".join(f"　　{number}.{DEMANDS[number % len(DEMANDS)]}" for number in range(characters // 30))
    text = f"云和市水务局关于做好巡查工作的通知\n\n各县（市、区）人民政府：\n{lines}"[:characters]
    return f"{text}\n\n云和市水务局\n2025年5月12日\n"


def percentile(times: Sequence[float], percent: int) -> float:
    """The time that so many of a hundred do not exceed."""
    return sorted(times)[min(len(times) * percent // 100, len(times) - 1)]


def _judge(name: str, seconds: float, goal: float) -> bool:
    said = "ok" if seconds <= goal else "over its goal" if seconds <= goal * SLACK else "FAR OVER ITS GOAL"
    print(f"(e) editor, {name} of a change: {seconds * 1000:.1f} ms, goal {goal * 1000:.0f} ms: {said}", flush=True)
    return seconds <= goal * SLACK


if __name__ == "__main__":
    sys.exit(main())
