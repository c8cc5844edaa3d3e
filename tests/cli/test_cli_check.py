"""`gwlint check`: what is read, what is printed, how it ends."""

import json
import os

import pytest

from gwlint import engine, readers, rules


def test_clean_is_0(gwlint, clean):
    assert gwlint("check", clean) == (0, "检查 1 个文件：没有发现问题\n", "")


def test_error_is_1(gwlint, overlong):
    result = gwlint("check", overlong)
    assert result.code == 1
    assert result.out.startswith(f"{overlong}\n  第1行 错误 GW101 overlong-body\n")


@pytest.mark.parametrize(
    ("fail_on", "select", "code"),
    [
        ("error", "overlong-body", 1),
        ("error", "missing-disclosure-mark", 0),
        ("warning", "missing-disclosure-mark", 1),
        ("info", "missing-disclosure-mark", 1),
        ("never", "overlong-body", 0),
    ],
)
def test_fail_on(gwlint, overlong, fail_on, select, code):
    assert gwlint("check", overlong, "--fail-on", fail_on, "--select", select).code == code


def test_unreadable_is_3_and_the_others_are_checked(gwlint, broken, overlong, tmp_path):
    result = gwlint("check", broken, tmp_path / "无.docx", overlong)
    assert result.code == 3
    assert result.err == ""
    assert "overlong-body" in result.out
    assert "文件不存在" in result.out
    assert "2 个文件未能检查" in result.out


def test_broken_rule_is_3_and_the_others_are_checked(gwlint, overlong, monkeypatch):
    def broken(context):
        raise KeyError("x")

    length, marking = rules.load(["overlong-body", "missing-disclosure-mark"])
    monkeypatch.setattr(rules, "load_of", lambda names, archive: [length, marking._replace(check=broken)])
    result = gwlint("check", overlong)
    assert result.code == 3
    assert "未检查 GW207：规则运行出错（KeyError）" in result.out
    assert "overlong-body" in result.out


def test_partial_is_3(gwlint, clean, monkeypatch):
    document = readers.read(clean)._replace(missing=("第3页没有读出",))
    monkeypatch.setattr(readers, "read", lambda path, **options: document)
    result = gwlint("check", clean)
    assert result.code == 3
    assert "只检查了一部分：第3页没有读出" in result.out


def test_a_crash_outside_the_rules_is_a_result_too(gwlint, clean, monkeypatch):
    monkeypatch.setattr(engine.anatomy, "recognise", lambda *given: 1 / 0)
    result = gwlint("check", clean)
    assert result.code == 3
    assert "检查时程序出错（ZeroDivisionError），请向开发者报告" in result.out


@pytest.mark.parametrize("said", ["GW101", "gw101", "overlong-body", "length", "篇幅", "missing-copy-number, GW101"])
def test_select_by_id_name_or_family(gwlint, overlong, said):
    result = gwlint("check", overlong, "--select", said, "--statistics")
    assert result.out.startswith("1 GW101 overlong-body 错误\n")


@pytest.mark.parametrize("said", ["GW101", "overlong-body", "篇幅"])
def test_ignore(gwlint, overlong, said):
    assert "overlong-body" not in gwlint("check", overlong, "--ignore", said).out


def test_select_and_ignore_may_be_repeated(gwlint, overlong):
    said = ("--select", "length", "--select", "marking", "--ignore", "GW101", "--ignore", "GW207")
    assert gwlint("check", overlong, *said).out == "检查 1 个文件：没有发现问题\n"


def test_profile_by_id_and_by_file(gwlint, overlong, tmp_path):
    named = json.loads(gwlint("check", overlong, "--profile", "cn", "--format", "json").out)
    assert named["files"][0]["profile"] == {"id": "cn", "why": "由用户指定"}
    own = tmp_path / "本局.toml"
    own.write_text('title = "本局"\nextends = "cn"\n[rules.overlong-body]\nseverity = "off"\n', encoding="utf-8")
    result = gwlint("check", overlong, "--profile", own, "--format", "json")
    assert json.loads(result.out)["files"][0]["profile"]["id"] == "本局"
    assert "overlong-body" not in result.out


def test_what_the_user_knows_better(gwlint, clean):
    known = ("--issuer-class", "部门", "--issuer-level", "县", "--category", "工作部署")
    outline = json.loads(gwlint("check", clean, *known, "--format", "json").out)["files"][0]["outline"]
    assert (outline["issuer_class"], outline["issuer_level"], outline["category"]) == ("部门", "县", "工作部署")


def test_json(gwlint, overlong, broken):
    result = gwlint("check", overlong, broken, "--format", "json", "--statistics", "--quiet")
    report = json.loads(result.out)
    assert result.code == 3
    assert [file["status"] for file in report["files"]] == ["checked", "unreadable"]
    assert report["summary"]["error"] == sum(one["count"] for one in report["statistics"] if one["severity"] == "error")


def test_quiet(gwlint, clean, overlong):
    assert gwlint("check", clean, "-q").out == ""
    assert "检查 1 个文件" not in gwlint("check", overlong, "--quiet").out


def test_output_replaces_the_file_when_all_is_written(gwlint, overlong, clean, tmp_path):
    report = tmp_path / "报告.txt"
    report.write_text("旧的", encoding="utf-8")
    result = gwlint("check", overlong, "--output", report)
    assert (result.code, result.out) == (1, "")
    assert report.read_text(encoding="utf-8").endswith("警告 1\n")
    assert sorted(os.listdir(tmp_path)) == sorted([overlong.name, clean.name, report.name])


def test_output_that_fails_leaves_the_old_file(gwlint, clean, tmp_path, monkeypatch):
    report = tmp_path / "报告.txt"
    report.write_text("旧的", encoding="utf-8")
    monkeypatch.setattr(engine, "lint", interrupt)
    assert gwlint("check", clean, "--output", report).code == 130
    assert report.read_text(encoding="utf-8") == "旧的"
    assert sorted(os.listdir(tmp_path)) == sorted([clean.name, report.name])


def interrupt(*args, **options):
    raise KeyboardInterrupt


def test_output_that_cannot_be_written(gwlint, clean, tmp_path):
    result = gwlint("check", clean, "--output", tmp_path / "无此夹" / "报告.txt")
    assert result.code == 2
    assert "写不了文件" in result.err


def test_interrupted_says_so(gwlint, clean, monkeypatch):
    monkeypatch.setattr(engine, "lint", interrupt)
    assert gwlint("check", clean) == (130, "", "gwlint：已中断。\n")


def test_colour_only_when_wanted(gwlint, overlong, monkeypatch):
    assert "\x1b[" not in gwlint("check", overlong).out
    assert "\x1b[31m错误\x1b[0m" in gwlint("check", overlong, "--color", "always").out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in gwlint("check", overlong).out
    assert "\x1b[" not in gwlint("check", overlong, "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in gwlint("check", overlong).out


def test_named_twice_is_checked_once(gwlint, clean):
    assert gwlint("check", clean, clean.parent, str(clean.parent) + "/*.txt").out.startswith("检查 1 个文件")


def test_stdin(gwlint, clean, monkeypatch):
    for name, options in (("-", ()), ("信.txt", ("--stdin-filename", "信.txt"))):
        read, write = os.pipe()
        os.write(write, clean.read_bytes())
        os.close(write)
        with open(read, encoding="utf-8") as stream:
            monkeypatch.setattr("sys.stdin", stream)
            result = gwlint("check", "-", *options, "--format", "json")
        assert result.code == 0
        assert json.loads(result.out)["files"][0]["path"] == name
