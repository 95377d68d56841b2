"""Names by language in one JSON column, edited as one box for each language of the site."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static

LONGEST_NAME, LONGEST_TEXT = 200, 1000


class NamesWidget(forms.MultiWidget):
    """A text box for each language."""

    box: type[forms.Widget] = forms.TextInput
    box_attrs: ClassVar[dict[str, Any]] = {}

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                code: self.box(attrs={"lang": code, "aria-label": label, **self.box_attrs})
                for code, label in settings.LANGUAGES
            },
            attrs,
        )

    def decompress(self, value: dict[str, str] | None) -> list[str]:
        value = value or {}
        return [value.get(code, "") for code, _label in settings.LANGUAGES]

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        boxes = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        rows = (
            (label, self._render(box["template_name"], {"widget": box}, renderer))  # type: ignore[attr-defined]
            for (_code, label), box in zip(settings.LANGUAGES, boxes, strict=True)
        )
        row = '<div class="story-names__language"><span class="story-names__code" aria-hidden="true">{}</span>{}</div>'
        return format_html('<div class="story-names">{}</div>', format_html_join("", row, rows))

    @property
    def media(self) -> forms.Media:
        return forms.Media(css={"all": [versioned_static("story/entry.css")]})


class NamesFormField(forms.MultiValueField):
    """Asks for the name in each language; the site's first one is required unless the field may be blank."""

    widget: type[forms.Widget] = NamesWidget
    longest = LONGEST_NAME

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        fields = [
            forms.CharField(required=False, max_length=self.longest) for _language in settings.LANGUAGES
        ]
        super().__init__(fields=fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        codes = [code for code, _label in settings.LANGUAGES]
        names = {
            code: name.strip() for code, name in zip(codes, data_list, strict=False) if name and name.strip()
        }
        if self.required and settings.LANGUAGE_CODE not in names:
            raise ValidationError(_("Give at least the Vietnamese name."))
        return names


class TextsWidget(NamesWidget):
    """A box of several lines for each language."""

    box = forms.Textarea
    box_attrs = {"rows": 3}


class TextsFormField(NamesFormField):
    """Asks for a short text in each language; who says it in another one says it in the first one too."""

    widget = TextsWidget
    longest = LONGEST_TEXT

    def compress(self, data_list: list[str]) -> dict[str, str]:
        said = super().compress(data_list)
        if said and settings.LANGUAGE_CODE not in said:
            raise ValidationError(_("Say it in Vietnamese too."))
        return said


class NamesField(models.JSONField):
    """A dict of language code to name."""

    form_class: type[forms.Field] = NamesFormField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return models.Field.formfield(self, form_class=self.form_class, **kwargs)


class TextsField(NamesField):
    """A dict of language code to a short text."""

    form_class = TextsFormField
