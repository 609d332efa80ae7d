"""The pages as a person meets them, in a real browser."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from vectorstore.filters import Filters

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-default-apps", "--disable-domain-reliability", "--disable-client-side-phishing-detection",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; where it is missing, CI fails and other machines say so."""
    if not CHROMIUM.exists():
        assert not os.environ.get("CI"), f"{CHROMIUM} is missing: install chromium and fonts-noto-cjk."
        pytest.skip(f"{CHROMIUM} is missing: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, url: str) -> Iterator[Callable[..., Page]]:
    """Opens the chat; at the end, nothing may have gone to another host or to the console's errors."""
    wrong: list[str] = []
    contexts = []

    def watch(page: Page) -> None:
        page.on("request", lambda r: None if r.url.startswith((url, "data:", "blob:")) else wrong.append(r.url))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))

    def open_page(locale: str = "zh-CN", width: int = 1360, height: int = 860, scheme: str = "light") -> Page:
        context = browser.new_context(
            locale=locale, viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
        )
        contexts.append(context)
        context.on("page", watch)
        page = context.new_page()
        page.goto(url)
        expect(page.locator("#welcome .rw-ask").first).to_be_visible(timeout=20000)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def ask(page: Page, question: str) -> None:
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")


def answered(page: Page) -> None:
    expect(page.locator("#current .rw-meta")).to_be_visible(timeout=15000)
    expect(page.locator("#send")).to_be_visible()


def test_an_example_is_answered_with_markers_that_show_their_cards(visit, screenshots: Path) -> None:
    page = visit()
    page.screenshot(path=screenshots / "wide-zh-light-start.png")
    page.locator("#welcome .rw-ask").first.click()
    expect(page.locator("#current .rw-statement").first).to_be_visible(timeout=10000)
    answered(page)
    expect(page.locator("#welcome .rw-ask")).to_have_count(0)
    expect(page.locator("#question textarea")).to_have_value("")
    expect(page.locator("#current .rw-marker").first).to_have_text("[1]")
    page.locator("#current .rw-marker", has_text="[2]").last.click()
    card = page.locator("#turn-1-source-2")
    expect(card).to_be_in_viewport()
    expect(card).to_have_class(re.compile("rw-shown"))
    expect(card.locator("mark")).to_have_text("给予最高500万元奖励")
    page.screenshot(path=screenshots / "wide-zh-light-answer.png")
    card.locator(".rw-number").click()
    expect(page.locator("#current .rw-marker.rw-shown")).to_have_text("[2]")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_a_quote_opens_highlighted_in_its_document(visit, screenshots: Path) -> None:
    page = visit()
    ask(page, "首台套最高奖励多少？")
    answered(page)
    with page.context.expect_page() as opened:
        page.locator("#turn-1-source-2").get_by_text("在原文中查看").click()
    document = opened.value
    quote = document.locator("mark#quote")
    expect(quote).to_have_text("给予最高500万元奖励")
    expect(quote).to_be_in_viewport()
    document.screenshot(path=screenshots / "document-zh-light.png")


def test_an_answer_is_streamed_and_can_be_stopped(visit, bot) -> None:
    bot.go_on.clear()
    page = visit()
    ask(page, "上海机器人 slow")
    expect(page.locator("#current .rw-statement")).to_have_count(1, timeout=10000)
    expect(page.locator("#current .rw-status")).to_contain_text("正在作答")
    page.locator("#stop").click()
    expect(page.locator("#current .rw-hint")).to_contain_text("已停止", timeout=10000)
    expect(page.locator("#current .rw-statement")).to_have_count(1)
    expect(page.locator("#send")).to_be_visible()
    bot.go_on.set()
    ask(page, "首台套最高奖励多少？")
    answered(page)
    expect(page.locator("#past .rw-hint")).to_have_count(1)
    assert bot.asked[-1].history[0] == ("user", "上海机器人 slow")


def test_a_refusal_shows_the_nearest_documents_and_what_can_be_asked(visit, screenshots: Path) -> None:
    page = visit("en-GB", scheme="dark")
    ask(page, "What about unicorns?")
    expect(page.locator(".rw-refusal")).to_have_text("The library does not say.", timeout=10000)
    nearest = page.locator(".rw-nearest a")
    expect(nearest).to_have_count(2)
    page.screenshot(path=screenshots / "wide-en-dark-refusal.png")
    with page.context.expect_page() as opened:
        nearest.first.click()
    expect(opened.value.locator("h1")).to_contain_text("上海市促进智能机器人产业高质量发展的若干措施")
    expect(page.locator("#send")).to_be_visible()
    page.locator("#current .rw-ask").first.click()
    expect(page.locator("#current .rw-label").first).to_have_text("Draft", timeout=10000)
    expect(page.locator("#past .rw-refusal")).to_be_visible()
    page.screenshot(path=screenshots / "wide-en-dark-answer.png")


