"""The steps of a translation, from inside its editor: send, approve, return; and who may not decide on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState
from wagtail_localize.models import StringTranslation, Translation

from story import actions
from translation import checking, freshness
from translation.changes import SourceChange, TranslationPolicy


@dataclass(frozen=True)
class Decision:
    """The running step as a person sees it: its name, whether it is theirs, why not, and what was said on return."""

    step: str = ""
    theirs: bool = False
    refusal: str = ""
    returned: str = ""


def authors_of(page: Page) -> Iterator[int]:
    """Who wrote a string of a translation, the last of each: nobody checks their own."""
    rows = StringTranslation.objects.filter(
        context__object_id=page.translation_key,
        locale=page.locale_id,
        last_translated_by__isnull=False,
        translation_of__segments__source__object_id=page.translation_key,
    )
    yield from rows.values_list("last_translated_by", flat=True).distinct()


def decision(user: Any, page: Page) -> Decision:
    """What the bar above the editor says of the workflow."""
    state = page.current_workflow_state
    if state is None:
        return Decision()
    step = state.current_task_state
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Decision(returned=step.comment if step else "")
    task = step.task.specific
    names = {name for name, _label, _modal in task.get_actions(page, user)}
    refusal = str(actions.why_own_work(page, step, user) or "") if "approve" in names else ""
    return Decision(task.name, "approve" in names, refusal)


class OriginalChangedError(actions.ConflictError):
    """The original changed after the version was made, and the person was not shown how, or the site holds it back."""

    message = gettext_lazy(
        "The original changed after this translation was sent: %(changes)s "
        "Approve once more if it may go out as it is, or return it so that the change gets in."
    )
    held = gettext_lazy(
        "The original changed after this translation was sent: %(changes)s "
        "Return it so that the change gets in."
    )


def changed_since(step: TaskState) -> list[SourceChange]:
    """How the words of the original changed since the version at this step was made, the newest last."""
    revision = step.revision
    page = revision and revision.content_object
    if not isinstance(page, Page) or page.locale.language_code == settings.LANGUAGE_CODE:
        return []
    changes = SourceChange.objects.filter(translation_key=page.translation_key, touched__gt=0)
    return list(changes.filter(at__gt=revision.created_at))


# Asked before the step is written, whichever door it comes through; the verb undoes what was done until then.
@receiver(pre_save, sender=TaskState, dispatch_uid="translation.look")
def require_look(sender: Any, instance: TaskState, **kwargs: Any) -> None:
    """Raise OriginalChangedError unless whoever approves was shown what changed in the original since.

    A refusal shows it, and stands in the history: who approves once more has seen it.
    """
    changes = changed_since(instance) if instance.status == TaskState.STATUS_APPROVED else []
    sentences = freshness.merged(changes)
    if not sentences:
        return
    holds = TranslationPolicy.holds()
    error = OriginalChangedError(
        OriginalChangedError.held if holds else None, changes=" ".join(checking.told(sentences))
    )
    shown = PageLogEntry.objects.filter(
        page=instance.workflow_state.object_id, user=instance.finished_by, timestamp__gt=changes[-1].at
    )
    if holds or not shown.filter(action="story.refused", data__reason=str(error)).exists():
        raise error


@require_POST
def decide(request: HttpRequest, page_id: int) -> HttpResponse:
    """Approve or return the version that was looked at; a refusal is said beside it, with what was typed."""
    from translation import editor
    from translation.wagtail_hooks import translation_of

    page = get_object_or_404(Page, pk=page_id).specific
    translation: Translation | None = translation_of(page)
    state: TaskState | None = page.current_workflow_task_state
    comment = request.POST.get("comment", "").strip()
    try:
        if state is None or request.POST.get("revision") != str(state.revision_id):
            raise actions.StaleRevisionError
        if request.POST.get("decision") == "approve":
            actions.approve(state, request.user, comment=comment)
            said = _("“%(title)s” was approved at this step.")
        else:
            actions.reject(state, request.user, comment=comment)
            said = _("“%(title)s” was returned to its translator.")
    except actions.VerbError as error:
        messages.error(request, str(error))
        if translation is None or not comment or not page.permissions_for_user(request.user).can_edit():
            return redirect("wagtailadmin_pages:edit", page.pk)
        return editor.edit(request, translation, page.get_latest_revision_as_object(), comment=comment)
    messages.success(request, said % {"title": page.draft_title})
    if page.permissions_for_user(request.user).can_edit():
        return redirect("wagtailadmin_pages:edit", page.pk)
    return redirect("wagtailadmin_home")
