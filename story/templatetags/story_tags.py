"""Tags that set a story and its figures in HTML."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.urls import translate_url
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from wagtail.models import Page

from story import (
    charts,
    display,
    drawing,
    figures,
    head,
    languages,
    listing,
    presentation,
    registry,
    routing,
    sharing,
)
from story import cover as covers
from story.blocks import PARTS
from story.figures import UnreadablePeriod, format_period
from story.filters import chosen_filters
from story.models import StoryIndexPage
from story.neutral import Context
from story.records import FigureRecord
from story.richtext import render
from story.selectors import is_public, public
from story.timing import moments

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """The name of the site, from the settings."""
    return settings.WAGTAIL_SITE_NAME


@register.simple_tag
def site_ministry() -> str:
    """The body that publishes the site, from the settings; may be empty."""
    return settings.SITE_MINISTRY


@register.simple_tag
def absolute(address: str) -> str:
    """An address of this site with its scheme and host."""
    return head.absolute(address)


@register.simple_tag(takes_context=True)
def story_index(context: template.Context) -> StoryIndexPage | None:
    """The list of stories in the language of the page, asked for once a page."""
    kept: Any = context.render_context.dicts[0]
    if "story_index" not in kept:
        page: Any = context.get("self")
        page = page if isinstance(page, Page) and page.pk else None
        known = (each for each in routing.near(page) if each.specific_class is StoryIndexPage)
        index = public(StoryIndexPage.objects.filter(locale__language_code=get_language()))
        found = next(known, None) or index.first()
        if found and page and found.depth == page.depth + 1 and found.path.startswith(page.path):
            found._cached_parent_obj = page
        kept["story_index"] = found
    return kept["story_index"]


register.simple_tag(routing.above, name="ancestors")


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[dict[str, str]]:
    """The same page in every language in which it is public: code, name, address; itself included."""
    page, request = context.get("self"), context.get("request")
    names = {code: str(name) for code, name in settings.LANGUAGES}
    if "addresses_by_language" in context:
        found = context["addresses_by_language"]
    elif isinstance(page, Page) and page.pk:
        pages = public(page.get_translations(inclusive=True)).select_related("locale").defer_streamfields()
        found = {each.locale.language_code: each.get_url(request) for each in pages}
    elif request is not None and context.get("translated_address"):
        found = {code: translate_url(request.path, code) for code in names}
    else:
        return []
    return [{"code": code, "name": names[code], "url": found[code]} for code in names if found.get(code)]


@register.simple_tag(takes_context=True)
def missing_languages(context: template.Context, found: list[dict[str, str]]) -> list[Any]:
    """The languages in which the story of this page is not public."""
    return languages.missing_languages(context.get("self"), [each["code"] for each in found])


@register.simple_tag
def own_name(code: str) -> str:
    """A language's name in that language."""
    from django.conf.locale import LANG_INFO

    return capfirst(LANG_INFO[code]["name_local"])


@register.simple_tag(takes_context=True)
def figure_text(context: template.Context, value: Any) -> SafeString:
    """Rich text with its figures shown from their records, and its terms explained where the page does so."""
    marks = getattr(context.get("group"), "marking", None)
    shown = Context(_locale(context), context.get("figures") or {})
    return render(value.source if value else "", shown, marks)


@register.simple_tag(takes_context=True)
def chart(context: template.Context, value: Any) -> charts.Chart:
    """A chart block as bars."""
    return charts.chart_of(value, context.get("figures") or {}, _locale(context))


@register.simple_tag
def part_of(value: Any, kind: str = "") -> presentation.Part:
    """A part by itself, as the editor previews it."""
    name = kind if kind in PARTS else "problem"
    return presentation.Part(
        name, list(PARTS).index(name) + 1, PARTS[name], value, presentation.groups_of(value["content"])
    )


@register.filter
def figure_display(record: FigureRecord) -> display.FigureDisplay:
    """The figure's digits and the words around them."""
    return display.display_of(record.quantity, record.locale)


@register.filter
def unit_beside(record: FigureRecord) -> str:
    """The words after the figure's digits."""
    return display.unit_beside(record)


@register.filter
def figure_words(record: FigureRecord) -> str:
    """Unit and label in one line."""
    return display.figure_words(record)


@register.filter
def nature_label(record: FigureRecord) -> str:
    """What kind of statement the figure is."""
    return display.nature_label(record)


@register.filter
def state_label(record: FigureRecord) -> str:
    """Whether the figure is verified, in words."""
    return display.state_label(record)


@register.filter
def story_count(count: int) -> str:
    """“28 stories” in the language of the page."""
    return display.count_label(count)


