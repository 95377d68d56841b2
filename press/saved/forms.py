"""The name of a saved search and the mail about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from press.layout.fonts import drawable
from press.models import SavedSearch
from press.models.searches import LONGEST_NAME


class NameField(forms.CharField):
    """A name in one line, as it can stand in a letter and in a feed."""

    def to_python(self, value: object) -> str:
        return " ".join(drawable(super().to_python(value) or "").split())


class SearchForm(forms.ModelForm):
    """What a person calls a search and how they hear of what is new."""

    use_required_attribute = False
    name = NameField(
        label=_("Name of the search"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Give the search a name.")},
    )
    notify = forms.ChoiceField(label=_("Mail about what is new"), choices=User.Notify.choices)

    class Meta:
        model = SavedSearch
        fields = ["name", "notify"]


def form_of_the_desk(name: str, person: Any) -> SearchForm:
    """Its boxes stand inside of the form of the list and belong to another, which is sent by POST."""
    form = SearchForm(initial={"name": name, "notify": person.notify}, auto_id="save-search-%s")
    for field in form.fields.values():
        field.widget.attrs["form"] = "save-search"
    return form
