"""A real VS Code for slow tests and for pictures: code-server, set up in editors/vscode/host by `make vscode-host`."""

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

EXTENSION = Path(__file__).parent.parent / "editors" / "vscode"
PACKAGE = EXTENSION / "gwlint.vsix"
_ENTRY = EXTENSION / "host" / "node_modules" / "code-server" / "out" / "node" / "entry.js"
_LISTENING = re.compile(r"listening on http://(127\.0\.0\.1:\d+)/")
_QUIET = (
    "--auth=none", "--bind-addr=127.0.0.1:0", "--disable-telemetry", "--disable-update-check",
    "--disable-workspace-trust", "--disable-getting-started-override",
)  # fmt: skip


def ready() -> bool:
    """Whether both VS Code and the packaged extension are there."""
    return bool(shutil.which("node")) and _ENTRY.is_file() and PACKAGE.is_file()


class Window:
    """A VS Code that listens at `host` on the loopback; `home` holds its profile and the installed extension."""

    def __init__(self, host: str, home: Path) -> None:
        self.host, self.home = host, home

    def address(self, folder: Path, **payload: Path) -> str:
        """The page that opens a folder; `payload` as in VS Code's own addresses, each the path of a file."""
        pairs = [[key, f"vscode-remote://{self.host}{path}"] for key, path in payload.items()]
        return f"http://{self.host}/?" + urlencode({"folder": str(folder), "payload": json.dumps(pairs)})

    def extension(self) -> Path:
        """Where the extension was installed."""
        return next(self.home.glob("extensions/gwlint.gwlint-*"))


@contextmanager
def window(home: Path, settings: Mapping[str, object], environment: Mapping[str, str]) -> Iterator[Window]:
    """A VS Code with the extension installed from its package, and nothing of the user's own."""
    (home / "data" / "User").mkdir(parents=True)
    (home / "data" / "User" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    (home / "config.yaml").write_text("auth: none\n")
    folders = (f"--config={home}/config.yaml", f"--user-data-dir={home}/data", f"--extensions-dir={home}/extensions")
    command = ["node", str(_ENTRY), *folders]
    own = {**os.environ, **environment, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    subprocess.run([*command, f"--install-extension={PACKAGE}"], check=True, capture_output=True, env=own, timeout=120)
    with subprocess.Popen([*command, *_QUIET], stdout=subprocess.PIPE, env=own, start_new_session=True) as process:
        try:
            yield Window(_host(process), home)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _host(process: "subprocess.Popen[bytes]") -> str:
    assert process.stdout
    for line in process.stdout:
        if found := _LISTENING.search(line.decode()):
            return found[1]
    raise RuntimeError("code-server ended before it listened")