def test_what_was_understood_can_be_taken_away(visit, bot, screenshots: Path) -> None:
    page = visit()
    ask(page, "上海机器人有什么支持？")
    answered(page)
    chips = page.locator("#current .rw-chip")
    expect(chips).to_have_text(["上海市 ×", "智能机器人 ×", "2025 ×"])
    page.screenshot(path=screenshots / "wide-zh-light-filters.png")
    page.get_by_role("button", name="去掉“上海市”再问一次").click()
    expect(page.locator("#current .rw-without")).to_have_text("已去掉：上海市", timeout=10000)
    answered(page)
    expect(page.locator(".rw-turn")).to_have_count(2)
    expect(page.locator("#turn-2 .rw-question")).to_have_text("上海机器人有什么支持？")
    assert (bot.asked[-1].without, bot.asked[-1].history) == (Filters(regions=("上海市",)), ())
    chip = page.locator("#turn-2 .rw-chip").nth(2)
    chip.focus()
    chip.press("Enter")
    expect(page.locator("#turn-3 .rw-without")).to_have_text("已去掉：上海市、2025", timeout=10000)
    answered(page)
    assert bot.asked[-1].without == Filters(regions=("上海市",), years=(2025,))
    page.screenshot(path=screenshots / "wide-zh-light-without.png")


def test_the_fixed_words_follow_the_switch(visit) -> None:
    page = visit("en-GB")
    expect(page.locator("#send")).to_have_text("Send")
    page.locator("#language label", has_text="中文").click()
    expect(page.locator("#send")).to_have_text("发送")
    expect(page.locator("#welcome h2")).to_have_text("您想了解什么？")
    expect(page.locator("#welcome .rw-ask").first).to_contain_text("上海")
    expect(page.get_by_label("您的问题")).to_be_visible()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(" ", "The question is empty", id="empty"),
        pytest.param("x" * 2001, "at most 2,000 are accepted", id="too long"),
        pytest.param("fault", "The language model cannot be reached", id="unavailable"),
        pytest.param("crash", "Something went wrong on our side", id="unexpected"),
    ],
)
def test_a_fault_is_one_sentence_and_the_text_is_kept(visit, text: str, sentence: str) -> None:
    page = visit("en-GB")
    ask(page, text)
    expect(page.locator(".rw-fault")).to_contain_text(sentence, timeout=10000)
    expect(page.locator(".rw-fault")).to_have_count(1)
    expect(page.locator("#question textarea")).to_have_value(text)
    expect(page.locator("#send")).to_be_visible()


def test_hostile_text_is_shown_and_does_nothing(visit) -> None:
    page = visit("en-GB")
    ask(page, "hostile <img src=x onerror='window.hacked=1'>")
    answered(page)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#conversation :is(img, script, iframe, code, .katex)").count() == 0
    addresses = page.locator("#conversation a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert all(address.startswith(("documents/", "#turn-")) for address in addresses)
    with page.context.expect_page() as opened:
        page.locator("#current .rw-links a").first.click()
    opened.value.wait_for_load_state()
    expect(opened.value.locator("h1")).to_contain_text("<img src=x onerror=")
    assert opened.value.evaluate("window.hacked") is None


@pytest.mark.parametrize(
    ("locale", "scheme", "question"), [("zh-CN", "dark", "上海机器人"), ("en-GB", "light", "hydrogen")]
)
def test_a_phone_shows_the_sources_under_the_answer(
    visit, screenshots: Path, locale: str, scheme: str, question: str
) -> None:
    page = visit(locale, 390, 844, scheme)
    page.screenshot(path=screenshots / f"phone-{locale[:2]}-{scheme}-start.png")
    ask(page, question)
    answered(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    answer, sources = (
        page.locator("#current .rw-answer").bounding_box(),
        page.locator("#current .rw-sources").bounding_box(),
    )
    assert answer
    assert sources
    assert sources["y"] >= answer["y"] + answer["height"]
    page.screenshot(path=screenshots / f"phone-{locale[:2]}-{scheme}-answer.png")
    page.locator("#current .rw-marker", has_text="[2]").last.click()
    expect(page.locator("#turn-1-source-2")).to_be_in_viewport()
    expect(page.locator("#send")).to_be_in_viewport()
    page.screenshot(path=screenshots / f"phone-{locale[:2]}-{scheme}-card.png")


def test_a_new_conversation_is_empty(visit, bot) -> None:
    page = visit("en-GB")
    ask(page, "hydrogen")
    answered(page)
    page.locator("#restart").click()
    expect(page.locator(".rw-turn")).to_have_count(0)
    expect(page.locator("#welcome .rw-ask").first).to_be_visible()
    ask(page, "hydrogen again")
    answered(page)
    assert bot.asked[-1].history == ()


def test_the_page_says_that_the_model_is_loading_until_it_is(visit, library) -> None:
    library.loaded = False
    try:
        page = visit("en-GB")
        expect(page.locator("#status")).to_contain_text("The embedding model is loading")
    finally:
        library.loaded = True
    expect(page.locator("#status")).to_be_hidden(timeout=10000)


def test_two_people_do_not_see_each_other(visit, bot) -> None:
    first, second = visit("en-GB"), visit("en-GB")
    ask(first, "hydrogen one")
    answered(first)
    ask(second, "hydrogen two")
    answered(second)
    expect(first.locator(".rw-turn")).to_have_count(1)
    assert bot.asked[-1].history == ()
