"""Links are asked in the background, carefully, and only where the newsroom allows it."""

import socket
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from story import links, probe
from story.models import LinkCheck, LinkPlace
from tests import factories

ID = "0358f9c3-8450-50d7-a3d9-f0574ee20653"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "100.64.0.1",
    ],
)
def test_addresses_inside_are_not_public(address):
    assert not probe.is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_addresses_outside_are(address):
    assert probe.is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://chuviet.example/a",
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "http://localhost/",
        "https://ten:mat@chuviet.example/",
        "http://chuviet.example:22/",
        "http:///",
        "http://[khong",
        "http://chuviet.example:999999/",
        "",
    ],
)
def test_what_is_no_public_web_address_is_never_connected_to(url, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *args, **kwargs: pytest.fail("connected"))
    assert probe.probe(url)[0] in (LinkCheck.Result.REFUSED, LinkCheck.Result.SILENT)


def test_a_name_with_one_inner_address_is_refused(monkeypatch):
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: both)
    assert probe.probe("http://chuviet.example/") == (LinkCheck.Result.REFUSED, None)


@pytest.fixture
def server(monkeypatch):
    """A web server that counts as public; the paths it was asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            asked.append(f"{self.command} {self.path} {self.headers['Host']}")
            status = int(self.path.strip("/").partition("?")[0] or 200)
            self.send_response(405 if status == 299 and self.command == "HEAD" else status)
            if status == 301:
                self.send_header("Location", "http://10.0.0.1/")
            self.end_headers()

        do_HEAD = do_GET = answer

        def log_message(self, *args):
            pass

    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    monkeypatch.setattr(probe, "is_public", lambda address: True)
    monkeypatch.setattr(probe, "_PORTS", {"http": served.server_port})
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, port, *args, **kwargs: [(2, 1, 6, "", ("127.0.0.1", port))]
    )
    yield asked
    served.shutdown()
    served.server_close()


@pytest.mark.parametrize(
    ("path", "result", "status"),
    [
        ("200", "reached", 200),
        ("301", "reached", 301),
        ("403", "reached", 403),
        ("404", "missing", 404),
        ("500", "missing", 500),
        ("299", "reached", 299),
    ],
)
def test_the_answer_is_kept_and_no_redirect_is_followed(server, path, result, status):
    assert probe.probe(f"http://chuviet.example/{path}") == (result, status)
    assert server[0] == f"HEAD /{path} chuviet.example"
    assert len(server) == (2 if path in ("299", "403") else 1)


def test_vietnamese_in_the_address_and_line_breaks_are_sent_as_data(server):
    probe.probe("http://chuviet.example/200?q=chợ\r\nX-Evil: 1")
    assert server == ["HEAD /200?q=ch%E1%BB%A3X-Evil:%201 chuviet.example"]


def test_silence_is_an_answer(monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert probe.probe("http://chuviet.example/") == (LinkCheck.Result.SILENT, None)


@pytest.mark.django_db
@pytest.mark.usefixtures("newsroom")
class TestCommand:
    def run(self, **options):
        out = StringIO()
        call_command("check_links", stdout=out, **options)
        return out.getvalue()

    @pytest.fixture
    def asked(self, monkeypatch):
        asked = []
        monkeypatch.setattr(links, "probe", lambda url: asked.append(url) or ("missing", 404))
        return asked

    def story(self):
        text = '<p><a href="https://a.example/">a</a> <a href="mailto:b@a.example">b</a></p>'
        figures = [factories.figure(id=ID, source_url="https://c.example/")]
        return factories.story_page(content={"results": [factories.paragraph(text)]}, figures=figures)

    def test_nothing_is_asked_unless_the_newsroom_allows_it(self, asked):
        self.story()
        assert "nothing was asked" in self.run()
        assert asked == []

    def test_each_address_is_asked_once_a_week_and_never_too_many(self, asked, settings):
        settings.LINK_CHECK_ENABLED = True
        self.story(), self.story()
        assert self.run(most=1) == "1 links asked\n"
        assert self.run() == "1 links asked\n"
        assert asked == ["https://a.example/", "https://c.example/"]
        assert self.run() == "0 links asked\n"
        LinkCheck.objects.update(checked_at=timezone.now() - timedelta(days=8))
        assert self.run() == "2 links asked\n"
        assert LinkCheck.objects.count() == 2

    def test_since_when_it_does_not_answer_and_where_it_stands(self, asked, settings, monkeypatch):
        settings.LINK_CHECK_ENABLED = True
        page = self.story()
        monkeypatch.setattr(links, "probe", lambda url: ("reached", 200))
        self.run()
        week = timedelta(days=8)
        long_ago = timezone.now() - 3 * week
        LinkCheck.objects.update(checked_at=long_ago, since=long_ago, first_seen_at=long_ago)
        monkeypatch.setattr(
            links, "probe", lambda url: ("missing", 404) if "a.ex" in url else ("reached", 200)
        )
        self.run()
        broken, fine = LinkCheck.objects.order_by("url")
        assert broken.is_broken and broken.since > timezone.now() - week
        assert (broken.first_seen_at, fine.since) == (long_ago, long_ago)
        then = broken.since
        LinkCheck.objects.update(checked_at=long_ago)
        monkeypatch.setattr(links, "probe", lambda url: ("silent", None))
        self.run()
        broken.refresh_from_db()
        assert (broken.result, broken.since) == ("silent", then)
        places = LinkPlace.objects.values_list("page", "link__url", "where")
        assert [place[:2] for place in places] == [
            (page.pk, "https://a.example/"),
            (page.pk, "https://c.example/"),
        ]
        assert all(where for _page, _url, where in places)

    def test_a_link_that_was_taken_out_stands_nowhere(self, asked, settings):
        settings.LINK_CHECK_ENABLED = True
        page = self.story()
        self.run()
        factories.edit(page, body=factories.body())
        self.run()
        assert not LinkPlace.objects.exists()
