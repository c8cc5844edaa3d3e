"""click in Chinese: its messages, which it looks up by gettext's `_`, and its help pages, laid out by display width."""

from collections.abc import Iterable

import click
from click import core, decorators, exceptions, formatting, parser, types

_MESSAGES = {
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示本页",
    "default: {default}": "默认 {default}",
    "Missing command.": "没有写命令",
    "Missing argument": "没有写参数",
    "Missing option": "没有写选项",
    "Choose from:\n\t{choices}": "可用的有 {choices}",
    "Invalid value: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不对：{message}",
    "No such option {name!r}.": "没有 {name} 这个选项",
    "No such option: {name}": "没有 {name} 这个选项",
    "Did you mean {possibility}?": "，可能是 {possibility}",
    "(Did you mean one of: {possibilities}?)": "，可能是 {possibilities}",
    "(Possible options: {possibilities})": "，可能是 {possibilities}",
    "{value!r} is not {choice}.": "没有“{value}”，可用的是 {choice}",
    "{value!r} is not one of {choices}.": "没有“{value}”，可用的有 {choices}",
    "Option {name!r} requires an argument.": "选项 {name} 后面要写值",
    "Option {name!r} does not take a value.": "选项 {name} 后面不写值",
    "Got unexpected extra argument ({args})": "多出了参数 {args}",
    "Got unexpected extra arguments ({args})": "多出了参数 {args}",
}


def speak() -> None:
    """Make click speak Chinese in this process. A message that is not in the table stays English."""
    for module in (core, decorators, exceptions, formatting, parser, types):
        for name, lookup in (("_", _one), ("ngettext", _many)):
            if hasattr(module, name):
                setattr(module, name, lookup)
    click.Context.formatter_class = Page


def _one(message: str) -> str:
    return _MESSAGES.get(message, message)


def _many(singular: str, plural: str, number: int) -> str:
    return _one(singular if number == 1 else plural)


def sentence(error: click.ClickException) -> str:
    """What went wrong, and where to read on, in one Chinese sentence."""
    said = error.format_message()
    for english, chinese in ((",\n\t", "、"), ("', '", "、"), ("'", ""), (". ", "，"), (" ，", "，")):
        said = said.replace(english, chinese)
    context = getattr(error, "ctx", None)
    return f"{said.rstrip('.')}；用法见 {context.command_path} --help" if context else said


class Group(click.Group):
    """A group that names near commands for one that there is not."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-"):
            from gwlint.linting.names import nearest

            ctx.fail(f"没有 {args[0]} 这个命令{nearest(args[0], names)}")
        return super().resolve_command(ctx, args)


class Page(formatting.HelpFormatter):
    """A help page with Han text in two columns a character."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        self.write(f"{prefix or '用法：'}{prog} {args}\n")

    def write_text(self, text: str) -> None:
        from gwlint.reporters.width import wrap

        indent = " " * self.current_indent
        self.write("".join(wrap(line.strip(), self.width, indent) + "\n" for line in text.splitlines()))

    def write_heading(self, heading: str) -> None:
        self.write(f"{heading}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        from gwlint.reporters.width import pad, width, wrap

        listed = list(rows)
        column = 2 + max((width(first) for first, _ in listed if width(first) <= col_max), default=0) + col_spacing
        for first, second in listed:
            term = " " * self.current_indent + first
            if width(term) + col_spacing > column:
                self.write(term + "\n")
                term = ""
            self.write(wrap(second, self.width, pad(term, column), " " * column) + "\n")
