from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from home.calls.models import Call, CallAnswer
from home.submissions.models import Submission, SubmissionFile
from story.addresses import story_at

__all__ = ["Call", "CallAnswer", "HomePage", "Submission", "SubmissionFile"]


class HomePage(Page):
    """The front page of one language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["story.StoryIndexPage"]
    template = "pages/home_page.html"
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("front page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Most readers come to a story: its whole address is looked up at once, before the way down the tree."""
        found = story_at(self, path_components)
        return found.route(request, path_components[3:]) if found else super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.front import front_context

        return super().get_context(request, *args, **kwargs) | front_context(self, request)
