from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.calls.models import Call, CallAnswer
from home.submissions.models import Submission, SubmissionFile

__all__ = ["Call", "CallAnswer", "HomePage", "Submission", "SubmissionFile"]


class HomePage(Page):
    """The front page of one language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["story.StoryIndexPage"]
    template = "pages/home_page.html"
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.front import front_context

        return super().get_context(request, *args, **kwargs) | front_context(self, request)
