"""The description of the table of figures, by the rules of CSV on the Web and against the table itself."""

import csv
import io
import json
import re
from datetime import datetime
from decimal import Decimal

from jsonschema import Draft202012Validator

from press.formats import get_format

FORMATS = ("figures.csv-metadata.json",)
# The shape of a table description: W3C, Metadata Vocabulary for Tabular Data, 5.
SCHEMA = {
    "type": "object",
    "required": ["@context", "url", "tableSchema"],
    "properties": {
        "@context": {
            "prefixItems": [
                {"const": "http://www.w3.org/ns/csvw"},
                {"properties": {"@language": {"type": "string"}}, "additionalProperties": False},
            ],
            "minItems": 2,
            "maxItems": 2,
        },
        "@type": {"const": "Table"},
        "url": {"const": "figures.csv"},
        "dialect": {"type": "object"},
        "tableSchema": {
            "type": "object",
            "required": ["columns"],
            "properties": {
                "primaryKey": {"type": "string"},
                "columns": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["name", "titles", "datatype"],
                        "properties": {
                            "name": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.]*$"},
                            "required": {"type": "boolean"},
                        },
                        "patternProperties": {"^dc:": {}},
                    },
                },
            },
        },
    },
    "patternProperties": {"^dc:": {}},
    "additionalProperties": False,
}
TYPES = {
    "decimal": Decimal,
    "dateTimeStamp": lambda text: datetime.fromisoformat(text).utcoffset().seconds,
    "string": str,
}


def check(data, summary, name):
    described = json.loads(data)
    Draft202012Validator(SCHEMA).validate(described)
    assert described["dc:language"] == described["@context"][1]["@language"] == summary.locale
    table = get_format("figures.csv").build(summary).decode(described["dialect"]["encoding"] + "-sig")
    head, *rows = csv.reader(io.StringIO(table, newline=""), delimiter=described["dialect"]["delimiter"])
    columns = described["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == [column["titles"]["und"] for column in columns] == head
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            kind = column["datatype"]
            if cell and isinstance(kind, dict):
                assert re.fullmatch(kind["format"], cell)
            elif cell:
                TYPES[kind](cell)
            assert cell or not column["required"]


def broken(data, summary, name):
    described = json.loads(data)
    columns = described["tableSchema"]["columns"]
    yield "not whole", data[:-10]
    yield "another table", json.dumps({**described, "url": "other.csv"}).encode()
    yield "a key of nobody", json.dumps({**described, "invented": 1}).encode()
    yield "a column is missing", json.dumps({**described, "tableSchema": {"columns": columns[1:]}}).encode()
    texts = [{**column, "datatype": "decimal"} for column in columns]
    yield "words as numbers", json.dumps({**described, "tableSchema": {"columns": texts}}).encode()
