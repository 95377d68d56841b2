import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_this_host_reads_the_numbers(client):
    response = client.get("/metrics")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain")
    assert b"newsroom_outbox_waiting 0\n" in response.content


@pytest.mark.parametrize("address", ["203.0.113.7", "2001:db8::1", ""])
def test_another_host_is_refused(address):
    assert Client(REMOTE_ADDR=address).get("/metrics").status_code == 403


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded"])
def test_reader_behind_a_proxy_on_this_host_is_refused(client, header):
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 403


class TestToken:
    @pytest.fixture(autouse=True)
    def token(self, settings):
        settings.METRICS_TOKEN = "a-long-token"

    def test_bearer_reads_from_anywhere(self):
        away = Client(REMOTE_ADDR="203.0.113.7")
        assert away.get("/metrics", headers={"authorization": "Bearer a-long-token"}).status_code == 200

    @pytest.mark.parametrize("given", ["", "Bearer ", "Bearer another", "a-long-token"])
    def test_anything_else_is_refused_even_here(self, client, given):
        assert client.get("/metrics", headers={"authorization": given}).status_code == 403
