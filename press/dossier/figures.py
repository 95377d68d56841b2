"""The table of figures: a row for each with its number, what it rests on, how it is said and what must not be said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from docx.document import Document
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from press.dossier.marks import put_nature, put_signed, style_of
from press.layout.content import before_digits
from press.layout.fonts import drawable
from press.layout.footing import period_words
from press.notes import notes, rounding_rule
from press.office.document import line, link, mark, put, row, table
from press.summary import Figure, StorySummary
from press.wire import items
from story.figures.digits import format_number
from story.figures.forms import nature_word
from story.figures.types import Nature

# More characters than these do not fit beside one another in large digits.
LARGE = 8


def add_figures(document: Document, summary: StorySummary) -> None:
    """Every figure of the story, in its order."""
    if not summary.figures:
        return
    line(document, "Heading 1", _("Figures"))
    told = line(document, "Small", f"{items.count_words(summary)}. {legend(summary)}")
    told.paragraph_format.keep_with_next = True
    made = table(
        document, _("Figures"), (44, 64, 62), (_("Figure"), _("What it rests on"), _("How to say it"))
    )
    for number, figure in enumerate(summary.figures, start=1):
        first, second, third = row(made)
        add_number(first, figure, summary, number)
        add_grounds(second, figure, summary)
        add_wording(third, figure, summary)


def legend(summary: StorySummary) -> str:
    """What the marks of the table mean; only of those that stand in it."""
    signed = any(figure.verified for figure in summary.figures)
    ahead = any(nature_word(Nature(figure.nature), summary.locale) for figure in summary.figures)
    told = (
        _("Yellow: a named person has verified the figure.") if signed else "",
        _("Dashed: a target or a projection, not a result; never without the word.") if ahead else "",
    )
    return " ".join(filter(None, told))


def add_number(cell: _Cell, figure: Figure, summary: StorySummary, number: int) -> None:
    """What it is, its digits with the word before them, and its unit."""
    nature = line(cell, "Table Text")
    put_nature(nature, figure, summary.locale)
    mark(nature, f"figure_{number}", number)
    word = nature_word(Nature(figure.nature), summary.locale)
    digits = drawable(figure.forms.screen).removeprefix(word).strip()
    large = line(cell, "Figure Number" if len(digits) <= LARGE else "Figure Number Long")
    if qualifier := before_digits(figure, summary.locale):
        put(large, f"{qualifier} ", "Qualifier")
    put(large, digits, style_of(figure))
    if figure.unit_kind != "percent" and (unit := drawable(figure.unit)):
        put(line(cell, "Table Text"), unit, "Strong")


def add_grounds(cell: _Cell, figure: Figure, summary: StorySummary) -> None:
    """Its name, its time, its source, what it was computed from, and who verified it."""
    put(line(cell, "Table Text"), drawable(figure.label), "Strong")
    line(cell, "Table Text", period_words(figure, summary.locale))
    link(fact(cell, _("Source")), items.source_words(figure), figure.source.url)
    if figure.printed:
        put(fact(cell, _("As printed")), drawable(figure.printed))
    if figure.baseline:
        put(fact(cell, _("Baseline")), baseline_words(figure, summary.locale))
    if figure.derived:
        operands = filter(None, map(summary.figure, figure.derived.operands))
        labels = "; ".join(f"“{drawable(operand.label)}”" for operand in operands)
        line(cell, "Table Text", " ".join([_("Computed from two figures of the story."), labels]))
    put_signed(line(cell, "Table Text"), figure, summary.locale)


def baseline_words(figure: Figure, locale: str) -> str:
    """The number that a figure is compared with, and of when it is."""
    if not figure.baseline:
        return ""
    number = format_number(Decimal(figure.baseline.value), locale)
    period = items.period_words(figure.baseline.period, locale) if figure.baseline.period else ""
    return f"{number} ({period})" if period else number


def add_wording(cell: _Cell, figure: Figure, summary: StorySummary) -> None:
    """Its spoken and its short form, how that was rounded, and what must not be said."""
    written_on = date.fromisoformat(items.version_created(summary)[:10])
    put(fact(cell, _("Read aloud")), worded(figure.forms.spoken, figure, summary.locale))
    put(fact(cell, _("Short")), worded(figure.forms.compact, figure, summary.locale))
    if rule := rounding_rule(figure):
        put(fact(cell, _("Rounding")), rule)
    if told := notes(figure, summary.locale, written_on):
        put(line(cell, "Table Text"), _("Do not say"), "Strong")
        for note in told:
            line(cell, "Table Note", note)


def worded(form: str, figure: Figure, locale: str) -> str:
    """A form with the word of a target or projection, should it not carry it by itself."""
    said, word = drawable(form), nature_word(Nature(figure.nature), locale)
    return said if word.casefold() in said.casefold() else f"{word} {said}"


def fact(cell: _Cell, name: str) -> Paragraph:
    """A line that begins with the name of what follows."""
    paragraph = line(cell, "Table Text")
    put(paragraph, f"{name}: ", "Strong")
    return paragraph
