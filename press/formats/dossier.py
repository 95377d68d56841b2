"""The source dossier as a Word file: the whole story, its figures with their grounds and limits, people, files, rights."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx.document import Document

from press.dossier.around import (
    add_address,
    add_contact,
    add_edges,
    add_head,
    add_media,
    add_quotes,
    add_rights,
    add_times,
    add_tools,
)
from press.dossier.body import add_body, add_charts
from press.dossier.figures import add_figures
from press.formats.registry import Format, register
from press.office.document import blank, line, packed
from press.summary import StorySummary
from press.wire import items

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def build(summary: StorySummary) -> bytes:
    """The document in the summary's language; of a withdrawn story it says no more than that."""
    with translation.override(summary.locale):
        document = blank(summary.locale)
        add_edges(document, summary)
        if summary.status == "withdrawn":
            add_withdrawal(document, summary)
        else:
            add_story(document, summary)
        return packed(document, summary, summary.headline)


def add_withdrawal(document: Document, summary: StorySummary) -> None:
    """That the story is no longer there, and where to ask."""
    line(document, "Title", summary.headline)
    line(document, "Normal", _("Take the story off every page and out of every programme."))
    add_address(document, summary)


def add_story(document: Document, summary: StorySummary) -> None:
    """All parts of the dossier, in the order in which a reporter needs them."""
    add_head(document, summary)
    if abridged := items.lines(summary.abridged):
        line(document, "Heading 1", _("In short"))
        for text in abridged:
            line(document, "Normal", text)
    if summary.body or summary.absent:
        line(document, "Heading 1", _("The whole story"))
        add_body(document, summary)
    add_charts(document, summary)
    add_figures(document, summary)
    add_quotes(document, summary)
    add_contact(document, summary)
    add_times(document, summary)
    add_tools(document, summary)
    add_media(document, summary)
    add_rights(document, summary)


register(Format("dossier.docx", DOCX, gettext_lazy("Source dossier (Word)"), "data", build, heavy=True))
