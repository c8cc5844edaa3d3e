"""The report on an audit: its figures, its tables in every format, and what hostile text may do in them: nothing."""

import csv
import datetime
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest_audit import run

pytest.importorskip("duckdb")
pytest.importorskip("vl_convert")
openpyxl = pytest.importorskip("openpyxl")

import madeup  # noqa: E402

TOP = Path(__file__).parents[2]
DAY = datetime.date(2024, 3, 5)
EVIL = '<script>window.pwned=1</script>"\'><img src=x onerror=window.pwned=2>'


def gwlint(*args, code=0):
    done = subprocess.run(
        [sys.executable, "-m", "gwlint", "audit", *map(str, args)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr and "nanobind" not in done.stderr
    return done


def as_json(out, *args):
    return json.loads(gwlint("report", out, "-o", "-", "--format", "json", *args).stdout)


@pytest.fixture
def few(tmp_path):
    """Ten documents whose figures can be counted on the fingers."""
    rows = [madeup.document(n, issuer="甲县水务局" if n < 6 else "乙县教育局", date=DAY.replace(year=2023 + n % 2)) for n in range(8)]
    rows[0] |= {"words": 4400, "urgency": "特急"}
    rows[1] |= {"words": 4000, "urgency": "加急"}
    rows[2] |= {"status": "partial", "reason": "有一页是扫描的图"}
    rows[7] |= {"issuer": None, "date": None}
    bare = {"issuer": None, "date": None, "words": None, "limit": None, "format": None}
    lost = madeup.document(8, status="unreadable", reason="文件已损坏，打不开", **bare)
    link = madeup.document(9, status="skipped", reason="这是链接，没有跟随", **bare)
    found = [
        madeup.finding(rows[0], "GW101", "overlong-body", "warning"),
        madeup.finding(rows[0], "GW206", "unjustified-urgency", "error"),
        madeup.finding(rows[1], "GW401", "short-reporting-deadline", "error"),
        madeup.finding(rows[6], "GW401", "short-reporting-deadline", "error"),
        madeup.finding(rows[6], "GW401", "short-reporting-deadline", "error", fingerprint="other"),
        madeup.finding(rows[3], "GW205", "malformed-urgency-mark", "info"),
        madeup.finding(rows[4], "GW999", "rule-of-another-version", "warning"),
    ]
    return madeup.write(tmp_path / "out", [(rows[:5], found[:3] + found[5:]), ([*rows[5:], lost, link], found[3:5])])


def test_figures(few):
    said = as_json(few)["figures"]
    assert (said["files"], said["checked"], said["partial"], said["unreadable"], said["skipped"]) == (10, 7, 1, 1, 1)
    assert (said["with_errors"], said["with_warnings"], said["clean"]) == (3, 1, 4)
    assert (said["errors"], said["warnings"], said["infos"]) == (4, 2, 1)
    assert (said["urgent"], said["urgent_idle"], said["limited"], said["over_limit"]) == (2, 1, 8, 1)
    assert [(one["rule"], one["files"]) for one in said["frequent"]] == [("GW401", 2), ("GW101", 1), ("GW206", 1)]
    assert said["years"]["verdict"] == "不好比", "eight documents tell nothing"


def test_tables(few):
    said = as_json(few)
    rules = {row["规则"]: row for row in said["rules"]["first"]}
    assert (rules["GW401"]["文件数"], rules["GW401"]["错误"], rules["GW401"]["单位数"]) == (2, 3, 2)
    assert rules["GW401"]["毛病"] == "给下级报送材料的时间不足三天" and rules["GW999"]["毛病"] == "rule-of-another-version"
    units = {row["发文机关"]: row for row in said["units"]["first"]}
    assert (units["甲县水务局"]["查了的份数"], units["甲县水务局"]["有错误的份数"], units["甲县水务局"]["超字数的份数"]) == (6, 2, 1)
    assert (units["甲县水务局"]["标急件的份数"], units["甲县水务局"]["急件没写理由的份数"]) == (2, 1)
    assert "未认出机关" in units and said["units"]["rows"] == 3
    assert [(row["月份"], row["查了的份数"]) for row in said["months"]["first"]] == [("2023-03", 4), ("2024-03", 3)]
    assert {row["正文字数占上限的%"]: row["份数"] for row in said["words"]["first"]} == {20: 6, 100: 1, 110: 1}
    assert next((row["文件"][-12:], row["错误"]) for row in said["worst"]["first"]) == ("0000006.docx", 2)
    assert [(row["情况"], row["原因"]) for row in said["unread"]["first"]] == [
        ("没能查", "文件已损坏，打不开"), ("只查了一部分", "有一页是扫描的图"), ("不需查", "这是链接，没有跟随"),
    ]  # fmt: skip
    assert {row["格式"]: row["份数"] for row in said["formats"]["first"]} == {"docx": 8, "认不出": 2}
    assert [(row["紧急程度"], row["写了理由的份数"], row["没写理由的份数"]) for row in said["urgency"]["first"]] == [("加急", 1, 0), ("特急", 0, 1)]


def test_scope_of_a_unit_and_a_year(few):
    assert as_json(few, "--unit", "甲县水务局")["figures"]["files"] == 6
    said = as_json(few, "--unit", "甲县水务局", "--unit", "乙县教育局", "--year", "2024")
    assert said["figures"]["files"] == 3 and said["figures"]["errors"] == 1 and said["scope"]["year"] == 2024
    assert "机关要写全称" in gwlint("report", few, "--unit", "水务局", code=2).stderr


def test_better_or_worse_than_the_same_months_before(tmp_path):
    def year(of, faulty, start):
        rows = [madeup.document(start + n, date=datetime.date(of, 1 + n % 6, 9)) for n in range(60)]
        return rows, [madeup.finding(row, "GW401", "short-reporting-deadline", "error") for row in rows[:faulty]]

    late = [madeup.document(900 + n, date=datetime.date(2023, 12, 1)) for n in range(50)]
    misread = madeup.document(990, date=datetime.date(2042, 1, 1))
    out = madeup.write(tmp_path / "out", [year(2023, 30, 0), year(2024, 12, 100), ([*late, misread], [])])
    said = as_json(out)["figures"]
    assert (said["years"]["files"], said["years"]["files_before"]) == (60, 60), "December and the year 2042 do not count"
    assert (said["years"]["before"], said["years"]["rate"], said["years"]["verdict"]) == (50.0, 20.0, "变好，少60%")
    assert said["last"] == "2024-06-09"


def page(out, tmp_path, *args):
    file = tmp_path / "审计.html"
    gwlint("report", out, "-o", file, *args)
    return file.read_text(encoding="utf-8")


def test_page(few, tmp_path):
    text = page(few, tmp_path)
    assert "<b>10</b> 份文件" in text and "<b>3</b> 份有错误" in text and "<b>1</b> 份没能查" in text
    assert text.count("<svg") == 6 and "style=" not in text and "http" not in re.sub(r'xmlns(:xlink)?="[^"]*"|http-equiv', "", text)
    assert 'aria-label="给下级报送材料的时间不足三天：错误3处"' in text
    assert "文件已损坏，打不开" in text
    if sys.platform != "win32":
        assert (tmp_path / "审计.html").stat().st_mode & 0o777 == 0o600


def test_page_marks_the_day_of_the_policy(tmp_path):
    out = madeup.write(tmp_path / "out", madeup.archive(3000))
    text = page(out, tmp_path)
    assert "整治形式主义为基层减负若干规定<title>" in text
    unmarked = page(out, tmp_path, "--year", "2022")
    assert "整治形式主义为基层减负若干规定<title>" not in unmarked


def test_page_is_of_bounded_size(tmp_path):
    rows = [madeup.document(n, issuer=f"第{n}号机关", reason=None, date=DAY.replace(year=1950 + n % 75)) for n in range(3000)]
    found = [madeup.finding(row, f"GW{n % 300:03}", f"rule-{n % 300}", "error") for n, row in enumerate(rows)]
    lost = [madeup.document(5000 + n, status="unreadable", reason=f"第{n}种原因") for n in range(2000)]
    text = page(madeup.write(tmp_path / "out", [(rows, found), (lost, [])]), tmp_path)
    assert len(text.encode()) < 1_000_000
    assert "共3,000行，这里是前100行" in text and "共2,000行，这里是前200行" in text


@pytest.mark.parametrize("lost", [0, 3])
def test_nothing_to_show(tmp_path, lost):
    rows = [madeup.document(n, status="unreadable", reason="文件是空的", issuer=None, date=None, words=None, limit=None) for n in range(lost)]
    out = madeup.write(tmp_path / "out", [(rows, [])] if rows else [])
    text = page(out, tmp_path)
    assert f"<b>{lost}</b> 份文件" in text and ("文件是空的" in text) == bool(lost)
    gwlint("report", out, "-o", tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["概况"]["B3"].value == lost


def hostile(out):
    evil = madeup.document(1, path=f"档案/{EVIL}.docx", title="=cmd|'/c calc'!A0", issuer=EVIL, urgency=EVIL, genre="'; DROP TABLE seen; --")
    more = madeup.document(2, path="=HYPERLINK(\"http://x\")", title="\u202e\x1b[31m\x00", issuer="@SUM(1)", date=DAY)
    odd = madeup.document(3, status="unreadable", reason=EVIL, format="+1", path="-2+3")
    found = [madeup.finding(row, EVIL, EVIL, "error", message=EVIL, source="../../etc/passwd") for row in (evil, more)]
    return madeup.write(out, [([evil, more, odd], found)])


def test_hostile_text_on_the_page(tmp_path):
    text = page(hostile(tmp_path / "out'[1]*"), tmp_path)
    assert "<script>window" not in text and "<img" not in text and "\u202e" not in text and "\x00" not in text
    assert "&lt;script&gt;window.pwned=1&lt;/script&gt;" in text
    assert text.count("<script") == 1


def test_hostile_text_in_tables(tmp_path):
    out = hostile(tmp_path / "out")
    gwlint("report", out, "-o", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert any(cell.value == "=cmd|'/c calc'!A0" for cell in cells)
    gwlint("report", out, "-o", tmp_path / "表", "--format", "csv")
    for file in (tmp_path / "表").iterdir():
        with open(file, encoding="utf-8-sig", newline="") as lines:
            assert not [cell for row in csv.reader(lines) for cell in row if cell.startswith(("=", "+", "@", "-"))], file


def test_workbook_has_the_tables_of_the_page(few, tmp_path):
    gwlint("report", few, "-o", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)
    assert book.sheetnames[0] == "概况" and len(book.sheetnames) == 12
    rows = list(book["问题多的文件"].iter_rows(values_only=True))
    assert rows[0][0] == "文件" and rows[1][5] == 2 and rows[1][2] == datetime.datetime(2023, 3, 5)
    gwlint("report", few, "-o", tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes(), "the same results make the same file"


def test_csv_has_every_row(tmp_path):
    out = madeup.write(tmp_path / "out", madeup.archive(3000))
    gwlint("report", out, "-o", tmp_path / "表", "--format", "csv")
    with open(tmp_path / "表" / "没能查的文件.csv", encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == as_json(out)["figures"]["unreadable"] > 50


@pytest.fixture
def audited(tmp_path):
    """Three samples, really audited."""
    archive = tmp_path / "档案"
    archive.mkdir()
    for name in ("13-tangshan-bureau-directs-counties.docx", "10-quzhou-next-day-reply.docx", "17-county-bureau-skips-levels.pdf"):
        shutil.copy(TOP / "samples" / name, archive)
    return archive, tmp_path / "out"


def test_own_reports_of_the_worst_documents(audited, tmp_path):
    archive, out = audited
    run(archive, out)
    worst = [row["文件"] for row in as_json(out)["worst"]["first"]]
    (archive.parent / worst[1]).write_bytes(b"changed since")
    target = tmp_path / "报 告#1.html"
    said = gwlint("report", out, "-o", target, "--documents", "5").stderr
    text = target.read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"#][^"]*html)">', text)
    assert links[0] == "%E6%8A%A5%20%E5%91%8A%231-%E6%96%87%E4%BB%B6/0001.html" and len(links) == len(worst) - 1
    assert f"{len(worst) - len(links)}份文件没有写单独的报告" in said
    own = (tmp_path / "报 告#1-文件" / "0001.html").read_text(encoding="utf-8")
    assert Path(worst[0]).name in own and "<mark" in own


def test_hidden_words_stay_hidden(audited, tmp_path):
    archive, out = audited
    run(archive, out, "--quotes", "none", "--pseudonyms")
    text = page(out, tmp_path)
    assert "tangshan" not in text and "餐厨垃圾" not in text and ".docx" in text
    assert "请去掉 --documents" in gwlint("report", out, "-o", tmp_path / "b.html", "--documents", "1", code=2).stderr


def test_usage(few, tmp_path):
    assert "没有检查结果" in gwlint("report", tmp_path / "nothing", code=2).stderr
    assert "结果文件夹" in gwlint("report", few, "-o", few / "a.html", code=2).stderr
    assert "只能写进文件" in gwlint("report", few, "-o", "-", "--format", "xlsx", code=2).stderr
    assert "写不了" in gwlint("report", few, "-o", tmp_path / "no" / "such" / "a.xlsx", code=2).stderr
    assert "只用于" in gwlint("report", few, "-o", tmp_path / "a.xlsx", "--documents", "1", code=2).stderr


def test_parts_of_a_stopped_run_are_read_as_the_next_run_will(few):
    """What is not committed does not count; what a journal says is done counts as done."""
    shutil.copy(few / "findings" / "part-000002.parquet", few / "findings" / "part-000009.parquet")
    assert as_json(few)["figures"]["errors"] == 4
    work = few / ".work"
    work.mkdir(exist_ok=True)
    for name in ("documents", "findings"):
        shutil.copy(few / name / "part-000002.parquet", work / f"{name}-000010")
    steps = [[f".work/{name}-000010", f"{name}/part-000010.parquet"] for name in ("findings", "documents")]
    gone = [f"{name}/part-{number}.parquet" for number in ("000001", "000002") for name in ("documents", "findings")]
    (few / "journal.json").write_text(json.dumps({"rename": steps, "remove": gone}))
    assert as_json(few)["figures"]["files"] == 5
    (work / "documents-000010").rename(few / "documents" / "part-000010.parquet")
    assert as_json(few)["figures"]["files"] == 5


def test_findings_across_documents_count_too(few):
    """They have a part of their own; those that rest on a register name it as their path."""
    import pyarrow.parquet as pq

    from gwlint.audit import tables

    own = madeup.document(0, path="会议台账.xlsx")
    found = [
        madeup.finding(own, "GW990", "too-many-meetings", "error"),
        madeup.finding(madeup.document(5), "GW991", "repeated-forwarding", "error"),
    ]
    pq.write_table(tables.table("findings", found), few / "findings" / "part-across.parquet")
    said = as_json(few)
    assert said["figures"]["errors"] == 6 and said["figures"]["with_errors"] == 4
    assert {"GW990", "GW991"} <= {row["规则"] for row in said["rules"]["first"]}
    assert as_json(few, "--unit", "甲县水务局")["figures"]["errors"] == 3


def test_a_broken_part_is_told(few):
    (few / "documents" / "part-000001.parquet").write_bytes(b"PAR1 no more")
    assert "读不出" in gwlint("report", few, code=2).stderr


@pytest.mark.parametrize("name", ["duckdb", "vl_convert"])
def test_missing_library(few, name, tmp_path):
    script = f"import sys; sys.modules[{name!r}] = None\nimport gwlint.cli\nsys.exit(gwlint.cli.run(['audit', 'report', {str(few)!r}, '-o', {str(tmp_path / 'a.html')!r}]))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "pip install 'gwlint[audit]'" in done.stderr


@pytest.mark.parametrize("picture", sorted((TOP / "docs" / "pictures").glob("audit-*.png")), ids=lambda path: path.name)
def test_pictures_are_small_and_shown(picture):
    assert picture.stat().st_size < 200_000
    assert f"pictures/{picture.name}" in (TOP / "docs" / "audit-report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("files", "step"), [(3000, "月"), (900, "季度"), (200, "年")])
def test_trend_in_periods_that_say_something(tmp_path, files, step):
    assert f"每{step}一点" in page(madeup.write(tmp_path / "out", madeup.archive(files)), tmp_path)


def test_what_is_said_of_few_documents_is_what_is_drawn(few, tmp_path):
    gwlint("report", few, "-o", tmp_path / "few.html")
    page = (tmp_path / "few.html").read_text(encoding="utf-8")
    assert "都不足20份，高低只供参考" in page and "份的不画" not in page
