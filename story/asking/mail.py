"""Mail of questions to the province: the link to the contact, the answer to the checker, the yearly review."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts import roles
from story import outbox
from story.models import FigureQuery, ProvincePage
from story.notifications import Kind, _page, tell


@outbox.consumer("story.province_asked")
def send_the_link(payload: dict[str, Any]) -> None:
    """Send the contact the link; the outbox holds no more than the number of the question."""
    query = FigureQuery.objects.filter(pk=payload["query"]).first()
    if query is None or not query.contact_email:
        return
    with override(settings.LANGUAGE_CODE):
        link = settings.PUBLIC_BASE_URL + reverse("story_answer", args=[query.token])
        end = date_format(timezone.localtime(query.expires_at), "H:i j/n/Y")
        text = _(
            "Dear %(name)s,\n\n%(site)s is preparing a story in which you are asked to confirm figures.\n"
            "Please open this link, say of each figure whether it is right, and send your answer. "
            "You need no account.\n\n%(link)s\n\nThe link is for you alone and ends at %(end)s.\n"
        ) % {
            "name": query.contact_name,
            "site": settings.WAGTAIL_SITE_NAME,
            "link": link,
            "end": end,
        }
        subject = f"{settings.WAGTAIL_SITE_NAME}: " + _("Please confirm some figures")
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [query.contact_email])


@outbox.consumer("story.query_answered")
def tell_the_checker(payload: dict[str, Any]) -> None:
    """The province answered: tell who asked."""
    query, page = FigureQuery.objects.filter(pk=payload["query"]).first(), _page(payload)
    if query is None or page is None:
        return

    title = page.get_latest_revision_as_object().title
    sentence = _("%(name)s has answered about “%(title)s”")
    url = reverse("story_figure_check", args=[page.pk])
    tell([query.created_by], Kind.ANSWERED, page, sentence, url=url, name=query.contact, title=title)


@outbox.consumer("story.review_asked")
def ask_the_province_again(payload: dict[str, Any]) -> None:
    """Figures are more than a year old: ask the contributors of the province for newer ones."""
    page = _page(payload)
    if page is None:
        return
    parent = ProvincePage.objects.get(pk=page.get_parent().pk)
    group = roles.contributors_of(parent.unit.name)
    people = get_user_model().objects.filter(groups__name=group)
    figures = [page.figures[key] for key in payload["figures"] if key in page.figures]
    lines = "\n".join(f"- {figure.label}: {figure.screen_text}" for figure in figures)

    sentence = _("“%(title)s”: are these figures still right?")
    tell(people, Kind.REVIEW, page, sentence, lines, title=page.title)
