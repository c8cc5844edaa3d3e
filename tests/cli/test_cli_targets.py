"""Which files a path means."""

import os

import pytest

from gwlint.errors import UsageError
from gwlint.linting.targets import Target, find


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = ["a.docx", "B.PDF", "~$a.docx", ".~锁.docx", ".隐藏.txt", "图.png", "层/深/c.md", ".git/d.txt", "层/e.docm"]
    for name in names:
        path = tmp_path / "夹" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path / "夹"


def paths(*said):
    return [os.path.normpath(one.path).replace("\\", "/") for one in find(said)]


def test_folder_is_searched_in_order(folder):
    assert paths("夹") == ["夹/B.PDF", "夹/a.docx", "夹/层/e.docm", "夹/层/深/c.md"]


def test_what_is_named_is_taken_as_it_is(folder):
    named = ["夹/~$a.docx", "夹/图.png", "无此文件.docx", "-"]
    assert paths(*named) == named


def test_patterns_are_expanded(folder):
    assert paths("夹/*.docx") == ["夹/a.docx"]
    assert paths("夹/**/*.m?") == ["夹/层/深/c.md"]


def test_a_name_that_looks_like_a_pattern(folder):
    (folder / "[草稿]x.txt").write_text("x")
    assert paths("夹/[草稿]x.txt") == ["夹/[草稿]x.txt"]


@pytest.mark.parametrize("said", ["夹/.git/..x*", "夹/*.wps"])
def test_pattern_without_a_match(folder, said):
    with pytest.raises(UsageError, match=r"没有与“.*”相配的文件"):
        find([said])


def test_folder_without_a_draft(folder):
    (folder / "空").mkdir()
    with pytest.raises(UsageError, match="没有能检查的文件"):
        find(["夹", "夹/空"])


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_to_folders_are_not_followed(folder):
    (folder / "圈").symlink_to(folder, target_is_directory=True)
    (folder / "链.docx").symlink_to(folder / "a.docx")
    (folder / "断.docx").symlink_to(folder / "断.docx")
    (folder / "夹.docx").symlink_to(folder, target_is_directory=True)
    assert paths("夹") == ["夹/B.PDF", "夹/a.docx", "夹/层/e.docm", "夹/层/深/c.md", "夹/断.docx", "夹/链.docx"]


def test_folder_that_cannot_be_opened_is_a_result(folder, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "scandir", refuse)
    assert find(["夹"]) == [Target("夹", "打不开这个文件夹，请检查权限")]
