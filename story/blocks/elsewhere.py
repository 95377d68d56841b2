"""Film and sound that live with another provider: shown as a link, so that no reader's browser asks it unbidden."""

from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from story.blocks.media import LibraryBlock, described
from story.blocks.text import PREVIEW_TEMPLATE
from story.neutral import BodyItem, Context, Run


def provider_of(address: str) -> str:
    """The name of the provider that an address belongs to; empty for one that is not on the list."""
    try:
        parts: SplitResult = urlsplit(address or "")
        plain = parts.scheme == "https" and parts.port is None and "@" not in parts.netloc
    except ValueError:
        return ""
    if not plain:
        return ""
    return next((name for name, hosts in settings.EMBED_PROVIDERS.items() if parts.hostname in hosts), "")


class ProviderURLBlock(blocks.URLBlock):
    """An address of one of the providers on the list."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned and not self.is_deferred_validation and not provider_of(cleaned):
            names = ", ".join(settings.EMBED_PROVIDERS)
            message = _("Give an https:// address of one of these: %(names)s.")
            raise ValidationError(message % {"names": names})
        return cleaned

    def deconstruct(self) -> tuple[str, Any, Any]:
        # History needs the shape of the data, not which providers are allowed.
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.URLBlock", args, kwargs


class EmbedBlock(LibraryBlock):
    """A film or sound of another provider, behind a link that names it; its poster is a picture of the library."""

    kind, chosen, posted_as = "picture", "poster", "poster-image"

    url = ProviderURLBlock(label=gettext_lazy("Address"), max_length=500)
    title = blocks.CharBlock(label=gettext_lazy("Title"), max_length=200)
    caption = blocks.CharBlock(label=gettext_lazy("What is to be seen there"), required=False, max_length=300)
    poster = ImageBlock(label=gettext_lazy("Poster picture"), required=False)

    def said(self, value: Any) -> dict[str, Any]:
        return described(value["poster"])

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        return context | {"provider": provider_of(value["url"])}

    def neutral(self, value: Any, context: Context) -> list[BodyItem]:
        """The title with its address, provider and caption."""
        provider = provider_of(value["url"])
        if not provider:
            return []
        runs = (Run(value["title"], href=value["url"]),)
        return [BodyItem("embed", value["title"], runs=runs, items=(provider, value["caption"]))]

    class Meta:
        icon = "link-external"
        label = gettext_lazy("Film elsewhere")
        description = gettext_lazy(
            "A film or sound of another provider, such as YouTube or VTV: a link leads there, nothing is loaded before."
        )
        template = "components/streamfield/embed_block.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = {
            "url": "https://vtv.vn/video/atm-mem-o-vung-bien-1.htm",
            "title": "ATM mềm ở vùng biên",
            "caption": "Phóng sự 4 phút về quầy rút tiền ở xã.",
        }
