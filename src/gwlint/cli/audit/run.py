"""`gwlint audit run`."""

import datetime
import gc
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

import click

from gwlint import __version__
from gwlint.audit.examine import OCR
from gwlint.cli import options
from gwlint.cli.audit.across import given, judge, sheets, text, told
from gwlint.cli.exit_codes import CLEAN, FOUND, INCOMPLETE, INTERRUPTED
from gwlint.errors import UsageError
from gwlint.model import QUOTES, SEVERITIES

if TYPE_CHECKING:
    from gwlint.audit.across import Asked, Outcome
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
    help="结果里留多少原文：none 不留，short 每处不过40字，full 照录；不写时照 --profile 所指规定的 quotes，规定没说就是 short",
)
@click.option("--pseudonyms", is_flag=True, help="结果里的路径用代号，不写真名")
@click.option(
    "--ocr",
    type=click.Choice(OCR),
    default="never",
    show_default=True,
    help="扫描件和图片：never 不识别，列为不需查；auto 识别文字后再查，每页约要几秒",
)
@click.option(
    "--time-limit", type=click.FloatRange(0.1), metavar="秒", help="每个文件的时限，默认60，--ocr auto 时1800"
)
@click.option(
    "--memory-limit", type=click.IntRange(64), default=512, metavar="MB", show_default=True, help="每个进程的内存上限"
)
@sheets
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
def command(
    paths: tuple[str, ...],
    out: str | None,
    plans: tuple[str, ...],
    registers: tuple[str, ...],
    fail_on: str,
    format: str,
    **asked: Any,
) -> int:
    if not paths or not out:
        raise UsageError("请写出档案和结果文件夹，例如 gwlint audit run 档案 -o 结果")
    from gwlint.audit import starting

    if asked["engine"] == starting.LOCAL:
        starting.ahead()  # it gets ready while all this is imported
    from gwlint.audit import run, sources
    from gwlint.audit.pool import Limits
    from gwlint.audit.store import Store
    from gwlint.cli.audit.progress import progress

    _outside(paths, out)
    tables = given(plans, registers)
    gc.enable()  # off at the start of every command; this one may run for days
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # how schedulers stop a job
    seconds = asked["time_limit"] or _SECONDS[asked["ocr"]]
    limits = Limits(asked["jobs"] or os.cpu_count() or 1, seconds, asked["memory_limit"] << 20)
    with Store(out) as store:
        chosen = _options(store, asked)
        store.note(store.noted() | _settings(chosen))
        archive = sources.archive(paths, chosen.key if chosen.pseudonyms else None)
        try:
            with progress(sys.stderr) as shown:
                figures = run.run(archive, store, chosen, limits, shown, asked["retry_poison"], asked["engine"])
        except KeyboardInterrupt:
            click.echo("已停下，查完的都已记下；用同一命令再运行一次，就接着查。", err=True)
            return INTERRUPTED
        summary = run.summary(store)
        outcome = _across(store, chosen, tables)
        store.note(_noted(figures, summary, chosen, paths) | {"across": told(outcome)})
    if format == "json":
        click.echo(_json(figures, summary, outcome), nl=False)
    else:
        click.echo(_text(figures, summary, out) + text(outcome), nl=False)
    return _exit_code(summary, outcome, fail_on)


def _across(store: "Store", options: "Options", tables: "Asked") -> "Outcome":
    """The rules across documents, by the same settings."""
    asked = tables._replace(select=options.select, ignore=options.ignore)
    return judge(store, asked, options.profile, options.quotes, options.pseudonyms)


_SECONDS = {"never": 60.0, "auto": 1800.0}


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

    profile = choice.chosen(asked["profile"])
    quotes = asked["quotes"] or (profile and profile.quotes) or "short"
    _can_recognise(asked["ocr"])
    return Options(
        None if asked["profile"] == choice.AUTO else asked["profile"],
        names.known("--select", asked["select"]),
        names.known("--ignore", asked["ignore"]),
        quotes,
        asked["pseudonyms"],
        store.key() if asked["pseudonyms"] or quotes == "none" else b"",
        asked["ocr"],
    )


