"""Wagtail's doors read a page, think, and write all of it back: here its row is held first, and read again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from story import actions

# What a verb may have changed since the door read the page; the editor's own fields are not among them.
STATE = (
    "live", "live_revision_id", "latest_revision_id", "first_published_at", "last_published_at", "expired",
    "has_unpublished_changes", "path", "depth", "numchild", "url_path", "locked", "locked_by_id", "locked_at",
)  # fmt: skip


def hold(request: HttpRequest, page: Any, *args: Any) -> HttpResponse | None:
    """Wait for the verb that runs on this page and take over what it changed; a page that is gone is a conflict."""
    if request.method != "POST":
        return None
    held = Page.objects.select_for_update().filter(pk=page.pk).first()
    if held is None:
        messages.error(request, str(actions.ConflictError()))
        return redirect("wagtailadmin_home")
    for name in STATE:
        setattr(page, name, getattr(held, name))
    return None


for door in ("edit", "delete", "move", "unpublish"):
    hooks.register(f"before_{door}_page", hold, order=-100)
