"""What Wagtail's own doors cause: a published story writes its figures and its outbox entry, whichever door it took."""

from typing import Any

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.signals import page_published, page_unpublished, post_page_move, pre_page_move, task_submitted

from story import actions, addresses, notifications, outbox, renditions  # noqa: F401 - two register consumers
from story.asking import mail  # noqa: F401 - registers its consumers
from story.models import ProvincePage, StoryIndexPage, StoryPage

PAGES = (StoryIndexPage, ProvincePage, StoryPage)


@receiver(page_published, sender=StoryPage, dispatch_uid="story.published")
def record_publication(sender: type, instance: StoryPage, revision: Any, **kwargs: Any) -> None:
    """Write the read model and the outbox row in the publishing transaction."""
    actions.record_publication(instance, revision)


@receiver(page_unpublished, sender=StoryPage, dispatch_uid="story.unpublished")
def record_withdrawal(sender: type, instance: StoryPage, **kwargs: Any) -> None:
    """Tell the outbox that a story left the public."""
    actions.record_withdrawal(instance)


@receiver(post_save, sender=Revision, dispatch_uid="story.revision")
def follow_revision(sender: type, instance: Revision, created: bool, **kwargs: Any) -> None:
    """Let the running step name the new revision: what is approved is what was last written."""
    if created:
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            workflow_state__object_id=instance.object_id,
            workflow_state__base_content_type_id=instance.base_content_type_id,
        ).update(revision=instance)


@receiver(task_submitted, dispatch_uid="story.submitted")
def record_submission(sender: type, instance: TaskState, user: Any, **kwargs: Any) -> None:
    """Tell the outbox that a step waits for its group."""
    outbox.write(
        "story.submitted",
        page=int(instance.workflow_state.object_id),
        revision=instance.revision_id,
        step=instance.pk,
        user=user.pk if user else None,
    )


@receiver(pre_save, dispatch_uid="story.renamed")
def keep_addresses(sender: type, instance: Any, **kwargs: Any) -> None:
    """Before a page gets another slug, let its public addresses lead to it."""
    if isinstance(instance, PAGES) and instance.pk:
        before = Page.objects.filter(pk=instance.pk).first()
        if before and before.url_path != instance.url_path:
            addresses.leave(before)


@receiver(pre_page_move, dispatch_uid="story.moving")
def keep_addresses_of_a_move(
    sender: type,
    instance: Any,
    parent_page_after: Page,
    url_path_before: str,
    url_path_after: str,
    **kwargs: Any,
) -> None:
    """Before a page moves, let its public addresses lead to it; raises AddressTakenError where another one was."""
    if not issubclass(sender, PAGES) or url_path_before == url_path_after:
        return
    actions.require_free_address(instance, parent_page_after)
    addresses.leave(instance)


@receiver(post_page_move, dispatch_uid="story.moved")
def record_move(
    sender: type, instance: Any, url_path_before: str, url_path_after: str, **kwargs: Any
) -> None:
    """Tell the outbox that a story stands at another address."""
    if issubclass(sender, StoryPage) and url_path_before != url_path_after:
        outbox.write("story.moved", page=instance.pk, before=url_path_before, after=url_path_after)
