"""Lines that a site puts inside the document's element: times, counters, buttons, links to other pages."""

from collections.abc import Iterator, Sequence
from functools import cache

from gwlint import re
from gwlint.readers.html.walk import Said

_EDGE = r"[\s\[\]【】（）()|｜：:]{0,8}"
_ALONE = (
    r"(?:发布|更新|录入|上传|公开)(?:时间|日期)\s*[:：].*(?:来源|浏览|阅读|点击|字号|字体|打印|作者|编辑).*"
    rf"|{_EDGE}(?:(?:字号|字体|打印|关闭|收藏|分享|我要纠错|返回顶部|返回列表|[大中小]){_EDGE})+"
    r"|(?:信息|文章|稿件)?来源\s*[:：].{0,30}(?:时间|日期|浏览|阅读|点击|字号|字体|打印|作者|编辑|访问).*"
    r"|(?:浏览|阅读|点击|访问)(?:次数|人数|量|数)\s*[:：]?\s*\S{0,12}(?:次|人)?"
    r"|(?:责任编辑|审核|编辑|校对|作者)\s*[:：]\s*\S{0,12}"
    r"|分享(?:到|至)?\s*[:：]?.{0,30}|扫一扫.{0,20}|打印本页.*|关闭窗口.*"
    r"|您?(?:当前|现在|所在)的?(?:位置|页面)\s*[:：].*|首页\s*[>＞»].*"
    r"|.*(?:ICP备|公网安备|网站标识码|版权所有|技术支持|网站地图).*|(?:主办|承办)(?:单位)?\s*[:：].*"
)
_HEADS = r"(?:相关|推荐|延伸)(?:链接|阅读|新闻|文档|信息|文章|推荐|解读|稿件|文件|内容|政策).{0,4}|(?:上|下)一[篇条]\s*[:：]?.*"


def sorted_out(lines: Sequence[Said]) -> Iterator[tuple[Said, bool]]:
    """Each line, and whether it is the site's own; after 相关链接 or 上一篇 also the links that follow."""
    linking = False
    for line in lines:
        if _pattern(_HEADS).fullmatch(line.text):
            linking = True
        elif not line.is_link:
            linking = False
        yield line, linking or is_clutter(line.text)


def is_clutter(text: str) -> bool:
    """Whether the line is none of the document's."""
    return _pattern(_ALONE).fullmatch(text) is not None


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
