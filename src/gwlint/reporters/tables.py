"""What a table of findings shows, the same in csv and xlsx."""

from gwlint.reporters.rows import Row
from gwlint.reporters.text import HOUSE, advice, citation

FINDINGS = ("文件", "位置", "轻重", "规则", "名称", "问题", "原文", "依据", "建议")


def finding_cells(path: str, row: Row) -> list[str]:
    """The cells of one finding, as FINDINGS names them; raw text."""
    one = row.finding
    basis = "；".join(map(citation, one.cites)) or HOUSE
    return [path, row.place, row.severity, one.rule, one.name, one.message, one.quote, basis, advice(one)]
