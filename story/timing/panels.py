"""Beside the form: who has the story in hand, until when, and when it goes out."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from story.embargo import approved_revision, embargo_until
from story.models import Assignment


class TimingSidePanel(BaseSidePanel):
    """Person, day and times of a story."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """Its button."""

        aria_label = _("Person and times")
        icon_name = "calendar-alt"

    name = "timing"
    title = _("Person and times")
    template_name = "admin/story/side_panel_timing.html"
    order = 160

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        page = self.object
        waiting = approved_revision(page)
        return super().get_context_data(parent_context) | {
            "page": page,
            "assignment": Assignment.objects.filter(page_id=page.pk).select_related("assignee").first(),
            "planned_for": embargo_until(page),
            "approved_for": waiting.approved_go_live_at if waiting else None,
        }
