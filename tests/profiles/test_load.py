"""Loading profiles: what merges, and what is refused with which words."""

import datetime
from pathlib import Path

import pytest

from gwlint import profiles, rules
from gwlint.errors import UsageError
from gwlint.model import Cite
from gwlint.profiles import clauses
from gwlint.profiles.loader import layers
from gwlint.profiles.verify import verify

BUILT_IN = [head.id for head in profiles.available()]


@pytest.mark.parametrize("id", BUILT_IN)
def test_built_in_profiles_are_sound(id: str) -> None:
    verify(layers(id))
    assert profiles.load(id).title


def test_cn_comes_first_and_speaks_of_every_rule() -> None:
    assert BUILT_IN[0] == "cn"
    assert set(layers("cn")[0].rules) == set(rules.catalogue())


@pytest.mark.parametrize("id", clauses.known())
def test_sources_are_sound(id: str) -> None:
    source = clauses.source(id)
    assert source.clauses and source.in_force_from <= datetime.date(2026, 12, 31)
    assert all(len(clause.gist) <= 60 for clause in source.clauses.values())


def test_local_profile_states_only_what_differs() -> None:
    cn, gansu, jinan = map(profiles.load, ("cn", "gansu-2024", "jinan-2019"))
    assert (cn.rules["overlong-body"].severity, gansu.rules["overlong-body"].severity) == ("warning", "error")
    assert gansu.rules["overlong-body"].options == cn.rules["overlong-body"].options
    assert jinan.rules["overlong-body"].options["limits"]["工作部署"] == 3000
    assert jinan.rules["overlong-body"].options["limits"]["政策性文件"] == 5000
    assert jinan.rules["overlong-body"].chain == ("jinan-2019", "cn")
    assert gansu.rules["missing-copy-number"].chain == ("cn",)


@pytest.mark.parametrize("id", BUILT_IN)
def test_each_sets_a_rule_and_says_where_its_dates_come_from(id: str) -> None:
    own = layers(id)[0]
    assert any(said.get("cites") or said.get("cites_for") for said in own.rules.values())
    guessed = any(word in own.data.get("note", "") for word in ("只知", "从"))
    assert id in ("cn", "gansu-2024", "jinan-2019") or guessed


@pytest.mark.parametrize("id", [one for one in BUILT_IN if one != "cn"])
def test_local_profile_cites_a_document_of_its_own(id: str) -> None:
    cites = {one for setting in profiles.load(id).rules.values() for one in setting.cites}
    cites |= {
        one for setting in profiles.load(id).rules.values() for said in setting.cites_for.values() for one in said
    }
    held = [clauses.source(one.source).since(one.clause) for one in cites if one.source == id]
    assert held and min(held) == profiles.load(id).valid_from


def test_off_is_off() -> None:
    assert "too-many-attachments" not in profiles.load("cn").rules
    assert profiles.load("jinan-2019").rules["too-many-attachments"].options == {"max": 3}


def test_why_lists_the_chain() -> None:
    said = profiles.why("jinan-2019", "too-many-attachments")
    assert [one.file for one in said] == ["jinan-2019", "cn"]
    assert said[0].said["cites"] == ["jinan-2019 第2条"] and said[1].said["severity"] == "off"
    with pytest.raises(UsageError, match="no-such-rule"):
        profiles.why("cn", "no-such-rule")


def test_cites_are_written_out() -> None:
    cite = profiles.load("cn").cite(Cite("gansu-2024", "第三条/行文"))
    assert (cite.clause, cite.strength, cite.confidence) == ("第三条", "不得", "H")
    assert cite.gist and cite.title


