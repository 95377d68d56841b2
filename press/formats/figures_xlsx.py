"""The figures, the numbers of each chart, and the sources and rights, as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.addresses import fact_address
from press.formats.registry import Format, register
from press.layout.fonts import drawable
from press.notes import notes, rounding_rule
from press.office.numbers import cell_number
from press.office.workbook import Number, Table, Value, workbook
from press.summary import Chart, Figure, StorySummary
from press.wire import items
from press.wire.markup import part_names

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def build(summary: StorySummary) -> bytes:
    """The workbook in the summary's language; of a withdrawn story it says no more than that."""
    with translation.override(summary.locale):
        address = fact_address(summary.id, summary.locale, summary.revision)
        over = " ".join([items.provider(), "·", _("Is this still right?"), address])
        return workbook(summary, tables(summary), over, items.notice(summary))


def tables(summary: StorySummary) -> Iterator[Table]:
    """The sheets in their order."""
    if summary.status != "withdrawn":
        yield figures_table(summary)
        for number, chart in enumerate(summary.charts, start=1):
            yield chart_table(chart, number)
    yield rights_table(summary)


def figures_table(summary: StorySummary) -> Table:
    """One row for each figure, in the order of the story."""
    columns = (
        (_("Figure"), 44),
        (_("Value"), 18),
        (_("Up to"), 14),
        (_("Out of"), 14),
        (_("Unit"), 18),
        (_("What it is"), 20),
        (_("On screen"), 20),
        (_("Short"), 26),
        (_("Read aloud"), 44),
        (_("Rounding"), 26),
        (_("Period"), 20),
        (_("Part"), 14),
        (_("Source"), 44),
        (_("Address"), 26),
        (_("Verified by"), 20),
        (_("Verified on"), 16),
        (_("Do not say"), 60),
        (_("Baseline"), 18),
        (_("As printed"), 18),
    )
    rows = (figure_row(figure, summary) for figure in summary.figures)
    return Table(_("Figures"), summary.headline, columns, rows, frozenset({14}))


def figure_row(figure: Figure, summary: StorySummary) -> list[Value]:
    """A figure with its numbers as numbers, its three forms, its source, and what not to say of it."""
    locale, kind, signed = summary.locale, figure.unit_kind, figure.verified
    written_on = date.fromisoformat(items.version_created(summary)[:10])
    held = [text for text in (figure.value, figure.value_max, figure.total) if text]
    lost = any(cell_number(text) is None for text in held)
    exact = [_("Kept as text: a spreadsheet would change its digits.")] if lost else []
    signed_on = items.period_words((items.moment(signed.at) or "")[:10], locale) if signed else ""
    return [
        figure.label,
        Number(figure.value, kind),
        Number(figure.value_max, kind),
        Number(figure.total, kind),
        figure.unit,
        items.nature_words(figure) or nature_names().get(figure.nature, ""),
        items.exact_words(figure, locale),
        figure.forms.compact,
        figure.forms.spoken,
        rounding_rule(figure),
        items.period_words(figure.period, locale) if figure.period else _("The source gives no date."),
        part_names().get(figure.part, figure.part),
        items.source_words(figure),
        items.web_address(figure.source.url),
        signed.by if signed else "",
        signed_on if signed else _("Not verified yet"),
        " ".join([*notes(figure, locale, written_on), *exact]),
        Number(figure.baseline.value if figure.baseline else None, kind),
        figure.printed,
    ]


def nature_names() -> dict[str, str]:
    """What a figure is that is neither hoped nor reckoned."""
    return {"measured": _("Measured"), "rule": _("A rule"), "cost": _("A cost")}


def chart_table(chart: Chart, number: int) -> Table:
    """The numbers of one chart, a row for each category."""
    columns = [(_("Category"), 44), *((drawable(series.name)[:200], 22) for series in chart.series)]
    facts = (
        chart.title,
        chart.unit,
        _("Source: %(source)s") % {"source": chart.source} if chart.source else "",
    )
    title = " · ".join(filter(None, map(drawable, facts)))
    return Table(_("Chart %(number)d") % {"number": number}, title, columns, chart_rows(chart))


def chart_rows(chart: Chart) -> Iterator[list[Value]]:
    """Each category with the numbers of the series; an empty cell where the source gives none."""
    for n, category in enumerate(chart.categories):
        held = (series.values[n] if n < len(series.values) else None for series in chart.series)
        yield [category, *map(Number, held)]


def rights_table(summary: StorySummary) -> Table:
    """Where all comes from, and what may be done with it."""
    columns = (
        (_("What"), 30),
        (_("Words"), 70),
        (_("Credit"), 34),
        (_("Licence and terms"), 44),
        (_("Address"), 50),
    )
    return Table(_("Sources and rights"), summary.headline, columns, rights_rows(summary))


def rights_rows(summary: StorySummary) -> Iterator[list[Value]]:
    """The story first, then each source once, each medium, the contact and what was corrected."""
    rights, contact = summary.rights, summary.contact
    terms = " ".join(filter(None, [rights.licence, rights.usage_terms]))
    if summary.status == "withdrawn":
        yield [_("Story"), _("Take the story off every page and out of every programme."), "", "", ""]
        return
    yield [_("Story"), summary.headline, rights.credit_line, terms, summary.url]
    for source in dict.fromkeys(figure.source for figure in summary.figures if figure.source.title):
        yield [
            _("Source"),
            ", ".join(filter(None, [source.title, source.page])),
            "",
            "",
            items.web_address(source.url),
        ]
    for medium in summary.media:
        name = medium.title or medium.caption or medium.alt
        yield [medium_names().get(medium.kind, medium.kind), name, medium.credit, items.medium_terms(medium),
               items.web_address(medium.url)]  # fmt: skip
    if contact:
        told = ", ".join(filter(None, [contact.name, contact.phone, contact.email, contact.hours]))
        yield [_("Contact"), told, "", "", ""]
    for change in summary.corrections:
        yield [_("Correction"), items.correction_words(change, summary.locale), "", "", ""]


def medium_names() -> dict[str, str]:
    """The kinds of media."""
    return {"picture": _("Picture"), "video": _("Video"), "audio": _("Audio"), "document": _("Document")}


register(Format("figures.xlsx", XLSX, gettext_lazy("Workbook of figures"), "data", build, version=2))
