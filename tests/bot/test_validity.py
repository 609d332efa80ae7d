"""Whether a document is in force: the sentence that proves it, what ended it, and how things stood on a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.answer import Answer, AnswerStatus, NoteKind
from bot.chain import make_chain
from bot.question import Question
from ingest.sync import sync
from tests.bot.scripted import answers, saying
from vectorstore.library import Library

REGULATION = """{region}{title}条例
（{passed}{region}第十四届人民代表大会常务委员会第九次会议通过）
第一条
为了促进{topic}发展，根据有关法律、行政法规，结合本省实际，制定本条例。
第二条
县级以上人民政府应当加强对{topic}工作的领导，支持企业和科研机构参与{topic}工作。
第三条
{last}
"""
NOTICE = """青山市数据局关于印发《青山市公共数据运营管理办法》的通知
青数发〔{year}〕{number}号
各有关单位：
现将《青山市公共数据运营管理办法》印发给你们，请遵照执行。
青山市数据局
{year}年3月1日
青山市公共数据运营管理办法
第一条 公共数据运营应当遵循依法合规、安全可控的原则。
第二条 本办法自{year}年4月1日起施行，有效期为5年。{repeals}
"""


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> Library:
    """A regulation that repeals another, two versions of one, and interim measures with a term but no date."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    texts = {
        "数字.txt": REGULATION.format(
            region="江苏省", title="数字经济促进", topic="数字经济", passed="2021年12月24日江苏省",
            last="本条例自2022年3月1日起施行。《江苏省信息化促进条例》（苏人发〔2011〕8号）同时废止。",
        ),
        "旅游旧.txt": REGULATION.format(
            region="浙江省", title="旅游", topic="旅游", passed="2015年9月25日", last="本条例自2016年1月1日起施行。"
        ),
        "旅游新.txt": REGULATION.format(
            region="浙江省", title="旅游", topic="旅游", passed="2024年5月20日", last="本条例自2024年10月1日起施行。"
        ),
        "阿坝.txt": "阿坝州人民政府办公室关于印发《阿坝州政务数据资源管理暂行办法》的通知\n阿府办发〔2021〕21号\n各县（市）人民政府：\n"
        "现将《阿坝州政务数据资源管理暂行办法》印发你们，请认真贯彻执行。\n阿坝州人民政府办公室\n2021年10月11日\n第一条 为规范政务数据资源管理，制定本办法。\n"
        "第二条 本办法自颁布之日起施行，有效期2年。\n",
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    sync([folder], library)
    return library


def asked(library: Library, text: str, as_of: str = "2026-11-22") -> Answer:
    """The answer to a question on a day."""
    return make_chain(library).invoke(Question(text, as_of=dt.date.fromisoformat(as_of)))


def validity(answer: Answer) -> str:
    """What the notes on validity say."""
    return " ".join(note.text for note in answer.notes if note.kind is NoteKind.VALIDITY)


@pytest.mark.parametrize(
    "text",
    [
        "江苏省信息化促进条例还有效吗？",
        "江苏信息化促进条例还管用不，被啥替代了",
        "江苏省信息化促进条例被废了没",
        "苏人发〔2011〕8号还作数吗？",
        "Is Jiangsu's informatisation regulation (江苏省信息化促进条例) still good? What replaced it?",
    ],
)
def test_a_repealed_document_that_the_library_lacks_has_its_successor_named(shelf: Library, text: str) -> None:
    """The repealing sentence is quoted with the day beside it, and a note names the document it stands in."""
    answer = asked(shelf, text)

    assert answer.statements[0].text == (
        "本条例自2022年3月1日起施行。《江苏省信息化促进条例》（苏人发〔2011〕8号）同时废止。"
    )
    assert "江苏省数字经济促进条例" in validity(answer)
    assert "2022-03-01" in validity(answer)


