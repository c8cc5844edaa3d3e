"""Every sample gives what its manifest says, as docx and as pdf alike, and can be built again."""

import functools
import importlib
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from gwlint import engine, profiles, readers, rules
from gwlint.model import FileReport, Finding
from gwlint.profiles.files import read_toml
from gwlint.reporters.json import file_object

SAMPLES = Path(__file__).parents[1] / "samples"
MANIFEST: list[dict[str, Any]] = read_toml(str(SAMPLES / "manifest.toml"))["sample"]
JUDGED = frozenset({"length", "marking", "authority"})
UNSAID = {"secrecy": "", "urgency": "", "approved": False, "to_lower_government": False, "attachments": 0}
PAGE_NUMBER = re.compile(r"^[—\s]+\d+[—\s]+$", re.MULTILINE)
REBUILT = "13-tangshan-bureau-directs-counties"

each_sample = pytest.mark.parametrize("sample", MANIFEST, ids=lambda sample: sample["stem"])
each_format = pytest.mark.parametrize("suffix", ["docx", "pdf"])


@functools.cache
def linted(name: str) -> FileReport:
    return engine.lint(readers.read(SAMPLES / name), select=JUDGED)


def outline(report: FileReport) -> dict[str, Any]:
    found: dict[str, Any] = file_object(report)["outline"]
    return {
        **{key: value or UNSAID.get(key) for key, value in found.items()},
        "attachments": len(found["attachments"]),
    }


def plain(quote: str) -> str:
    """A quote without its spaces and line breaks, which a pdf does not keep."""
    return re.sub(r"\s", "", quote)


def facts(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return sorted((one.name, one.severity, plain(one.quote)) for one in findings)


def test_manifest_and_folder_agree() -> None:
    stems = {sample["stem"] for sample in MANIFEST}
    assert len(stems) == len(MANIFEST)
    for pattern in ("*.docx", "*.pdf", "texts/*.toml"):
        assert {path.stem for path in SAMPLES.glob(pattern)} == stems


def test_every_rule_of_these_families_that_is_planted_exists() -> None:
    planted = {finding["rule"] for sample in MANIFEST for finding in sample["findings"]}
    assert planted <= {name for name, family in rules.catalogue().items() if family in JUDGED}


@each_format
@each_sample
def test_profile(sample: dict[str, Any], suffix: str) -> None:
    report = linted(f"{sample['stem']}.{suffix}")
    assert report.profile is not None
    assert (report.status, report.profile.id) == ("checked", sample["profile"])
    assert report.not_checked == ()


@each_format
@each_sample
def test_outline(sample: dict[str, Any], suffix: str) -> None:
    expected = {**UNSAID, **sample["outline"]}
    found = outline(linted(f"{sample['stem']}.{suffix}"))
    assert {key: found[key] for key in expected} == expected


@each_format
@each_sample
def test_findings(sample: dict[str, Any], suffix: str) -> None:
    found = [list(one) for one in facts(linted(f"{sample['stem']}.{suffix}").findings)]
    expected = sorted((one["rule"], one["severity"], plain(one["quote"])) for one in sample["findings"])
    assert [one[:2] for one in found] == [list(one[:2]) for one in expected]
    missing = [one for one in expected if not any(one[0] == f[0] and one[2] in f[2] for f in found)]
    assert missing == []


@each_sample
def test_docx_and_pdf_say_the_same(sample: dict[str, Any]) -> None:
    word, pdf = (linted(f"{sample['stem']}.{suffix}") for suffix in ("docx", "pdf"))
    assert facts(word.findings) == facts(pdf.findings)


@each_sample
def test_title_is_the_drafts(sample: dict[str, Any]) -> None:
    source = read_toml(str(SAMPLES / "texts" / f"{sample['stem']}.toml"))
    for suffix in ("docx", "pdf"):
        assert outline(linted(f"{sample['stem']}.{suffix}"))["title"] == "".join(source["title"])


@each_sample
def test_docx_and_pdf_hold_the_same_text(sample: dict[str, Any]) -> None:
    word, pdf = (readers.read(SAMPLES / f"{sample['stem']}.{suffix}").text for suffix in ("docx", "pdf"))
    assert plain(PAGE_NUMBER.sub("", word)) == plain(PAGE_NUMBER.sub("", pdf))


def test_what_breaks_the_rule_of_one_place_is_lawful_elsewhere() -> None:
    document = readers.read(SAMPLES / "02-jinan-special-plan-overlong.docx")
    assert engine.lint(document, profiles.load("cn"), select=JUDGED).findings == ()


@pytest.mark.parametrize("sample", [s for s in MANIFEST if s.get("later")], ids=lambda sample: sample["stem"])
def test_later_faults_stand_in_the_text(sample: dict[str, Any]) -> None:
    text = readers.read(SAMPLES / f"{sample['stem']}.docx").text
    assert [one["quote"] for one in sample["later"] if one["quote"] not in text] == []


def test_no_pdf_is_large() -> None:
    assert [path.name for path in SAMPLES.glob("*.pdf") if path.stat().st_size >= 400_000] == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_built_again_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("docx")
    monkeypatch.syspath_prepend(str(SAMPLES))
    build = importlib.import_module("build")
    for name in ("build", "layout", "paper", "revise"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    build.build([SAMPLES / "texts" / f"{REBUILT}.toml"], tmp_path)
    for suffix in ("docx", "pdf"):
        name = f"{REBUILT}.{suffix}"
        assert readers.read(tmp_path / name).text == readers.read(SAMPLES / name).text
