from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


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
