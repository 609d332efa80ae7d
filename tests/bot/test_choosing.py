"""What an answer says: the best sentence, the list it belongs to, and what adds something."""

from __future__ import annotations

from bot.choosing import choose
from bot.extracts import Extract
from vectorstore.passage import Passage

LEAD = "申请补贴的企业应当符合下列条件："
ITEMS = (
    "（一）在本省登记注册，依法纳税；",
    "（二）上年度研发投入不低于五百万元；",
    "（三）近三年没有重大安全事故。",
)
AFTER = "补贴资金由省财政厅按年度拨付。"
TEXT = "\n".join((LEAD, *ITEMS, AFTER))


def passage(text: str, language: str = "zh") -> Passage:
    """A passage that starts inside its document."""
    return Passage("p", "rules.txt", 0, text, 50, 50 + len(text), None, (), language, "某省奖补办法")


def extract(line: str, score: float = 1.0, text: str = TEXT) -> Extract:
    """A line of a text with its score."""
    start = 50 + text.index(line)
    return Extract(passage(text), start, start + len(line), line, score)


def said(*extracts: Extract) -> list[str]:
    """What is chosen of them."""
    return [chosen.text for chosen in choose(extracts)]


def test_a_list_stands_whole_behind_what_leads_it_in() -> None:
    """Conditions that are left out would change what is promised."""
    assert said(extract(LEAD)) == [LEAD, *ITEMS]


def test_an_item_brings_what_leads_it_in_and_its_list() -> None:
    """Alone it does not say what it is a condition of."""
    assert said(extract(ITEMS[1])) == [LEAD, *ITEMS]


def test_what_is_chosen_stands_in_the_document() -> None:
    """Offsets of what came with the best extract are the document's own."""
    for chosen in choose([extract(ITEMS[1])]):
        assert TEXT[chosen.start - 50 : chosen.end - 50] == chosen.text


def test_a_sentence_of_no_list_stands_alone() -> None:
    """What is around it was not found to answer."""
    assert said(extract(AFTER)) == [AFTER]


def test_items_that_nothing_leads_in_stand_alone() -> None:
    """As where the passage starts inside a list."""
    text = "\n".join(ITEMS)

    assert said(extract(ITEMS[1], text=text)) == [ITEMS[1]]


def test_a_list_that_is_too_long_gives_the_item_and_its_lead() -> None:
    """An answer stays short; what the item is about is kept."""
    items = [f"（{n}）{'对符合条件的企业给予一次性奖励并优先保障用地，' * 6}。" for n in "一二三四五六"]
    text = "\n".join((LEAD, *items))

    assert said(extract(items[3], text=text)) == [LEAD, items[3]]


def test_what_says_the_same_is_said_once() -> None:
    """Two documents often share a sentence but for a word."""
    again = "补贴资金由省财政厅按年度进行拨付。"

    assert said(extract(AFTER, 2.0), extract(again, 1.9, again)) == [AFTER]


def test_what_adds_something_follows_while_it_is_nearly_as_good() -> None:
    """Three statements at most, none far below the best."""
    lines = [
        "对新建厂房每平方米补贴一百元。",
        "贷款利息由财政承担一半。",
        "用地指标优先保障重点项目。",
        "人才公寓三年免租。",
    ]
    text = "\n".join(lines)
    near = [extract(line, 3.0 - 0.1 * n, text) for n, line in enumerate(lines)]
    far = [extract(lines[0], 3.0, text), extract(lines[1], 0.5, text)]

    assert said(*near) == lines[:3]
    assert said(*far) == lines[:1]


def test_what_has_no_room_is_left_out_and_a_shorter_one_taken() -> None:
    """An answer is read at one go: at most 520 characters of Chinese."""
    lines = [f"{''.join(chr(first + n) for n in range(240))}。" for first in (0x4E00, 0x5000, 0x6000)]
    lines.append("用地指标优先保障重点项目。")
    text = "\n".join(lines)

    assert said(*(extract(line, 3.0 - 0.1 * n, text) for n, line in enumerate(lines))) == [*lines[:2], lines[3]]
