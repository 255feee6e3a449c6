"""Serves httpbin until standard input ends, so that it never outlives whoever started it, however that one ended."""

import os
import signal
import sys
import threading

from gunicorn.app.wsgiapp import run


def stop_when_alone():
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=stop_when_alone, daemon=True).start()
sys.argv += ["--bind", "127.0.0.1:0", "--threads", "16", "--graceful-timeout", "1", "--no-control-socket", "httpbin:app"]
run()
