"""Findings held back: by remarks in the document, by a file; what is wrong with either; and fingerprints."""

import datetime
import io
import random
from pathlib import Path

import docx
import pytest

from gwlint import baseline, engine, profiles, readers, suppress
from gwlint.errors import UsageError
from gwlint.model import Document, FileReport, Suppression
from gwlint.suppress import listing
from gwlint.suppress.apply import named

TODAY = datetime.date(2026, 6, 1)
HEAD = "甘肃省商务厅关于做好行道树养护工作的通知\n\n各市、州人民政府：\n"
ASKS = ("请各市州人民政府每月5日前报送养护进展情况。", "请各市州人民政府务必填写养护台账并上传照片。")
TAIL = "\n甘肃省商务厅\n2024年9月2日\n"
NEIGHBOURS = ("做好养护，有利于改善城市环境。", "行道树是城市绿化的骨架。", "今年雨水偏多，病虫害较往年为重。")


def read(*paragraphs: str, end: str = "") -> Document:
    text = HEAD + "".join(f"　　{one}\n" for one in paragraphs) + TAIL + end
    return readers.read_bytes(text.encode(), "a.txt")


def lint(document: Document) -> FileReport:
    return engine.lint(document, profiles.load("gansu-2024"))


def check(document: Document, *listed: Suppression) -> FileReport:
    return suppress.apply(lint(document), listed, TODAY)


def messages(report: FileReport) -> str:
    return "\n".join(one.message for one in report.notes if one.code == "suppression")


class TestLastLines:
    def test_held_back_and_counted(self) -> None:
        report = check(read(*ASKS, end="\ngwlint: 忽略 directive-to-lower-government 经省政府同意\n"))
        assert "directive-to-lower-government" not in {one.name for one in report.findings}
        assert report.suppressed == 2
        assert [(one.reason, one.used) for one in report.suppressions] == [("经省政府同意", 2)]
        assert not messages(report)

    def test_line_is_no_part_of_the_text(self) -> None:
        document = read(*ASKS, end="\ngwlint: 忽略 GW301 经省政府同意\ngwlint：忽略 篇幅 省里同意\n")
        assert document.text == read(*ASKS).text
        assert [one.text for one in document.remarks] == [
            "gwlint: 忽略 GW301 经省政府同意",
            "gwlint：忽略 篇幅 省里同意",
        ]

    def test_in_markdown_as_a_comment(self) -> None:
        document = readers.read_bytes("# 通知\n\n请办理。\n\n<!-- gwlint: 忽略 GW301 同意 -->\n".encode(), "a.md")
        assert [one.text for one in document.remarks] == ["gwlint: 忽略 GW301 同意"]
        assert "gwlint" not in document.text

    def test_no_more_than_anyone_would_write(self) -> None:
        document = read(*ASKS, end="\n" + "gwlint: 忽略 GW301 同意\n" * 200)
        assert len(document.remarks) == 100

    def test_only_at_the_end(self) -> None:
        document = read("gwlint: 忽略 GW301 写在中间", *ASKS)
        assert not document.remarks and "gwlint" in document.text

    @pytest.mark.parametrize(
        "line", ["忽略 GW301、burden 同意", "忽略 gw301,基层负担 同意", "忽略：GW301、burden，同意（至2026-12-31）"]
    )
    def test_several_rules_ids_names_families(self, line: str) -> None:
        report = check(read(*ASKS, end=f"\ngwlint: {line}\n"))
        assert all(one.used and one.reason == "同意" for one in report.suppressions)
        assert not {one.rule[:3] for one in report.findings} & {"GW4"}

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            ("忽略 GW301", "没有写理由"),
            ("忽略 GW301 至2027-01-01", "没有写理由"),
            ("忽略 GW301 省政府同意 至2026-05-31", "2026-05-31 已到期"),
            ("忽略 GW999 省政府同意", "没有这条规则"),
            ("忽略 写错了 省政府同意", "没有这条规则"),
            ("省政府同意", "看不懂，应写成“gwlint: 忽略 规则 理由”"),
            ("忽略 GW301 同意 至2026-13-01", "看不懂"),
        ],
    )
    def test_what_is_wrong_is_told_and_hides_nothing(self, line: str, says: str) -> None:
        report = check(read(*ASKS, end=f"\ngwlint: {line}\n"))
        assert report.findings == lint(read(*ASKS)).findings
        assert report.suppressed == 0 and says in messages(report)

    def test_last_day_counts(self) -> None:
        assert check(read(*ASKS, end="\ngwlint: 忽略 GW301 同意 至2026-06-01\n")).suppressed == 2

    def test_unused(self) -> None:
        report = check(read(*ASKS, end="\ngwlint: 忽略 overlong-body 省里同意\n"))
        assert messages(report) == "文末的“忽略 overlong-body”没有用上，可以删去"

    def test_unused_is_not_said_of_what_was_not_run_or_stands_for_many(self) -> None:
        left = Suppression("GW101", "好", origin="x")
        assert not messages(suppress.apply(lint(read(*ASKS)), [left], TODAY, lambda one: True))
        assert not messages(check(read(*ASKS), left._replace(standing=True)))


