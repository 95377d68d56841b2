"""Packages of npm that only proofs need: each pinned, in a folder of its own, for npm keeps only what it installed last."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def package(name: str, version: str) -> Path:
    """The folder of the package, fetched once; stops with the cure when it cannot be. Scripts of packages do not run."""
    prefix = ROOT / "var" / "tools" / name
    folder = prefix / "node_modules" / name
    described = folder / "package.json"
    if described.is_file() and f'"version": "{version}"' in described.read_text():
        return folder
    if not shutil.which("npm"):
        sys.exit(f"\nnpm is needed to fetch {name}. On Debian and Ubuntu: apt-get install npm\n")
    prefix.mkdir(parents=True, exist_ok=True)
    command = [
        "npm",
        "install",
        "--prefix",
        str(prefix),
        "--no-save",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]
    if subprocess.run([*command, f"{name}@{version}"], check=False).returncode:
        sys.exit(f"\n{name} could not be fetched: the lines above say why.\n")
    return folder
