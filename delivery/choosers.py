"""Wagtail's choosers where a damaged form meets them: they show nothing instead of failing."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import ModelMultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.forms.choosers import URLOrAbsolutePathField
from wagtail.admin.views.generic.chooser import CreateViewMixin
from wagtail.admin.widgets import BaseChooser

NO_KEY = (ValueError, TypeError, OverflowError, ValidationError)


def could_be_key(model: type[Model], name: str | None, key: Any) -> bool:
    """Whether a row could have this key: its primary one, or a field by name."""
    if isinstance(key, Model):
        return True
    field: Any = model._meta.get_field(name) if name else model._meta.pk
    try:
        field.run_validators(field.to_python(key))
    except NO_KEY:
        return False
    return True


def guard() -> None:
    """Let every chooser, Wagtail's own too, stand beside its error when it is shown again with an id that is none."""
    find, create, read = BaseChooser.get_instance, CreateViewMixin.post, URLOrAbsolutePathField.to_python
    several: Any = ModelMultipleChoiceField
    check = several._check_values

    def get_instance(self: BaseChooser, value: Any) -> Any:
        try:
            return find(self, value)
        except NO_KEY:
            return None

    def post(self: CreateViewMixin, request: HttpRequest) -> HttpResponse:
        if self.get_creation_form_class() is None:
            raise Http404("Nothing is made here.")
        response: HttpResponse = create(self, request)
        return response

    def to_python(self: URLOrAbsolutePathField, value: Any) -> Any:
        # An address that did not come is an empty one.
        return read(self, value or "")

    def check_values(self: Any, value: Iterable[Any]) -> Any:
        # Django asks the database for all of them at once, and some databases refuse a number that fits no row.
        for key in value:
            if not could_be_key(self.queryset.model, self.to_field_name, key):
                raise ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": key}
                )
        return check(self, value)

    BaseChooser.get_instance = get_instance
    several._check_values = check_values
    URLOrAbsolutePathField.to_python = to_python
    CreateViewMixin.post = post
