"""One account for each role, with a password that only a demonstration may have."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts import roles
from accounts.models import User
from story.models import ProvincePage

PASSWORD = "loi-giai-mau-2026"  # noqa: S105 - printed for everyone; the command refuses to run in production


@dataclass(frozen=True)
class Person:
    """A demonstration account: user name, family name, given name, role title, group (or the unit they write for)."""

    username: str
    family: str
    given: str
    title: str
    group: str = ""
    unit: str = ""


PEOPLE = (
    Person("congtacvien.langson", "Hoàng Thị", "Lan", "Cộng tác viên Lạng Sơn", unit="lang-son"),
    Person("congtacvien.danang", "Trần Minh", "Đức", "Cộng tác viên Đà Nẵng", unit="da-nang"),
    Person("congtacvien.hue", "Tôn Nữ", "Mai", "Cộng tác viên Huế", unit="hue"),
    Person("congtacvien.hcm", "Lê Văn", "Phước", "Cộng tác viên TP. Hồ Chí Minh", unit="ho-chi-minh"),
    Person("congtacvien.hungyen", "Phạm Thu", "Hà", "Cộng tác viên Hưng Yên", unit="hung-yen"),
    Person("congtacvien.thainguyen", "Nông Văn", "Thắng", "Cộng tác viên Thái Nguyên", unit="thai-nguyen"),
    Person("congtacvien.bacninh", "Giáp Thị", "Hương", "Cộng tác viên Bắc Ninh", unit="bac-ninh"),
    Person("bientap", "Nguyễn Thu", "Trang", "Biên tập viên", roles.EDITOR),
    Person("kiemchung", "Đỗ Quang", "Minh", "Người kiểm chứng số liệu", roles.FIGURE_CHECKER),
    Person("duyet", "Vũ Hải", "Yến", "Người duyệt bài", roles.APPROVER),
    Person("biendich", "Bùi Anh", "Thư", "Biên dịch viên", roles.TRANSLATOR),
    Person("kiembandich", "Ngô Gia", "Bảo", "Người kiểm bản dịch", roles.TRANSLATION_CHECKER),
    Person("baochi", "Lý Thanh", "Sơn", "Phóng viên", roles.PRESS),
    Person("quantri", "Cao Đình", "Khải", "Quản trị", roles.ADMINISTRATOR),
)


def load_people() -> dict[str, User]:
    """Make the accounts that are missing; those that exist keep their password. Users by user name."""
    users = {}
    # Hashing is slow on purpose; the same password need not be hashed for each of them.
    hashed = make_password(PASSWORD)
    for person in PEOPLE:
        user, created = User.objects.get_or_create(
            username=person.username,
            defaults={
                "last_name": person.family,
                "first_name": person.given,
                "role_title": person.title,
                "email": f"{person.username}@newsroom.example",
            },
        )
        if created:
            user.password = hashed
            user.is_superuser = person.group == roles.ADMINISTRATOR
            user.save()
        user.groups.set([Group.objects.get(name=_group(person))])
        users[person.username] = user
    return users


def _group(person: Person) -> str:
    if not person.unit:
        return person.group
    page = ProvincePage.objects.get(slug=person.unit, locale__language_code="vi")
    return roles.contributors_of(page.unit.name)


def contributor_for(page: ProvincePage, users: dict[str, User]) -> User:
    """The contributor who writes for a province of the demonstration."""
    return next(users[person.username] for person in PEOPLE if person.unit == page.slug)
