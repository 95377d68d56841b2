"""How much of a folder of Word files arrives: paragraphs placed, and proposed figures against a sheet of facts.

IMPORT_CORPUS names the folder; IMPORT_FACTS a YAML of stories whose figures say `value`, `value_max`, `total`
and where they are printed (`occurrences`: line and anchor; `source`: the text file a Word file is named after).
A proposal counts as right when its numbers are those of a fact and its sentence holds the fact's anchor. Facts
leave out what is no fact of a story, so the precision is a lower bound.
"""

import os
import re
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Numbers = tuple[Decimal | None, ...]


@dataclass
class Score:
    """What one file, or all of them, came to."""

    paragraphs: int = 0
    placed: int = 0
    aside: int = 0
    facts: int = 0
    proposed: int = 0
    right: int = 0
    seconds: float = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            *(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True))
        )

    def __str__(self) -> str:
        rates = (
            _rate(self.placed, self.paragraphs),
            _rate(self.right, self.facts),
            _rate(self.right, self.proposed),
        )
        counts = f"{self.paragraphs:>6}{rates[0]:>9}{self.aside:>7}{self.facts:>7}{self.proposed:>10}"
        return f"{counts}{rates[1]:>9}{rates[2]:>11}{self.seconds:>7.1f}"


def _rate(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def measure(path: Path, facts: Any) -> tuple[Score, list[str]]:
    """The score of one file, and what is missing from it."""
    from story.importing.bodies import body_of
    from story.importing.proposing import propose
    from story.importing.word import read_document

    started = time.process_time()
    document = read_document(path)
    body = body_of(document, [0] * len(document.pictures))
    proposals = propose(body, document.standfirst, document.source_title)
    spent = time.process_time() - started
    told = _letters(" ".join(_told(document)))
    printed = [text for text in paragraphs(path) if _letters(text)]
    lost = [text for text in printed if not _is_in(text, told)]
    expected = list(facts_of(facts, path.stem))
    missed = _missed(expected, proposals)
    aside = sum(len(list(item.texts())) for item in document.unplaced)
    score = Score(
        len(printed),
        len(printed) - len(lost),
        aside,
        len(expected),
        len(proposals),
        len(expected) - len(missed),
        spent,
    )
    return score, [f"not placed: {text[:80]}" for text in lost] + [
        f"not proposed: {anchor}" for anchor in missed
    ]


def paragraphs(path: Path) -> Iterator[str]:
    """Every paragraph of the Word file, read apart from the import."""
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - a corpus of one's own
    for paragraph in root.iter(f"{_WORD}p"):
        yield "".join(text.text or "" for text in paragraph.iter(f"{_WORD}t"))


def _told(document: Any) -> Iterator[str]:
    yield from (document.headline, document.standfirst, document.source)
    for byline in document.bylines:
        yield from (byline.name, byline.role, byline.organisation)
    for part in document.parts:
        yield part.heading
        yield from (text for item in part.items for text in item.texts())
    yield from (text for item in document.unplaced for text in item.texts())


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text))


def _is_in(text: str, told: str) -> bool:
    # “Tác giả: …” is known by what it names.
    return _letters(text) in told or (":" in text and _letters(text.split(":", 1)[1]) in told)


def facts_of(facts: Any, stem: str) -> Iterator[tuple[Numbers, str]]:
    """Each printed number of a source once: its numbers, and the words around it."""
    seen = set()
    for story in facts.get("stories", ()):
        if not str(story.get("source", "")).startswith(stem):
            continue
        for figure in _figures(story):
            numbers = tuple(
                Decimal(str(figure[name])) if figure.get(name) is not None else None
                for name in ("value", "value_max", "total")
            )
            for place in figure["occurrences"]:
                key = (place["line"], place["anchor"], figure["raw"])
                if key not in seen:
                    seen.add(key)
                    yield numbers, place["anchor"]


def _figures(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "fid" in node:
            yield node
        for child in node.values():
            yield from _figures(child)
    elif isinstance(node, list):
        for child in node:
            yield from _figures(child)


def _missed(expected: list[tuple[Numbers, str]], proposals: list[Any]) -> list[str]:
    free = [
        (tuple(Decimal(proposal.quantity[name]) if proposal.quantity[name] else None for name in ("value", "value_max", "total")),
         _letters(proposal.sentence))
        for proposal in proposals
    ]  # fmt: skip
    missed = []
    for numbers, anchor in expected:
        match = next((found for found in free if found[0] == numbers and _letters(anchor) in found[1]), None)
        if match:
            free.remove(match)
        else:
            missed.append(anchor)
    return missed


def main(corpus: Path, sheet: str) -> Score:
    """Print one line a file and one for all; what is missing stands below its file."""
    facts = yaml.safe_load(Path(sheet).read_text(encoding="utf-8")) if sheet else {}
    heads = f"{'paras':>6}{'placed':>9}{'aside':>7}{'facts':>7}{'proposed':>10}{'recall':>9}{'precision':>11}{'s':>7}"
    print(f"\n{'Word file':<44}{heads}")
    total = Score()
    for path in sorted(corpus.glob("*.docx")):
        score, missing = measure(path, facts)
        print(f"{path.name[:43]:<44}{score}", *(f"    {line}" for line in missing), sep="\n", flush=True)
        total += score
    print(f"{'all':<44}{total}")
    return total


def from_environment() -> None:
    """Measure what IMPORT_CORPUS and IMPORT_FACTS name."""
    main(Path(os.environ["IMPORT_CORPUS"]), os.environ.get("IMPORT_FACTS", ""))
