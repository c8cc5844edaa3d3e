"""The html report in a real Chromium: what a person at the keyboard can do with it, and what it cannot do to them."""

import base64
import io
import json
import sys
from pathlib import Path

import pytest
from test_report_html import hostile, overlapping

from gwlint import engine, readers
from gwlint.reporters import html

TOP = Path(__file__).parents[2]
sys.path.insert(0, str(TOP / "tools"))
pytest.importorskip("selenium")

import browser  # noqa: E402
from selenium.webdriver import Keys  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not browser.installed(), reason="needs chromium, chromium-driver")]


@pytest.fixture(scope="module")
def chromium():
    with browser.chromium() as driver:
        yield driver


@pytest.fixture
def show(chromium, tmp_path):
    """`show(reports)`: the browser with the page open, its logs empty before that."""

    def shown(*reports):
        path = tmp_path / "report.html"
        path.write_text(html.render(reports), encoding="utf-8")
        chromium.get("about:blank")  # ends what the browser's own first page still loads
        for log in ("browser", "performance"):
            chromium.get_log(log)
        chromium.get(path.as_uri())
        return chromium

    return shown


def of_sample(name):
    return engine.lint(readers.read(next((TOP / "samples").glob(name))))


@pytest.fixture(params=["10-*.pdf", "13-*.docx", "08-*.docx"])
def sample(request):
    return of_sample(request.param)


def requests(driver):
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]


def press(driver, *keys):
    for key in keys:
        driver.switch_to.active_element.send_keys(key)


def focused(driver):
    return driver.switch_to.active_element.get_attribute("id")


def notes_at(driver, mark):
    """Numbers of the findings that begin at a mark."""
    return driver.find_element("id", mark).get_attribute("data-number").split("、")


def numbers(report):
    return [str(number) for number, _ in enumerate(report.findings, 1)]


def clear_page(driver):
    return [
        driver.find_element("id", "tip").get_attribute("hidden"),
        driver.find_elements("css selector", "li.current"),
    ]


def test_console_and_network_stay_silent(show, sample):
    driver = show(sample)
    press(driver, "j", "j", "k", Keys.ESCAPE)
    for button in driver.find_elements("css selector", "[data-severity][aria-pressed]"):
        button.click()
    assert requests(driver) == [driver.current_url]
    assert driver.get_log("browser") == []


def test_every_finding_is_reached_by_j_and_its_clause_shows(show, sample):
    driver, reached = show(sample), []
    for _ in driver.find_elements("css selector", "mark[tabindex]"):
        press(driver, "j")
        reached += notes_at(driver, focused(driver))
        assert "依据：" in driver.find_element("id", "tip").text
    assert sorted(reached, key=int) == numbers(sample)
    press(driver, "j")
    assert notes_at(driver, focused(driver))[0] == reached[0], "after the last comes the first"
    press(driver, "p")
    assert notes_at(driver, focused(driver))[-1] == reached[-1]


def test_every_finding_is_reached_by_tab(show, sample):
    driver, reached = show(sample), []
    for _ in range(200):
        press(driver, Keys.TAB)
        at = focused(driver) or ""
        if driver.switch_to.active_element.tag_name == "mark":
            reached += notes_at(driver, at)
        if len(reached) >= len(sample.findings):
            break
    assert sorted(reached, key=int) == numbers(sample)


def test_escape_puts_the_clause_away_and_enter_fixes_it(show):
    driver = show(overlapping())
    press(driver, "j")
    assert driver.find_elements("css selector", "li.current")
    press(driver, Keys.ESCAPE)
    assert clear_page(driver) == ["true", []]
    press(driver, Keys.ENTER)
    assert driver.find_element("id", "tip").is_displayed()


def test_hover_shows_all_clauses_of_an_overlap(show):
    from selenium.webdriver import ActionChains

    driver = show(overlapping())
    ActionChains(driver).move_to_element(driver.find_element("id", "f1m2")).perform()
    shown = driver.find_element("id", "tip").text
    assert all(one in shown for one in ("GW201", "GW401", "GW204"))


def test_click_fixes_the_clause_until_a_click_elsewhere(show):
    from selenium.webdriver import ActionChains

    driver = show(overlapping())
    driver.find_element("id", "f1m1").click()
    ActionChains(driver).move_to_element(driver.find_element("tag name", "h1")).perform()
    assert driver.find_element("id", "tip").is_displayed()
    driver.find_element("tag name", "h1").click()
    assert clear_page(driver) == ["true", []]


def test_a_note_leads_to_its_place(show):
    driver = show(overlapping())
    driver.find_element("css selector", "#f1n2 a").click()
    assert focused(driver) == "f1m2"


def test_filter_by_severity(show):
    driver = show(overlapping())
    button = driver.find_element("css selector", "button[data-severity=error]")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert driver.find_element("css selector", ".shown").text == "显示 2 处，共 3 处"
    assert not driver.find_element("id", "f1n1").is_displayed() and driver.find_element("id", "f1n2").is_displayed()
    marks = driver.find_elements("css selector", "mark")
    assert [one.get_attribute("class") for one in marks] == ["off", "warning", "info", "info"]
    assert [one.get_attribute("id") for one in driver.find_elements("css selector", "mark[tabindex]")] == ["f1m2"]
    driver.find_element("css selector", "button[data-all]").click()
    assert driver.find_element("css selector", ".shown").text == "共 3 处"
    assert [one.get_attribute("class") for one in marks] == ["error", "error", "error", "info"]
    assert marks[0].get_attribute("tabindex") == "0"


def test_filter_by_rule(show):
    driver = show(overlapping())
    driver.find_element("css selector", ".tools summary").click()
    driver.find_element("css selector", "button[data-rule=GW204]").click()
    assert not driver.find_element("id", "f1n3").is_displayed()
    assert notes_at(driver, "f1m2") == ["2"]
    press(driver, Keys.ESCAPE)
    assert not driver.find_element("css selector", "button[data-rule=GW204]").is_displayed()


def test_hostile_text_runs_nothing(show):
    driver = show(hostile())
    press(driver, "j")
    driver.find_element("css selector", "button[data-severity]").click()
    assert driver.execute_script("return window.pwned") is None
    assert requests(driver) == [driver.current_url]
    assert driver.get_log("browser") == []


def test_policy_stops_what_were_let_in(show):
    driver = show(overlapping())
    driver.execute_script(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"http://127.0.0.1:9/x\" onerror=\"window.pwned=1\">');"
        "document.body.appendChild(document.createElement('script')).text = 'window.pwned=2';"
    )
    assert driver.execute_script("return window.pwned") is None
    assert "Content Security Policy" in " ".join(entry["message"] for entry in driver.get_log("browser"))


def test_print_has_notes_and_no_controls(show, sample):
    import pypdfium2

    printed = show(sample).execute_cdp_cmd("Page.printToPDF", {"printBackground": False})["data"]
    pages = pypdfium2.PdfDocument(io.BytesIO(base64.b64decode(printed)))
    text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)
    assert "下一处" not in text and "按规则筛选" not in text
    assert text.count("依据：") >= len(sample.findings)
    assert text.index("发现的问题") < text.index("文稿概况")


def test_no_sideways_scrolling_on_a_narrow_window(show):
    driver = show(of_sample("10-*.pdf"))
    driver.set_window_size(500, 900)
    press(driver, "j")
    assert driver.execute_script("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    driver.set_window_size(1280, 900)
