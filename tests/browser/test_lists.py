"""The list of stories in a real browser: the same with and without script, by keyboard, and on a narrow screen."""

import re

import pytest

from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

LONG = "Trungtâmphụcvụhànhchínhcôngmộtcửaliênthônghiệnđạicấptỉnhvàcấpxã"


@pytest.fixture
def stories():
    make.story_page("Bắc Giang", "Rút tiền ở bưu điện", pillars=["digital-economy"], live=True)
    make.story_page("Huế", "Đèn ở bến sông", pillars=["digital-society", "digital-economy"], live=True)
    make.story_page("Huế", "Ánh sáng đường quê", pillars=["digital-society"], live=True)
    figures = [
        make.figure("3098490000000", LONG, unit=make.unit("đồng", "money"), highlight=True),
        make.figure("9999999999999", "Sẽ có", nature="target", highlight=True),
    ]
    make.story_page("Cà Mau", f"{LONG} và một chuyện dài", figures, pillars=["digital-government"], live=True)


def titles(page):
    return page.locator(".ledger h3").all_inner_texts()


def is_settled(page):
    page.wait_for_function("() => !document.querySelector('[aria-busy=\"true\"]')")


class TestTheSameWithAndWithoutScript:
    def test_boxes_words_and_orders_give_the_same_list_at_the_same_address(
        self, chromium, live_server, stories
    ):
        found = {}
        for script in (True, False):
            context = chromium.new_context(base_url=live_server.url, java_script_enabled=script)
            page = context.new_page()
            page.goto("/cau-chuyen/")
            for box in ("Kinh tế số", "Xã hội số"):
                page.get_by_role("checkbox", name=re.compile(box)).check()
                if script:
                    page.wait_for_url(
                        re.compile("digital-society" if box == "Xã hội số" else "digital-economy")
                    )
                    is_settled(page)
            if not script:
                page.get_by_role("button", name="Lọc").click()
            page.get_by_role("link", name="theo tên").click()
            page.wait_for_url(re.compile("sort=name"))
            if script:
                is_settled(page)
            found[script] = (page.url, titles(page), page.locator(".listed__count").inner_text())
            context.close()
        assert found[True] == found[False]
        assert found[True][1] == ["Ánh sáng đường quê", "Đèn ở bến sông", "Rút tiền ở bưu điện"]


class TestByKeyboard:
    def test_a_ticked_box_keeps_the_focus_the_count_is_said_and_back_takes_it_off(self, reader):
        reader.goto("/cau-chuyen/")
        box = reader.get_by_role("checkbox", name=re.compile("Xã hội số"))
        box.focus()
        reader.keyboard.press("Space")
        reader.wait_for_url(re.compile("pillar=digital-society"))
        is_settled(reader)
        assert reader.evaluate("document.activeElement.value") == "digital-society"
        assert reader.get_by_role("status").inner_text() == "2 câu chuyện"
        reader.get_by_role("link", name=re.compile("Xã hội số")).press("Enter")
        reader.wait_for_url(re.compile("/cau-chuyen/$|/cau-chuyen/\\?$"))
        is_settled(reader)
        assert reader.evaluate("document.activeElement.getAttribute('role')") == "status"
        assert len(titles(reader)) == 4
        reader.go_back()
        reader.wait_for_function("() => document.querySelectorAll('.ledger h3').length === 2")
        assert reader.locator("#filters input:checked").count() == 1

    def test_the_map_is_walked_like_its_table(self, reader):
        reader.goto("/#map")
        tile = reader.get_by_role("list", name="Bản đồ các tỉnh, thành phố").get_by_role("link", name="Huế")
        assert "2 câu chuyện" in tile.inner_text().replace("\n", " ")
        tile.press("Enter")
        reader.wait_for_url(re.compile("/hue/$"))


class TestNarrow:
    @pytest.mark.parametrize("address", ["/", "/cau-chuyen/", "/cau-chuyen/ca-mau/", "/cau-chuyen/ha-noi/"])
    def test_very_long_words_and_figures_push_nothing_out_of_the_screen(self, phone, address):
        for width in (320, 390, 768, 1440):
            phone.set_viewport_size({"width": width, "height": 800})
            phone.goto(address)
            assert phone.evaluate("document.documentElement.scrollWidth") <= width, (address, width)

    def test_filters_are_folded_until_they_are_asked_for(self, phone):
        phone.goto("/cau-chuyen/")
        box = phone.get_by_role("checkbox", name=re.compile("Xã hội số"))
        assert not box.is_visible()
        phone.get_by_text("Bộ lọc").click()
        box.check()
        phone.wait_for_url(re.compile("pillar=digital-society"))
        is_settled(phone)
        assert box.is_visible() and phone.locator(".facets__fold summary").first.inner_text().startswith(
            "Bộ lọc"
        )

    def test_both_archipelagos_stand_whole_beside_their_units(self, phone):
        phone.goto("/")
        for name in ("Đặc khu Hoàng Sa", "Đặc khu Trường Sa"):
            zone = phone.locator(".tile--zone", has_text=name)
            edge = zone.bounding_box()
            assert edge["x"] > 0 and edge["x"] + edge["width"] <= 390
            assert zone.evaluate("tile => tile.scrollWidth <= tile.clientWidth + 1")
            line = zone.evaluate("tile => getComputedStyle(tile, '::before').borderTopStyle")
            assert line == "solid"
