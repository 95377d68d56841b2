"""Where every story stands in another language: the list of the translators, and what the desk counts."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import Locale

from accounts import roles
from story.desk import selectors
from story.models import ProvincePage, StoryPage
from story.reports.base import Report, may_manage, unit_name
from story.reports.filters import RowFilter
from translation import progress
from translation.progress import LanguageState

DEADLINE = pgettext_lazy("of a translation", "Deadline")


def may_see(user: Any) -> bool:
    """Whether the person translates, checks translations or leads the newsroom."""
    own = {roles.TRANSLATOR, roles.TRANSLATION_CHECKER}
    return may_manage(user) or bool(selectors.roles_of(user) & own)


def asked_locale(request: HttpRequest) -> Locale:
    """The language that a list is about: the one asked for, else the first that stories are translated into."""
    locales = list(progress.other_locales())
    if not locales:
        return Locale.get_default()
    return next((each for each in locales if each.language_code == request.GET.get("language")), locales[0])


def _languages() -> list[tuple[str, str]]:
    return [(each.language_code, each.get_display_name()) for each in progress.other_locales()]


class ProgressFilterSet(WagtailFilterSet):
    """Which stories; the desk's counts lead here with one of these set."""

    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=_languages, empty_label=None, method="filter_language"
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"),
        field_name="language_state",
        choices=LanguageState.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    unit = RowFilter(
        label=_("Province or ministry"),
        queryset=lambda request: ProvincePage.objects.filter(locale=Locale.get_default()).order_by("title"),
        method="filter_unit",
    )

    class Meta:
        model = StoryPage
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's own, of the pages that are listed: these are all of the first language.
        self.filters.pop("locale", None)

    def filter_language(self, stories: Any, name: str, code: str) -> Any:
        """The language decides what is counted, not which stories there are."""
        return stories

    def filter_unit(self, stories: Any, name: str, unit: ProvincePage) -> Any:
        """The stories under the page of a unit."""
        return stories.filter(path__startswith=unit.path)


class ProgressColumn(Column):
    """How many sentences are translated, as a bar and in words."""

    cell_template_name = "admin/translation/progress_cell.html"


def state_words(story: Any) -> str:
    """The state in words, with for how long it has been so where that matters."""
    state = LanguageState(story.language_state)
    since = story.outdated_since if state in progress.STALE else story.step_since
    return capfirst(progress.with_age(state, since))


def deadline_words(story: Any) -> str:
    """When it should be there: with the original that waits for its time, or on the day somebody was given."""
    if story.go_live_at and story.go_live_at > now():
        return date_format(localtime(story.go_live_at), "H:i j/n/Y")
    if story.due:
        late = gettext(" (overdue)") if story.due < localdate() else ""
        return f"{date_format(story.due, 'j/n/Y')}{late}"
    return ""


def address_of(story: Any) -> str:
    """What there is to do next: what changed, the translation, or to begin it."""
    if story.language_state in progress.STALE:
        return reverse("translation_changes", args=[story.target])
    if story.target:
        return reverse("wagtailadmin_pages:edit", args=[story.target])
    return reverse("wagtail_localize:submit_page_translation", args=[story.pk])


class TranslationsReport(Report):
    """Every public or scheduled story, and where it stands in a language; the most pressing first."""

    name = "translations"
    page_title = _("Translations")
    header_icon = "translate"
    model = StoryPage
    filterset_class = ProgressFilterSet
    default_ordering = "pressing"
    columns = [
        TitleColumn("title", label=_("Headline"), accessor="draft_title", get_url=address_of),
        Column("language_state", label=_("State"), accessor=state_words),
        ProgressColumn("progress", label=_("Translated")),
        Column("unit", label=_("Province or ministry"), accessor=unit_name),
        Column("deadline", label=DEADLINE, accessor=deadline_words),
    ]
    list_export = ["draft_title", "unit", "state", "filled", "total", "outdated_since", "deadline"]
    export_headings = {
        "draft_title": _("Headline"),
        "unit": _("Province or ministry"),
        "state": _("State"),
        "filled": _("Sentences translated"),
        "total": _("Sentences"),
        "outdated_since": _("Out of date since"),
        "deadline": DEADLINE,
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def index_url_name(self) -> str:
        return "translation_report"

    @property
    def index_results_url_name(self) -> str:
        return "translation_report_results"

    @cached_property
    def language(self) -> Locale:
        """The language that the list is about."""
        return asked_locale(self.request)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        context["media"] += forms.Media(css={"all": [versioned_static("translation/progress.css")]})
        return context

    def get_base_queryset(self) -> QuerySet[Any]:
        sources = progress.sources_for(self.request.user, self.language)
        return progress.with_language_state(sources, self.language).select_related("province")

    def order_queryset(self, queryset: Any) -> Any:
        return progress.in_order(queryset)

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        stories = list(object_list)
        filled = progress.filled(stories, self.language)
        for story in stories:
            story.filled, story.total = filled.get(story.translation_key, (0, 0))
            story.unit, story.state = unit_name(story), state_words(story)
            story.deadline = deadline_words(story)
        return stories
