"""How a command ends. What could not be checked outranks what was found."""

CLEAN = 0
FOUND = 1
USAGE = 2
INCOMPLETE = 3
INTERRUPTED = 130
BROKEN_PIPE = 141
