"""Offices that demand a word on secrecy, urgency and disclosure on every draft: `require = true`."""

from pathlib import Path

import pytest
from drafts import findings

MARKS = ("missing-secrecy-mark", "missing-urgency-mark", "missing-disclosure-mark")
PROFILE = 'title = "本局规定"\nextends = "cn"\n' + "".join(
    f'[rules.{rule}]\nbasis = "house"\nrequire = true\n' for rule in MARKS
)
DRAFT = """{head}平川县林业局关于报送苗木需求的函

平川县财政局：

请支持苗木采购经费。{said}

平川县林业局
2025年3月6日

{note}
"""


@pytest.fixture
def profile(tmp_path: Path) -> str:
    path = tmp_path / "office.toml"
    path.write_text(PROFILE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("rule", MARKS)
def test_silence_is_a_fault(profile: str, rule: str) -> None:
    found = findings(rule, DRAFT.format(head="", said="", note=""), profile)
    assert [one.quote for one in found] == ["平川县林业局关于报送苗木需求的函"]
    assert not findings(rule, DRAFT.format(head="", said="", note=""), "cn")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("missing-secrecy-mark", {"head": "密级：无\n\n"}),
        ("missing-secrecy-mark", {"said": "本件不涉密。"}),
        ("missing-secrecy-mark", {"note": "（此件不予公开）"}),
        ("missing-secrecy-mark", {"head": "000001\n秘密★1年\n\n"}),
        ("missing-urgency-mark", {"head": "缓急：平件\n\n"}),
        ("missing-urgency-mark", {"head": "加急\n\n"}),
        ("missing-disclosure-mark", {"note": "（此件依申请公开）"}),
    ],
)
def test_a_word_is_enough(profile: str, rule: str, said: dict[str, str]) -> None:
    draft = DRAFT.format(**{"head": "", "said": "", "note": "", **said})
    assert findings(rule, draft, profile) == []
