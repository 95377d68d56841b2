"""Compile the message catalogues that are newer than their compiled form; gettext is not needed."""

import os
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write a .mo beside every changed .po, whole or not at all."""
    for source in sorted(ROOT.glob("locale*/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        unfinished = target.with_suffix(f".{os.getpid()}.tmp")
        polib.pofile(str(source), check_for_duplicates=True).save_as_mofile(str(unfinished))
        unfinished.replace(target)


if __name__ == "__main__":
    main()
