"""The admin's screens of stories and of the words that stories share."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from story.blocks.units import known_unit
from story.entry.sent_twice import MadeOnce, WrittenAgain
from story.models import Pillar, PressContact, Sector, StoryPage, StoryTag, Tool, Unit
from story.panels import CompletenessSidePanel
from story.timing.panels import TimingSidePanel


class WithCompleteness:
    """Beside the form: what is missing, and who has the story in hand until when; below it the count of the first."""

    completeness: CompletenessSidePanel

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()  # type: ignore[misc]
        page, request = self.page, self.request  # type: ignore[attr-defined]
        self.completeness = CompletenessSidePanel(page, request)
        own = [self.completeness, *([TimingSidePanel(page, request)] if page.pk else [])]
        return MediaContainer([*panels, *own])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {"meter": self.completeness.meter}


class StoryEditView(WithCompleteness, EditView):
    """Wagtail's editor; what a person saves is a version of its own.

    Were it written over the version that is saved by itself, an older autosave that reaches the server late would
    still name the latest version, and undo it.
    """

    partials_template_name = "admin/story/entry/edit_partials.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.expects_json_response and "overwrite_revision_id" in request.POST:
            data = request.POST.copy()
            del data["overwrite_revision_id"]
            request.POST = data  # type: ignore[assignment]
        return super().post(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        names = super().get_template_names()
        return ["admin/story/entry/edit.html"] if names == ["wagtailadmin/pages/edit.html"] else names


class StoryAgainView(WrittenAgain, StoryEditView):
    """The editor of a story whose form of creation comes a second time."""


class StoryCreateView(WithCompleteness, MadeOnce):
    """Wagtail's form of a new page; its first saving puts the editor's panels into place."""

    template_name = "admin/story/entry/create.html"
    again_view = StoryAgainView


class StoryViewSet(PageViewSet):
    """The screens of stories."""

    model = StoryPage
    add_view_class = StoryCreateView
    edit_view_class = StoryEditView


class UnitForm(WagtailAdminModelForm):
    """A unit is found by its name, so no two have the same."""

    def clean_names(self) -> dict[str, str]:
        """Refuse the first-language name of another unit."""
        names = self.cleaned_data["names"]
        other = known_unit(names.get(settings.LANGUAGE_CODE, ""))
        if (
            other
            and other.pk != self.instance.pk
            and other.names.get(settings.LANGUAGE_CODE) in names.values()
        ):
            raise ValidationError(_("There is already a unit of this name."))
        return names


class VocabularyViewSet(SnippetViewSet):
    """A list of words with their names in every language."""

    list_display: list[Any] = ["__str__"]
    add_to_admin_menu = False


class UnitViewSet(VocabularyViewSet):
    """Units of figures."""

    model = Unit
    icon = "decimal"
    menu_label = gettext_lazy("Units")
    list_display = ["__str__", "get_kind_display"]
    list_filter = ["kind"]
    edit_handler = ObjectList(
        [FieldPanel("names"), FieldPanel("kind"), FieldPanel("singulars"), FieldPanel("spoken")],
        base_form_class=UnitForm,
    )


class ToolViewSet(VocabularyViewSet):
    """Platforms and products."""

    model = Tool
    icon = "cogs"
    menu_label = gettext_lazy("Tools and platforms")
    list_display = ["__str__", "vendor", "vietnamese"]
    list_filter = ["vietnamese"]


class TagViewSet(VocabularyViewSet):
    """Free keywords."""

    model = StoryTag
    icon = "tag"
    menu_label = gettext_lazy("Tags")
    list_display = ["name", "slug"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("names")]


class ContactViewSet(VocabularyViewSet):
    """Press lines of organisations."""

    model = PressContact
    icon = "mail"
    menu_label = gettext_lazy("Press contacts")
    list_display = ["organisation", "name", "phone", "email", "consent_on"]
    search_fields = ["organisation", "name"]


class PillarViewSet(VocabularyViewSet):
    """The pillars of digital transformation."""

    model = Pillar
    icon = "list-ol"
    menu_label = gettext_lazy("Pillars")


class SectorViewSet(VocabularyViewSet):
    """Fields of public life."""

    model = Sector
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Sectors")


class VocabularyGroup(SnippetViewSetGroup):
    """One menu for all words that stories share."""

    items = (UnitViewSet, ToolViewSet, TagViewSet, ContactViewSet, PillarViewSet, SectorViewSet)
    menu_label = gettext_lazy("Vocabulary")
    menu_icon = "list-ul"
    menu_order = 400
