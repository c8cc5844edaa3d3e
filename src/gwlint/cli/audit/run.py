"""`gwlint audit run`."""

import datetime
import gc
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

import click

from gwlint import __version__
from gwlint.audit.privacy import QUOTES
from gwlint.cli import options
from gwlint.cli.exit_codes import CLEAN, FOUND, INCOMPLETE, INTERRUPTED
from gwlint.errors import UsageError
from gwlint.model import SEVERITIES

if TYPE_CHECKING:
    from gwlint.audit.examine import Options
    from gwlint.audit.run import Figures, Summary
    from gwlint.audit.store import Store


@click.command(
    help="检查档案（文件夹、文件或 s3://桶/路径 这样的地址），结果写进 OUT；同一命令再运行一次，就从停下的地方接着查。\n\n"
    "退出码：0 查完，1 有达到 --fail-on 的问题，2 用法或规定有误，3 有文件未能检查。",
    options_metavar="[选项]",
)
@click.argument("paths", metavar="档案…", nargs=-1)
@click.option(
    "--out", "-o", metavar="OUT", help="结果文件夹，没有就新建，只有本人能看；也可以是 s3://桶/路径 这样的地址"
)
@click.option("--jobs", "-j", type=click.IntRange(1), metavar="个数", help="同时用几个进程，默认同处理器核数")
@options.profile
@click.option("--select", metavar="规则", multiple=True, help="只查这些规则：编号、名称或类别，逗号隔开，可重复")
@click.option("--ignore", metavar="规则", multiple=True, help="不查这些规则，写法同上")
@click.option(
    "--quotes",
    type=click.Choice(QUOTES),
    default="short",
    show_default=True,
    help="结果里留多少原文：none 不留，short 每处不过40字，full 照录",
)
@click.option("--pseudonyms", is_flag=True, help="结果里的路径用代号，不写真名")
@click.option(
    "--time-limit", type=click.FloatRange(0.1), default=60, metavar="秒", show_default=True, help="每个文件的时限"
)
@click.option(
    "--memory-limit", type=click.IntRange(64), default=512, metavar="MB", show_default=True, help="每个进程的内存上限"
)
@click.option("--retry-poison", is_flag=True, help="上次使读取程序超时、出错而放弃的文件，这次再试")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="never",
    show_default=True,
    help="有这一级或更重的问题时退出码为 1",
)
@click.option(
    "--engine",
    default="local",
    metavar="引擎",
    show_default=True,
    help="local 用本机的进程；dask://主机:端口 用已有的Dask集群",
)
@options.format
def command(paths: tuple[str, ...], out: str | None, fail_on: str, format: str, **asked: Any) -> int:
    if not paths or not out:
        raise UsageError("请写出档案和结果文件夹，例如 gwlint audit run 档案 -o 结果")
    from gwlint.audit import run, sources
    from gwlint.audit.pool import Limits
    from gwlint.audit.store import Store
    from gwlint.cli.audit.progress import progress

    _outside(paths, out)
    gc.enable()  # off at the start of every command; this one may run for days
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # how schedulers stop a job
    limits = Limits(asked["jobs"] or os.cpu_count() or 1, asked["time_limit"], asked["memory_limit"] << 20)
    with Store(out) as store:
        chosen = _options(store, asked)
        archive = sources.archive(paths, chosen.key if chosen.pseudonyms else None)
        try:
            with progress(sys.stderr) as shown:
                figures = run.run(archive, store, chosen, limits, shown, asked["retry_poison"], asked["engine"])
        except KeyboardInterrupt:
            click.echo("已停下，查完的都已记下；用同一命令再运行一次，就接着查。", err=True)
            return INTERRUPTED
        summary = run.summary(store)
        store.note(_noted(figures, summary, chosen, paths))
    click.echo(_json(figures, summary) if format == "json" else _text(figures, summary, out), nl=False)
    return _exit_code(summary, fail_on)


def _outside(paths: tuple[str, ...], out: str) -> None:
    """The results must not lie in the archive, or the next run would examine them."""
    place = _place(out)
    for path in paths:
        if f"{place}/".startswith(f"{_place(path)}/"):
            raise UsageError(f"结果文件夹“{out}”在档案“{path}”里面，请放到档案外面")


def _place(said: str) -> str:
    from gwlint.audit.sources import is_remote, plain

    where = plain(said)
    return where if is_remote(where) else os.path.realpath(where).replace(os.sep, "/").rstrip("/")


def _options(store: "Store", asked: dict[str, Any]) -> "Options":
    from gwlint.audit.examine import Options
    from gwlint.linting import choice, names

    choice.chosen(asked["profile"])
    return Options(
        None if asked["profile"] == choice.AUTO else asked["profile"],
        names.known("--select", asked["select"]),
        names.known("--ignore", asked["ignore"]),
        asked["quotes"],
        asked["pseudonyms"],
        store.key() if asked["pseudonyms"] or asked["quotes"] == "none" else b"",
    )


def _noted(figures: "Figures", summary: "Summary", options: "Options", paths: tuple[str, ...]) -> dict[str, Any]:
    """What run.json holds. The places of the archive are left out where names are hidden."""
    from gwlint.audit import sources

    return {
        "gwlint": __version__,
        "finished": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "archive": [] if options.pseudonyms else [sources.plain(path) for path in paths],
        "profile": options.profile or "auto",
        "quotes": options.quotes,
        "pseudonyms": options.pseudonyms,
        "settings": options.settings,
        **_told(figures, summary),
    }


def _told(figures: "Figures", summary: "Summary") -> dict[str, Any]:
    run = figures._asdict() | {"seconds": round(figures.seconds, 1)}
    documents = {status: summary.statuses.get(status, 0) for status in _STATUSES}
    return {"run": run, "documents": documents, "findings": summary.severities}


_STATUSES = {"checked": "已查", "partial": "只查了一部分", "unreadable": "没能查", "skipped": "不需查"}


def _json(figures: "Figures", summary: "Summary") -> str:
    from gwlint.reporters.json import dumps

    return dumps({"schema": 1, **_told(figures, summary)}) + "\n"


def _text(figures: "Figures", summary: "Summary", out: str) -> str:
    rate = figures.examined / figures.seconds if figures.seconds else 0
    found = summary.severities
    states = [f"{word}{summary.statuses[name]}份" for name, word in _STATUSES.items() if summary.statuses.get(name)]
    return (
        f"档案共{figures.files}份文件：这次查了{figures.examined}份，内容相同照抄{figures.copied}份，"
        f"没有变动不再查{figures.known}份；用时{_duration(figures.seconds)}，每秒{rate:.1f}份\n"
        f"结果：{'、'.join(states) or '没有文件'}；错误{found.get('errors', 0)}处，"
        f"警告{found.get('warnings', 0)}处，提示{found.get('infos', 0)}处\n"
        f"结果在 {out}，没能查的文件和原因见 documents 表的 status、reason 两列\n"
    )


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}小时{minutes}分" if hours else f"{minutes}分{rest}秒" if minutes else f"{seconds:.1f}秒"


def _exit_code(summary: "Summary", fail_on: str) -> int:
    if summary.statuses.get("unreadable") or summary.statuses.get("partial"):
        return INCOMPLETE
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return FOUND if any(summary.severities.get(f"{one}s") for one in grave) else CLEAN
