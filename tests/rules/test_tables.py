"""Tables among the attachments: their words alone make no fault."""

import io

import docx
import pytest

from gwlint import engine, profiles, readers

OPENING = ["济南市商务局关于登记早餐网点的通知", "各区县商务局：", "请按附件登记早餐网点。", "附件：早餐网点登记表"]
CLOSING = ["济南市商务局", "2023年6月1日", "附件", "早餐网点登记表"]


@pytest.mark.parametrize(
    ("prose", "severity"), [("", "info"), ("网点选址靠近居民小区，证照齐全，明码标价。" * 5, "error")]
)
def test_table_softens(prose: str, severity: str) -> None:
    made = docx.Document()
    for line in [*OPENING, *CLOSING, *filter(None, [prose])]:
        made.add_paragraph(line)
    table = made.add_table(rows=20, cols=3)
    for row in table.rows:
        for cell, text in zip(row.cells, ("舜玉路网点", "历下区舜玉路", "早上六点到十点"), strict=True):
            cell.text = text
    stream = io.BytesIO()
    made.save(stream)
    document = readers.read_bytes(stream.getvalue(), "notice.docx")
    report = engine.lint(document, profiles.load("jinan-2019"), select=frozenset({"attachments-outweigh-body"}))
    assert [one.severity for one in report.findings] == [severity]
    assert ("表格" in report.findings[0].message) == (severity == "info")
