"""editors/emacs in a real Emacs with Debian's eglot, with the real server."""

import pytest
from planting import DRAFT, IMPOSING, MENDED, NAME
from terminals import Emacs

pytest.importorskip("pygls")
pytestmark = pytest.mark.skipif(
    not Emacs.installed(), reason="needs the Debian packages tmux, emacs-nox and elpa-eglot"
)
FOUND = """(vconcat (mapcar (lambda (one)
  (vector (flymake-diagnostic-type one)
          (buffer-substring-no-properties (flymake-diagnostic-beg one) (flymake-diagnostic-end one))))
  (flymake-diagnostics)))"""
TEXT = "(buffer-substring-no-properties (point-min) (point-max))"
WARNING, ERROR = ["eglot-warning", "青林发[2025]12号"], ["eglot-error", IMPOSING]
TO_ERROR = '(progn (goto-char (point-min)) (search-forward "要于"))'


def found(emacs):
    return sorted(emacs.lisp(FOUND))


@pytest.fixture
def checked(opened):
    """`checked(settings)`: Emacs once the draft's findings are there."""

    def begin(settings="(setq gwlint-timeout 30)"):
        emacs = opened(Emacs, settings)
        emacs.until(lambda: found(emacs) == [ERROR, WARNING])
        return emacs

    return begin


def command(emacs, name):
    """M-x."""
    emacs.keys("M-x")
    emacs.write(name)
    emacs.keys("Enter")


def replace(emacs, old, new):
    """As a user does who replaces a text."""
    command(emacs, "replace-string")
    for text in (old, new):
        emacs.write(text)
        emacs.keys("Enter")


def test_findings_follow_an_edit(checked):
    emacs = checked()
    replace(emacs, "）人民政府要", "）林业局要")
    emacs.until(lambda: found(emacs) == [WARNING])
    emacs.keys("C-_")
    emacs.until(lambda: found(emacs) == [ERROR, WARNING])


def test_an_action_corrects_the_text(checked):
    emacs = checked()
    command(emacs, "eglot-code-actions")
    emacs.shows("default 改为“〔2025〕12号”")
    emacs.keys("Enter")
    emacs.until(lambda: emacs.lisp(TEXT) == DRAFT.replace("[2025]", "〔2025〕"))
    emacs.until(lambda: found(emacs) == [ERROR])


def test_a_fault_is_ignored_for_a_reason(checked):
    emacs = checked()
    emacs.lisp(TO_ERROR)
    command(emacs, "eglot-code-actions")
    emacs.shows("default 不报这一处")
    emacs.keys("Enter")
    emacs.shows("不报的理由")
    emacs.write("经市政府同意，办文单存档")
    emacs.keys("Enter")
    emacs.until(lambda: found(emacs) == [WARNING])
    assert "经市政府同意，办文单存档" in emacs.lisp(TEXT)


def test_a_rule_is_explained(checked):
    emacs = checked()
    emacs.lisp(TO_ERROR)
    command(emacs, "eglot-code-actions")
    emacs.shows("Pick an action")
    emacs.write("解释：GW301 directive-to-lower-government")
    emacs.keys("Enter")
    page = '(if (get-buffer "*gwlint*") (with-current-buffer "*gwlint*" (buffer-string)) "")'
    emacs.until(lambda: "不合格" in emacs.lisp(page))


def test_hover_shows_the_clause(checked):
    emacs = checked()
    emacs.lisp(TO_ERROR)
    emacs.keys("Left")
    command(emacs, "eldoc")
    emacs.shows("《党政机关公文处理工作条例》第十六条（二）")


def test_a_held_save_leaves_the_file_as_it_was(checked):
    emacs = checked("(setq gwlint-block-on-save t gwlint-timeout 30)")
    file = emacs.home / NAME
    replace(emacs, "由市林业局统一调配", "自备")
    emacs.keys("C-x", "C-s")
    screen = emacs.shows("没有存盘（照样存：M-x gwlint-save-anyway）")
    assert "第9行 GW301 青溪市林业局要求“各县（区）人民政府”办理" in screen
    assert file.read_text(encoding="utf-8") == DRAFT
    command(emacs, "gwlint-save-anyway")
    emacs.until(lambda: "二、苗木自备" in file.read_text(encoding="utf-8"))


def test_a_mended_draft_is_written_at_once(checked):
    emacs = checked(
        "(setq gwlint-block-on-save t gwlint-timeout 30 gwlint-settings '(:debounce 5000) eglot-send-changes-idle-time 5)"
    )
    replace(emacs, "）人民政府要", "）林业局要")
    emacs.keys("C-x", "C-s")
    emacs.until(lambda: (emacs.home / NAME).read_text(encoding="utf-8") == MENDED)
    assert "没有答复" not in emacs.screen()


def test_safe_fixes_go_in_before_the_save(checked):
    emacs = checked("(setq gwlint-fix-on-save t)")
    replace(emacs, "由市林业局统一调配", "自备")
    emacs.keys("C-x", "C-s")
    file = emacs.home / NAME
    fixed = DRAFT.replace("[2025]", "〔2025〕").replace("由市林业局统一调配", "自备")
    emacs.until(lambda: file.read_text(encoding="utf-8") == fixed)


def test_a_dead_server_holds_no_save(checked):
    emacs = checked("(setq gwlint-block-on-save t eglot-autoreconnect nil)")
    emacs.lisp("(delete-process (jsonrpc--process (eglot-current-server)))")
    replace(emacs, "由市林业局统一调配", "自备")
    emacs.keys("C-x", "C-s")
    emacs.until(lambda: "二、苗木自备" in (emacs.home / NAME).read_text(encoding="utf-8"))


def test_a_hanging_server_holds_no_save(checked, hanging):
    emacs = checked("(setq gwlint-block-on-save t gwlint-timeout 1)")
    replace(emacs, "由市林业局统一调配", "自备")
    with hanging(emacs.lisp("(process-id (jsonrpc--process (eglot-current-server)))")):
        emacs.keys("C-x", "C-s")
        emacs.shows("没有答复，这次没有检查就存盘了")
        emacs.until(lambda: "二、苗木自备" in (emacs.home / NAME).read_text(encoding="utf-8"))


def test_settings_reach_the_server(opened):
    emacs = opened(Emacs, """(setq gwlint-settings '(:ignore ["GW901"]))""")
    emacs.until(lambda: found(emacs) == [ERROR])
