"""What a docx reader refuses, what it tells of, and what it is not fooled by."""

import io
import zipfile

import docx
import pytest
from contract import check_contract
from docx_maker import NAMESPACES, TYPE, docx_file, p, r, zipped

from gwlint.errors import Unreadable
from gwlint.model import Document
from gwlint.readers import docx as reader


def with_main(content: str | bytes | None) -> bytes:
    """The plain package with another main part, or with none."""
    files = files_of(PLAIN)
    del files["word/document.xml"]
    return zipped(files if content is None else files | {"word/document.xml": content})


def files_of(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def notes(data: bytes) -> dict[str, str]:
    document = reader.read(data, "草稿.docx")
    check_contract(document, data)
    return dict(document.notes)


PLAIN = docx_file(p("正文"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09\x00" + bytes(16) + bytes(464)


def ole(stream: str) -> bytes:
    """An OLE2 container whose directory, in its second sector, names a root and one stream."""
    names = ("Root Entry", stream)
    entries = (
        name.encode("utf-16-le").ljust(64, b"\0") + (2 * len(name) + 2).to_bytes(2, "little") + bytes(62)
        for name in names
    )
    return OLE + b"".join(entries).ljust(512, b"\0")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空"),
        (b"\x01\x02" * 4000, "认不出"),
        (PLAIN[: len(PLAIN) // 2], "截断"),
        (PLAIN[:-5], "不完整"),
        (ole("EncryptedPackage"), "密码"),
        (ole("WordDocument"), "另存为docx"),
        (with_main(None), "缺少正文"),
        (with_main(""), "已损坏"),
        (with_main(f"<w:hdr {NAMESPACES}/>"), "没有Word正文"),
        (with_main(f"<w:document {NAMESPACES}><w:body>"), "XML有误"),
        (with_main(f'<!DOCTYPE x [<!ENTITY a "b">]><w:document {NAMESPACES}/>'), "实体"),
        (with_main(f'<!DOCTYPE x><w:document {NAMESPACES}/>'.encode("utf-16")), "实体"),
        (with_main(b"<a>" * 300), "嵌套过深"),
    ],
)  # fmt: skip
def test_refusals_say_why(data: bytes, reason: str):
    with pytest.raises(Unreadable, match=reason) as caught:
        reader.read(data, "草稿.docx")
    assert "\n" not in str(caught.value) and "Traceback" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "times", "reason"), [(b"<a/>", 1_000_001, "标记超过"), (b" ", 65 << 20, "解压后过大")]
)
def test_limits_on_size(content: bytes, times: int, reason: str):
    with pytest.raises(Unreadable, match=reason):
        reader.read(with_main(content * times), "x")


def test_locked_entries_and_unknown_compression():
    for at, value, reason in ((8, b"\x01\x08", "密码"), (10, b"\x61\x00", "压缩方式")):
        data = bytearray(PLAIN)
        entry = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
        data[entry + at : entry + at + 2] = value
        with pytest.raises(Unreadable, match=reason):
            reader.read(bytes(data), "x")


def test_two_parts_of_one_name_are_refused():
    stream = io.BytesIO(PLAIN)
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(Unreadable, match="同名"):
        reader.read(stream.getvalue(), "x")


def test_two_or_outside_main_parts_are_refused():
    link = '<Relationship Id="{}" Type="x/officeDocument" Target="{}" {}/>'.format
    package = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'.format
    )
    both = link("a", "word/document.xml", "") + link("b", "word/other.xml", "")
    outside = link("a", "http://localhost/x.xml", 'TargetMode="External"')
    for links, reason in ((both, "两份正文"), (outside, "外部")):
        data = zipped({"_rels/.rels": package(links), "word/document.xml": f"<w:document {NAMESPACES}/>"})
        with pytest.raises(Unreadable, match=reason):
            reader.read(data, "x")


def test_main_part_of_another_name_and_backslashes():
    renamed = {
        name.replace("word/document", "内容\\正文"): text.replace("word/document", "内容/正文")
        for name, text in files_of(PLAIN).items()
    }
    document = reader.read(zipped(renamed), "x")
    assert document.text == "正文"
    assert {piece.ref.part for piece in document.pieces if piece.ref} == {"内容\\正文.xml"}


