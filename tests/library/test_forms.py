"""Uploads of sound and film: kept if they are what they say and not too large, refused with a reason otherwise."""

import pytest
from django.test import override_settings
from django.urls import reverse
from wagtailmedia.models import MediaType

from library.forms import RecordingForm
from library.models import LibraryMedia
from tests.factories import person
from tests.story.files import MP3, MP4, WEBM, collection, png, recording_form, upload

pytestmark = [pytest.mark.django_db, pytest.mark.once]


class TestUpload:
    @pytest.mark.parametrize(
        ("kind", "name", "content"),
        [
            ("audio", "a.mp3", MP3),
            ("audio", "a.mp3", b"\xff\xfb\x90\x44" + b"\0" * 60),
            ("audio", "A.M4A", MP4),
            ("audio", "a.ogg", b"OggS" + b"\0" * 60),
            ("audio", "a.wav", b"RIFF\0\0\0\0WAVE" + b"\0" * 60),
            ("video", "a.mp4", MP4),
            ("video", "a.webm", WEBM),
        ],
    )
    def test_what_browsers_play_is_kept(self, kind, name, content):
        form = recording_form(kind, upload(name, content))
        assert isinstance(form, RecordingForm) and form.is_valid(), form.errors

    @pytest.mark.parametrize(
        ("kind", "name", "content"),
        [
            ("audio", "a.mp3", b"<html><script>alert(1)</script>"),
            ("audio", "a.mp3", b""),
            ("audio", "a.mp3", b"\xff"),
            ("audio", "a.mp4", MP4),
            ("audio", "a.html", MP3),
            ("audio", "mp3", MP3),
            ("video", "a.mp4", MP3),
            ("video", "a.svg", b"<svg/>"),
            ("video", "picture.mp4", b"\0\0\0\x18ftypavif" + b"\0" * 60),
            ("video", "other.webm", b"\x1aE\xdf\xa3\x8bB\x82\x88matroska" + b"\0" * 60),
            ("media", "a.mp3", MP3),
        ],
    )
    def test_what_is_not_what_it_says_is_refused_with_a_reason(self, kind, name, content):
        form = recording_form(kind, upload(name, content))
        assert not form.is_valid() and form.errors["file"]

    @override_settings(MEDIA_MAX_UPLOAD_SIZE=32)
    def test_size_is_bounded(self):
        form = recording_form("audio", upload("a.mp3", MP3))
        assert not form.is_valid() and "32" in form.errors["file"][0]

    @pytest.mark.parametrize(
        ("name", "content", "good"),
        [
            ("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nXin", True),
            ("a.vtt", "\ufeffWEBVTT\n".encode(), True),
            ("a.vtt", b"<script>", False),
            ("a.vtt", b"WEBVTT\n\xff\xfe", False),
            ("a.html", b"WEBVTT\n", False),
        ],
    )
    def test_captions_are_webvtt(self, name, content, good):
        form = recording_form("video", upload("a.mp4", MP4), captions=upload(name, content))
        assert form.is_valid() == good, form.errors

    @pytest.mark.parametrize(
        ("name", "content", "good"),
        [
            ("p.png", png(), True),
            ("p.png", b"no picture", False),
            ("p.png", png()[:40], False),
            ("p.svg", b"<svg onload='alert(1)'/>", False),
            ("p.html", png(), False),
        ],
    )
    def test_poster_is_a_picture(self, name, content, good):
        form = recording_form("video", upload("a.mp4", MP4), thumbnail=upload(name, content))
        assert form.is_valid() == good, form.errors

    @override_settings(WAGTAILIMAGES_MAX_IMAGE_PIXELS=10)
    def test_poster_too_large_to_decode_is_refused(self):
        assert not recording_form("video", upload("a.mp4", MP4), thumbnail=upload("p.png", png())).is_valid()

    def test_admin_keeps_an_upload_with_its_rights(self, signed_in, newsroom):
        client = signed_in(person("contributor"))
        address = reverse("wagtailmedia:add", args=["audio"])
        form = client.get(address).content.decode()
        assert 'name="transcript"' in form and 'name="credit"' in form
        data = {"title": "Lời bà con", "language": "vi", "duration": "", "credit": "Đài", "collection": ""}
        data["collection"] = collection("Lạng Sơn").pk
        response = client.post(address, data | {"file": upload("a.mp3", MP3)})
        assert response.status_code == 302, response.context["form"].errors
        kept = LibraryMedia.objects.get()
        assert (kept.type, kept.credit, kept.collection.name) == (MediaType.AUDIO, "Đài", "Tỉnh Lạng Sơn")
