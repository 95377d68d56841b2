"""The table of figures by Python's own reader."""

import csv
import io

FORMATS = ("figures.csv",)


def check(data, summary, name):
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), strict=True))
    assert [row["value"] for row in rows] == [figure.value for figure in summary.figures]


def broken(data, summary, name):
    yield "no mark of its encoding", data.removeprefix(b"\xef\xbb\xbf")
    yield "a row is missing", b"\r\n".join(data.split(b"\r\n")[:-2])
