"""Word files for tests: real ones written by python-docx, and packages put together byte by byte."""

import io
import zipfile

from docx import Document
from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>"""


def picture(width=8, height=6, kind="PNG"):
    """The bytes of a picture."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, kind)
    return file.getvalue()


def word(*lines, title="Chợ số về bản", core_title="", build=None):
    """A Word file: each line is text, (text, style), or a function of the document."""
    document = Document()
    document.core_properties.title = core_title
    if title:
        document.add_paragraph(title, style="Title")
    for line in lines:
        if callable(line):
            line(document)
        elif isinstance(line, tuple):
            document.add_paragraph(line[0], style=line[1])
        else:
            marked(document.add_paragraph(), line)
    if build:
        build(document)
    return saved(document)


def marked(paragraph, text):
    """`**bold**` and `__italic__` as runs."""
    for number, piece in enumerate(text.split("**")):
        for inner, words in enumerate(piece.split("__")):
            if words:
                run = paragraph.add_run(words)
                run.bold = True if number % 2 else None
                run.italic = True if inner % 2 else None
    return paragraph


def saved(document):
    """The bytes of a python-docx document, as an open file."""
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    return file


def relations(*rows):
    """A relationships part of (id, kind, target, external) rows."""
    items = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if external else ""}/>'
        for key, kind, target, external in rows
    )
    return f'<Relationships xmlns="{RELATION}">{items}</Relationships>'


def raw(
    body="<w:p><w:r><w:t>Xin chào các bạn.</w:t></w:r></w:p>",
    parts=(),
    related=(),
    types=TYPES,
    document=None,
    compress=True,
):
    """A package with this body; `parts` are (name, content), `related` the relations of the text."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations(("r1", "officeDocument", "word/document.xml", False)))
        if related:
            archive.writestr("word/_rels/document.xml.rels", relations(*related))
        archive.writestr("word/document.xml", document if document is not None else text(body))
        for name, content in parts:
            archive.writestr(name, content)
    file.seek(0)
    return file


def text(body, root="document"):
    """The main part around some paragraphs; with `root`, another part such as footnotes."""
    inner = f"<w:body>{body}</w:body>" if root == "document" else body
    spaces = (
        f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {spaces}>{inner}</w:{root}>'


def p(*runs, style="", properties=""):
    """A paragraph; runs are plain text or ready XML."""
    made = "".join(
        run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs
    )
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{made}</w:p>"
