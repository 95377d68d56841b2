"""The admin's screens of the glossary, for editors and translators alike."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from library.terms import Term


class TermViewSet(SnippetViewSet):
    """Terms with their names, meanings and renderings."""

    model = Term
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 410
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "__str__",
        "get_domain_display",
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
