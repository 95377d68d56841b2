"""Run every check of the house that is not a test; go on after a failure, then name what failed."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
ROOMS = [
    "accounts",
    "cms",
    "delivery",
    "editions",
    "home",
    "library",
    "places",
    "press",
    "search",
    "story",
    "translation",
    "deploy",
]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "newsroom.example",
}
TEST = {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}
HOUSE = ["-p", "no:cacheprovider", "-p", "no:randomly", "--color=no", "-q", "tests/house"]
# The long walks through every address and form are of the suite alone.
HOUSE += [f"--ignore=tests/house/test_{name}.py" for name in ("bad_input", "isolation")]

CHECKS: dict[str, tuple[list[str], dict[str, str]]] = {
    "lint": ([str(BIN / "ruff"), "check", "--quiet", "."], {}),
    "format": ([str(BIN / "ruff"), "format", "--check", "--quiet", "."], {}),
    "types": ([PYTHON, "-m", "mypy", "--no-error-summary", *ROOMS], {}),
    "migrations": ([PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], TEST),
    "deployment settings": (
        [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        PRODUCTION,
    ),
    "packages": ([PYTHON, "-m", "pip", "--disable-pip-version-check", "check"], {}),
    "arrows, sizes, audiences, catalogues": ([PYTHON, "-m", "pytest", *HOUSE], {}),
}


def main() -> None:
    """Print one line a check, and the whole output of each that fails; exits with 1 if any did."""
    failed = []
    for name, (command, environment) in CHECKS.items():
        started = time.monotonic()
        run = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
        )
        verdict = "failed" if run.returncode else "ok"
        print(f"{name:<40}{verdict:<8}{time.monotonic() - started:5.1f} s", flush=True)
        if run.returncode:
            failed.append(name)
            print(run.stdout + run.stderr, flush=True)
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
