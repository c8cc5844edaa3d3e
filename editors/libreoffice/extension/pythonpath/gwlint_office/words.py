"""What a comment says of a finding: the same as `gwlint annotate` writes."""

from __future__ import annotations

GATHERED = "以下意见所指的文字在文本框、页眉、页脚、脚注或自动编号里，那里加不上批注，集中写在这里："
SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
_DOUBT = {
    "M": "（条文据转载，引用前请核对原文）",
    "L": "（条文出处较弱，引用前请核对原文）",
    "K": "（未见条文原文，引用前请核对）",
}


def lines(finding: dict) -> list:
    """Severity and rule, the fault, the clauses, what to do: a line each."""
    advice = finding["advice"] or (finding["fix"] or {}).get("message")
    basis = [f"依据：{_citation(one)}" for one in finding["cites"]]
    return [
        heading(finding),
        finding["message"],
        *(basis or ["依据：没有对应条款，是 gwlint 的经验判断"]),
        *([f"建议：{advice}"] if advice else []),
    ]


def heading(finding: dict) -> str:
    """Severity and rule: no word of the document."""
    return f"{SEVERITIES[finding['severity']]} {finding['rule']} {finding['name']}"


def with_quote(finding: dict) -> list:
    """The same for a comment that does not stand on the words."""
    first, *rest = lines(finding)
    quote = " ".join(finding["quote"].split())
    return ["", f"{first}：“{quote}”" if quote else first, *rest]


def _citation(cite: dict) -> str:
    title = cite["title"] or cite["source"]
    named = title if title.startswith("《") else f"《{title}》"
    return f"{named}{cite['clause']}：{cite['gist']}{_DOUBT.get(cite['confidence'], '')}"
