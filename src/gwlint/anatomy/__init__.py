"""Document → Gongwen: what each line of a document is, and what follows from that.

lines      the lines of the page, cleaned for matching
head       份号 密级 紧急程度 发文机关标志 发文字号 签发人 标题 主送机关
tail       附件说明 署名 成文日期 附注 附件 抄送 印发
genre      文种 of a title, and of a text that lost its title
issuers    who sends it
addressees to whom
kind       direction, category, whether it is a 公文 at all
counting   字数 as Word counts
"""

from gwlint.anatomy.recognise import recognise

__all__ = ["recognise"]
