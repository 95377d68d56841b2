"""Who answers for the demonstration: nobody, and every line says so."""

from datetime import date

from wagtail.models import Site

from home.site.models import SiteInformation

PUBLISHER = {
    "bodies": {
        "vi": "Bộ Khoa học và Công nghệ (dữ liệu minh họa)",
        "en": "Ministry of Science and Technology (demonstration data)",
    },
    "licence_number": "00/GP-MINHHOA",
    "licence_date": date(2026, 1, 15),
    "licence_bodies": {"vi": "Cơ quan cấp phép minh họa", "en": "demonstration authority"},
    "responsible_name": "Người phụ trách minh họa",
    "responsible_roles": {"vi": "Trưởng Ban biên tập", "en": "Head of the editorial board"},
    "addresses": {"vi": "Số 0, phố Minh Họa, Hà Nội", "en": "0 Minh Hoa Street, Hà Nội"},
    "telephone": "024 0000 0000",
    "email": "banbientap@newsroom.example",
    "reuse": {
        "vi": "Được dùng lại nội dung khi ghi rõ nguồn “Lời giải” và giữ nguyên con số kèm chữ dự kiến, mục tiêu.",
        "en": "You may reuse the content if you name “Lời giải” as the source and keep every figure with its word.",
    },
    "answering": {
        "vi": "Ban biên tập đọc mọi tin nhắn và trả lời trong năm ngày làm việc.",
        "en": "The editorial board reads every message and answers within five working days.",
    },
    "notices": {
        "vi": "Bản chạy thử: thông tin cơ quan ở đây chỉ để minh họa.",
        "en": "Trial run: what is said here of the publisher is for demonstration only.",
    },
}


def load_publisher() -> None:
    """Fill in what the site says of itself, where nobody has yet."""
    site = Site.objects.filter(is_default_site=True).first()
    SiteInformation.objects.get_or_create(site=site, defaults=PUBLISHER)
