"""Text is compressed for whoever takes it so; nothing else is touched."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from delivery.compression import TextGZip

LONG = ("Số liệu đã kiểm chứng. " * 60).encode()


def answer(response, **headers):
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip, br"} | headers)
    return TextGZip(lambda request: response)(request)


@pytest.mark.parametrize(
    "kind", ["text/html; charset=utf-8", "application/json", "image/svg+xml", "text/javascript"]
)
def test_text_is_compressed_and_caches_are_told(kind):
    response = answer(HttpResponse(LONG, content_type=kind))
    assert gzip.decompress(response.content) == LONG
    assert len(response.content) < len(LONG) / 3
    assert response["Content-Encoding"] == "gzip" and "Accept-Encoding" in response["Vary"]


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "font/woff2", "video/mp4"])
def test_what_is_compressed_already_stays_as_it_is(kind):
    response = answer(HttpResponse(LONG, content_type=kind))
    assert response.content == LONG and "Content-Encoding" not in response


def test_part_of_a_file_stays_as_it_is():
    response = answer(HttpResponse(LONG, content_type="text/csv", status=206))
    assert response.content == LONG


def test_file_that_streams_is_compressed_as_it_goes():
    response = answer(StreamingHttpResponse(iter([LONG, LONG]), content_type="text/css"))
    assert gzip.decompress(b"".join(response.streaming_content)) == LONG + LONG


def test_who_does_not_take_it_gets_it_plain():
    response = answer(HttpResponse(LONG, content_type="text/html"), **{"Accept-Encoding": "identity"})
    assert response.content == LONG


def test_site_compresses_its_pages(client, newsroom):
    response = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert b"<!doctype html>" in gzip.decompress(response.content)
