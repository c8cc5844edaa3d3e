"""Programs that tests start can be interrupted, though the tests themselves run in the background, where Ctrl-C is ignored."""

import signal

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
