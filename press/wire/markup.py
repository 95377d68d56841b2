"""The whole story as simple XHTML: headings, paragraphs, lists, quotes, and its figures as one table with their records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from lxml import etree
from lxml.etree import _Element as Element

from press.layout.fonts import drawable
from press.summary import BodyItem, Figure, Run, Series, StorySummary
from press.wire import items
from story.figures.digits import format_number

XHTML = "http://www.w3.org/1999/xhtml"


def part_names() -> dict[str, str]:
    """The five parts, as they are headed."""
    return {
        "problem": _("Problem"),
        "approach": _("Approach"),
        "steps": _("Steps"),
        "results": _("Results"),
        "lessons": _("Lessons"),
    }


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """A new last child with this text, cleaned of what no document may hold."""
    child = etree.SubElement(parent, f"{{{XHTML}}}{tag}", **attributes)
    child.text = drawable(text)
    return child


def story_body(summary: StorySummary) -> Element:
    """The story as a `body` element; call it with the summary's locale active."""
    body: Element = etree.Element(f"{{{XHTML}}}body", nsmap={None: XHTML})
    if words := items.notice(summary):
        add(add(body, "p"), "strong", words)
    if summary.status == "withdrawn":
        return body
    add(body, "h1", summary.headline)
    for line in items.lines(summary.standfirst):
        add(body, "p", line)
    reasons = {absence.part: absence.reason for absence in summary.absent}
    for part, name in part_names().items():
        told = [item for item in summary.body if item.part == part]
        if told or part in reasons:
            add(body, "h2", name)
        if part in reasons:
            add(add(body, "p"), "em", _("Not stated by the source: %(reason)s") % {"reason": reasons[part]})
        add_items(body, told, summary)
    add_figures(body, summary)
    add_charts(body, summary)
    for change in summary.corrections:
        add(add(body, "p"), "em", items.correction_words(change, summary.locale))
    for line in (
        items.byline(summary),
        items.copyright_notice(summary),
        *items.lines(summary.rights.usage_terms),
    ):
        if line:
            add(body, "p", line)
    return body


def add_items(body: Element, told: Iterable[BodyItem], summary: StorySummary) -> None:
    """The pieces of a part in order; steps and lessons that follow one another share a list."""
    listed: Element | None = None
    for item in told:
        if tag := {"step": "ol", "lesson": "ul"}.get(item.kind):
            if listed is None or listed.tag != f"{{{XHTML}}}{tag}":
                listed = add(body, tag)
            add_listed(listed, item, summary)
        elif write := WRITERS.get(item.kind):
            listed = None
            write(body, item, summary)


def add_listed(listed: Element, item: BodyItem, summary: StorySummary) -> None:
    """A step with its title and time, or a lesson."""
    entry = add(listed, "li")
    if item.kind == "step":
        period = items.period_words(item.items[0], summary.locale) if item.items and item.items[0] else ""
        title = drawable(item.text)
        add(entry, "strong", f"{title} ({period})" if period else title)
        append(entry, " " if item.runs else "")
        add_runs(entry, item.runs, summary)
    else:
        add_runs(entry, item.runs or (Run(text=item.text),), summary)


def add_runs(parent: Element, runs: Iterable[Run], summary: StorySummary) -> None:
    """Running text with emphasis and links; a figure in it carries its number as data."""
    for run in runs:
        place = parent
        if address := items.web_address(run.href or ""):
            place = add(place, "a", href=address)
        if figure := summary.figure(run.figure):
            place = add(place, "data", value=items.plain_number(figure))
        if run.bold:
            place = add(place, "strong")
        if run.italic:
            place = add(place, "em")
        append(place, spaced(run.text))


