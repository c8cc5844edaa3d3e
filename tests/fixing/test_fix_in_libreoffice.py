"""What real LibreOffice makes of the tracked changes: all accepted, the corrected text; all rejected, the original."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gwlint import engine, readers
from gwlint.fixing import fix

sys.path.append(str(Path(__file__).parents[1] / "readers"))
from docx_maker import docx_file, p, r

SYSTEM = "/usr/bin/python3"
HAS_UNO = Path(SYSTEM).exists() and not subprocess.run([SYSTEM, "-c", "import uno"], capture_output=True).returncode
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (shutil.which("soffice") and HAS_UNO), reason="no LibreOffice with python3-uno here"),
]
DRAFT = (
    p("000012")
    + p(r("秘密", "<w:b/>") + r("★十", "<w:sz w:val='32'/>") + r("年"))
    + "".join(
        map(
            p,
            (
                "平川县人民政府办公室文件",
                "平政办发[2025]第08号",
                "平川县人民政府办公室关于调整储备库点布局的通知",
                "县直有关单位：",
                "现将储备库点布局调整事项通知如下，请认真执行。",
                "附件：储备库点布局表。",
                "平川县人民政府办公室",
                "2025年03月06日",
                "附件",
                "储备库点布局表",
            ),
        )
    )
)
CORRECTED = ("秘密★10年", "平政办发〔2025〕8号", "附件：储备库点布局表", "2025年3月6日")


def in_libreoffice(what: str, data: bytes, folder: Path) -> list[str]:
    source, target = folder / f"{what}.docx", folder / f"{what}.txt"
    source.write_bytes(data)
    subprocess.run([SYSTEM, str(Path(__file__).with_name("resolve.py")), what, source, target], check=True, timeout=180)
    return target.read_text(encoding="utf-8-sig").splitlines()


def test_accept_all_and_reject_all(tmp_path):
    data = docx_file(DRAFT)
    before = readers.read_bytes(data, "x.docx")
    done = fix(data, engine.lint(before))
    assert len(done.done) == len(CORRECTED) and not done.left
    accepted = in_libreoffice("accept", done.data, tmp_path)
    assert accepted == readers.read_bytes(done.data, "x.docx").text.splitlines()
    assert set(CORRECTED) <= set(accepted)
    assert in_libreoffice("reject", done.data, tmp_path) == before.text.splitlines()
