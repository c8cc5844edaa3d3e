"""What a container may hold, and what of that is used up."""

from typing import NamedTuple

from gwlint.errors import Unreadable
from gwlint.readers.limits import MAX_FILE

_FLOOR = 256 << 20  # bytes inflated that are no bomb, however small the container


class Limits(NamedTuple):
    """`depth` of containers in containers, `members` in all of them together, `size` of one member in bytes, `ratio` of
    all that is inflated to the size of the outermost container."""

    depth: int = 4
    members: int = 100_000
    size: int = MAX_FILE
    ratio: int = 200


class Budget:
    """What may still be read. `size` is that of the outermost container, in bytes."""

    def __init__(self, limits: Limits, size: int) -> None:
        self.limits = limits
        self.bytes = max(_FLOOR, limits.ratio * size)
        self.members = limits.members

    @property
    def most(self) -> int:
        """Bytes that the next member may have."""
        return min(self.limits.size, self.bytes)

    def take(self, data: bytes) -> bytes:
        """The data, counted. Raises Unreadable when it is more than there may be."""
        if len(data) > self.limits.size:
            raise Unreadable(f"文件过大（超过{self.limits.size >> 20}MB），未作检查")
        self.bytes -= len(data)
        if self.bytes < 0:
            raise bomb()
        return data


def bomb() -> Unreadable:
    """For what inflates to more than it can honestly hold."""
    return Unreadable("压缩包解开后过大，像是压缩炸弹，没有继续读，请核实文件来源")


def locked() -> Unreadable:
    """For what needs a password."""
    return Unreadable("设有密码（已加密），请去掉密码或解压后再检查")


def damaged(kind: str) -> Unreadable:
    """For a container that cannot be made out."""
    return Unreadable(f"压缩包（{kind}）不完整或已损坏，请重新获取")
