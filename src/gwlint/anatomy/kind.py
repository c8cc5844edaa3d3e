"""What kind of document it is: a 公文 at all, which way it goes, which category of limits it falls under."""

from gwlint import re
from gwlint.model import Category, Direction, IssuerClass

_UP = ("请示", "报告", "议案")
_PUBLIC = ("公告", "通告", "公报", "命令", "决议")
_RULES = ("办法", "细则", "规定", "条例", "规则", "规程", "标准", "章程", "指南", "指引", "规范")


def is_official(title: str, has_mark: bool, genre: str | None, opening: str) -> bool:
    """Whether the text is a 公文 or its printed annex, not news about one, a letter, a speech or questions and answers."""
    if re.search(
        r"[（(](?:本报)?(?:通讯员|记者|来源)|本报讯|新华社|记者.{0,12}(?:获悉|从|报道)|^\s*问[:：]|答记者问|政策解读|一图读懂",
        opening,
    ):
        return has_mark and genre is not None and "答记者问" not in title and "解读" not in title
    if re.match(r"致.{2,30}(?:信|书)$|.*(?:一封信|倡议书|讲话|致辞|解读|问答|答记者问)$", title):
        return False
    return has_mark or genre is not None


def direction(genre: str | None, to: str, klass: IssuerClass, to_lower: bool, public: bool) -> Direction:
    """上行, 下行, 平行 or 公布, by genre and addressees (条例第八条、第四章)."""
    if genre in _UP:
        return "上行"
    if genre == "函":
        return "平行"
    if genre in (*_PUBLIC, "决定") and not to:
        return "公布"
    if to:
        return "公布" if public else "下行"
    if genre in _RULES:
        return "公布"
    return "下行" if genre else "不明"


def is_public(to: str) -> bool:
    """Whether the addressees are the public: enterprises, insured, citizens, not organs."""
    if re.search("政府|委|局|厅|部门|办|院|机关|直属|所属|公司|银行|学校|支行|指挥部|小组|单位，", to):
        return False
    return bool(re.search("参保|职工|市民|居民|企业|群众|考生|家长|业主|纳税人|用人单位|社会公众|村民|旅客|商户", to))


_CATEGORIES: tuple[tuple[Category, str], ...] = (
    ("预案", "预案"),
    ("规划", "规划(?!和自然资源)|(?:五年|年度|行动|三年|工作)?计划$|纲要$"),
    (
        "人事机构",
        "任免|任职|免职|成立.{0,30}(?:小组|指挥部|委员会|专班|党支部)|调整.{0,30}(?:成员|组成人员|领导小组)|机构设置|内设机构|机构改革|职务评审|职称|充实.{0,12}(?:机构|人员)",
    ),
    ("公布周知", "公布.{0,60}(?:名单|传承人|结果|第.{1,3}批)|印发.{0,60}（第.批）|放假|调休|公示$|入选名单|征集评选"),
    (
        "督查检查",
        "督查|督导|检查|巡查|明查暗访|考核|考评|评估验收|专项整治核查|验收|自查|隐患(?:大)?排查|挂牌督办|查处督办",
    ),
    ("调研", "调研|调查研究|问卷调查|情况调查"),
    (
        "会议通知",
        "召开.{0,60}会|会议(?:的)?通知|参加.{0,40}会(?:议)?的通知|举办.{0,40}(?:培训班|会议)|会议于.{2,30}(?:召开|举行)|会期",
    ),
    ("简报信息", "简报|信息报送情况|专报|快报|动态(?!监测|调整|管理)"),
    ("报送材料", "报送|上报|填报|编报|征集|报名|统计工作|决算|报告制度|推荐.{0,20}(?:名单|人选)"),
)
_POLICY = re.compile(
    "政策|措施|意见|办法|规定|细则|若干|减免|减征|支持|扶持|促进|共同富裕|经费保障|补贴|奖励|有关事项|条例|制度|条(?:措施|举措|意见)?的通知"
)
_TASK = re.compile("贯彻|做好|开展|加强|加快|进一步|工作的通知|试点|部署|工作方案|专项行动|恢复|服务|指南|公布|配合")


def category(genre: str | None, title: str, carried: str, klass: IssuerClass, to: str) -> Category:
    """The category whose limits apply. `carried` is the title of the printed text, or the title itself."""
    public = is_public(to)
    if genre == "报告":
        return (
            "综合类报告"
            if "代表" in to
            or re.search(
                "政府工作|年度工作|工作总结|全年工作|上半年工作|重点工作|工作情况综合|(?:19|20)\\d\\d年.{0,10}工作(?:情况)?的?报告",
                title,
            )
            else "专项报告"
        )
    if genre in ("函", "批复", "请示", "议案", "纪要"):
        return "其他"
    subject = re.sub(r"^.*?关于|的(?:通知|公示)$|《[^》]{30,}》", "", carried or title)
    for name, pattern in _CATEGORIES:
        if re.search(pattern, subject):
            return name
    if genre == "计划":
        return "规划"
    if public or (genre in ("公告", "通告", "公报") and not to):
        return "公布周知"
    return _policy_or_task(genre, carried or title, klass)


def _policy_or_task(genre: str | None, title: str, klass: IssuerClass) -> Category:
    if genre in ("意见", "决定", "命令", "办法", "细则", "规定", "措施", "举措", "条例", "规则"):
        return "政策性文件"
    if genre not in ("通知", "通告", "公告", "方案", "通报", "要点", "安排", None, *_RULES):
        return "其他"
    if _POLICY.search(title) and not re.search("贯彻落实|加强|做好", title):
        return "政策性文件"
    if klass in ("政府", "党委", "办公厅室") and not _TASK.search(title):
        return "政策性文件"
    return "工作部署"
