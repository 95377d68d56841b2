"""The story for a wire desk's machine: IPTC ninjs 3.1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press.addresses import fact_address
from press.formats.registry import Format, register
from press.layout.fonts import drawable
from press.summary import Chart, Medium, Place, Quote, StorySummary
from press.wire import files, items, markup, topics

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
CODES = "http://cv.iptc.org/newscodes"
TRUST = "https://schema.org"
KINDS = {"picture": "picture", "image": "picture", "video": "video", "audio": "audio"}
Node = dict[str, Any]


def build(summary: StorySummary) -> bytes:
    """The item as UTF-8 JSON, with a final line break."""
    with translation.override(summary.locale):
        document = item(summary)
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def item(summary: StorySummary) -> Node:
    """The news object; call it with the summary's locale active."""
    withdrawn = summary.status == "withdrawn"
    return filled(
        {
            "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
            **identity(summary),
            "title": drawable(summary.headline),
            "headlines": [{"role": "main", "contentType": "text/plain", "value": drawable(summary.headline)}],
            "descriptions": [] if withdrawn else list(descriptions(summary)),
            "bodies": [] if withdrawn else list(bodies(summary)),
            "by": items.byline(summary),
            "edNote": "\n".join(items.editorial_notes(summary)),
            **rights(summary),
            "located": drawable(summary.province.name),
            **around(summary),
            "genres": [genre(summary)],
            "trustIndicators": list(trust(summary)),
            "renditions": list(renditions(summary)),
            "associations": [] if withdrawn else [filled(each) for each in associations(summary)],
        }
    )