def append(parent: Element, text: str) -> None:
    """Adds text behind all that an element holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def spaced(text: str) -> str:
    """The text clean, with the blanks kept that part it from its neighbours."""
    words = drawable(text)
    if not words:
        return " " if text and text.isspace() else ""
    return (" " if text[0].isspace() else "") + words + (" " if text[-1].isspace() else "")


def _paragraph(body: Element, item: BodyItem, summary: StorySummary) -> None:
    add_runs(add(body, "p"), item.runs or (Run(text=item.text),), summary)


def _list(body: Element, item: BodyItem, summary: StorySummary) -> None:
    listed = add(body, "ul")
    for line in item.items:
        add(listed, "li", line)


def _quote(body: Element, item: BodyItem, summary: StorySummary) -> None:
    quote = add(body, "blockquote")
    add(quote, "p", item.text)
    who = ", ".join(filter(None, map(drawable, item.items)))
    if who:
        add(quote, "p", f"— {who}")


def _callout(body: Element, item: BodyItem, summary: StorySummary) -> None:
    if item.text:
        add(add(body, "p"), "strong", item.text)
    if item.items:
        _list(body, item, summary)


def _question(body: Element, item: BodyItem, summary: StorySummary) -> None:
    add(add(body, "p"), "strong", item.text)


def _table(body: Element, item: BodyItem, summary: StorySummary) -> None:
    if item.rows:
        add_table(body, item.text, item.rows[0], item.rows[1:])


WRITERS: dict[str, Callable[[Element, BodyItem, StorySummary], None]] = {
    "paragraph": _paragraph,
    "list": _list,
    "quote": _quote,
    "callout": _callout,
    "question": _question,
    "table": _table,
    "embed": _paragraph,
}


def add_table(body: Element, caption: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> Element:
    """A table with a caption and a head; gives back its body."""
    table = add(body, "table")
    if drawable(caption):
        add(table, "caption", caption)
    top = add(add(table, "thead"), "tr")
    for cell in head:
        add(top, "th", cell, scope="col")
    under = add(table, "tbody")
    for row in rows:
        line = add(under, "tr")
        for cell in row:
            add(line, "td", cell)
    return under


def add_figures(body: Element, summary: StorySummary) -> None:
    """Every figure with its exact and short form, what it is, its period, its source and who verified it."""
    if not summary.figures:
        return
    head = (_("Figure"), _("Value"), _("Unit"), _("Short"), _("Period"), _("Source"), _("Verification"))
    rows = add_table(body, _("Figures"), head, ())
    for figure in summary.figures:
        add_figure(add(rows, "tr", id=f"figure-{drawable(figure.id)}"), figure, summary.locale)


def add_figure(row: Element, figure: Figure, locale: str) -> None:
    """One row of the table; `data` carries the number itself for machines."""
    label = ". ".join(filter(None, [drawable(figure.label), items.nature_words(figure)]))
    add(row, "th", label, scope="row")
    add(add(row, "td"), "data", items.exact_words(figure, locale), value=items.plain_number(figure))
    period = items.period_words(figure.period, locale) if figure.period else _("The source gives no date.")
    source = items.source_words(figure)
    for cell in (figure.unit, figure.forms.compact, period):
        add(row, "td", cell)
    address = items.web_address(figure.source.url)
    if address:
        add(add(row, "td"), "a", source, href=address)
    else:
        add(row, "td", source)
    add(row, "td", items.verified_words(figure, locale))


def add_charts(body: Element, summary: StorySummary) -> None:
    """Each chart as the table of its numbers."""
    for chart in summary.charts:
        series = chart.series
        title = ", ".join(filter(None, map(drawable, (chart.title, chart.unit))))
        rows = (
            [category, *(value_at(each, index, summary.locale) for each in series)]
            for index, category in enumerate(chart.categories)
        )
        add_table(body, title, ["", *(each.name for each in series)], rows)
        if source := drawable(chart.source):
            add(body, "p", _("Source: %(source)s") % {"source": source})


def value_at(series: Series, index: int, locale: str) -> str:
    """The number of a series for a category; empty where there is none."""
    value = series.values[index] if index < len(series.values) else ""
    return format_number(Decimal(value), locale) if value else ""


def text_of(body: Element) -> str:
    """The words of the body as plain text, a blank line between its blocks."""
    blocks = []
    for child in body:
        if child.tag in (f"{{{XHTML}}}table", f"{{{XHTML}}}ul", f"{{{XHTML}}}ol"):
            rows = child.iter(f"{{{XHTML}}}tr", f"{{{XHTML}}}li", f"{{{XHTML}}}caption")
            blocks.append("\n".join(filter(None, map(row_text, rows))))
        else:
            blocks.append(" ".join("".join(child.itertext()).split(" ")).strip())
    return "\n\n".join(filter(None, blocks))


def row_text(row: Element) -> str:
    """A row of a table as cells with tabs, a list item with a dash."""
    if row.tag == f"{{{XHTML}}}tr":
        return "\t".join("".join(cell.itertext()) for cell in row).rstrip("\t")
    mark = "– " if row.tag == f"{{{XHTML}}}li" else ""
    return mark + "".join(row.itertext()).strip()


def html_of(body: Element) -> str:
    """The inside of the body as HTML with XML syntax: escaped, without a namespace, without scripts or styles."""
    copy = etree.fromstring(etree.tostring(body))
    for element in copy.iter():
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(copy)
    return "\n".join(etree.tostring(child, encoding="unicode", method="html") for child in copy)
