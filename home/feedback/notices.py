"""Who is told of a reader's message, and the letter with its answer."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts import roles
from home.feedback.models import Feedback
from story import outbox
from story.models import Notification
from story.notifications import tell

SENTENCES = {
    Feedback.Kind.FIGURE: gettext_lazy("A reader thinks that a figure is wrong"),
    Feedback.Kind.OTHER: gettext_lazy("A reader wrote to the editorial board"),
}


@outbox.consumer("feedback.sent")
def tell_the_editors(payload: dict[str, Any]) -> None:
    """A message waits for an answer."""
    message = Feedback.objects.filter(pk=payload["feedback"], state=Feedback.State.NEW).first()
    if message:
        editors = get_user_model().objects.filter(groups__name=roles.EDITOR)
        sentence = SENTENCES[Feedback.Kind(message.kind)]
        url = reverse("feedback:edit", args=[message.pk])
        tell(editors, Notification.Kind.WAITS, None, sentence, message.message, url=url)


@outbox.consumer("feedback.answered")
def tell_the_sender(payload: dict[str, Any]) -> None:
    """The answer, to who left an e-mail."""
    message = Feedback.objects.filter(pk=payload["feedback"], state=Feedback.State.ANSWERED).first()
    if message is None or not message.email:
        return
    with override(message.language):
        asked = _("You wrote to us:")
        subject = f"{settings.WAGTAIL_SITE_NAME}: " + _("The answer to your message")
    text = f"{message.answer}\n\n{asked}\n{message.message}\n\n{settings.WAGTAIL_SITE_NAME}\n"
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [message.email])
