"""What a portal of a state body says of itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from library.names import NamesField, TextsField


@register_setting(icon="info-circle")
class SiteInformation(BaseSiteSetting):
    """Who publishes the site and how to reach them; what is empty is shown nowhere.

    What is asked for follows Decree 42/2022/NĐ-CP of 24 June 2022 on information and online public services of state
    bodies on the network: governing body, who is responsible, address, telephone and e-mail, reuse with the source
    named, a way to send opinions and get them answered. The licence is that of Decree 147/2024/NĐ-CP of 9 November
    2024 where the site needs one. Whoever opens a site looks up what has amended them by then.
    """

    bodies = NamesField(
        _("governing body"), blank=True, help_text=_("Empty: the ministry from the settings of the server.")
    )
    licence_number = models.CharField(_("licence number"), max_length=100, blank=True)
    licence_date = models.DateField(_("licence granted on"), null=True, blank=True)
    licence_bodies = NamesField(_("licence granted by"), blank=True)
    responsible_name = models.CharField(_("responsible person"), max_length=200, blank=True)
    responsible_roles = NamesField(_("role"), blank=True)
    addresses = NamesField(_("address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    reuse = TextsField(
        _("reuse"),
        blank=True,
        help_text=_("What others may do with the texts, and how they name the source."),
    )
    answering = TextsField(
        _("answers to readers"),
        blank=True,
        help_text=_("Who reads what is sent in, and by when it is answered."),
    )
    notices = NamesField(
        _("notice"),
        blank=True,
        help_text=_("One line at the foot of every page, for example of a trial run."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("bodies"),
                FieldRowPanel([FieldPanel("licence_number"), FieldPanel("licence_date")]),
                FieldPanel("licence_bodies"),
            ],
            heading=_("Publisher"),
        ),
        MultiFieldPanel(
            [FieldPanel("responsible_name"), FieldPanel("responsible_roles")], heading=_("Responsible")
        ),
        MultiFieldPanel(
            [FieldPanel("addresses"), FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")])],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [FieldPanel("reuse"), FieldPanel("answering"), FieldPanel("notices")], heading=_("For readers")
        ),
    ]

    class Meta:
        verbose_name = _("publisher of the site")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
