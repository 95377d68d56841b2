"""What stands ready before the stories come: pictures, films and sounds of the library, and the people who tell them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection
from wagtailmedia.forms import get_media_form
from wagtailmedia.models import get_media_model

from accounts.models import User
from home.demo import drawing
from home.demo.content import DIRECTORY, ContentError, read
from home.demo.entries import BothText, Entry, Line, Pillar, Words
from places.models import AdministrativeUnit
from story.models import Contributor, PressContact

CREDIT, LICENCE = "Ban biên tập vẽ từ số liệu của bài", "CC BY 4.0"
FILM_SIZE, FRAMES, FRAME_MILLISECONDS = (640, 360), 26, 200


class Drawn(Entry):
    """A field of cells: a picture, or a film in which they fill one after the other."""

    title: Words
    unit: Words
    account: Words
    cells: int
    pillar: Pillar
    alt: Line = ""
    transcript: Line = ""


class Sound(Entry):
    title: Words
    unit: Words
    account: Words
    transcript: Words
    tones: tuple[tuple[float, float], ...]


class LibraryContent(Entry):
    pictures: dict[str, Drawn]
    films: dict[str, Drawn]
    sounds: dict[str, Sound]


class Profile(Entry):
    """A person who tells stories; without a day of consent they have no page."""

    name: Words
    unit: Words
    role: BothText
    organisation: BothText
    introduction: BothText
    account: Line = ""
    consent_on: Line


@dataclass(frozen=True)
class Shelf:
    """The numbers of what stories refer to: files by their key, people by their name."""

    files: dict[str, int] = field(default_factory=dict)
    alts: dict[str, str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)


def load_shelf(users: dict[str, User]) -> Shelf:
    """Make what is missing; a file is known by its title, a person by their name."""
    content: LibraryContent = read(DIRECTORY / "library.yaml", LibraryContent)
    files = {key: _picture(drawn, users[drawn.account]) for key, drawn in content.pictures.items()}
    files |= {key: _film(drawn, users[drawn.account]) for key, drawn in content.films.items()}
    files |= {key: _sound(sound, users[sound.account]) for key, sound in content.sounds.items()}
    profiles: list[Profile] = read(DIRECTORY / "profiles.yaml", list[Profile])
    _press_contact()
    alts = {key: drawn.alt for key, drawn in content.pictures.items()}
    return Shelf(files, alts, {profile.name: _person(profile, users) for profile in profiles})


def _picture(drawn: Drawn, user: User) -> int:
    known = get_image_model().objects.filter(title=drawn.title).first()
    if known:
        return known.pk
    data = {"title": drawn.title, "description": drawn.alt, "collection": _collection(drawn.unit)}
    picture = drawing.png(drawing.cells(drawn.cells, drawn.cells, drawn.pillar))
    form_class = get_image_form(get_image_model())
    return kept(form_class, get_image_model()(uploaded_by_user=user), user, data, _file("hinh.png", picture))


def _film(drawn: Drawn, user: User) -> int:
    known = get_media_model().objects.filter(title=drawn.title).first()
    if known:
        return known.pk
    steps = [drawn.cells * number // (FRAMES - 1) for number in range(FRAMES)]
    frames = [drawing.cells(drawn.cells, solid, drawn.pillar, FILM_SIZE) for solid in steps]
    files = _file("phim.webm", drawing.film(frames, FRAME_MILLISECONDS))
    files |= _file("ap-phich.png", drawing.png(frames[-1]), "thumbnail")
    return _recording("video", drawn, user, FRAMES * FRAME_MILLISECONDS / 1000, files)


def _sound(sound: Sound, user: User) -> int:
    known = get_media_model().objects.filter(title=sound.title).first()
    if known:
        return known.pk
    files = _file("am-thanh.wav", drawing.tones(sound.tones))
    return _recording("audio", sound, user, sum(seconds for _pitch, seconds in sound.tones), files)


def _recording(kind: str, content: Drawn | Sound, user: User, seconds: float, files: dict[str, Any]) -> int:
    data = {
        "title": content.title,
        "transcript": content.transcript,
        "duration": seconds,
        "language": "vi",
        "collection": _collection(content.unit),
    }
    instance = get_media_model()(type=kind, uploaded_by_user=user)
    return kept(get_media_form(get_media_model()), instance, user, data, files)


def _file(name: str, data: bytes, field_name: str = "file") -> dict[str, Any]:
    return {field_name: SimpleUploadedFile(name, data)}


def kept(
    form_class: Any,
    instance: Any,
    user: User,
    data: dict[str, Any],
    files: Any,
    credit: str = CREDIT,
) -> int:
    """Put a file into the library through its own form, which refuses what is not what it says; its number."""
    data |= {"credit": credit, "licence": LICENCE}
    form = form_class(data, files, instance=instance, user=user)
    if not form.is_valid():
        raise ContentError(f"{data['title']}: {form.errors.as_json()}")
    return form.save().pk


def _collection(unit: str) -> int:
    """The unit's own, as the newsroom command makes it."""
    found = AdministrativeUnit.objects.by_name(unit)
    name = found.today().full_name if found else unit
    return Collection.objects.get(name=name).pk


def _person(profile: Profile, users: dict[str, User]) -> int:
    unit = AdministrativeUnit.objects.by_name(profile.unit, at=date(2022, 4, 11))
    names = ("role", "organisation", "introduction")
    texts = {f"{name}s": {"vi": text.vi, "en": text.en} for name in names if (text := getattr(profile, name))}
    person, _made = Contributor.objects.get_or_create(
        name=profile.name,
        defaults={
            "unit": unit.today() if unit else None,
            "user": users.get(profile.account),
            "consent_on": date.fromisoformat(profile.consent_on) if profile.consent_on else None,
            **texts,
        },
    )
    return person.pk


def _press_contact() -> None:
    PressContact.objects.get_or_create(
        organisation="Ban biên tập (đầu mối mẫu)",
        defaults={
            "name": "Trực ban",
            "email": "bao-chi@newsroom.example",
            "hours": "8:00–17:00, thứ Hai đến thứ Sáu",
            "consent_on": date(2026, 1, 5),
        },
    )
