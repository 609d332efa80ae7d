"""Frames: a statement in the other language, rendered as far as it is certain, and not where it is not."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from bot.answer import Answer, AnswerStatus, Citation, Note, NoteKind, Statement
from bot.chinese_frames import facts_of
from bot.english_frames import english_facts_of
from bot.found import Asked, Found
from bot.frames import Frame, frame_of, frames_on
from bot.legal_frames import legal_facts_of
from bot.quantities import backed_by, find_quantities
from bot.question import Question
from bot.rendered_figures import figures_in_chinese, figures_in_english
from bot.renderings import plural_of, render_noun_phrase, renderings
from ui.rendering import render_answer
from vectorstore.commitments import Commitments, Target
from vectorstore.glossary import concepts, folded
from vectorstore.query import understand
from vectorstore.record import DocumentRecord

HUBEI = DocumentRecord("h.md", "2026年湖北省政府工作报告", "zh", region="湖北省", region_code="420000")
CHINA = DocumentRecord("c.md", "Notice on Photovoltaics", "en", region="中国", region_code="100000")


def english(sentence: str) -> list[str]:
    """The facts that a Chinese sentence comes to in English."""
    return [fact.words for fact in list(legal_facts_of(sentence)) or list(facts_of(sentence))]


def chinese(sentence: str) -> list[str]:
    """The facts that an English sentence comes to in Chinese."""
    return [fact.words for fact in english_facts_of(sentence)]


def cited(quote: str, number: int = 1, document: str = "h.md") -> Citation:
    """A citation of a quote that opens its document."""
    title = HUBEI.title if document == "h.md" else CHINA.title
    return Citation(number, document, title, None, None, None, None, "in_force", None, None, quote, 0, len(quote))


def framed(quote: str, language: str = "en", *targets: Target) -> Frame | None:
    """The frame of a quote of a report of Hubei, or of a national notice in English."""
    record = HUBEI if language == "en" else CHINA
    return frame_of(cited(quote, document=record.document), record, Commitments(targets), language)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1.5万亿元", "1.5 trillion yuan"),
        ("70万人", "700,000 people"),
        ("1600亿斤", "160 billion jin"),
        ("3613.97万亩", "36.1397 million mu"),
        ("200万千瓦", "2 million kW"),
        ("0.4个百分点", "0.4 percentage points"),
        ("百分之七十", "70%"),
        ("二十个工作日", "20 working days"),
        ("4.5%—5%", "4.5% to 5%"),
        ("5-10家", "5 to 10"),
        ("58万元/人", "580,000 yuan per person"),
        ("1年", "1 year"),
        ("785家", "785"),
    ],
)
def test_a_chinese_figure_is_rendered_at_its_size(written: str, words: str) -> None:
    """What it counts is left to the noun; what it measures is named."""
    (figure,) = figures_in_chinese(written.replace("—", "-"))
    assert figure.words == words
    assert backed_by(figure.words, [written]) == []


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("35 million kilowatts", "3500万千瓦"),
        ("1.5 trillion yuan", "1.5万亿元"),
        ("RMB 250,000", "25万元"),
        ("20%", "20%"),
        ("1,234 hectares", "1234公顷"),
        ("30 working days", "30个工作日"),
    ],
)
def test_an_english_figure_is_rendered_at_its_size(written: str, words: str) -> None:
    """In the steps of 万 and 亿 that Chinese counts by."""
    (figure,) = figures_in_english(written)
    assert figure.words == words
    values = [[(q.value, q.unit) for q in find_quantities(text)] for text in (words, written)]
    assert values[0] == values[1]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("地区生产总值增长5%左右", ["GDP: growth of about 5%"]),
        ("城镇新增就业70万人以上；", ["new urban jobs: at least 700,000"]),
        ("城镇调查失业率控制在5%以内", ["surveyed urban unemployment rate: kept within 5%"]),
        ("粮食产量稳定在530亿斤以上", ["grain output: kept at 53 billion jin or more"]),
        ("力争低空经济规模突破1000亿元", ["aim: scale of the low-altitude economy: more than 100 billion yuan"]),
        ("到2027年底，智能算力达到5万P", []),
        ("到2027年，新型储能装机规模超过300万千瓦", ["by 2027: installed capacity of new-type energy storage: more than 3 million kW"]),
        ("整修提升310公里农村公路", []),
        ("到2030年，经济实力大幅跃升，全社会研发投入强度达到3.5%以上", ["by 2030: R&D intensity of the whole society: at least 3.5%"]),
        ("研发行业大模型80个", ["developing industry large models: 80"]),
        ("建设500座便民桥", ["building convenience bridges: 500"]),
        ("新增规上工业企业1000户以上", ["adding industrial enterprises above designated size: at least 1,000"]),
        ("改造农村危房6000户", ["renovating dilapidated rural homes: 6,000 households"]),
        ("地区生产总值5.2万亿元、增长5.4%", ["GDP: 5.2 trillion yuan, growth of 5.4%"]),
        ("细颗粒物年均浓度较2020年下降25%", ["annual average concentration of fine particles: a fall of 25% from 2020"]),
        ("民间投资占比提高2.2个百分点", ["private investment share: a rise of 2.2 percentage points"]),
        ("基础研究支出占研发经费比重达到8%", ["share of basic-research spending in R&D funds: 8%"]),
        ("新增5G基站2万个、充电桩3万个", ["adding 5G base stations: 20,000; adding charging piles: 30,000"]),
        (
            "原煤、原油产量分别达到7000万吨、1280万吨",
            ["output of raw coal and crude oil: 70 million tonnes and 12.8 million tonnes, respectively"],
        ),
        ("对获评企业，给予最高40万元奖励", ["reward: at most 400,000 yuan (in the case that the quote states)"]),
        ("全社会研发投入强度不低于3%", ["R&D intensity of the whole society: at least 3%"]),
        ("资产负债率不得超过70%", []),
        ("煤炭产量不得超过1亿吨", ["coal output: must not be more than 100 million tonnes"]),
        ("对购买首套自住房的家庭（含子女），贷款首付款比例不得低于30%", ["down payment ratio of loans: must not be less than 30% (in the case that the quote states)"]),
        ("每年实施20项重点民生实事，居民人均可支配收入增长34.3%", ["implementing key livelihood projects: 20 (each year)", "per capita disposable income of residents: growth of 34.3%"]),
        ("地区生产总值突破3万亿元、达3.6万亿元", ["GDP: more than 3 trillion yuan, reaching 3.6 trillion yuan"]),
        ("未参保职工的最高贷款额度为55万元", []),
        ("双方缴存的最高贷款额度为55万元", ["maximum loan amount (of “双方缴存”): 550,000 yuan"]),
    ],
)  # fmt: skip
def test_a_chinese_clause_that_is_understood_is_rendered(sentence: str, facts: list[str]) -> None:
    """What is measured, how it relates to its figure, the figure; every number is in the sentence."""
    assert english(sentence) == facts
    assert [fact for fact in facts if backed_by(fact, [sentence])] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "地区生产总值没有增长5%",
        "地区生产总值增长未达到5%",
        "地区生产总值增长5%的目标没有实现",
        "除新能源汽车外，汽车产量增长5%",
        "扣除价格因素，地区生产总值增长5%",
        "没有扩大开放的，进出口增长3%",
        "原计划投产，新能源汽车产量达到10万辆",
        "地区生产总值增长5%的城市",
        "非粮食产量增长5%",
        "不锈钢产量增长5%",
        "城镇新增就业不足以抵消减少的70万人",
        "地区生产总值增长由5%调整为6%",
        "从5%提高到7%",
        "产值达到100亿元",
        "规模超过5亿元",
        "汽车产量（不含新能源汽车）增长5%",
        "每千人口拥有3岁以下婴幼儿托位4.6个",
        "便民桥500座",
        "增长5%",
        "新能源汽车产量1 2万辆",
        "支持建设一批智能工厂",
        "税率为0.5%",
        "高技术制造业和装备制造业增加值年均增长8%、7.2%",
        "新增电力装机3000万千瓦，其中可再生能源装机2000万千瓦",
        "省属企业完成产业类投资553亿元、研发投入133亿元",
        "完成1679个行政村生活污水和199个黑臭水体治理",
        "地区生产总值以上增长5%以下以上",
    ],
)
def test_a_clause_that_is_not_certain_is_not_rendered(sentence: str) -> None:
    """Denied, excepted, moved from one figure to another, or of something that is not known or not named."""
    assert english(sentence) == []


def test_a_clause_after_another_does_not_borrow_its_verb() -> None:
    """What stands behind a comma without a verb may be a stock, not what is added."""
    assert english("新增5G基站2万个，充电桩3万个") == ["adding 5G base stations: 20,000"]


def test_figures_of_two_clauses_do_not_mix() -> None:
    """Each figure stays with the term of its own clause."""
    facts = english("地区生产总值增长5%，某项指标增长6%，进出口增长7%")
    assert facts == ["GDP: growth of 5%", "imports and exports: growth of 7%"]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("本条例自2019年3月1日起施行。", ["these Regulations: in force from 1 March 2019"]),
        ("本办法自公布之日起施行，有效期5年。", ["these Measures: in force from the day of promulgation; valid for 5 years"]),
        ("本通知自2024年9月10日起实施，有效期至2027年9月9日。", ["this Notice: in force from 10 September 2024; valid until 9 September 2027"]),
        ("《甲省乙办法》同时废止。", ["repealed at the same time: 《甲省乙办法》"]),
        ("本条例所称自动驾驶汽车，是指可以自动行驶的汽车。", ["definition of autonomous vehicle (“自动驾驶汽车”): what it means follows in Chinese"]),
        ("投诉工作机构应当在受理投诉之日起二十个工作日内办结。", ["complaint handling agency: must, within 20 working days of “受理投诉”, “办结”"]),
        ("任何单位和个人不得有下列行为：", ["any organisation or individual: must not do what the next lines list"]),
        ("金融机构不得拒绝贷款申请", ["financial institution: must not “拒绝贷款申请”"]),
        ("投诉工作机构应当在五日内作出不予受理的决定", []),
        ("2010年3月1日起施行的《甲办法》继续有效", []),
        ("第三条自2020年1月1日起施行的规定不变", []),
        ("某机构不得某某", []),
    ],
)  # fmt: skip
def test_the_wording_of_rules_is_rendered(sentence: str, facts: list[str]) -> None:
    """In force, valid, repealed, means, within, must not; a piece that denies is never left in Chinese."""
    assert english(sentence) == facts


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("This standard will be implemented from December 1, 2021.", ["本标准自2021年12月1日起施行"]),
        ("These Measures shall come into force on 1 March 2019.", ["本办法自2019年3月1日起施行"]),
        ("The notice shall be repealed simultaneously.", ["本通知同时废止"]),
        ("These Measures are valid until 31 December 2025.", ["本办法有效期至2025年12月31日"]),
        ("By 2025, the industrial value added will grow by about 6%.", ["到2025年，工业增加值：增长约6%"]),
        ("By the end of 2015, the installed photovoltaic capacity will reach more than 35 million kilowatts", ["到2015年底，光伏装机：超过3500万千瓦"]),
        ("The R&D intensity shall not exceed 3%.", ["研发投入强度：不得超过3%"]),
        ("GDP will grow by 5%, and the grain output will reach 1.2 million tons", ["地区生产总值：增长5%", "粮食产量：120万吨"]),
        ("These Regulations shall not come into force on 1 March 2020", []),
        ("GDP will not grow by 5%", []),
        ("Unless the market recovers, GDP will grow by 5%", []),
        ("If approved, these Measures shall come into force on 1 March 2019.", []),
        ("The regulations of Chapter 3 shall come into force on 1 March 2019", []),
        ("Something unknown will reach 5%", []),
        ("GDP will grow by 5% to 6% of the total", []),
        ("The notice shall not be repealed", []),
    ],
)  # fmt: skip
def test_an_english_clause_that_is_understood_is_rendered(sentence: str, facts: list[str]) -> None:
    """The same the other way round; a condition, an exception or a denial leaves the sentence as it is."""
    assert chinese(sentence) == facts
    frame = framed(sentence, "zh")
    assert [fact for fact in facts if frame is None or fact not in frame.words] == []


def test_a_frame_says_where_and_when() -> None:
    """The region of the document; the year of the extracted targets, where it stands in the quote or its title."""
    quote = "地区生产总值增长5%左右"
    target = Target("地区生产总值", "5", quote, 0, len(quote), year=2026)
    assert framed(quote, "en", target) == Frame("Hubei · 2026 · GDP: growth of about 5%", whole=True)
    assert framed(quote, "en", replace(target, year=2031)) == Frame("Hubei · GDP: growth of about 5%", whole=True)
    assert framed(quote) == Frame("Hubei · GDP: growth of about 5%", whole=True)


def test_a_place_within_the_documents_is_not_taken_for_the_whole() -> None:
    """武汉's growth is not Hubei's."""
    assert framed("武汉市加快发展，地区生产总值增长6%") is None


def test_a_frame_of_a_part_says_so() -> None:
    """What is left out is not passed over in silence."""
    frame = framed("地区生产总值增长5%左右，居民消费价格合理回升")
    assert frame == Frame("Hubei · GDP: growth of about 5%", whole=False)


def test_what_has_no_figure_is_framed_by_its_terms() -> None:
    """At least two terms that mean one thing; less is no frame."""
    assert framed("前瞻布局量子科技、核聚变能、脑机接口等产业") == Frame(
        "Hubei · speaks of: quantum technology, nuclear fusion energy, brain-computer interfaces", whole=False
    )
    assert framed("加强作风建设") is None
    assert framed("Construction and services are promoted.", "zh") is None


def test_a_number_that_the_quote_does_not_hold_drops_the_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check stands behind the rendering, whatever that does."""
    wrong = [replace(fact, words="GDP: growth of 50%") for fact in facts_of("地区生产总值增长5%")]
    monkeypatch.setattr("bot.frames.facts_of", lambda sentence, offset: iter(wrong))
    assert framed("地区生产总值增长5%") is None


