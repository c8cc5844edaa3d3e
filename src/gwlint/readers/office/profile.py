"""The private folder that LibreOffice works in: its settings, the file that it reads and the one that it writes."""

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

_XCU = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{}</oor:items>
"""
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>\n'
_SETTINGS = (
    ("Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
    ("Office.Common/Misc", "FirstRun", "false"),
    # No macro runs, no link is followed, and what reaches for the network meets a proxy that is not there.
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
    ("Office.Common/Save/Document", "CreateBackup", "false"),
    ("Office.Recovery/AutoSave", "Enabled", "false"),
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("Office.Common/History", "Size", "0"),
)


def make() -> str:
    """A new folder that only this user can look into, with settings for LibreOffice in it."""
    folder = tempfile.mkdtemp(prefix="gwlint-")
    user = os.path.join(folder, "user")
    os.mkdir(user, 0o700)
    items = "".join(_ITEM.format(*one) for one in _SETTINGS)
    with open(os.path.join(user, "registrymodifications.xcu"), "w", encoding="utf-8") as file:
        file.write(_XCU.format(items))
    return folder


def url(folder: str) -> str:
    """The folder as LibreOffice is told of it."""
    return Path(folder).as_uri()


def pipe(folder: str) -> str | None:
    """The socket at which the LibreOffice of this folder takes files; None on Windows, which has none in a folder.

    LibreOffice leaves it behind when it is killed. Its name: desktop/unx/source/start.c, "SingleOfficeIPC_".
    """
    if os.name != "posix":
        return None
    digest = hashlib.md5(url(folder).encode("utf-16-le"), usedforsecurity=False).digest()
    name = "".join(f"{byte:x}" for byte in digest)
    return f"/tmp/OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}"


def remove(folder: str) -> None:
    """Take away the folder with all that is in it, and LibreOffice's socket."""
    shutil.rmtree(folder, ignore_errors=True)
    socket = pipe(folder)
    if socket is not None:
        with suppress(OSError):
            os.unlink(socket)
