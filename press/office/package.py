"""The package of an office file, settled: its bytes depend on the summary alone."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

from press.summary import StorySummary
from press.wire.items import version_created

DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
CORE = "docProps/core.xml"
# Zip knows no time before this one.
EPOCH = (1980, 1, 1, 0, 0, 0)


def made_at(summary: StorySummary) -> datetime:
    """The moment of this version, in universal time and without a zone, as office files note it."""
    return datetime.fromisoformat(version_created(summary)).astimezone(UTC).replace(tzinfo=None)


def settled(data: bytes, moment: datetime) -> bytes:
    """The package with one moment everywhere, in the workbooks within it too; its parts keep their order."""
    told = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            part = source.read(name)
            if name == CORE:
                part = DATES.sub(rb"\g<1>" + told + rb"\g<3>", part)
            elif name.endswith(".xlsx"):
                part = settled(part, moment)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            made.writestr(entry, part)
    return target.getvalue()
