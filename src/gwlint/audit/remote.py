"""Files that fsspec reaches by an address: s3://, hdfs://, webdav:// … One request reads a file, one lists a thousand.

Addresses carry no credentials: they are configured as each library has it (~/.aws, AWS_*, FSSPEC_*, ~/.config/fsspec).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from functools import cache
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from gwlint.audit import passed
from gwlint.audit.sources import CLOSED, Source
from gwlint.errors import Unreadable, UsageError
from gwlint.readers.limits import MAX_FILE

MISSING = "缺少 {}，请先安装：pip install 'gwlint[dask]'；不是s3的存储，还要装它自己的fsspec库"
UNKNOWN = "不认识“{}”这种地址，请写成 s3://存储桶/路径 这样的形式"
ABSENT = "找不到“{}”，请检查存储桶和路径"
DENIED = "没有“{}”的权限，请检查账号和密钥"
UNREACHED = "连不上“{}”（{}），请检查网络、地址和账号设置"
_TAGS = ("ETag", "etag", "md5Hash", "content_md5")
_TIMES = ("LastModified", "last_modified", "modified", "mtime", "updated")


@contextmanager
def sentences(place: str) -> Iterator[None]:
    """Whatever goes wrong at that address, as UsageError in one sentence."""
    try:
        yield
    except (UsageError, Unreadable):
        raise
    except ModuleNotFoundError:
        raise
    except ImportError:  # fsspec's own, for a kind of address
        raise UsageError(MISSING.format(_library(place.split("://")[0]))) from None
    except FileNotFoundError:
        raise UsageError(ABSENT.format(place)) from None
    except PermissionError:
        raise UsageError(DENIED.format(place)) from None
    except Exception as error:  # every library has errors of its own
        raise UsageError(UNREACHED.format(place, type(error).__name__)) from None


def _library(kind: str) -> str:
    from fsspec.registry import known_implementations

    return str(known_implementations[kind]["class"]).split(".")[0]


@cache
def reached(scheme: str) -> Any:
    """The fsspec file system of addresses that begin so: `s3://bucket`. Raises UsageError."""
    import fsspec

    one_request = {"max_concurrency": 1} if scheme.startswith(("s3://", "s3a://")) else {}  # else it asks for sizes too
    try:
        return fsspec.core.url_to_fs(scheme, **one_request)[0]
    except ValueError:
        raise UsageError(UNKNOWN.format(scheme)) from None


def open_place(place: str) -> tuple[Any, str]:
    """The file system and the path in it. Raises UsageError."""
    with sentences(place):
        parts = urlsplit(place)
        files = reached(f"{parts.scheme}://{parts.netloc}")
        return files, files._strip_protocol(place)


def load(source: Source) -> bytes:
    """The bytes of a file. Raises Unreadable."""
    if source.size > MAX_FILE:
        raise Unreadable(f"文件过大（超过{MAX_FILE >> 20}MB），未作检查")
    try:
        files, path = open_place(source.load)
        data: bytes = files.cat_file(path)
        return data
    except FileNotFoundError:
        raise Unreadable("文件不存在，可能刚被移走") from None
    except MemoryError:
        raise
    except Exception as error:
        raise Unreadable(f"从存储读取失败（{type(error).__name__}），下次运行时再试") from None


def walk(place: str, name: str) -> Iterator[Source]:
    """Every file below the address, folders in order of their names; the address may be that of a file. One listing is
    in memory at a time for each folder on the way down. Raises UsageError where the address itself cannot be listed."""
    files, path = open_place(place)
    server = _server(place, path)
    with sentences(place):
        files.invalidate_cache()
        facts = files.info(path)
        inside = None if facts["type"] == "file" else _listed(files, path)
    if inside is None:
        yield _source(server, name, facts)
    else:
        yield from _below(files, server, name, inside)


def _server(place: str, path: str) -> str:
    """What makes an address of a name: of some libraries names begin with the bucket, of others with the path on the
    server."""
    parts = urlsplit(place)
    within = path.strip("/").partition("/")[0] == parts.netloc
    return f"{parts.scheme}://" if within else f"{parts.scheme}://{parts.netloc}/"


def _below(files: Any, server: str, name: str, inside: list[dict[str, Any]]) -> Iterator[Source]:
    for facts in inside:
        last = facts["name"].rstrip("/").rpartition("/")[2]
        below = f"{name}/{last}"
        if why := passed.by_name(last):
            yield _source(server, below, facts)._replace(problem=why, status="skipped")
            continue
        if facts["type"] != "directory":
            yield _source(server, below, facts)
            continue
        try:
            deeper = _listed(files, facts["name"])
        except OSError:
            yield Source(_address(server, facts), below, problem=CLOSED)
            continue
        yield from _below(files, server, below, deeper)


def _listed(files: Any, path: str) -> list[dict[str, Any]]:
    """What a folder holds; the marker that some tools lay down for the folder itself is no file."""
    found = files.ls(path, detail=True)
    files.invalidate_cache(path)
    mine = path.rstrip("/")
    return sorted((one for one in found if one["name"].rstrip("/") != mine), key=lambda one: one["name"])


def _source(server: str, name: str, facts: dict[str, Any]) -> Source:
    return Source(_address(server, facts), name, facts["size"] or 0, _modified(facts), stamp(facts))


def _address(server: str, facts: dict[str, Any]) -> str:
    return server + str(facts["name"]).lstrip("/")


def stamp(facts: dict[str, Any]) -> int | None:
    """A number that changes whenever the content does: from the tag that the server gives each content; None where it
    gives none, and the content has to be read to know."""
    tag = next((facts[name] for name in _TAGS if facts.get(name)), None)
    if tag is None:
        return None
    said = f"{facts['size']} {tag}"
    return int.from_bytes(blake2b(said.encode(), digest_size=8).digest(), "big", signed=True)


def _modified(facts: dict[str, Any]) -> int | None:
    said = next((facts[name] for name in _TIMES if facts.get(name)), None)
    if isinstance(said, datetime):
        whole = (said if said.tzinfo else said.replace(tzinfo=timezone.utc)).timestamp()
        return int(whole) * 10**9 + said.microsecond * 1000
    return int(said * 10**9) if isinstance(said, int | float) else None
