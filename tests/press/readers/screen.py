"""Lower thirds, card and thumbnail: size, transparency, safe area and the rights inside."""

import io

from PIL import Image

from tests.press.readers import carries_rights

SIZES = {"card": (1200, 630), "thumbnail": (1280, 720), "lower-third": (1920, 1080)}
FORMATS = ("card.png", "thumbnail.png", "lower-third.png", "lower-third-*.png")
# Nothing is drawn outside of the action-safe area, 5 % from every edge.
SAFE = (96, 54, 1824, 1026)


def check(data, summary, name):
    image = Image.open(io.BytesIO(data))
    image.load()
    kind = next(kind for kind in SIZES if name.startswith(kind))
    assert image.size == SIZES[kind]
    carries_rights(image, summary)
    if kind == "lower-third":
        left, top, right, bottom = image.getchannel("A").getbbox()
        assert SAFE[0] <= left and SAFE[1] <= top and right <= SAFE[2] and bottom <= SAFE[3]
        assert image.getchannel("A").getextrema() == (0, 255)
    else:
        assert len(image.convert("RGB").getcolors(10**7)) > 20


def broken(data, summary, name):
    yield "not whole", data[: len(data) // 2]
    image = Image.open(io.BytesIO(data))
    yield "without rights", saved(Image.frombytes(image.mode, image.size, image.tobytes()), {})
    yield "of another size", saved(image.resize((640, 360)), image.info)
    if name.startswith("lower-third"):
        opaque = Image.new("RGBA", image.size, "white")
        opaque.alpha_composite(image)
        yield "not transparent", saved(opaque, image.info)


def saved(image, info):
    from PIL.PngImagePlugin import PngInfo

    kept, target = PngInfo(), io.BytesIO()
    if "XML:com.adobe.xmp" in info:
        kept.add_itxt("XML:com.adobe.xmp", info["XML:com.adobe.xmp"])
    image.info.clear()
    image.save(target, "PNG", pnginfo=kept)
    return target.getvalue()