def filled(node: Node) -> Node:
    """The object without what is empty."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def identity(summary: StorySummary) -> Node:
    """Who the item is, which version, of when, and whether it may be used."""
    # An embargoed item is usable from its moment on: "withheld" is for one that nobody may count on.
    return {
        "uri": items.item_urn(summary.id, summary.locale),
        "type": "text",
        "representationType": "partial" if summary.status == "withdrawn" else "full",
        "profile": "story",
        "version": str(summary.revision),
        "firstCreated": items.moment(summary.published_at),
        "versionCreated": items.version_created(summary),
        "embargoedUntil": items.moment(summary.embargo_until),
        "pubStatus": "canceled" if summary.status == "withdrawn" else "usable",
        "language": summary.locale,
        "altIds": [
            {"role": "story", "value": summary.id},
            {"role": "story-revision", "value": f"{summary.id}/{summary.locale}/{summary.revision}"},
        ],
    }


def descriptions(summary: StorySummary) -> Iterator[Node]:
    """Standfirst and short telling."""
    for role, text in (("standfirst", summary.standfirst), ("abridged", summary.abridged)):
        if told := "\n\n".join(items.lines(text)):
            yield {"role": role, "contentType": "text/plain", "value": told}


def bodies(summary: StorySummary) -> Iterator[Node]:
    """The story as plain text and as HTML; each begins with the embargo if there is one."""
    body = markup.story_body(summary)
    text = markup.text_of(body)
    count = {"charCount": len(text), "wordCount": len(text.split())}
    yield {"role": "main", "contentType": "text/plain", **count, "value": text}
    yield {"role": "main", "contentType": "text/html", **count, "value": markup.html_of(body)}


def rights(summary: StorySummary) -> Node:
    """What may be done with the text, and whom to credit."""
    linked = items.licence_address(summary.rights.licence)
    return {
        "copyrightHolder": items.rights_holder(summary),
        "copyrightNotice": items.copyright_notice(summary),
        "usageTerms": "\n".join(items.lines(summary.rights.usage_terms)),
        "rightsInfo": {"linkedRights": linked} if linked else {},
    }


def around(summary: StorySummary) -> Node:
    """Subjects, places, people, bodies, platforms and sources that the story names."""
    locale = summary.locale
    subjects = [
        {"name": topic.name_in(locale), "rel": "about", "uri": f"{CODES}/mediatopic/{topic.code}"}
        for topic in topics.topics_of(summary)
    ]
    subjects += [
        {"name": drawable(filing.name_in(locale)), "rel": kind, "literal": drawable(filing.code)}
        for kind, filing in topics.filings_of(summary)
    ]
    subjects += [{"name": tag, "rel": "tag"} for tag in map(drawable, summary.tags) if tag]
    organisations = [{"name": body.organisation, "rel": "author"} for body in summary.bylines]
    return {
        "subjects": subjects,
        "places": list(places(summary)),
        "people": named(
            [
                *({"name": person.name, "rel": "author"} for person in summary.bylines),
                *({"name": quote.speaker, "rel": "quoted"} for quote in summary.quotes),
            ]
        ),
        "organisations": [*named(organisations), *contact(summary)],
        "objects": named({"name": tool.name, "rel": "uses"} for tool in summary.tools),
        "infoSources": list(sources(summary)),
    }


def named(nodes: Iterable[Node]) -> list[Node]:
    """Those with a name, cleaned, each once."""
    clean = ({**node, "name": drawable(node["name"])} for node in nodes)
    kept = {(node["rel"], node["name"]): node for node in clean if node["name"]}
    return list(kept.values())


def places(summary: StorySummary) -> Iterator[Node]:
    """The province as at the time, and its successor where it goes by another code or name today."""
    province, today = summary.province, summary.province.today
    yield place(province, "about")
    if (today.code, today.name) != (province.code, province.name):
        yield place(today, "succeededBy")


def place(unit: Place, rel: str) -> Node:
    """A province or ministry with its point on the map."""
    point = unit.position
    return filled(
        {
            "name": drawable(unit.name),
            "rel": rel,
            "literal": drawable(unit.code),
            "geoJSON": {"type": "Point", "coordinates": [float(point.longitude), float(point.latitude)]}
            if point
            else None,
        }
    )


def contact(summary: StorySummary) -> Iterator[Node]:
    """The press line of the organisation, given with its consent."""
    if not summary.contact:
        return
    line = summary.contact
    ways = (("phone", line.phone), ("email", line.email), ("hours", line.hours))
    info = [
        {"type": kind, "role": "press", "lang": summary.locale, "value": drawable(value)}
        for kind, value in ways
        if drawable(value)
    ]
    yield filled({"name": drawable(line.name), "rel": "press-contact", "contactInfo": info})


def sources(summary: StorySummary) -> Iterator[Node]:
    """The newsroom, and every source of a figure once."""
    yield {"name": items.provider(), "role": "provider"}
    seen = {(figure.source.title, figure.source.url): figure.source for figure in summary.figures}
    for source in seen.values():
        if name := drawable(source.title):
            yield filled({"name": name, "role": "source", "uri": items.web_address(source.url)})


def genre(summary: StorySummary) -> Node:
    """The genre by the form of the story."""
    found = topics.genre_of(summary)
    return {
        "name": found.name_in(summary.locale),
        "uri": f"{CODES}/genre/{found.code}",
        "literal": drawable(summary.form),
    }


def trust(summary: StorySummary) -> Iterator[Node]:
    """Where anyone can check: corrections and withdrawals, this version now, each source on the web."""
    feed = items.corrections_feed(summary.locale)
    yield {"role": f"{TRUST}/correctionsPolicy", "title": _("Corrections and withdrawals"), "href": feed}
    yield {
        "role": f"{TRUST}/verificationFactCheckingPolicy",
        "title": items.count_words(summary) if summary.figures else _("Is this still right?"),
        "href": fact_address(summary.id, summary.locale, summary.revision),
    }
    cited = {items.web_address(figure.source.url): figure for figure in summary.figures}
    for address, figure in cited.items():
        if address:
            yield {"role": f"{TRUST}/citation", "title": items.source_words(figure), "href": address}


def renditions(summary: StorySummary) -> Iterator[Node]:
    """The story's own page."""
    if address := items.web_address(summary.url):
        yield {"name": "web", "href": address, "contentType": "text/html"}


