"""Makes docs/pictures/editor-*.svg: real editors on a draft with findings, in a terminal: python docs/editorshots.py

Needs the Debian packages that tools/terminals.py names, and gwlint[editor].
"""

import sys
from pathlib import Path

from terminal import svg

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
import terminals  # noqa: E402

FOLDER = HERE / "pictures"
NAME = "植树通知.txt"
DRAFT = """青林发[2025]12号

青溪市林业局关于做好秋季义务植树工作的通知

各县（区）林业局：

为做好今年秋季义务植树工作，现将有关事项通知如下。

一、各县（区）人民政府要于10月20日前落实植树地块，逐块明确管护单位。

二、苗木由市林业局统一调配，费用从年初预算中列支。

青溪市林业局
2025年9月4日
"""
COLUMNS = 96


def main() -> None:
    """One picture of each editor, with findings marked and the clauses of one of them."""
    for draw in (neovim, emacs, vim):
        FOLDER.joinpath(f"editor-{draw.__name__}.svg").write_text(draw(), encoding="utf-8")


def neovim() -> str:
    """What K says of an error, and the count beside the title."""
    with terminals.Neovim(NAME, DRAFT, columns=COLUMNS, rows=22) as editor:
        editor.shows("上限")
        editor.lua("vim.cmd('highlight NormalFloat ctermbg=237 | highlight SignColumn ctermbg=none')")
        editor.write("9G4lK")
        editor.shows("建议")
        return _drawn("Neovim", editor)


def emacs() -> str:
    """What eldoc says of an error."""
    with terminals.Emacs(NAME, DRAFT, "(setq frame-background-mode 'dark)", columns=COLUMNS, rows=28) as editor:
        editor.until(lambda: editor.lisp("(length (flymake-diagnostics))"))
        editor.lisp('(progn (goto-char (point-min)) (search-forward "人民政府"))')
        editor.keys("M-x")
        editor.write("eldoc")
        editor.keys("Enter")
        editor.shows("建议")
        return _drawn("Emacs", editor)


def vim() -> str:
    """The location list after a save."""
    with terminals.Vim(
        NAME,
        DRAFT,
        "set background=dark | highlight SpellBad ctermbg=52 | highlight SpellCap ctermbg=58 | highlight QuickFixLine ctermbg=236",
        columns=COLUMNS,
        rows=26,
    ) as editor:
        editor.shows(NAME)
        editor.command("w")
        editor.until(lambda: editor.value("getloclist(0)"))
        editor.command("lopen")
        editor.shows("建议")
        return _drawn("Vim", editor)


def _drawn(title: str, editor: terminals.Terminal) -> str:
    shown = editor.screen(colours=True)
    if "file:" in shown:
        raise SystemExit(f"{title}: the picture would show where this checkout lies")
    return svg(title, shown.rstrip("\n"), COLUMNS)


if __name__ == "__main__":
    main()
