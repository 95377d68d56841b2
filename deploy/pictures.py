"""Make the pictures of the guides anew: run the journeys, keep what the guides show, small."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
GUIDES = sorted((ROOT / "docs").glob("*-guide*.md"))
FOLDER = ROOT / "docs/pictures"
SHOWN = re.compile(r"\]\(pictures/([\w-]+)\.png\)")
WIDEST = 1280
COLOURS = 128


def shown() -> list[str]:
    """The names of the pictures that the guides show, each once, in their order."""
    return list(dict.fromkeys(name for guide in GUIDES for name in SHOWN.findall(guide.read_text())))


def shrink(taken: Path, kept: Path) -> None:
    """Write a screen as a picture that a page of documentation can carry."""
    with Image.open(taken) as screen:
        small = screen.convert("RGB")
    small.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    # Without the means a tick of a verified figure, small as it is, would not stay yellow.
    small.quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE).save(kept, optimize=True)


def main() -> None:
    """Run the journeys with a folder for their pictures; what is missing afterwards is said."""
    with tempfile.TemporaryDirectory() as folder:
        journeys = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "browser"]
        ran = subprocess.run(
            [*journeys, "tests/browser"], cwd=ROOT, env=os.environ | {"JOURNEY_PICTURES": folder}, check=False
        )
        missing = [name for name in shown() if not (Path(folder) / f"{name}.png").is_file()]
        if ran.returncode or missing:
            sys.exit(f"Nothing was changed. Missing: {', '.join(missing) or 'nothing, but a journey failed'}")
        FOLDER.mkdir(exist_ok=True)
        for old in FOLDER.iterdir():
            old.unlink()
        for name in shown():
            shrink(Path(folder) / f"{name}.png", FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
