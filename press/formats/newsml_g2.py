"""The story as a NewsML-G2 2.35 news item of power conformance, for agencies that take XML.

The text is XHTML, which every reader shows; its table holds the figures as they are printed. Beside it each figure is
a `contentMetaExtProperty` with its plain number: the one place of the standard for values that are not its own.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree
from lxml.etree import _Element as Element

from press.formats.registry import Format, register
from press.layout.fonts import drawable
from press.summary import SCHEMA_ADDRESS, Figure, Place, StorySummary
from press.wire import files, items, markup, topics

NAR = "http://iptc.org/std/nar/2006-10-01/"
XS = "http://www.w3.org/2001/XMLSchema"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The vocabularies of the IPTC that stand in it: said here, for a catalogue elsewhere may be away.
SCHEMES = {
    "cpnat": "cpnature",
    "drol": "descriptionrole",
    "genre": "genre",
    "irel": "itemrelation",
    "medtop": "mediatopic",
    "ninat": "ninature",
    "sig": "signal",
    "stat": "pubstatusg2",
}


def build(summary: StorySummary) -> bytes:
    """The item as UTF-8 XML."""
    with translation.override(summary.locale):
        root = item(summary)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def item(summary: StorySummary) -> Element:
    """The `newsItem`; call it with the summary's locale active."""
    root: Element = etree.Element(f"{{{NAR}}}newsItem", nsmap={None: NAR, "xs": XS})
    root.attrib.update(
        {
            "guid": items.item_urn(summary.id, summary.locale),
            "version": str(max(summary.revision, 1)),
            "standard": "NewsML-G2",
            "standardversion": "2.35",
            "conformance": "power",
            LANG: summary.locale,
        }
    )
    catalog = add(root, "catalog")
    for alias, scheme in SCHEMES.items():
        add(catalog, "scheme", alias=alias, uri=f"http://cv.iptc.org/newscodes/{scheme}/")
    add_rights(root, summary)
    add_item_meta(root, summary)
    add_content_meta(root, summary)
    if summary.status != "withdrawn":
        add_content(root, summary)
    return root


def add(parent: Element, tag: str, text: str = "", /, **attributes: Any) -> Element:
    """A new last child, its text and attributes cleaned; an attribute that is empty is left out."""
    child: Element = etree.SubElement(parent, f"{{{NAR}}}{tag}")
    for key, value in attributes.items():
        if value not in (None, ""):
            child.set(key, drawable(str(value)))
    if text:
        child.text = drawable(text)
    return child


def add_party(parent: Element, tag: str, name: str, **attributes: Any) -> Element:
    """A person or body by name."""
    party = add(parent, tag, **attributes)
    add(party, "name", name)
    return party


def add_rights(root: Element, summary: StorySummary) -> None:
    """Who holds the rights, and what others may do."""
    info = add(root, "rightsInfo")
    add_party(info, "copyrightHolder", items.rights_holder(summary), literal=items.rights_holder(summary))
    linked = items.licence_address(summary.rights.licence)
    add(info, "copyrightNotice", items.copyright_notice(summary), href=linked)
    for line in items.lines(summary.rights.usage_terms):
        add(info, "usageTerms", line)


def add_item_meta(root: Element, summary: StorySummary) -> None:
    """Of what kind the item is, of when, whether it may be used, and what has changed."""
    meta = add(root, "itemMeta")
    add(meta, "itemClass", qcode="ninat:text")
    add_party(meta, "provider", items.provider(), uri=settings.PUBLIC_BASE_URL)
    add(meta, "versionCreated", items.version_created(summary))
    for tag, moment in (("firstCreated", summary.published_at), ("embargoed", summary.embargo_until)):
        if said := items.moment(moment):
            add(meta, tag, said)
    # An embargoed item is usable from its moment on.
    add(meta, "pubStatus", qcode="stat:canceled" if summary.status == "withdrawn" else "stat:usable")
    add(meta, "profile", "story")
    service = add(meta, "service", uri=f"{settings.PUBLIC_BASE_URL}/press/")
    add(service, "name", _("Press desk"))
    add(meta, "title", summary.headline)
    for note in items.editorial_notes(summary):
        add(meta, "edNote", note)
    if summary.corrections and summary.status != "withdrawn":
        add(meta, "signal", qcode="sig:correction")
    if address := items.web_address(summary.url):
        add(meta, "altRep", address, contenttype="text/html")
    add_links(meta, summary)


