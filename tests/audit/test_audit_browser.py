"""The report in a real Chromium: silent, drawn, usable by keyboard, legible in every look, whole on paper."""

import base64
import json
import re
import sys
from pathlib import Path

import pytest
from conftest_audit import run
from test_audit_report import audited, gwlint, hostile, page  # noqa: F401

TOP = Path(__file__).parents[2]
sys.path.insert(0, str(TOP / "tools"))
pytest.importorskip("selenium")

import browser  # noqa: E402
import madeup  # noqa: E402
from selenium.webdriver import Keys  # noqa: E402
from selenium.webdriver.support.ui import Select  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not browser.installed(), reason="needs chromium, chromium-driver")]


@pytest.fixture(scope="module")
def chromium():
    with browser.chromium() as driver:
        yield driver


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    out = madeup.write(folder / "out", madeup.archive(5000))
    page(out, folder)
    return folder / "审计.html"


@pytest.fixture
def show(chromium):
    """`show(file)`: the browser with the page open, its logs empty before that."""

    def shown(file):
        chromium.get("about:blank")
        for log in ("browser", "performance"):
            chromium.get_log(log)
        chromium.get(file.as_uri())
        return chromium

    yield shown
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    chromium.set_window_size(1280, 900)


def requests(driver):
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]


def test_silent(show, report):
    driver = show(report)
    assert requests(driver) == [driver.current_url]
    assert driver.get_log("browser") == []


DRAWN = """
return Array.from(document.querySelectorAll('.chart svg')).map(function (svg) {
  var whole = svg.getBoundingClientRect();
  function box(one) { return one.getBoundingClientRect(); }
  function inside(one) { return one.left >= whole.left - 1 && one.right <= whole.right + 1 && one.top >= whole.top - 1 && one.bottom <= whole.bottom + 1; }
  var marks = Array.from(svg.querySelectorAll('[role=img]')).map(box);
  var words = Array.from(svg.querySelectorAll('text')).map(box);
  var solid = marks.every(function (one) { return one.width + one.height > 0; });
  return [svg.getAttribute('aria-label'), marks.length > 0 && solid && marks.concat(words).every(inside)];
})
"""
CHARTS = ["问题多了还是少了", "最常见的毛病", "问题多的单位", "正文字数与上限", "标急件的有没有理由", "单位和规则"]


def test_charts_are_drawn(show, report):
    """Every mark has a size, and it and every label stand inside the drawing."""
    assert show(report).execute_script(DRAWN) == [[title, True] for title in CHARTS]


def test_marks_speak(show, report):
    driver = show(report)
    said = [one.get_attribute("aria-label") for one in driver.find_elements("css selector", "#trend svg [role=img]")]
    assert any(re.fullmatch(r"2024-08：查了\d+份，每百份[\d.]+处错误和警告", one) for one in said)
    english = driver.execute_script("return Array.from(document.querySelectorAll('svg [aria-label]')).filter(function (one) { return !one.closest('[aria-hidden=true]') && !/[\\u4e00-\\u9fff]/.test(one.getAttribute('aria-label')); }).length")
    assert english == 0


def test_filter(show, report):
    driver = show(report)
    unit = Select(driver.find_element("css selector", "select[data-by=unit]"))
    unit.select_by_visible_text("云和县教育局")
    shown = [row for row in driver.find_elements("css selector", "#worst tbody tr") if row.is_displayed()]
    assert shown and all("云和县教育局" in row.text for row in shown)
    assert driver.find_element("css selector", "#worst [role=status]").text.startswith(f"显示 {len(shown)} 份")
    Select(driver.find_element("css selector", "select[data-by=year]")).select_by_visible_text("2023")
    fewer = [row for row in driver.find_elements("css selector", "#worst tbody tr") if row.is_displayed()]
    assert 0 < len(fewer) < len(shown) and all("2023-" in row.text for row in fewer)
    unit.select_by_visible_text("全部")


def test_keyboard_reaches_everything(show, report):
    driver, reached = show(report), set()
    driver.switch_to.active_element.send_keys(Keys.TAB)
    assert driver.switch_to.active_element.get_attribute("class") == "skip"
    for _ in range(60):
        one = driver.switch_to.active_element
        reached.add(one.tag_name if one.tag_name != "div" else one.get_attribute("class"))
        if one.tag_name == "summary" and "details" not in reached:
            one.send_keys(Keys.ENTER)
            assert driver.execute_script("return arguments[0].parentElement.open", one)
            reached.add("details")
        driver.switch_to.active_element.send_keys(Keys.TAB)
    assert {"a", "chart", "summary", "rows", "select"} <= reached


def test_links_in_the_page_lead_somewhere(show, report):
    driver = show(report)
    targets = [one.get_attribute("href").partition("#")[2] for one in driver.find_elements("css selector", "nav a, .skip")]
    assert len(targets) == 9 and all(driver.find_elements("id", target) for target in targets)


