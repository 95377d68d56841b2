"""Create .venv from requirements.txt with nothing but Python's own library; a second call changes nothing."""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements.txt"
STAMP = VENV / "requirements.sha256"
OLDEST = (3, 11)


def stop(message: str) -> None:
    """End with the cause and its cure on standard error."""
    sys.exit("\n" + message + "\n")


def check_python() -> None:
    """Refuse a Python that is too old, or one without the modules that make an environment."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        stop(
            f"Python 3.11 or newer is needed; {sys.executable} is {found}.\n"
            "Install it, or name another one: make run PYTHON=python3.12"
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as error:
        stop(
            f"This Python cannot make environments ({error.name} is missing).\n"
            "On Debian and Ubuntu: apt-get install python3-venv"
        )


def fingerprint() -> str:
    """What the environment was made from: the requirements, the Python and the place."""
    parts = (REQUIREMENTS.read_bytes(), sys.version.encode(), str(VENV).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def fresh_start() -> list[str]:
    """The option that empties .venv when another Python made it, or when it does not run any more."""
    ask = [str(VENV / "bin" / "python"), "-c", "import sys; print(sys.version)"]
    try:
        answer = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        answer = ""
    return [] if answer == sys.version else ["--clear"]


def install() -> None:
    """Make the environment and put the pinned packages into it; stops with the reason when that fails."""
    count = sum(1 for line in REQUIREMENTS.read_text().splitlines() if "==" in line)
    print(f"Installing {count} packages into .venv (once; a minute or two) ...", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", *fresh_start(), str(VENV)], check=False).returncode:
        stop("The environment .venv could not be made; is this folder writable and the disk not full?")
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "-qq", "--disable-pip-version-check", "--no-input"]
    wheels = ["install", "--no-deps", "--only-binary", ":all:", "--requirement", str(REQUIREMENTS)]
    if subprocess.run([*pip, *wheels], check=False).returncode:
        stop(
            "The packages could not be installed: the lines above say why.\n"
            "Without a network nothing can be fetched; behind a proxy set HTTPS_PROXY or PIP_INDEX_URL.\n"
            "Then run the same command again."
        )


def main() -> None:
    """Make .venv when it is missing or no longer what requirements.txt says."""
    check_python()
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return
    install()
    STAMP.write_text(wanted)
    print("The environment is ready.", flush=True)


if __name__ == "__main__":
    main()
