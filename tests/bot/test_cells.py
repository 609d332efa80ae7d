"""What stands in the cells of a comparison."""

from __future__ import annotations

from bot.cells import cells_of
from bot.extracts import Extract
from vectorstore.passage import Passage


def found(document: str, *said: tuple[str, float]) -> list[Extract]:
    """Sentences of a document with their scores, as they stand behind each other."""
    text = "".join(words for words, _ in said)
    passage = Passage(document, document, 0, text, 0, len(text), None, (), "zh", "")
    extracts, at = [], 0
    for words, score in said:
        extracts.append(Extract(passage, at, at + len(words), words, score))
        at += len(words)
    return extracts


def test_like_is_set_beside_like() -> None:
    """Of sentences that answer about as well, the one in the other place's words."""
    gansu = found("a", ("全省地区生产总值增长5.8%。", 5.5))
    shaanxi = found("b", ("县域经济增长5.5%以上。", 5.5), ("全省地区生产总值增长5.1%。", 5.4))

    cells = cells_of([gansu, shaanxi])

    assert [cell[0].text for cell in cells] == ["全省地区生产总值增长5.8%。", "全省地区生产总值增长5.1%。"]


def test_a_better_answer_is_not_given_up_for_its_words() -> None:
    """Wording decides only between sentences that answer about as well."""
    one = found("a", ("补贴最高20万元。", 5.0))
    other = found("b", ("给予十万元奖励。", 5.0), ("补贴最高30万元。", 3.0))

    assert cells_of([one, other])[1][0].text == "给予十万元奖励。"


def test_what_is_said_as_well_stands_in_the_cell_too() -> None:
    """Another sentence that is as good; not one that repeats it, nor a weaker one."""
    first = found("a", ("新增退税商店675家。", 9.3), ("退税店达到1000家。", 9.1), ("消费增长4%左右。", 5.0))
    twice = found("b", ("新增退税商店100家。", 9.3), ("新增退税商店100家。", 9.2))

    cells = cells_of([first, twice])

    assert [extract.text for extract in cells[0]] == ["新增退税商店675家。", "退税店达到1000家。"]
    assert [extract.text for extract in cells[1]] == ["新增退税商店100家。"]


def test_many_places_have_a_cell_each() -> None:
    """More than are weighed together."""
    places = [found(name, (f"粮食产量{at}亿斤以上。", 5.0)) for at, name in enumerate("abcde", 1)]

    assert [cell[0].passage.document for cell in cells_of(places)] == list("abcde")
