"""A comparison of two audits for people: lines for the terminal, a page for the browser."""

from collections.abc import Iterator, Sequence

from gwlint.audit.diff import Diff, Moved
from gwlint.model import SEVERITIES
from gwlint.reporters.html import parts
from gwlint.reporters.html.parts import asset, opening, safe
from gwlint.reporters.style import SEVERITY_WORDS, Style
from gwlint.reporters.width import clip, clip_left, pad, visible, width

_NAME = 56


def as_text(diff: Diff, style: Style) -> Iterator[str]:
    """The verdict, then what it rests on."""
    yield style.paint(diff.verdict, "strong") + "\n"
    for line in [*_settings(diff), _documents(diff), _findings(diff)]:
        yield line + "\n"
    for title, moved in (("按规则", diff.rules), ("按单位", diff.units)):
        yield from _listed(title, moved)
    if diff.examples:
        yield "\n新出现的问题（先列重的）\n"
    for one in diff.examples:
        grave = style.paint(SEVERITY_WORDS[one.severity], one.severity)
        yield f"  {grave} {one.rule} {clip_left(visible(one.path), style.columns - 15)}\n"
        yield f"       {clip(visible(one.message), style.columns - 8)}\n"


def as_html(diff: Diff) -> Iterator[str]:
    """The same as one page."""
    style = asset(parts.__file__, "base.css") + asset(__file__, "page.css")
    yield opening("两次审计的比较", style, "")
    yield f'<header class="top"><h1>两次审计的比较</h1>\n<div class="frequent"><h2>{safe(diff.verdict)}</h2>'
    yield "".join(f"<p>{safe(line)}</p>" for line in [*_settings(diff), _documents(diff), _findings(diff)])
    yield "</div></header>\n<main>\n"
    for title, moved in (("按规则", diff.rules), ("按单位", diff.units)):
        rows = [(one.name, str(one.came), str(one.went), str(one.stayed)) for one in moved]
        yield _section(title, ("名称", *_HEADS), rows)
    examples = [(SEVERITY_WORDS[one.severity], one.rule, one.path, one.message) for one in diff.examples]
    yield _section("新出现的问题（先列重的）", ("级别", "规则", "文件", "问题"), examples)
    yield "</main>\n</body>\n</html>\n"


def _settings(diff: Diff) -> list[str]:
    return [f"注意：两次用的{'、'.join(diff.settings)}不同，有的差别可能由此而来，不是文件变了"] if diff.settings else []


def _documents(diff: Diff) -> str:
    said = {"new": "新增", "gone": "不见了", "changed": "内容变了", "same": "没有变", "renamed": "改名或挪动"}
    return "文件：" + "，".join(f"{word}{diff.documents[key]}份" for key, word in said.items())


def _findings(diff: Diff) -> str:
    each = (f"{SEVERITY_WORDS[one]}多{diff.came[one]}处、少{diff.went[one]}处" for one in SEVERITIES)
    return "问题：" + "；".join(each)


def _listed(title: str, moved: tuple[Moved, ...]) -> Iterator[str]:
    if not moved:
        return
    wide = min(_NAME, max(width(visible(one.name)) for one in moved))
    yield f"\n{pad(title, wide + 2)}  {'  '.join(_HEADS)}\n"
    for one in moved:
        numbers = "  ".join(f"{number:>{width(head)}}" for number, head in zip(one[1:], _HEADS, strict=True))
        yield f"  {pad(clip(visible(one.name), wide), wide)}  {numbers}\n"


def _section(title: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return f"<section><h2>{title}</h2><p>没有变化。</p></section>\n"
    titles = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "".join(f"<tr>{''.join(f'<td>{safe(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<section><h2>{title}</h2><table><thead><tr>{titles}</tr></thead>\n<tbody>{body}</tbody></table></section>\n"


_HEADS = ("新出现", "不再有", "仍然有")