class TestComments:
    def made(self, *said: str, author: str = "张三", on: int = 3) -> Document:
        made = docx.Document()
        lines = [*HEAD.split("\n"), *ASKS, *TAIL.split("\n")]
        paragraphs = [made.add_paragraph(line) for line in lines if line]
        for text in said:
            made.add_comment(paragraphs[on - 1].runs, text, author=author)
        stream = io.BytesIO()
        made.save(stream)
        return readers.read_bytes(stream.getvalue(), "a.docx")

    def test_holds_back_in_its_own_paragraph_alone(self) -> None:
        document = self.made("gwlint: 忽略 GW301 经省政府同意")
        assert [one.span and one.span.of(document.text) for one in document.remarks] == [ASKS[0]]
        report = check(document)
        assert [one.quote in ASKS[1] for one in report.findings if one.rule == "GW301"] == [True]
        assert [(one.by, one.origin, one.used) for one in report.suppressions] == [("张三", "批注（张三）", 1)]

    def test_other_comments_say_nothing(self) -> None:
        document = self.made("请再斟酌", "gwlint 是什么")
        assert document.remarks == ()
        assert check(document).suppressions == ()

    def test_on_another_paragraph_it_is_unused(self) -> None:
        report = check(self.made("gwlint: 忽略 GW301 经省政府同意", on=1))
        assert report.suppressed == 0
        assert messages(report) == "批注（张三）的“忽略 GW301”没有用上，可以删去"


class TestFile:
    def load(self, tmp_path: Path, text: str) -> tuple[listing.Entry, ...]:
        path = tmp_path / "ignore.toml"
        path.write_text(text, encoding="utf-8")
        return listing.load(str(path))

    def about(self, entries: tuple[listing.Entry, ...], document: Document) -> tuple[Suppression, ...]:
        return listing.about(entries, document, lambda pattern: pattern == "a.txt")

    def test_anchored_by_words(self, tmp_path: Path) -> None:
        entries = self.load(
            tmp_path,
            '[[ignore]]\nrule = "GW301"\nquote = "每月5日前 报送养护"\nreason = "定期统计"\nwho = "李四"\nuntil = 2026-12-31\n',
        )
        report = check(read(*ASKS), *self.about(entries, read(*ASKS)))
        assert [one.quote in ASKS[1] for one in report.findings if one.rule == "GW301"] == [True]
        assert report.suppressions[0].by == "李四" and report.suppressions[0].used == 1
        assert self.about(entries, read("请办理。")) == ()

    def test_by_the_files_name_it_is_told_when_unused(self, tmp_path: Path) -> None:
        entries = self.load(
            tmp_path, '\n[[ignore]]\nrule = "GW301"\nfile = "a.txt"\nquote = "早已删去"\nreason = "好"\n'
        )
        report = check(read(*ASKS), *self.about(entries, read(*ASKS)))
        assert "第2行的“忽略 GW301”没有用上" in messages(report)

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ('[[ignore]]\nquote = "x"', "第1行：缺 rule"),
            ('[[ignore]]\nrule = "GW101"', "第1行：quote 和 file 至少写一个"),
            ('[[ignore]]\nrule = "GW101"\nquote = "x"\n[[ignore]]\nfoo = 1', "第5行：不认识的键 foo，可用的有 rule、"),
            ('[[ignore]]\nrule = "GW101"\nuntil = "明年"', "第3行：until 不能是“明年”，应写到哪天为止，如 2026-12-31"),
            ("[[ignore]]\nrule = 101", "第2行：rule 不能是“101”"),
            ("foo = 1", "第1行：这里只写若干节"),
            ("ignore = 1", "第1行：这里只写若干节"),
            ("[[ignore", "不符合TOML格式"),
        ],
    )
    def test_mistakes(self, tmp_path: Path, text: str, says: str) -> None:
        with pytest.raises(UsageError, match=r"ignore\.toml") as raised:
            self.load(tmp_path, text)
        assert says in str(raised.value)

    def test_added_entries_hold_back_all(self, tmp_path: Path) -> None:
        report = lint(read(*ASKS))
        text = listing.added("", [report], lambda path: path, '经“办公会”"同意"\\', "张三")
        entries = self.load(tmp_path, text)
        after = check(read(*ASKS), *self.about(entries, read(*ASKS)))
        assert after.findings == () and after.suppressed == len(report.findings)
        assert all(one.used for one in after.suppressions)
        assert after.suppressions[0].reason == '经“办公会”"同意"\\'
        assert listing.added(text, [], lambda path: path, "好", "") == text


