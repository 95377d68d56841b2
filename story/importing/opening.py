"""What stands around a story in a document: letterhead, headline, author, source, signature."""

import re
from dataclasses import dataclass, field

from story.importing.document import Byline
from story.importing.headings import fold, part_named
from story.importing.pieces import Piece
from story.importing.reading import Paragraph

_LETTERHEAD = re.compile(
    r"^(?:cong hoa xa hoi chu nghia viet nam|doc lap\s*[-–]\s*tu do\s*[-–]\s*hanh phuc|dang cong san viet nam"
    r"|so\s*:\s*[0-9/ ]*\S{0,30}(?:\s|$)|so\s*:?\s*[0-9. …]*/|v/v\b|kinh gui\b|can cu\b|luu hanh noi bo|mat$|hoa toc$|du thao"
    r"|[^.]{0,40},? ?ngay\s*[0-9. …]*\s*thang\s*[0-9. …]*\s*nam\s*[0-9 .…]*$"
    r"|[0-9]{1,2}[:h][0-9]{2}\b.{0,20}$|tu khoa\s*:|[-_=*~. ]{3,}$|dien thoai\s*:|email\s*:|website\s*:)"
)
# From one of these lines on, a document says who signed it and who gets it.
_CLOSING = re.compile(
    r"^(?:noi nhan\b|tm\.|kt\.|tl\.|tuq\.|q\. ?giam doc|\(?ky,? ?(?:ten|ghi ro)|nguoi lap bieu|xac nhan cua|thu truong don vi"
    r"|(?:pho )?(?:giam doc|chu tich|chanh van phong|cuc truong|vu truong|truong phong|bo truong|thu truong|bi thu)$)"
)
_KINDS = re.compile(
    r"^(?:bao cao(?: chuyen de| tom tat| ket qua)?|ke hoach|to trinh|cong van|thong bao|bai viet|tham luan|cau chuyen"
    r"|de xuat|ho so|phu luc|cau chuyen chuyen doi so|bai tham luan|bai du thi|sang kien)$"
)
_AUTHOR = re.compile(
    r"^(?:tac gia|nhom tac gia|nguoi viet|nguoi thuc hien|nguoi bao cao|bai(?: va|,)? anh|bai|thuc hien|author|by)\s*:\s*\S"
)
_FROM = re.compile(r"^theo\s+\S")
_SOURCE = re.compile(r"^(?:nguon(?: tin| tai lieu)?|trich nguon|source)\s*:\s*\S")
_ROLE_ENDS = re.compile(
    r"\s(?=(?:Sở|UBND|Ủy ban|Uỷ ban|Bộ|Trung tâm|Công ty|Tổng công ty|Tập đoàn|Văn phòng|Cục|Vụ|Phòng|Ban|Tỉnh|Thành|Huyện"
    r"|Trường|Đại học|Bệnh viện|Viện|Báo|Tạp chí|Đài|Hội|Liên minh|Hợp tác xã|HTX|Department|Ministry|Office|Centre|Center)\b)"
)
MOST_HEADLINE, MOST_STANDFIRST = 200, 400
FIRST_LINES, LAST_LINES = 6, 4
LEAST_TOLD = 200


@dataclass
class Frame:
    """What was taken from around the story, and what is left of it."""

    headline: str = ""
    standfirst: str = ""
    bylines: list[Byline] = field(default_factory=list)
    source: str = ""
    pieces: list[Piece] = field(default_factory=list)
    around: list[Piece] = field(default_factory=list)


def is_letterhead(text: str) -> bool:
    """Whether the line belongs to the letter and not to the story."""
    return bool(_LETTERHEAD.match(fold(text)))


def is_author(piece: Piece) -> bool:
    """Whether the line names the author."""
    return isinstance(piece, Paragraph) and len(piece.text) < 300 and bool(_AUTHOR.match(fold(piece.text)))


def is_bold(paragraph: Paragraph) -> bool:
    """Whether the whole line is bold."""
    return all(run.bold for run in paragraph.runs if run.text.strip())


def is_shouted(text: str) -> bool:
    """Whether the line is in capitals alone."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and all(char.isupper() for char in letters)


def looks_like_heading(paragraph: Paragraph) -> bool:
    """Whether a line stands out: by its style, or bold or in capitals by hand."""
    text = paragraph.text
    if len(text) > MOST_HEADLINE or not any(char.isalpha() for char in text):
        return False
    if paragraph.outline is not None or paragraph.style in ("title", "heading"):
        return True
    ended = text.endswith((".", ";", ",", "./.")) or len(text) > 140
    return not ended and paragraph.level is None and (is_bold(paragraph) or is_shouted(text))


def frame(found: list[Piece], title: str, name: str) -> Frame:
    """The story without what stands around it."""
    taken = Frame()
    rest, closing = _parted(found)
    body = _without_opening(rest, taken, title)
    taken.headline = taken.headline or name
    for at, piece in enumerate(body):
        # Further inside, such a line belongs to one story of several, or to a picture.
        edge = at < FIRST_LINES or at >= len(body) - LAST_LINES
        if not (edge and isinstance(piece, Paragraph) and _names_people(piece, taken)):
            taken.pieces.append(piece)
    taken.around.extend(closing)
    _take_standfirst(taken)
    return taken


def _parted(found: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces before the signature, and those from it on."""
    for at, piece in enumerate(found):
        late = at >= len(found) // 2 or at >= len(found) - 30
        if (
            late
            and isinstance(piece, Paragraph)
            and len(piece.text) < 120
            and _CLOSING.match(fold(piece.text))
        ):
            return found[:at], found[at:]
    return found, []


