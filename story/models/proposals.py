"""What an import leaves besides its page: figures for an editor to decide on, pictures to be written to disk."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from story.figures import Nature, Qualifier


class FigureProposal(models.Model):
    """A number of the document with where it stands and what it seems to be; accepted, it becomes a figure block."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ACCEPTED = "accepted", pgettext_lazy("proposal of a figure", "accepted")
        MENDED = "mended", _("mended and accepted")
        DISMISSED = "dismissed", _("dismissed")

    page = models.ForeignKey("story.StoryPage", on_delete=models.CASCADE, related_name="figure_proposals")
    position = models.PositiveIntegerField()
    # Empty for the standfirst, which stands in no part and in no block.
    part = models.CharField(max_length=20, blank=True)
    block_id = models.UUIDField(null=True)
    # Where the number stands in the plain text of its block (`story.importing.plain`).
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence = models.TextField()
    printed = models.CharField(max_length=200)

    # As the figure block stores it: {"value", "value_max", "total", "qualifier"}, decimals as text.
    quantity = models.JSONField()
    unit = models.CharField(max_length=100, blank=True)
    period = models.CharField(max_length=40, blank=True)
    nature = models.CharField(max_length=20, default=Nature.MEASURED)

    # The document's own source line, else its title: the source of the figure that is made of it.
    source_title = models.CharField(max_length=400, blank=True)

    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    figure = models.UUIDField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["page", "position"]
        constraints = [
            models.UniqueConstraint(fields=["page", "position"], name="one_figure_proposal_per_position")
        ]
        indexes = [models.Index(fields=["page", "state"])]
        verbose_name = _("proposed figure")
        verbose_name_plural = _("proposed figures")

    def __str__(self) -> str:
        return f"{self.printed}: {self.sentence[:60]}"

    @property
    def typed_quantity(self) -> Any:
        """The numbers and the qualifier, as the figure block understands them."""
        from story.blocks.reading import TypedQuantity

        numbers = {
            name: Decimal(self.quantity[name]) if self.quantity.get(name) else None
            for name in ("value_max", "total")
        }
        qualifier = Qualifier(self.quantity.get("qualifier") or Qualifier.EXACT)
        return TypedQuantity(Decimal(self.quantity["value"]), qualifier=qualifier, **numbers)

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == self.State.PROPOSED


class StagedPicture(models.Model):
    """The bytes of an imported picture until its file is written: after the commit, and again if that was cut off."""

    image = models.OneToOneField("library.LibraryImage", on_delete=models.CASCADE, related_name="+")
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.image_id}: {len(self.data)} bytes"


class StagedReport(models.Model):
    """A Word file of several stories, kept for a day until its sender has said which of them to import.

    `taken` says of each story that is a draft already which page it is: {"0": 17}.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    data = models.BinaryField()
    taken = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Word file of several stories")
        verbose_name_plural = _("Word files of several stories")

    def __str__(self) -> str:
        return self.name
