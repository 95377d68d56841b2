"""A story as it was sent in, with its files; never a page until somebody of the newsroom takes it up."""

import secrets
import uuid
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from story.blocks import PARTS

# Letters and digits that are not mistaken for one another on the telephone.
ALPHABET = "ACDEFGHJKLMNPQRTUVWXY34679"


def new_reference() -> str:
    """A short name for a submission that can be said aloud."""
    return "".join(secrets.choice(ALPHABET) for _each in range(8))


def private_storage() -> Storage:
    """Where files lie that no public address leads to."""
    return storages["private"]


def stored_name(instance: Any, filename: str) -> str:
    """A name of our own: the sender's is kept as text alone."""
    return f"submissions/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()}"


class Submission(models.Model):
    """What a person or an organisation sent in, and what became of it."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", pgettext_lazy("submission", "not confirmed")
        RECEIVED = "received", pgettext_lazy("submission", "waiting")
        TAKEN_UP = "taken-up", pgettext_lazy("submission", "taken up")
        PUBLISHED = "published", pgettext_lazy("submission", "published")
        DECLINED = "declined", pgettext_lazy("submission", "declined")

    class Sender(models.TextChoices):
        PERSON = "person", _("a person")
        ORGANISATION = "organisation", _("an organisation")

    class Licence(models.TextChoices):
        BY = "CC BY 4.0", _("CC BY 4.0: anyone may use it and names the source")
        BY_NC = "CC BY-NC 4.0", _("CC BY-NC 4.0: the same, but not to make money with it")

    reference = models.CharField(_("reference"), max_length=8, unique=True, default=new_reference)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UNCONFIRMED)
    unit = models.ForeignKey(
        "places.AdministrativeUnit",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("province or ministry"),
    )
    sender_kind = models.CharField(_("sender"), max_length=12, choices=Sender, default=Sender.PERSON)
    name = models.CharField(_("name"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=250, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    place_detail = models.CharField(_("place in detail"), max_length=250, blank=True)
    headline = models.CharField(_("headline"), max_length=200)
    problem = models.TextField(PARTS["problem"], blank=True)
    approach = models.TextField(PARTS["approach"], blank=True)
    steps = models.TextField(PARTS["steps"], blank=True)
    results = models.TextField(PARTS["results"], blank=True)
    lessons = models.TextField(PARTS["lessons"], blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.BY)
    consent_at = models.DateTimeField(_("consent given at"), auto_now_add=True)
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    call = models.ForeignKey(
        "home.Call",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="submissions",
        verbose_name=pgettext_lazy("for stories", "call"),
    )
    page = models.OneToOneField(
        "story.StoryPage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    # Who telephoned; empty where the sender opened the link.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        permissions = [("see_every_inbox", "Can see what was sent to any unit")]
        indexes = [models.Index(fields=["state", "created_at"])]
        verbose_name = _("story sent in")
        verbose_name_plural = _("stories sent in")

    def __str__(self) -> str:
        return self.reference

    @property
    def parts(self) -> dict[str, str]:
        """The text of each of the five parts, in their order."""
        return {name: getattr(self, name) for name in PARTS}

    @property
    def told(self) -> list[tuple[str, str]]:
        """Label and text of each part, as screens show them."""
        return [(str(label), getattr(self, name)) for name, label in PARTS.items()]

    @property
    def sender(self) -> str:
        """Who signs: the person, with the organisation where there is one."""
        return ", ".join(filter(None, (self.name, self.organisation)))

    @property
    def mailable(self) -> bool:
        """Whether the e-mail address was proven by opening the link sent to it."""
        return bool(self.email and self.confirmed_at and self.confirmed_by_id is None)


class SubmissionFile(models.Model):
    """A file that came with a submission; people of the newsroom alone may open it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to=stored_name, storage=private_storage, max_length=120)
    name = models.CharField(_("file name"), max_length=150)
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
