"""What is known of a draft beyond its text, as people write it: `--given` pairs and `[given]` tables."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from gwlint.errors import UsageError
from gwlint.model import Category, IssuerClass, Level
from gwlint.rules import Given

NONE_SAID = ("无", "否", "没有", "未")

Kind: TypeAlias = Literal["choice", "text", "list", "weeks", "date"]


class Key(NamedTuple):
    """A datum: its Chinese name, how it is written, and the values allowed for a choice."""

    chinese: str
    kind: Kind
    allowed: tuple[str, ...] = ()


_DISCLOSURE = ("主动公开", "依申请公开", "不予公开")
KEYS = {
    "issuer_class": Key("发文机关类别", "choice", get_args(IssuerClass)[:-1]),
    "issuer_level": Key("发文机关层级", "choice", get_args(Level)[:-1]),
    "category": Key("事项类别", "choice", get_args(Category)),
    "disclosure": Key("公开属性", "choice", _DISCLOSURE),
    "source_disclosure": Key("来文公开属性", "choice", _DISCLOSURE),
    "plan": Key("计划", "text"),
    "approval": Key("批准", "text"),
    "mandate": Key("配套依据", "text"),
    "consulted": Key("会签", "text"),
    "convener_rank": Key("召集人", "choice", ("党政主要领导", "党政副职", "部门主要负责人", "部门副职")),
    "members": Key("成员单位", "list"),
    "no_meeting_weeks": Key("无会周", "weeks"),
    "needed_by": Key("需答复日期", "date"),
}
"""By the field of `Given`."""

_WRITTEN: Mapping[Kind, str] = {
    "text": "编号或名称，没有的写“无”",
    "list": "单位名称，用顿号隔开；在文件里写成列表",
    "weeks": "每月第几周，1到5的数，用顿号隔开；在文件里写成列表",
    "date": "日期，如 2025-09-01",
}


def under(told: Given, known: Given) -> Given:
    """`told`, and from `known` what it leaves open."""
    open_: dict[str, Any] = {key: known[i] for i, (key, one) in enumerate(told._asdict().items()) if one is None}
    return told._replace(**open_)


def parse(pairs: Iterable[str]) -> Given:
    """Each `键=值` of the command line. Raises UsageError for an unknown key or a value that is not allowed."""
    said: dict[str, Any] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"--given 要写成 键=值，现在是“{pair}”；可用的键有 {_known()}")
        field = _field(key.strip(), "--given")
        said[field] = _value(value.strip(), field, f"--given {key.strip()}")
    return Given(**said)


def read(table: Mapping[str, object], where: Callable[[str], str]) -> dict[str, Any]:
    """The fields of `Given` that a `[given]` table sets; `where(key)` names the place in messages.

    Raises UsageError for an unknown key or a value that is not allowed.
    """
    fields = {key: _field(key, where(key)) for key in table}
    return {fields[key]: _value(value, fields[key], f"{where(key)} 的 {key}") for key, value in table.items()}


def _field(key: str, where: str) -> str:
    found = next((field for field, one in KEYS.items() if key in (field, field.replace("_", "-"), one.chinese)), None)
    if found is None:
        raise UsageError(f"{where} 不认识的键“{key}”，可用的有 {_known()}")
    return found


def _known() -> str:
    return "、".join(f"{one.chinese}（{field}）" for field, one in KEYS.items())


def _value(value: object, field: str, where: str) -> Any:
    """`value` as `Given` holds it."""
    key = KEYS[field]
    if key.kind == "choice":
        if value not in key.allowed:
            raise UsageError(f"{where} 不能是“{value}”，可写 {'、'.join(key.allowed)}")
        return value
    try:
        return _READ[key.kind](value)
    except (TypeError, ValueError):
        raise UsageError(f"{where} 不能是“{value}”，应写{_WRITTEN[key.kind]}") from None


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError
    return "" if value in NONE_SAID else value


def _list(value: object) -> tuple[str, ...]:
    parts = value.replace("，", "、").replace(",", "、").split("、") if isinstance(value, str) else value
    if not isinstance(parts, list) or not parts or not all(isinstance(one, str) and one.strip() for one in parts):
        raise ValueError
    return tuple(one.strip() for one in parts)


def _weeks(value: object) -> tuple[int, ...]:
    parts = [value] if isinstance(value, int) else value
    if isinstance(value, bool) or not isinstance(parts, str | list):
        raise TypeError
    weeks = tuple(int(one) for one in (_list(parts) if isinstance(parts, str) else parts))
    if not weeks or not all(1 <= week <= 5 for week in weeks):
        raise ValueError
    return weeks


def _date(value: object) -> datetime.date:
    return value if type(value) is datetime.date else datetime.date.fromisoformat(value)  # type: ignore[arg-type]


_READ: Mapping[Kind, Any] = {"text": _text, "list": _list, "weeks": _weeks, "date": _date}
