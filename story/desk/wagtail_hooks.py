"""The desk in Wagtail's home: our panels by role in place of Wagtail's lists of the same stories."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import (
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from accounts import roles
from story.desk import panels, selectors
from story.desk.urls import urlpatterns

STOCK = (RecentEditsPanel, UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)
# Between them there is room for the panels of other rooms.
DESKS = {
    roles.EDITOR: (120, panels.EditorPanel),
    roles.FIGURE_CHECKER: (130, panels.CheckerPanel),
    roles.APPROVER: (140, panels.ApproverPanel),
    roles.TRANSLATION_CHECKER: (150, panels.TranslationPanel),
}


@hooks.register("register_admin_urls")
def register_desk_urls() -> list[URLPattern]:
    """Beginning a story, notifications."""
    return urlpatterns


@hooks.register("construct_homepage_panels", order=-10)
def construct_desk(request: HttpRequest, homepage_panels: list[Any]) -> None:
    """A person sees the desk of each of their roles."""
    names, desk = selectors.roles_of(request.user), panels.Desk(request.user)
    homepage_panels[:] = [panel for panel in homepage_panels if not isinstance(panel, STOCK)]
    if selectors.is_contributor(request.user):
        homepage_panels.append(panels.ContributorPanel(desk, 100))
    homepage_panels.append(panels.NotificationsPanel(desk, 190))
    homepage_panels += [panel(desk, order) for name, (order, panel) in DESKS.items() if name in names]


@hooks.register("construct_homepage_summary_items", order=1000)
def count_nothing_that_waits_for_nobody(request: HttpRequest, summary_items: list[Any]) -> None:
    """How many pages, pictures and documents there are is in their own lists; the desk says what waits."""
    summary_items.clear()


@hooks.register("construct_help_menu")
def leave_other_hosts_alone(request: HttpRequest, menu_items: list[Any]) -> None:
    """Wagtail's guide and its news speak of other screens than these, in English, on another host."""
    menu_items[:] = [item for item in menu_items if "://" not in str(item.url)]


class NotificationsMenuItem(MenuItem):
    """The person's notifications, with how many are unread."""

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if count := selectors.unread_count(request.user):
            component.label = _("Notifications (%(count)s)") % {"count": count}
        else:
            component.label = _("Notifications")
        return component


@hooks.register("register_admin_menu_item")
def register_notifications_menu_item() -> MenuItem:
    """Beside the pages, at every moment."""
    return NotificationsMenuItem(
        "", reverse("story_notifications"), name="notifications", icon_name="mail", order=50
    )
