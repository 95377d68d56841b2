"""Parts of a file over HTTP (RFC 9110, 14): a download that broke off goes on where it ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

PIECE = 256 * 1024
ONE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class Unsatisfiable(ValueError):
    """A range that begins behind the end."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the one range asked for; None where the whole is the answer. Raises Unsatisfiable."""
    found = ONE_RANGE.fullmatch(header.strip())
    if not found or found[1] == found[2] == "":
        # Several ranges at once, or none that we read: the whole is a right answer too.
        return None
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
        if found[2] and int(found[2]) < first:
            return None
    if first >= size or first > last:
        raise Unsatisfiable(header)
    return first, last


def ranged(
    request: HttpRequest, stream: BinaryIO, size: int, etag: str, content_type: str
) -> HttpResponseBase:
    """The whole of a stream, the part asked for, or 416; the stream is closed with the answer."""
    header = request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""
    try:
        part = asked_range(header, size)
    except Unsatisfiable:
        stream.close()
        response: HttpResponseBase = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        response.headers["Content-Range"] = f"bytes */{size}"
        return response
    first, last = part or (0, size - 1)
    response = StreamingHttpResponse(_Part(stream, first, last), content_type=content_type)
    if part:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Content-Length"] = str(last - first + 1)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = etag
    return response


class _Part:
    """Some bytes of a stream in pieces; Django closes it, and with it the stream."""

    def __init__(self, stream: BinaryIO, first: int, last: int) -> None:
        self.stream, self.first, self.left = stream, first, last - first + 1

    def __iter__(self) -> Iterator[bytes]:
        self.stream.seek(self.first)
        while self.left > 0 and (piece := self.stream.read(min(PIECE, self.left))):
            self.left -= len(piece)
            yield piece

    def close(self) -> None:
        """Close the stream."""
        self.stream.close()
