"""Inspections that a law of their own provides for: neither a plan nor another name is asked of them."""

from functools import cache

from gwlint import re


@cache
def statutory() -> "re.Pattern[str]":
    return re.compile(
        "执法|双随机|安全生产|安全监管|消防|食品|药品|特种设备|危险化学品|环境保护|环保|生态环境|审计|巡视|巡察|统计|税务|稽查"
        "|教育督导|督学|粮食|汛|抗旱|水库|大坝|防火|疫情|防疫|动物疫病|保密|信访|禁毒|反恐|选举|产品质量|计量|耕地保护|建筑市场|工程质量|劳动保障监察"
    )
