"""Fetch the HTML checker of the W3C once, pinned, and give every public page to it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = "26.9.27"
FOLDER = ROOT / "var" / "tools"
JAR = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def installed() -> bool:
    """Whether the pinned version is there."""
    package = JAR.parents[2] / "package.json"
    return JAR.is_file() and f'"version": "{VERSION}"' in package.read_text()


def install() -> None:
    """Take the package from the registry; its script, which would look for a Java of its own, does not run."""
    if not shutil.which("npm"):
        sys.exit(
            "\nnpm is needed to fetch vnu-jar. On Debian and Ubuntu: apt-get install npm; or name a jar: VNU_JAR=\n"
        )
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = [
        "npm",
        "install",
        "--prefix",
        str(FOLDER),
        "--no-save",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]
    if subprocess.run([*command, f"vnu-jar@{VERSION}"], check=False).returncode:
        sys.exit("\nvnu-jar could not be fetched: the lines above say why.\n")


def main() -> None:
    """Run the test that needs the checker; stops with the cure when Java is missing."""
    if not shutil.which("java"):
        sys.exit("\nThe checker needs Java. On Debian and Ubuntu: apt-get install default-jre-headless\n")
    jar = os.environ.get("VNU_JAR", "")
    if not jar:
        if not installed():
            install()
        jar = str(JAR)
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