@pytest.mark.parametrize(("said", "count"), [("GW301", 1), ("gw301", 1), ("overlong-body", 1), ("没有", 0), ("", 0)])
def test_names(said: str, count: int) -> None:
    assert len(named(said)) == count


def test_family_names() -> None:
    assert named("基层负担") == named("burden") > {"short-reporting-deadline"}


def prints(*paragraphs: str) -> list[str]:
    """The fingerprints of what is found in the demands, which is what stands still here."""
    return sorted(one.fingerprint for one in lint(read(*paragraphs)).findings)


class TestFingerprints:
    @pytest.mark.parametrize("seed", range(8))
    def test_moved_and_edited_neighbours_change_nothing(self, seed: int) -> None:
        dice = random.Random(seed)
        before = prints(*ASKS)
        assert before
        paragraphs = [*ASKS, *dice.sample(NEIGHBOURS, dice.randint(1, 3))]
        dice.shuffle(paragraphs)
        assert prints(*paragraphs) == before
        edited = [one + "各单位认识一致。" if one in NEIGHBOURS and dice.random() < 0.7 else one for one in paragraphs]
        assert prints(*edited) == before

    def test_same_quote_twice_is_numbered(self) -> None:
        twice = [one for one in lint(read(ASKS[0], *NEIGHBOURS, ASKS[0])).findings if one.rule == "GW301"]
        assert [one.nth for one in twice] == [1, 2]
        assert len({one.fingerprint for one in twice}) == 2
        assert set(prints(ASKS[0])) < set(prints(ASKS[0], ASKS[0]))


class TestBaseline:
    def test_old_ones_are_counted_new_ones_listed(self, tmp_path: Path) -> None:
        path = tmp_path / "old.json"
        path.write_text(baseline.dump({"a.txt": prints(ASKS[0])}), encoding="utf-8")
        report = baseline.without(lint(read(*ASKS)), baseline.load(str(path)), "a.txt")
        assert report.baselined == len(prints(ASKS[0]))
        assert report.findings and all(one.quote in ASKS[1] for one in report.findings)
        assert baseline.without(lint(read(*ASKS)), {}, "a.txt").baselined == 0

    def test_holds_no_word_of_the_document(self) -> None:
        text = baseline.dump({"a.txt": prints(*ASKS), "空.txt": []})
        assert text.isascii() and "a.txt" in text and text.count(".txt") == 1

    @pytest.mark.parametrize(
        "text", ["", "[]", "{}", '{"version": 1, "files": []}', '{"version": 1, "files": {"a": 3}}', "\x00"]
    )
    def test_what_is_no_baseline(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "old.json"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(UsageError, match="不是 gwlint 写的旧问题文件"):
            baseline.load(str(path))

    def test_another_version(self, tmp_path: Path) -> None:
        path = tmp_path / "old.json"
        path.write_text('{"version": 2}', encoding="utf-8")
        with pytest.raises(UsageError, match="别的版本"):
            baseline.load(str(path))
