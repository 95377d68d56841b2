"""The story in order: its parts as headings, paragraphs with their figures and links, lists, quotes, charts as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from django.utils.translation import gettext as _
from docx.document import Document
from docx.text.paragraph import Paragraph

from press.dossier.marks import put_figure, put_word
from press.formats.figures_xlsx import medium_names
from press.layout.bars import figure_at
from press.layout.content import before_digits
from press.layout.fonts import drawable
from press.office.document import line, link, put, row, table
from press.summary import BodyItem, Chart, Run, StorySummary
from press.wire import items
from press.wire.markup import part_names, value_at


def add_body(document: Document, summary: StorySummary) -> None:
    """Every part with its pieces, or with the reason why the source does not state it."""
    names, reasons = part_names(), {absence.part: absence.reason for absence in summary.absent}
    for part in dict.fromkeys([*names, *(item.part for item in summary.body), *reasons]):
        told = list(pieces_of(part, summary))
        if told or part in reasons:
            line(document, "Heading 2", names.get(part, part))
        if part in reasons:
            line(
                document,
                "Absent",
                _("Not stated by the source: %(reason)s") % {"reason": drawable(reasons[part])},
            )
        for kind, pieces in groupby(told, key=lambda item: item.kind):
            if kind == "figure":
                line(document, "Heading 3", _("Figures of this part"))
            for item in pieces:
                WRITERS.get(kind, _paragraph)(document, item, summary)


def pieces_of(part: str, summary: StorySummary) -> Iterator[BodyItem]:
    """The pieces of a part; a figure that its sentences show already does not stand alone again."""
    pieces = [item for item in summary.body if item.part == part]
    shown = {run.figure for item in pieces for run in item.runs}
    return (item for item in pieces if item.kind != "figure" or item.ref not in shown)


def add_charts(document: Document, summary: StorySummary) -> None:
    """The charts that stand nowhere in the text."""
    placed = {item.ref for item in summary.body if item.kind == "chart"}
    if others := [chart for chart in summary.charts if chart.id not in placed]:
        line(document, "Heading 1", _("Charts"))
        for chart in others:
            add_chart(document, chart, summary)


def put_runs(paragraph: Paragraph, runs: Iterable[Run], summary: StorySummary) -> None:
    """Running text with what is stressed in it, its figures and its links."""
    for run in runs:
        style = {"bold": run.bold, "italic": run.italic}
        if figure := summary.figure(run.figure):
            put_figure(paragraph, run.text, figure, summary, **style)
        else:
            link(paragraph, run.text, run.href or "", **style)


def runs_of(item: BodyItem) -> tuple[Run, ...]:
    """The text of an item as runs."""
    return item.runs or (Run(text=item.text),)


def _paragraph(document: Document, item: BodyItem, summary: StorySummary) -> None:
    put_runs(line(document, "Normal"), runs_of(item), summary)


def _step(document: Document, item: BodyItem, summary: StorySummary) -> None:
    step = line(document, "List Number")
    put(step, drawable(item.text), "Strong")
    if period := items.period_words(item.items[0], summary.locale) if item.items and item.items[0] else "":
        put(step, f" ({period})")
    if item.runs:
        put(step, ". " if drawable(item.text) else "")
        put_runs(step, item.runs, summary)


def _lesson(document: Document, item: BodyItem, summary: StorySummary) -> None:
    put_runs(line(document, "List Bullet"), runs_of(item), summary)


def _list(document: Document, item: BodyItem, summary: StorySummary) -> None:
    for text in item.items:
        line(document, "List Bullet", text)


def _quote(document: Document, item: BodyItem, summary: StorySummary) -> None:
    add_quote(document, item.text, item.items)


def add_quote(document: Document, text: str, who: Iterable[str]) -> None:
    """Words as they were spoken, and below them by whom."""
    line(document, "Quote", f"“{drawable(text)}”")
    line(document, "Attribution", ", ".join(filter(None, map(drawable, who))) or _("Speaker not stated"))


def _callout(document: Document, item: BodyItem, summary: StorySummary) -> None:
    if item.text:
        line(document, "Callout Title", item.text)
    for text in item.items:
        line(document, "Callout Item", text)


def _question(document: Document, item: BodyItem, summary: StorySummary) -> None:
    line(document, "Heading 3", item.text)
    asked, answered = item.items[:1], item.items[1:]
    people = (
        (_("Asked by %(name)s"), ", ".join(filter(None, map(drawable, asked)))),
        (_("answered by %(name)s"), ", ".join(filter(None, map(drawable, answered)))),
    )
    if told := "; ".join(words % {"name": name} for words, name in people if name):
        line(document, "Small", told[0].upper() + told[1:])


def _table(document: Document, item: BodyItem, summary: StorySummary) -> None:
    if not item.rows:
        return
    columns = max(map(len, item.rows))
    head, *rows = ((*cells, *[""] * (columns - len(cells))) for cells in item.rows)
    line(document, "Caption", item.text or _("Table"))
    made = table(document, item.text or _("Table"), [1] * columns, head)
    for cells in rows:
        for cell, text in zip(row(made), cells, strict=True):
            line(cell, "Table Text", text)


def _chart(document: Document, item: BodyItem, summary: StorySummary) -> None:
    if chart := next((chart for chart in summary.charts if chart.id == item.ref), None):
        add_chart(document, chart, summary)


def add_chart(document: Document, chart: Chart, summary: StorySummary) -> None:
    """The numbers of a chart; “over” stays with its number, and the word of a target or projection."""
    title = ", ".join(filter(None, map(drawable, (chart.title, chart.unit))))
    line(document, "Caption", title)
    head = ["", *(series.name for series in chart.series)]
    made = table(document, title, [2, *[1] * len(chart.series)], head, numbers=True)
    for place, category in enumerate(chart.categories):
        first, *others = row(made)
        line(first, "Table Text", category)
        for cell, series in zip(others, chart.series, strict=True):
            known = figure_at(summary, series, place)
            about = before_digits(known, summary.locale) if known else ""
            shown = value_at(series, place, summary.locale)
            number = line(cell, "Table Number", f"{about} {shown}".strip() if shown else "")
            if known and shown:
                put_word(number, known, summary.locale)
    if source := drawable(chart.source):
        line(document, "Small", _("Source: %(source)s") % {"source": source})


def _figure(document: Document, item: BodyItem, summary: StorySummary) -> None:
    figure = summary.figure(item.ref)
    paragraph = line(document, "Figure Line")
    if figure:
        put_figure(paragraph, item.text or figure.forms.screen, figure, summary)
        put(paragraph, f": {drawable(figure.label)}")
    else:
        put(paragraph, item.text)


def _medium(document: Document, item: BodyItem, summary: StorySummary) -> None:
    known = next((medium for medium in summary.media if medium.id == item.ref), None)
    words = (item.text, known.title, known.credit) if known else (item.text,)
    kind = medium_names().get(item.kind, item.kind)
    line(document, "Small", f"{kind}: {' · '.join(dict.fromkeys(filter(None, map(drawable, words))))}")


def _gallery(document: Document, item: BodyItem, summary: StorySummary) -> None:
    line(document, "Heading 3", item.text)


def _embed(document: Document, item: BodyItem, summary: StorySummary) -> None:
    _paragraph(document, item, summary)
    if told := " · ".join(filter(None, map(drawable, item.items))):
        line(document, "Small", told)


WRITERS: dict[str, Callable[[Document, BodyItem, StorySummary], None]] = {
    "paragraph": _paragraph,
    "step": _step,
    "lesson": _lesson,
    "list": _list,
    "quote": _quote,
    "callout": _callout,
    "question": _question,
    "table": _table,
    "chart": _chart,
    "figure": _figure,
    "picture": _medium,
    "video": _medium,
    "audio": _medium,
    "document": _medium,
    "gallery": _gallery,
    "embed": _embed,
}
