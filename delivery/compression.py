"""Text goes out compressed, whatever stands before the server."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json", "application/xml", "application/feed+json", "application/manifest+json")
TEXT_ENDINGS = ("+xml", "javascript")


def is_text(content_type: str) -> bool:
    """Whether compressing gains anything; pictures, fonts and archives are compressed already."""
    kind = content_type.split(";")[0].strip().lower()
    return kind.startswith(TEXT) or kind.endswith(TEXT_ENDINGS)


class TextGZip(GZipMiddleware):
    """Django's, for whole texts alone: a part of a file that was asked for by its bytes stays as it is."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress an answer of 200 whose content is text."""
        if response.status_code != 200 or not is_text(response.headers.get("Content-Type", "")):
            return response
        return super().process_response(request, response)
