"""`gwlint hook` with real git, and the hook for pre-commit with the real pre-commit."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
TOP = Path(__file__).parents[2]
FAULTY = (TOP / "samples" / "15-handan-request-to-mayor.docx").read_bytes()
TEXT = "邯郸市林业局关于拨付护林经费的请示\n\n王新川市长：\n\n现请示拨付护林经费，妥否，请批示。\n\n邯郸市林业局\n2024年9月2日\n"
MENDED = TEXT.replace("王新川市长", "邯郸市人民政府")
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 39709\n"
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "COLUMNS": "80",
    "GIT_AUTHOR_NAME": "王林", "GIT_AUTHOR_EMAIL": "a@example.invalid",
    "GIT_COMMITTER_NAME": "王林", "GIT_COMMITTER_EMAIL": "a@example.invalid",
}  # fmt: skip


class Repository:
    """A repository to work in, with real git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *args: str, code: int = 0) -> str:
        """What git and its hooks said."""
        return self.run("git", *args, code=code)

    def gwlint(self, *args: str, code: int = 0) -> str:
        return self.run(sys.executable, "-m", "gwlint", *args, code=code)

    def run(self, *command: str, code: int = 0) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300
        )
        said = done.stdout.decode("utf-8", "replace")
        assert done.returncode == code, said
        return said

    def put(self, name: str, content: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def stage(self, name: str, content: str | bytes) -> None:
        self.put(name, content)
        self.git("add", "--", name)

    def commits(self) -> int:
        return len(self.git("log", "--all", "--format=%H").split())


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "稿 库")
    made.folder.mkdir()
    made.git("init", "--quiet", ".")
    return made


class TestCommit:
    def test_a_faulty_docx_is_held_back_until_it_is_mended(self, repository):
        repository.gwlint("hook", "install")
        repository.stage("请示.docx", FAULTY)
        said = repository.git("commit", "-m", "一", code=1)
        assert "GW303" in said and "提交已拦下" in said and repository.commits() == 0
        repository.git("rm", "--quiet", "--cached", "请示.docx")
        repository.stage("请示.txt", MENDED)
        repository.git("commit", "-m", "一")
        assert repository.commits() == 1

    def test_without_verification_it_goes_through(self, repository):
        repository.gwlint("hook", "install")
        repository.stage("请示.docx", FAULTY)
        repository.git("commit", "--no-verify", "-m", "一")

    def test_of_one_file_alone(self, repository):
        """`git commit file` checks by an index of its own."""
        repository.stage("好.txt", MENDED)
        repository.stage("坏.txt", MENDED)
        repository.git("commit", "-m", "一")
        repository.gwlint("hook", "install")
        repository.stage("坏.txt", TEXT)
        repository.put("好.txt", MENDED + "\n")
        repository.git("commit", "-m", "二", "好.txt")
        assert "坏.txt" in repository.git("commit", "-m", "三", code=1)


