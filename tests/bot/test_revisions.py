"""Two versions beside each other: what counts as changed, as new and as gone."""

from __future__ import annotations

from bot.revisions import Change, compare_versions
from vectorstore.passage import Passage

REST = "\n".join(f"第{n}条\n各级人民政府应当按照职责做好第{n}类工作并加强保障。" for n in "七八九")


def version(*articles: str, language: str = "zh") -> list[Passage]:
    """A document's passages, one an article."""
    passages, start = [], 0
    for at, text in enumerate((*articles, REST)):
        passages.append(Passage(f"{at}", "d", at, text, start, start + len(text), None, (), language, "某条例"))
        start += len(text) + 1
    return passages


def told(changes: list[Change]) -> list[tuple[list[str], list[str]]]:
    """Before and after, as shown."""
    return [
        ([e.text for e in change.extracts(change.before)], [e.text for e in change.extracts(change.after)])
        for change in changes
    ]


def test_a_renumbered_article_and_its_references_are_no_change() -> None:
    """第五条 that was 第三条 says the same, and so does what refers to it."""
    old = version("第三条\n企业应当及时付款。", "第四条\n违反本条例第三条规定的，依法给予处罚。")
    new = version("第五条\n企业应当及时付款。", "第六条\n违反本条例第五条规定的，依法给予处罚。")
    assert compare_versions(old, new) == []


def test_another_figure_is_a_change_in_its_sentence() -> None:
    """Only the sentence that differs is shown."""
    old = version("第三条\n企业应当及时付款。付款期限为60日。")
    new = version("第三条\n企业应当及时付款。付款期限为30日。")
    assert told(compare_versions(old, new)) == [(["付款期限为60日。"], ["付款期限为30日。"])]


def test_a_sentence_moved_to_another_article_is_compared_with_itself() -> None:
    """It is neither new nor gone."""
    old = version("第三条\n企业应当及时付款。省人民政府每年公布拖欠款项的企业名单。")
    new = version("第三条\n企业应当及时付款。", "第四条\n本省建立信用制度。省人民政府每季度公布拖欠款项的企业名单。")
    assert told(compare_versions(old, new)) == [
        ([], ["本省建立信用制度。"]),
        (["省人民政府每年公布拖欠款项的企业名单。"], ["省人民政府每季度公布拖欠款项的企业名单。"]),
    ]


def test_a_long_sentence_is_cut_to_what_differs() -> None:
    """From the first clause that the other lacks to the last."""
    same = "，".join(f"有关部门应当按照各自职责做好第{n}方面的协调工作和服务工作" for n in "一二三四五六七")
    old = version(f"第三条\n{same}，处理期限为60日，逾期的予以通报。")
    new = version(f"第三条\n{same}，处理期限为30日，逾期的予以通报。")
    assert told(compare_versions(old, new)) == [(["处理期限为60日"], ["处理期限为30日"])]


def test_texts_with_little_in_common_are_not_compared() -> None:
    """Two documents of one title may have nothing else in common."""
    old = [
        Passage(
            "0",
            "a",
            0,
            "第一条\n甲方应当付款。\n第二条\n乙方应当交货。\n第三条\n丙方监督。",
            0,
            40,
            None,
            (),
            "zh",
            "某",
        )
    ]
    new = [
        Passage(
            "0",
            "b",
            0,
            "第一条\n本市发展旅游。\n第二条\n景区免收门票。\n第三条\n酒店给予折扣。",
            0,
            40,
            None,
            (),
            "zh",
            "某",
        )
    ]
    assert compare_versions(old, new) == []


def test_english_articles_are_compared_word_by_word() -> None:
    """And their numbers in references do not count."""
    lines = "\n".join(f"Article {n} Authorities shall supervise matter number {n} with due care." for n in range(4, 8))

    def act(text: str) -> list[Passage]:
        return [Passage("0", "d", 0, f"{text}\n{lines}", 0, len(text) + 1 + len(lines), None, (), "en", "Act")]

    changes = compare_versions(
        act("Article 1 Buyers shall pay within 60 days of delivery, as Article 5 provides."),
        act("Article 1 Buyers shall pay within 30 days of delivery, as Article 6 provides."),
    )
    assert len(changes) == 1
    assert changes[0].label is not None
    assert changes[0].label.text == "Article 1"
