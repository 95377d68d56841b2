"""The dialog in which an editor says when a story goes out and when it ends: Wagtail's, in the newsroom's words."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.admin.widgets import AdminDateTimeInput

FORMAT = "%d/%m/%Y %H:%M"
TIMES = ("go_live_at", "expire_at")
HEADINGS = {"go_live_at": gettext_lazy("Goes out at"), "expire_at": gettext_lazy("Withdrawn at")}
HELP = {
    "go_live_at": gettext_lazy(
        "Approved before this time, the story waits for it: until then only accredited press may read it, marked as "
        "embargoed. Empty: at once when it is approved."
    ),
    "expire_at": gettext_lazy("From then on its address says that the story was withdrawn. Empty: it stays."),
}


class SchedulePanel(PublishingPanel):
    """When the story goes out and when it ends."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"children": [time_field(name) for name in TIMES], **kwargs})

    class BoundPanel(PublishingPanel.BoundPanel):
        """In a dialog that the status beside the form opens."""

        template_name = "admin/story/schedule_dialog.html"


def time_field(name: str) -> FieldPanel:
    """The box of one moment, typed as Vietnamese newsrooms write it."""
    widget = AdminDateTimeInput(
        format=FORMAT,
        js_overlay_parent_selector="#schedule-publishing-dialog",
        attrs={
            "placeholder": "31/12/2026 06:00",
            # As in Wagtail's own panel: closing the dialog takes back what was not saved.
            "data-controller": "w-action",
            "data-action": "w-dialog:hidden->w-action#reset",
            "data-w-dialog-target": "notify",
        },
    )
    return FieldPanel(name, widget=widget, heading=HEADINGS[name], help_text=HELP[name])


def wrong_times(
    start: datetime | None, end: datetime | None, changed: list[str]
) -> dict[str, ValidationError]:
    """What is wrong with the times of a form, by field; a beginning that was not touched may have passed."""
    now, found = timezone.now(), {}
    if start and start <= now and "go_live_at" in changed:
        found["go_live_at"] = _(
            "This time has passed. Give one that is ahead, or none to go out once approved."
        )
    if end and end <= now:
        found["expire_at"] = _(
            "This time has passed. Give one that is ahead, or none to keep the story public."
        )
    elif start and end and start >= end:
        found["expire_at"] = _("The story would be withdrawn before it goes out. Give a later time.")
    return {name: ValidationError(message, code="schedule") for name, message in found.items()}
