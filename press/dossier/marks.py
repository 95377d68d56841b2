"""How a figure shows what it is, in text and tables: yellow only where verified, a dashed box with the word if not reached."""

from __future__ import annotations

from django.utils.translation import gettext as _
from docx.text.paragraph import Paragraph

from press.formats.figures_xlsx import nature_names
from press.layout.content import HOLLOW
from press.layout.fonts import drawable
from press.office.document import jump, put
from press.summary import Figure, StorySummary
from press.wire import items
from story.figures.forms import nature_word
from story.figures.types import Nature

NBSP = "\N{NO-BREAK SPACE}"


def style_of(figure: Figure) -> str:
    """The style of a figure's digits."""
    if figure.nature in HOLLOW:
        return "Figure Ahead"
    return "Figure Verified" if figure.verified else "Figure Open"


def anchor(summary: StorySummary, figure: Figure) -> str:
    """The place of a figure in the table of figures."""
    return f"figure_{[each.id for each in summary.figures].index(figure.id) + 1}"


def put_figure(
    paragraph: Paragraph,
    text: str,
    figure: Figure,
    summary: StorySummary,
    *,
    bold: bool = False,
    italic: bool = False,
) -> None:
    """A figure in running text: it leads to its record, and the word of a target stands in its box."""
    if word := nature_word(Nature(figure.nature), summary.locale):
        text = text.replace(f" ({word})", "")
    jump(paragraph, text, anchor(summary, figure), style_of(figure), bold=bold, italic=italic)
    if text[-1:].isspace():
        put(paragraph, " ")
    put_word(paragraph, figure, summary.locale)


def put_word(paragraph: Paragraph, figure: Figure, locale: str) -> None:
    """The word of a target or projection in its dashed box, a blank before it."""
    if word := nature_word(Nature(figure.nature), locale):
        put(paragraph, " ")
        boxed(paragraph, word)


def boxed(paragraph: Paragraph, word: str) -> None:
    """A word in a dashed box."""
    paragraph.add_run(f"{NBSP}{drawable(word)}{NBSP}", "Nature Word")


def put_nature(paragraph: Paragraph, figure: Figure, locale: str) -> None:
    """What a figure is, on a line of its own."""
    if word := nature_word(Nature(figure.nature), locale):
        boxed(paragraph, word.capitalize())
    else:
        put(paragraph, items.nature_words(figure) or nature_names().get(figure.nature, ""))


def put_signed(paragraph: Paragraph, figure: Figure, locale: str) -> None:
    """The yellow tick with who verified the figure and when, or an empty dashed box and that nobody has."""
    if figure.verified:
        paragraph.add_run(f"{NBSP}✓{NBSP}", "Verified Tick")
    else:
        paragraph.add_run(NBSP * 4, "Open Box")
    put(paragraph, " " + items.verified_words(figure, locale))
    if figure.verified and figure.nature in HOLLOW:
        told = {"target": _("Verified as a target"), "projection": _("Verified as a projection")}
        put(paragraph, f". {told[figure.nature]}.")
