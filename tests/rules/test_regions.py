"""The numbers that single places set for meetings."""

import pytest
from drafts import findings

NOTICE = """{org}关于召开{kind}的通知

各县（市、区）{office}：

定于{when}召开{kind}，会期{length}。
请分管负责同志参加。

{org}
{date}
"""


def draft(org: str, when: str, date: str, *, kind: str = "秋收工作会议", length: str = "半天") -> str:
    return NOTICE.format(org=org, office="农业农村局", kind=kind, when=when, length=length, date=date)


@pytest.mark.parametrize(
    ("profile", "org", "when", "date", "says"),
    [
        ("zhangjiajie-2022", "张家界市农业农村局", "9月19日上午", "2022年9月5日", "星期一是无会日"),
        ("zhangjiajie-2022", "张家界市农业农村局", "9月22日上午", "2022年9月5日", ""),
        ("xuancheng-2017", "宣城市农业农村局", "9月12日上午", "2018年9月3日", "第2周"),
        ("xuancheng-2017", "宣城市农业农村局", "9月19日上午", "2018年9月3日", ""),
        ("hangzhou-2014", "杭州市农业农村局", "9月16日上午", "2015年9月7日", "星期三是无会日"),
        ("hangzhou-2014", "杭州市农业农村局", "9月17日上午", "2015年9月7日", ""),
        ("hunan-2013", "长沙市农业农村局", "9月28日上午", "2015年9月7日", "倒数第1周"),
        ("hunan-2013", "长沙市农业农村局", "9月17日上午", "2015年9月7日", ""),
    ],
)
def test_days_without_meetings(profile: str, org: str, when: str, date: str, says: str) -> None:
    found = findings("no-meeting-day", draft(org, when, date), profile)
    assert len(found) == bool(says) and all(says in one.message for one in found)


@pytest.mark.parametrize(
    ("profile", "org", "kind", "length", "date", "says"),
    [
        ("heilongjiang-2019", "黑龙江省农业农村厅", "秋收专题会议", "1天", "2020年9月7日", "不超过半天"),
        ("heilongjiang-2019", "黑龙江省农业农村厅", "秋收工作会议", "1天", "2020年9月7日", ""),
        ("hebei-2019", "河北省农业农村厅", "秋收工作视频会议", "2小时", "2020年9月7日", "不超过90分钟"),
        ("hebei-2019", "河北省农业农村厅", "秋收工作视频会议", "1小时", "2020年9月7日", ""),
        ("guangdong-2009", "广东省农业厅", "秋收工作会议", "3天", "2010年9月7日", "不超过2天"),
        ("guangdong-2009", "广东省农业厅", "秋收工作会议", "2天", "2010年9月7日", ""),
        ("shenzhen-2007", "深圳市农业局", "秋收工作会议", "1天", "2010年9月7日", "不超过半天"),
    ],
)
def test_length_of_meetings(profile: str, org: str, kind: str, length: str, date: str, says: str) -> None:
    found = findings("overlong-meeting", draft(org, "9月21日上午9时", date, kind=kind, length=length), profile)
    assert [one.severity for one in found] == ["warning"] * bool(says)
    assert all(says in one.message for one in found)
