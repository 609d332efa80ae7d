"""The app as it runs: how soon it is up again, and how much memory it takes at most."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil

from tests.evaluation.figures import Figure

_PATIENCE_SECONDS = 120


def app_figures(data: Path, questions: list[str]) -> Iterator[Figure]:
    """Start the app on a library, ask questions one after another, and read its peak memory."""
    environment = os.environ | {"REGIONWISE_DATA": str(data)}
    started = time.monotonic()
    app = subprocess.Popen(
        [sys.executable, "-m", "ui", "--port", "0"], env=environment, stderr=subprocess.PIPE, text=True
    )
    try:
        address = _address(app)
        yield Figure("app started again: page up", round(time.monotonic() - started, 1), "s", "<= 15")
        while not json.load(urllib.request.urlopen(f"{address}/health"))["ready"]:
            if time.monotonic() - started > _PATIENCE_SECONDS:
                raise TimeoutError("the app did not load its embedding model in time")
            time.sleep(0.2)
        yield Figure("app started again: first question can be answered", round(time.monotonic() - started, 1), "s")
        for question in questions:
            body = json.dumps({"question": question}).encode()
            request = urllib.request.Request(f"{address}/api/ask", body, {"Content-Type": "application/json"})
            urllib.request.urlopen(request).read()
        yield Figure("app: peak memory", round(_peak_bytes(app.pid) / 1e9, 2), "GB", "<= 2.0")
    finally:
        app.terminate()
        app.wait()


def _address(app: subprocess.Popen[str]) -> str:
    assert app.stderr is not None
    for line in app.stderr:
        if found := re.search(r"http://[\d.]+:\d+", line):
            return found[0]
    raise ChildProcessError("the app ended before it said its address")


def _peak_bytes(pid: int) -> int:
    """The peak resident memory (VmHWM) of a process and its children, in bytes."""
    total = 0
    for process in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        peak = re.search(r"VmHWM:\s+(\d+) kB", status)
        total += int(peak[1]) * 1024 if peak else process.memory_info().rss
    return total
