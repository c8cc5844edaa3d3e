"""Imported by the process that worker processes are forked from: what every file needs, loaded once for all."""

from gwlint.audit import examine

_SPECIMEN = "云和市水务局关于做好巡查工作的通知\n\n各县（市、区）水务局：\n\n请于9月15日前将巡查情况报送我局。\n\n云和市水务局\n2025年9月8日\n"


def warm() -> None:
    """Go through a short draft: readers, rules, profiles and patterns are loaded then."""
    examine.examine(_SPECIMEN.encode(), "预热.txt", examine.Options())


warm()
