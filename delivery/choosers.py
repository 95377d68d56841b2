"""Wagtail's choosers where a damaged form meets them: they show nothing instead of failing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.forms.choosers import URLOrAbsolutePathField
from wagtail.admin.views.generic.chooser import CreateViewMixin
from wagtail.admin.widgets import BaseChooser

NO_KEY = (ValueError, TypeError, OverflowError, ValidationError)


def guard() -> None:
    """Let every chooser, Wagtail's own too, stand beside its error when it is shown again with an id that is none."""
    find, create, read = BaseChooser.get_instance, CreateViewMixin.post, URLOrAbsolutePathField.to_python

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

    BaseChooser.get_instance = get_instance
    URLOrAbsolutePathField.to_python = to_python
    CreateViewMixin.post = post
