"""How the editor sees a story: the panels of its tabs, and the list of what is still missing beside them."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.side_panels import BaseSidePanel

from story.timing.schedule import SchedulePanel
from story.widgets import ReferenceInput


class ChangesPanel(HelpPanel):
    """The published figures that the draft says otherwise."""

    class BoundPanel(HelpPanel.BoundPanel):
        """Asked of the draft that the form was opened with."""

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from story.corrections import changes_of

            return super().get_context_data(parent_context) | {"changes": changes_of(self.instance)}


class CorrectionPanel(MultiFieldPanel):
    """What changes in a story that has been public, and why; not there before."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """Only in the first language: the others tell the same corrections."""

        def is_shown(self) -> bool:
            from story.corrections import base_of

            first = self.instance.pk and self.instance.locale.language_code == settings.LANGUAGE_CODE
            return bool(first and super().is_shown() and base_of(self.instance))


# A long story is mended from the top: the list shows so many numbers at a time.
MOST_NUMBERS = 20

content_panels = [
    # Not a TitleFieldPanel: the browser would make the address ch-s of “Chợ số”; the server makes cho-so.
    FieldPanel(
        "title",
        heading=_("Headline"),
        classname="title",
        help_text=_("What was solved, and where, in one line."),
        attrs={"placeholder": _("Headline")},
    ),
    HelpPanel(template="admin/story/entry/told.html"),
    FieldPanel("standfirst"),
    FieldPanel("body"),
    FieldPanel("lead", widget=ReferenceInput()),
    FieldPanel("bylines"),
    CorrectionPanel(
        [
            ChangesPanel(template="admin/story/changes.html"),
            FieldPanel("correction_note"),
            FieldPanel("correction_kind"),
        ],
        heading=_("Correction"),
        icon="history",
    ),
]
promote_panels = [
    MultiFieldPanel(
        [
            FieldPanel("form"),
            FieldPanel("province"),
            FieldPanel("place_detail"),
            FieldPanel("pillars", widget=forms.CheckboxSelectMultiple),
            FieldPanel("sectors", widget=forms.CheckboxSelectMultiple),
            FieldPanel("tools", widget=forms.CheckboxSelectMultiple),
            FieldPanel("tags"),
            FieldPanel("replication"),
        ],
        heading=_("Where it belongs"),
    ),
    InlinePanel("links", heading=_("Other stories"), label=_("story")),
    MultiFieldPanel(
        [FieldPanel("abridged"), FieldPanel("cover"), FieldPanel("contact")],
        heading=_("For reports and the press"),
    ),
    MultiFieldPanel(
        [FieldPanel("licence"), FieldPanel("usage_terms"), FieldPanel("credit_line")], heading=_("Rights")
    ),
    MultiFieldPanel(
        [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
        heading=_("Address and search"),
    ),
]
settings_panels = [SchedulePanel(), CommentPanel()]


class CompletenessSidePanel(BaseSidePanel):
    """What the saved draft still lacks, each with the way to its place in the form."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button, with the number of things that keep the story from being submitted."""

        aria_label = _("What is missing")
        icon_name = "list-ul"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            blocking = sum(gap.blocking for gap in self.panel.gaps)
            return super().get_context_data(parent_context) | {"count": blocking}

    name = "completeness"
    title = _("What is missing")
    template_name = "admin/story/side_panel_completeness.html"
    order = 150

    def __init__(self, object: Any, request: Any) -> None:
        from story import completeness

        super().__init__(object, request)
        self.gaps = completeness.gaps(object)
        self.parts = completeness.part_states(object)

    @property
    def meter(self) -> dict[str, Any]:
        """The same in one line: the five parts, and how many things keep the story from being submitted."""
        told = sum(part.state != "missing" for part in self.parts)
        return {"parts": self.parts, "told": told, "missing": sum(gap.blocking for gap in self.gaps)}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        blocking = [gap for gap in self.gaps if gap.blocking]
        numbers = [gap for gap in self.gaps if gap.number]
        return super().get_context_data(parent_context) | {
            "parts": self.parts,
            "groups": [
                (_("Needed before it can be submitted"), "is-blocking", blocking),
                (_("Numbers without a record"), "", numbers[:MOST_NUMBERS]),
                (_("Worth a look"), "", [gap for gap in self.gaps if not (gap.blocking or gap.number)]),
            ],
            "is_ready": not blocking,
            "more_numbers": max(0, len(numbers) - MOST_NUMBERS),
            "may_record": self._may_record(),
        }

    def _may_record(self) -> bool:
        """Whether a click may make a figure of a number: on a saved story in its first language."""
        page = self.object
        if not page.pk or page.locale.language_code != settings.LANGUAGE_CODE:
            return False
        permissions = page.permissions_for_user(self.request.user)
        return permissions.can_edit() and not permissions.page_locked()
