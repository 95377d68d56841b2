"""Cuts the fonts of the house from the published variable fonts: run `python press/fonts/cut.py` to make them anew.

Static TTFs for the drawing engines (which do not read variable axes alike) land beside this file, web subsets in
`static/fonts`. Needs the packages fontpkg-archivo, fontpkg-source-serif-4 and fonttools[woff].
"""

import shutil
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent
WEB = HERE.parents[1] / "static" / "fonts"
DIGITS = "0123456789.,–−-/%+ \u00a0"
VIETNAMESE = "ĂăĐđĨĩŨũƠơƯư" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
SIGNS = "–—‘’“”„…•·‹›€₫−×÷≈≤≥≠→←↑↓‰′″"
WORDS = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) + VIETNAMESE + MARKS + SIGNS
PRINT_WORDS = WORDS + "".join(map(chr, range(0x100, 0x180)))
WEB_FEATURES = ["kern", "ccmp", "locl", "tnum", "lnum"]
# Composed letters need no marks; ligatures and alternates are left out: every engine places the same glyphs.
PRINT_FEATURES = ["kern"]
SOURCES = {"archivo": "Archivo[wdth,wght].ttf", "source_serif_4": "SourceSerif4[opsz,wght].ttf"}
STATIC = {
    "archivo-400": ("archivo", "Archivo", "Regular", {"wdth": 100, "wght": 400}),
    "archivo-600": ("archivo", "Archivo", "SemiBold", {"wdth": 100, "wght": 600}),
    "archivo-700": ("archivo", "Archivo", "Bold", {"wdth": 100, "wght": 700}),
    "archivo-figures-800": ("archivo", "Archivo Figures", "ExtraBold", {"wdth": 75, "wght": 800}),
    "source-serif-400": ("source_serif_4", "Source Serif 4", "Regular", {"opsz": 18, "wght": 400}),
    "source-serif-600": ("source_serif_4", "Source Serif 4", "SemiBold", {"opsz": 18, "wght": 600}),
}
VARIABLE: dict[str, tuple[str, dict[str, Any], str]] = {
    "archivo-var": ("archivo", {"wdth": 100, "wght": (400, 700)}, WORDS),
    "archivo-figures": ("archivo", {"wdth": 75, "wght": 800}, DIGITS),
    "source-serif-var": ("source_serif_4", {"opsz": 18, "wght": (400, 700)}, WORDS),
}


def instance(source: str, axes: Mapping[str, Any]) -> TTFont:
    """The variable font of a package pinned or narrowed to these axes."""
    package = Path(str(import_module(f"fontpkg_{source}").__file__)).parent
    font = TTFont(package / "files" / SOURCES[source], recalcTimestamp=False)
    return instancer.instantiateVariableFont(font, axes)


def reduced(font: TTFont, characters: str, features: list[str], flavor: str | None = None) -> TTFont:
    """The font with these characters and layout features alone."""
    options = subset.Options(
        layout_features=features, flavor=flavor, hinting=False, name_IDs=[0, 1, 2, 13, 14]
    )
    options.notdef_outline = True
    worker = subset.Subsetter(options)
    worker.populate(text=characters)
    worker.subset(font)
    font.flavor = flavor
    return font


def rename(font: TTFont, family: str, style: str, weight: int) -> None:
    """Names a cut so that each engine finds it by family and weight alone."""
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in {0, 13, 14}]
    postscript = f"{family.replace(' ', '')}-{style}"
    for identity, text in {1: family, 2: style, 4: f"{family} {style}", 6: postscript}.items():
        names.setName(text, identity, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].usWidthClass = 5


def main() -> None:
    """Writes every static cut, every web subset and the licences."""
    WEB.mkdir(parents=True, exist_ok=True)
    for name, (source, axes, characters) in VARIABLE.items():
        reduced(instance(source, axes), characters, WEB_FEATURES, "woff2").save(WEB / f"{name}.woff2")
    for name, (source, family, style, axes) in STATIC.items():
        font = reduced(instance(source, axes), PRINT_WORDS, PRINT_FEATURES)
        rename(font, family, style, int(axes["wght"]))
        font.save(HERE / f"{name}.ttf")
    for source in SOURCES:
        licence = Path(str(import_module(f"fontpkg_{source}").__file__)).parent / "LICENSE"
        for folder in (HERE, WEB):
            shutil.copyfile(licence, folder / f"OFL-{source.replace('_', '-')}.txt")


if __name__ == "__main__":
    main()
