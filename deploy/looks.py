"""Take a picture of every public page at each width, theme and language, and lay them out on contact sheets for docs/."""

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
SHEETS = ROOT / "docs" / "looks"
FONT = ROOT / "press" / "fonts" / "archivo-600.ttf"
WIDTHS, THEMES, LOCALES = (390, 768, 1440), ("light", "dark"), ("vi", "en")
# On a sheet: how wide a page of each width stands, how much of its height is shown, and the room around.
SHOWN = {390: 78, 768: 124, 1440: 190}
HEIGHT, GAP, LABEL, COLUMNS = 220, 8, 18, 3
COLOURS = 48
GROUNDS = {"light": ("#eff2f1", "#11151c"), "dark": ("#000000", "#f2f4f5")}


def sheet(folder: Path, names: list[str], locale: str, theme: str) -> Image.Image:
    """All pages of a language in a theme, each at its three widths, the top of the page alone."""
    ground, ink = GROUNDS[theme]
    cell = sum(SHOWN.values()) + 3 * GAP
    rows = -(-len(names) // COLUMNS)
    paper = Image.new("RGB", (COLUMNS * (cell + GAP) + GAP, rows * (HEIGHT + LABEL + 2 * GAP) + GAP), ground)
    draw, font = ImageDraw.Draw(paper), ImageFont.truetype(str(FONT), 12)
    for number, name in enumerate(names):
        left = GAP + number % COLUMNS * (cell + GAP)
        top = GAP + number // COLUMNS * (HEIGHT + LABEL + 2 * GAP)
        draw.text((left, top), name, fill=ink, font=font)
        for width in WIDTHS:
            with Image.open(folder / f"{name}-{locale}-{width}-{theme}.png") as taken:
                small = taken.convert("RGB").resize(
                    (SHOWN[width], round(taken.height * SHOWN[width] / taken.width)), Image.Resampling.LANCZOS
                )
            paper.paste(small.crop((0, 0, small.width, min(HEIGHT, small.height))), (left, top + LABEL))
            left += SHOWN[width] + GAP
    return paper


def names_in(folder: Path) -> list[str]:
    """The pages of which there are pictures, by name."""
    return sorted({path.stem.rsplit("-", 3)[0] for path in folder.glob("*-*-*-*.png")})


def main() -> None:
    """Run the walk with a folder for its pictures, then make the sheets."""
    folder = Path(os.environ.get("LOOKS_DIR") or ROOT / "var" / "looks").resolve()
    walk = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "browser"]
    environment = os.environ | {"LOOKS_DIR": str(folder)}
    ran = subprocess.run([*walk, "tests/browser/test_looks.py"], cwd=ROOT, env=environment, check=False)
    if not (names := names_in(folder)):
        sys.exit("There are no pictures.")
    SHEETS.mkdir(exist_ok=True)
    for locale in LOCALES:
        for theme in THEMES:
            small = sheet(folder, names, locale, theme).quantize(COLOURS, kmeans=1, dither=Image.Dither.NONE)
            small.save(SHEETS / f"{locale}-{theme}.png", optimize=True)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}, sheets in {SHEETS.relative_to(ROOT)}")
    sys.exit(ran.returncode)


if __name__ == "__main__":
    main()