def add_links(meta: Element, summary: StorySummary) -> None:
    """Other languages, files of the story, and its media with their terms in the title."""
    for other in summary.translations:
        urn = items.item_urn(summary.id, other.locale)
        add(meta, "link", rel="irel:seeAlso", residref=urn, title=other.locale)
    for file in files.files_of(summary, ""):
        if file.name.startswith(("infographic-", "figures.", "chart-")):
            add(
                meta,
                "link",
                rel="irel:seeAlso",
                href=file.address,
                contenttype=file.content_type,
                title=file.name,
            )
    if summary.status == "withdrawn":
        return
    for medium in summary.media:
        if address := items.web_address(medium.url):
            said = (medium.title, medium.credit, items.medium_terms(medium))
            title = " · ".join(filter(None, map(drawable, said)))
            add(meta, "link", rel="irel:seeAlso", href=address, title=title)


def add_content_meta(root: Element, summary: StorySummary) -> None:
    """What the story is about, who made it, and its figures as numbers."""
    meta = add(root, "contentMeta")
    if created := items.moment(summary.published_at):
        add(meta, "contentCreated", created)
    add(meta, "contentModified", items.version_created(summary))
    add_place(meta, "located", summary.province)
    for title in dict.fromkeys(drawable(figure.source.title) for figure in summary.figures):
        if title:
            add_party(meta, "infoSource", title, literal=title)
    for person in summary.bylines:
        if drawable(person.name):
            creator = add_party(meta, "creator", person.name, literal=person.name)
            for text in filter(None, map(drawable, (person.role, person.organisation))):
                add(creator, "note", text)
    add(meta, "altId", summary.id)
    add_descriptive(meta, summary)
    if summary.status != "withdrawn":
        for figure in summary.figures:
            add_figure(meta, figure, summary.locale)


def add_place(parent: Element, tag: str, unit: Place) -> None:
    """A province or ministry with its point on the map."""
    place = add_party(parent, tag, unit.name, literal=f"place-{unit.code}", type="cpnat:geoArea")
    # The standard gives a subject no point.
    if unit.position and tag == "located":
        details = add(place, "geoAreaDetails")
        add(details, "position", latitude=unit.position.latitude, longitude=unit.position.longitude)


def add_descriptive(meta: Element, summary: StorySummary) -> None:
    """Language, genre, subjects, headline, byline and descriptions."""
    locale = summary.locale
    add(meta, "language", tag=locale)
    found = topics.genre_of(summary)
    add_party(meta, "genre", found.name_in(locale), qcode=f"genre:{found.code}")
    for tag in filter(None, map(drawable, summary.tags)):
        add(meta, "keyword", tag)
    for topic in topics.topics_of(summary):
        add_party(meta, "subject", topic.name_in(locale), qcode=f"medtop:{topic.code}", type="cpnat:abstract")
    for kind, filing in topics.filings_of(summary):
        literal = f"{kind}-{filing.code}"
        add_party(meta, "subject", filing.name_in(locale), literal=literal, type="cpnat:abstract")
    today = summary.province.today
    if (today.code, today.name) != (summary.province.code, summary.province.name):
        add_place(meta, "subject", today)
    add(meta, "headline", summary.headline)
    if line := items.byline(summary):
        add(meta, "by", line)
    add(meta, "creditline", items.rights_holder(summary))
    if summary.status == "withdrawn":
        return
    for role, text in (("drol:summary", summary.standfirst), ("", summary.abridged)):
        if told := " ".join(items.lines(text)):
            add(meta, "description", told, role=role)


def add_figure(meta: Element, figure: Figure, locale: str) -> None:
    """One figure: its number, how it is written and said, its source and who verified it."""
    one = add_party(
        meta,
        "contentMetaExtProperty",
        figure.label,
        reluri=f"{settings.PUBLIC_BASE_URL}{SCHEMA_ADDRESS}#/$defs/Figure",
        literal=f"figure-{figure.id}",
        value=items.plain_number(figure),
        valuedatatype="xs:string" if figure.value_max else "xs:decimal",
    )
    said = ". ".join(filter(None, [drawable(figure.forms.compact), items.nature_words(figure)]))
    add(one, "definition", said)
    add(one, "note", _("Read aloud: %(words)s") % {"words": figure.forms.spoken})
    add(one, "note", _("Source: %(source)s") % {"source": items.source_words(figure)})
    add(one, "note", items.verified_words(figure, locale))


def add_content(root: Element, summary: StorySummary) -> None:
    """The story as XHTML."""
    body = markup.story_body(summary)
    inline = add(add(root, "contentSet"), "inlineXML", contenttype="application/xhtml+xml")
    inline.set("wordcount", str(len(markup.text_of(body).split())))
    html: Element = etree.SubElement(inline, f"{{{markup.XHTML}}}html", nsmap={None: markup.XHTML})
    html.set(LANG, summary.locale)
    html.set("lang", summary.locale)
    markup.add(markup.add(html, "head"), "title", summary.headline)
    html.append(body)


register(
    Format(
        "newsml-g2.xml",
        "application/vnd.iptc.g2.newsitem+xml",
        gettext_lazy("News item as XML (NewsML-G2 2.35)"),
        "wire",
        build,
        version=2,
    )
)
