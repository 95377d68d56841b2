"""The last slides: where all comes from, what may be done with it, whom to ask, whether it is still right."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import segno
from django.utils.translation import gettext as _

from press.addresses import fact_address
from press.layout.fonts import Role, drawable
from press.layout.primitives import Box
from press.office.presentation import INNER, LEFT
from press.office.shapes import add_picture, add_text
from press.office.words import Paragraph, Run, fitting, height_of, words
from press.slides.frame import BODY, BODY_TOP, SMALL, Deck
from press.slides.telling import MOST_PAGES, counted
from press.summary import Figure
from press.wire import items

CODE, WIDTH, BETWEEN, PIXELS = 150.0, 600.0, 0.45, 8
MAILBOX = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def closing_slides(deck: Deck) -> None:
    """Sources and rights, the code with the address of this version beside them."""
    pages: list[list[Paragraph]] = [[]]
    for line in lines(deck):
        (told,), _size = fitting([line], WIDTH, BODY, [SMALL])
        if pages[-1] and height_of([*pages[-1], told], SMALL, WIDTH) > BODY:
            pages.append([])
        pages[-1].append(told)
    pages = pages[:MOST_PAGES]
    for number, page in enumerate(pages, start=1):
        slide = deck.slide(counted(_("Sources and rights"), number, len(pages)))
        tall = height_of(page, SMALL, WIDTH)
        add_text(slide, "Sources and rights", Box(LEFT, BODY_TOP, WIDTH, tall), page, SMALL, deck.locale)
        address = fact_address(deck.summary.id, deck.locale, deck.summary.revision)
        left = LEFT + INNER - 2 * CODE + 66
        alt = _("QR code of the address %(address)s") % {"address": address}
        add_picture(slide, "QR code", Box(left, BODY_TOP, CODE, CODE), code(address), alt)
        asked = [
            Paragraph((Run(_("Is this still right?"), Role.BOLD, link=address),), after=0.2),
            words(_("Scan the code to see whether this still holds")),
        ]
        wide = LEFT + INNER - left
        question, size = fitting(asked, wide, BODY - CODE - 12, [SMALL])
        box = Box(left, BODY_TOP + CODE + 12, wide, height_of(question, size, wide))
        add_text(slide, "Is this still right?", box, question, size, deck.locale)
        deck.foot(slide)
        deck.script(slide, deck.material.source())


def lines(deck: Deck) -> Iterator[Paragraph]:
    """Each source once, credit, licence and terms, the contact, what was corrected, the address of the story."""
    summary = deck.summary
    sources = {
        source_words(figure): items.web_address(figure.source.url)
        for figure in summary.figures
        if drawable(figure.source.title)
    }
    for source, address in sources.items():
        yield entry(_("Source:"), source, address)
    rights = summary.rights
    yield entry(_("Credit:"), items.rights_holder(summary))
    if licence := drawable(rights.licence):
        yield entry(_("Licence:"), licence, items.licence_address(licence))
    if terms := " ".join(items.lines(rights.usage_terms)):
        yield entry(_("Terms:"), terms)
    if contact := summary.contact:
        told = ", ".join(filter(None, map(drawable, (contact.name, contact.phone, contact.hours))))
        yield entry(_("Contact") + ":", told)
        mailbox = drawable(contact.email)
        if mailbox:
            yield entry("", mailbox, f"mailto:{mailbox}" if MAILBOX.fullmatch(mailbox) else "")
    for change in summary.corrections:
        yield Paragraph((Run(items.correction_words(change, deck.locale)),), after=BETWEEN)
    if address := items.web_address(summary.url):
        yield entry(_("Story") + ":", address, address)


def source_words(figure: Figure) -> str:
    """A source with its page, or with the section where the editors name one instead."""
    page = drawable(figure.source.page)
    told = _("page %(page)s") % {"page": page} if page.isdigit() else page
    return ", ".join(filter(None, [drawable(figure.source.title), told]))


def entry(head: str, text: str, link: str = "") -> Paragraph:
    """A line with its name before it."""
    runs = (Run(head, Role.BOLD), Run(text, link=link))
    return Paragraph(tuple(run for run in runs if run.text), after=BETWEEN)


def code(address: str) -> bytes:
    """The QR code of an address as a picture."""
    target = io.BytesIO()
    segno.make(address, error="m", micro=False).save(target, kind="png", scale=PIXELS, border=2)
    return target.getvalue()
