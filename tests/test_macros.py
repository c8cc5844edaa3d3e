"""The macros for Word and WPS, which run nowhere here: their own command is run for real, WPS's whole way in Node.js."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
WORD, WPS = TOP / "editors" / "word", TOP / "editors" / "wps"
FAULTY = (TOP / "samples" / "15-handan-request-to-mayor.docx").read_bytes()
CLEAN = "关于值班的通知\n\n各科室：\n　　请按时到岗。\n\n办公室\n2024年9月2日\n".encode()
SYSTEM = "/usr/bin/python3"
HAS_UNO = Path(SYSTEM).exists() and not subprocess.run([SYSTEM, "-c", "import uno"], capture_output=True).returncode
ENVIRONMENT = {**os.environ, "PATH": str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"]}


def vba_command() -> str:
    """The constant as VBA reads it: doubled quotes are one."""
    text = (WORD / "GwlintSave.vba").read_text(encoding="utf-8")
    return re.search(r'Const COMMAND As String = "(.*)"$', text, re.M)[1].replace('""', '"')  # type: ignore[index]


def in_shell(command: str) -> subprocess.CompletedProcess[bytes]:
    """What stands in cmd /d /s /c "…", whose quotes and < mean the same to sh."""
    inner = re.fullmatch(r'(?:cmd )?/d /s /c "(.*)"', command)[1]  # type: ignore[index]
    shell = ["cmd", "/d", "/s", "/c", f'"{inner}"'] if os.name == "nt" else ["sh", "-c", inner]
    return subprocess.run(shell, env=ENVIRONMENT, capture_output=True, timeout=60)


@pytest.mark.parametrize(("data", "code"), [(FAULTY, 1), (CLEAN, 0), (FAULTY[:2000], 3)])
def test_the_command_of_word(tmp_path, data, code):
    copy, report = tmp_path / "临 时.docx", tmp_path / "结果.txt"
    copy.write_bytes(data)
    command = vba_command().replace("{name}", str(tmp_path / "关于 经费的通知.docx"))
    done = in_shell(command.replace("{copy}", str(copy)).replace("{report}", str(report)))
    assert done.returncode == code
    said = report.read_bytes().decode("utf-8")
    assert ("GW303" in said) == (code == 1) and "\x1b" not in said


def test_both_follow_the_contract():
    for command in (vba_command(), (WPS / "gwlint.js").read_text(encoding="utf-8")):
        assert 'gwlint check - --stdin-filename "{name}"' in command and '--fail-on error < "{copy}"' in command


def test_vba_is_whole():
    """Each block that opens is closed; what is private is used; nothing but what Word 2013 documents is called."""
    text = (WORD / "GwlintSave.vba").read_text(encoding="utf-8")
    for kind in ("Sub", "Function", "With"):
        opened = re.findall(rf"^ *(?:(?:Private|Public) )?{kind} ", text, re.M)
        assert len(opened) == len(re.findall(rf"^ *End {kind}$", text, re.M)) > 0
    for name in re.findall(r"^Private (?:Sub|Function) (\w+)\(", text, re.M):
        assert name == "App_DocumentBeforeSave" or text.count(name) > 1
    assert "App_DocumentBeforeSave(ByVal Doc As Document, SaveAsUI As Boolean, Cancel As Boolean)" in text


IN_OFFICE = """
import os, subprocess, sys, tempfile, time
import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
source, pipe = sys.stdin.read(), f"gwlint{os.getpid()}"
with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
    office = subprocess.Popen(["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;"])
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(240):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                time.sleep(0.25)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        allowed = PropertyValue(Name="Hidden", Value=True), PropertyValue(Name="MacroExecutionMode", Value=4)
        document = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, allowed)
        document.BasicLibraries.createLibrary("Macros")
        document.BasicLibraries.getByName("Macros").insertByName("Module1", source)
        script = document.ScriptProvider.getScript("vnd.sun.star.script:Macros.Module1.Tried?language=Basic&location=document")
        print(script.invoke((), (), ())[0])
        desktop.terminate()
        office.wait(60)
    finally:
        office.kill()
