"""How old translations are, shown where people look: the reports menu, the desk, the rows and headers of pages."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter

from accounts import roles
from story.desk.panels import Desk
from story.models import StoryPage
from translation import fresh_views, progress
from translation.desk import TranslatorPanel
from translation.report import TranslationsReport, may_see


@hooks.register("register_admin_urls")
def freshness_urls() -> list[URLPattern]:
    """The report, what changed, the labels."""
    return [
        path("reports/translation-progress/", TranslationsReport.as_view(), name="translation_report"),
        path(
            "reports/translation-progress/results/",
            TranslationsReport.as_view(results_only=True),
            name="translation_report_results",
        ),
        path("translation/<int:page_id>/changes/", fresh_views.changes, name="translation_changes"),
        path("translation/<int:page_id>/labels/", fresh_views.label_list, name="translation_labels"),
    ]


class TranslationsMenuItem(MenuItem):
    """For whoever translates, checks or leads."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request.user)


@hooks.register("register_reports_menu_item")
def translations_item() -> MenuItem:
    """Our list in the place of localize's."""
    return TranslationsMenuItem(
        gettext_lazy("Translations"), reverse("translation_report"), icon_name="translate", order=90
    )


@hooks.register("construct_reports_menu")
def hide_localizes_report(request: HttpRequest, menu_items: list[Any]) -> None:
    """For localize a translation is up to date as soon as every box is filled."""
    stock = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != stock]


@hooks.register("construct_homepage_panels")
def translators_desk(request: HttpRequest, panels: list[Any]) -> None:
    """A panel for each language, for whoever translates."""
    user: Any = request.user
    if roles.TRANSLATOR in user.role_names:
        desk = Desk(user)
        panels += [TranslatorPanel(desk, 145, locale) for locale in progress.other_locales()]


@hooks.register("construct_explorer_page_queryset")
def with_languages(parent_page: Any, pages: Any, request: HttpRequest) -> Any:
    """The rows of stories know where each stands in the other languages, in the query of the listing itself."""
    return progress.with_states_of_rows(pages)


@hooks.register("register_page_listing_buttons")
def state_on_the_row(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """On the row of a story where it stands in other languages, on the row of a translation where that stands."""
    for code, state, since in progress.states_of_row(page):
        yield Button(progress.badge(code, state, since), _report(code, state), priority=90)


@hooks.register("register_page_header_buttons")
def ways_from_the_header(
    page: Any, user: Any, next_url: str | None = None, view_name: str | None = None
) -> Iterator[Button]:
    """From a translation that is open to what changed in its original, and to the labels of its figures."""
    first = page.locale.language_code == settings.LANGUAGE_CODE
    if first or not isinstance(page.specific_deferred, StoryPage) or not may_see(user):
        return
    address = reverse("translation_changes", args=[page.pk])
    yield Button(_("What changed in the original"), address, icon_name="history", priority=56)
    address = reverse("translation_labels", args=[page.pk])
    yield Button(_("Labels of the figures"), address, icon_name="list-ul", priority=57)


def _report(code: str, state: str) -> str:
    return f"{reverse('translation_report')}?{urlencode({'language': code, 'state': state})}"


# What happened to a translation without anybody's hand, in its history.
ACTIONS = {
    "translation.follow": (
        gettext_lazy("Follow the original"),
        gettext_lazy("Followed the original: figures %(figures)s; sentences to look at: %(sentences)s"),
    ),
    "translation.keep_number": (
        gettext_lazy("Keep a number"),
        gettext_lazy("Kept a number: %(finding)s Reason: %(reason)s"),
    ),
    "translation.approve_labels": (
        gettext_lazy("Approve labels"),
        gettext_lazy("Approved the labels of the figures (%(language)s)"),
    ),
    "translation.take_memory": (
        gettext_lazy("Take sentences into the memory"),
        gettext_lazy("Sentences taken into the memory from “%(file)s”: %(sentences)s"),
    ),
}


@hooks.register("register_log_actions")
def register_log_actions(registry: LogActionRegistry) -> None:
    """Names for the history."""
    for name, (label, message) in ACTIONS.items():
        registry.register_action(name)(
            type("Formatter", (FollowFormatter,), {"label": label, "message": message})
        )


class FollowFormatter(LogFormatter):
    """Names the figures and how many sentences wait."""

    message: Any = ""

    def format_message(self, log_entry: Any) -> str:
        known = {"figures": "–", "sentences": 0, "language": "", "finding": "", "reason": "", "file": "–"}
        return str(self.message) % (known | {k: v for k, v in log_entry.data.items() if v})
