"""What a form has made: sent again, it finds that instead of making another one."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Creation(models.Model):
    """The one thing that a form has made; its key is that of the form and of what it held (`story.once.key`)."""

    key = models.UUIDField(primary_key=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, null=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    made = GenericForeignKey()
    # The version that the form last wrote by itself; empty once a person has saved it.
    autosaved_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["created_at"])]

    def __str__(self) -> str:
        return f"{self.key}: {self.content_type} {self.object_id}"
