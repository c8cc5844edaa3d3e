"""What is known of a draft beyond its text: where it may stand, which word holds, and what is said of mistakes."""

import datetime
from pathlib import Path

import pytest

from gwlint import config
from gwlint.cli import run
from gwlint.errors import UsageError
from gwlint.rules import Given


@pytest.fixture(autouse=True)
def forget() -> None:
    config.forget()


def write(path: Path, table: str) -> None:
    path.write_text(f"[given]\n{table}\n", encoding="utf-8")


class TestCommandLine:
    def test_chinese_and_english_keys(self) -> None:
        assert config.parse(["计划=督查计划第3项", "no-meeting-weeks=2、4", "成员单位=市财政局、市住建局"]) == Given(
            plan="督查计划第3项", no_meeting_weeks=(2, 4), members=("市财政局", "市住建局")
        )
        assert config.parse(["needed_by=2025-09-01", "公开属性=主动公开"]) == Given(
            needed_by=datetime.date(2025, 9, 1), disclosure="主动公开"
        )

    def test_none_said_is_not_silence(self) -> None:
        assert config.parse(["批准=无"]).approval == ""
        assert config.parse([]).approval is None

    @pytest.mark.parametrize(
        ("pair", "says"),
        [
            ("计划", "键=值"),
            ("计=3", "可用的键有|可用的有 发文机关类别"),
            ("公开属性=公开", "主动公开、依申请公开、不予公开"),
            ("无会周=6", "1到5"),
            ("需答复日期=明天", "2025-09-01"),
            ("计划=", "没有的写“无”"),
        ],
    )
    def test_mistakes_say_what_is_allowed(self, pair: str, says: str) -> None:
        with pytest.raises(UsageError, match=says):
            config.parse([pair])


class TestFiles:
    def test_nothing_is_known(self, tmp_path: Path) -> None:
        assert config.given_for(str(tmp_path / "a.docx")) == Given()

    def test_sidecar_before_project_and_command_line_before_both(self, tmp_path: Path) -> None:
        inner = tmp_path / "三月" / "督查"
        inner.mkdir(parents=True)
        write(tmp_path / "gwlint.toml", '"计划" = "上级"\n"无会周" = [2]\n"召集人" = "党政副职"')
        write(inner / "a.docx.gwlint.toml", 'plan = "旁边"\n"批准" = "无"')
        found = config.given_for(str(inner / "a.docx"), Given(approval="市政府"))
        assert found == Given(plan="旁边", approval="市政府", no_meeting_weeks=(2,), convener_rank="党政副职")
        assert config.given_for(str(inner / "b.docx")).plan == "上级"

    def test_nearest_project_holds_key_by_key(self, tmp_path: Path) -> None:
        inner = tmp_path / "a"
        inner.mkdir()
        write(tmp_path / "gwlint.toml", 'plan = "远"\nmandate = "远"')
        write(inner / "gwlint.toml", 'plan = "近"\nmembers = ["市财政局"]\nneeded_by = 2025-09-01')
        assert config.given_for(str(inner / "x.txt")) == Given(
            plan="近", mandate="远", members=("市财政局",), needed_by=datetime.date(2025, 9, 1)
        )

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            ('[given]\nfoo = "1"', "不认识的键“foo”，可用的有"),
            ('plan = "1"', "第1行：不认识的键 plan，可用的有 root、"),
            ("given = 3", "写成 \\[given\\]"),
            ("[given]\nplan = 3", "plan 不能是“3”"),
            ("[given]\nno_meeting_weeks = [0]", "1到5"),
            ("[given]\nno_meeting_weeks = true", "1到5"),
            ('[given]\ncategory = "随便"', "政策性文件、"),
            ("[given", "配置文件 .* 不符合TOML格式"),
        ],
    )
    def test_mistakes_name_file_and_key(self, tmp_path: Path, content: str, says: str) -> None:
        path = tmp_path / "gwlint.toml"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(UsageError, match=says) as raised:
            config.given_for(str(tmp_path / "a.docx"))
        assert str(path) in str(raised.value)


def test_every_datum_has_a_key() -> None:
    assert tuple(config.KEYS) == Given._fields
    assert len({one.chinese for one in config.KEYS.values()}) == len(config.KEYS)


def test_page_lists_every_key() -> None:
    page = (Path(__file__).parents[2] / "docs" / "given.md").read_text(encoding="utf-8")
    for field, key in config.KEYS.items():
        assert f"| {key.chinese} | `{field}` |" in page
        assert all(one in page for one in key.allowed)


DRAFT = """济南市商务局关于举办早春消费季活动的请示

市政府：

我局拟举办早春消费季活动。
妥否，请批示。

济南市商务局
2025年3月5日
"""


class TestOnTheCommandLine:
    @pytest.fixture
    def draft(self, tmp_path: Path) -> str:
        path = tmp_path / "请示.txt"
        path.write_text(DRAFT, encoding="utf-8")
        return str(path)

    def test_what_is_lacking_is_said(self, draft: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["check", draft, "--select", "late-request"]) == 0
        assert "--given 需答复日期=" in capsys.readouterr().out

    def test_what_is_given_is_used(self, draft: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert (
            run(
                ["check", draft, "--select", "late-request", "--given", "需答复日期=2025-03-10", "--fail-on", "warning"]
            )
            == 1
        )
        assert "只有5天" in capsys.readouterr().out

    def test_sidecar_is_read(self, draft: str, capsys: pytest.CaptureFixture[str]) -> None:
        write(Path(draft + ".gwlint.toml"), "needed_by = 2025-06-01")
        assert run(["check", draft, "--select", "late-request"]) == 0
        assert "需答复日期" not in capsys.readouterr().out

    def test_named_option_before_given(self, draft: str, capsys: pytest.CaptureFixture[str]) -> None:
        run(["outline", draft, "--issuer-level", "县", "--given", "发文机关层级=省", "--format", "json"])
        assert '"issuer_level": "县"' in capsys.readouterr().out

    @pytest.mark.parametrize("command", ["check", "outline", "explain"])
    def test_unknown_key(self, draft: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert run([command, draft, "--given", "计=1"]) == 2
        assert "可用的有" in capsys.readouterr().err