def test_a_frame_that_denies_what_its_quote_affirms_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the other way round."""
    wrong = [replace(fact, words="GDP: no growth of 5%") for fact in facts_of("地区生产总值增长5%")]
    monkeypatch.setattr("bot.frames.facts_of", lambda sentence, offset: iter(wrong))
    assert framed("地区生产总值增长5%") is None


def answered(language: str, *quotes: str) -> Answer:
    """An answer whose statements are quotes of Hubei's report, with their frames."""
    question = Question("What is planned?" if language == "en" else "有什么计划？", as_of=dt.date(2026, 7, 1))
    found = Found(Asked(question, understand(question.text), ()), (), {"h.md": HUBEI, "c.md": CHINA})
    citations = tuple(cited(quote, number) for number, quote in enumerate(quotes, 1))
    statements = tuple(Statement(citation.quote, (citation.number,)) for citation in citations)
    answer = Answer(question.text, language, AnswerStatus.ANSWERED, statements=statements, citations=citations)
    return replace(answer, notes=frames_on(answer, found))


def test_a_frame_stands_above_its_statement_and_names_its_citation() -> None:
    """Marked as Regionwise's own; what has no frame is labelled once."""
    answer = answered("en", "地区生产总值增长5%", "加强作风建设", "改进会风文风")
    assert answer.text.split("\n") == [
        "[1] Hubei · GDP: growth of 5% (Regionwise’s rendering)",
        "地区生产总值增长5% [1]",
        "加强作风建设 [2]",
        "改进会风文风 [3]",
        "[2][3]: Chinese original, without a rendering.",
    ]
    assert {note.kind for note in answer.notes} == {NoteKind.READING}
    assert all(set(note) == {"kind", "text"} for note in answer.to_json()["notes"])


