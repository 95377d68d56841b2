"""What follows a verb for people: a row in their notifications, and mail at once for those who want it so.

Wagtail mails from inside the transaction, knows nothing of figures, and says nothing when a story is public; so the
outbox is the one sender, and Wagtail's own receivers are kept from connecting.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted
from wagtail.users.models import UserProfile

from accounts import roles
from story import mailing, outbox
from story.models import FigureSignOff, Notification, Question, StoryPage
from story.selectors import is_public

Kind = Notification.Kind
LONGEST = 500


def _say_nothing(**kwargs: Any) -> None:
    pass


def take_the_place_of_wagtails_mail() -> None:
    """Hold Wagtail's dispatch ids, so that its notifiers, connected later, find them taken."""
    places = [
        (task_submitted, TaskState, "group_approval_task_submitted"),
        (workflow_submitted, WorkflowState, "workflow_state_submitted"),
        (workflow_rejected, WorkflowState, "workflow_state_rejected"),
        (workflow_approved, WorkflowState, "workflow_state_approved"),
    ]
    for signal, sender, name in places:
        signal.connect(_say_nothing, sender=sender, dispatch_uid=f"{name}_email_notification")


take_the_place_of_wagtails_mail()


def tell(
    people: Iterable[Any],
    kind: str,
    page: Page | None,
    sentence: Any,
    detail: Any = "",
    *,
    url: str = "",
    **words: Any,
) -> list[Notification]:
    """A row for each active person, in their language; those who want mail at once get it after the commit.

    `sentence` and `detail` are lazy texts, in which `words` stand, or what a person wrote. What is about no page
    says its `url`.
    """
    if page and not url:
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    rows = []
    for person in sorted({one for one in people if one and one.is_active}, key=lambda one: one.pk):
        with override(UserProfile.get_for_user(person).get_preferred_language()):
            text, more = _said(sentence, words), _said(detail, words)
        row = Notification.objects.create(
            user=person,
            kind=kind,
            page=page,
            text=" ".join(text.split())[:LONGEST],
            detail=more.strip(),
            url=url,
        )
        rows.append(row)
        _mail_after_commit(row.pk)
    return rows


def _mail_after_commit(pk: int) -> None:
    """A consumer that fails is called again, and mail cannot be called back."""

    def mail() -> None:
        mailing.mail_at_once(pk)

    transaction.on_commit(mail, robust=True)


def _said(text: Any, words: dict[str, Any]) -> str:
    return str(text) % words if isinstance(text, Promise) else str(text)


def _page(payload: dict[str, Any]) -> StoryPage | None:
    return StoryPage.objects.filter(pk=payload["page"]).select_related("owner").first()


@outbox.consumer("story.submitted")
def tell_the_group(payload: dict[str, Any]) -> None:
    """A story waits at a step: tell the people of that step, save the one who sent it there."""
    step = TaskState.objects.filter(pk=payload["step"]).select_related("task").first()
    page = _page(payload)
    if step is None or page is None or step.status != TaskState.STATUS_IN_PROGRESS:
        return
    people = {person for group in step.task.specific.groups.all() for person in group.user_set.all()}
    title = page.get_latest_revision_as_object().title
    others = (person for person in people if person.pk != payload["user"])
    tell(others, Kind.WAITS, page, _("“%(title)s” waits: %(step)s"), title=title, step=step.task.name)


@outbox.consumer("story.returned")
def tell_the_owner_of_a_return(payload: dict[str, Any]) -> None:
    """A story came back: tell its owner why."""
    if page := _page(payload):
        sentence = _("“%(title)s” was returned to you")
        tell([page.owner], Kind.RETURNED, page, sentence, payload["comment"], title=page.title)


@outbox.consumer("story.figure_disputed")
def tell_the_owner_of_a_dispute(payload: dict[str, Any]) -> None:
    """A checker asks to make a figure clear: tell the owner which and why."""
    page = _page(payload)
    word = FigureSignOff.objects.filter(pk=payload["sign_off"]).first()
    if page is None or word is None:
        return
    figure = page.get_latest_revision_as_object().figures.get(str(word.block_id))
    name = f"{figure.forms.digits} ({figure.label})" if figure else ""
    sentence = _("“%(title)s”: please make a figure clear")
    tell([page.owner], Kind.DISPUTED, page, sentence, f"{name}\n{word.note}", title=page.title)


@outbox.consumer("story.question_answered")
def tell_the_asker(payload: dict[str, Any]) -> None:
    """A reader's question is answered: tell them where, once, and forget their e-mail."""
    question = Question.objects.select_related("page__locale").filter(pk=payload["question"]).first()
    if question is None or not question.email or question.state != Question.State.ANSWERED:
        return
    email, page = question.email, question.page
    Question.objects.filter(pk=question.pk).update(email="")
    with override(page.locale.language_code):
        subject = _("Your question about “%(title)s” is answered") % {"title": page.title}
        text = f"{question.text}\n\n{question.answer}\n\n{page.full_url}#questions\n"
        subject = f"{settings.WAGTAIL_SITE_NAME}: {' '.join(subject.split())}"
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [email])


@outbox.consumer("story.published")
def tell_the_owner_of_publication(payload: dict[str, Any]) -> None:
    """A story is public: tell its owner where."""
    page = _page(payload)
    if page and is_public(page):
        tell(
            [page.owner],
            Kind.PUBLISHED,
            page,
            _("“%(title)s” is public"),
            url=page.full_url,
            title=page.title,
        )


@outbox.consumer("story.assigned")
def tell_the_assignee(payload: dict[str, Any]) -> None:
    """A story was put into somebody's hands: tell them, with the day."""
    page = _page(payload)
    assignee = get_user_model().objects.filter(pk=payload["assignee"]).first()
    if page is None or assignee is None:
        return
    due = date.fromisoformat(payload["due"]) if payload["due"] else None
    day = _("Due %(date)s") if due else _("No due date was set.")
    title = page.get_latest_revision_as_object().title
    shown = date_format(due, "j/n/Y") if due else ""
    tell([assignee], Kind.ASSIGNED, page, _("“%(title)s” is in your hands"), day, title=title, date=shown)


@outbox.consumer("story.due_failed")
def tell_the_desk_of_a_failure(payload: dict[str, Any]) -> None:
    """The clock could not publish or withdraw a page: tell editors and approvers, once for each version."""
    page = Page.objects.filter(pk=payload["page"]).first()
    if page is None:
        return
    desk = get_user_model().objects.filter(groups__name__in=[roles.EDITOR, roles.APPROVER])
    sentence = _("“%(title)s” did not go out at its time")
    if payload["verb"] == "expire":
        sentence = _("“%(title)s” was not withdrawn at its time")
    tell(desk, Kind.FAILED, page, sentence, payload["reason"], title=page.title)
