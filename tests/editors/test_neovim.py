"""editors/neovim in a real Neovim, with the real server."""

import shutil
from pathlib import Path

import pytest
from planting import DRAFT, IMPOSING, MENDED, NAME
from terminals import Neovim

pytest.importorskip("pygls")
pytestmark = pytest.mark.skipif(not Neovim.installed(), reason="needs the Debian packages tmux and neovim")
SAMPLE = Path(__file__).parents[2] / "samples" / "15-handan-request-to-mayor.docx"
FOUND = """vim.tbl_map(function(one)
  local line = vim.api.nvim_buf_get_lines(0, one.lnum, one.lnum + 1, false)[1] or ""
  return { one.code, one.severity, line:sub(one.col + 1, one.end_col) }
end, vim.diagnostic.get(0))""".replace("\n", " ")
TEXT = r"""table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") .. "\n" """
BOTH = [["GW901", 2, "青林发[2025]12号"], ["GW301", 1, IMPOSING]]
BOX = """vim.tbl_map(function(one) return vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(one), 0, -1, false) end,
  vim.tbl_filter(function(one) return vim.api.nvim_win_get_config(one).relative ~= "" end, vim.api.nvim_list_wins()))""".replace(
    "\n", " "
)


@pytest.fixture
def checked(opened):
    """`checked(options)`: Neovim once the draft's findings are there."""

    def begin(options=""):
        neovim = opened(Neovim, options)
        neovim.until(lambda: neovim.lua(FOUND) == BOTH)
        return neovim

    return begin


def test_findings_follow_an_edit(checked):
    neovim = checked()
    neovim.command(r"%s/）人民政府要/）林业局要/")
    neovim.until(lambda: neovim.lua(FOUND) == BOTH[:1])
    neovim.keys("u")
    neovim.until(lambda: neovim.lua(FOUND) == BOTH)


def test_an_action_corrects_the_text(checked):
    neovim = checked()
    neovim.write("gggra")
    screen = neovim.shows("改为“〔2025〕12号”")
    number = next(line.split(":")[0].strip() for line in screen.splitlines() if "改为“〔2025〕12号”" in line)
    neovim.write(number)
    neovim.keys("Enter")
    neovim.until(lambda: neovim.lua(TEXT) == DRAFT.replace("[2025]", "〔2025〕"))
    neovim.until(lambda: neovim.lua(FOUND) == BOTH[1:])


def test_a_fault_is_ignored_for_a_reason(checked):
    neovim = checked()
    neovim.command("call cursor(9, 45)")
    neovim.write("gra")
    screen = neovim.shows("不报这一处")
    neovim.write(next(line.split(":")[0].strip() for line in screen.splitlines() if "不报这一处" in line))
    neovim.keys("Enter")
    neovim.shows("不报的理由")
    neovim.write("经市政府同意，办文单存档")
    neovim.keys("Enter", "Enter")
    neovim.until(lambda: neovim.lua(FOUND) == BOTH[:1])
    assert "经市政府同意，办文单存档" in neovim.lua(TEXT)


def test_a_rule_is_explained(checked):
    neovim = checked()
    neovim.command("call cursor(9, 45)")
    neovim.write("gra")
    screen = neovim.shows("解释：GW301")
    neovim.write(next(line.split(":")[0].strip() for line in screen.splitlines() if "解释：GW301" in line))
    neovim.keys("Enter")
    [page] = neovim.until(lambda: neovim.lua(BOX))
    assert any("不合格" in line for line in page)


def test_hover_shows_the_clause(checked):
    neovim = checked()
    neovim.command("call cursor(9, 45)")
    neovim.keys("K")
    [lines] = neovim.until(lambda: neovim.lua(BOX))
    assert "《党政机关公文处理工作条例》第十六条（二）" in "".join(lines)


def test_a_held_save_leaves_the_file_as_it_was(checked):
    neovim = checked("block = true, timeout = 30000")
    file = neovim.home / NAME
    neovim.command("call setline(11, '二、苗木自备。')")
    neovim.command("w")
    screen = neovim.shows("有 1 个错误，没有存盘；:w! 照样存")
    assert "第9行 GW301 青溪市林业局要求“各县（区）人民政府”办理" in screen
    assert file.read_text(encoding="utf-8") == DRAFT
    neovim.keys("Enter")
    neovim.command("w!")
    neovim.until(lambda: "二、苗木自备。" in file.read_text(encoding="utf-8"))


def test_a_mended_draft_is_written_at_once(checked):
    neovim = checked("block = true, timeout = 30000, settings = { debounce = 5000 }")
    neovim.command(r"%s/）人民政府要/）林业局要/ | w")
    neovim.until(lambda: (neovim.home / NAME).read_text(encoding="utf-8") == MENDED)
    assert "没有答复" not in neovim.screen()


def test_safe_fixes_go_in_before_the_save(checked):
    neovim = checked("fix_on_save = true, timeout = 30000")
    neovim.command("w")
    file = neovim.home / NAME
    neovim.until(lambda: file.read_text(encoding="utf-8") == DRAFT.replace("[2025]", "〔2025〕"))


def test_a_command_puts_the_safe_fixes_in(checked):
    neovim = checked("timeout = 30000")
    neovim.command("GwlintFix")
    neovim.until(lambda: neovim.lua(TEXT) == DRAFT.replace("[2025]", "〔2025〕"))


def test_a_dead_server_holds_no_save(checked):
    neovim = checked("block = true")
    neovim.lua("vim.lsp.stop_client(require('gwlint').client(0).id, true)")
    neovim.command("call setline(11, '二、苗木自备。')")
    neovim.command("w")
    neovim.until(lambda: "二、苗木自备。" in (neovim.home / NAME).read_text(encoding="utf-8"))


def test_a_hanging_server_holds_no_save(checked, hanging):
    neovim = checked("block = true, timeout = 500")
    editor = neovim.lua("vim.fn.getpid()")
    [server] = Path(f"/proc/{editor}/task/{editor}/children").read_text().split()
    with hanging(int(server)):
        neovim.command("call setline(11, '二、苗木自备。')")
        neovim.command("w")
        neovim.shows("没有答复，这次没有检查就存盘了")
        neovim.until(lambda: "二、苗木自备。" in (neovim.home / NAME).read_text(encoding="utf-8"))


def test_settings_reach_the_server(opened):
    neovim = opened(Neovim, 'settings = { ignore = { "GW901" } }')
    neovim.until(lambda: neovim.lua(FOUND) == BOTH[1:])


def test_the_words_stand_above_the_title(checked):
    neovim = checked()
    neovim.shows("正文")
    neovim.shows("上限")


def test_a_docx_is_shown_as_a_text_that_cannot_be_changed(checked):
    neovim = checked()
    shutil.copy(SAMPLE, neovim.home / "请示.docx")
    neovim.command("GwlintOpen 请示.docx")
    neovim.until(lambda: neovim.lua(FOUND) == [["GW303", 1, "林望川市长："]])
    assert neovim.lua("vim.bo.modifiable") is False
    neovim.command("GwlintOpen 没有.docx")
    neovim.shows("没有.docx")
