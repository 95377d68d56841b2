"""The admin's screens of the glossary, for editors and translators alike."""

from typing import Any

from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from library.exchange import views
from library.terms import Term


class TermIndexView(IndexView):
    """The list of terms, with the doors by which they come and go as a file."""

    @property
    def header_more_buttons(self) -> list[Any]:
        """To take all terms away, and for those who may write them, to bring some in."""
        buttons = list(super().header_more_buttons)
        for priority, (name, label) in enumerate(
            (("tbx", _("Download as TBX")), ("csv", _("Download as CSV"))), 60
        ):
            address = reverse("wagtailsnippets_library_term:export", args=[name])
            buttons.append(Button(label, url=address, icon_name="download", priority=priority))
        if all(
            self.permission_policy.user_has_permission(self.request.user, each) for each in ("add", "change")
        ):
            address = reverse("wagtailsnippets_library_term:import")
            buttons.append(Button(_("Import terms"), url=address, icon_name="upload", priority=50))
        return buttons


class TermViewSet(SnippetViewSet):
    """Terms with their names, meanings and renderings."""

    model = Term
    index_view_class = TermIndexView
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 410
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("get_domain_display", label=_("domain"), sort_key="domain"),
        BooleanColumn("public", label=_("public"), sort_key="public"),
        BooleanColumn("explained", label=_("explained in stories"), sort_key="explained"),
    ]
    list_filter = ["domain", "public", "explained"]
    panels = [
        FieldPanel("names"),
        FieldPanel("definitions"),
        FieldRowPanel([FieldPanel("domain"), FieldPanel("slug")]),
        MultiFieldPanel([FieldPanel("public"), FieldPanel("explained")], heading=_("Where it is shown")),
        InlinePanel("renderings", heading=_("Renderings"), label=_("rendering")),
        InlinePanel("guides", heading=_("Guides"), label=_("guide")),
        FieldPanel("note"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Wagtail's own, and the doors for files."""
        return [
            *super().get_urlpatterns(),
            path("export/<slug:name>/", views.export, name="export"),
            path("import/", views.bring_in, name="import"),
        ]