def test_own_reports_open(show, audited, tmp_path):  # noqa: F811
    archive, out = audited
    run(archive, out)
    page(out, tmp_path, "--documents", "2")
    driver = show(tmp_path / "审计.html")
    driver.find_element("css selector", "#worst tbody a").click()
    assert driver.find_elements("css selector", "mark[tabindex]")


@pytest.mark.parametrize("wide", [360, 800, 1600])
def test_no_sideways_scrolling(show, report, wide):
    driver = show(report)
    driver.set_window_size(wide, 900)
    assert driver.execute_script("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")


LUMINANCE = """
function rgb(text) { return (text.match(/[\\d.]+/g) || [0, 0, 0]).map(Number); }
function light(c) { var l = c.slice(0, 3).map(function (v) { v /= 255; return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); }); return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; }
function ratio(a, b) { var x = light(a) + 0.05, y = light(b) + 0.05; return Math.max(x, y) / Math.min(x, y); }
function ground(one) { for (; one; one = one.parentElement) { var c = rgb(getComputedStyle(one).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; }
function under(text) { var box = text.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
  var cell = Array.from(text.ownerSVGElement.querySelectorAll('.mark-rect path')).find(function (one) { var b = one.getBoundingClientRect(); return b.left <= x && x <= b.right && b.top <= y && y <= b.bottom; });
  return cell ? rgb(getComputedStyle(cell).fill) : ground(text.ownerSVGElement.parentElement); }
"""
CONTRAST = LUMINANCE + """
var poor = [];
document.querySelectorAll('h1, h2, p, b, a, li, td, th, summary, label, select, .key, footer').forEach(function (one) {
  if (!one.offsetParent || !one.textContent.trim() || one.className === 'skip') return;
  var found = ratio(rgb(getComputedStyle(one).color), ground(one));
  if (found < 4.5) poor.push(one.tagName + ' ' + one.textContent.slice(0, 20) + ' ' + found);
});
document.querySelectorAll('svg text').forEach(function (one) {
  var found = ratio(rgb(getComputedStyle(one).fill), under(one));
  if (found < 4.5) poor.push('text ' + one.textContent + ' ' + found);
});
document.querySelectorAll('svg .mark-rect path[fill], svg .mark-symbol path').forEach(function (one) {
  if (one.closest('#heat')) return;
  var found = ratio(rgb(getComputedStyle(one).fill), ground(one.ownerSVGElement.parentElement));
  if (found < 3) poor.push('mark ' + one.getAttribute('aria-label') + ' ' + found);
});
return poor;
"""


@pytest.mark.parametrize("look", ["light", "dark"])
def test_contrast(show, report, look):
    """WCAG 2.2: 4.5 for text, also on the cells of the heat map; 3 for what a chart draws."""
    driver = show(report)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": look}]})
    driver.execute_script("document.querySelectorAll('details').forEach(function (one) { one.open = true; })")
    assert driver.execute_script(CONTRAST) == []


def test_print(show, report):
    import pypdfium2

    size = {"paperWidth": 8.27, "paperHeight": 11.69, "printBackground": False}
    printed = show(report).execute_cdp_cmd("Page.printToPDF", size)["data"]
    document = pypdfium2.PdfDocument(base64.b64decode(printed))
    text = "".join("".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document)
    assert 2 <= len(document) <= 6
    assert "问题多了还是少了" in text and "没能查的文件" in text and "整治形式主义为基层减负若干规定" in text
    assert "数据表" not in text and "全部单位" not in text
    colours = document[0].render(scale=0.5).to_pil().convert("RGB").getcolors(1 << 20)
    assert any(red > 150 and green < 70 and blue < 70 for _, (red, green, blue) in colours), "bars keep their colour"


def test_hostile_text_runs_nothing(show, tmp_path):
    page(hostile(tmp_path / "out"), tmp_path)
    driver = show(tmp_path / "审计.html")
    driver.execute_script("document.querySelectorAll('details').forEach(function (one) { one.open = true; })")
    assert driver.execute_script("return window.pwned") is None
    assert requests(driver) == [driver.current_url]
    assert driver.get_log("browser") == []


def test_comparison_is_silent(show, tmp_path):
    old, new = madeup.write(tmp_path / "old", madeup.archive(300)), madeup.write(tmp_path / "new", madeup.archive(500))
    gwlint("diff", old, new, "--format", "html", "-o", tmp_path / "a.html", code=3)
    driver = show(tmp_path / "a.html")
    assert requests(driver) == [driver.current_url] and driver.get_log("browser") == []
    assert driver.execute_script("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert driver.find_element("tag name", "h1").value_of_css_property("font-size") != "32px", "the style is let in"


def test_long_names_stay_inside_the_charts(show, tmp_path):
    rows = [madeup.document(n, issuer="云" * 60 + str(n), words=9000 + n) for n in range(30)]
    found = [madeup.finding(row, f"GW{n:03}", "非常长的规则名称" * 9, "error") for n, row in enumerate(rows)]
    page(madeup.write(tmp_path / "out", [(rows, found)]), tmp_path)
    drawn = show(tmp_path / "审计.html").execute_script(DRAWN)
    assert len(drawn) == 5 and all(inside for _, inside in drawn)
