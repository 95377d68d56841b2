"""The schemas of the IPTC as published, from the folder `IPTC_SCHEMAS` or from `../shared/schemas`."""

import functools
import json
import os
from pathlib import Path

import jsonschema
import pytest
import referencing
from lxml import etree

FORMATS = ()
ROOT = Path(__file__).resolve().parents[3]


def folder():
    """Where the schemas are; the test is skipped, with a word on where to get them, if they are nowhere."""
    named = os.environ.get("IPTC_SCHEMAS")
    places = [Path(named)] if named else []
    places.append(ROOT.parent / "shared" / "schemas")
    for place in places:
        if (place / "ninjs").is_dir():
            return place
    pytest.skip("No IPTC_SCHEMAS: fetch github.com/iptc/newsinjson and github.com/iptc/newsml-g2")
    return None


@functools.cache
def _ninjs(place):
    schema = json.loads((place / "ninjs" / "ninjs-schema_3.1.json").read_text())
    shapes = json.loads((place / "ninjs" / "GeoJSON-schema.json").read_text())
    known = referencing.Registry().with_resources(
        [
            (address, referencing.jsonschema.DRAFT7.create_resource(shapes))
            for address in (shapes["$id"], shapes["$id"] + "#")
        ]
    )
    kind = jsonschema.validators.validator_for(schema)
    return kind(schema, registry=known, format_checker=kind.FORMAT_CHECKER)


@functools.cache
def _newsml(place):
    return etree.XMLSchema(etree.parse(place / "newsml-g2" / "NewsML-G2_2.35-spec-All-Power.xsd"))


def ninjs():
    """A validator of ninjs 3.1."""
    return _ninjs(folder())


def newsml():
    """The schema of NewsML-G2 2.35 in power conformance."""
    return _newsml(folder())
