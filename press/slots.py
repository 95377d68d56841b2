"""What the press puts into a story's page and editor."""

import base64
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from press import checks
from press.addresses import fact_address
from press.build import build_summary, current_revision
from press.feeds.views import FORMS
from press.rendering import render as render_format
from press.saved.letters import send_digests
from story import registry
from story.models import StoryPage
from story.selectors import is_public
from story.sharing import code_of

TO_TAKE = 2  # the middle column at the foot of a page
FEED_NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


def press_box(page: StoryPage, request: HttpRequest) -> dict[str, Any]:
    """The link to what the press can take, and the address that the printed page carries, for a camera too."""
    address = fact_address(page.translation_key.urn, page.locale.language_code, current_revision(page))
    return {
        "press_address": reverse("press:story", args=[page.pk]) if page.pk and is_public(page) else "",
        "fact_address": address,
        "fact_code": code_of(address),
    }


def desk_address(locale: str) -> str:
    """The press desk in a language."""
    return reverse("press:desk") + ("" if locale == settings.LANGUAGE_CODE else f"?locale={locale}")


def feed_address(form: str, name: str = "stories") -> Callable[[str], str]:
    """Gives the path of a feed in a language."""

    def address(locale: str) -> str:
        with translation.override(locale):
            return reverse("press_feeds:feed", kwargs={"name": name, "form": form})

    return address


def share_card(page: StoryPage) -> str:
    """The picture that a shared link shows."""
    return settings.PUBLIC_BASE_URL + reverse("press:artefact", args=[page.pk, "card.png"])


def artefact_address(name: str) -> Callable[[StoryPage], str]:
    """Gives the path of an artefact of a story."""
    return lambda page: reverse("press:artefact", args=[page.pk, name])


def preview_infographic(page: StoryPage, request: HttpRequest) -> HttpResponse:
    """The widescreen graphic of the story as it stands in the editor, drawn from the unsaved draft."""
    svg = render_format(build_summary(page, request.user), "infographic-16x9.svg")
    image = "data:image/svg+xml;base64," + base64.b64encode(svg).decode()
    return render(request, "pages/infographic_preview.html", {"image": image, "page": page})


def fill() -> None:
    """Fill the centre's slots; called once when the applications are ready."""
    registry.page_slots.fill("press", registry.PageSlotFiller("components/press_box.html", press_box))
    registry.story_checks.fill(
        "headline-room", registry.StoryCheck(checks.headline, _("Shorten it: who solved what, and where."))
    )
    registry.menu_links.fill("press", registry.MenuLink(_("Press"), desk_address))
    for form, (content_type, _write) in FORMS.items():
        kind = content_type.split(";")[0]
        label = format_lazy("{} ({})", _("Stories"), FEED_NAMES[form])
        registry.feed_links.fill(form, registry.FeedLink(label, kind, feed_address(form)))
    for name, label, address in (
        ("press", _("For the press"), desk_address),
        ("feed", _("Stories as a feed (RSS)"), feed_address("rss")),
        ("corrections feed", _("Corrections as a feed (RSS)"), feed_address("rss", "corrections")),
    ):
        registry.foot_links.fill(name, registry.FootLink(label, address, TO_TAKE))
    registry.share_cards.fill("press", share_card)
    for name, kind in (("figures.csv", "text/csv"), ("summary.json", "application/json")):
        registry.data_files.fill(name, registry.DataFile(kind, artefact_address(name)))
    registry.preview_modes.fill("infographic", registry.PreviewMode(_("Infographic"), preview_infographic))
    registry.digests.fill("saved searches", send_digests)
