"""What a telephone writes into a picture does not come into the library, through no door; the picture stays as it looks."""

import hashlib
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageChops, ImageCms, ImageStat
from PIL.PngImagePlugin import PngInfo
from wagtail.images import get_image_model
from wagtail.models import Collection

from home.submissions import actions as submissions
from home.submissions.models import SubmissionFile
from library.originals import cleaned
from story.importing.document import Picture
from story.importing.staging import stage
from story.models import StagedPicture
from tests.factories import submission, superuser

pytestmark = pytest.mark.once

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SECRETS = [b"CANARY-phone", b"CANARY-owner", b"CANARY-serial", b"CANARY-comment", b"GPS"]
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="21,51N" '
    b'xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" aux:SerialNumber="CANARY-serial" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    b'photoshop:Credit="B\xc3\xa1o L\xe1\xba\xa1ng S\xc6\xa1n &amp; TTXVN">'
    b"<dc:creator><rdf:Seq><rdf:li>N\xc3\xb4ng Th\xe1\xbb\x8b Lan</rdf:li></rdf:Seq></dc:creator>"
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def scene():
    """The upper left quarter is red, the rest blue."""
    image = Image.new("RGB", (320, 160), (40, 90, 200))
    image.paste((220, 30, 30), (0, 0, 160, 80))
    return image


def said(orientation=1):
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x0112] = "CANARY-phone", "CANARY-owner", orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 51.0, 0.0), 3: "E", 4: (106.0, 45.0, 0.0)})
    return exif


def photo(kind="JPEG", orientation=1, **options):
    """A picture as a telephone writes it."""
    file = io.BytesIO()
    if kind == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Comment", "CANARY-comment")
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP.decode())
    else:
        options["xmp"] = XMP
    if kind == "JPEG":
        options |= {"comment": b"CANARY-comment"}
    scene().save(file, kind, exif=said(orientation), icc_profile=PROFILE, **options)
    return file.getvalue()


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def difference(one, other):
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


def is_clean(data):
    exif = opened(data).getexif()
    return not dict(exif) and not exif.get_ifd(0x8825) and not any(secret in data for secret in SECRETS)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
class TestCleaning:
    def test_place_device_and_owner_are_gone_the_look_and_the_profile_stay(self, kind):
        before = photo(kind)
        assert not is_clean(before)
        after = cleaned(before)
        assert is_clean(after)
        assert (opened(after).format, opened(after).info["icc_profile"]) == (kind, PROFILE)
        assert difference(opened(before), opened(after)) < 2

    def test_who_is_to_be_credited_is_still_said(self, kind):
        packet = str(opened(cleaned(photo(kind))).getxmp())
        assert "Nông Thị Lan" in packet and "Báo Lạng Sơn & TTXVN" in packet

    def test_a_picture_taken_on_its_side_stands_upright(self, kind):
        after = opened(cleaned(photo(kind, orientation=6)))
        assert after.size == (160, 320)
        assert after.convert("RGB").getpixel((140, 40))[0] > 150  # the red corner is at the upper right
        assert after.convert("RGB").getpixel((20, 280))[2] > 150

    def test_cleaning_again_changes_nothing(self, kind):
        first = cleaned(photo(kind, orientation=3))
        assert cleaned(first) == first


class TestWhatStays:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
    def test_a_picture_that_says_nothing_is_kept_byte_for_byte(self, kind):
        file = io.BytesIO()
        scene().save(file, kind)
        assert cleaned(file.getvalue()) == file.getvalue()

    @pytest.mark.parametrize("data", [b"", b"no picture", photo()[:200]])
    def test_what_cannot_be_read_is_left_to_the_forms(self, data):
        assert cleaned(data) == data

    def test_more_dots_than_may_be_decoded_are_not_decoded(self, settings):
        settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 320 * 160 - 1
        assert cleaned(photo()) == photo()

    def test_iptc_credit_of_an_agency_is_kept(self):
        field = b"\x1c\x02\x6e\x00\x05TTXVN" + b"\x1c\x02\x5a\x00\x06CANARY"
        resource = b"8BIM\x04\x04\x00\x00" + len(field).to_bytes(4, "big") + field + b"\0" * (len(field) % 2)
        body = b"Photoshop 3.0\0" + resource
        file = io.BytesIO()
        scene().save(file, "JPEG", extra=b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body)
        after = cleaned(file.getvalue())
        assert "TTXVN" in str(opened(after).getxmp()) and b"CANARY" not in after

    def test_what_hangs_behind_the_picture_is_cut_off(self):
        assert b"CANARY-film" not in cleaned(photo() + b"CANARY-film")


@pytest.mark.django_db
@pytest.mark.usefixtures("newsroom")
class TestDoors:
    def is_kept_clean(self, picture):
        picture = get_image_model().objects.get(pk=picture.pk)
        with picture.file.open("rb") as file:
            data = file.read()
        assert is_clean(data)
        assert (picture.width, picture.height) == opened(data).size == (160, 320)
        assert picture.file_size == len(data)
        assert picture.file_hash == hashlib.sha1(data).hexdigest()

    def upload(self):
        return SimpleUploadedFile("anh.jpg", photo(orientation=6), "image/jpeg")

    def newest(self):
        return get_image_model().objects.latest("pk")

    def test_form_of_the_library_and_a_new_file_for_an_old_picture(self, signed_in):
        client, root = signed_in(superuser()), Collection.get_first_root_node().pk
        for address in (reverse("wagtailimages:add"), None):
            address = address or reverse("wagtailimages:edit", args=[self.newest().pk])
            fields = {"title": "Ảnh", "file": self.upload(), "collection": root}
            assert client.post(address, fields).status_code in (200, 302)
            self.is_kept_clean(self.newest())

    def test_several_at_once(self, signed_in):
        fields = {"title": "Ảnh", "files[]": self.upload(), "collection": Collection.get_first_root_node().pk}
        response = signed_in(superuser()).post(reverse("wagtailimages:add_multiple"), fields)
        assert response.json()["success"]
        self.is_kept_clean(self.newest())

    def test_a_file_that_is_written_before_its_row(self):
        picture = get_image_model()(title="Ảnh")
        picture.file.save("anh.jpg", ContentFile(photo(orientation=6)), save=False)
        picture.save()
        self.is_kept_clean(picture)

    def test_a_picture_of_a_word_file(self):
        key = stage(Picture("anh.jpg", photo(orientation=6)), "", superuser())
        assert is_clean(bytes(StagedPicture.objects.get(image_id=key).data))
        picture = get_image_model().objects.get(pk=key)
        assert (picture.width, picture.height) == (160, 320)

    def test_a_picture_that_was_sent_in(self):
        row = submission()
        data = photo(orientation=6)
        file = ContentFile(data, name="anh.jpg")
        SubmissionFile.objects.create(submission=row, file=file, name="anh.jpg", kind="jpeg", size=len(data))
        submissions.take_up(row, superuser())
        self.is_kept_clean(self.newest())
