"""Graphics laid out once, for every drawing engine alike: boxes, sizes of type and line breaks in pixels."""

from django.utils import translation

from press.addresses import fact_address
from press.layout.body import body
from press.layout.content import Content, content_of
from press.layout.finish import finished
from press.layout.fonts import drawable
from press.layout.frame import footer, header, site_name
from press.layout.primitives import Poster, Primitive
from press.layout.ratios import RATIOS, THUMBNAIL, Ratio
from press.summary import StorySummary

__all__ = ["RATIOS", "Poster", "poster"]


def poster(summary: StorySummary, name: str) -> Poster:
    """The graphic of a story in the ratio of this name; raises KeyError for an unknown one."""
    ratio = THUMBNAIL if name == THUMBNAIL.name else RATIOS[name]
    address = fact_address(summary.id, summary.locale, summary.revision)
    with translation.override(summary.locale):
        content = content_of(summary, ratio.figures)
        items = laid_out(content, ratio, address)
        # Source and verification are those of the figures that found room, not of those that did not.
        while (drawn := sum(item.part == "figure" for item in items)) < len(content.others):
            content = content_of(summary, drawn)
            items = laid_out(content, ratio, address)
    facts = (
        content.notice,
        content.taker,
        content.lead.said if content.lead else "",
        drawable(summary.standfirst),
        content.source,
        f"{site_name()}: {address}",
    )
    description = " ".join(filter(None, facts))
    with translation.override(summary.locale):
        return finished(summary, content, ratio, items, description)


def laid_out(content: Content, ratio: Ratio, address: str) -> tuple[Primitive, ...]:
    """Head, body and foot at their places; the body takes what the other two leave."""
    top, foot = header(content, ratio), footer(content, ratio, address)
    start = ratio.top + top.height + ratio.em * 1.1
    end = ratio.height - ratio.bottom - foot.height
    middle = body(content, ratio, end - ratio.em * 0.9 - start)
    return (*top.at(ratio.left, ratio.top), *middle.at(ratio.left, start), *foot.at(ratio.left, end))
