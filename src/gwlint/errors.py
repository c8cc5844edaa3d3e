"""Errors that a user can do something about. Each message is one Chinese sentence."""


class GwlintError(Exception):
    """Anything gwlint says in words. `exit_code` as in the README."""

    exit_code = 2


class UsageError(GwlintError):
    """A wrong option, configuration or profile (exit code 2)."""


class Unreadable(GwlintError):
    """A file that could not be checked (exit code 3). The message says why, without the file's name."""

    exit_code = 3


class ShortOfMemory(Unreadable):
    """The same for want of memory: with more of it the file might be read."""
