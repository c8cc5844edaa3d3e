"""Formats, and several of them in one run."""

import io
import json
import os
import re
from pathlib import Path

import openpyxl
import pytest

from gwlint import engine
from gwlint.reporters.formats import FORMATS


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if not one.file_only])
def test_every_format_on_the_screen_and_in_a_file(gwlint, overlong, broken, tmp_path, name):
    report = tmp_path / "报告.out"
    assert gwlint("check", overlong, broken, "--format", name, "--output", report).code == 3
    assert "字" in report.read_text(encoding="utf-8")
    assert gwlint("check", overlong, broken, "--format", name).code == 3


def test_several_formats_in_one_pass(gwlint, overlong, clean, tmp_path, monkeypatch):
    checked = []
    lint = engine.lint

    def counted(document, *rest, **named):
        checked.append(document.path)
        return lint(document, *rest, **named)

    monkeypatch.setattr(engine, "lint", counted)
    wanted = {"xlsx": "问题.xlsx", "sarif": "a.sarif", "csv": "问题.csv", "junit": "a.xml", "json": "a.json"}
    named = [f"--output-file={format}:{tmp_path / name}" for format, name in wanted.items()]
    result = gwlint("check", overlong, clean, *named)
    assert result.code == 1
    assert checked == [str(overlong), str(clean)]
    assert result.out == gwlint("check", overlong, clean).out
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "问题.xlsx").read_bytes()))
    assert [line[0] for line in book["文件"].values][1:] == [str(overlong), str(clean)]
    report = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert len(report["files"][0]["sha256"]) == 64
    (run,) = json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))["runs"]
    assert len(run["results"]) == len(report["files"][0]["findings"]) == book["问题"].max_row - 1
    assert (tmp_path / "问题.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "问题.csv").read_bytes().count(b"\r\n") == 1 + len(run["results"])


def test_each_output_is_as_if_alone(gwlint, overlong, clean, broken, tmp_path):
    names = [name for name in FORMATS if name != "text"]
    together = gwlint("check", overlong, clean, broken, *(f"--output-file={name}:{tmp_path / name}" for name in names))
    for name in names:
        gwlint("check", overlong, clean, broken, "--format", name, "--output", tmp_path / "alone")
        assert (tmp_path / "alone").read_bytes() == (tmp_path / name).read_bytes()
    assert together.out == gwlint("check", overlong, clean, broken).out


def test_format_by_the_suffix_of_output(gwlint, overlong, tmp_path):
    assert gwlint("check", overlong, "--output", tmp_path / "问题.xlsx").code == 1
    assert openpyxl.load_workbook(tmp_path / "问题.xlsx").sheetnames == ["问题", "文件", "未检查"]
    gwlint("check", overlong, "--output", tmp_path / "报告.html")
    assert (tmp_path / "报告.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_screen_may_be_named(gwlint, clean, tmp_path):
    result = gwlint("check", clean, "--output-file", "github:-", "--output-file", f"text:{tmp_path / 'a.txt'}")
    assert (result.code, result.out) == (0, "")
    result = gwlint("check", clean, "--output-file", "json:-")
    assert json.loads(result.out)["summary"]["files"] == 1


def test_path_may_hold_a_colon(gwlint, clean, tmp_path):
    if os.name == "nt":
        pytest.skip("every absolute path holds one here")
    gwlint("check", clean, "--output-file", f"json:{tmp_path}/C:a.json")
    assert (tmp_path / "C:a.json").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "xlsx"], "xlsx 只能写进文件，请加 --output 问题.xlsx"),
        (["--output-file", "xlsx:-"], "xlsx 只能写进文件"),
        (["--output-file", "问题.xlsx"], "要写成 格式:文件"),
        (["--output-file", "excel:问题.xlsx"], "没有“excel”这种格式，可用的有 text、json"),
        (["--output-file", "json:"], "要写成 格式:文件"),
        (["--format", "json", "--output-file", "csv:-"], "屏幕上只能出一种格式"),
        (["--output-file", "csv:a", "--output-file", "json:./a"], "有两种格式都要写进"),
        (["--format", "csv", "--statistics"], "--statistics 只用于 text 和 json"),
        (["--format", "word"], "没有“word”，可用的有"),
    ],
)
def test_what_cannot_be(gwlint, clean, options, said):
    result = gwlint("check", clean, *options)
    assert result.code == 2
    assert said in result.err


def test_a_draft_is_never_overwritten(gwlint, clean):
    before = clean.read_bytes()
    for options in (["--output", clean], ["--output-file", f"csv:{clean}"]):
        result = gwlint("check", clean.parent, *options)
        assert result.code == 2
        assert "是要检查的文件，不能又用来写结果" in result.err
    assert clean.read_bytes() == before


def test_all_or_nothing(gwlint, clean, tmp_path, monkeypatch):
    old = tmp_path / "a.json"
    old.write_text("旧的", encoding="utf-8")
    wanted = [f"--output-file={one}" for one in (f"json:{old}", f"xlsx:{tmp_path / 'b.xlsx'}")]
    monkeypatch.setattr(engine, "lint", interrupt)
    assert gwlint("check", clean, *wanted).code == 130
    monkeypatch.undo()
    assert gwlint("check", clean, *wanted, f"--output-file=csv:{tmp_path / '无此夹' / 'c.csv'}").code == 2
    assert old.read_text(encoding="utf-8") == "旧的"
    assert sorted(os.listdir(tmp_path)) == sorted([clean.name, old.name])


def interrupt(*args, **options):
    raise KeyboardInterrupt


def test_the_page_of_formats_names_each_and_no_other():
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.M)) == FORMATS.keys()
    assert set(re.findall(r"--(?:format |output-file )([a-z]+)", page)) <= FORMATS.keys()
