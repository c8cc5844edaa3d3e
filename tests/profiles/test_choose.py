"""The profile that a document is measured by, and how gravely on its date."""

import datetime

import pytest

from gwlint import profiles
from gwlint.model import Finding, Gongwen, Span

TODAY = datetime.date(2026, 1, 5)
PLAIN = Gongwen(official=True, body=Span(0, 0), issuer_class="部门")


def gongwen(region: tuple[str, ...], date: str | None = None, issuer_class: str = "部门") -> Gongwen:
    day = datetime.date.fromisoformat(date) if date else None
    return PLAIN._replace(region=region, date=day, issuer_class=issuer_class)


@pytest.mark.parametrize(
    ("region", "date", "issuer_class", "id", "why"),
    [
        (
            ("甘肃",),
            "2024-03-15",
            "部门",
            "gansu-2024",
            "发文机关在甘肃，日期2024-03-15，在该规定施行期内（2024-03-15起）",
        ),
        (("甘肃", "兰州"), "2025-01-01", "部门", "gansu-2024", "甘肃兰州"),
        (("甘肃",), "2024-03-14", "部门", "cn", "不在当地规定施行期内（gansu-2024 2024-03-15起），用全国通用规定"),
        (("甘肃",), None, "部门", "gansu-2024", "文稿未写日期、按今天（2026-01-05）算"),
        (("甘肃",), "2025-01-01", "党委", "cn", "当地规定不约束党委机关"),
        (("山东", "济南"), "2019-07-28", "部门", "jinan-2019", "山东济南"),
        (("山东", "济南", "历下"), "2023-01-01", "党委", "jinan-2019", "山东济南历下"),
        (("山东",), "2023-01-01", "部门", "cn", "没有收录该地的规定"),
        ((), "2023-01-01", "部门", "cn", "认不出发文机关属于哪个地区"),
    ],
)
def test_choice(region: tuple[str, ...], date: str | None, issuer_class: str, id: str, why: str) -> None:
    profile, said = profiles.choose(gongwen(region, date, issuer_class), TODAY)
    assert profile.id == id
    assert why in said


@pytest.mark.parametrize(
    ("profile", "category", "genre", "limit"),
    [
        ("cn", "政策性文件", "意见", 5000),
        ("cn", "工作部署", "通知", 4000),
        ("jinan-2019", "工作部署", "通知", 3000),
        ("gansu-2024", "专项报告", "报告", 3000),
        ("cn", "规划", "通知", None),
        ("cn", "政策性文件", "条例", None),
    ],
)
def test_limit(profile: str, category: str, genre: str, limit: int | None) -> None:
    document = PLAIN._replace(category=category, genre=genre)
    assert profiles.load(profile).limit(document) == limit


def finding(profile: str, rule: str, severity: str, aspect: str = "") -> Finding:
    setting = profiles.load(profile).rules[rule]
    cites = setting.cites_for.get(aspect, setting.cites)
    return Finding("GW000", rule, Span(0, 1), "字", "超了", severity, cites)


@pytest.mark.parametrize(
    ("profile", "rule", "aspect", "said", "date", "severity"),
    [
        ("gansu-2024", "overlong-body", "专项报告", "error", "2025-01-01", "error"),
        ("gansu-2024", "overlong-body", "工作部署", "error", "2025-01-01", "warning"),  # nationally only 一般
        ("gansu-2024", "overlong-body", "工作部署", "warning", "2025-01-01", "info"),  # one step that the rule took
        ("cn", "overlong-body", "工作部署", "warning", "2024-08-05", "info"),  # older than the policy
        ("cn", "overlong-body", "工作部署", "warning", None, "warning"),
        ("cn", "malformed-secrecy-mark", "期限", "error", "2015-01-01", "error"),  # the rule is older than the revision
        ("gansu-2024", "unjustified-urgency", "时限", "warning", "2025-01-01", "info"),  # badly attested
    ],
)
def test_ground(profile: str, rule: str, aspect: str, said: str, date: str | None, severity: str) -> None:
    day = datetime.date.fromisoformat(date) if date else None
    grounded = profiles.load(profile).ground(finding(profile, rule, said, aspect), day)
    assert grounded.severity == severity
    assert all(cite.gist and cite.title for cite in grounded.cites)


def test_only_clauses_in_force_are_cited() -> None:
    one = finding("gansu-2024", "directive-to-lower-government", "error")
    grounded = profiles.load("gansu-2024").ground(one, datetime.date(2024, 4, 1))
    assert [cite.source for cite in grounded.cites] == ["gansu-2024", "tiaoli-2012"]
    assert grounded.severity == "error"


def test_older_than_every_clause() -> None:
    grounded = profiles.load("cn").ground(finding("cn", "overlong-body", "warning"), datetime.date(2020, 1, 1))
    assert grounded.severity == "info"
    assert grounded.message == "超了（所依据的规定自2024年8月6日起施行，晚于本文日期，仅供参考）"
