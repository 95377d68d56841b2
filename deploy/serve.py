"""Serve make run with the clock and the worker beside it: stories go out at their time, graphics are made in jobs."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANAGE = str(ROOT / "manage.py")


def main(address: str) -> None:
    """Start clock and worker as children that end with this process, and become the server."""
    os.environ.setdefault("JOBS", "database")
    subprocess.Popen([sys.executable, MANAGE, "publish_due", "--every", "20", "--with-parent"])
    if os.environ["JOBS"] == "database":
        subprocess.Popen([sys.executable, MANAGE, "press_worker", "--with-parent"])
    os.execv(sys.executable, [sys.executable, MANAGE, "runserver", address])  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1])