def _without_opening(found: list[Piece], taken: Frame, otherwise: str) -> list[Piece]:
    """Take letterhead and headline from the beginning; the headline is the first line that stands out."""
    at = _headline_at(found)
    body: list[Piece] = []
    for number, piece in enumerate(found):
        if number == at and isinstance(piece, Paragraph):
            taken.headline = piece.text
        elif isinstance(piece, Paragraph) and (
            is_letterhead(piece.text)
            or (at is not None and number < at and looks_like_heading(piece))
            or (at is not None and number < at and _KINDS.match(fold(piece.text)))
        ):
            taken.around.append(piece)
        else:
            body.append(piece)
    first = next(
        (piece.text for piece in body if isinstance(piece, Paragraph) and looks_like_heading(piece)), ""
    )
    # A sub-heading inside gives its words, and stays where it is.
    taken.headline = taken.headline or otherwise or ("" if part_named(first)[0] else first)
    return body


def _headline_at(found: list[Piece]) -> int | None:
    lines = [(at, piece) for at, piece in enumerate(found[:25]) if isinstance(piece, Paragraph)]
    named = [at for at, piece in lines if piece.style == "title" and not is_letterhead(piece.text)]
    if named:
        return named[0]
    fallback, spoken = None, False
    for at, piece in lines:
        if is_author(piece) or is_letterhead(piece.text) or _SOURCE.match(fold(piece.text)):
            continue
        if looks_like_heading(piece) and not _KINDS.match(fold(piece.text)) and not _is_office(piece.text):
            return None if part_named(piece.text)[1] else at
        if _is_told(piece):
            break
        plain = 8 <= len(piece.text) <= 150 and not piece.text.endswith((".", ":", ";", "…"))
        fallback = at if plain and not spoken else fallback
        spoken = True
    return fallback


def _is_told(piece: Piece) -> bool:
    """Whether the story has begun: what stands out behind this is no headline."""
    return isinstance(piece, Paragraph) and len(piece.text) > LEAST_TOLD


def _is_office(text: str) -> bool:
    """Whether the line is the name of the office that writes, as above every letter."""
    return is_shouted(text) and bool(
        re.match(
            r"^(?:bo|so|uy ban|ubnd|hdnd|tinh|thanh pho|huyen|cuc|vu|vien|trung tam|van phong|co quan|cong ty)\b",
            fold(text),
        )
    )


def _names_people(piece: Paragraph, taken: Frame) -> bool:
    """Take a line that names the author or the source."""
    folded = fold(piece.text)
    if is_author(piece):
        taken.bylines.extend(bylines_of(piece.text.split(":", 1)[1]))
        return True
    if _SOURCE.match(folded) and len(piece.text) < 300 and not taken.source:
        taken.source = piece.text.split(":", 1)[1].strip()
        return True
    short = len(folded.split()) <= 9 and not piece.text.endswith((".", ":", ",", ";"))
    if _FROM.match(folded) and short and not taken.bylines:
        taken.bylines.append(Byline(piece.text.split(None, 1)[1][:200]))
        return True
    return False


def bylines_of(text: str) -> list[Byline]:
    """“Nguyễn Văn A, Giám đốc Sở B; Trần C” as two people."""
    found = []
    for person in re.split(r"\s*;\s*", " ".join(text.split())):
        name, _comma, office = person.strip(" .").partition(",")
        if not office:
            name, _dash, office = name.partition(" – ") if " – " in name else name.partition(" - ")
        office = office.strip()
        cut = _ROLE_ENDS.search(f" {office}")
        role = office[: max(cut.start() - 1, 0)] if cut else office
        organisation = office[len(role) :].strip(" ,")
        if name.strip():
            found.append(Byline(name.strip()[:200], role.strip(" ,")[:200], organisation[:250]))
    return found


def _take_standfirst(taken: Frame) -> None:
    """The first paragraph, where it is set apart from the next or says that it is the summary."""
    first = taken.pieces[0] if taken.pieces else None
    if (
        not isinstance(first, Paragraph)
        or first.level is not None
        or not 20 <= len(first.text) <= MOST_STANDFIRST
    ):
        return
    text = re.sub(r"^(?:sa-?pô|tóm tắt|summary|standfirst)\s*:\s*", "", first.text, flags=re.IGNORECASE)
    second = taken.pieces[1] if len(taken.pieces) > 1 else None
    apart = is_bold(first) or all(run.italic for run in first.runs) or first.style == "subtitle"
    before_parts = (
        isinstance(second, Paragraph) and looks_like_heading(second) and bool(part_named(second.text)[0])
    )
    plain = first.outline is None and (first.text[-1:] in ".!?…”" or before_parts)
    if (
        text != first.text
        or (apart and first.outline is None and (plain or first.style == "subtitle"))
        or (before_parts and plain)
    ):
        taken.standfirst = text
        taken.pieces.pop(0)
