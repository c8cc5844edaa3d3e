"""Which profile a run takes."""

from typing import TYPE_CHECKING

from gwlint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from gwlint.profiles import Profile

AUTO = "auto"


def chosen(said: str | None) -> "Profile | None":
    """The profile named by `--profile`; None for auto. Raises UsageError for one that there is not."""
    if said in (None, AUTO):
        return None
    from gwlint import profiles

    return profiles.load(said)


def profile_for(
    path: str, said: str | None, load: "Callable[[str | None], Profile | None]" = chosen
) -> "Profile | None":
    """The profile for the draft at `path`: the one named by `--profile`, else by gwlint.toml; None for auto. `load` is
    for a run over many drafts, which need not read a profile's file for each."""
    if said is not None:
        return load(said)
    from gwlint import config

    set_ = config.settings_for(path).profile
    try:
        return load(set_.value)
    except UsageError as error:
        raise UsageError(f"{set_.origin} 的 profile：{error}") from error


def ground() -> "Profile":
    """What holds where no document says which profile to take: the national one."""
    from gwlint import profiles
    from gwlint.profiles.choose import GROUND

    return profiles.load(GROUND)
