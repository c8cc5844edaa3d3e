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
        (("山东", "济南"), "2019-07-27", "部门", "shandong-2019", "发文机关在山东济南，日期2019-07-27"),
        (("山东",), "2023-01-01", "部门", "shandong-2019", "发文机关在山东"),
        (("山东", "青岛"), "2023-01-01", "部门", "shandong-2019", "发文机关在山东青岛"),
        (("山东", "青岛"), "2019-01-31", "部门", "cn", "不在当地规定施行期内（shandong-2019 2019-02-01起）"),
        (("河南", "郑州", "中牟"), "2020-05-01", "政府", "zhengzhou-2019", "河南郑州中牟"),
        (("河南", "洛阳"), "2020-05-01", "政府", "cn", "没有收录该地的规定"),
        (("山西", "太原"), "2016-05-01", "党委", "taiyuan-2014", "山西太原"),
        (("湖南", "张家界"), "2022-05-01", "部门", "zhangjiajie-2022", "湖南张家界"),
        (("安徽", "宣城"), "2018-05-01", "部门", "xuancheng-2017", "安徽宣城"),
        (("广东", "深圳"), "2008-05-01", "部门", "shenzhen-2007", "（2007-01-01起至2012-12-04前）"),
        (("广东", "深圳"), "2006-05-01", "部门", "cn", "不在当地规定施行期内"),
        (("广东", "深圳"), "2013-05-01", "部门", "cn", "不在当地规定施行期内"),
        (("广东", "广州"), "2008-05-01", "部门", "cn", "不在当地规定施行期内"),
        (("广东", "广州"), "2012-12-03", "部门", "guangdong-2009", "广东广州"),
        (("广东", "广州"), "2012-12-04", "部门", "cn", "（guangdong-2009 2009-01-01起至2012-12-04前）"),
        (("吉林", "松原"), "2011-05-01", "部门", "songyuan-2010", "吉林松原"),
        (("吉林", "松原"), "2011-05-01", "党委", "cn", "当地规定不约束党委机关"),
        (("湖北", "襄阳"), "2020-05-01", "部门", "hubei-2019", "湖北襄阳"),
        (("浙江", "宁波"), "2020-05-01", "部门", "zhejiang-2019", "浙江宁波"),
        (("浙江", "杭州"), "2015-05-01", "部门", "hangzhou-2014", "浙江杭州"),
        (("湖南", "长沙"), "2016-05-01", "党委", "hunan-2013", "湖南长沙"),
        (("湖南", "张家界"), "2016-05-01", "党委", "hunan-2013", "湖南张家界"),
        (("湖南", "长沙"), "2019-03-11", "部门", "cn", "（hunan-2013 2013-01-01起至2019-03-11前）"),
        (("黑龙江",), "2020-05-01", "部门", "heilongjiang-2019", "（2019-04-01起至2024-08-06前）"),
        (("黑龙江",), "2024-08-06", "部门", "cn", "不在当地规定施行期内"),
        (("江西", "赣州"), "2020-05-01", "部门", "jiangxi-2019", "江西赣州"),
        (("河北", "唐山"), "2025-05-01", "部门", "hebei-2019", "河北唐山"),
        (("云南",), "2023-01-01", "部门", "cn", "没有收录该地的规定"),
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
        ("cn", "其他", "请示", 5000),
        ("shandong-2019", "政策性文件", "意见", 3000),
        ("shandong-2019", "规划", "通知", None),
        ("taiyuan-2014", "其他", "请示", 800),
        ("taiyuan-2014", "专项报告", "报告", 1200),
        ("taiyuan-2014", "工作部署", "通知", 3000),
        ("shenzhen-2007", "政策性文件", "决定", 5000),
        ("shenzhen-2007", "政策性文件", "通知", 2500),
        ("shenzhen-2007", "综合类报告", "报告", 3000),
        ("shenzhen-2007", "简报信息", "简报", 500),
        ("guangdong-2009", "工作部署", "通知", 5000),
        ("guangdong-2009", "其他", "请示", 3000),
        ("songyuan-2010", "其他", "请示", 1000),
    ],
)
def test_limit(profile: str, category: str, genre: str, limit: int | None) -> None:
    document = PLAIN._replace(category=category, genre=genre)
    assert profiles.load(profile).limit(document) == limit


@pytest.mark.parametrize(
    ("printed", "limit"),
    [("意见", 5000), ("办法", 2500), ("报告", 2500), ("规划", None)],
)
def test_a_printed_text_goes_by_its_own_genre(printed: str, limit: int | None) -> None:
    document = PLAIN._replace(category="政策性文件", genre="通知", printed_genre=printed)
    assert profiles.load("shenzhen-2007").limit(document) == limit


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