def test_on_a_day_before_the_repeal_it_is_still_to_come(shelf: Library) -> None:
    """`as_of` answers as things stood."""
    answer = asked(shelf, "江苏省信息化促进条例还有效吗？", "2022-02-01")

    assert "尚未废止" in validity(answer)
    assert "已废止" not in validity(answer)


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (
            "2026-11-22",
            "《浙江省旅游条例(2015-09-25)》已被新文件取代：《浙江省旅游条例(2024-05-20)》（自 2024-10-01 起）",
        ),
        ("2020-01-01", "截至 2020-01-01，《浙江省旅游条例(2015-09-25)》有效（自 2016-01-01 起）"),
        ("2024-06-01", "《浙江省旅游条例(2024-05-20)》（自 2024-10-01 起）"),
    ],
)
def test_versions_of_one_title_are_told_apart(shelf: Library, as_of: str, said: str) -> None:
    """By the day of their text; the older one is in force until the newer one is."""
    assert said in validity(asked(shelf, "浙江省旅游条例现在有效吗？", as_of))


def test_the_version_of_the_year_that_is_named_comes_first(shelf: Library) -> None:
    """What took its place proves that it has ended."""
    answer = asked(shelf, "浙江省旅游条例2015年那版过期了没？")

    assert "2024年10月1日起施行" in answer.statements[0].text
    assert "浙江省旅游条例(2015-09-25)" in validity(answer).split("。")[0]


@pytest.mark.parametrize(
    "text",
    [
        "How long do Aba Prefecture's interim measures on government data stay valid?",
        "Have Aba's 2021 interim measures on government data lapsed?",
        "阿坝州政务数据管理的暂行办法有效期到什么时候？",
        "阿坝那个“政务数据资源”办法还管用吗？",
    ],
)
def test_a_described_document_speaks_for_itself(shelf: Library, text: str) -> None:
    """It is found by place, topic and kind; where the catalogue has no dates, its own sentence is quoted."""
    answer = asked(shelf, text)

    assert answer.statements[0].text.endswith("本办法自颁布之日起施行，有效期2年。")
    assert "阿坝州政务数据资源管理暂行办法" in validity(answer)


@pytest.mark.parametrize(
    "text", ["江苏省专利证书的有效期是几年？", "浙江省旅游发展有效吗？", "Is Zhejiang's patent regulation still valid?"]
)
def test_what_is_no_document_of_the_library_has_no_validity(shelf: Library, text: str) -> None:
    """A certificate's term, a topic and a document on something else are not answered with another's validity."""
    assert validity(asked(shelf, text)) == ""


def test_another_place_s_regulation_of_the_same_name_is_not_meant(shelf: Library) -> None:
    """What a place is said to have in force is its own."""
    assert "2022-03-01" in validity(asked(shelf, "江苏的数字经济促进条例还有效吗？"))
    assert validity(asked(shelf, "广东省数字经济促进条例还有效吗？")) == ""
    assert validity(asked(shelf, "苏州市数字经济促进条例还有效吗？")) == ""


def test_an_older_notice_of_the_same_name_is_meant_by_its_year(library: Library, tmp_path: Path) -> None:
    """A new text that repeals one of its own title is meant itself unless the year is the old one's."""
    repeals = "《青山市公共数据运营管理办法》（青数发〔2020〕3号）同时废止。"
    (tmp_path / "new.txt").write_text(NOTICE.format(year=2025, number=8, repeals=repeals), encoding="utf-8")
    sync([tmp_path], library)

    assert "已废止" in validity(asked(library, "青山市公共数据运营管理办法2020年那版还有效吗？"))
    today = asked(library, "青山市公共数据运营管理办法还有效吗？")
    assert "已废止" not in validity(today)
    assert "（2025-04-01 至 2030-03-31）" in validity(today)


def test_a_model_does_not_write_what_the_catalogue_proves(shelf: Library) -> None:
    """Though it could be asked, and says something else."""
    *_, answer = answers(
        shelf, "浙江省旅游条例什么时候开始施行的？", saying("该条例已经失效。[{n}]", "本条例自2016年1月1日起施行")
    )

    assert answer.status is AnswerStatus.ANSWERED
    assert answer.answered_by == "extractive"
    assert "2024年10月1日" in answer.text
