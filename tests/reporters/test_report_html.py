"""The html report: whole, well formed, and deaf to what a document says."""

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from handmade import full_gongwen, make_document, make_finding, make_report

from gwlint.model import Block, DocxRef, Element, FileReport, NotChecked, Note, Piece, Span
from gwlint.reporters import html

VOID = {"meta", "br", "rect"}
HOSTILE = "</script></style><script>window.pwned=1</script><img src=x onerror='pwned=1'>\"'&lt;&#x202e;\u202e\x00\x07"
UNREADABLE = FileReport("坏.docx", "unreadable", "不是有效的 docx 文件，请用 Word 重新保存")


class Page(HTMLParser):
    """Elements with their attributes, in order, and the text below each; fails on a tag left open."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self._open: list[int] = []
        self.feed(source)
        assert not self._open

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), names
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append("")
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append("")

    def handle_endtag(self, tag):
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data):
        for at in self._open:
            self.texts[at] += data

    def all(self, tag: str, **wanted: str) -> list[tuple[dict[str, str], str]]:
        return [
            (attributes, text)
            for (name, attributes), text in zip(self.elements, self.texts, strict=True)
            if name == tag and all(attributes.get(key.rstrip("_")) == value for key, value in wanted.items())
        ]

    def one(self, tag: str, **wanted: str) -> tuple[dict[str, str], str]:
        (found,) = self.all(tag, **wanted)
        return found


def overlapping() -> FileReport:
    document = make_document("市里/防汛通知.docx")
    return make_report(
        document,
        make_finding(document, "请各市人民政府务必于3月5日前将防汛工作"),
        make_finding(
            document, "3月5日前将防汛工作开展情况", rule="GW401", name="short-reporting-deadline", severity="info"
        ),
        make_finding(document, "3月5日前", rule="GW204", name="missing-urgency-mark", severity="warning", cites=()),
        gongwen=full_gongwen(),
        limit=2000,
        not_checked=(NotChecked("GW501", "该格式读不出：字体"),),
        notes=(Note("x", "含有修订2处"),),
    )


def hostile() -> FileReport:
    lines = (f"关于{HOSTILE}的通知", f"各县：{HOSTILE}", "请务必报送。")
    document = make_document(f"{HOSTILE}.docx", lines)
    evil = make_finding(document, HOSTILE, rule=HOSTILE, name=HOSTILE, message=HOSTILE, advice=HOSTILE)
    gongwen = full_gongwen()._replace(title=Element(HOSTILE, document.blocks[0].span))
    return make_report(
        document, evil, gongwen=gongwen, reason=HOSTILE, status="partial", notes=(Note("x", HOSTILE),),
        not_checked=(NotChecked(HOSTILE, HOSTILE),),
    )  # fmt: skip


def report_pages() -> dict[str, list[FileReport]]:
    return {
        "overlapping": [overlapping()],
        "hostile": [hostile()],
        "several": [overlapping(), make_report(make_document("好.txt", format="txt")), UNREADABLE],
        "none": [],
    }


@pytest.fixture(params=report_pages().items(), ids=lambda item: item[0])
def page(request: pytest.FixtureRequest) -> Page:
    return Page(html.render(request.param[1]))


def test_stream_joined_is_render():
    assert "".join(html.stream([overlapping()])) == html.render([overlapping()])


class TestEveryPage:
    def test_ids_are_unique_and_references_lead_somewhere(self, page):
        ids = Counter(attributes["id"] for _, attributes in page.elements if "id" in attributes)
        assert not [one for one, times in ids.items() if times > 1]
        for _, attributes in page.elements:
            for name in ("aria-describedby", "data-on"):
                assert set(attributes.get(name, "").split()) <= set(ids)

    def test_links_stay_inside_and_nothing_is_fetched(self, page):
        links = [attributes["href"] for _, attributes in page.elements if "href" in attributes]
        assert all(re.fullmatch(r"#f\d+(m\d+)?", one) for one in links)
        assert not [
            name for name, attributes in page.elements if {"src", "style", "srcset", "action"} & attributes.keys()
        ]
        assert not {"img", "link", "iframe", "form", "object", "base"} & {name for name, _ in page.elements}

    def test_only_its_own_script_and_style(self, page):
        script, style = page.one("script")[1], page.one("style")[1]
        policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"]
        assert policy.startswith("default-src 'none';") and "unsafe" not in policy
        assert {f"sha256-{digest(script)}", f"sha256-{digest(style)}"} == set(re.findall(r"'(sha256-[^']+)'", policy))
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]

    def test_language_and_landmarks(self, page):
        assert page.one("html")[0]["lang"] == "zh-CN"
        assert page.one("main") and page.one("h1") and page.one("header") and page.one("footer")
        assert all("aria-label" in attributes for attributes, _ in page.all("section", class_="sheet"))


def digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


class TestMarks:
    def test_each_finding_begins_at_one_mark(self):
        page = Page(html.render([overlapping()]))
        anchors = [attributes for attributes, _ in page.all("mark", role="button")]
        assert [one["data-number"] for one in anchors] == ["1", "2、3"]
        assert all(one["tabindex"] == "0" for one in anchors)
        assert anchors[1]["aria-describedby"] == "f1n1 f1n2 f1n3"
        assert [attributes["href"] for attributes, text in page.all("a") if text == "第2页第3段"] == [
            "#f1m1",
            "#f1m2",
            "#f1m2",
        ]

    def test_overlaps_are_cut_and_take_the_gravest_look(self):
        page = Page(html.render([overlapping()]))
        assert [(one["class"], one["data-on"], text) for one, text in page.all("mark")] == [
            ("error", "f1n1", "请各市人民政府务必于"),
            ("error", "f1n1 f1n2 f1n3", "3月5日前"),
            ("error", "f1n1 f1n2", "将防汛工作"),
            ("info", "f1n2", "开展情况"),
        ]

    def test_text_is_whole(self):
        document = make_document("草稿.txt", format="txt")
        page = Page(html.render([make_report(document, make_finding(document, "3月5日前"))]))
        assert page.one("section", class_="sheet")[1] == f"\n{document.text}\n"

    def test_a_finding_over_several_blocks_begins_once(self):
        document = make_document("a.docx")
        whole = make_finding(document, document.text)
        marks = Page(html.render([make_report(document, whole)])).all("mark")
        assert len(marks) == len(document.blocks)
        assert ["id" in one for one, _ in marks] == [True, False, False, False]

    @pytest.mark.parametrize("at", [0, 18, 60])
    def test_a_finding_without_length_marks_one_character(self, at):
        document = make_document("a.docx")
        empty = make_finding(document, "通知")._replace(span=Span(at, at), quote="")
        assert [len(text) for _, text in Page(html.render([make_report(document, empty)])).all("mark")] == [1]

    def test_a_finding_in_an_empty_document_is_a_note_alone(self):
        document = make_document("a.docx", ())
        lone = make_finding(make_document("b.docx"), "通知")._replace(span=Span(0, 0))
        page = Page(html.render([make_report(document, lone)]))
        assert not page.all("mark") and page.one("li", id="f1n1")


class TestBlocks:
    def test_kinds(self):
        document = make_document("a.txt", ("页眉字", "格一", "格二", "正文"), "txt")
        kinds = ("header", "cell", "cell", "paragraph")
        blocks = tuple(one._replace(kind=kind) for one, kind in zip(document.blocks, kinds, strict=True))
        page = Page(html.render([make_report(document._replace(blocks=blocks))]))
        assert page.one("p", class_="header")[1] == "页眉页眉字"
        assert page.one("div", role="group", class_="cells")[1].split() == ["格一", "格二"]

    def test_insertions_are_shown(self):
        document = make_document("a.docx", ("请各单位及时报送",))
        ref = DocxRef("word/document.xml", 0, 0, 0)
        pieces = (
            Piece(Span(0, 4), ref),
            Piece(Span(4, 6), ref._replace(revision="ins")),
            Piece(Span(6, 8), ref),
        )
        page = Page(html.render([make_report(document._replace(pieces=pieces))]))
        assert page.one("ins")[1] == "及时"

    def test_line_breaks_and_alignment(self):
        document = make_document("a.docx", ("x",))
        text = "上行\n下行"
        block = Block(Span(0, len(text)), "paragraph", align="center", page=3)
        whole = document._replace(text=text, blocks=(block,), pieces=())
        source = html.render([make_report(whole, gongwen=None)])
        assert '<p class="page">第3页</p>\n<p class="paragraph center">上行<br>下行</p>' in source


class TestPanel:
    def test_length_in_words_and_as_a_bar(self):
        page = Page(html.render([overlapping()]))
        assert page.one("svg")[0]["aria-label"] == "正文 2213 字，上限 2000 字"
        assert "2213（汉字 1958，标点 255），上限 2000，超出 213 字" in page.one("section", class_="length")[1]
        widths = {attributes["class"]: attributes["width"] for attributes, _ in page.all("rect")}
        assert widths["fill"] == "90.4%" and widths["over"] == "9.6%"

    def test_no_bar_without_a_limit(self):
        assert not Page(html.render([overlapping()._replace(limit=None)])).all("svg")

    def test_note_holds_clause_and_advice(self):
        _, text = Page(html.render([overlapping()])).one("li", id="f1n1")
        assert "依据：《减负工作措施》第三条：部门不向下级政府发指令性文件" in text
        assert "建议：改为报请本级政府同意后发文" in text

    def test_filters_count(self):
        page = Page(html.render([overlapping()]))
        switches = [(text, one["aria-pressed"]) for one, text in page.all("button") if "aria-pressed" in one]
        assert [text for text, _ in switches[:3]] == ["错误 1", "警告 1", "提示 1"]
        assert len(switches) == 6 and {pressed for _, pressed in switches} == {"true"}
        assert any(text.startswith("GW401 ") and "short" not in text for text, _ in switches)

    def test_what_was_not_read_is_listed(self):
        page = Page(html.render(report_pages()["several"]))
        assert [text for _, text in page.all("p", class_="alarm")] == [f"未能检查：{UNREADABLE.reason}"]
        _, files = page.one("nav", class_="files")
        assert "市里/防汛通知.docx 3 处" in files and "好.txt 没有发现问题" in files and "坏.docx 未能检查" in files
        assert "未检查 GW501：该格式读不出：字体" in page.one("section", class_="unchecked")[1]


def test_hostile_text_is_only_text():
    source = html.render([hostile()])
    assert not set(source) & {"\u202e", "\x00", "\x07"}
    page = Page(source)
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert "<script>window.pwned=1</script>" in page.one("section", class_="sheet")[1]
    assert "<U+202E>" in page.one("section", class_="sheet")[1]


def test_size():
    lines = tuple(
        f"　　{number}.各单位结合实际抓好秋季绿化养护，逐块绿地落实到人，及时报送情况。" for number in range(150)
    )
    document = make_document("长.docx", lines)
    findings = [make_finding(document, line[2:]) for line in lines[::3]]
    assert len(document.text) > 5000
    assert len(html.render([make_report(document, *findings, gongwen=full_gongwen())]).encode()) < 200_000


STYLE = (Path(html.__file__).parent / "page.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("block", re.findall(r":root \{(.*?)\}", STYLE, re.S), ids=["light", "dark", "print"])
def test_contrast(block):
    colours = dict(re.findall(r"--([\w-]+): (#\w+)", block))
    pairs = [
        (one, ground)
        for one in ("ink", "soft", "link", "error", "warning", "info", "red")
        for ground in ("paper", "ground")
    ]
    pairs += [("ink", f"{one}-ground") for one in ("error", "warning", "info")]
    pairs += [("soft", f"{one}-ground") for one in ("error", "warning", "info")]
    assert not [(one, ground) for one, ground in pairs if contrast(colours[one], colours[ground]) < 4.5]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1.4.3."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(char * 2 for char in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("picture", sorted(DOCS.glob("pictures/html-*.png")), ids=lambda path: path.name)
def test_pictures_are_small_and_shown(picture):
    assert picture.stat().st_size < 200_000
    assert f"pictures/{picture.name}" in (DOCS / "html.md").read_text(encoding="utf-8")
