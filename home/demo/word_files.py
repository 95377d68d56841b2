"""The demo's stories that came as Word files: a text with a head of YAML, and the file a province would have sent."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import yaml
from docx import Document

from home.demo.content import ContentError
from home.demo.entries import Entry, Line, Period, Pillar, Sector, State, Words

FOLDER = Path(__file__).parent / "word"
Headings = Literal["styled", "numbered", "bold"]


class WordFigure(Entry):
    """What an editor knows of a number of the text; `printed` finds it, what is empty stays as it was proposed."""

    printed: Words
    label: Words
    value: str = ""
    unit: Line = ""
    qualifier: str = ""
    nature: str = ""
    period: Period = ""
    basis: Literal["stated", "document-date", "none"] = "none"
    highlight: bool = False
    rule: str = ""
    operands: tuple[int, ...] = ()


class WordStory(Entry):
    """One story: the text of its file, and what the newsroom adds to it."""

    slug: str
    text: Words
    fact_sheet: str
    province: Words
    state: State
    pillars: tuple[Pillar, ...]
    sectors: tuple[Sector, ...]
    headings: Headings = "styled"
    form: str = "story"
    figures: tuple[WordFigure, ...] = ()
    absent: dict[str, Words] = {}
    notes: tuple[Words, ...] = ()
    # Why it was returned, published at once, or withdrawn.
    reason: Line = ""
    days_ago: float = 5
    # For a story that is scheduled: in how many days, and at which hour.
    go_live: tuple[int, int] = (3, 7)

    @property
    def file(self) -> BytesIO:
        """The Word file as its authors would have made it."""
        return _write(self.text, self.headings)


def load_word_stories(folder: Path = FOLDER) -> list[WordStory]:
    """Every story of the folder by name; raises ContentError where one cannot be read."""
    return [_read(path) for path in sorted(folder.glob("*.md"))]


def _read(path: Path) -> WordStory:
    _empty, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
    try:
        return WordStory(slug=path.stem, text=text.strip(), **yaml.load(head, Loader=yaml.BaseLoader))  # noqa: S506 - makes text of everything, and nothing else
    except ValueError as error:
        raise ContentError(f"{path.name}: {error}") from error


def _write(text: str, headings: Headings) -> BytesIO:
    document = Document()
    for number, block in enumerate(_blocks(text)):
        _add(document, block, headings, number)
    file = BytesIO()
    document.save(file)
    file.seek(0)
    return file


def _blocks(text: str) -> Iterator[list[str]]:
    """Lines; those of a table together."""
    rows: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            yield rows
            rows = []
        if line.strip():
            yield [line.strip()]


def _add(document: Any, block: list[str], headings: Headings, number: int) -> None:
    line = block[0]
    if len(block) > 1:
        _add_table(document, [row for row in block if set(row) - set("|- ")])
    elif line.startswith("# "):
        document.add_paragraph(line[2:], style="Title")
    elif line.startswith("## "):
        _add_heading(document, line[3:], headings)
    elif line.startswith("- "):
        document.add_paragraph(line[2:], style="List Bullet")
    elif match := re.match(r"\d+\. ", line):
        document.add_paragraph(line[match.end() :], style="List Number")
    elif number == 1:
        document.add_paragraph().add_run(line).italic = True
    else:
        document.add_paragraph(line)


def _add_heading(document: Any, text: str, headings: Headings) -> None:
    if headings == "styled":
        document.add_heading(text, level=1)
        return
    if headings == "numbered":
        count = sum(bool(re.match(r"\d+\. ", paragraph.text)) for paragraph in document.paragraphs)
        text = f"{count + 1}. {text}"
    document.add_paragraph().add_run(text if headings == "numbered" else text.upper()).bold = True


def _add_table(document: Any, rows: list[str]) -> None:
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    table = document.add_table(rows=len(cells), cols=len(cells[0]), style="Table Grid")
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
