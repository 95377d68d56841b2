"""The editors' list of phrases that mean the same, in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import SynonymGroup


class SynonymViewSet(SnippetViewSet):
    """Their screens."""

    model = SynonymGroup
    icon = "search"
    menu_label = _("Words of the search")
    add_to_settings_menu = True
    list_display = ["__str__"]
    search_fields = ["phrases"]
    panels = [FieldPanel("phrases")]


register_snippet(SynonymViewSet)
