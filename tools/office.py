"""A real LibreOffice with the extension, for tests: private profile, pipe and temporary folder."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

SYSTEM = "/usr/bin/python3"
TOP = Path(__file__).parents[1]
GWLINT = str(Path(sys.executable).with_name("gwlint"))
# A virtual environment in PATH would be taken for the home of the Python inside LibreOffice, which then finds no uno.
_CLEAN = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
_NOBODY = 65534
_PATIENCE = 90.0
"""Seconds for one command; the slowest, an open that is checked, takes some few."""


class Gone(Exception):
    """LibreOffice has ended or answers no more. It does so now and then in rows of saves, without the extension too; a
    test may be tried again with another."""


def missing() -> bool:
    """Whether there is no LibreOffice with python3-uno here."""
    if not (shutil.which("soffice") and shutil.which("unopkg") and Path(SYSTEM).exists()):
        return True
    return bool(subprocess.run([SYSTEM, "-c", "import uno"], capture_output=True).returncode)


def built(folder: Path) -> Path:
    """The extension as its build script packs it."""
    script = TOP / "editors" / "libreoffice" / "build.py"
    done = subprocess.run([sys.executable, script, folder], check=True, capture_output=True, text=True)
    return Path(done.stdout.strip())


class Office:
    """A running LibreOffice. Any command of office_driver.py is a method."""

    def __init__(self, profile: Path, driver: "subprocess.Popen[str]") -> None:
        self.profile, self._driver = profile, driver
        self.user = profile / "user"
        self.gone = False

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments: self._ask(name, *map(_plain, arguments))

    def _ask(self, *command: Any) -> Any:
        answer = "" if self.gone else self._answer(json.dumps(command))
        if not answer:
            self.gone = True
            raise Gone(f"LibreOffice has ended, or hangs: {command[0]}")
        return json.loads(answer)

    def _answer(self, command: str) -> str:
        assert self._driver.stdin is not None and self._driver.stdout is not None
        with suppress(BrokenPipeError):
            self._driver.stdin.write(command + "\n")
            self._driver.stdin.flush()
        ready, _, _ = select.select([self._driver.stdout], [], [], _PATIENCE)
        return self._driver.stdout.readline() if ready else ""

    def choose(self, **values: str) -> None:
        """Write the extension's settings, as the user's file says them."""
        said = {"command": GWLINT, "seconds": "60", **values}
        lines = ["[gwlint]", *(f"{key} = {value}" for key, value in said.items())]
        (self.user / "gwlint.ini").write_text("\n".join(lines) + "\n", encoding="utf-8")

    @property
    def log(self) -> str:
        path = self.user / "gwlint.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""


def _plain(argument: Any) -> Any:
    return str(argument) if isinstance(argument, Path) else argument


@contextmanager
def running(oxt: Path, temporary: Path, display: str = "", language: str = "", **settings: str) -> Iterator[Office]:
    """LibreOffice with the extension `oxt`, ended afterwards.

    Args:
        oxt: the packed extension.
        temporary: where its temporary files go.
        display: the X server that shows its windows; without it, it has none.
        language: of its windows, as zh-CN, if Debian's package for that is there.
        settings: what the environment says besides.
    """
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder)
        _install(oxt, profile)
        _settle(profile / "user" / "registrymodifications.xcu", language)
        pipe = f"gwlint{os.getpid()}-{profile.name}"
        shown = {"DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen"} if display else {}
        environment = {**os.environ, **_CLEAN, **shown, "TMPDIR": str(temporary), **settings}
        start = [
            "soffice",
            "--norestore",
            f"-env:UserInstallation={profile.as_uri()}",
            "--nodefault" if display else "--headless",
        ]
        office = subprocess.Popen(
            [*start, f"--accept=pipe,name={pipe};urp;"],
            env=environment,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
        )
        driver = subprocess.Popen(
            [SYSTEM, str(Path(__file__).with_name("office_driver.py")), pipe],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield Office(profile, driver)
        finally:
            driver.kill()
            with suppress(ProcessLookupError):
                os.killpg(office.pid, signal.SIGKILL)
            office.wait(30)


@contextmanager
def kept(start: Callable[[], AbstractContextManager[Office]]) -> Iterator[Callable[[], Office]]:
    """What gives the LibreOffice that `start` has started, and another when that is gone."""
    with ExitStack() as stack:
        current: list[Office] = []

        def running_one() -> Office:
            if not current or current[-1].gone:
                stack.close()
                current.append(stack.enter_context(start()))
            return current[-1]

        yield running_one


def _settle(path: Path, language: str) -> None:
    """Settings that a user has long made: a docx stays one without a question, and there are no greetings."""
    wanted = (
        ("Office.Common/Save/Document", "WarnAlienFormat", "false"),
        ("Office.Common/Misc", "ShowTipOfTheDay", "false"),
        ("Setup/Product", "ooSetupLastVersion", "99.9"),
        ("Office.Linguistic/General", "UILocale", language),
    )
    said = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in wanted
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("</oor:items>", said + "</oor:items>"), encoding="utf-8")


def _install(oxt: Path, profile: Path) -> None:
    """Let unopkg install it. It refuses root, in whose name CI runs: then nobody does it, in a folder of nobody's own."""
    command = ["unopkg", "add", "--force", f"-env:UserInstallation={profile.as_uri()}", str(oxt)]
    if os.geteuid() == 0:
        with tempfile.TemporaryDirectory() as open_to_all:
            copy = shutil.copy(oxt, open_to_all)
            for path in (open_to_all, copy, str(profile)):
                os.chown(path, _NOBODY, _NOBODY)
            as_nobody = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
            _run([*as_nobody, *command[:-1], copy], profile)
    else:
        _run(command, profile)


def _run(command: list[str], home: Path) -> None:
    environment = {**os.environ, **_CLEAN, "HOME": str(home)}
    subprocess.run(command, check=True, timeout=120, stdin=subprocess.DEVNULL, env=environment)
