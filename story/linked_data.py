"""What pages are, in the words of schema.org: plain dictionaries, written into the page by `{% linked_data %}`.

A page of another room says what it is by a list `linked_data` in its context: `term`, or any dictionary of its own.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _
from wagtail.models import Page

from library.rights import licence_address
from story import registry
from story.display import figure_words
from story.figures import Qualifier, UnreadablePeriod
from story.figures.periods import validate_period
from story.head import absolute
from story.models import ProvincePage, StoryIndexPage, StoryPage
from story.records import FigureRecord
from story.routing import above

if TYPE_CHECKING:
    from django.template import Context

Thing = dict[str, Any]
AT_LEAST = (Qualifier.OVER, Qualifier.AT_LEAST)
AT_MOST = (Qualifier.UNDER, Qualifier.NEARLY, Qualifier.AT_MOST)


def _filled(**values: Any) -> Thing:
    """A thing without what is empty; `type` and `id` are written with their @."""
    names = {"type": "@type", "id": "@id"}
    return {names.get(name, name): value for name, value in values.items() if value not in (None, "", [], ())}


def _reference(name: str) -> Thing:
    return {"@id": f"{settings.PUBLIC_BASE_URL}/#{name}"}


def of_site(locale: str) -> list[Thing]:
    """Who publishes, and the site with its search; every page carries both."""
    details: Thing = {}
    for filler in registry.publisher_details:
        details |= filler(locale)
    publisher = {
        **_filled(
            **_reference("publisher"),
            type="GovernmentOrganization" if settings.SITE_MINISTRY else "NewsMediaOrganization",
            name=settings.SITE_MINISTRY or settings.WAGTAIL_SITE_NAME,
            url=settings.PUBLIC_BASE_URL + "/",
            logo=absolute(static("icons/mark-512.png")),
        ),
        **details,
    }
    actions = [
        {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute(address(locale)) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        }
        for address in registry.search_pages
    ]
    website = _filled(
        **_reference("website"),
        type="WebSite",
        url=settings.PUBLIC_BASE_URL + "/",
        name=settings.WAGTAIL_SITE_NAME,
        inLanguage=[code for code, _name in settings.LANGUAGES],
        publisher=_reference("publisher"),
        potentialAction=actions,
    )
    return [publisher, website]


def of_page(page: Page, url: str, context: "Context") -> list[Thing]:
    """A page of the tree and the way to it; `url` is its canonical address."""
    found: list[Thing] = []
    if isinstance(page, StoryPage):
        found = list(of_story(page, url, context))
    elif isinstance(page, StoryIndexPage | ProvincePage):
        found = [of_list(page, url, context)]
    if isinstance(page, StoryIndexPage | ProvincePage | StoryPage):
        found.append(trail(page, url, context))
    return found


def trail(page: Page, url: str, context: "Context") -> Thing:
    """The way from the front page to a page, which it ends with."""
    steps = [(each.title, absolute(each.get_url(context.get("request")))) for each in above(page)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate([*steps, (page.title, url)], start=1)
        ],
    }


def of_list(page: StoryIndexPage | ProvincePage, url: str, context: "Context") -> Thing:
    """A list with the stories that the page shows, in their order."""
    request, stories = context.get("request"), list(context.get("stories") or [])
    about = page.unit.full_name_in(page.locale.language_code) if isinstance(page, ProvincePage) else ""
    return _filled(
        type="CollectionPage",
        id=url,
        url=url,
        name=about or page.title,
        about={"@type": "AdministrativeArea", "name": about} if about else None,
        inLanguage=page.locale.language_code,
        isPartOf=_reference("website"),
        mainEntity={
            "@type": "ItemList",
            "numberOfItems": len(stories),
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "url": absolute(story.get_url(request)),
                    "name": story.title,
                }
                for position, story in enumerate(stories, start=1)
            ],
        },
    )


def of_story(page: StoryPage, url: str, context: "Context") -> Iterator[Thing]:
    """The article, and its figures as a data set."""
    locale, figures = page.locale.language_code, list(page.figures.values())
    data = f"{url}#figures" if figures else ""
    yield _filled(
        type="NewsArticle",
        id=f"{url}#story",
        url=url,
        mainEntityOfPage=url,
        headline=page.title,
        description=page.standfirst,
        abstract=page.abridged,
        inLanguage=locale,
        datePublished=_moment(page.first_published_at),
        dateModified=_moment(page.last_published_at),
        author=[_author(byline.value) for byline in page.bylines] or [_reference("publisher")],
        publisher=_reference("publisher"),
        image=list(context.get("share_cards") or []),
        articleSection=[pillar.name_in(locale) for pillar in context.get("pillars") or []],
        contentLocation=_place(page, locale),
        license=licence_address(page.licence),
        isPartOf=_reference("website"),
        isAccessibleForFree=True,
        isBasedOn=sorted({figure.source_url for figure in figures if figure.source_url}),
        hasPart={"@id": data} if data else None,
    )
    if data:
        yield data_set(page, url, figures)


def data_set(page: StoryPage, url: str, figures: list[FigureRecord]) -> Thing:
    """The figures of a story as data that can be taken away."""
    locale = page.locale.language_code
    name = _("Figures: %(headline)s") % {"headline": page.title}
    return _filled(
        type="Dataset",
        id=f"{url}#figures",
        url=f"{url}#figures",
        name=name,
        description=" ".join(filter(None, [f"{name}.", page.standfirst])),
        inLanguage=locale,
        datePublished=_moment(page.first_published_at),
        dateModified=_moment(page.last_published_at),
        creator=_reference("publisher"),
        publisher=_reference("publisher"),
        license=licence_address(page.licence),
        isAccessibleForFree=True,
        temporalCoverage=coverage(figures),
        spatialCoverage=_place(page, locale),
        variableMeasured=[_variable(figure) for figure in figures],
        distribution=[
            {
                "@type": "DataDownload",
                "encodingFormat": file.media_type,
                "contentUrl": absolute(file.address(page)),
            }
            for file in registry.data_files
        ],
    )


def coverage(figures: Iterable[FigureRecord]) -> str:
    """The time that the measured figures tell of, as ISO 8601: a period, or two parted by a stroke."""
    points: set[str] = set()
    for figure in figures:
        try:
            if not figure.is_ahead:
                points.update(validate_period(figure.period).split("/"))
        except UnreadablePeriod:
            continue
    points.discard("")
    # "2021" comes before "2021-12" as text and as a beginning; which of two ends is later is near enough by text.
    ends = sorted(points)
    return "" if not ends else ends[0] if len(ends) == 1 else f"{ends[0]}/{ends[-1]}"


def term(name: str, meaning: str, url: str, locale: str, *, terms: str = "", terms_url: str = "") -> Thing:
    """A term of a glossary; `terms` and `terms_url` are the glossary it stands in."""
    return _filled(
        type="DefinedTerm",
        id=url,
        url=url,
        name=name,
        description=meaning,
        inLanguage=locale,
        inDefinedTermSet=_filled(type="DefinedTermSet", id=terms_url, url=terms_url, name=terms),
    )


def _variable(figure: FigureRecord) -> Thing:
    """A figure; what is only planned keeps its word in the name, a bound is never said as a value."""
    quantity = figure.quantity
    words = figure_words(figure)
    low, high = quantity.value, quantity.value_max
    values: Thing = {"value": _number(low)}
    if high is not None:
        values = {"minValue": _number(low), "maxValue": _number(high)}
    elif quantity.qualifier in AT_LEAST:
        values = {"minValue": _number(low)}
    elif quantity.qualifier in AT_MOST:
        values = {"maxValue": _number(low)}
    return _filled(
        type="PropertyValue",
        name=f"{words} ({figure.nature_word.lower()})" if figure.is_ahead else words,
        description=figure.told,
        unitText=figure.unit_name,
        **values,
    )


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _author(byline: Any) -> Thing:
    office = _filled(type="Organization", name=byline["organisation"])
    person = byline.get("contributor")
    return _filled(
        type="Person",
        name=byline["name"],
        jobTitle=byline["role"],
        affiliation=office if "name" in office else None,
        url=absolute(person.address_in(settings.LANGUAGE_CODE)) if person and person.consent_on else "",
    )


def _place(page: StoryPage, locale: str) -> Thing | None:
    if not page.province:
        return None
    return {"@type": "AdministrativeArea", "name": page.province.full_name_in(locale)}


def _moment(moment: datetime | date | None) -> str:
    return moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else ""
