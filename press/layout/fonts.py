"""The cut fonts and their measures, read once: advance widths with kerning, and the ink of each character."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parents[1] / "fonts"
# Kinds of positioning tables; the only other one in our fonts is for the Catalan l·l.
PAIRS, EXTENSION = 2, 9
VIETNAMESE = "ẰẴỔỒẬỢỰgyjpqpQ()ÂĐ"


class Role(StrEnum):
    """What a line is for; the value is the file of its font."""

    SANS = "archivo-400"
    STRONG = "archivo-600"
    BOLD = "archivo-700"
    FIGURES = "archivo-figures-800"
    READING = "source-serif-400"
    HEADLINE = "source-serif-600"

    @property
    def family(self) -> str:
        """The family name inside the font file."""
        if self is Role.FIGURES:
            return "Archivo Figures"
        return "Archivo" if self.value.startswith("archivo") else "Source Serif 4"

    @property
    def weight(self) -> int:
        """The weight inside the font file."""
        return int(self.value.rsplit("-", 1)[1])

    @property
    def path(self) -> Path:
        """The font file."""
        return FOLDER / f"{self.value}.ttf"


class Measures:
    """The measures of one font in units of its em."""

    def __init__(self, path: Path) -> None:
        font = TTFont(path)
        self.em: int = font["head"].unitsPerEm
        self.glyphs: dict[int, str] = font.getBestCmap()
        self.advances = font["hmtx"].metrics
        self.outlines = font["glyf"]
        self.pairs = [
            table
            for lookup in kerning_lookups(font)
            for table in map(unwrapped, lookup.SubTable)
            if table.LookupType == PAIRS
        ]
        self.kerns: dict[tuple[str, str], int] = {}

    def glyph(self, character: str) -> str:
        """The glyph of a character, or the one that stands for an unknown one."""
        return self.glyphs.get(ord(character), ".notdef")

    def kern(self, left: str, right: str) -> int:
        """How far the pair is drawn together (negative) or apart."""
        if (left, right) not in self.kerns:
            found = (pair_value(table, left, right) for table in self.pairs)
            self.kerns[left, right] = next((value for value in found if value is not None), 0)
        return self.kerns[left, right]

    def advance(self, text: str) -> float:
        """The width of a line in em."""
        names = [self.glyph(character) for character in text]
        width = sum(self.advances[name][0] for name in names)
        return (width + sum(map(self.kern, names, names[1:]))) / self.em

    def ink(self, text: str) -> tuple[float, float]:
        """The highest and the lowest ink of a line in em above the baseline."""
        glyphs = [self.outlines[self.glyph(character)] for character in text]
        drawn = [glyph for glyph in glyphs if glyph.numberOfContours]
        if not drawn:
            return 0.0, 0.0
        return max(g.yMax for g in drawn) / self.em, min(g.yMin for g in drawn) / self.em


def kerning_lookups(font: TTFont) -> list[Any]:
    """The lookups of the kern feature, in the order in which they apply."""
    table = font["GPOS"].table
    numbers = {
        number
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for number in record.Feature.LookupListIndex
    }
    return [table.LookupList.Lookup[number] for number in sorted(numbers)]


def unwrapped(table: Any) -> Any:
    """The pair table itself where it stands behind an extension."""
    return table.ExtSubTable if table.LookupType == EXTENSION else table


def pair_value(table: Any, left: str, right: str) -> int | None:
    """The kerning that one pair table gives, or None where it does not speak of the pair."""
    if left not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        records = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        value = next((record.Value1 for record in records if record.SecondGlyph == right), None)
        return None if value is None else getattr(value, "XAdvance", 0)
    first = table.ClassDef1.classDefs.get(left, 0)
    second = table.ClassDef2.classDefs.get(right, 0)
    value = table.Class1Record[first].Class2Record[second].Value1
    return getattr(value, "XAdvance", 0) if value else 0


@cache
def measures(role: Role) -> Measures:
    """The measures of a role's font."""
    return Measures(role.path)


@lru_cache(maxsize=20_000)
def em_advance(text: str, role: Role) -> float:
    """The width of a line in em."""
    return measures(role).advance(text)


@lru_cache(maxsize=20_000)
def ink(text: str, role: Role) -> tuple[float, float]:
    """The highest and the lowest ink of a line in em above the baseline."""
    return measures(role).ink(text)


def advance(text: str, role: Role, size: float, tracking: float = 0.0) -> float:
    """The width of a line in pixels at this size."""
    return (em_advance(text, role) + tracking * len(text)) * size


@cache
def reach(role: Role) -> tuple[float, float]:
    """The ink of the tallest Vietnamese letters above and of the deepest below the baseline, in em."""
    return ink(VIETNAMESE, role)


@lru_cache(maxsize=4096)
def drawable(text: str) -> str:
    """The text composed, its white space plain, and without control, zero-width and bidi characters."""
    composed = unicodedata.normalize("NFC", text)
    kept = (" " if c in "\t\n\r\x0b\x0c\u2028\u2029" else c for c in composed)
    kept = (c for c in kept if c == "\u00a0" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    return " ".join("".join(kept).split(" ")).strip()
