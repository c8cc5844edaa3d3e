"""Lines and characters: what editors mean by them, against the server's bookkeeping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsp_drafts import DRAFT, cut
from lsprotocol.types import Position, PositionEncodingKind, Range
from lsprotocol.types import TextDocumentContentChangePartial as Partial

from gwlint.lsp.places import Lines

UNITS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
TEXT = st.text(st.sampled_from("甲a\n\r𠮷😀，\u2028\x0c\x85é"), max_size=60)


class TestLines:
    @given(TEXT, st.data(), st.sampled_from(list(UNITS)))
    def test_a_place_and_back(self, text, data, units):
        lines = Lines(text, units)
        at = data.draw(st.integers(0, len(text)))
        place = lines.position(at)
        if text[at - 1 : at + 1] != "\r\n":  # no editor has a place between the two
            assert lines.offset(place) == at

    @given(TEXT, st.data(), st.sampled_from(list(UNITS)))
    def test_a_range_holds_its_words(self, text, data, units):
        start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        if "\r\n" not in text:
            assert cut(text, Lines(text, units).range(start, end), units) == text[start:end]

    @given(TEXT, st.integers(0, 90), st.integers(0, 90))
    def test_a_place_that_there_is_not_is_the_nearest(self, text, line, character):
        lines = Lines(text)
        at = lines.offset(Position(line, character))
        assert 0 <= at <= len(text) and lines.position(at).line <= max(line, 0)

    def test_only_three_marks_end_a_line(self):
        assert Lines("甲\u2028乙\x0c丙\x85丁\n戊").position(8) == Position(1, 0)

    def test_past_the_end_of_a_line_is_before_its_end(self):
        lines = Lines("甲乙\r\n丙")
        assert (lines.offset(Position(0, 99)), lines.offset(Position(1, 99)), lines.offset(Position(7, 0))) == (2, 5, 5)

    def test_inside_a_pair_is_behind_it(self):
        assert Lines("𠮷好").offset(Position(0, 1)) == 1

    @given(TEXT, TEXT, st.data())
    def test_an_edit_replaces_just_its_range(self, text, new, data):
        start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        if "\r\n" not in text:
            lines = Lines(text)
            assert lines.edited(lines.range(start, end), new).text == text[:start] + new + text[end:]


ASTRAL = (
    DRAFT.replace("云和市", "𠮷和市")
    .replace("　　（一）各县", "　　（一）😀𠮷𠮷各县")
    .replace("　　请于", "　　𠮷😀好。请于")
)


@pytest.mark.asyncio
class TestUnits:
    @pytest.mark.parametrize("units", list(UNITS))
    async def test_findings_stand_on_their_words_behind_astral_characters(self, start, tmp_path, units):
        session, uri = await start(encodings=[PositionEncodingKind(units)]), (tmp_path / "a.txt").as_uri()
        assert session.ready.capabilities.position_encoding == units
        found = {one.code: cut(ASTRAL, one.range, units) for one in await session.open(uri, ASTRAL)}
        assert found["GW403"] == "每天报送巡查情况" and found["GW401"] == "请于5月13日前报送方案"
        line = ASTRAL.splitlines().index("　　𠮷😀好。请于5月13日前报送方案。")
        before = (
            len("　　𠮷😀好。请于5月".encode({"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(units, units)))
            // UNITS[units]
        )
        edit = Partial(Range(Position(line, before), Position(line, before + 2)), "30")
        codes = [one.code for one in await session.told(uri, session.edit(uri, edit))]
        assert "GW401" not in codes and "GW403" in codes

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    async def test_other_line_ends(self, start, tmp_path, end):
        text = DRAFT.replace("\n", end)
        session, uri = await start(), (tmp_path / "a.txt").as_uri()
        found = {one.code: cut(text, one.range) for one in await session.open(uri, text)}
        assert found["GW403"] == "每天报送巡查情况"

    async def test_marks_that_end_no_line(self, start, tmp_path):
        text = "\ufeff" + DRAFT.replace("有关事项", "有关\u2028事项").replace("请于5", "\u200b请于5")
        session, uri = await start(), (tmp_path / "a.txt").as_uri()
        found = {one.code: cut(text, one.range) for one in await session.open(uri, text)}
        assert found["GW403"] == "每天报送巡查情况" and found["GW401"] == "请于5月13日前报送方案"

    async def test_half_a_pair_moves_nothing(self, start, tmp_path):
        text = DRAFT.replace("信息畅通", "信息\ud842畅通").replace("（一）", "（一）\udfb7")
        session, uri = await start(), (tmp_path / "a.txt").as_uri()
        one = next(one for one in await session.open(uri, text) if one.code == "GW403")
        assert one.range.start.character == text.splitlines()[5].index("每天")
