"""篇幅: how long the 正文 is, and what hangs on it."""
