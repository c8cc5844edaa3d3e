"""The commands that explain: outline, rules, rule, profile, completion, help, version."""

import json
import re

import pytest

from gwlint import __version__, profiles, rules
from gwlint.cli import COMMANDS
from gwlint.reporters.width import width

HELP = ["", *COMMANDS, "profile list", "profile show"]


@pytest.mark.parametrize("command", HELP)
def test_help_is_chinese_and_fits(gwlint, command):
    result = gwlint(*command.split(), "--help")
    assert (result.code, result.err) == (0, "")
    assert max(map(width, result.out.splitlines())) <= 80
    assert not re.search(r"Usage|Options|Commands|Show|default", result.out)


def test_without_a_command_help_is_shown(gwlint):
    assert gwlint() == gwlint("--help")


def test_version(gwlint):
    assert gwlint("--version") == (0, f"gwlint {__version__}\n", "")


def test_outline(gwlint, overlong):
    result = gwlint("outline", overlong)
    lines = result.out.splitlines()
    assert result.code == 0
    assert len(lines) <= 24 and max(map(width, lines)) <= 80
    assert "文种      意见" in lines
    assert "标题      甘肃省人民政府关于加强绿化养护的意见" in lines
    assert "上限 5000，超出 1480 字" in result.out
    assert "适用规则  gansu-2024（" in result.out


def test_outline_json(gwlint, overlong, broken):
    result = gwlint("outline", overlong, broken, "--format", "json")
    first, second = json.loads(result.out)["files"]
    assert result.code == 3
    assert first["outline"]["region_path"] == ["甘肃"]
    assert first["counts"]["limit"] == 5000
    assert "findings" not in first
    assert second["status"] == "unreadable" and second["outline"] is None


def test_rules_lists_all_and_says_what_is_off(gwlint):
    shown = gwlint("rules").out
    ground = profiles.load("cn")
    for one in rules.load():
        severity = "错误|警告|提示" if one.name in ground.rules else "不查"
        assert re.search(rf"^  {one.id} {one.name} +(?:{severity})  \S", shown, re.M)


def test_rules_json(gwlint):
    listed = json.loads(gwlint("rules", "--profile", "jinan-2019", "--format", "json").out)
    assert listed["profile"] == "jinan-2019"
    assert [one["id"] for one in listed["rules"]] == [one.id for one in rules.load()]


@pytest.mark.parametrize("name", [one.name for one in rules.load()])
def test_rule_explains_each(gwlint, name):
    result = gwlint("rule", name)
    assert result.code == 0
    assert max(map(width, result.out.splitlines())) <= 80
    for part in ("为什么", "不合格", "合格", "依据"):
        assert f"\n{part}\n" in result.out


def test_rule_by_id(gwlint):
    assert gwlint("rule", "gw101").out == gwlint("rule", "overlong-body").out


def test_profile_list_and_show(gwlint):
    listed = gwlint("profile", "list").out
    for head in profiles.available():
        assert re.search(rf"^{head.id} +{head.title}", listed, re.M)
        shown = gwlint("profile", "show", head.id).out
        assert all(f" {name} " in shown for name in profiles.load(head.id).rules)


def test_profile_why_names_the_files(gwlint):
    shown = gwlint("profile", "show", "jinan-2019", "--why", "GW101").out
    assert re.findall(r"^  (\S+?)(?:（以此为准）)?$", shown, re.M) == ["jinan-2019", "cn"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(gwlint, shell):
    result = gwlint("completion", shell)
    assert result.code == 0
    assert "_GWLINT_COMPLETE" in result.out


def test_completion_answers_the_shell(gwlint, monkeypatch):
    monkeypatch.setenv("_GWLINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "gwlint ch")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert gwlint().out == "plain,check\n"
