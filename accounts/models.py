from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class User(AbstractUser):
    """A person of the newsroom; `role_title` and `organisation` stand in bylines and verified marks."""

    class Notify(models.TextChoices):
        AT_ONCE = "at-once", _("at once")
        DAILY = "daily", _("once a day, all together")
        NEVER = "never", _("not by mail")

    role_title = models.CharField(_("role"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=250, blank=True)
    notify = models.CharField(
        _("mail about stories"), max_length=10, choices=Notify.choices, default=Notify.AT_ONCE
    )
    accredited_until = models.DateField(
        _("accredited until"),
        null=True,
        blank=True,
        help_text=_("The last day on which a journalist sees what is not published yet. Empty: no end."),
    )
    calendar_key = models.CharField(max_length=32, blank=True, editable=False)

    def __str__(self) -> str:
        return self.display_name

    @cached_property
    def role_names(self) -> frozenset[str]:
        """The names of the person's groups, asked for once."""
        return frozenset(self.groups.values_list("name", flat=True))

    @property
    def display_name(self) -> str:
        """Full name in Vietnamese order, else the user name."""
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """Family name first, as Vietnamese names are said."""
        return f"{self.last_name} {self.first_name}".strip()


class ApiToken(models.Model):
    """What a program of an outlet names itself by: it opens nothing that is not public, it says who takes.

    Only the hash is kept; the secret is shown once, to whoever made it.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200, help_text=_("What the program does."))
    outlet = models.CharField(_("outlet"), max_length=250)
    person = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("person who answers for it")
    )
    expires_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: no end."))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["outlet", "name"]
        verbose_name = _("access key for programs")
        verbose_name_plural = _("access keys for programs")

    def __str__(self) -> str:
        return f"{self.outlet}: {self.name}"


class AccreditationRequest(models.Model):
    """A journalist asks for accreditation; nobody reads it before the mailbox is proven."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", pgettext_lazy("accreditation", "not confirmed")
        WAITING = "waiting", pgettext_lazy("accreditation", "waiting")
        GRANTED = "granted", pgettext_lazy("accreditation", "granted")
        REFUSED = "refused", pgettext_lazy("accreditation", "refused")

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UNCONFIRMED)
    name = models.CharField(_("name"), max_length=150)
    outlet = models.CharField(_("outlet"), max_length=250)
    role_title = models.CharField(_("role"), max_length=200)
    # No longer than a user name, which it becomes.
    email = models.EmailField(_("e-mail"), max_length=150)
    phone = models.CharField(_("phone"), max_length=30)
    card_number = models.CharField(_("press card number"), max_length=50, blank=True)
    purpose = models.TextField(_("what it is for"), max_length=2000)
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    # Asking is consenting: the form is not taken without it.
    created_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    until = models.DateField(_("accredited until"), null=True, blank=True)
    account = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(state="waiting"),
                name="accounts_one_waiting_request",
            )
        ]
        verbose_name = _("request for accreditation")
        verbose_name_plural = _("requests for accreditation")

    def __str__(self) -> str:
        # The history keeps this when the row is gone: nothing of the person.
        return f"#{self.pk}"
