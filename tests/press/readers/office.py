"""What the readers of office files share: the package is whole, its XML is well formed, nothing in it runs."""

import io
import zipfile

from lxml import etree


def parts(data):
    """The parts of a package; raises where it is damaged, runs something, or fetches something."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        found = {name: package.read(name) for name in package.namelist()}
    for name, part in found.items():
        assert "vba" not in name.lower() and "externalLink" not in name
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    return found


def changed(data, name, change):
    """The package with one part changed, or left out where nothing is given back."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for each in source.namelist():
            part = source.read(each)
            if each == name:
                part = change(part)
            if part is not None:
                made.writestr(each, part)
    return target.getvalue()


FORMATS = ()
