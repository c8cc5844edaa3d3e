"""Profiles: which rules hold, how gravely, with which numbers and by which clause. All data, in TOML.

`cn.toml` is the national ground; a local profile `extends` it and states only what differs. `sources/` hold the
documents that the settings cite.
"""

from gwlint.profiles.choose import choose
from gwlint.profiles.loader import Head, Said, available, load, why
from gwlint.profiles.profile import Profile

__all__ = ["Head", "Profile", "Said", "available", "choose", "load", "why"]