def _can_recognise(ocr: str) -> None:
    from gwlint.readers.ocr import available

    if ocr == "auto" and not available():
        raise UsageError("--ocr auto 要用文字识别组件，请先安装：pip install 'gwlint[ocr]'")


def _noted(figures: "Figures", summary: "Summary", options: "Options", paths: tuple[str, ...]) -> dict[str, Any]:
    """What run.json holds. The places of the archive are left out where names are hidden."""
    from gwlint.audit import sources

    return {
        "gwlint": __version__,
        "finished": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "archive": [] if options.pseudonyms else [sources.plain(path) for path in paths],
        **_settings(options),
        **_told(figures, summary),
    }


def _settings(options: "Options") -> dict[str, Any]:
    """What holds for the rows; kept from the start of a run, for those who look into a run that was stopped."""
    return {
        "profile": options.profile or "auto",
        "quotes": options.quotes,
        "ocr": options.ocr,
        "pseudonyms": options.pseudonyms,
        "settings": options.settings,
    }


def _told(figures: "Figures", summary: "Summary") -> dict[str, Any]:
    run = figures._asdict() | {"seconds": round(figures.seconds, 1)}
    documents = {status: summary.statuses.get(status, 0) for status in _STATUSES}
    left = [
        {"status": status, "format": format or None, "reason": reason, "files": files}
        for (status, format, reason), files in summary.left.items()
    ]
    return {
        "run": run,
        "documents": documents,
        "findings": summary.severities,
        "formats": {name or "unknown": files for name, files in summary.formats.items()},
        "left": left,
    }


_STATUSES = {"checked": "已查", "partial": "只查了一部分", "unreadable": "没能查", "skipped": "不需查"}


def _json(figures: "Figures", summary: "Summary", outcome: "Outcome") -> str:
    from gwlint.reporters.json import dumps

    return dumps({"schema": 1, **_told(figures, summary), "across": told(outcome)}) + "\n"


def _text(figures: "Figures", summary: "Summary", out: str) -> str:
    rate = figures.examined / figures.seconds if figures.seconds else 0
    found = summary.severities
    states = [f"{word}{summary.statuses[name]}份" for name, word in _STATUSES.items() if summary.statuses.get(name)]
    return (
        f"档案共{figures.files}份文件：这次查了{figures.examined}份，内容相同照抄{figures.copied}份，"
        f"没有变动不再查{figures.known}份；用时{_duration(figures.seconds)}，每秒{rate:.1f}份\n"
        f"结果：{'、'.join(states) or '没有文件'}；错误{found.get('errors', 0)}处，"
        f"警告{found.get('warnings', 0)}处，提示{found.get('infos', 0)}处\n"
        f"{_left(summary)}"
        f"结果在 {out}，没能查的文件和原因见 documents 表的 status、reason 两列\n"
    )


def _left(summary: "Summary") -> str:
    """What was not checked, or not as a whole, one line a reason: the most frequent ones."""
    lines = [
        f"  {_STATUSES[status]} {files}份 {format}{' ' if format else ''}{reason}\n"
        for (status, format, reason), files in summary.left.items()
    ]
    more = f"  其余{len(lines) - _LINES}种原因略\n" if len(lines) > _LINES else ""
    return "".join(lines[:_LINES]) + more


_LINES = 12


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}小时{minutes}分" if hours else f"{minutes}分{rest}秒" if minutes else f"{seconds:.1f}秒"


def _exit_code(summary: "Summary", outcome: "Outcome", fail_on: str) -> int:
    incomplete = summary.statuses.get("unreadable") or summary.statuses.get("partial")
    if incomplete or any(one.crashed for one in outcome.not_checked):
        return INCOMPLETE
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    found = any(summary.severities.get(f"{one}s") or outcome.severities.get(one) for one in grave)
    return FOUND if found else CLEAN
