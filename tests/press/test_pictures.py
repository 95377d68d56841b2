"""Rights inside pictures: read back by another library, and not a pixel changed."""

import io

import pytest
from PIL import Image

from press.pictures import UnmarkablePictureError, with_rights
from press.summary import Medium

HOSTILE = ']]> <b>&amp; =1+1 #read("x") \u202egnp.exe \x00\x0b\ud800'
MEDIUM = Medium(
    id="a1",
    kind="picture",
    title="Điểm bưu điện xã",
    alt="Một người rút tiền ở quầy bưu điện",
    caption="Rút tiền ở xã Hữu Khánh",
    credit="Ảnh: Trần Văn Bình",
    licence="CC BY 4.0",
    usage_terms="Không phát sóng. " + HOSTILE,
    url="http://127.0.0.1:8000/media/a1.jpg",
)
KINDS = [("PNG", "RGBA", {}), ("JPEG", "RGB", {}), ("WEBP", "RGB", {}), ("WEBP", "RGBA", {"lossless": True})]


def picture(kind, mode, options):
    image = Image.radial_gradient("L").convert(mode)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L"))
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def words(data):
    told = Image.open(io.BytesIO(data)).getxmp()["xmpmeta"]["RDF"]["Description"]
    alts = ("title", "description", "rights", "UsageTerms", "AltTextAccessibility")
    return {**told, **{name: told[name]["Alt"]["li"]["text"] for name in alts if name in told}}


@pytest.fixture(params=KINDS, ids=lambda kind: f"{kind[0]}-{kind[1]}")
def original(request):
    return picture(*request.param)


class TestRights:
    def test_are_read_back_by_another_library(self, original):
        told = words(with_rights(original, MEDIUM))
        assert told["Credit"] == MEDIUM.credit
        assert told["description"] == MEDIUM.caption
        assert told["AltTextAccessibility"] == MEDIUM.alt
        assert "CC BY 4.0" in told["rights"]
        # Hostile words are literal; what no XML may hold is gone.
        assert told["UsageTerms"] == 'Không phát sóng. ]]> <b>&amp; =1+1 #read("x") gnp.exe'
        assert "DigitalSourceType" not in told

    def test_leave_every_pixel_as_it_was(self, original):
        before, after = (Image.open(io.BytesIO(data)) for data in (original, with_rights(original, MEDIUM)))
        assert (after.mode, after.size) == (before.mode, before.size)
        assert after.tobytes() == before.tobytes()

    def test_are_replaced_and_not_heaped_up(self, original):
        once = with_rights(original, MEDIUM)
        assert with_rights(once, MEDIUM) == once
        assert words(with_rights(once, MEDIUM.model_copy(update={"credit": "Khác"})))["Credit"] == "Khác"

    def test_fit_whatever_the_length_of_the_words(self, original):
        long = MEDIUM.model_copy(update=dict.fromkeys(("alt", "caption", "usage_terms"), "ữ&" * 10000))
        assert words(with_rights(original, long))["UsageTerms"].startswith("ữ&ữ&")

    def test_a_file_that_is_cut_off_is_refused(self, original):
        with pytest.raises(UnmarkablePictureError):
            with_rights(original[:20], MEDIUM)

    @pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>"])
    def test_what_is_no_picture_is_refused(self, data):
        with pytest.raises(UnmarkablePictureError):
            with_rights(data, MEDIUM)

    def test_the_exif_of_a_photograph_stays(self):
        exif = Image.Exif()
        exif[0x010E] = "from the camera"
        target = io.BytesIO()
        Image.new("RGB", (9, 9), "teal").save(target, "JPEG", exif=exif)
        marked = with_rights(target.getvalue(), MEDIUM)
        assert Image.open(io.BytesIO(marked)).getexif()[0x010E] == "from the camera"
        assert words(marked)["Credit"] == MEDIUM.credit