def associations(summary: StorySummary) -> Iterator[Node]:
    """What goes with the story: infographic, media, charts, tables of figures, quotes, other languages."""
    for name, kind, title, beginning in (
        ("infographic", "graphic", files.graphic_title(), "infographic-"),
        ("figures", "component", _("Figures"), "figures."),
    ):
        made = [rendition(file) for file in files.files_of(summary, beginning)]
        if made:
            yield part(summary, name, kind, title, renditions=made, pubStatus="usable")
    for medium in summary.media:
        yield medium_item(summary, medium)
    for chart in summary.charts:
        yield chart_item(summary, chart)
    for number, quote in enumerate(summary.quotes, start=1):
        yield quote_item(summary, quote, number)
    for other in summary.translations:
        yield {
            "name": f"translation-{other.locale}",
            "rel": "translation",
            "uri": items.item_urn(summary.id, other.locale),
            "type": "text",
            "language": other.locale,
            "renditions": [{"name": "web", "href": items.web_address(other.url), "contentType": "text/html"}]
            if items.web_address(other.url)
            else [],
        }


def part(summary: StorySummary, name: str, kind: str, title: str, **more: Any) -> Node:
    """Something that goes with the story: of its language, with its terms unless it has its own."""
    own = {
        "name": name,
        "rel": "part",
        "uri": f"{items.item_urn(summary.id, summary.locale)}#{name}",
        "type": kind,
        "version": str(summary.revision),
        "language": summary.locale,
        "title": drawable(title),
        "embargoedUntil": items.moment(summary.embargo_until),
        "copyrightNotice": items.copyright_notice(summary),
    }
    return own | more


def rendition(file: files.File) -> Node:
    """A file that can be fetched."""
    size = {"width": file.width, "height": file.height}
    return filled({"name": file.name, "href": file.address, "contentType": file.content_type, **size})


def medium_item(summary: StorySummary, medium: Medium) -> Node:
    """A picture, sound, film or document with its own credit and terms."""
    texts = (("alt", medium.alt), ("caption", medium.caption), ("transcript", medium.transcript))
    told = [
        {"role": role, "contentType": "text/plain", "value": " ".join(items.lines(text))}
        for role, text in texts
        if items.lines(text)
    ]
    address = items.web_address(medium.url)
    size = {"width": medium.width, "height": medium.height}
    original = [filled({"name": "original", "href": address, **size})] if address else []
    credit = drawable(medium.credit)
    return part(
        summary,
        drawable(medium.id),
        KINDS.get(medium.kind, "component"),
        medium.title or medium.id,
        by=credit,
        copyrightHolder=credit,
        copyrightNotice=" · ".join(filter(None, [credit, drawable(medium.licence)])),
        usageTerms="\n".join(items.lines(medium.usage_terms)),
        descriptions=told,
        renditions=original,
        altIds=[{"role": "sha256", "value": drawable(medium.sha256)}] if medium.sha256 else [],
    )


def chart_item(summary: StorySummary, chart: Chart) -> Node:
    """A chart with what it says in words."""
    alt = " ".join(items.lines(chart.alt))
    name = f"chart-{drawable(chart.id)}"
    return part(
        summary,
        name,
        "graphic",
        chart.title,
        descriptions=[{"role": "alt", "contentType": "text/plain", "value": alt}] if alt else [],
        renditions=[rendition(file) for file in files.files_of(summary, f"{name}.")],
    )


def quote_item(summary: StorySummary, quote: Quote, number: int) -> Node:
    """Words as spoken, and by whom."""
    who = ", ".join(filter(None, map(drawable, (quote.speaker, quote.role))))
    return part(
        summary,
        f"quote-{number}",
        "text",
        who or _("Quote"),
        by=who,
        bodies=[{"role": "quote", "contentType": "text/plain", "value": " ".join(items.lines(quote.text))}],
    )


register(
    Format(
        "ninjs.json",
        "application/json",
        gettext_lazy("News item as JSON (IPTC ninjs 3.1)"),
        "wire",
        build,
        version=2,
    )
)
