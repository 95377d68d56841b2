"""What a number in running text counts: the shortest sensible unit after it, or the level before it."""

import re
from collections.abc import Iterable

_COUNTED = """
tỉnh, thành phố|tỉnh, thành|tỉnh|thành phố|huyện, thị xã, thành phố|huyện|quận|thị xã|thị trấn|xã, phường, thị trấn
xã, phường|xã|phường|thôn, bản|thôn|bản ghi|bản đồ|bản tin|bản|ấp|buôn|khu phố|tổ dân phố|địa phương|đơn vị|cơ quan
tổ công nghệ số cộng đồng|tổ chức|tổ|đội|nhóm chủ đề|nhóm|đoàn|hội viên|chi bộ|đảng bộ|đảng viên|đoàn viên
sở, ngành|sở|ngành|bộ|ban|hộ gia đình|hộ dân|hộ|người dân|người dùng|người|nhân khẩu|cán bộ|công chức|viên chức
giáo viên|học sinh|học viên|sinh viên|bác sĩ|bệnh nhân|nông dân|khách hàng|chuyên gia|kỹ sư|nhân viên|nhân sự
thành viên|tình nguyện viên|doanh nghiệp|hợp tác xã|công ty|nhà thuốc|ngân hàng|bệnh viện|trạm y tế|cơ sở|trường học
trường dữ liệu|trường hợp|trường|lớp|khóa|phòng họp|điểm cầu|điểm bán|điểm phần trăm|điểm|trạm|trung tâm
nguồn dữ liệu|bảng dữ liệu|bộ dữ liệu|cơ sở dữ liệu|dữ liệu|hệ thống|nền tảng|ứng dụng|phần mềm|dịch vụ công
dịch vụ|thủ tục hành chính|thủ tục|hồ sơ|văn bản|tài khoản|phản ánh|câu hỏi|câu chuyện|tham luận|bài học|bài viết|bài
gian hàng|cửa hàng số|cửa hàng|sản phẩm|đơn hàng|đơn|giao dịch|mã QR|tem|điện thoại|máy tính|thiết bị|camera|cảm biến
cây ATM|cây|con|chiếc|lượt hồ sơ|lượt tải|lượt truy cập|lượt người|lượt|cuộc gọi|cuộc họp|cuộc|buổi|lần
nhiệm vụ|chỉ tiêu|tiêu chí|lĩnh vực|trụ cột|giải pháp|mô hình|dự án|kế hoạch|quy tắc|chuẩn|bước|nội dung|chức năng
tỷ lệ|năm|quý|tháng|tuần|ngày làm việc|ngày|giờ|phút|giây|đồng|đô la|USD|tấn|tạ|ki-lô-mét|ki-lô-gam|mét|lít
km2|km²|km|m2|m²|m3|m³|cm|mm|ha|hecta|kg|GB|TB|MB|Mbps|kWh|MW|m|g|đ
"""
_COUNTED_IN_ENGLISH = """
percentage points|percentage point|provinces|province|districts|district|communes|commune|wards|villages|villagers
households|household|people|persons|residents|citizens|farmers|teachers|students|patients|doctors|officials|members
accounts|account|users|shops|digital shops|stores|orders|products|reports|records|calls|cases|documents|downloads
transactions|hospitals|schools|classes|teams|team|businesses|companies|years|year|months|month|weeks|week|days|day
hours|hour|minutes|minute|seconds|times|tonnes|tons|dong|dollars
"""
# Written against the digits: 30km, 12ha.
ATTACHED = r"(?:km[2²]?|m[23²³]?|cm|mm|ha|kg|GB|TB|MB|Mbps|kWh|MW|đ)\b"
LEVELS = ("mức độ", "cấp độ", "mức", "cấp", "hạng", "nhóm", "tốp", "top", "thứ", "level", "rank", "grade")
# These make a place in an order of the number, whatever follows.
ORDERS = frozenset(("thứ", "hạng", "mức độ", "cấp độ", "rank", "level", "grade"))
_CURRENCIES = ("vnd", "usd", "eur", "$", "€", "£", "¥", "₫")
_STOP_WORDS = """
    và hoặc hay là của cho với trong tại ở trên dưới từ đến tới để khi đã đang sẽ được bị có này đó kia ấy nay các
    những mỗi theo so sau trước không thì mà như về vào ra bằng hơn đạt chiếm tăng giảm còn cùng nhưng thuộc tham cả nữa
    rồi mới do vì nên qua lên xuống gồm vẫn cũng đều chỉ khoảng gần một hai ba mọi từng song tuy nếu trở rưỡi
    and or of in at on to from for with by the a an is are was were has have had per who which that than this these
    but as into over under between will would can
"""
_STOPS = frozenset(_STOP_WORDS.split())
_WORD = re.compile(r"[ \n]?([^\W\d_]+(?:-[^\W\d_]+)*)")


def _pattern(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True))


def _listed(table: str) -> list[str]:
    return [name for line in table.split("\n") for name in line.split("|") if name]


UNIT_NAMES = _pattern([*_listed(_COUNTED), *_listed(_COUNTED_IN_ENGLISH)])
_RATE = r"(?:/[^\W\d_]{1,12}){0,3}"
_KNOWN = re.compile(rf"[ \n]?((?:{UNIT_NAMES})(?![\w]){_RATE})", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:^|[^\w])({_pattern(LEVELS)})\s?$|({_pattern(_CURRENCIES)})\s?$", re.IGNORECASE)
_PERCENT = re.compile(r"[ \n]?(?:phần trăm|percent)\b", re.IGNORECASE)


def own_units(names: Iterable[str]) -> re.Pattern[str] | None:
    """The pattern of the units a newsroom knows by name; None where it knows none."""
    known = [name for name in names if name.strip()]
    return re.compile(rf"[ \n]?((?:{_pattern(known)})(?![\w]))", re.IGNORECASE) if known else None


def is_counted(text: str, position: int) -> bool:
    """Whether a well-known unit stands at this place."""
    return _KNOWN.match(text, position) is not None


def unit_after(text: str, position: int, own: re.Pattern[str] | None = None) -> tuple[str, int]:
    """The unit that begins here and where it ends; empty where no noun follows."""
    if match := _PERCENT.match(text, position):
        return "%", match.end()
    known = [match for pattern in (own, _KNOWN) if pattern and (match := pattern.match(text, position))]
    if known:
        longest = max(known, key=lambda match: match.end())
        return " ".join(longest[1].split()), longest.end()
    return _phrase(text, position)


def unit_before(text: str, position: int) -> tuple[str, int]:
    """The level or currency that stands before the number, and where it begins."""
    start = max(0, position - 12)
    match = _BEFORE.search(text[start:position])
    if not match:
        return "", position
    group = 1 if match[1] else 2
    return match[group], start + match.start(group)


def _phrase(text: str, position: int) -> tuple[str, int]:
    words: list[str] = []
    while len(words) < 2 and (match := _WORD.match(text, position)):
        if match[1].lower() in _STOPS or len(match[1]) > 20 or words and match[1][0].isupper():
            break
        words.append(match[1])
        position = match.end()
    return " ".join(words), position
