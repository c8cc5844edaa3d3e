"""The file that `gwlint profile new` writes is sound whatever it is asked for."""

import datetime
from pathlib import Path

import pytest

from gwlint import profiles
from gwlint.profiles.start import start

TODAY = datetime.date(2025, 3, 1)


def written(folder: Path, title: str = "本局办文规定", extends: str = "cn", region: tuple[str, ...] = ()) -> str:
    path = folder / "office.toml"
    path.write_text(start(title, extends, region, TODAY), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("extends", [head.id for head in profiles.available()])
def test_upon_every_profile(tmp_path: Path, extends: str) -> None:
    profile = profiles.load(written(tmp_path, extends=extends))
    assert profile.chain[1] == extends
    assert profile.valid_from == TODAY
    body, attachments = profile.rules["overlong-body"], profile.rules["too-many-attachments"]
    assert (body.severity, body.options["limits"]["工作部署"]) == ("warning", 3000)
    assert (attachments.severity, attachments.options["max"]) == ("error", 3)
    assert profile.cite(attachments.cites[0]).title == "本局办文规定"


def test_region(tmp_path: Path) -> None:
    assert profiles.load(written(tmp_path, region=("山东", "青岛"))).region == ("山东", "青岛")


@pytest.mark.parametrize("title", ['引号"和\\反斜杠', "换行\n和\t制表", "{花括号}", "#井号", "制\x7f符"])
def test_any_title(tmp_path: Path, title: str) -> None:
    kept = "".join(one for one in title if one.isprintable())
    assert profiles.load(written(tmp_path, title)).title == kept


def test_explains_each_key(tmp_path: Path) -> None:
    text = start("本局", "cn", (), TODAY)
    for key in ("severity", "cites", "basis", "gist", "strength", "confidence", "valid_to", "extends", "region"):
        assert f"\n# {key}" in text or f"{key} " in text
