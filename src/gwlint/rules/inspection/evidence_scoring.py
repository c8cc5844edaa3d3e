from collections.abc import Iterator
from functools import cache

from gwlint import re
from gwlint.model import Finding, Span
from gwlint.rules import Context, rule

_DEEDS = (
    (
        "开会",
        r"(?:召开|组织召开)[^，。；]{0,16}?(?:会议|专题会|推进会|部署会|例会|动员会|会(?=[^，。；议]{0,6}[得计加扣，]))",
    ),
    ("发文", r"(?:印发|制发|下发|出台)[^，。；]{0,16}?(?:文件|方案|通知|计划|意见)|发文"),
    ("拍照留痕", r"照片|图片|影像|视频资料|截图|拍照|留痕|痕迹"),
    ("台账", r"台账|会议记录|签到表|佐证材料"),
    ("学习笔记", r"笔记|心得体会"),
    ("领导批示", r"批示"),
    (
        "信息宣传",
        r"(?:报送|刊发|刊登|采用|上报|录用|被[^，。；]{1,10}采用)[^，。；]{0,12}?(?:信息|简报|稿件|宣传报道)|(?:信息|简报|稿件)[^，。；]{0,8}?(?:采用|报送|录用|刊发|每篇|每条|每[增多]?1?[篇条])",
    ),
)

_RATES = ("考核", "考评", "评分", "评价", "评比", "督查", "督导", "检查", "创建", "验收", "评估", "测评", "打分")
_OTHERS = ("企业", "信用", "供应商", "机构", "项目", "论文", "竞赛", "大赛", "比赛", "招标", "学生")


@rule("GW603", "evidence-scoring")
def check(ctx: Context) -> Iterator[Finding]:
    """按开会、发文、照片、笔记、批示打分。

    为什么：
        不得简单以有没有开会发文、拍照留痕、台账登记、学习笔记、领导批示评价工作。分数给了痕迹，力气就花在痕迹上。

    不合格：

        云和市农业农村局关于印发秋种工作考核办法的通知

        各县（市、区）农业农村局：

        现将秋种工作考核办法印发给你们。
        一、召开秋种部署会议的得5分，印发实施方案的得5分，没有的不得分。
        二、播种面积完成任务的得30分。

        云和市农业农村局
        2025年9月8日

    合格：

        云和市农业农村局关于印发秋种工作考核办法的通知

        各县（市、区）农业农村局：

        现将秋种工作考核办法印发给你们。
        一、播种面积完成任务的得30分，每少一个百分点扣1分。
        二、不以开会发文、拍照留痕、台账记录作为评分依据。

        云和市农业农村局
        2025年9月8日

    不查：
        “三重一大”、组织生活会等依规定必须有记录的不算；评企业、评机构的不算；以通报形式说明扣分原因的不算。
    """
    if (
        "分" not in ctx.reading.text
        or ctx.gongwen.direction == "上行"
        or ctx.gongwen.genre == "通报"
        or not _scores(ctx)
    ):
        return
    text = ctx.reading.text
    blocks = [block.span for block in ctx.document.blocks if block.kind in ("paragraph", "cell", "textbox")]
    for number, span in enumerate(blocks):
        beside = "".join(one.of(text) + "，" for one in blocks[number + 1 : number + 3] if one.length <= 8)
        yield from _rows(ctx, span, beside)


def _scores(ctx: Context) -> bool:
    """Whether the document or an attachment of it is about rating organs."""
    title = ctx.gongwen.title.text if ctx.gongwen.title else ""
    names = (
        title
        + "".join(one.title for one in ctx.gongwen.attachments)
        + (ctx.gongwen.printed.text if ctx.gongwen.printed else "")
    )
    return any(word in names for word in _RATES) and not any(word in names for word in _OTHERS)


def _rows(ctx: Context, span: Span, beside: str) -> Iterator[Finding]:
    """Each sentence of a paragraph, or a cell with its score in the cell beside it."""
    text = ctx.reading.text
    for part in re.finditer("[^。；\n]+", text[span.start : span.end]):
        row = part.group()
        if not _points().search(row) and not (len(row) == span.length and _bare().match(beside)):
            continue
        deeds = [(name, found) for name, pattern in _DEEDS if (found := re.search(pattern, row))]
        if deeds and not _spared().search(row):
            first = min(found.start() for _, found in deeds)
            start = span.start + part.start() + max(0, first - 4)
            place = Span(start, min(span.start + part.end(), start + 60))
            names = "、".join(name for name, _ in deeds)
            yield ctx.finding(place, f"把{names}列为评分项", advice="改为按办成的事、群众的反映评分")


@cache
def _points() -> "re.Pattern[str]":
    return re.compile(
        r"(?:得|计|加|扣|记|给|赋|减)\s*\d+(?:\.\d+)?\s*分|[（(]\s*(?:满分|计|共)?\d+(?:\.\d+)?\s*分\s*[)）]|不得分|酌情[加扣]分|予以加分|每[^，。；]{0,8}\d+(?:\.\d+)?分"
        r"|作为[^，。；]{0,16}(?:评分|打分|评价|考核)[^，。；]{0,4}(?:依据|标准|内容)"
    )


@cache
def _bare() -> "re.Pattern[str]":
    return re.compile(r"\s*\d+(?:\.\d+)?\s*分?，")


@cache
def _spared() -> "re.Pattern[str]":
    """Prohibitions, and records that rules themselves ask for."""
    return re.compile(
        "不得(?!分)|不以|不把|不将|不再|严禁|取消|不作为|三重一大|组织生活|民主生活会|三会一课|党员大会|职工代表|执法|监控|安全生产|信访|批示件|投诉|负面|舆情|曝光"
    )
