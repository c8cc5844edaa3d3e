"""`gwlint completion`."""

import click


@click.command(
    help='打印命令补全脚本。例如在 ~/.bashrc 里写 eval "$(gwlint completion bash)"。', options_metavar="[选项]"
)
@click.argument("shell", metavar="bash|zsh|fish", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    from click.shell_completion import get_completion_class

    from gwlint.cli import COMPLETE, gwlint

    made = get_completion_class(shell)
    if made is not None:
        click.echo(made(gwlint, {}, "gwlint", COMPLETE).source())
    return 0
