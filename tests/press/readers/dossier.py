"""The dossier, read back by python-docx and as XML: nothing in it runs or fetches, and it says what the summary says."""

import io
import re
from urllib.parse import urlsplit

import docx
from django.utils import translation
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from press.layout.fonts import drawable
from press.notes import notes
from press.wire import items
from story.figures.wording import wording_of
from tests.press.readers.office import changed, parts

FORMATS = ("dossier.docx",)
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
LANGUAGES = {"vi": "vi-VN", "en": "en-US"}
YELLOW = {"Figure Verified", "Verified Tick"}
QUALIFIERS = ("exactly", "about", "over", "nearly", "under", "at-least", "at-most")


def check(data, summary, name):
    nothing_runs(parts(data))
    document = docx.Document(io.BytesIO(data))
    about = document.core_properties
    assert (about.title, about.language) == (drawable(summary.headline)[:250], summary.locale)
    (language,) = document.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == LANGUAGES[summary.locale]
    told = everything(document)
    assert flat(summary.headline) in told
    assert f"/{summary.locale}/{summary.revision}/" in " ".join(told)
    if summary.status == "withdrawn":
        assert not document.tables
        return
    with translation.override(summary.locale):
        embargo(document, summary)
        body(told, summary)
        figures(document, summary)
    around(told, summary)


def nothing_runs(found):
    """No field but page numbers, nothing embedded, nothing fetched, links to the web and to mailboxes alone."""
    for part, xml in found.items():
        if part.endswith(".rels"):
            for relation in etree.fromstring(xml):
                if relation.get("TargetMode") == "External":
                    assert relation.get("Type").endswith("/hyperlink")
                    address = urlsplit(relation.get("Target"))
                    assert address.scheme in ("http", "https", "mailto") and (
                        address.netloc or "@" in address.path
                    )
                assert not re.search(
                    "attachedTemplate|oleObject|aFChunk|frame|package$", relation.get("Type")
                )
        elif part.startswith("word/") and part.endswith(".xml"):
            tree = etree.fromstring(xml)
            for tag in ("w:fldChar", "w:instrText", "w:object", "w:altChunk", "w:sdt", "w:attachedTemplate"):
                assert not list(tree.iter(qn(tag))), tag
            assert {field.get(qn("w:instr")) for field in tree.iter(qn("w:fldSimple"))} <= {
                "PAGE",
                "NUMPAGES",
            }


def everything(document):
    """Each paragraph as one line, in cells too, without the boxes that our words for a target stand in."""
    paragraphs = [Paragraph(each, document) for each in document.element.body.iter(qn("w:p"))]
    return [line for paragraph in paragraphs if (line := flat(without_boxes(paragraph)))]


def without_boxes(paragraph):
    told = []
    for run in paragraph._p.iter(qn("w:r")):
        text = "".join(each.text or "" for each in run.iter(qn("w:t")))
        if style_of(run) == "NatureWord":
            # With the blank that parts it from the figure.
            told[-1:] = [told[-1].removesuffix(" ")] if told else []
        else:
            told.append(text)
    return "".join(told)


def style_of(run):
    found = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    return None if found is None else found.get(qn("w:val"))


def flat(text):
    """One line; the word behind a target stands in a box instead of brackets, and is looked for there."""
    plain = " ".join(drawable(text).split())
    return re.sub(r" \((mục tiêu|dự kiến|target|projected)\)", "", plain)


def embargo(document, summary):
    told = [paragraph for section in document.sections for paragraph in section.header.paragraphs]
    if notice := items.notice(summary):
        (line,) = [paragraph for paragraph in told if paragraph.style.name == "Notice"]
        assert notice.startswith(line.text) and len(line.text) >= min(len(notice), 300)
        assert line.style.font.bold
        assert not document.sections[0].different_first_page_header_footer
    else:
        assert all(paragraph.style.name != "Notice" for paragraph in told)


def body(told, summary):
    """Every piece of the story is there, in its order within its part."""
    held = iter(told)
    for text in items.lines(summary.standfirst) + items.lines(summary.abridged):
        assert flat(text) in held, text
    parts_told = dict.fromkeys(["problem", "approach", "steps", "results", "lessons"])
    parts_told.update(dict.fromkeys(item.part for item in summary.body))
    reasons = {absence.part: absence.reason for absence in summary.absent}
    for part in parts_told:
        if part in reasons:
            assert any(flat(reasons[part]) in line for line in held)
        for item in (item for item in summary.body if item.part == part):
            for words in words_of(item):
                assert any(all(flat(each) in line for each in words) for line in held), words
    assert all(flat(lesson) in " ".join(told) for lesson in summary.lessons)


def words_of(item):
    """The lines that must stand in the document for a piece; figures, charts and files are looked for elsewhere."""
    runs, listed = "".join(run.text for run in item.runs), [[text] for text in item.items]
    told = {
        "table": [[cell] for cells in item.rows for cell in cells],
        "list": listed,
        "callout": [[item.text], *listed],
        "step": [[item.text, runs]],
        **dict.fromkeys(("figure", "chart", "picture", "video", "audio", "document"), []),
    }
    return told.get(item.kind, [[runs or item.text]])


