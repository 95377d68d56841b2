"""Files of the library and the blocks that show them, for tests."""

import io
import uuid

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Collection
from wagtailmedia.forms import get_media_form

from library.models import LibraryDocument, LibraryImage, LibraryMedia
from tests.factories import superuser

FIGURE = "0358f9c3-8450-50d7-a3d9-f0574ee20653"
MP3, MP4, WEBM = (
    b"ID3\x04" + b"\0" * 60,
    b"\0\0\0\x18ftypisom" + b"\0" * 60,
    b"\x1aE\xdf\xa3\x87B\x82\x84webm" + b"\0" * 60,
)


def png(width=6, height=4):
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return out.getvalue()


def collection(unit=None):
    if unit is None:
        return Collection.get_first_root_node()
    return Collection.objects.get(name__endswith=unit)


def image(title="Chợ số", unit=None, *, size=(6, 4), **fields):
    fields = {"credit": "Sở Y tế", "licence": "CC BY 4.0", "description": "Một phiên chợ"} | fields
    content = ContentFile(png(*size), name=f"{uuid.uuid4()}.png")
    return LibraryImage.objects.create(title=title, file=content, collection=collection(unit), **fields)


def recording(kind="audio", unit=None, **fields):
    fields = {"title": "Lời bà con", "credit": "Đài Lạng Sơn", "transcript": "Bà con nói."} | fields
    name = "a.mp3" if kind == "audio" else "a.mp4"
    content = ContentFile(MP3 if kind == "audio" else MP4, name=name)
    return LibraryMedia.objects.create(type=kind, file=content, collection=collection(unit), **fields)


def document(unit=None, **fields):
    fields = {"title": "Kế hoạch 12", "credit": "UBND tỉnh"} | fields
    content = ContentFile(b"%PDF-1.7 x", name="ke-hoach.pdf")
    return LibraryDocument.objects.create(file=content, collection=collection(unit), **fields)


def block(kind, value):
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def shown(picture, caption="Chú thích", **fields):
    said = {"image": picture.pk, "alt_text": "Người mua quét mã", "decorative": False} | fields
    return {"image": said, "caption": caption}


def gallery(*items):
    listed = [{"type": "item", "id": str(uuid.uuid4()), "value": item} for item in items]
    return block("gallery", {"title": "Một ngày ở chợ", "pictures": listed})


def interview(answer):
    exchange = {
        "type": "item",
        "id": str(uuid.uuid4()),
        "value": {"question": "Khó gì nhất?", "answer": answer},
    }
    value = {
        "speaker": "Lê Văn Bình",
        "role": "Chủ tịch xã",
        "interviewer": "Báo tỉnh",
        "exchanges": [exchange],
    }
    return block("interview", value)


def embed(url="https://www.youtube.com/watch?v=abc", poster=None, **fields):
    box = {"image": poster.pk if poster else None, "alt_text": "", "decorative": bool(poster)}
    return block("embed", {"url": url, "title": "Phóng sự", "caption": "Bốn phút", "poster": box} | fields)


def everything():
    """One block of each kind, and the files they show."""
    first, second, poster = image("Một"), image("Hai"), image("Ba")
    sound, film, paper = recording(), recording("video", title="Phim"), document()
    blocks = [
        block("picture", shown(first)),
        gallery(shown(second, "Thứ nhất"), shown(first, "Thứ hai", alt_text="", decorative=True)),
        block("audio", {"audio": sound.pk, "caption": "Nghe", "transcript": ""}),
        block("video", {"video": film.pk, "caption": "", "transcript": "Lời của phim."}),
        embed(poster=poster),
        interview(f'<p>Có <a linktype="figure" id="{FIGURE}">5</a> cửa hàng.</p>'),
        block("document", {"document": paper.pk, "caption": "Kế hoạch của tỉnh"}),
    ]
    return blocks, (first, second, sound, film, poster, paper)


def upload(name, content):
    return SimpleUploadedFile(name, content)


def recording_form(kind, file, user=None, **extra):
    files = {"file": file} | {key: extra.pop(key) for key in ("thumbnail", "captions") if key in extra}
    data = {"title": "Lời", "collection": collection().pk, "duration": "0", "language": "vi"} | extra
    instance = LibraryMedia(type=kind)
    return get_media_form(LibraryMedia)(data, files, instance=instance, user=user or superuser())
