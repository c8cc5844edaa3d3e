"""`gwlint explain`: the way from a finding back to the step that made it."""

DRAFT = """云和市水务局关于加强山塘水库巡查的通知

各县（市、区）人民政府：

现就有关事项通知如下：
一、各县（市、区）人民政府要落实巡查责任人，每周五前报送巡查照片。
二、不得要求村级填写台账，鼓励各地结合实际创新方法。

云和市水务局
2025年5月12日
"""


def write(tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_a_line_shows_whom_it_commands_and_what_was_found(gwlint, tmp_path):
    result = gwlint("explain", f"{write(tmp_path)}:6", "--profile", "cn")
    assert result.code == 0
    assert "对象：下级党委、政府“各县（市、区）人民政府”；语气：要求“要”；算要求" in result.out
    assert "GW301 directive-to-lower-government" in result.out and "GW403 frequent-reporting" in result.out


def test_prohibition_and_permission_are_no_demands(gwlint, tmp_path):
    result = gwlint("explain", f"{write(tmp_path)}:7")
    said = "".join(result.out.split())
    assert "语气：禁止“不得”；在禁止的范围内；不算要求" in said
    assert "语气：允许或鼓励“鼓励”" in said
    assert "；算要求" not in result.out


def test_a_place_without_text_is_a_usage_error(gwlint, tmp_path):
    result = gwlint("explain", f"{write(tmp_path)}:99")
    assert result.code == 2 and "第99行（段）没有正文" in result.err


def test_an_unreadable_file_is_named(gwlint, tmp_path):
    result = gwlint("explain", str(tmp_path / "没有.docx"))
    assert result.code == 3 and "没有.docx：文件不存在" in result.err
