"""Profiles of installed packages: found by their id when asked for, never looked for before."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gwlint import profiles
from gwlint.errors import UsageError
from gwlint.profiles.installed import installed

PROFILE = 'title = "本系统办文规定"\nextends = "cn"\nvalid_from = 2025-01-01\n[rules.too-many-attachments]\nseverity = "info"\nbasis = "house"\nmax = 5\n'


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on sys.path with a package that registers its profiles."""
    monkeypatch.syspath_prepend(str(tmp_path))
    register(tmp_path, "office = bureau_rules.data")
    folder = tmp_path / "bureau_rules" / "data"
    folder.mkdir(parents=True)
    (tmp_path / "bureau_rules" / "__init__.py").write_text("")
    (folder / "bureau-2025.toml").write_text(PROFILE, encoding="utf-8")
    (folder / "bureau-county-2025.toml").write_text('title = "县局"\nextends = "bureau-2025"\n', encoding="utf-8")
    installed.cache_clear()
    yield tmp_path
    installed.cache_clear()
    sys.modules.pop("bureau_rules", None)


def register(site: Path, entry: str) -> None:
    info = site / "bureau_rules-1.0.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bureau-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[gwlint.profiles]\n{entry}\n")


def test_found_by_id(site: Path) -> None:
    profile = profiles.load("bureau-2025")
    assert (profile.id, profile.title, profile.chain) == ("bureau-2025", "本系统办文规定", ("bureau-2025", "cn"))
    assert profile.rules["too-many-attachments"].options == {"max": 5}


def test_one_may_extend_another(site: Path) -> None:
    assert profiles.load("bureau-county-2025").chain == ("bureau-county-2025", "bureau-2025", "cn")


def test_known_where_one_is_not(site: Path) -> None:
    with pytest.raises(UsageError, match=r"可用的有 cn、.*bureau-2025、bureau-county-2025"):
        profiles.load("bureau-2026")


def test_checked_like_any_file(site: Path) -> None:
    (site / "bureau_rules" / "data" / "bureau-2025.toml").write_text('title = "甲"\ncolour = 1\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"bureau-2025\.toml：不认识的键 colour"):
        profiles.load("bureau-2025")


def test_entry_point_that_leads_nowhere(site: Path) -> None:
    register(site, "office = bureau_rules.gone")
    with pytest.raises(UsageError, match=r"“office”找不到（bureau_rules\.gone）"):
        profiles.load("bureau-2025")


def test_built_in_profiles_look_for_no_package() -> None:
    script = (
        "import sys; from gwlint import profiles; profiles.load('cn'); profiles.load('jinan-2019');"
        "print('gwlint.profiles.installed' in sys.modules or 'importlib.metadata' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"