def test_the_frames_of_a_long_list_are_short() -> None:
    """Two facts each, and said to be a part."""
    quote = "地区生产总值增长5%，固定资产投资增长6%，进出口增长7%"
    (first, *_) = answered("en", *[quote] * 7).notes
    assert first.text == (
        "[1] Hubei · GDP: growth of 5%; fixed-asset investment: growth of 6% (Regionwise’s rendering, in part)"
    )


def test_a_reader_of_the_documents_language_gets_no_frame() -> None:
    """Nor one whose statement a model has put into the reader's language."""
    assert answered("zh", "地区生产总值增长5%").notes == ()
    written = answered("en", "地区生产总值增长5%")
    told = replace(written, statements=(Statement("GDP is to grow by 5%.", (1,)),), notes=())
    question = Question("What is planned?", as_of=dt.date(2026, 7, 1))
    assert frames_on(told, Found(Asked(question, understand(question.text), ()), (), {"h.md": HUBEI})) == ()


def test_the_page_shows_a_frame_above_its_quote_in_italics() -> None:
    """And not again among the notes; its words are no markup."""
    answer = answered("en", "地区生产总值增长5%")
    html = render_answer(answer, 1)
    assert html.index("rw-frame") < html.index("rw-statement")
    assert html.count("GDP: growth of 5%") == 1
    assert "<em>[1] Hubei" in html
    hostile = replace(answer, notes=(Note(NoteKind.READING, "<b>x</b>", citation=1),))
    assert "<b>" not in render_answer(hostile, 1)


