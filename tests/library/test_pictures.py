"""Pictures that claim more than they hold: refused from their head at every door, in no time and no memory."""

import io
import resource
import struct
import time
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from PIL import Image

from library import pictures
from library.models import LibraryImage
from tests.factories import superuser

pytestmark = pytest.mark.once

MOST_SECONDS, MOST_EXTRA_KB = 2, 64 * 1024


def made(kind, size=(8, 6), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, *, ending=True):
    """A sound PNG but for its pixels, which are not there."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + head + body + (chunk(b"IEND", b"") if ending else b"\0\0\1\0IDAT")


def gif(width, height, frames=1):
    one = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02D\x01\0"
    palette = b"\0\0\0\xff\xff\xff"
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + palette + one * frames + b";"


def jpeg(width, height):
    """A small JPEG whose frame header says otherwise."""
    data = made("JPEG")
    place = data.index(b"\xff\xc0") + 5
    return data[:place] + struct.pack(">HH", height, width) + data[place + 4 :]


def webp(width, height):
    sides = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    still = made("WEBP")[12:]
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + sides + still
    return b"RIFF" + struct.pack("<I", len(body)) + body


def avif(width, height):
    data = made("AVIF")
    place = data.index(b"ispe") + 8
    return data[:place] + struct.pack(">II", width, height) + data[place + 8 :]


BOMBS = {
    "a.png": png(50_000, 50_000),
    "between.png": png(12_000, 12_000),
    "a.gif": gif(60_000, 60_000),
    "frames.gif": gif(3000, 3000, frames=10),
    "many.gif": gif(1, 1, frames=500_000),
    "a.jpg": jpeg(65_000, 65_000),
    "a.webp": webp(16_000, 16_000),
    "a.avif": avif(60_000, 60_000),
}
BROKEN = {
    "cut.png": png(7000, 7000, ending=False),
    "cut.jpg": made("JPEG", (400, 400))[:500],
    "cut.webp": made("WEBP", (400, 400))[:-40],
    "script.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "text.png": b"no picture",
    "nothing.gif": b"GIF89a",
}


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


class TestMeasured:
    @pytest.mark.parametrize("kind", pictures.FORMATS)
    def test_what_it_says_of_itself_is_read(self, kind):
        head = pictures.measured(file := io.BytesIO(made(kind)))
        assert head == pictures.Head(kind, 8, 6, 1)
        assert pictures.whole(file, head)
        assert file.tell() == 0

    def test_frames_of_a_gif_are_counted(self):
        assert pictures.measured(io.BytesIO(gif(10, 10, frames=7))).frames == 7

    def test_photograph_of_a_telephone_with_a_second_picture_in_it_is_a_jpeg(self):
        out, second = io.BytesIO(), Image.new("RGB", (8, 6), "red")
        Image.new("RGB", (8, 6)).save(out, "MPO", save_all=True, append_images=[second])
        assert pictures.measured(out) == pictures.Head("JPEG", 8, 6, 1)

    @pytest.mark.parametrize("name", [name for name in BOMBS if name != "a.avif"])
    def test_bomb_is_known_from_its_head(self, name):
        with pytest.raises(pictures.TooManyPixelsError):
            pictures.measured(io.BytesIO(BOMBS[name]))

    @override_settings(WAGTAILIMAGES_MAX_IMAGE_PIXELS=8 * 6)
    def test_bound_is_the_sites_own(self):
        assert pictures.measured(io.BytesIO(made("PNG"))).pixels == 48
        with pytest.raises(pictures.TooManyPixelsError):
            pictures.measured(io.BytesIO(made("PNG", (8, 7))))


def single(client, file):
    response = client.post(reverse("wagtailimages:add"), {"title": "Chợ", "file": file, "collection": "1"})
    return response.context["form"].errors["file"]


def multiple(client, file):
    address = reverse("wagtailimages:add_multiple")
    response = client.post(address, {"title": "Chợ", "files[]": file, "collection": "1"})
    return [response.json()["error_message"]]


def chooser(client, file):
    form = {"image-chooser-upload-title": "Chợ", "image-chooser-upload-collection": "1"}
    address = reverse("wagtailimages_chooser:create")
    response = client.post(address, form | {"image-chooser-upload-file": file})
    assert response.json()["step"] == "reshow_creation_form"
    return [response.json()["htmlFragment"]]


@pytest.mark.django_db
@pytest.mark.usefixtures("newsroom")
@pytest.mark.parametrize("door", [single, multiple, chooser], ids=lambda door: door.__name__)
class TestDoorsOfTheAdmin:
    def test_bombs_and_broken_pictures_are_refused_with_a_reason(self, signed_in, door):
        client = signed_in(superuser())
        door(client, SimpleUploadedFile("first.png", b"no picture"))  # what is loaded once is not counted
        for name, data in (BOMBS | BROKEN).items():
            before, began = peak(), time.perf_counter()
            said = "".join(door(client, SimpleUploadedFile(name, data)))
            assert time.perf_counter() - began < MOST_SECONDS, name
            assert peak() - before < MOST_EXTRA_KB, name
            assert said, name
        assert not LibraryImage.objects.exists()

    def test_picture_with_another_ending_is_refused(self, signed_in, door):
        assert "".join(door(signed_in(superuser()), SimpleUploadedFile("a.png", made("JPEG"))))


@pytest.mark.django_db
@pytest.mark.usefixtures("newsroom")
@pytest.mark.parametrize("kind", pictures.FORMATS)
def test_sound_picture_is_kept(signed_in, kind):
    ending = {"JPEG": "jpg"}.get(kind, kind.lower())
    file = SimpleUploadedFile(f"cho.{ending}", made(kind))
    form = {"title": "Chợ", "file": file, "collection": "1"}
    assert signed_in(superuser()).post(reverse("wagtailimages:add"), form).status_code == 302
    assert LibraryImage.objects.get().width == 8
