"""editors/vim in a real plain Vim."""

import pytest
from planting import DRAFT, IMPOSING, MENDED, NAME
from terminals import Vim

pytestmark = pytest.mark.skipif(not Vim.installed(), reason="needs the Debian packages tmux and vim-nox")
MARKS = "filter(prop_list(9), {_, one -> one.type =~# '^gwlint'})"


def findings(vim):
    """The location list as rule, level and the words that it points at, once there is one."""
    shown = "map(getloclist(0), {_, one -> [one.text[:4], one.type, strpart(getline(one.lnum), one.col - 1, one.end_col - one.col)]})"
    return vim.until(lambda: vim.value(shown))


def test_a_saved_draft_is_marked_on_the_right_words(opened):
    vim = opened(Vim)
    vim.shows(NAME)
    vim.command("w")
    assert findings(vim) == [["GW901", "W", "青林发[2025]12号"], ["GW301", "E", IMPOSING]]
    [mark] = vim.value(MARKS)
    assert DRAFT.splitlines()[8].encode()[mark["col"] - 1 :][: mark["length"]].decode() == IMPOSING
    vim.command(r"%s/）人民政府要/）林业局要/")
    vim.command("w")
    vim.until(lambda: [one[0] for one in findings(vim)] == ["GW901"])
    assert vim.value(MARKS) == []


def test_a_held_save_leaves_the_file_as_it_was(opened):
    vim = opened(Vim, "let g:gwlint_block = 1")
    file = vim.home / NAME
    vim.shows(NAME)
    vim.command("call setline(11, '二、苗木自备。')")
    vim.command("w")
    screen = vim.shows("没有存盘；:lopen 看理由，:w! 照样存")
    assert "第9行 GW301 青溪市林业局要求“各县（区）人民政府”办理" in screen
    assert file.read_text(encoding="utf-8") == DRAFT
    vim.keys("Enter")
    vim.command("w!")
    vim.until(lambda: "二、苗木自备。" in file.read_text(encoding="utf-8"))


def test_a_mended_draft_is_written_though_errors_would_hold_it(opened):
    vim = opened(Vim, "let g:gwlint_block = 1")
    vim.shows(NAME)
    vim.command(r"%s/）人民政府要/）林业局要/")
    vim.command("w")
    vim.until(lambda: (vim.home / NAME).read_text(encoding="utf-8") == MENDED)


def test_a_check_that_fails_says_why_and_holds_nothing(opened):
    vim = opened(Vim, "let g:gwlint_block = 1 | let g:gwlint_command = ['gwlint', 'check', '--profile', 'nowhere']")
    vim.shows(NAME)
    vim.command("call setline(11, '二、苗木自备。')")
    vim.command("w")
    assert "nowhere" in vim.shows("gwlint：")
    vim.until(lambda: "二、苗木自备。" in (vim.home / NAME).read_text(encoding="utf-8"))
