"""The three steps between a draft and the public: edit, check figures, approve."""

from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

CHECK_FIGURES = "check-figures"


class VerbTask(AbstractGroupApprovalTask):
    """A workflow step whose buttons call the verbs of `story.actions`, like every other door."""

    class Meta:
        abstract = True

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> str | None:
        """Call the verb; a refusal changes nothing and gives the address that says why."""
        from story import actions

        comment = kwargs.get("comment", "")
        try:
            if action_name == "approve":
                actions.approve(task_state, user, comment=comment)
            elif action_name == "reject":
                actions.reject(task_state, user, comment=comment)
        except actions.VerbError as error:
            # The page editor ignores what is returned here; the person is all that it and its hooks share.
            user.refusal = str(error)
            page_id = task_state.workflow_state.object_id
            return reverse("story_refused", args=[page_id]) + "?why=" + signing.dumps(str(error))
        return None


class EditTask(VerbTask):
    """An editor shapes the story."""

    class Meta:
        verbose_name = _("edit")
        verbose_name_plural = _("edit tasks")


class FigureCheckTask(VerbTask):
    """A checker signs each figure of the revision off, or disputes it; approval needs every figure signed."""

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        actions = super().get_actions(obj, user)
        return [(CHECK_FIGURES, _("Check figures"), False), *actions] if actions else []

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> str | None:
        if action_name == CHECK_FIGURES:
            return reverse("story_figure_check", args=[task_state.workflow_state.object_id])
        return super().on_action(task_state, user, action_name, **kwargs)

    class Meta:
        verbose_name = _("check figures")
        verbose_name_plural = _("figure check tasks")


class TranslationCheckTask(VerbTask):
    """A second reader compares a translation with its source."""

    class Meta:
        verbose_name = _("check translation")
        verbose_name_plural = _("translation check tasks")


class ApprovalTask(VerbTask):
    """An approver who is not the last author lets the story out."""

    class Meta:
        verbose_name = _("approve")
        verbose_name_plural = _("approval tasks")
