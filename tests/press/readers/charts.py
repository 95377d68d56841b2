"""Charts alone: numbers of the specification, words of the drawing, size and rights of the picture."""

import io
import json
import re
from decimal import Decimal

from lxml import etree
from PIL import Image

from press.layout.fonts import drawable
from tests.press.readers import carries_rights, shows

FORMATS = ("chart-*.json", "chart-*.svg", "chart-*.png")
SVG = "{http://www.w3.org/2000/svg}"


def check(data, summary, name):
    item, kind = re.fullmatch(r"chart-(.+)\.(\w+)", name).groups()
    chart = next(chart for chart in summary.charts if chart.id == item)
    READERS[kind](data, summary, chart)


def specification(data, summary, chart):
    spec = json.loads(data)
    assert spec["$schema"] == "https://vega.github.io/schema/vega-lite/v6.json"
    told = sorted(Decimal(row["exact"]) for row in spec["data"]["values"])
    assert told == sorted(Decimal(v) for series in chart.series for v in series.values if v)
    for row in spec["data"]["values"]:
        assert Decimal(str(row["value"])) == Decimal(row["exact"])
        assert (row["fill"] == "#FFFFFF") == bool(row["word"])
    assert not {"expr", "signal", "url", "calculate", "href"} & set(keys(spec))
    assert spec["usermeta"]["terms"] == drawable(summary.rights.usage_terms)


def keys(part):
    """Every key of a tree."""
    for key, value in part.items() if isinstance(part, dict) else ():
        yield key
        yield from keys(value)
    for value in part if isinstance(part, list) else ():
        yield from keys(value)


def drawing(data, summary, chart):
    root = etree.fromstring(data)
    assert (root.get("role"), root.get("lang")) == ("img", summary.locale)
    assert [child.tag for child in root][:3] == [f"{SVG}title", f"{SVG}desc", f"{SVG}metadata"]
    assert root[0].text == drawable(chart.title)
    assert drawable(chart.alt) in root[1].text
    words = " ".join("".join(node.itertext()) for node in root.iter(f"{SVG}text"))
    assert shows(words, chart.title)
    assert all(shows(words, name) for name in chart.categories)
    assert not list(root.iter(f"{SVG}script", f"{SVG}a", f"{SVG}image", f"{SVG}foreignObject"))
    assert set(re.findall(rb"url\((.{5})", data)) <= {b"data:", b"#clip", b'"#cli'}
    assert not [node for node in root.iter(etree.Element) if node.get("aria-roledescription")]


def picture(data, summary, chart):
    image = Image.open(io.BytesIO(data))
    image.load()
    assert image.width >= 1700
    carries_rights(image, summary)


READERS = {"json": specification, "svg": drawing, "png": picture}


def broken(data, summary, name):
    yield "not whole", data[: len(data) // 2]
    if name.endswith("json"):
        spec = json.loads(data)
        spec["data"]["values"][0]["exact"] = "123456789"
        yield "another number", json.dumps(spec).encode()
        spec = json.loads(data)
        spec["data"] = {"url": "https://example.org/data.json"}
        yield "data from elsewhere", json.dumps(spec).encode()
    elif name.endswith("svg"):
        yield "without a title", re.sub(rb"<title.*?</title>", b"", data, flags=re.S)
        yield "with a script", data.replace(b"</svg>", b"<script>1</script></svg>")
    else:
        image, target = Image.open(io.BytesIO(data)), io.BytesIO()
        image.info.clear()
        image.save(target, "PNG")
        yield "without rights", target.getvalue()
