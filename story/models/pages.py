"""The pages: story index, a province's page, a story."""

import uuid
from typing import Any

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField, TranslatableField

from library.names import TextsField
from story import panels, records, registry
from story.blocks import PARTS, BylinesBlock, StoryBodyBlock
from story.entry.forms import StoryForm
from story.models.record import Correction, PermanentRecordError

# The last step of the address of a story's published versions; other languages take the English one.
HISTORY = {"vi": "lich-su", "en": "history"}


def empty_parts() -> list[dict[str, Any]]:
    """The five parts of a new story, each with an id of its own from the first moment."""
    empty = {"content": [], "figures": [], "absent": ""}
    return [{"type": name, "id": str(uuid.uuid4()), "value": dict(empty)} for name in PARTS]


class Kept:
    """A page that nobody deletes once it, or one below it, has been public as a story."""

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raise PermanentRecordError before the tree is touched; the keys of the record would refuse too late."""
        from story.addresses import once_public

        if once_public(self):
            raise PermanentRecordError
        return super().delete(*args, **kwargs)  # type: ignore[misc]


class StoryIndexPage(Kept, Page):
    """All stories of one language, with filters."""

    subpage_types = ["story.ProvincePage"]
    max_count_per_parent = 1
    template = "pages/story_index_page.html"
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("list of stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from story.list_page import listing

        return super().get_context(request, *args, **kwargs) | listing(request, self.locale)


class ProvincePage(Kept, Page):
    """A unit of today (or a ministry) and the stories told there."""

    unit = models.ForeignKey(
        "places.AdministrativeUnit",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("unit of today"),
    )
    introduction = models.TextField(_("introduction"), blank=True)

    parent_page_types = ["story.StoryIndexPage"]
    subpage_types = ["story.StoryPage"]
    template = "pages/province_page.html"
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, "unit", "introduction"]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.FilterField("unit_id")]

    class Meta:
        verbose_name = _("page of a province or ministry")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from story.province_page import province_context

        return super().get_context(request, *args, **kwargs) | province_context(self, request)


class StoryPage(Kept, RoutablePageMixin, Page):
    """How someone solved a problem, in five parts, with its figures as records."""

    class Form(models.TextChoices):
        STORY = "story", _("story")
        PRACTICE = "practice", _("practice")
        LESSON = "lesson", _("lesson")
        IDEA = "idea", _("idea")
        INTERVIEW = "interview", _("interview")

    class Replication(models.TextChoices):
        PILOT = "pilot", _("pilot")
        IN_USE = "in-use", _("in use")
        CHOSEN = "chosen-to-spread", _("chosen to spread")
        SPREAD = "spread", _("spread")

    standfirst = models.TextField(_("standfirst"), max_length=400, null=True, blank=False)
    abridged = models.TextField(
        _("short telling"), blank=True, help_text=_("For reports and books: 80–130 words.")
    )
    form = models.CharField(_("form"), max_length=20, choices=Form.choices, default=Form.STORY)
    province = models.ForeignKey(
        "places.AdministrativeUnit",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("province at the time"),
    )
    place_detail = models.CharField(_("place in detail"), max_length=250, blank=True)
    pillars = ParentalManyToManyField("story.Pillar", blank=True, verbose_name=_("pillars"))
    sectors = ParentalManyToManyField("story.Sector", blank=True, verbose_name=_("sectors"))
    tools = ParentalManyToManyField("story.Tool", blank=True, verbose_name=_("tools and platforms"))
    tags = ClusterTaggableManager(through="story.TaggedStory", blank=True, verbose_name=_("tags"))
    replication = models.CharField(
        _("replication"),
        max_length=20,
        choices=Replication.choices,
        blank=True,
        help_text=_("Empty: not stated."),
    )
    body = StreamField(StoryBodyBlock(), default=empty_parts, blank=True, verbose_name=_("story"))
    lead = models.CharField(
        _("lead figure"),
        max_length=36,
        blank=True,
        help_text=_("The figure that tells the story. Empty: the first key figure."),
    )
    bylines = StreamField(BylinesBlock(), blank=True, verbose_name=_("bylines"))
    cover = models.ForeignKey(
        "library.LibraryImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover"),
        help_text=_("Empty: the cover is drawn from the key figure."),
    )
    contact = models.ForeignKey(
        "story.PressContact",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("press contact"),
    )
    licence = models.CharField(_("licence"), max_length=200, default="CC BY 4.0", blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    credit_line = models.CharField(_("credit line"), max_length=250, blank=True)
    correction_kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Correction.Kind.choices,
        blank=True,
        help_text=_("Where a figure changes it is always a correction of that figure."),
    )
    correction_note = TextsField(
        _("what changed and why"),
        blank=True,
        help_text=_("Readers see this beside the correction. Needed where a published figure changes."),
    )
    # The published version that the note is about: it says nothing of later ones.
    correction_of = models.PositiveBigIntegerField(null=True, editable=False)

    parent_page_types = ["story.ProvincePage"]
    subpage_types: list[str] = []
    template = "pages/story_page.html"
    private_page_options: list[str] = []

    # A copy is a new story, of which nothing has to be corrected.
    exclude_fields_in_copy = ["correction_kind", "correction_note", "correction_of"]
    base_form_class = StoryForm
    content_panels = panels.content_panels
    promote_panels = panels.promote_panels
    settings_panels = panels.settings_panels
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.FilterField("province_id"),
        index.FilterField("form"),
        index.FilterField("replication"),
    ]
    override_translatable_fields = [
        TranslatableField("abridged"),
        SynchronizedField("form", overridable=False),
        SynchronizedField("replication", overridable=False),
        SynchronizedField("province", overridable=False),
        SynchronizedField("licence", overridable=False),
        SynchronizedField("lead", overridable=False),
        SynchronizedField("correction_kind", overridable=False),
        SynchronizedField("pillars", overridable=False),
        SynchronizedField("sectors", overridable=False),
        SynchronizedField("tools", overridable=False),
        TranslatableField("usage_terms"),
        TranslatableField("credit_line"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return self.title

    @cached_property
    def figures(self) -> dict[str, records.FigureRecord]:
        """Every figure of the story by block id, in the page's language."""
        return records.figure_records(self)

    @property
    def lead_figure(self) -> records.FigureRecord | None:
        """The figure chosen to tell the story, else the first key figure, else the first measured one."""
        figures = list(self.figures.values())
        choices = (self.figures.get(self.lead), *(f for f in figures if f.highlight), *figures)
        return next((f for f in choices if f and (f.highlight or f.id == self.lead or not f.is_ahead)), None)

    @property
    def key_figures(self) -> list[records.FigureRecord]:
        """The figures a reader should scan, the lead first; at most five."""
        lead = self.lead_figure
        others = [figure for figure in self.figures.values() if figure.highlight and figure != lead]
        return [lead, *others][:5] if lead else []

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [
            *super().preview_modes,
            *((key, mode.label) for key, mode in registry.preview_modes.fillers.items()),
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        mode = registry.preview_modes.fillers.get(mode_name)
        return mode.serve(self, request) if mode else super().serve_preview(request, mode_name)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from story.presentation import story_context

        return super().get_context(request, *args, **kwargs) | story_context(self, request)

    @staticmethod
    def _slug_is_available(slug: str, parent_page: Page | None, page: Page | None = None) -> bool:
        """Wagtail's question, which every door asks: an address at which another story was public is taken too."""
        from story import addresses

        free = Page._slug_is_available(slug, parent_page, page)
        return free and (parent_page is None or not addresses.is_reserved(slug, parent_page, page))

    @property
    def history_path(self) -> str:
        """The address of the published versions below that of the story."""
        return f"/{HISTORY.get(self.locale.language_code, HISTORY['en'])}/"

    @property
    def history_url(self) -> str:
        """The address of the published versions."""
        return (self.get_url() or "").rstrip("/") + self.history_path

    def get_route_paths(self) -> list[str]:
        """What has to lead on when the story moves."""
        return ["/", self.history_path]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A story that was withdrawn says so at each of its addresses."""
        if not self.live and f"/{'/'.join([*path_components, ''])}" in self.get_route_paths():
            from story.withdrawals import tombstone_of

            if tombstone := tombstone_of(self.pk):
                return RouteResult(self, kwargs={"tombstone": tombstone})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, tombstone: Any = None, **kwargs: Any) -> HttpResponse:
        """The story, its history, or why it is gone."""
        if tombstone:
            from story.withdrawals import gone

            return gone(request, tombstone)
        return super().serve(request, *args, **kwargs)

    @path("<slug:name>/", name="history")
    def history(self, request: HttpRequest, name: str) -> HttpResponse:
        """Every published version, figure by figure."""
        from story.presentation import history_context

        if f"/{name}/" != self.history_path:
            raise Http404
        overrides = history_context(self)
        return self.render(request, context_overrides=overrides, template="pages/story_history.html")

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Write a new version with the page's row held: it waits for a running verb, and a verb for it."""
        self._hold()
        return super().save_revision(*args, **kwargs)

    @transaction.atomic
    def move(self, *args: Any, **kwargs: Any) -> Any:
        """Move with the page's row held."""
        self._hold()
        return super().move(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete with the page's row held: nothing is published meanwhile that would keep it."""
        self._hold()
        return super().delete(*args, **kwargs)

    def _hold(self) -> None:
        Page.objects.select_for_update().filter(pk=self.pk).first()

    @transaction.atomic
    def publish(self, revision: Any, **kwargs: Any) -> Any:
        """Publish through Wagtail's action, whole or not at all; figures and outbox follow its signal."""
        from story import embargo

        embargo.follow_source(revision)
        return super().publish(revision, **kwargs)


class StoryLink(Orderable):
    """A story this one learnt from, or one that took it up."""

    class Kind(models.TextChoices):
        LEARNT_FROM = "learnt-from", _("learnt from")
        ADOPTED_BY = "adopted-by", _("adopted by")

    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    other = models.ForeignKey(
        StoryPage, on_delete=models.CASCADE, related_name="+", verbose_name=_("other story")
    )
    panels = ["kind", "other"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.other}"
