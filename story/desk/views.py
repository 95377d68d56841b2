"""Beginning a story, and reading what one was told."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from story.desk import selectors
from story.models import Notification


class NamedView(WagtailAdminTemplateMixin):
    """A screen below the desk, with its name at the end of the way to it."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


class BeginView(NamedView, TemplateView):
    """Straight to the editor of a new story; who writes for several units chooses one first."""

    template_name = "admin/story/desk/begin.html"
    page_title: Any = _("Send a story")
    header_icon = "edit"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        units = list(selectors.own_units(request.user))
        if not units:
            raise PermissionDenied
        if len(units) == 1:
            return redirect("wagtailadmin_pages:add", "story", "storypage", units[0].pk)
        return self.render_to_response(self.get_context_data(units=units))


class NotificationsView(NamedView, ListView):
    """Everything the person was told; POST marks one as read (`read` = its id), or all of them."""

    template_name = "admin/story/desk/notification_list.html"
    page_title: Any = _("Notifications")
    header_icon = "mail"
    paginate_by = 30
    page_kwarg = "p"

    def get_queryset(self) -> Any:
        return Notification.objects.filter(user=self.request.user.pk)

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        extra = {
            "unread": selectors.unread(self.request.user).exists(),
            "linkurl": reverse("story_notifications"),
        }
        return super().get_context_data(**kwargs) | extra

    def post(self, request: HttpRequest) -> HttpResponse:
        """Only one's own are touched; an id that is none marks nothing."""
        asked = request.POST.get("read", "")
        rows = selectors.unread(request.user)
        if asked != "all":
            rows = rows.filter(pk=int(asked)) if _is_id(asked) else rows.none()
        rows.update(read_at=timezone.now())
        return redirect("story_notifications" if asked == "all" else "wagtailadmin_home")


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
