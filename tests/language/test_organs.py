"""Names of organs: class, level, region."""

import pytest

from gwlint.language import regions
from gwlint.language.organs import classify, is_inner, lower

ORGANS = """
中共中央 党委 中央
国务院 政府 中央
国务院办公厅 办公厅室 中央
中共中央办公厅 办公厅室 中央
教育部 部门 中央
教育部办公厅 部门 中央
国家发展改革委 部门 中央
国家税务总局 部门 中央
全国人大常委会 人大政协法检 中央
最高人民法院 人大政协法检 中央
国务院安全生产委员会办公室 议事协调机构 中央
国务院联防联控机制综合组 议事协调机构 中央
山东省人民政府 政府 省 山东
山东省人民政府办公厅 办公厅室 省 山东
中共山东省委 党委 省 山东
中共山东省委办公厅 办公厅室 省 山东
中共山东省委组织部 部门 省 山东
山东省教育厅 部门 省 山东
山东省发展和改革委员会 部门 省 山东
内蒙古自治区人民政府 政府 省 内蒙古
广西壮族自治区卫生健康委员会 部门 省 广西
重庆市人民政府 政府 省 重庆
北京市教育委员会 部门 省 北京
国家税务总局福建省税务局 部门 省 福建
济南市人民政府 政府 市 山东/济南
济南市人民政府办公厅 办公厅室 市 山东/济南
中共济南市委 党委 市 山东/济南
济南市水务局 部门 市 山东/济南
山东省济南市水务局 部门 市 山东/济南
延边朝鲜族自治州人民政府 政府 市 吉林/延边
临夏州教育局 部门 市 甘肃/临夏
阿克苏地区行署 政府 市 新疆/阿克苏
阿克苏地区行署办公室 办公厅室 市 新疆/阿克苏
锡林郭勒盟公安局 部门 市 内蒙古/锡林郭勒
济南市历城区人民政府 政府 县 山东/济南/历城
历城区城市管理局 部门 县 山东/济南/历城
北京市海淀区人民政府 政府 县 北京/海淀
浦东新区人民政府 政府 县 上海/浦东
涉县教育局 部门 县 河北/邯郸/涉县
青田县人民政府办公室 办公厅室 县 浙江/丽水/青田
章丘市教育局 部门 县 山东/济南/章丘
中共青田县委 党委 县 浙江/丽水/青田
中共青田县委办公室 办公厅室 县 浙江/丽水/青田
青田县人民法院 人大政协法检 县 浙江/丽水/青田
政协青田县委员会 人大政协法检 县 浙江/丽水/青田
宝安区航城街道办事处 政府 乡 广东/深圳/宝安/航城
石桥镇人民政府 政府 乡 石桥
青田县船寮镇人民政府 政府 乡 浙江/丽水/青田/船寮
船寮镇党委 党委 乡 船寮
省政府办公厅 办公厅室 省
省教育厅 部门 省
市委组织部 部门 市
市市场监督管理局 部门 市
市城市管理局 部门 市
县人民政府 政府 县
区财政局 部门 县
市场监督管理局 部门 不明
城市管理局 部门 不明
临江省水利厅 部门 省 临江
永泰市水利局 部门 县 福建/福州/永泰
沿湖市人民政府办公室 办公厅室 市 沿湖
平川县人民政府办公室 办公厅室 县 甘肃/白银/平川
济南市防汛抗旱指挥部 议事协调机构 市 山东/济南
市安委会办公室 议事协调机构 市
济南市第一中学 企事业团体 市 山东/济南
济南水务集团有限公司 企事业团体 市 山东/济南
青田县残疾人联合会 企事业团体 县 浙江/丽水/青田
上海海关 部门 省 上海
中国人民银行济南分行 企事业团体 市 山东/济南
高新区管委会 政府 不明
各有关企业 不明 不明
张三 不明 不明
"""


@pytest.mark.parametrize("line", ORGANS.strip().splitlines())
def test_classify(line: str) -> None:
    name, klass, level, *region = line.split(" ")
    found = classify(name)
    assert (found.klass, found.level, "/".join(found.region)) == (klass, level, "".join(region))


@pytest.mark.parametrize(
    ("name", "inner"),
    [
        ("教育局基础教育科", True),
        ("商务厅对外贸易处", True),
        ("财政局预算股", True),
        ("教育部基础教育司", True),
        ("办公室", False),
        ("航城街道办事处", True),
        ("科", False),
    ],
)
def test_is_inner(name: str, inner: bool) -> None:
    assert is_inner(name) == inner


def test_lower() -> None:
    assert lower("县", "市") and lower("乡", "中央")
    assert not lower("市", "市") and not lower("省", "市") and not lower("不明", "省") and not lower("县", "不明")


@pytest.mark.parametrize(
    ("text", "path", "level", "rest"),
    [
        ("山东省济南市历下区教育局", "山东/济南/历下", "县", "教育局"),
        ("甘肃税务", "甘肃", "省", "税务"),
        ("海南岛", None, None, "海南岛"),
        ("临夏回族自治州", "甘肃/临夏", "市", ""),
        ("鼓楼区政府", "鼓楼", "县", "政府"),
        ("江苏省南京市鼓楼区政府", "江苏/南京/鼓楼", "县", "政府"),
        ("吉林市公安局", "吉林/吉林", "市", "公安局"),
        ("吉林省公安厅", "吉林", "省", "公安厅"),
        ("云和市市场监管局", "浙江/丽水/云和", "县", "市场监管局"),
        ("浙江市场监管局", "浙江", "省", "市场监管局"),
        ("沿湖市湖东区教育局", "沿湖/湖东", "县", "教育局"),
        ("市教育局", None, None, "市教育局"),
        ("各市教育局", None, None, "各市教育局"),
        ("城市管理局", None, None, "城市管理局"),
        ("社区卫生服务中心", None, None, "社区卫生服务中心"),
        ("有关市人民政府", None, None, "有关市人民政府"),
        ("", None, None, ""),
    ],
)
def test_leading(text: str, path: str | None, level: str | None, rest: str) -> None:
    place, left = regions.leading(text)
    assert (("/".join(place.path), place.level) if place else (None, None)) == (path, level)
    assert left == rest


def test_places() -> None:
    assert [p.path for p in regions.places("鼓楼区")][:1] == [("江苏", "南京", "鼓楼")] and len(
        regions.places("鼓楼区")
    ) == 4
    assert regions.places("不存在的地方") == ()
    assert regions.ABBREVIATIONS["甘"] == "甘肃"
