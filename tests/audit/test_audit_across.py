"""The rules across documents from the command line: what is written, replaced, and left out."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest_audit import run

pq = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("duckdb")

NOTICE = """{unit}关于报送{what}的通知

各乡镇人民政府：

请于{month}月{day}日前报送{what}。

附件：农村留守老人情况统计表

{unit}
2025年{month}月1日

附件

农村留守老人情况统计表
"""


@pytest.fixture
def offices(tmp_path: Path) -> Path:
    """Two bureaus that want one form, and three notices after one the year before."""
    folder = tmp_path / "档案"
    folder.mkdir()
    for number, (unit, month) in enumerate([("平川县民政局", 4), ("平川县卫生健康局", 5)]):
        said = NOTICE.format(unit=unit, what=f"第{number}批摸底情况", month=month, day=20)
        (folder / f"通知{number}.txt").write_text(said, encoding="utf-8")
    for year, number in ((2024, 1), (2025, 2), (2025, 3)):
        said = f"平川县水务局关于第{number}次清淤的通知\n\n各乡镇人民政府：\n\n请清淤。\n\n平川县水务局\n{year}年1月{number}日\n"
        (folder / f"清淤{number}.txt").write_text(said, encoding="utf-8")
    return folder


def rules(out: Path, *options: str, code: int = 0) -> dict[str, Any]:
    """One run of `gwlint audit rules`; its JSON, or what it said where it is to fail."""
    head = [sys.executable, "-m", "gwlint", "audit", "rules", str(out), "--format", "json"]
    done = subprocess.run([*head, *options], capture_output=True, text=True, timeout=120)
    assert done.returncode == code and "Traceback" not in done.stderr, done.stderr
    return json.loads(done.stdout) if code < 2 else {"said": done.stderr}


def written(out: Path) -> list[dict[str, Any]]:
    rows = pq.read_table(out / "findings" / "part-across.parquet").to_pylist()
    return [{key: row[key] for key in ("path", "rule", "severity", "related", "message")} for row in rows]


def test_run_ends_with_them_and_they_can_be_run_alone(offices: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    summary = run(offices, out)
    first = written(out)
    assert [(one["rule"], one["path"]) for one in first] == [
        ("GW951", "档案/清淤3.txt"), ("GW951", "档案/清淤3.txt"), ("GW959", "档案/通知1.txt"),
    ]  # fmt: skip
    assert first[0]["related"] == ["档案/清淤1.txt", "档案/清淤2.txt"] and first[2]["related"] == ["档案/通知0.txt"]
    assert summary["across"]["findings"] == {"errors": 1, "warnings": 1, "infos": 1}
    assert {one["rule"] for one in summary["across"]["not_checked"]} == {"GW960", "GW961", "GW962", "GW963"}
    assert rules(out)["findings"] == summary["across"]["findings"] and written(out) == first
    assert json.loads((out / "run.json").read_bytes())["across"]["findings"]["errors"] == 1
    assert stat.S_IMODE((out / "findings" / "part-across.parquet").stat().st_mode) == 0o600 or os.name == "nt"


def test_the_new_replace_the_old_and_the_next_run_keeps_them(offices: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(offices, out)
    rules(out, "--select", "duplicate-forms")
    assert {one["rule"] for one in written(out)} == {"GW959"}
    rules(out, "--ignore", "archive")
    assert written(out) == []
    run(offices, out)
    assert {one["rule"] for one in written(out)} == {"GW951", "GW959"}
    assert len(list((out / "findings").glob("part-[0-9]*"))) == len(list((out / "documents").glob("part-*")))


def test_plan_and_register(offices: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(offices, out)
    plan, register = tmp_path / "2025年计划.csv", tmp_path / "台账.csv"
    plan.write_text("文件名称,责任单位\n关于河道清理的意见,平川县水务局\n", encoding="utf-8")
    register.write_text("标题,收文日期,反馈日期\n关于经费的请示,2025-03-04,2025-03-20\n", encoding="utf-8")
    told = rules(
        out, "--plan", str(plan), "--register", str(register), "--profile", "jinan-2019", "--fail-on", "error", code=1
    )
    assert not told["not_checked"]
    (late,) = [one for one in written(out) if one["rule"] == "GW961"]
    assert late["path"] == "台账.csv" and late["severity"] == "error"


def test_unusable_tables_are_one_sentence(offices: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "不是 gwlint audit run 的结果文件夹" in rules(out, code=2)["said"]
    run(offices, out)
    register = tmp_path / "台账.csv"
    register.write_text("标题,领导批示\n甲,乙\n", encoding="utf-8")
    said = rules(out, "--register", str(register), code=2)["said"]
    assert "领导批示" in said and "可用的列名有" in said and len(said.strip().splitlines()) == 1


def test_nothing_of_the_texts_where_none_is_allowed(offices: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = run(offices, out, "--quotes", "none")["across"]
    reasons = {one["rule"]: one["reason"] for one in told["not_checked"]}
    assert "没有留原文" in reasons["GW959"] and "GW951" not in reasons
    assert {one["rule"] for one in written(out)} == {"GW951"}


def test_pseudonyms_hide_the_registers_too(offices: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(offices, out, "--pseudonyms")
    register = tmp_path / "某局收文台账.csv"
    register.write_text("标题,收文日期,反馈日期\n关于经费的请示,2025-03-04,2025-03-20\n", encoding="utf-8")
    rules(out, "--register", str(register), "--profile", "jinan-2019")
    content = json.dumps(written(out), ensure_ascii=False)
    assert "GW961" in content and "某局收文台账" not in content and "清淤1" not in content


def test_an_archive_without_documents(tmp_path: Path) -> None:
    (tmp_path / "档案").mkdir()
    told = run(tmp_path / "档案", tmp_path / "out", code=0)
    assert told["across"]["documents"] == 0 and written(tmp_path / "out") == []
