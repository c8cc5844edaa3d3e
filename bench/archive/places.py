"""Units that issue documents, and what they work on. The places exist, what is said of them is made up."""

import random
from typing import NamedTuple


class Place(NamedTuple):
    """A city with its province; `short` begins its document numbers, `below` is how it calls its counties."""

    province: str
    city: str
    short: str
    counties: tuple[str, ...]
    below: str = "各县（市、区）"


PLACES = (
    Place("甘肃", "天水", "天", ("秦安县", "甘谷县", "武山县")),
    Place("甘肃", "白银", "市", ("会宁县", "靖远县", "景泰县")),
    Place("山东", "济南", "济", ("平阴县", "商河县"), "各区县"),
    Place("浙江", "丽水", "丽", ("青田县", "缙云县", "遂昌县")),
    Place("浙江", "衢州", "衢", ("开化县", "常山县", "龙游县")),
    Place("四川", "绵阳", "绵", ("三台县", "盐亭县", "梓潼县")),
    Place("湖北", "襄阳", "襄", ("南漳县", "谷城县", "保康县")),
    Place("河北", "保定", "保", ("易县", "涞源县", "曲阳县")),
)


class Field(NamedTuple):
    """What a bureau works on: its name, the head of its numbers, topics, things it looks after, who does the work."""

    bureau: str
    head: str
    topics: tuple[str, ...]
    things: tuple[str, ...]
    hands: tuple[str, ...]
    places: tuple[str, ...]


FIELDS = (
    Field("农业农村局", "农", ("秋种", "春耕备耕", "农机检修", "高标准农田管护", "农技服务"),
          ("播种机具", "排灌沟渠", "机耕道", "种子质量", "烘干设备", "水肥设施"),
          ("农技人员", "村级农技员", "农机手", "合作社社员"), ("连片示范田", "丘陵梯田", "沿河低洼地块", "制种基地")),
    Field("水利局", "水", ("山塘管护", "河道清淤", "农村供水", "灌区改造", "水源涵养"),
          ("涵闸启闭机", "输水管道", "渠系建筑物", "水位标尺", "净水滤池", "护岸块石"),
          ("管水员", "水管所职工", "养护班组", "村级水管员"), ("上游支沟", "灌区末级渠道", "集中供水点", "山区水厂")),
    Field("教育局", "教", ("校园绿化", "课后服务", "近视防控", "实验室管理", "乡村教师培训"),
          ("教室灯具", "课桌椅", "实验器材", "图书室藏书", "运动场地", "饮水设备"),
          ("班主任", "校医", "实验员", "后勤人员"), ("寄宿制学校", "村小教学点", "城区学校", "中心幼儿园")),
    Field("交通运输局", "交", ("农村公路养护", "公交站点改造", "客运站服务", "桥梁管护", "航道维护"),
          ("路基边坡", "排水边沟", "警示标牌", "候车亭", "桥面铺装", "波形护栏"),
          ("养护工人", "站务员", "道班职工", "巡路员"), ("临水临崖路段", "城乡公交线路", "乡镇客运站", "旅游公路")),
    Field("民政局", "民", ("养老服务", "社区食堂", "地名标志管护", "婚姻登记服务", "儿童关爱"),
          ("护理床位", "助浴设备", "无障碍坡道", "活动室", "登记窗口", "地名标志"),
          ("护理员", "社工", "儿童主任", "窗口人员"), ("乡镇敬老院", "日间照料点", "城区社区", "偏远村组")),
    Field("文化和旅游局", "文旅", ("图书流通", "乡村戏台管护", "民歌采集", "展馆开放", "非遗传习"),
          ("流动书车", "音响灯光", "展柜恒湿机", "戏台木构件", "借阅设备", "文物标牌"),
          ("馆员", "文化辅导员", "传承人", "讲解员"), ("乡镇分馆", "古村落", "县级展馆", "传习所")),
    Field("住房和城乡建设局", "建", ("老旧小区改造", "路灯维护", "排水管网养护", "城市绿地管护", "公厕管理"),
          ("雨水井盖", "路灯灯杆", "楼道扶手", "外墙保温层", "化粪池", "行道树"),
          ("物业人员", "市政养护工", "绿化工人", "社区网格员"), ("老城片区", "背街小巷", "临街绿地", "安置小区")),
    Field("林业局", "林", ("古树保护", "苗圃管理", "退化林修复", "湿地管护", "油茶低改"),
          ("古树支架", "苗床遮阴网", "围栏界桩", "林区便道", "灌溉水窖", "良种穗条"),
          ("护林员", "林场职工", "苗圃工人", "技术员"), ("国有林场", "江河源头", "城郊林带", "油茶基地")),
)  # fmt: skip


class Unit(NamedTuple):
    """Who issues: `level` 省, 市 or 县; `name` in full, `short` as its numbers begin, `own` as it calls itself."""

    place: Place
    field: Field
    level: str
    county: str = ""

    @property
    def name(self) -> str:
        return self._at + self.bureau

    @property
    def bureau(self) -> str:
        return self.field.bureau if self.level != "省" else self.field.bureau[:-1] + "厅"

    @property
    def government(self) -> str:
        """The one that it belongs to."""
        return self._at + "人民政府"

    @property
    def each(self) -> str:
        """The bureaus below, all of them."""
        return {"省": "各市", "市": self.place.below, "县": "各乡镇"}[self.level] + (
            self.field.bureau if self.level != "县" else self.field.bureau[:-1] + "工作站"
        )

    @property
    def governments(self) -> str:
        """The governments below, all of them."""
        return {"省": "各市", "市": self.place.below, "县": "各乡镇"}[self.level] + "人民政府"

    @property
    def own(self) -> str:
        return "我厅" if self.level == "省" else "我局"

    @property
    def folder(self) -> str:
        return f"{self.place.province}/{self.name}"

    def number(self, year: int, count: int) -> str:
        head = {"省": self.place.province[0], "市": self.place.short, "县": self.county[:1]}[self.level]
        return f"{head}{self.field.head}发〔{year}〕{count}号"

    @property
    def _at(self) -> str:
        return {"省": f"{self.place.province}省", "市": f"{self.place.city}市", "县": self.county}[self.level]


def unit(chance: random.Random, place: Place | None = None, level: str | None = None) -> Unit:
    """Any of them."""
    place = place or chance.choice(PLACES)
    level = level or chance.choices(("省", "市", "县"), (2, 6, 2))[0]
    return Unit(place, chance.choice(FIELDS), level, chance.choice(place.counties))
