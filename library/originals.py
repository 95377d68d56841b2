"""What a picture says beside what it shows: where a telephone stood, whose it is. It is taken out on the way in."""

import io
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps, IptcImagePlugin, JpegImagePlugin
from PIL.PngImagePlugin import PngInfo

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
# Segments of a JPEG that say how it is to be shown: its density, its colours (ICC), how they are coded.
SHOWING = {"APP0", "APP2", "APP14"}
SAYING = {"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop"}
# Credits by their name in XMP, with the key in the parsed packet and the number of the IPTC field.
CREDITS = {"dc:creator": ("creator", 80), "photoshop:Credit": ("Credit", 110), "dc:rights": ("rights", 116)}
LISTS = {"dc:creator": ("Seq", ""), "dc:rights": ("Alt", ' xml:lang="x-default"')}
PACKET = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">{}</rdf:Description></rdf:RDF></x:xmpmeta>'
)


def cleaned(data: bytes) -> bytes:
    """The picture upright, with its colour profile and credits and nothing else said; as it was if that is so already.

    What is no picture of one frame in a format of photographs, is broken, or has more dots than may be decoded stays
    as it is: the forms refuse what may not be kept.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                return data
            # Telephones put a second picture behind the first (MPO); all else of several frames is an animation.
            if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
                return data
            image.load()
            packet = _packet(image).encode()
            return _written(image, packet) if _says_more(image, packet) else data
    # Pillow raises what its plug-ins raise.
    except Exception:
        return data


def clean_file(content: Any) -> File:
    """An uploaded picture, cleaned, under its own name."""
    content.seek(0)
    return ContentFile(cleaned(content.read()), name=content.name)


def _says_more(image: Any, packet: bytes) -> bool:
    segments = {
        name for name, content in getattr(image, "applist", ()) if not packet or packet not in content
    }
    texts = {name for name, text in getattr(image, "text", {}).items() if text.encode() != packet}
    said = {name for name in SAYING & image.info.keys() if name != "xmp" or image.info[name] != packet}
    return bool(image.format == "MPO" or segments - SHOWING or said - {"XML:com.adobe.xmp"} or texts)


def _written(image: Any, packet: bytes) -> bytes:
    options: dict[str, Any] = {"icc_profile": image.info.get("icc_profile"), "exif": b""}
    kind = "JPEG" if image.format == "MPO" else image.format
    if kind == "JPEG":
        # With the tables it was made with, it loses next to nothing by being written again.
        options |= {"qtables": image.quantization, "subsampling": JpegImagePlugin.get_sampling(image)}
        options |= {"progressive": bool(image.info.get("progressive")), "comment": b""}
    elif kind == "PNG":
        options["pnginfo"] = PngInfo()
        if packet:
            options["pnginfo"].add_itxt("XML:com.adobe.xmp", packet.decode())
    else:
        options["quality"] = 95
    if kind != "PNG":
        options["xmp"] = packet
    file = io.BytesIO()
    (ImageOps.exif_transpose(image) or image).save(file, kind, **options)
    return file.getvalue()


def _packet(image: Any) -> str:
    """The credits in XMP; empty where none are given."""
    try:
        parsed, fields = image.getxmp(), IptcImagePlugin.getiptcinfo(image) or {}
    # Both are read from what a stranger wrote.
    except Exception:
        return ""
    found = []
    for name, (key, number) in CREDITS.items():
        said = next(_texts(parsed, key), "") or _decoded(fields.get((2, number)))
        if said:
            kind, language = LISTS.get(name, ("", ""))
            text = escape(said)
            value = f"<rdf:{kind}><rdf:li{language}>{text}</rdf:li></rdf:{kind}>" if kind else text
            found.append(f"<{name}>{value}</{name}>")
    return PACKET.format("".join(found)) if found else ""


def _texts(parsed: Any, key: str) -> Iterator[str]:
    """The texts under a key, at any depth."""
    for name, value in parsed.items() if isinstance(parsed, dict) else ():
        if name == key:
            yield from filter(None, [_flat(value)])
        for child in value if isinstance(value, list) else [value]:
            yield from _texts(child, key)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(filter(None, (_flat(child) for name, child in value.items() if name != "lang")))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_flat, value)))
    return str(value or "").strip()


def _decoded(field: Any) -> str:
    texts = field if isinstance(field, list) else [field or b""]
    return ", ".join(bytes(text).decode("utf-8", "replace").strip("\0 ") for text in texts)
