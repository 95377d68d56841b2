"""What translator and checker say to one another beside a sentence."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from story import outbox
from story.models import Notification
from story.notifications import tell

LONGEST = 2000


class SegmentComment(models.Model):
    """A remark on one sentence of a translation; it stays when the sentence is cut anew."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="segment_comments")
    context = models.ForeignKey(
        "wagtail_localize.TranslationContext", on_delete=models.CASCADE, related_name="+"
    )
    string = models.ForeignKey("wagtail_localize.String", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(_("text"), max_length=LONGEST)
    at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["translation", "resolved_at"])]
        verbose_name = _("remark on a sentence")
        verbose_name_plural = _("remarks on sentences")

    def __str__(self) -> str:
        return self.text


@transaction.atomic
def add(translation: Translation, segment: StringSegment, author: Any, text: str) -> SegmentComment:
    """Write a remark; the others who have this translation in hand are told of it."""
    comment = SegmentComment.objects.create(
        translation=translation,
        context_id=segment.context_id,
        string_id=segment.string_id,
        author=author,
        text=text[:LONGEST],
    )
    outbox.write("translation.commented", comment=comment.pk)
    return comment


def name_of(person: Any) -> str:
    """How a person is called beside what they wrote."""
    return (person.get_full_name() or person.get_username()) if person else ""


def resolve(comment: SegmentComment, user: Any) -> None:
    """Say that what was remarked is settled; who said it first stays."""
    SegmentComment.objects.filter(pk=comment.pk, resolved_at=None).update(
        resolved_at=timezone.now(), resolved_by=user
    )


def people_beside(translation: Translation, author: Any) -> Any:
    """Who else has the translation in hand: wrote a string of it, remarked on it, or has its step."""
    wrote = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale_id
    )
    spoke = SegmentComment.objects.filter(translation=translation)
    people = models.Q(pk__in=wrote.values("last_translated_by")) | models.Q(pk__in=spoke.values("author"))
    target = translation.get_target_instance()
    step = target.current_workflow_task if isinstance(target, Page) else None
    if step is not None:
        people |= models.Q(groups__in=step.groups.all())
        people |= models.Q(pk=target.current_workflow_state.requested_by_id)
    return get_user_model().objects.filter(people).exclude(pk=author and author.pk).distinct()


@outbox.consumer("translation.commented")
def tell_the_others(payload: dict[str, Any]) -> None:
    """Somebody remarked on a sentence: tell the others, with the sentence and a way to it."""
    comment = (
        SegmentComment.objects.select_related("translation__source", "author", "string")
        .filter(pk=payload["comment"])
        .first()
    )
    if comment is None:
        return
    page = comment.translation.get_target_instance()
    segment = StringSegment.objects.filter(
        source=comment.translation.source_id, context=comment.context_id, string=comment.string_id
    ).first()
    anchor = f"#segment-{segment.pk}" if segment else ""
    tell(
        people_beside(comment.translation, comment.author),
        Notification.Kind.WAITS,
        page,
        _("%(author)s remarked on a sentence of “%(title)s”"),
        comment.text,
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]) + anchor,
        author=name_of(comment.author),
        title=page.draft_title,
    )