class TestRun:
    def test_nothing_staged_says_nothing(self, repository):
        repository.put("请示.docx", FAULTY)
        assert repository.gwlint("hook", "run") == ""

    def test_the_index_counts_not_the_worktree(self, repository):
        repository.stage("请示.txt", MENDED)
        repository.put("请示.txt", TEXT)
        assert "没有发现问题" in repository.gwlint("hook", "run")
        repository.git("add", "请示.txt")
        repository.put("请示.txt", MENDED)
        assert "GW303" in repository.gwlint("hook", "run", code=1)
        (repository.folder / "请示.txt").unlink()
        assert "GW303" in repository.gwlint("hook", "run", code=1)

    @pytest.mark.skipif(os.name == "nt", reason="names that Windows does not allow")
    @pytest.mark.parametrize(
        "name", ['关于 "经费" 的请示.txt', "a'b.txt", "二处/换\n行.txt", "-q.txt", ":(top)x.txt", "$(id).txt"]
    )
    def test_names(self, repository, name):
        repository.put(name, TEXT)
        repository.git("add", "--all")
        assert "GW303" in repository.gwlint("hook", "run", code=1)

    def test_only_drafts_are_looked_at(self, repository):
        repository.stage("程序.py", TEXT)
        repository.stage("~$请示.docx", b"x")
        repository.stage("请示.gwlint.docx", FAULTY)
        assert repository.gwlint("hook", "run") == ""

    def test_a_renamed_draft_under_its_new_name_and_a_deleted_one_not(self, repository):
        repository.stage("旧.txt", TEXT)
        repository.stage("删.txt", TEXT + "\n\n")
        repository.git("commit", "-m", "一")
        repository.git("mv", "旧.txt", "新.txt")
        repository.git("rm", "--quiet", "删.txt")
        said = repository.gwlint("hook", "run", code=1)
        assert "新.txt" in said and "旧.txt" not in said and "删.txt" not in said

    @pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
    def test_a_link_is_no_draft(self, repository):
        os.symlink("/etc/hostname", repository.folder / "链.txt")
        repository.git("add", "链.txt")
        assert repository.gwlint("hook", "run") == ""

    def test_settings_of_the_repository(self, repository):
        repository.put("gwlint.toml", 'exclude = ["旧稿/*"]\nfail-on = "never"\n')
        repository.stage("旧稿/请示.txt", TEXT)
        assert repository.gwlint("hook", "run") == ""
        repository.stage("请示.txt", TEXT)
        assert "GW303" in repository.gwlint("hook", "run")
        assert "GW303" in repository.gwlint("hook", "run", "--fail-on", "error", code=1)
        assert "GW303" not in repository.gwlint("hook", "run", "--ignore", "GW303")

    def test_from_a_folder_below(self, repository):
        repository.stage("请示.txt", TEXT)
        (repository.folder / "下").mkdir()
        below = Repository(repository.folder / "下")
        assert os.path.join("..", "请示.txt") in below.gwlint("hook", "run", code=1)

    def test_a_pointer_of_lfs_is_said_to_be_one(self, repository):
        repository.stage("请示.docx", POINTER)
        said = repository.gwlint("hook", "run", code=3)
        assert "Git LFS 的指针" in said and "git lfs install" in said and "提交已拦下" in said

    def test_filters_of_the_repository_are_applied(self, repository):
        """As Git LFS and git-crypt do: what is stored is not what is checked out."""
        turn = f"'{sys.executable}' -c 'import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])'"
        repository.put(".gitattributes", "*.docx filter=turned -text\n")
        for side in ("clean", "smudge"):
            repository.git("config", f"filter.turned.{side}", turn)
        repository.stage("请示.docx", FAULTY)
        assert repository.run("git", "cat-file", "-p", ":请示.docx")[:2] != "PK"
        assert "GW303" in repository.gwlint("hook", "run", code=1)
        repository.git("config", "filter.turned.smudge", "false")
        repository.git("config", "filter.turned.required", "true")
        assert "请检查仓库的过滤器设置" in repository.gwlint("hook", "run", code=3)

    def test_a_broken_docx(self, repository):
        repository.stage("坏.docx", FAULTY[:2000])
        repository.stage("请示.txt", TEXT)
        said = repository.gwlint("hook", "run", code=3)
        assert "未能检查" in said and "GW303" in said

    def test_outside_of_a_repository(self, tmp_path):
        assert "不在 git 仓库里" in Repository(tmp_path).gwlint("hook", "run", code=2)

    def test_git_is_missing(self, gwlint, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        done = gwlint("hook", "run")
        assert done.code == 2 and "没有找到 git" in done.err


class TestInstall:
    @staticmethod
    def hook(repository: Repository) -> Path:
        return repository.folder / ".git" / "hooks" / "pre-commit"

    @pytest.mark.parametrize(("earlier", "held"), [("exit 0", False), ("echo 先查; exit 7", True)])
    def test_an_earlier_hook_runs_first_and_comes_back(self, repository, earlier, held):
        hook = self.hook(repository)
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{earlier}\n", encoding="utf-8")
        hook.chmod(0o755)
        assert "pre-commit.before-gwlint" in repository.gwlint("hook", "install")
        repository.gwlint("hook", "install", "--fail-on", "warning")
        repository.stage("请示.txt", TEXT)
        said = repository.git("commit", "-m", "一", code=1)
        assert ("先查" in said, "GW303" in said) == (held, not held)
        assert "放回" in repository.gwlint("hook", "uninstall")
        assert hook.read_text(encoding="utf-8") == f"#!/bin/sh\n{earlier}\n"
        assert sorted(one.name for one in hook.parent.glob("pre-commit*") if one.suffix != ".sample") == ["pre-commit"]

    def test_it_passes_on_fail_on(self, repository):
        repository.gwlint("hook", "install", "--fail-on", "never")
        repository.stage("请示.txt", TEXT)
        assert "GW303" in repository.git("commit", "-m", "一")

    def test_only_our_own_is_taken_away(self, repository):
        assert "没有装" in repository.gwlint("hook", "uninstall", code=2)
        self.hook(repository).parent.mkdir(exist_ok=True)
        self.hook(repository).write_text("#!/bin/sh\n", encoding="utf-8")
        assert "没有动它" in repository.gwlint("hook", "uninstall", code=2)
        assert self.hook(repository).exists()

    def test_hooks_path(self, repository):
        repository.git("config", "core.hooksPath", "钩 子")
        repository.gwlint("hook", "install")
        assert (repository.folder / "钩 子" / "pre-commit").exists() and not self.hook(repository).exists()
        repository.stage("请示.txt", TEXT)
        assert "GW303" in repository.git("commit", "-m", "一", code=1)

    def test_worktree(self, repository):
        repository.stage("好.txt", MENDED)
        repository.git("commit", "-m", "一")
        repository.git("worktree", "add", "--quiet", "../另一处")
        other = Repository(repository.folder.parent / "另一处")
        other.gwlint("hook", "install")
        for one in (repository, other):
            one.stage("请示.txt", TEXT)
            assert "GW303" in one.git("commit", "-m", "二", code=1)

    def test_the_python_it_was_installed_with_is_gone(self, repository):
        repository.gwlint("hook", "install")
        hook = self.hook(repository)
        text = hook.read_text(encoding="utf-8")
        hook.write_text(text.replace(sys.executable, "/no/python"), encoding="utf-8")
        repository.stage("请示.txt", TEXT)
        assert "请重新运行 gwlint hook install" in repository.git("commit", "-m", "一", code=1)

    @pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
    def test_it_is_executable(self, repository):
        repository.gwlint("hook", "install")
        assert self.hook(repository).stat().st_mode & stat.S_IXUSR


LOCAL = """\
repos:
  - repo: local
    hooks:
      - {{id: gwlint, name: gwlint, language: system, entry: "'{python}' -m gwlint check", files: '{files}'}}
"""


class TestPreCommit:
    """The other program, `pre-commit`, as people install it."""

    @pytest.fixture
    def pre_commit(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
        pytest.importorskip("pre_commit")
        monkeypatch.setitem(ENVIRONMENT, "PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
        return lambda *args: [sys.executable, "-m", "pre_commit", *args]

    @staticmethod
    def files() -> str:
        lines = (TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.strip().startswith("files:"))

    def test_a_local_hook(self, repository, pre_commit):
        repository.put(".pre-commit-config.yaml", LOCAL.format(python=sys.executable, files=self.files()))
        repository.git("add", "--all")
        repository.run(*pre_commit("install"))
        repository.stage("关于 经费的请示.docx", FAULTY)
        repository.stage("程序.py", "x = 1\n")
        said = repository.git("commit", "-m", "一", code=1)
        assert "GW303" in said and "检查 1 个文件" in said

    def test_the_manifest(self, repository, pre_commit):
        repository.run(*pre_commit("validate-manifest", str(TOP / ".pre-commit-hooks.yaml")))

    @pytest.mark.slow
    def test_as_published(self, repository, pre_commit, tmp_path):
        """pre-commit clones the project, installs it into an environment of its own, and runs the hook."""
        source = Repository(tmp_path / "gwlint")
        shutil.copytree(
            TOP, source.folder, ignore=shutil.ignore_patterns(".git", ".venv", "build", "*.egg-info", ".*_cache")
        )
        source.git("init", "--quiet", ".")
        source.git("add", "--all")
        source.git("commit", "--quiet", "-m", "一")
        repository.stage("请示.docx", FAULTY)
        command = pre_commit("try-repo", str(source.folder), "gwlint", "--verbose", "--files", "请示.docx")
        assert "GW303" in repository.run(*command, code=1)
