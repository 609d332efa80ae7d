"""Lists, tables and sentences that run over the end of a passage."""

from __future__ import annotations

import pytest

from bot.answer import Answer
from bot.chain import make_chain
from bot.found import Asked, Found
from bot.neighbours import whole_passage
from bot.prompt import fill_prompt
from bot.question import Question
from ingest.sync import sync
from tests.evaluation.measures import faults
from vectorstore.library import Library
from vectorstore.passage import Passage
from vectorstore.query import understand

FILLING = "\n".join(["各部门应当按照职责分工加强对本项工作的组织领导和统筹协调，确保各项任务落到实处。"] * 14)
LISTED = f"""江北市露营基地奖补办法
第一条
{FILLING}
申请露营基地奖补应当符合下列条件：
（一）露营基地面积不少于二十亩；
（二）依法取得用地手续；
（三）配备专职安全人员。
第二条
本办法自2025年1月1日起施行。
"""


@pytest.fixture
def shelf(library: Library, tmp_path) -> Library:
    """A document whose list begins in one passage and goes on in the next."""
    (tmp_path / "办法.txt").write_text(LISTED, encoding="utf-8")
    sync([tmp_path / "办法.txt"], library)
    return library


def split_at(library: Library, words: str) -> tuple[Passage, Passage]:
    """The passage that ends with these words, and the next."""
    passages = library.catalogue.passages_of("办法.txt")
    at = next(at for at, passage in enumerate(passages) if passage.text.rstrip().endswith(words))
    return passages[at], passages[at + 1]


def asked(library: Library, text: str) -> Answer:
    """The answer to a question, which holds what every answer must."""
    answer = make_chain(library).invoke(text)
    assert not faults(answer, library)
    return answer


def test_a_passage_that_leads_in_a_list_has_the_list_with_it(shelf: Library) -> None:
    """And the text is the document's own, at the same offsets."""
    passage, following = split_at(shelf, "条件：")
    whole = whole_passage(passage, shelf.catalogue)
    assert following.text.startswith("（一）")
    assert "（三）配备专职安全人员。" in whole.text
    assert (shelf.text("办法.txt") or "")[whole.start : whole.end] == whole.text


def test_an_item_has_what_leads_it_in(shelf: Library) -> None:
    """From the second half of the list as well."""
    _, following = split_at(shelf, "条件：")
    assert "应当符合下列条件：" in whole_passage(following, shelf.catalogue).text


def test_a_neighbour_of_another_section_stays_out(shelf: Library) -> None:
    """第二条 belongs to no list of 第一条."""
    passage, _ = split_at(shelf, "条件：")
    assert "第二条" not in whole_passage(passage, shelf.catalogue).text
    last = shelf.catalogue.passages_of("办法.txt")[-1]
    assert whole_passage(last, shelf.catalogue) is last


def test_an_answer_gives_the_whole_list(shelf: Library) -> None:
    """Not only the words that lead it in, nor only its items."""
    answer = asked(shelf, "江北市露营基地奖补的申请应当符合哪些条件？")
    said = "".join(statement.text for statement in answer.statements)
    for words in ("应当符合下列条件", "不少于二十亩", "用地手续", "专职安全人员"):
        assert words in said


def test_a_model_is_given_the_whole_list_once(shelf: Library) -> None:
    """A passage that stands in another that is given is not given again."""
    seen: list[int] = []

    def read(passage: Passage) -> Passage:
        whole = whole_passage(passage, shelf.catalogue)
        seen.append(whole.text.count("（一）露营基地面积"))
        return whole

    query = understand("露营基地奖补应当符合下列条件")
    hits = tuple(shelf.retriever.retrieve(query, 10))
    prompt = fill_prompt(Found(Asked(Question(query.text), query, ()), hits, shelf.all_records()), read)
    assert sum("（一）露营基地面积" in keyed.text for keyed in prompt.passages) == 1
    assert 1 in seen
