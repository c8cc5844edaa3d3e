"""What the process that reads and the one that waits for it say to each other.

A request is `REQUEST` (reader, seconds, length) and the file; a reply is `REPLY` (length) and JSON.
"""

import struct

REQUEST = struct.Struct("<BdQ")
REPLY = struct.Struct("<Q")
FIRST, SECOND = 0, 1
