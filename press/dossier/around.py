"""What stands round the story: its state and where to ask whether it stands, people, times, tools, files, rights."""

from __future__ import annotations

import io
from collections.abc import Iterator

import segno
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from docx.document import Document
from docx.shared import Mm
from docx.table import _Cell

from press.addresses import fact_address
from press.dossier.body import add_quote
from press.dossier.marks import boxed
from press.formats.figures_xlsx import medium_names
from press.layout.content import pillar_of
from press.layout.fonts import drawable
from press.layout.footing import moment_words
from press.office.document import Place, line, link, page_number, picture, put, row, table
from press.slotfit.around import may_be_broadcast
from press.summary import Medium, StorySummary
from press.wire import items

QR_SIDE = Mm(24)
# Of a name that stands on every page: more would leave no room for the story.
LONGEST_NOTICE = 300


def add_edges(document: Document, summary: StorySummary) -> None:
    """What stands on every page: that it is not public and whose copy it is, whose file it is, the page."""
    section = document.sections[0]
    head, foot = section.header, section.footer
    head.is_linked_to_previous = foot.is_linked_to_previous = False
    if words := items.notice(summary):
        line(head, "Notice", words[:LONGEST_NOTICE])
    put(line(head, "Header"), " · ".join([items.provider(), _("Source dossier")]))
    last = line(foot, "Footer")
    address = fact_address(summary.id, summary.locale, summary.revision)
    link(last, address, address)
    last.add_run("\t")
    before, middle, after = (_("Page %(number)s of %(total)s") % {"number": "\0", "total": "\0"}).split("\0")
    put(last, before)
    page_number(last, "PAGE")
    put(last, middle)
    page_number(last, "NUMPAGES")
    put(last, after)


def add_head(document: Document, summary: StorySummary) -> None:
    """Headline and standfirst, and where, by whom, of when, and whether it stands."""
    pillar = pillar_of(summary)
    place = place_words(summary)
    line(document, "Kicker", " · ".join(filter(None, [pillar.name if pillar else "", place])))
    line(document, "Title", summary.headline)
    for text in items.lines(summary.standfirst):
        line(document, "Subtitle", text)
    made = table(document, _("This story"), (38, 132))
    for name, told in state_rows(summary):
        first, second = row(made)
        line(first, "Table Head", name)
        for words in told:
            line(second, "Table Text", words)
    first, second = row(made)
    line(first, "Table Head", _("Is this still right?"))
    add_address(second, summary)


def add_address(place: Place, summary: StorySummary) -> None:
    """The address that answers of this moment, in letters and as a QR code."""
    address = fact_address(summary.id, summary.locale, summary.revision)
    link(line(place, "Table Text"), address, address)
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="png", scale=6, border=1)
    alt = _("QR code of the address %(address)s") % {"address": address}
    picture(line(place, "Table Text"), drawn.getvalue(), QR_SIDE, alt)


def place_words(summary: StorySummary) -> str:
    """The place by its name of the time, with that of today."""
    then, today = summary.province, summary.province.today
    name = drawable(then.name)
    if then.code != today.code or then.name != today.name:
        name = _("%(unit)s (today %(today)s)") % {"unit": name, "today": drawable(today.name)}
    return ", ".join(filter(None, [drawable(summary.place_detail), name]))


def state_rows(summary: StorySummary) -> Iterator[tuple[str, list[str]]]:
    """The rows of the state: names, and the lines that belong to them."""
    if byline := items.byline(summary):
        yield _("Written by"), [byline]
    if words := items.notice(summary):
        yield _("State"), [words]
    dates = (
        (_("First published"), summary.published_at),
        (_("Last changed"), summary.updated_at if summary.updated_at != summary.published_at else None),
    )
    for name, text in dates:
        if told := said_at(text, summary.locale):
            yield name, [told]
    written = said_at(summary.revised_at, summary.locale)
    yield _("Version"), [" · ".join(filter(None, [str(summary.revision), written]))]
    if summary.figures:
        yield _("Figures"), [items.count_words(summary)]
    changes = [items.correction_words(change, summary.locale) for change in summary.corrections]
    yield _("Corrections"), changes or [_("No corrections so far.")]


def said_at(text: str | None, locale: str) -> str:
    """A moment in words; empty for none."""
    moment = parse_datetime(items.moment(text) or "")
    return moment_words(moment, locale) if moment else ""


