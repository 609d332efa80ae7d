"""A statement is shown only where the words of its quotes carry it, clause by clause."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.carrying import carried
from bot.runs import Run
from vectorstore.passage import Passage, language_of
from vectorstore.record import DocumentRecord

TARGETS = (
    "今年经济社会发展主要预期目标是：地区生产总值增长5%左右，一般公共预算收入增长3%，城镇新增就业120万人以上，"
    "城镇调查失业率5.5%左右，居民消费价格涨幅2%左右"
)
REWARD = "对首次认定的国家级专精特新“小巨人”企业，给予最高100万元一次性奖励。"
PLAN = "到2030年，全省人工智能核心产业规模突破5000亿元，培育规模以上企业2000家，建成10个以上省级创新中心。"
OUTPUT = (
    "By 2027, the output value of the province's integrated circuit industry should exceed RMB 400 billion,"
    " with an average annual growth of more than 15 percent."
)
TERM = "本办法自2026年3月1日起施行，有效期至2028年12月31日。"
RETURN = "Enterprises that relocate out of the district within five years shall return the subsidy in full."
TRANSFER = "个人可以转让资格，企业不得转让资格。"
TWO_YEARS = "产值2027年达到500亿元，2030年达到1000亿元。"
TWO_REGIONS = "江苏增长6%，浙江增长5%，苏州增长7%。"
RANGE = "地区生产总值增长4.5%—5%，力争更好结果。"
PAIRED = "粮食、油料产量分别达到100万吨、20万吨。"
RANK = "实现地区生产总值67665亿元，增长5.5%，总量居全国第5位，累计新开工亿元以上项目3000个。"
RANKS = "工业增加值增长9.5%，增速居全国第3位，投资增长6%，增速居全国第2位。"
YEARLY = "每年支持一批网络改造应用良好的企业，省级给予一次性奖补100万元，未完成改造的收回资金。"
WEIGHTS = "考评分值=日常监测（20%）+实地调研（60%）"
EXCEPT = "符合条件的企业可申领补贴，失信企业除外。"


def run(quote: str, title: str = "2026年江苏省政府工作报告", region: str = "江苏省") -> Run:
    """A passage that is one sentence, of a document issued in 2026."""
    passage = Passage("1", "d", 0, quote, 0, len(quote), None, (), language_of(quote), title)
    record = DocumentRecord("d", title, language_of(title), region=region, issued_on=dt.date(2026, 1, 20))
    return Run.of(quote, passage, record)


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("2026年江苏地区生产总值预期增长5%左右。", TARGETS),
        ("江苏省2026年的GDP增长目标是5%。", TARGETS),
        ("江苏今年计划城镇新增就业120万人以上。", TARGETS),
        ("GDP增速目标为5%左右，城镇调查失业率目标为5.5%左右。", TARGETS),
        ("首次认定的国家级专精特新“小巨人”企业可获得最高100万元的一次性奖励。", REWARD),
        ("江苏省提出到2030年人工智能核心产业规模突破5000亿元。", PLAN),
        ("到2030年建成10个以上省级创新中心。", PLAN),
        ("The integrated circuit industry's output value should exceed 400 billion yuan by 2027.", OUTPUT),
        ("Average annual growth should be more than 15 percent.", OUTPUT),
        ("该办法的有效期到2028年12月31日为止。", TERM),
        ("An enterprise that relocates out of the district within five years must return the full subsidy.", RETURN),
        ("企业不得转让资格。", TRANSFER),
        ("到2030年，产值达到1000亿元。", TWO_YEARS),
        ("浙江增长5%。", TWO_REGIONS),
        ("地区生产总值增长4.5%至5%。", RANGE),
        ("总量居全国第5位。", RANK),
        ("符合条件的企业可申领补贴，失信企业除外。", EXCEPT),
    ],
)
def test_what_the_quote_says_in_other_words_is_carried(statement: str, quote: str) -> None:
    """Shorter, in another order, with the region and the year that its document gives."""
    assert carried(statement, run(quote), "")


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("This is a measure of how much GDP is being made in Jiangsu.", TARGETS),
        ("The goal is to raise GDP to 2026.", TARGETS),
        ("支持生物医药、生物医药等产业。", "支持人工智能、生物医药等产业。"),
    ],
)
def test_a_subject_alone_carries_nothing(statement: str, quote: str) -> None:
    """Neither in another language without a figure, nor a thing named twice in the place of another."""
    assert not carried(statement, run(quote), "")


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("In 2026, Jiangsu aims for GDP growth of about 5%.", TARGETS),
        ("Jiangsu plans to create at least 1.2 million new urban jobs in 2026.", TARGETS),
        ("Enterprises first recognised as little giants receive a one-off reward of up to 1 million yuan.", REWARD),
        ("By 2030, Jiangsu's core AI industry is to exceed 500 billion yuan.", PLAN),
        ("The measures take effect on March 1, 2026 and are valid until December 31, 2028.", TERM),
    ],
)
def test_a_translation_is_carried_by_its_figures_regions_and_concepts(statement: str, quote: str) -> None:
    """The glossary knows the concepts in both languages."""
    assert carried(statement, run(quote), "")


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("江苏省2026年一般公共预算收入增长目标是5%左右。", TARGETS),
        ("江苏今年计划城镇新增就业120万人以下。", TARGETS),
        ("江苏今年计划农村新增就业120万人以上。", TARGETS),
        ("江苏今年计划城镇新增就业120万人。", TARGETS),
        ("2025年江苏地区生产总值增长5%左右。", TARGETS),
        ("江苏2026年地区生产总值增长了5%。", TARGETS),
        ("苏州市2026年地区生产总值增长5%左右。", TARGETS),
        ("全国地区生产总值增长5%左右。", TARGETS),
        ("浙江省提出，地区生产总值增长5%左右。", TARGETS),
        ("人均地区生产总值增长5%左右。", TARGETS),
        ("江苏城镇调查失业率下降5.5%左右。", TARGETS),
        ("居民消费价格涨幅2个百分点左右。", TARGETS),
        ("地区生产总值增长5%左右，并免除所有企业的所得税。", TARGETS),
        ("根据《江苏省振兴条例》，地区生产总值增长5%左右。", TARGETS),
        ("首次认定的省级专精特新“小巨人”企业可获得最高100万元一次性奖励。", REWARD),
        ("首次认定的国家级专精特新“小巨人”企业可获得100万元一次性奖励。", REWARD),
        ("首次认定的国家级专精特新“小巨人”企业每年可获得最高100万元奖励。", REWARD),
        ("首次认定的国家级单项冠军企业，给予最高100万元一次性奖励。", REWARD),
        ("到2027年，全省人工智能核心产业规模突破5000亿元。", PLAN),
        ("到2030年，培育规模以上企业5000家。", PLAN),
        ("到2030年，全省人工智能核心产业规模突破2000亿元。", PLAN),
        ("到2030年，全省生物医药核心产业规模突破5000亿元。", PLAN),
        ("到2030年，建成10个国家级创新中心。", PLAN),
        ("到2030年，全省人工智能核心产业规模增长5000亿元。", PLAN),
        ("By 2027, the output value of the province's biomedicine industry should exceed RMB 400 billion.", OUTPUT),
        ("By 2027, the province's integrated circuit exports should exceed RMB 400 billion.", OUTPUT),
        ("By 2027, profit in the integrated circuit industry should exceed RMB 400 billion.", OUTPUT),
        ("By 2027, the integrated circuit industry's output value should reach RMB 400 billion.", OUTPUT),
        ("本办法自2028年12月31日起施行，有效期至2026年3月1日。", TERM),
        ("本办法有效期至2026年3月1日。", TERM),
        ("Enterprises that relocate into the district within five years shall return the subsidy in full.", RETURN),
        ("Enterprises that relocate out of the district within five years shall receive the subsidy in full.", RETURN),
        ("Enterprises that relocate out of the district after five years shall return the subsidy in full.", RETURN),
        ("Enterprises that relocate out of the district within five years may return the subsidy in full.", RETURN),
        ("企业可以转让资格。", TRANSFER),
        ("企业可以转让资格，个人不得转让资格。", TRANSFER),
        ("产值2030年达到500亿元。", TWO_YEARS),
        ("产值2027年达到1000亿元，2030年达到500亿元。", TWO_YEARS),
        ("江苏增长5%，浙江增长6%。", TWO_REGIONS),
        ("江苏增长7%。", TWO_REGIONS),
        ("地区生产总值增长5%。", RANGE),
        ("地区生产总值增长4.5%。", RANGE),
        ("粮食产量达到20万吨。", PAIRED),
        ("油料产量达到100万吨。", PAIRED),
        ("符合条件的企业可申领补贴。", EXCEPT),
        ("地区生产总值67665亿元，增长5.5%，总量居全国第1位。", RANK),
        ("总量居全省第5位。", RANK),
        ("工业增加值增长9.5%，增速居全国第2位。", RANKS),
        ("累计新开工万元以上项目3000个。", RANK),
        ("省级不给予一次性奖补100万元，未完成改造的收回资金。", YEARLY),
        ("考评分值=日常监测（60%）+实地调研（20%）", WEIGHTS),
    ],
)
def test_what_the_quote_does_not_say_is_not_carried(statement: str, quote: str) -> None:
    """Though most of the words, and often every figure, stand in the quote."""
    assert not carried(statement, run(quote), "")


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("In 2026, Jiangsu aims for budget revenue growth of about 5%.", TARGETS),
        ("Jiangsu plans to create at most 1.2 million new urban jobs in 2026.", TARGETS),
        ("Zhejiang aims for GDP growth of about 5% in 2026.", TARGETS),
        ("Jiangsu's GDP grew by 5% in 2026.", TARGETS),
        ("Every little giant receives 1 million yuan a year.", REWARD),
        ("By 2030, Jiangsu's core biomedicine industry is to exceed 500 billion yuan.", PLAN),
        ("By 2030, Jiangsu's low-altitude economy is to exceed 500 billion yuan.", PLAN),
        ("The measures take effect on December 31, 2028.", TERM),
        ("Wanda Group is to create at least 1.2 million new urban jobs in 2026.", TARGETS),
    ],
)
def test_a_translation_that_says_something_else_is_not_carried(statement: str, quote: str) -> None:
    """Another indicator, region, year or bound, and a name that the Chinese words do not have."""
    assert not carried(statement, run(quote), "")


def test_what_the_question_names_need_not_be_said_again() -> None:
    """A short answer is understood with its question."""
    quote = "2026年，苏州工业园区生物医药产业产值达到2000亿元。"

    assert carried("产值达到2000亿元。", run(quote), "苏州工业园区2026年生物医药产业产值目标是多少？")
    assert not carried("产值达到2000亿元。", run(quote), "")


def test_a_year_of_the_heading_dates_what_stands_under_it() -> None:
    """Under a review of 2025 no figure is one of 2026, though the document is."""
    quote = "地区生产总值增长4.8%。"
    passage = Passage(
        "1", "d", 0, quote, 0, len(quote), None, ("一、2025年工作回顾",), "zh", "2026年江苏省政府工作报告"
    )
    record = DocumentRecord("d", passage.title, "zh", region="江苏省", issued_on=dt.date(2026, 1, 20))

    assert carried("2025年江苏地区生产总值增长4.8%。", Run.of(quote, passage, record), "")
    assert not carried("2026年江苏地区生产总值增长4.8%。", Run.of(quote, passage, record), "")
