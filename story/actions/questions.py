"""Readers' questions: nothing of them is public before somebody of the newsroom answers."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from story import outbox
from story.models import Question

from .errors import ConflictError, NotAllowedError, ReasonRequiredError
from .locking import lock_page
from .verb import verb

CHANGED = _("Somebody else has dealt with this question in the meantime. Look at it again.")


@verb
def answer_question(page: Page, question_id: int, user: Any, answer: str, seen: str = "") -> Question:
    """Make a question public with its answer, under the story; `seen` is the state that the user decided on.

    Raises NotAllowedError, ReasonRequiredError without an answer, ConflictError.
    """
    page, question = _held(page, question_id, user, seen)
    if not answer.strip():
        raise ReasonRequiredError(_("Write the answer first."))
    if not page.live:
        raise ConflictError(_("This story is not public."))
    question.state, question.answer = Question.State.ANSWERED, answer.strip()
    question.answered_by, question.answered_at = user, timezone.now()
    question.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    _record("story.answer_question", page, question, user)
    outbox.write("story.question_answered", page=page.pk, question=question.pk)
    return question


@verb
def hide_question(page: Page, question_id: int, user: Any, seen: str = "") -> Question:
    """Keep a question from the public, or take it away again; the asker's e-mail is forgotten.

    Raises NotAllowedError, ConflictError.
    """
    page, question = _held(page, question_id, user, seen)
    if question.state == Question.State.HIDDEN:
        raise ConflictError(CHANGED)
    question.state, question.email = Question.State.HIDDEN, ""
    question.save(update_fields=["state", "email"])
    _record("story.hide_question", page, question, user)
    outbox.write("story.question_hidden", page=page.pk, question=question.pk)
    return question


def _held(page: Page, question_id: int, user: Any, seen: str) -> tuple[Page, Question]:
    page = lock_page(page.pk)
    question = Question.objects.select_for_update().filter(pk=question_id, page_id=page.pk).first()
    if question is None:
        raise ConflictError
    policy = policy_registry.get_by_type(Question)
    if not policy.user_has_permission_for_instance(user, "change", question):
        raise NotAllowedError
    if seen and seen != question.state:
        raise ConflictError(CHANGED)
    return page, question


def _record(action: str, page: Page, question: Question, user: Any) -> None:
    data = {"question": question.pk, "text": str(question), "answer": question.answer}
    log(instance=page, action=action, user=user, revision=page.live_revision, data=data)
