"""Fetch the HTML checker of the W3C once, pinned, and give every public page to it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from npm import package

ROOT = Path(__file__).resolve().parent.parent
VERSION = "26.9.27"


def main() -> None:
    """Run the test that needs the checker; stops with the cure when Java is missing."""
    if not shutil.which("java"):
        sys.exit("\nThe checker needs Java. On Debian and Ubuntu: apt-get install default-jre-headless\n")
    jar = os.environ.get("VNU_JAR") or str(package("vnu-jar", VERSION) / "build" / "dist" / "vnu.jar")
    tests = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--color=no",
        "-p",
        "no:cacheprovider",
        "-m",
        "vnu",
        "tests/delivery",
    ]
    environment = {**os.environ, "VNU_JAR": jar}
    for name in ("DATABASE_URL", "REDIS_URL"):
        environment.pop(name, None)
    sys.exit(subprocess.run(tests, cwd=ROOT, env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
