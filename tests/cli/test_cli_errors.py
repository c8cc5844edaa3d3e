"""Whatever goes wrong is one Chinese sentence on stderr."""

import re

import click
import pytest

from gwlint import readers
from gwlint.cli import chinese

ENGLISH = re.compile(r"\b(?:error|usage|invalid|missing|no such|did you|try|one of|option|argument|value)\b", re.I)
BAD = [
    ("chekc", "没有 chekc 这个命令，相近的有 check；用法见 gwlint --help"),
    ("--fromat check", "没有 --fromat 这个选项"),
    ("check", "请写出要检查的文件或文件夹，例如 gwlint check 通知.docx"),
    ("check --fromat json x", "没有 --fromat 这个选项，可能是 --format；用法见 gwlint check --help"),
    (
        "check --format xml x",
        "--format 的值不对：没有“xml”，可用的有 text、json、html、markdown、csv、xlsx、sarif、junit、checkstyle、github、gitlab、rdjson；用法见 gwlint check --help",
    ),
    ("check --format", "选项 --format 后面要写值"),
    ("check --quiet=3 x", "选项 --quiet 后面不写值"),
    ("check --issuer-class 局 x", "没有“局”，可用的有 党委、政府、办公厅室"),
    ("check --profile gansu x", "没有规定文件“gansu”，可用的有 cn、gansu-2024"),
    ("check --select overlong-bdy x", "--select 里没有“overlong-bdy”这条规则，相近的有 overlong-body"),
    ("check --ignore GW1010 x", "--ignore 里没有“GW1010”这条规则，相近的有 GW101"),
    ("check --select 风马牛 x", "--select 里没有“风马牛”这条规则，用 gwlint rules 看全部规则"),
    ("check *.wps", "没有与“*.wps”相配的文件"),
    ("outline", "请写出要看的文件，例如 gwlint outline 通知.docx"),
    ("outline --select x y", "没有 --select 这个选项"),
    ("rule", "没有写参数"),
    ("rule overlong", "没有“overlong”这条规则，相近的有 overlong-body"),
    ("rule a b", "多出了参数 b"),
    ("profile", "没有写命令；用法见 gwlint profile --help"),
    ("profile lst", "没有 lst 这个命令，相近的有 list"),
    ("profile show", "没有写参数"),
    ("profile show 无", "没有规定文件“无”"),
    ("profile show cn --why 无此", "没有“无此”这条规则"),
    ("completion", "没有写参数 bash|zsh|fish，可用的有 bash、zsh、fish"),
    ("completion tcsh", "没有“tcsh”，可用的有 bash、zsh、fish"),
]


@pytest.mark.parametrize(("line", "said"), BAD, ids=[line for line, _ in BAD])
def test_wrong_usage(gwlint, line, said):
    result = gwlint(*line.split())
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert result.err.startswith("gwlint：") and result.err.endswith("。\n") and result.err.count("\n") == 1
    assert not ENGLISH.search(re.sub(r"--?[\w-]+", "", result.err))


def test_a_fault_of_our_own_is_said_without_a_traceback(gwlint, monkeypatch, clean):
    monkeypatch.setattr("gwlint.cli.check.find", lambda paths: 1 / 0)
    result = gwlint("check", clean)
    assert result == (3, "", "gwlint：程序内部出错（ZeroDivisionError），请把所用命令报告给开发者。\n")
    monkeypatch.setenv("GWLINT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        gwlint("check", clean)


def test_debug_shows_what_a_file_breaks(gwlint, monkeypatch, clean):
    monkeypatch.setattr(readers, "read", lambda path, **options: 1 / 0)
    monkeypatch.setenv("GWLINT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        gwlint("check", clean)


def test_control_characters_of_an_argument_are_not_sent_to_the_terminal(gwlint):
    assert "\x1b" not in gwlint("check", "--profile", "\x1b[31m红", "x").err


@pytest.mark.parametrize("module", [click.core, click.exceptions, click.parser, click.types, click.decorators])
def test_click_looks_its_messages_up_as_we_expect(module):
    chinese.speak()
    assert module._("Missing option") == "没有写选项"
