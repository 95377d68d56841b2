"""The infographic in four ratios, each as PNG, PDF and editable SVG."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from press.formats.registry import Format, register
from press.layout import Poster, poster
from press.summary import StorySummary

LABELS = {
    "16x9": _("Infographic, 16:9"),
    "1x1": _("Infographic, 1:1"),
    "9x16": _("Infographic, 9:16"),
    "a4": _("Infographic, A4"),
}


def png(drawn: Poster) -> bytes:
    """The picture; the engine is loaded only where it draws."""
    from press.drawing.typst import draw_png

    return draw_png(drawn)


def pdf(drawn: Poster) -> bytes:
    """The page for print."""
    from press.drawing.typst import draw_pdf

    return draw_pdf(drawn)


def svg(drawn: Poster) -> bytes:
    """The editable drawing."""
    from press.drawing.svg import draw_svg

    return draw_svg(drawn)


ENGINES: dict[str, tuple[str, Callable[[Poster], bytes], bool]] = {
    "png": ("image/png", png, True),
    "pdf": ("application/pdf", pdf, True),
    "svg": ("image/svg+xml", svg, False),
}


def builder(ratio: str, draw: Callable[[Poster], bytes]) -> Callable[[StorySummary], bytes]:
    """The build function of one ratio and engine."""

    def build(summary: StorySummary) -> bytes:
        return draw(poster(summary, ratio))

    return build


for name in LABELS:
    for extension, (content_type, draw, heavy) in ENGINES.items():
        build = builder(name, draw)
        register(
            Format(
                f"infographic-{name}.{extension}",
                content_type,
                LABELS[name],
                "graphics",
                build,
                version=3,
                heavy=heavy,
            )
        )
