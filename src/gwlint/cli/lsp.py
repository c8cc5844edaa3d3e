"""`gwlint lsp`."""

import gc

import click

from gwlint.cli.exit_codes import CLEAN
from gwlint.errors import UsageError


@click.command(
    help="供编辑器调用的服务（LSP）：边写边查。由编辑器启动，从标准输入、标准输出收发，不用手工运行；"
    "要先装 pygls：pip install 'gwlint[editor]'。各编辑器怎样配置见 docs/lsp.md。",
    options_metavar="[选项]",
)
@click.option("--stdio", is_flag=True, help="从标准输入、标准输出收发（本来就是，为编辑器的习惯而设）")
def command(stdio: bool) -> int:
    try:
        import pygls  # noqa: F401
    except ImportError:
        raise UsageError("gwlint lsp 要用到 pygls，还没有安装，请先运行 pip install 'gwlint[editor]'") from None
    import logging

    from gwlint.lsp.server import make

    logging.disable()  # pygls logs what it cannot read, and that is a draft
    gc.enable()
    make().start_io()
    return CLEAN
