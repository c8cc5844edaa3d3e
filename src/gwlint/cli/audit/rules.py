"""`gwlint audit rules`."""

import os
from typing import TYPE_CHECKING, Any

import click

from gwlint.cli import options
from gwlint.cli.audit.across import given, judge, sheets, text, told
from gwlint.cli.exit_codes import CLEAN, FOUND, INCOMPLETE
from gwlint.errors import UsageError
from gwlint.model import SEVERITIES

if TYPE_CHECKING:
    from gwlint.audit.across import Outcome


@click.command(
    help="按跨文件的规则查已有的结果 OUT：年度数量、转发、简报、会议、重复督查、计划和台账。可以反复运行，新的结果换掉旧的。\n\n"
    "退出码：0 查完，1 有达到 --fail-on 的问题，2 用法、规定或表格有误，3 有规则运行出错。",
    options_metavar="[选项]",
)
@click.argument("out", metavar="OUT")
@sheets
@click.option("--profile", metavar="ID|文件|auto", help="适用哪份规定  [default: 与检查时相同]")
@click.option("--select", metavar="规则", multiple=True, help="只查这些规则：编号或名称，逗号隔开，可重复")
@click.option("--ignore", metavar="规则", multiple=True, help="不查这些规则，写法同上")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="never",
    show_default=True,
    help="有这一级或更重的问题时退出码为 1",
)
@options.format
def command(
    out: str, plans: tuple[str, ...], registers: tuple[str, ...], fail_on: str, format: str, **asked: Any
) -> int:
    from gwlint.audit.place import on_this_machine

    on_this_machine(out)
    if not os.path.isdir(os.path.join(out, "documents")):
        raise UsageError(f"“{out}”不是 gwlint audit run 的结果文件夹，请先运行 gwlint audit run 档案 -o {out}")
    from gwlint.audit.store import Store
    from gwlint.linting import choice, names

    tables = given(plans, registers)._replace(
        select=names.known("--select", asked["select"]), ignore=names.known("--ignore", asked["ignore"])
    )
    with Store(out) as store:
        noted = store.noted()
        profile = asked["profile"] or noted.get("profile", choice.AUTO)
        outcome = judge(store, tables, profile, noted.get("quotes", "none"), noted.get("pseudonyms", True))
        store.note(noted | {"across": told(outcome)})
    click.echo(_json(outcome) if format == "json" else text(outcome), nl=False)
    return _exit_code(outcome, fail_on)


def _json(outcome: "Outcome") -> str:
    from gwlint.reporters.json import dumps

    return dumps({"schema": 1, **told(outcome)}) + "\n"


def _exit_code(outcome: "Outcome", fail_on: str) -> int:
    if any(one.crashed for one in outcome.not_checked):
        return INCOMPLETE
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return FOUND if any(outcome.severities.get(one) for one in grave) else CLEAN
