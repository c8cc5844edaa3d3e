"""Suppressions, baseline and gwlint.toml as the command line uses them."""

import json
import os
import stat
from pathlib import Path

import pytest

from gwlint.cli import run

DRAFT = """甘肃省商务厅关于做好行道树养护工作的通知

各市、州人民政府：
　　请各市州人民政府务必填写养护台账并上传照片。
　　请各市州人民政府每月5日前报送养护进展情况。

甘肃省商务厅
2024年9月2日
"""


@pytest.fixture
def draft(tmp_path, monkeypatch):
    """A notice with errors, in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "通知.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def report(gwlint, *args):
    result = gwlint("check", *args, "--format", "json")
    return json.loads(result.out), result


def write(path, text):
    path.write_text(text, encoding="utf-8")


class TestConfiguration:
    def test_profile_and_ignore_and_fail_on(self, gwlint, draft):
        assert gwlint("check", draft).code == 1
        write(draft.parent / "gwlint.toml", 'profile = "cn"\nignore = ["行文权限"]\nfail-on = "error"\n')
        found, result = report(gwlint, draft)
        assert result.code == 0
        assert found["files"][0]["profile"] == {"id": "cn", "why": "由用户指定"}
        assert not [one for one in found["files"][0]["findings"] if one["rule"].startswith("GW3")]

    def test_command_line_goes_first(self, gwlint, draft):
        write(draft.parent / "gwlint.toml", 'profile = "cn"\nfail-on = "never"\nignore = ["authority"]\n')
        found, result = report(gwlint, draft, "--profile", "gansu-2024", "--fail-on", "error", "--ignore", "burden")
        assert (found["files"][0]["profile"]["id"], result.code) == ("gansu-2024", 1)
        assert report(gwlint, draft, "--profile", "auto")[0]["files"][0]["profile"]["id"] == "gansu-2024"

    def test_each_draft_by_its_own_folder(self, gwlint, draft):
        inner = draft.parent / "宽"
        inner.mkdir()
        write(inner / "gwlint.toml", 'fail-on = "never"\nselect = ["GW101"]\n')
        write(inner / "a.txt", DRAFT)
        found, result = report(gwlint, ".")
        assert [bool(one["findings"]) for one in found["files"]] == [False, True] or [
            bool(one["findings"]) for one in found["files"]
        ] == [True, False]
        assert (result.code, gwlint("check", inner).code) == (1, 0)

    def test_outline_takes_the_profile_too(self, gwlint, draft):
        write(draft.parent / "gwlint.toml", 'profile = "jinan-2019"\n')
        assert '"id": "jinan-2019"' in gwlint("outline", draft, "--format", "json").out

    def test_exclude(self, gwlint, draft):
        write(draft.parent / "gwlint.toml", 'exclude = ["归档"]\n')
        old = draft.parent / "归档"
        old.mkdir()
        write(old / "旧.txt", DRAFT)
        assert [one["path"] for one in report(gwlint, ".")[0]["files"]] == ["通知.txt"]
        assert len(report(gwlint, old / "旧.txt")[0]["files"]) == 1
        result = gwlint("check", old)
        assert result.code == 2 and "exclude" in result.err

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            ('ignore = ["overlong"]', "gwlint.toml第1行 的 ignore 里没有“overlong”这条规则，相近的有 overlong-"),
            ('profile = "gansu"', "gwlint.toml第1行 的 profile：没有"),
            ('suppressions = "x.toml"', "没有不报清单"),
            ('baseline = "x.json"', "没有旧问题文件"),
            ('[per-file-ignores]\n"*" = ["overlong"]', "的 per-file-ignores 里没有“overlong”"),
        ],
    )
    def test_mistakes(self, gwlint, draft, line, says):
        write(draft.parent / "gwlint.toml", line)
        result = gwlint("check", draft)
        assert result.code == 2 and says in result.err

    def test_show_and_schema(self, gwlint, draft):
        write(draft.parent / "gwlint.toml", 'fail-on = "info"\n[given]\n"计划" = "第3项"\n')
        shown = gwlint("config", "show", draft).out
        assert "fail-on" in shown and "第1行）" in shown and "第3项" in shown and "auto（默认）" in shown
        assert gwlint("config", "show").out == shown
        assert json.loads(gwlint("config", "schema").out)["title"] == "gwlint.toml"

    def test_per_file_ignores_are_counted(self, gwlint, draft):
        write(draft.parent / "gwlint.toml", '[per-file-ignores]\n"通知*" = ["authority"]\n"x" = ["GW101"]\n')
        found, _ = report(gwlint, draft)
        assert found["summary"]["suppressed"] > 0 and found["files"][0]["notes"] == []
        assert [one["rule"] for one in found["files"][0]["suppressions"]] == ["authority"]


class TestSuppressions:
    def test_add_and_use(self, gwlint, draft):
        args = ("check", draft, "--suppressions", "不报.toml")
        added = gwlint(*args, "--add-ignore", "--reason", "经办公室核实", "--who", "张三")
        assert added.code == 0 and "写进 不报.toml" in added.err
        found, result = report(gwlint, draft, "--suppressions", "不报.toml")
        assert result.code == 0 and found["files"][0]["findings"] == []
        assert {one["by"] for one in found["files"][0]["suppressions"]} == {"张三"}
        assert found["summary"]["suppressed"] == sum(one["used"] for one in found["files"][0]["suppressions"])
        assert "个问题已标明不报" in gwlint(*args).out

    def test_what_stands_in_the_file_stays(self, gwlint, draft):
        path = draft.parent / "不报.toml"
        write(path, '# 我们的清单\n[[ignore]]\nrule = "GW301"\nfile = "通知.txt"\nreason = "同意"\n')
        gwlint("check", draft, "--suppressions", path, "--add-ignore", "--reason", "好")
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# 我们的清单\n") and '"directive-to-lower-government"' not in text
        assert gwlint("check", draft, "--suppressions", path).code == 0

    @pytest.mark.parametrize(
        ("args", "says"),
        [
            (["--add-ignore", "--suppressions", "a"], "要写明理由"),
            (["--add-ignore", "--suppressions", "a", "--reason", " "], "要写明理由"),
            (["--add-ignore", "--reason", "好"], "请用 --suppressions"),
            (["--reason", "好"], "要与 --add-ignore 一起用"),
            (["--suppressions", "没有.toml"], "没有不报清单 没有.toml 这个文件"),
            (["--baseline", "没有.json"], "请先用 --write-baseline"),
            (["--write-baseline", "a", "--select", "burden"], "请去掉 --select"),
        ],
    )
    def test_wrong_use(self, gwlint, draft, args, says):
        result = gwlint("check", draft, *args)
        assert result.code == 2 and says in result.err
        assert sorted(os.listdir(draft.parent)) == ["通知.txt"]

    def test_remark_shows_as_a_note(self, gwlint, draft):
        write(draft, DRAFT + "\ngwlint: 忽略 authority\n")
        result = gwlint("check", draft)
        assert result.code == 1 and "说明：文末的“忽略 authority”没有采用：没有写理由" in result.out


class TestBaseline:
    def test_write_then_use(self, gwlint, draft):
        written = gwlint("check", ".", "--write-baseline", "旧.json")
        assert written.code == 0 and "记为旧问题" in written.err
        result = gwlint("check", ".", "--baseline", "旧.json")
        assert result.code == 0 and "没有列出" in result.out and "GW301" not in result.out
        write(draft, DRAFT.replace("照片。\n", "照片。\n　　请各市州人民政府务必报送签到表。\n"))
        found, result = report(gwlint, ".", "--baseline", "旧.json")
        assert result.code == 1 and found["summary"]["baseline"] > 0
        assert {one["quote"] for one in found["files"][0]["findings"]} == {"请各市州人民政府务必报送签到表"}

    def test_other_files_keep_theirs_and_deleted_ones_go(self, gwlint, draft):
        for name in ("a.txt", "b.txt"):
            write(draft.parent / name, DRAFT)
        gwlint("check", ".", "--write-baseline", "旧.json")
        (draft.parent / "b.txt").unlink()
        write(draft, DRAFT.replace("务必", ""))
        gwlint("check", draft, "--write-baseline", "旧.json")
        assert set(json.loads(Path("旧.json").read_text(encoding="utf-8"))["files"]) == {"a.txt", "通知.txt"}
        assert gwlint("check", ".", "--baseline", "旧.json").code == 0

    @pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
    def test_private_and_whole(self, gwlint, draft):
        gwlint("check", ".", "--write-baseline", "旧.json")
        gwlint("check", ".", "--suppressions", "不报.toml", "--add-ignore", "--reason", "好")
        assert sorted(os.listdir(".")) == sorted(["不报.toml", "旧.json", "通知.txt"])
        assert {stat.S_IMODE(os.stat(one).st_mode) for one in ("旧.json", "不报.toml")} == {0o600}
        assert Path("旧.json").read_text(encoding="utf-8").isascii()

    def test_cannot_be_written(self, gwlint, draft):
        result = gwlint("check", ".", "--write-baseline", "没有/旧.json")
        assert result.code == 2 and "写不了文件" in result.err


def test_exit_zero(gwlint, draft, broken):
    assert gwlint("check", draft, "--exit-zero").code == 0
    assert gwlint("check", draft, broken, "--exit-zero").code == 3


def test_entry_of_the_page_is_taken(gwlint, draft):
    page = (Path(__file__).parents[2] / "docs" / "suppress.md").read_text(encoding="utf-8")
    entry = page.split("```toml\n")[1].split("```")[0]
    write(draft.parent / "不报.toml", entry.replace("养护通知.txt", draft.name).replace("2026-12-31", "2999-12-31"))
    assert report(gwlint, draft, "--suppressions", "不报.toml")[0]["summary"]["suppressed"] == 1
    for line in [one.split("\n")[0] for one in page.split("```text\n")[1:]]:
        write(draft, DRAFT + "\n" + line.replace("2026-12-31", "2999-12-31") + "\n")
        assert report(gwlint, draft)[0]["summary"]["suppressed"] == 2


def test_no_configuration_reads_no_file(draft):
    from gwlint import config

    config.forget()
    opened = []
    real = open

    def watching(path, *args, **facts):
        opened.append(str(path))
        return real(path, *args, **facts)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("builtins.open", watching)
        assert config.settings_for(str(draft)) == config.Settings()
        assert run(["config", "show", str(draft)]) == 0
    assert opened == []
