from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import ContentBlock
from home.calls.models import Call, CallAnswer
from home.feedback.models import Feedback
from home.glossary.models import TermUse
from home.site.models import SiteInformation
from home.submissions.models import Submission, SubmissionFile

__all__ = [
    "Call",
    "CallAnswer",
    "ContentPage",
    "Feedback",
    "HomePage",
    "SiteInformation",
    "Submission",
    "SubmissionFile",
    "TermUse",
]


class HomePage(Page):
    """The front page of one language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["story.StoryIndexPage", "home.ContentPage"]
    template = "pages/home_page.html"
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home.front import front_context

        return super().get_context(request, *args, **kwargs) | front_context(self, request)


class ContentPage(Page):
    """A page about the site itself; those shown in menus stand in the foot of every page."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    body = StreamField(ContentBlock(), blank=True, verbose_name=_("text"))

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "pages/content_page.html"
    private_page_options: list[str] = []
    show_in_menus_default = True
    content_panels = [*Page.content_panels, "introduction", "body"]

    class Meta:
        verbose_name = _("page about the site")
        verbose_name_plural = _("pages about the site")
