"""Every public page of the site, a line each, in a small newsroom that shows each at its fullest and its emptiest.

Whoever adds a public template adds a line to `SIGHTS`: looks, axe, budgets and the validity of HTML follow.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from home.models import Call, ContentPage
from library.loading import load_glossary
from library.models import LibraryDocument, LibraryImage, LibraryMedia, Term
from press.addresses import key_of
from story import actions
from story.models import Contributor, StoryPage
from tests import factories
from tests.story.files import FIGURE, block, everything, png

LOCALES = ("vi", "en")
LONG = "Nghiêng-ngả-khúc-khuỷu-chuyển-đổi-số-toàn-diện-Thuỷ-Nguyên"


@dataclass
class Newsroom:
    """What stands in the newsroom, by language where it has several."""

    full: dict[str, StoryPage]
    plain: dict[str, StoryPage]
    gone: dict[str, StoryPage]
    person: Contributor
    call: Call
    term: Term


@dataclass(frozen=True)
class Sight:
    """One public page: its template, and where it stands in a language."""

    name: str
    template: str
    address: Callable[[Newsroom, str], str]
    status: int = 200


def named(name: str, query: str = "", *args: object) -> Callable[[Newsroom, str], str]:
    """The address of a view in a language."""

    def address(_newsroom: Newsroom, locale: str) -> str:
        with override(locale):
            return reverse(name, args=args) + query

    return address


def index(newsroom: Newsroom, locale: str) -> str:
    """The list of stories."""
    return newsroom.full[locale].get_parent().get_parent().url


def about(_newsroom: Newsroom, locale: str) -> str:
    """The page about the site."""
    return ContentPage.objects.filter(locale__language_code=locale).order_by("path").first().url


def still_right(newsroom: Newsroom, locale: str) -> str:
    """Where the QR code of a story leads."""
    page = newsroom.full[locale]
    return f"/k/{key_of(page.translation_key.urn)}/{locale}/{page.live_revision_id}/"


SIGHTS = [
    Sight("home", "pages/home_page.html", lambda n, code: "/" if code == "vi" else "/en/"),
    Sight("list", "pages/story_index_page.html", index),
    Sight(
        "list-empty",
        "pages/story_index_page.html",
        lambda n, code: index(n, code) + "?province=ca-mau&pillar=x",
    ),
    Sight("province", "pages/province_page.html", lambda n, code: n.full[code].get_parent().url),
    Sight(
        "province-empty",
        "pages/province_page.html",
        lambda n, code: factories.province_page("Cà Mau", code).url,
    ),
    Sight("story", "pages/story_page.html", lambda n, code: n.full[code].url),
    Sight("story-plain", "pages/story_page.html", lambda n, code: n.plain[code].url),
    Sight("story-history", "pages/story_history.html", lambda n, code: n.full[code].history_url),
    Sight("withdrawn", "pages/withdrawn.html", lambda n, code: n.gone[code].get_url(), 410),
    Sight("search", "pages/search_results.html", named("search:results", "?q=cho")),
    Sight("search-none", "pages/search_results.html", named("search:results", "?q=zzqqxx")),
    Sight("calls", "pages/calls.html", named("home:calls")),
    Sight("call", "pages/call.html", lambda n, code: named("home:call", "", n.call.pk)(n, code)),
    Sight("gaps", "pages/gaps.html", named("home:gaps")),
    Sight("send", "pages/send_story.html", named("home:send")),
    Sight(
        "ask", "pages/ask.html", lambda n, code: f"/{'hoi' if code == 'vi' else 'en/ask'}/{n.full[code].pk}/"
    ),
    Sight("contributor", "pages/contributor.html", lambda n, code: n.person.address_in(code)),
    Sight("still-right", "pages/still_right.html", still_right),
    Sight("glossary", "pages/glossary.html", named("home:glossary")),
    Sight("term", "pages/term.html", lambda n, code: named("home:term", "", n.term.slug)(n, code)),
    Sight("corrections", "pages/corrections_register.html", named("home:corrections")),
    Sight("contact", "pages/contact.html", named("home:contact")),
    Sight("about", "pages/content_page.html", about),
    Sight("saved", "pages/saved.html", lambda n, code: "/da-luu/" if code == "vi" else "/en/saved/"),
    Sight("press-story", "pages/press_story.html", lambda n, code: f"/press/{n.full[code].pk}/"),
    Sight(
        "not-found", "404.html", lambda n, code: f"{'/en' if code == 'en' else ''}/khong-co-trang-nay/", 404
    ),
]


def build() -> Newsroom:
    """Write it all; `newsroom` (tests/conftest.py) must have made the tree of pages."""
    # Wagtail remembers renditions, also those of a database that is gone.
    cache.clear()
    load_glossary()
    blocks, files = everything()
    for picture in LibraryImage.objects.all():
        # As wide as a camera's: a picture is never enlarged, and each of its sizes should differ.
        picture.file.save("cho.png", ContentFile(png(1600, 1067)))
    for kind in (LibraryMedia, LibraryDocument):
        kind.objects.update(licence="CC BY 4.0")
    person = Contributor.objects.create(
        name="Hoàng Thị Lan",
        consent_on=date(2026, 1, 5),
        portrait=files[0],
        roles={"vi": "Phó Giám đốc", "en": "Deputy director"},
        introductions={"vi": "Kể chuyện chợ vùng cao.", "en": "Tells of markets in the hills."},
    )
    full = factories.publish_through_workflow(_full_story(blocks, person))
    plain = factories.publish_through_workflow(_plain_story())
    gone = factories.publish_through_workflow(factories.story_page(headline="Bài đã gỡ"))
    call = Call.objects.create(
        title="Chợ số vùng cao",
        theme="Kể chuyện chợ.\n\nViết ngắn cũng được.",
        published=True,
        deadline=timezone.localdate() + timedelta(days=20),
    )
    pages = {"full": full, "plain": plain, "gone": gone}
    titles = {"full": "A market in every hamlet", "plain": "In short", "gone": "Withdrawn later"}
    both = {name: {"vi": page, "en": _english(page, titles[name])} for name, page in pages.items()}
    # Its translation goes with it.
    why = {"vi": "Nguồn đã rút số liệu.", "en": "The source took its figures back."}
    actions.withdraw(gone, factories.superuser(), "Nguồn rút", public_reason=why)
    both["gone"] = {code: StoryPage.objects.get(pk=page.pk) for code, page in both["gone"].items()}
    return Newsroom(**both, person=person, call=call, term=Term.objects.get(slug="dinh-danh-dien-tu"))


def _english(page: StoryPage, title: str) -> StoryPage:
    english = factories.in_english(page)
    english.title, english.standfirst = title, "One sentence that says the main thing."
    english.save_revision().publish()
    return StoryPage.objects.get(pk=english.pk)


def _figures() -> list[dict]:
    """A figure of each nature, the lead and its target first."""
    shops, percent = factories.unit("cửa hàng", en="shops"), factories.unit("%", "percent", en="%")
    money = factories.unit("đồng", "money", en="dong")
    opened = factories.figure(
        116000,
        "cửa hàng số",
        id=FIGURE,
        unit=shops,
        qualifier="over",
        highlight=True,
        period="2021",
        period_basis="stated",
    )
    target = factories.figure(150000, "cửa hàng số vào năm 2025", unit=shops, nature="target", highlight=True)
    opened["value"]["target"] = target["id"]
    return [
        opened,
        target,
        factories.figure("97.1", "hộ có tài khoản", unit=percent, highlight=True),
        factories.figure("3098490000000", f"doanh thu của {LONG}", unit=money, highlight=True),
        factories.figure(
            68, "điểm phục vụ", total=200, unit=factories.unit("điểm", en="points"), highlight=True
        ),
        factories.figure(12, "chi phí", nature="cost", unit=money),
        factories.figure(5, "mức tối đa", nature="rule", unit=percent),
    ]


def _full_story(blocks: list, person: Contributor) -> StoryPage:
    """Figures of every nature, the widest of numbers and words, each kind of block."""
    shops, (opened, target, *others) = factories.unit("cửa hàng", en="shops"), _figures()
    link = f'<a linktype="figure" id="{FIGURE}">116.000</a>'
    ahead = f'<a linktype="figure" id="{target["id"]}">150.000</a>'
    chart = {
        "title": "Cửa hàng số qua các năm",
        "kind": "bar",
        "unit": shops.pk,
        "categories": ["2020", "2021", "2025"],
        "series": [{"name": "Cửa hàng", "values": ["42000", FIGURE, target["id"]]}],
        "alt": "Từ 42.000 lên hơn 116.000 cửa hàng.",
        "source": "Báo cáo chuyên đề",
    }
    step = {"title": "Thí điểm", "text": "<p>Ba xã.</p>", "period": "2021-06", "planned": False}
    quote = {"text": "Khi dân đã tin, việc gì cũng dễ.", "speaker": "Nông Thị Lan", "role": "Chủ cửa hàng"}
    content = {
        "steps": [
            block("step", step),
            block("step", step | {"title": "Toàn tỉnh", "period": "2027", "planned": True}),
        ],
        "results": [
            factories.paragraph(f"<p>Toàn tỉnh có {link} cửa hàng, sẽ có {ahead}; {LONG}.</p>"),
            block("chart", chart),
            block("quote", quote),
            *blocks,
        ],
        "lessons": [block("lesson", {"text": "<p>Đi từng nhà.</p>"})],
    }
    byline = {"name": person.name, "role": "Phó Giám đốc", "organisation": "Sở", "contributor": person.pk}
    return factories.story_page(
        headline=f"Chợ số về từng bản: bà con {LONG} bán hàng qua mạng",
        figures=[opened, target, *others],
        content=content,
        pillars=["digital-economy", "digital-society"],
        tags=["chợ số"],
        bylines=[{"type": "byline", "value": byline}],
    )


def _plain_story() -> StoryPage:
    """No figure, no picture, and two parts that the source does not tell."""
    absent = {"lessons": "Báo cáo không ghi.", "steps": "Báo cáo không ghi."}
    return factories.story_page("Cao Bằng", headline="Chợ", absent=absent, pillars=["digital-government"])
