"""Where the import meets Wagtail's admin: addresses, buttons, rows in the history."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import URLPattern, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter

from story import permissions
from story.importing.urls import urlpatterns
from story.models import FigureProposal, ProvincePage, StoryPage

ACTIONS = {
    "story.import": (_("Import"), _("Imported from “%(name)s”: %(proposals)s figures proposed")),
    "story.accept_proposal": (_("Accept a proposed figure"), _("Made a figure of “%(printed)s”")),
    "story.dismiss_proposal": (
        _("Dismiss a proposed figure"),
        _("Dismissed the proposed figure “%(printed)s”"),
    ),
    "story.undo_proposal": (
        _("Open a proposed figure again"),
        _("Took the decision on “%(printed)s” back"),
    ),
}


class ImportFormatter(LogFormatter):
    """Says of which document or number a row is."""

    def format_message(self, log_entry: object) -> str:
        """The row in one sentence."""
        data = getattr(log_entry, "data", {})
        return str(self.message) % {key: data.get(key, "") for key in ("name", "proposals", "printed")}


@hooks.register("register_log_actions")
def register_import_log_actions(registry: LogActionRegistry) -> None:
    """Name and sentence of each row."""
    for name, (label, message) in ACTIONS.items():
        formatter = type("Formatter", (ImportFormatter,), {"label": label, "message": message})
        registry.register_action(name)(formatter)


@hooks.register("register_admin_urls")
def register_import_urls() -> list[URLPattern]:
    """The file, and its numbers."""
    return urlpatterns


def _open(page: Any) -> int:
    return FigureProposal.objects.filter(page_id=page.pk, state=FigureProposal.State.PROPOSED).count()


@hooks.register("register_page_header_buttons")
def import_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """A Word file for this unit; the numbers of this story that wait for a decision."""
    own = page.specific
    if isinstance(own, ProvincePage):
        first = page.locale.language_code == settings.LANGUAGE_CODE
        if first and page.permissions_for_user(user).can_add_subpage():
            address = f"{reverse('story_import')}?parent={page.pk}"
            yield Button(gettext("Send a Word file"), address, icon_name="upload", priority=10)
    elif isinstance(own, StoryPage) and permissions.may_review_import(user, page) and (count := _open(page)):
        label = ngettext("Number found (%(count)d)", "Numbers found (%(count)d)", count)
        address = reverse("story_proposals", args=[page.pk])
        yield Button(label % {"count": count}, address, icon_name="list-ul", priority=4)