def add_quotes(document: Document, summary: StorySummary) -> None:
    """Everything that was said word for word."""
    if summary.quotes:
        line(document, "Heading 1", _("Quotes"))
    for quote in summary.quotes:
        add_quote(document, quote.text, (quote.speaker, quote.role))


def add_contact(document: Document, summary: StorySummary) -> None:
    """Whom to ask, and when somebody answers."""
    contact = summary.contact
    if not contact:
        return
    line(document, "Heading 1", _("Contact"))
    made = table(document, _("Contact"), (38, 132))
    rows = (
        (_("Name"), contact.name),
        (_("Phone"), contact.phone),
        (_("E-mail"), contact.email),
        (_("Hours"), contact.hours),
    )
    for name, words in rows:
        if drawable(words):
            first, second = row(made)
            line(first, "Table Head", name)
            link(line(second, "Table Text"), drawable(words), contact.email if words == contact.email else "")


def add_times(document: Document, summary: StorySummary) -> None:
    """The steps by their dates, if the source gives any."""
    if not any(step.period for step in summary.steps):
        return
    line(document, "Heading 1", _("Steps by date"))
    made = table(document, _("Steps by date"), (38, 132), (_("When"), _("Step")))
    for step in summary.steps:
        first, second = row(made)
        period = items.period_words(step.period, summary.locale) if step.period else ""
        line(first, "Table Text", period or _("The source gives no date."))
        told = line(second, "Table Text", drawable(step.title) or step.text)
        if step.planned:
            put(told, " ")
            boxed(told, _("Still planned"))


def add_tools(document: Document, summary: StorySummary) -> None:
    """The platforms that the story used."""
    if not summary.tools:
        return
    line(document, "Heading 1", _("Tools"))
    for tool in summary.tools:
        home = _("Made in Vietnam") if tool.vietnamese else ""
        line(document, "List Bullet", ", ".join(filter(None, map(drawable, (tool.name, tool.vendor, home)))))


def add_media(document: Document, summary: StorySummary) -> None:
    """Each picture, film, sound and document: whose it is, what may be done with it, where it is."""
    if not summary.media:
        return
    line(document, "Heading 1", _("Pictures and files"))
    head = (_("Picture or file"), _("Credit"), _("Licence and terms"))
    made = table(document, _("Pictures and files"), (74, 40, 56), head)
    for medium in summary.media:
        first, second, third = row(made)
        add_medium(first, medium)
        line(second, "Table Text", medium.credit or _("not stated"))
        if not may_be_broadcast(medium):
            put(line(third, "Table Text"), _("Not for broadcast"), "Strong")
        line(third, "Table Text", items.medium_terms(medium) or _("not stated"))


def add_medium(cell: _Cell, medium: Medium) -> None:
    """A file with its kind, its title, what it shows, and its address."""
    kind = medium_names().get(medium.kind, medium.kind)
    title = drawable(medium.title) or drawable(medium.caption) or drawable(medium.alt)
    put(line(cell, "Table Text"), f"{kind}: {title}", "Strong")
    for words in dict.fromkeys(map(drawable, (medium.caption, medium.alt))):
        if words and words != title:
            line(cell, "Table Text", words)
    if medium.url:
        link(line(cell, "Table Text"), drawable(medium.url), medium.url)


def add_rights(document: Document, summary: StorySummary) -> None:
    """What may be done with the story, and where it stands in each language."""
    rights = summary.rights
    line(document, "Heading 1", _("Rights"))
    made = table(document, _("Rights"), (38, 132))
    rows = [
        (_("Credit"), [(items.rights_holder(summary), "")]),
        (_("Licence"), [(rights.licence or _("not stated"), items.licence_address(rights.licence))]),
        (_("Terms"), [(words, "") for words in items.lines(rights.usage_terms)]),
        (_("The story"), [(summary.url, summary.url)]),
        (_("Other languages"), [(other.url, other.url) for other in summary.translations]),
        (_("All files"), [(summary.press_url, summary.press_url)]),
    ]
    for name, told in rows:
        if told := [(drawable(words), address) for words, address in told if drawable(words)]:
            first, second = row(made)
            line(first, "Table Head", name)
            for words, address in told:
                link(line(second, "Table Text"), words, address)
