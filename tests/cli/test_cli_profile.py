"""`gwlint profile new` and `check`: an office's own profile."""

import re
from pathlib import Path

import pytest

from gwlint import cli


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = cli.run(["profile", *args])
    out, err = capsys.readouterr()
    return code, out, err


def test_new_then_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "office.toml")
    code, out, _ = run(capsys, "new", "本局办文规定", "-o", path, "--region", "山东省/青岛市")
    assert code == 0 and f"gwlint profile check {path}" in out
    assert 'region = ["山东", "青岛"]' in Path(path).read_text(encoding="utf-8")
    code, out, _ = run(capsys, "check", path)
    assert (code, out) == (0, f"没有写错：设置了2条规则，依次采用 {path} → cn\n")


def test_new_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "new", "本局办文规定", "--extends", "gansu-2024")
    assert code == 0 and '\ntitle = "本局办文规定"\n' in out and '\nextends = "gansu-2024"\n' in out


def test_new_upon_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    city, county = str(tmp_path / "city.toml"), str(tmp_path / "county.toml")
    assert run(capsys, "new", "市局", "-o", city)[0] == 0
    assert run(capsys, "new", "县局", "-o", county, "--extends", city)[0] == 0
    assert run(capsys, "check", county)[0] == 0


def test_new_replaces_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "office.toml"
    path.write_text("mine", encoding="utf-8")
    code, _, err = run(capsys, "new", "本局", "-o", str(path))
    assert code == 2 and "已经有了" in err and path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--region", "火星"], "没有“火星”这个地区"),
        (["--extends", "nowhere"], "没有规定文件“nowhere”，可用的有 cn"),
    ],
)
def test_new_refuses(args: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "new", "本局", *args)
    assert (code, out) == (2, "") and says in err


FAULTY = """
title = "本局办文规定"
extends = "cn"
vaild_from = 2025-01-01
[rules.overlong-body]
severity = "fatal"
limits = { "工作部署" = "三千" }
[rules.too-many-attachments]
severity = "error"
cites = ["office 第九条"]
max = 3
[rules.unjustified-urgency]
severity = "error"
cites = ["office 第一条"]
[sources.office]
title = "本局办文规定"
in_force_from = 2025-01-01
[sources.office.clauses]
"第一条" = { gist = "不急的不标急件", strength = "一般", confidence = "H" }
"""


def test_check_says_every_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "1000")
    Path("office.toml").write_text(FAULTY, encoding="utf-8")
    code, out, _ = run(capsys, "check", "office.toml")
    lines = out.splitlines()
    assert code == 2 and lines[-1] == "共5处，改好再查一遍"
    wanted = [
        r"不认识的键 vaild_from，可用的有 title、.*valid_from",
        r"\[rules\.overlong-body\] 的 severity 不能是 fatal，可写 error、warning、info、off",
        r"\[rules\.overlong-body\] 的 limits\.工作部署 应是整数，现在是文字",
        r"\[rules\.too-many-attachments\] 引用了 office 没有的条款“第九条”，已收录的有 第一条",
        r"\[rules\.unjustified-urgency\] 的 severity 是 error，而所引条款最多只支持 warning",
    ]
    for line, says in zip(lines, wanted, strict=False):
        assert line.startswith("office.toml：") and re.search(says, line), line


@pytest.mark.parametrize(("text", "says"), [(None, "没有规定文件"), ("title =", "不符合TOML格式")])
def test_check_of_no_profile_at_all(
    text: str | None, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "office.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    code, _, err = run(capsys, "check", str(path))
    assert code == 2 and says in err
