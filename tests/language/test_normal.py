"""One spelling for matching: same length, and what must not be touched."""

import time
from pathlib import Path

import pytest

from gwlint.language.normal import canon, is_extraction, width, wrap_width

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("２０２４年３月ＡＢｚ", "2024年3月ABz"),
        ("市政府　办公室\xa0\u2002印发\t稿", "市政府 办公室  印发 稿"),
        ("各县(市、区)政府,市直部门:", "各县（市、区）政府，市直部门："),
        ("部门(OA)系统", "部门（OA）系统"),
        ("(1)加强领导;(第(一)项)", "（1）加强领导；（第（一）项）"),
        ("文件压减三分之一.会议从简.", "文件压减三分之一。会议从简。"),
        ("占５０％以上.其中", "占50%以上。其中"),
        ("认真落实.2025年底前", "认真落实。2025年底前"),
        (
            "某办发[2024]12号、某函(2023〕5号、某政【2022】第3号",
            "某办发〔2024〕12号、某函〔2023〕5号、某政〔2022〕第3号",
        ),
        ("«办法»和≪规定≫、<通知>", "《办法》和《规定》、《通知》"),
        ("⻓期⾏政⾯对後续馀款", "长期行政面对后续余款"),
        ("二○二四年、二O二O年", "二〇二四年、二〇二〇年"),
        ("时间∶上午９∶30", "时间：上午9：30"),
    ],
)
def test_one_spelling(raw: str, plain: str) -> None:
    assert canon(raw) == plain
    assert len(canon(raw)) == len(raw)


@pytest.mark.parametrize(
    "text",
    [
        "共1,000元，比例3.5",
        "行动计划（2021—2025年）",
        "一.总则\n十二.附则",
        "1.加强领导",
        "a.b@example.cn, see (note): x?",
        '“引号”和 "直引号" 一—－-',
        "零\u200b宽",
        "标题：《办法》。",
        "o 与 O 型",
        "若 a<b 且 c>d",
    ],
)
def test_left_alone(text: str) -> None:
    assert canon(text) == text


def test_long_text_takes_linear_time() -> None:
    worst = ["(" * 300_000, "<一" * 150_000, "(一" * 150_000, "一." * 150_000, "〔2024" * 60_000, ",一" * 150_000]
    for text in worst:
        started = time.perf_counter()
        assert len(canon(text)) == len(text)
        assert time.perf_counter() - started < 1


def test_width_counts_han_one_and_latin_half() -> None:
    assert width("市政府2024，A b") == 4 + 2 + 0.5 + 0.5 + 0.5


BROKEN = [
    "关于进一步规范会议组织工作的通知",
    "各镇人民政府，县直各部门：",
    "近来会议偏多、会期偏长的情况有所抬头，干部反映比较集中",
    "的是同一事项反复开会、临时通知开会和陪会。经研究，现将",
    "有关要求通知如下。",
    "一、从严控制会议数量。各部门每季度召开的系统会议不超过",
    "一次，能够合并的合并召开，能够以电话沟通的不再开会，确",
    "需临时召开的提前两天报县政府办公室。会议材料一律从简，",
    "除涉密材料以外不再印发纸质文件，由参会人员自行查阅电子",
    "文本即可。",
]


def test_broken_lines_are_told_by_their_width() -> None:
    assert wrap_width(BROKEN) == 27
    assert wrap_width(["".join(BROKEN[2:5]), "".join(BROKEN[5:])] * 6) is None
    assert wrap_width(["第一项工作已经完成。", "下一步怎么办？", "请示。"] * 4) is None


def test_typed_text_is_no_extraction() -> None:
    assert not is_extraction("\n".join(BROKEN))
    assert not is_extraction("各部门要高度重视,认真落实,按时报送.\n" * 20)
    assert is_extraction("\n\n".join(BROKEN).replace("，", ","))
    assert is_extraction("各部门要落实«办法»的要求,认真总结,按时报送.\n" * 20)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared")
@pytest.mark.parametrize("name", ["gansu-2024.txt", "jinan-2019.txt"])
def test_seeds_are_extractions(name: str) -> None:
    text = (SEEDS / name).read_text(encoding="utf-8")
    assert is_extraction(text)
    assert wrap_width(text.splitlines()) == 28
