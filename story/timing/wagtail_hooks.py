"""Where time meets Wagtail's admin: addresses, the menu, a button."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from story import permissions
from story.models import StoryPage
from story.timing.views import AssignView, CalendarView


@hooks.register("register_admin_urls")
def register_timing_urls() -> list[URLPattern]:
    """The calendar and the form of an assignment."""
    return [
        path("story/calendar/", CalendarView.as_view(), name="story_calendar"),
        path("story/<int:page_id>/assign/", AssignView.as_view(), name="story_assign"),
    ]


@hooks.register("register_admin_menu_item")
def register_calendar() -> MenuItem:
    """The calendar in the main menu."""
    return MenuItem(
        gettext_lazy("Calendar"),
        reverse("story_calendar"),
        icon_name="calendar-alt",
        order=150,
        name="calendar",
    )


@hooks.register("register_page_header_buttons")
def assign_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Who has it in hand."""
    if isinstance(page.specific, StoryPage) and permissions.may_see_in_newsroom(user, page):
        yield Button(_("Assign"), reverse("story_assign", args=[page.pk]), icon_name="user", priority=6)