def figures(document, summary):
    """A row for each figure with all that belongs to it; yellow where it is verified, and nowhere else."""
    if not summary.figures:
        return
    (table,) = (
        table
        for table in document.tables
        if len(rows(table)) == len(summary.figures) + 1 and is_figures(table)
    )
    head, *others = rows(table)
    assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(each.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for each in rows(table))
    for row, figure in zip(others, summary.figures, strict=True):
        figure_row(row, figure, summary, document)


def is_figures(table: Table):
    return any(mark.get(qn("w:name")) == "figure_1" for mark in table._tbl.iter(qn("w:bookmarkStart")))


def rows(table: Table):
    return list(table._tbl.iter(qn("w:tr")))


def figure_row(row, figure, summary, document):
    lines, *others = ([flat(text) for text in text_of(cell)] for cell in row.iter(qn("w:tc")))
    number, grounds, wording = " ".join(lines), *(" ".join(told) for told in others)
    said = {style_of(run) for run in row.iter(qn("w:r"))}
    word = wording_of(summary.locale).natures.get(figure.nature, "")
    qualifier = wording_of(summary.locale).qualifiers.get(figure.qualifier, "")
    assert f"{qualifier} {flat(figure.forms.screen).removeprefix(word).strip()}".strip() in lines
    assert ("NatureWord" in said) == bool(word)
    assert word.casefold() in number.casefold()
    if figure.unit_kind != "percent":
        assert flat(figure.unit) in number
    assert flat(figure.label) in grounds and (flat(figure.source.title) in grounds)
    assert flat(figure.source.page) in grounds
    assert flat(figure.forms.spoken) in wording and flat(figure.forms.compact) in wording
    assert word.casefold() in wording.casefold()
    for note in notes(figure, summary.locale):
        assert flat(note) in wording
    if figure.verified:
        assert flat(figure.verified.by) in grounds
        assert "VerifiedTick" in said
    else:
        assert not said & {style.replace(" ", "") for style in YELLOW}
    address = items.web_address(figure.source.url)
    linked = {document.part.rels[each.get(qn("r:id"))].target_ref for each in row.iter(qn("w:hyperlink"))}
    assert linked == ({address} if address and len(address) <= 2000 else set())


def text_of(cell):
    for paragraph in cell.iter(qn("w:p")):
        yield "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


def around(told, summary):
    whole = " ".join(told)
    for quote in summary.quotes:
        assert whole.count(flat(quote.text)) and flat(quote.speaker) in whole and flat(quote.role) in whole
    contact = summary.contact
    for words in (contact.name, contact.phone, contact.email, contact.hours) if contact else ():
        assert flat(words) in told or not flat(words)
    for medium in summary.media:
        for words in (medium.title, medium.credit, medium.licence, medium.usage_terms, medium.url):
            assert flat(words) in whole, words
    for chart in summary.charts:
        assert all(flat(category) in told for category in chart.categories if flat(category))
    for tool in summary.tools:
        assert flat(tool.name) in whole
    for change in summary.corrections:
        assert flat(change.before) in whole and flat(change.after) in whole
    rights = summary.rights
    assert all(flat(words) in whole for words in (rights.licence, rights.usage_terms, rights.credit_line))


def broken(data, summary, name):
    def swapped(old, new, part=DOCUMENT, count=1):
        def change(xml):
            assert old.encode() in xml, old
            return xml.replace(old.encode(), new.encode(), count)

        return changed(data, part, change)

    figure = summary.figures[0]
    yield "not whole", data[: len(data) // 2]
    yield "no styles", changed(data, STYLES, lambda part: None)
    yield "another language", swapped('w:lang w:val="vi-VN"', 'w:lang w:val="ja-JP"', STYLES)
    yield "another number", swapped(f">{figure.forms.screen}<", f">9{figure.forms.screen}<", count=-1)
    yield "no spoken form", swapped(figure.forms.spoken, "…", count=-1)
    yield "no name of the one who verified", swapped(figure.verified.by, "…", count=-1)
    yield "no word in its box", swapped('w:val="NatureWord"', 'w:val="Strong"', count=-1)
    yield "a row that breaks", swapped("<w:cantSplit/>", "", count=-1)
    yield "a head that stands once", swapped("<w:tblHeader/>", "", count=-1)
    yield "a field", swapped('<w:fldSimple w:instr="PAGE">', '<w:fldSimple w:instr="DDEAUTO">', footer(data))
    yield "no headline", swapped(summary.headline, "…", count=-1)
    yield "no rights", swapped(summary.rights.credit_line, "…", count=-1)
    links = "word/_rels/document.xml.rels"
    yield "a link that runs", swapped('Target="http://', 'Target="javascript://', links)
    yield "a picture from elsewhere", swapped("relationships/hyperlink", "relationships/image", links)
    first = next(item for item in summary.body if item.kind == "paragraph")
    words = max((run.text for run in first.runs), key=len).strip()
    yield "a paragraph is missing", swapped(words, "…", count=-1)


def footer(data):
    return next(name for name in parts(data) if name.startswith("word/footer"))
