"""Which of the five parts a heading begins, in the words that people use for it."""

import re

from anyascii import anyascii

from story.importing.reading import tidy

# Folded: small letters without marks. A longer phrase wins over a shorter one.
PHRASES = {
    "problem": """van de|dat van de|boi canh|thuc trang|hien trang|kho khan|thach thuc|su can thiet|ly do|nguyen nhan
        |tinh hinh|bai toan|noi dau|diem nghen|tinh huong|xuat phat diem|problem|challenge|context|background|situation""",
    "approach": """cach lam|giai phap|cach tiep can|phuong phap|y tuong|sang kien|huong giai quyet|cach giai quyet|mo hinh
        |loi giai|approach|solution|idea|how it works|method""",
    "steps": """buoc trien khai|cac buoc|buoc thuc hien|qua trinh|quy trinh trien khai|quy trinh thuc hien|to chuc thuc hien
        |trien khai thuc hien|trien khai|lo trinh|tien do|cach thuc trien khai|cach thuc thuc hien
        |steps|implementation|process|roadmap|timeline""",
    "results": """ket qua|hieu qua|thanh qua|thanh tuu|tac dong|loi ich|results|outcome|outcomes|impact|benefits|achievements""",
    "lessons": """bai hoc|kinh nghiem|kien nghi|de xuat|khuyen nghi|kha nang nhan rong|nhan rong|dieu rut ra|rut ra
        |lessons|lesson|lessons learned|lessons learnt|recommendations|takeaways""",
}
# What may stand beside the phrase without making the heading a sentence of its own.
_BESIDE_WORDS = """cac nhung mot so phan muc noi dung chinh cu the noi bat dat duoc ban dau buoc dau den nay hien nay sau khi truoc day
    va thuc hien trien khai thuc te dat ra can giai quyet gap phai ton tai han che hay sang tao moi dot pha tiep can
    cua de an du an mo hinh he thong tinh thanh pho dia phuong don vi rut ra duoc kinh nghiem thanh cong nhu thuc tien
    ket qua hieu qua muc tieu xay dung ung dung chuyen doi so cong nghe tong quan khai quat chung ve doi voi quan trong
    de xuat kien nghi khuyen nghi bai hoc kho khan vuong mac nguyen nhan thach thuc boi canh thuc trang van de giai phap
    cach lam cach thuc buoc nhan rong kha nang tac dong loi ich lan toa xa hoi kinh te the and of for our key main
    learned learnt learning achieved results lessons steps solution problem context taken by so far we what how"""
_BESIDE = set(_BESIDE_WORDS.split())
_NUMBER = re.compile(
    r"^(?:(?:phan|chuong|muc|part|section)\s+)?(?:(?:[ivx]{1,5}|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[a-z])\s*[.):/\-]\s*)+"
    r"|^(?:phan|chuong|muc|part|section)\s+(?:[ivx]{1,5}|[0-9]{1,2})\s+",
)
_PATTERNS = {
    part: re.compile(
        rf"\b(?:{'|'.join(sorted((' '.join(word.split()) for word in words.split('|')), key=len, reverse=True))})\b"
    )
    for part, words in PHRASES.items()
}


def fold(text: str) -> str:
    """Small letters without marks, one space between words."""
    return " ".join(anyascii(tidy(text)).lower().split())


def unnumbered(folded: str) -> str:
    """A folded heading without its number: “2. giai phap:” is “giai phap”."""
    return _NUMBER.sub("", folded, count=1).strip(" .:-*_/")


def is_numbered(text: str) -> bool:
    """Whether the line begins with a number or letter of an outline."""
    return bool(_NUMBER.match(fold(text)))


def part_named(text: str) -> tuple[str, bool]:
    """The part that a heading names first, and whether it says nothing but that; ("", False) for any other."""
    words = unnumbered(fold(text))
    if not words or len(words) > 140:
        return "", False
    found = [
        (match.start(), -len(match[0]), part)
        for part, pattern in _PATTERNS.items()
        if (match := pattern.search(words))
    ]
    if not found:
        return "", False
    start, _length, part = min(found)
    lead = re.findall(r"[a-z0-9]+", words[:start])
    if set(lead) - _BESIDE:
        return "", False
    # The words of the phrase itself are covered too.
    rest = _PATTERNS[part].sub(" ", words)
    return part, not set(re.findall(r"[a-z0-9]+", rest)) - _BESIDE
