"""Old findings that an office knows of and does not want listed again, kept by fingerprint; no word of a document is kept.

{"version": 1, "files": {"2023/通知.docx": ["3f2a…", …]}}    paths from the baseline file's own folder
"""

import json
import os
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from gwlint.errors import UsageError
from gwlint.model import FileReport

VERSION = 1
Known: TypeAlias = Mapping[str, frozenset[str]]


def load(path: str) -> Known:
    """The fingerprints by file. Raises UsageError for what cannot be read or is no baseline."""
    try:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        if data["version"] != VERSION:
            raise UsageError(f"旧问题文件 {path} 是别的版本的 gwlint 写的，请用 --write-baseline 重新生成")
        return {name: frozenset(_prints(prints)) for name, prints in data["files"].items()}
    except FileNotFoundError as error:
        raise UsageError(f"没有旧问题文件 {path}，请先用 --write-baseline {path} 生成") from error
    except OSError as error:
        raise UsageError(f"打不开旧问题文件 {path}：{error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} 不是 gwlint 写的旧问题文件，请用 --write-baseline 重新生成") from error


def _prints(listed: object) -> list[str]:
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise ValueError
    return listed


def without(report: FileReport, known: Known, name: str) -> FileReport:
    """`report` with the findings that `known` lists under `name` counted as old and no longer listed."""
    old = known.get(name, frozenset())
    kept = tuple(one for one in report.findings if one.fingerprint not in old) if old else report.findings
    return report._replace(findings=kept, baselined=len(report.findings) - len(kept))


def dump(found: Mapping[str, Iterable[str]]) -> str:
    """The file's text, the same for the same findings."""
    files = {name: sorted(set(prints)) for name, prints in sorted(found.items()) if prints}
    return json.dumps({"version": VERSION, "files": files}, ensure_ascii=True, indent=1) + "\n"


def name_of(path: str, baseline: str) -> str:
    """How the file at `path` is called in the file at `baseline`."""
    folder = os.path.dirname(os.path.abspath(baseline))
    try:
        return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")
    except ValueError:  # another drive of Windows
        return os.path.abspath(path).replace(os.sep, "/")