def write(folder: Path, text: str, name: str = "office.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_own_file(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """
title = "本局办文规定"
extends = "gansu-2024"
valid_from = 2025-01-01

[rules.overlong-body]
cites_for = { "政策性文件" = ["bureau 第一条"] }
limits = { "政策性文件" = 2000 }

[rules.missing-urgency-mark]
basis = "house"
days = 1

[rules.missing-disclosure-mark]
severity = "off"

[sources.bureau]
title = "本局办文规定"
in_force_from = 2025-01-01
[sources.bureau.clauses]
"第一条" = { gist = "2000字以内", strength = "不得", confidence = "H" }
""",
    )
    profile = profiles.load(path)
    assert (profile.id, profile.title, profile.valid_from) == ("office", "本局办文规定", datetime.date(2025, 1, 1))
    assert profile.chain == (path, "gansu-2024", "cn")
    limits = profile.rules["overlong-body"].options["limits"]
    assert (limits["政策性文件"], limits["专项报告"]) == (2000, 3000)
    assert profile.cite(profile.rules["overlong-body"].cites_for["政策性文件"][0]).gist == "2000字以内"
    urgency = profile.rules["missing-urgency-mark"]
    assert (urgency.basis, urgency.cites, urgency.options["days"], urgency.severity) == ("house", (), 1, "warning")
    assert "missing-disclosure-mark" not in profile.rules


HEAD = 'title = "本局规定"\nextends = "cn"\n'
RULE = HEAD + "[rules.overlong-body]\n"
REFUSED = {
    "not TOML": ("title = ", "不符合TOML格式"),
    "unknown key": (HEAD + 'colour = "red"', "不认识的键 colour.*valid_from"),
    "wrong type": (HEAD + 'valid_from = "2024"', "valid_from 应是日期"),
    "no title": ('extends = "cn"', "缺 title"),
    "unknown rule": (HEAD + '[rules.too-long]\nseverity = "off"', "没有这条规则.*overlong-body"),
    "wrong severity": (RULE + 'severity = "fatal"', "不能是 fatal.*error、warning、info、off"),
    "wrong basis": (RULE + 'basis = "custom"', "不能是 custom.*clause、house"),
    "unknown option": (RULE + 'basis = "house"\nlimit = 3', "不认识的选项 limit.*limits"),
    "unknown key of an option": (RULE + 'basis = "house"\nlimits = { "小说" = 3 }', "不认识的键 小说.*政策性文件"),
    "wrong type of an option": (RULE + 'basis = "house"\nborderline_percent = "3"', "应是整数"),
    "no ground": (RULE + 'severity = "error"', "没有写依据"),
    "unknown source": (RULE + 'cites = ["nowhere 第一条"]', "没有的文件 nowhere.*tiaoli-2012"),
    "unknown clause": (RULE + 'cites = ["ruogan-2024 第九十条"]', "没有的条款.*第二条"),
    "graver than the clause": (RULE + 'severity = "error"\ncites = ["ruogan-2024 第二条"]', "最多只支持 warning"),
    "badly attested": (
        HEAD + '[rules.unjustified-urgency]\nseverity = "warning"\ncites = ["xiguan 紧急公文办理时限"]',
        "最多只支持 info.*可信度L",
    ),
    "source without dates": (
        HEAD + '[sources.x]\ntitle = "甲"\n[sources.x.clauses]',
        "依据文件 x 写得不完整.*in_force_from",
    ),
    "source with a wrong strength": (
        HEAD + '[sources.x]\ntitle = "甲"\nin_force_from = 2025-01-01\n'
        '[sources.x.clauses]\n"第一条" = { gist = "乙", strength = "必须", confidence = "H" }',
        "“第一条”须写 strength（一律",
    ),
    "source with a date in quotes": (
        HEAD + '[sources.x]\ntitle = "甲"\nin_force_from = "2025-01-01"\n[sources.x.clauses]',
        "依据文件 x 的 in_force_from 应是不加引号的日期",
    ),
    "source that is no table": (HEAD + '[sources]\nx = "甲"', "依据文件 x 写得不完整"),
    "extends a number": ('title = "甲"\nextends = 3', "extends 应是文字"),
    "region of numbers": (HEAD + "region = [1]", "region 里都应是文字"),
    "unknown class of issuers": (HEAD + 'binds = ["公司"]', "binds 里没有“公司”.*党委、政府"),
    "ends before it begins": (HEAD + "valid_from = 2025-01-01\nvalid_to = 2024-01-01", "valid_to（2024-01-01.*应晚于"),
    "rule that is no table": (HEAD + "[rules]\noverlong-body = 3", "overlong-body.*应是表"),
    "cites that are no list": (RULE + 'cites = "ruogan-2024 第二条"', "cites 应是列表"),
    "options lacking without a ground": (
        'title = "甲"\n[rules.overlong-body]\nseverity = "info"\nbasis = "house"',
        "缺选项 limits.*extends",
    ),
}


@pytest.mark.parametrize(("text", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(tmp_path: Path, text: str, says: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(UsageError, match=says) as error:
        profiles.load(path)
    assert path in str(error.value)


def test_no_such_profile(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"没有规定文件“beijing”，可用的有 cn、gansu-2024、.*jinan-2019.*也可以写"):
        profiles.load("beijing")
    with pytest.raises(UsageError, match=r"没有规定文件“missing\.toml”"):
        profiles.load(write(tmp_path, 'title = "甲"\nextends = "missing.toml"'))


def test_other_encoding(tmp_path: Path) -> None:
    path = tmp_path / "gbk.toml"
    path.write_bytes('title = "甲"'.encode("gbk"))
    with pytest.raises(UsageError, match="不是UTF-8编码"):
        profiles.load(str(path))


def test_loop(tmp_path: Path) -> None:
    write(tmp_path, 'title = "甲"\nextends = "b.toml"', "a.toml")
    write(tmp_path, 'title = "乙"\nextends = "a.toml"', "b.toml")
    with pytest.raises(UsageError, match="绕成了圈"):
        profiles.load(str(tmp_path / "a.toml"))
