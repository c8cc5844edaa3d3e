"""What people set once for a folder: gwlint.toml and [tool.gwlint], found upwards, layered, each value with its origin.

settings_for(path)      what is set for the draft at `path`
given_for(path, told)   what is known of it beyond its text
"""

from gwlint.config.given import KEYS, parse, under
from gwlint.config.layers import Said, Settings, covers, forget, given_for, given_said, settings_for

__all__ = ["KEYS", "Said", "Settings", "covers", "forget", "given_for", "given_said", "parse", "settings_for", "under"]
