"""The start of an office's own profile: a valid file that explains itself."""

import datetime
import json
from collections.abc import Sequence

_TEMPLATE = """\
# 本单位自己的规定，交给 gwlint 用：
#   gwlint profile check 本文件               改完先查有没有写错
#   gwlint check 通知.docx --profile 本文件   按它检查公文
# “#”后面的字是说明，不起作用；去掉行首的“#”，那一行就起作用。存成UTF-8编码。

# 名称，检查结果里会写它。
title = {title}

# 以哪份规定为底：这里没写的，都照它。编号见 gwlint profile list。
extends = {extends}

# 适用的地区，从省写起，用简称；只作说明。
{region}

# 从哪天起施行；valid_to 是从哪天起不再适用。日期不加引号。
valid_from = {today}
# valid_to = 2030-01-01

# 还要说明的话，gwlint profile show 会显示。
# note = "2025年修订。"

# ── 规则：一条一节，规则名见 gwlint rules ────────────────────────
# severity  轻重：error 错误，warning 警告，info 提示，off 不查
# cites     依据，写“文件编号 条款”；文件写在后面的 [sources.编号] 里
# basis     没有条款、自己定的规矩，不写 cites，写 basis = "house"
# 其余的是这条规则自己的选项；有哪些、现在是多少，看
#   gwlint profile show cn --why overlong-body

# 例一：正文字数。按事项类别定上限，没写的类别照底本，0 是不限。
[rules.overlong-body]
severity = "warning"
cites = ["office 第一条"]
limits = {{ "工作部署" = 3000 }}

# 例二：附件个数。
[rules.too-many-attachments]
severity = "error"
cites = ["office 第二条"]
max = 3

# 例三：不查某一条规则。
# [rules.missing-urgency-mark]
# severity = "off"

# ── 依据：上面 cites 引用的文件 ────────────────────────────────
# 编号 office 可以改，改了 cites 也要改。本文件没写、gwlint 已经收录的文件可以直接引用。
[sources.office]
title = {title}
number = ""
issuer = ""
in_force_from = {today}

# 每条写三样：
# gist        用自己的话写一句
# strength    条款用的词。一律、不得、严禁、应当、规定：最重可报 error；
#             一般、原则上：最重 warning；推荐、可以、实务：只能 info
# confidence  可信度。H 见过原文，M 见过转述，L 出处不可靠，K 凭记忆；L 和 K 只能 info
[sources.office.clauses]
"第一条" = {{ gist = "部署工作的文件3000字以内", strength = "一般", confidence = "H" }}
"第二条" = {{ gist = "附件不超过3个", strength = "不得", confidence = "H" }}
"""


def start(title: str, extends: str, region: Sequence[str], today: datetime.date) -> str:
    """The text of a profile file called `title` upon the profile `extends`, in force from `today`."""
    return _TEMPLATE.format(
        title=_quoted(title),
        extends=_quoted(extends),
        region=f"region = [{', '.join(map(_quoted, region))}]" if region else '# region = ["山东", "青岛"]',
        today=today,
    )


def _quoted(text: str) -> str:
    """A TOML string; control characters, which no name needs, left out."""
    return json.dumps("".join(one for one in text if one.isprintable()), ensure_ascii=False)