def test_images_alone_are_not_a_checked_document():
    picture = '<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>'
    document = reader.read(docx_file(p(picture)), "x")
    assert document.missing and "扫描" in document.missing[0]
    assert notes(docx_file(p(picture + r("图一")))) == {"images": "含有图片1张，图片中的文字未检查"}


def test_the_same_picture_in_two_spellings_counts_once():
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><a:blip/></w:drawing></mc:Choice>'
        "<mc:Fallback><w:pict><v:imagedata/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert "1张" in notes(docx_file(p(r("甲") + both)))["images"]


def test_empty_documents_say_so():
    assert "empty" in notes(docx_file(p()))


def test_imported_fragments_are_missing_text():
    assert reader.read(docx_file(p("甲") + '<w:altChunk r:id="x"/>'), "x").missing


def test_notes_on_what_is_beside_the_text():
    links = (
        ("a", "vbaProject", "vba.bin"),
        ("b", "oleObject", "o.bin"),
        ("c", "image", "http://localhost/x.png"),
        ("d", "hyperlink", "http://localhost/"),
    )
    active = '<w:r><w:instrText> INCLUDETEXT "x" </w:instrText></w:r>'
    found = notes(docx_file(p(r("甲") + active), links=links))
    assert set(found) == {"macros", "embedded", "external", "active-fields"}
    assert "1处" in found["external"] and "1个" in found["embedded"]


def test_macro_enabled_type_and_remote_template():
    data = docx_file(p("甲"))
    types = f'<Types xmlns="x"><Override PartName="/word/document.xml" ContentType="{TYPE}.macroEnabled"/></Types>'
    assert "macros" in notes(zipped(files_of(data) | {"[Content_Types].xml": types}))
    for target, told in (("http://localhost/t.dotm", True), ("file:///C:\\模板.dotm", False)):
        link = f'<Relationship Id="r" Type="x/attachedTemplate" Target="{target}" TargetMode="External"/>'
        rels = {"word/_rels/settings.xml.rels": f'<Relationships xmlns="x">{link}</Relationships>'}
        assert ("external" in notes(zipped(files_of(docx_file(p("甲"), settings="")) | rels))) is told


def commented() -> bytes:
    draft = docx.Document()
    paragraph = draft.add_paragraph("请各单位认真落实。")
    draft.add_comment(paragraph.runs, "建议写明时限", author="校对员", initials="校")
    stream = io.BytesIO()
    draft.save(stream)
    return stream.getvalue()


def test_comments_are_counted_and_read_apart():
    data = commented()
    assert notes(data)["comments"] == "含有批注1条，批注内容未检查"
    (comment,) = reader.comments(data)
    assert (comment.author, comment.text) == ("校对员", "建议写明时限") and comment.time is not None
    assert reader.comments(PLAIN) == []


def test_broken_comments_do_not_cost_the_document():
    data = docx_file(p("甲"), comments='<w:comment w:date="x"><w:p/></w:comment>')
    assert "批注" in notes(data)["comments"]


def test_ordinary_files_do_not_load_python_docx():
    import subprocess
    import sys

    code = "import sys; from gwlint.readers.docx import read; read(sys.stdin.buffer.read(), 'x'); print('docx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], input=PLAIN, capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_properties():
    draft = docx.Document()
    draft.add_paragraph("甲")
    draft.core_properties.title, draft.core_properties.author = "关于放假的通知", "拟稿人"
    stream = io.BytesIO()
    draft.save(stream)
    document: Document = reader.read(stream.getvalue(), "x")
    assert document.properties == {"title": "关于放假的通知", "creator": "拟稿人"}


def test_what_this_reader_can_answer():
    document = reader.read(PLAIN, "草稿.docx")
    assert document.can == {"fonts", "layout", "punctuation", "revisions"}
    assert (document.path, document.format, document.pages) == ("草稿.docx", "docx", None)
