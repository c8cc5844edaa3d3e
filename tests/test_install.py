"""The wheel and the sdist hold everything that a fresh environment needs."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
TOP = Path(__file__).parents[1]
SOURCES = ("src", "lexicons", "pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE")
DRAFT = "甘肃省水利厅关于报送材料的通知\n\n各市、州水务局：\n\n　　请按时报送。\n\n甘肃省水利厅\n2024年6月3日\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with the wheel and the sdist, built by the declared backend from a copy of the sources."""
    copy, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    for name in SOURCES:
        source = TOP / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, copy / name)
    code = f"from setuptools import build_meta as b; b.build_sdist({str(target)!r}); b.build_wheel({str(target)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=copy, check=True, capture_output=True, timeout=300)
    return target


@pytest.fixture(scope="module")
def wheel(built):
    (path,) = built.glob("*.whl")
    return path


def data_files():
    """What is no Python and yet needed."""
    yield from (f"gwlint/lexicons/{path.name}" for path in (TOP / "lexicons").glob("*.tsv"))
    package = TOP / "src/gwlint"
    files = (path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    yield from (path.relative_to(package.parent).as_posix() for path in files if path.suffix != ".py")


def test_wheel_holds_all_packages_and_data(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    python = {path.relative_to(TOP / "src").as_posix() for path in (TOP / "src/gwlint").rglob("*.py")}
    assert {*python, *data_files()} <= names


def test_wheel_states_licence_and_needs(wheel):
    archive = zipfile.ZipFile(wheel)
    (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    text = archive.read(metadata).decode()
    assert "License-Expression: MIT" in text
    assert "Requires-Dist: click" in text
    assert any(name.endswith("/licenses/LICENSE") for name in archive.namelist())


def test_sdist_builds_without_the_checkout(built):
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"setup.py", "pyproject.toml", "LICENSE", "README.md"} <= names
    assert {f"lexicons/{path.name}" for path in (TOP / "lexicons").glob("*.tsv")} <= names


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A fresh environment with the wheel in it; what it needs comes from the running one."""
    folder = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True, timeout=120)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    place = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, timeout=120)
    needed = Path(__import__("click").__file__).parents[1]
    Path(place, "needed.pth").write_text(f"{needed}\n", encoding="utf-8")
    return scripts


def test_installed_wheel_checks_a_file(installed, tmp_path):
    draft = tmp_path / "通知.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    done = subprocess.run([installed / "gwlint", "check", draft], cwd=tmp_path, capture_output=True, timeout=60)
    assert done.returncode in (0, 1), done.stderr.decode()
    assert "检查 1 个文件" in done.stdout.decode("utf-8")


def test_installed_wheel_opens_its_own_lexicons(installed, tmp_path):
    code = (
        "import gwlint, os; from gwlint.language import lexicons as l; "
        "print(os.path.join(os.path.dirname(gwlint.__file__), 'lexicons')); print(len(l.table('organs')))"
    )
    done = subprocess.run([installed / "python", "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    folder, rows = done.stdout.splitlines()
    assert Path(folder).is_relative_to(installed.parent) and Path(folder).is_dir()
    assert int(rows) > 10