def test_every_rendering_is_told_apart_and_in_both_languages() -> None:
    """A Chinese term is rendered in one way only."""
    terms = [rendering.zh for rendering in renderings()]
    assert len(terms) == len(set(terms))
    assert [
        r.zh for r in renderings() if not re.search("[A-Za-z0-9]", r.en[0]) or re.search("[\u4e00-\u9fff]", r.en[0])
    ] == []
    assert {r.kind for r in renderings()} == {"measure", "generic", "count", "term", "modifier", "verb"}


def test_no_rendering_contradicts_the_glossary() -> None:
    """Where the glossary knows both words, it knows them as one concept."""
    owners = {folded(form): concept.slug for concept in concepts() for form in concept.zh + concept.en}
    apart = [
        (r.zh, r.en[0])
        for r in renderings()
        if owners.get(folded(r.zh), "") != owners.get(r.en[0].lower(), "")
        and folded(r.zh) in owners
        and r.en[0].lower() in owners
    ]
    assert apart == []


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("高新技术企业和科技型中小企业", "high-tech enterprises and technology-based SMEs"),
        ("省级智能工厂", "provincial-level smart factories"),
        ("数字经济核心产业营收", "revenue of the core industries of the digital economy"),
        ("完全不知的词", None),
        ("省级", None),
        ("、企业", None),
    ],
)
def test_a_noun_phrase_is_rendered_where_every_character_is_known(phrase: str, words: str | None) -> None:
    """Modifiers before their noun, a measure before what it is of; no head, no phrase."""
    rendered = render_noun_phrase(phrase)
    assert (rendered.plural if rendered else None) == words


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("smart factory", "smart factories"),
        ("person with disabilities", "persons with disabilities"),
        ("industrial enterprise above designated size", "industrial enterprises above designated size"),
        ("fund of funds", "funds of funds"),
    ],
)
def test_the_head_of_a_phrase_takes_the_plural(one: str, many: str) -> None:
    """Not what stands behind it."""
    assert plural_of(one) == many