"""
FOREIGN = {"Public WithEvents App As Word.Application": "Public App As Object", " As Document": " As Object"}


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("soffice") and HAS_UNO), reason="no LibreOffice with python3-uno here")
def test_the_vba_compiles_in_libreoffice_and_makes_its_command(tmp_path):
    """LibreOffice's Basic reads VBA: the module as it is, but for Word's own types, and its CommandFor runs."""
    text = (WORD / "GwlintSave.vba").read_text(encoding="utf-8")
    for theirs, ours in FOREIGN.items():
        assert theirs in text
        text = text.replace(theirs, ours)
    call = '\nFunction Tried()\nTried = CommandFor("{}", "{}")\nEnd Function\n'

    def tried(source: str, name: str) -> str:
        done = subprocess.run(
            [SYSTEM, "-c", IN_OFFICE], input="Option VBASupport 1\n" + source + call.format(name, tmp_path),
            capture_output=True, text=True, timeout=180, check=True,
        )  # fmt: skip
        return done.stdout.strip()

    command = tried(text, "未存过").replace("\\", "/")
    assert '--stdin-filename "未存过.docx"' in command
    (tmp_path / "copy.docx").write_bytes(FAULTY)
    assert in_shell(command).returncode == 1 and "GW303" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert tried(text.replace("End If", "End Iff", 1), "未存过") == "None"


# An object in WPS's place: files, folders and programs are real; only the document and the dialogs are made up.
STAGE = """
const fs = require("fs"), os = require("os"), path = require("path"), child = require("child_process")
const { macro, data, answer } = JSON.parse(fs.readFileSync(0, "utf8"))
const said = [], started = [], listeners = {}
globalThis.Application = {
  ApiEvent: { Cancel: false, AddApiEventListener: (name, f) => { listeners[name] = f }, RemoveApiEventListener: (name) => { delete listeners[name] } },
  Env: { GetTempPath: () => process.cwd() },
  FileSystem: {
    Exists: (one) => fs.existsSync(one), Mkdir: (one) => fs.mkdirSync(one), Remove: (one) => fs.rmSync(one, { recursive: true }),
    readAsBinaryString: (one) => fs.readFileSync(one, "latin1"),
  },
  OAAssist: { ShellExecute: (program, parameters) => {
    started.push(program + " " + parameters)
    child.spawn("sh", ["-c", parameters.replace(/^\\/d \\/s \\/c "(.*)"$/, "$1")], { stdio: "ignore" })
  } },
}
globalThis.alert = (text) => { said.push(text) }
globalThis.confirm = (text) => { said.push(text); return answer }
require("vm").runInThisContext(fs.readFileSync(macro, "utf8"))
gwlintStart()
const cancel = { Value: false }
const doc = { FullName: path.join(process.cwd(), "关于 $& 的通知.docx"), ExportAsFixedFormat: (to) => fs.copyFileSync(data, to) }
listeners.DocumentBeforeSave(doc, cancel)
gwlintStop()
console.log(JSON.stringify({ held: Application.ApiEvent.Cancel && cancel.Value, said, started, left: fs.readdirSync("."), on: Object.keys(listeners) }))
"""


@pytest.mark.skipif(shutil.which("node") is None, reason="no Node.js here")
class TestWps:
    @staticmethod
    def save(folder: Path, data: bytes, answer: bool = False, macro: Path = WPS / "gwlint.js", **more: str) -> dict:
        (folder / "稿").write_bytes(data)
        (folder / "存").mkdir()
        stage = {"macro": str(macro), "data": str(folder / "稿"), "answer": answer}
        done = subprocess.run(
            ["node", "-e", STAGE], input=json.dumps(stage).encode(), cwd=folder / "存", env={**ENVIRONMENT, **more},
            capture_output=True, timeout=60, check=True,
        )  # fmt: skip
        result: dict = json.loads(done.stdout)
        assert result["left"] == [] and result["on"] == []
        return result

    def test_syntax(self):
        subprocess.run(["node", "--check", str(WPS / "gwlint.js")], check=True, timeout=60)

    @pytest.mark.skipif(os.name == "nt", reason="the stage starts sh")
    @pytest.mark.parametrize("answer", [False, True])
    def test_faults_are_shown_and_the_user_decides(self, tmp_path, answer):
        done = self.save(tmp_path, FAULTY, answer)
        assert done["held"] != answer and "GW303" in done["said"][0] and "仍要存盘吗" in done["said"][0]
        assert "关于 $& 的通知.docx" in done["started"][0]

    @pytest.mark.skipif(os.name == "nt", reason="the stage starts sh")
    def test_what_is_clean_is_saved_in_silence(self, tmp_path):
        done = self.save(tmp_path, CLEAN)
        assert not done["held"] and done["said"] == []

    @pytest.mark.skipif(os.name == "nt", reason="the stage starts sh")
    def test_what_cannot_be_read_is_saved_and_said(self, tmp_path):
        done = self.save(tmp_path, FAULTY[:2000])
        assert not done["held"] and "没有查成" in done["said"][0] and "照常存盘" in done["said"][0]

    @pytest.mark.skipif(os.name == "nt", reason="the stage starts sh")
    def test_without_gwlint_it_is_saved(self, tmp_path):
        hurried = tmp_path / "macro.js"
        hurried.write_text(
            (WPS / "gwlint.js").read_text(encoding="utf-8").replace("SECONDS = 20", "SECONDS = 1"), encoding="utf-8"
        )
        node = Path(str(shutil.which("node"))).parent
        done = self.save(tmp_path, FAULTY, macro=hurried, PATH=f"{node}{os.pathsep}/bin")
        assert not done["held"] and "没有等到结果" in done["said"][0]

    @pytest.mark.slow
    @pytest.mark.skipif(shutil.which("npm") is None, reason="no npm here")
    def test_every_call_is_in_the_declarations_that_wps_publishes(self, tmp_path):
        install = ["npm", "install", "--no-audit", "--no-fund", "wps-jsapi-declare@2.2.0", "typescript@5"]
        subprocess.run(install, cwd=tmp_path, check=True, capture_output=True, timeout=300)
        (tmp_path / "gwlint.js").write_bytes((WPS / "gwlint.js").read_bytes())
        (tmp_path / "wrong.js").write_text("Application.FileSystem.NoSuch()\n", encoding="utf-8")
        check = [
            "npx",
            "tsc",
            "--checkJs",
            "--allowJs",
            "--noEmit",
            "--target",
            "es2020",
            "--lib",
            "es2020,dom",
            "--skipLibCheck",
        ]
        check += ["--types", "wps-jsapi-declare"]
        done = subprocess.run([*check, "gwlint.js"], cwd=tmp_path, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout
        done = subprocess.run([*check, "wrong.js"], cwd=tmp_path, capture_output=True, text=True, timeout=120)
        assert "NoSuch" in done.stdout