@register.filter
def period(iso: str) -> str:
    """An ISO 8601 period as people write it; what cannot be read is shown as it stands."""
    try:
        return format_period(iso or "", get_language() or settings.LANGUAGE_CODE)
    except UnreadablePeriod:
        return iso


@register.filter
def spoken_period(iso: str) -> str:
    """An ISO 8601 period as it is read aloud; nothing for one that cannot be read."""
    try:
        return figures.spoken_period(iso or "", get_language() or settings.LANGUAGE_CODE)
    except UnreadablePeriod:
        return ""


@register.filter
def day(moment: Any) -> str:
    """The day of a moment, as people write it."""
    return period(timezone.localtime(moment).date().isoformat()) if moment else ""


@register.filter
def iso(moment: Any) -> str:
    """A moment for machines, to the second: HTML takes no microseconds."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


register.filter(moments.moment_words)
register.filter(moments.time_left)
register.filter(is_public)
register.simple_tag(moments.zone_words, name="zone_name")


@register.filter
def local_name(thing: Any) -> str:
    """The name of a tag, tool or unit in the language of the page."""
    return thing.name_in(get_language() or settings.LANGUAGE_CODE) if thing else ""


@register.filter
def full_name(unit: Any) -> str:
    """The full name of a province or ministry in the language of the page."""
    return unit.full_name_in(get_language() or settings.LANGUAGE_CODE) if unit else ""


@register.filter
def today(unit: Any) -> Any:
    """The unit of today where it goes by another name than the given one."""
    now = unit.today() if unit else None
    return now if now and now.name != unit.name else None


@register.filter
def percent(value: float) -> str:
    """A length for an SVG attribute, with a point in every language."""
    return f"{value:g}%"


@register.simple_tag
def prepared(stories: Any) -> list[Any]:
    """The stories of a list with figures and problem at hand."""
    return listing.prepared(stories)


@register.simple_tag
def cover(page: Any) -> covers.Cover:
    """The cover of a story, drawn from its lead figure."""
    return covers.cover_of(page)


@register.simple_tag
def share(address: str, title: str) -> sharing.Sharing:
    """A page to be sent on, by its canonical address."""
    return sharing.Sharing(address, title)


@register.simple_tag
def cells(count: int, code: str, columns: int = 20) -> drawing.Drawing | None:
    """So many cells in a pillar's shape."""
    return drawing.draw_count(count, drawing.SHAPES.get(code, "square"), columns)


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, values: dict[str, Any]) -> SafeString:
    """What another room shows on this page."""
    with context.push(**values):
        return get_template(name).template.render(context)  # type: ignore[attr-defined]


def _locale(context: template.Context) -> str:
    return str(context.get("LANGUAGE_CODE") or get_language() or settings.LANGUAGE_CODE)


@register.simple_tag(takes_context=True)
def menu_links(context: template.Context) -> list[dict[str, Any]]:
    """The links that other rooms put into the menu, in the language of the page."""
    locale = _locale(context)
    return [{"label": link.label, "address": link.address(locale)} for link in registry.menu_links]


@register.simple_tag(takes_context=True)
def way_on(context: template.Context, name: str) -> dict[str, Any] | None:
    """A page of another room that a text leads to; None while no room has it."""
    link = registry.ways_on.fillers.get(name)
    return {"label": link.label, "address": link.address(_locale(context))} if link else None


@register.simple_tag(takes_context=True)
def foot_links(context: template.Context) -> list[list[dict[str, Any]]]:
    """The links at the foot of a page in their columns, in the language of the page."""
    locale, columns = _locale(context), {link.column for link in registry.foot_links}
    return [
        [
            {"label": link.label, "address": link.address(locale)}
            for link in registry.foot_links
            if link.column == column
        ]
        for column in sorted(columns)
    ]


@register.simple_tag(takes_context=True)
def report_address(context: template.Context) -> str:
    """Where a reader reports what is wrong on a page; empty where no room offers it."""
    link = registry.foot_links.fillers.get("contact")
    return link.address(_locale(context)) if link else ""


@register.simple_tag(takes_context=True)
def feed_links(context: template.Context) -> list[dict[str, Any]]:
    """The feeds of a list, in the language of the page and with the filters that are on."""
    locale, request = _locale(context), context.get("request")
    chosen = chosen_filters(request.GET) if request else []
    query = f"?{urlencode(chosen)}" if chosen else ""
    return [
        {"label": link.label, "content_type": link.content_type, "address": link.address(locale) + query}
        for link in registry.feed_links
    ]
