"""Targets are told from results, conditions, duties and counts of named things."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.commitments import commitments_of
from ingest.document import SourceFile
from ingest.metadata import describe
from ingest.reading import read_document
from settings import Settings
from vectorstore.commitments import Target

REPORT = """2027年云岭省政府工作报告
——2027年1月20日在云岭省第十四届人民代表大会第五次会议上
各位代表：
一、2026年工作回顾
过去一年，经济运行稳中向好。地区生产总值增长6.1%，新增高新技术企业730家。
二、“十五五”时期主要目标任务
到2030年，全社会研发投入强度提高到3.1%，人均预期寿命达到81岁。
三、2027年重点工作
今年经济社会发展主要预期目标是：地区生产总值增长5.5%左右，城镇调查失业率控制在5%以内。
{sentence}
"""
PLAN = """云岭省人民政府办公厅关于印发智能装备产业行动方案的通知
各市人民政府：
现将《智能装备产业行动方案》印发给你们，请认真组织实施。
2024年3月8日
{text}
"""


def targets_in(path: Path, text: str) -> list[Target]:
    """The targets of a text, whose quotes are verbatim."""
    path.write_text(text, encoding="utf-8")
    document = read_document(SourceFile(path, path.name), Settings())
    targets = list(commitments_of(document, describe(document)).targets)
    assert all(document.text[target.start : target.end] == target.quote for target in targets)
    return targets


def of_report(tmp_path: Path, sentence: str) -> list[Target]:
    """The targets that one sentence adds to the yearly part of a work report."""
    found = targets_in(tmp_path / "report.txt", REPORT.format(sentence=sentence))
    return [target for target in found if target.quote in sentence]


def of_plan(tmp_path: Path, text: str) -> list[Target]:
    """The targets of a text in a plan of 2024."""
    return targets_in(tmp_path / "plan.txt", PLAN.format(text=text))


def figures(targets: list[Target]) -> list[tuple[str, str | None, int | None]]:
    """Their values, units and years."""
    return [(target.value, target.unit, target.year) for target in targets]


def test_a_report_holds_targets_in_the_parts_that_look_ahead(tmp_path: Path) -> None:
    """What the past year brought is a result; the parts to come give their years."""
    assert figures(targets_in(tmp_path / "report.txt", REPORT.format(sentence=""))) == [
        ("3.1", "%", 2030),
        ("81", "岁", 2030),
        ("5.5", "%", 2027),
        ("5", "%", 2027),
    ]


def test_a_part_on_the_years_gone_by_holds_results(tmp_path: Path) -> None:
    """A paragraph that opens with the last plan reports, also where its heading names the next."""
    text = REPORT.replace("到2030年，", "“十四五”时期，粮食产量从310亿斤增加到340亿斤。\n到2030年，").format(
        sentence=""
    )
    assert ("340", "亿斤", 2030) not in figures(targets_in(tmp_path / "report.txt", text))
    assert ("3.1", "%", 2030) in figures(targets_in(tmp_path / "report.txt", text))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新建改造乡村道路2600公里。", [("2600", "公里", 2027)]),
        ("培育绿色工厂80家、零碳园区6个以上。", [("80", "家", 2027), ("6", "个", 2027)]),
        ("建设4个临港产业园、12个飞地园区。", [("4", "个", 2027), ("12", "个", 2027)]),
        ("力争茶叶、药材产量分别达到31万吨和4.5万吨。", [("31", "万吨", 2027), ("4.5", "万吨", 2027)]),
        ("外贸进出口增长4%—4.5%。", [("4-4.5", "%", 2027)]),
        ("改造危旧房3.2万套（间）。", [("3.2", "万套（间）", 2027)]),
        ("推动18个县（市）建成全域供水一张网。", [("18", "个", 2027)]),
        ("为6万名老年人提供居家照护。", [("6", "万名", 2027)]),
        ("城乡居民收入比缩小到2.2以内。", [("2.2", None, 2027)]),
        ("农村自来水普及率由91%提高到94%。", [("94", "%", 2027)]),
        ("力争到2029年算力规模翻一番。", [("一", "番", 2029)]),
        ("三年内培育专精特新企业900家。", [("900", "家", None)]),
        ("每年培训技能人才5万人次。", [("5", "万人次", None)]),
        ("“十五五”期间新增铁路里程700公里。", [("700", "公里", 2030)]),
        ("细颗粒物浓度控制在28微克/立方米以下。", [("28", "微克/立方米", 2027)]),
        ("单位能耗下降百分之四点五左右。", [("四点五", "百分之", 2027)]),
        ("森林覆盖率达到百分之五十至百分之五十二。", [("五十-五十二", "百分之", 2027)]),
        ("力争产业规模突破五百亿元。", [("五百", "亿元", 2027)]),
        ("培育专精特新企业三十个，培训工匠二十余万人。", [("三十", "个", 2027), ("二十", "万人", 2027)]),
        ("研发投入占比提高一点五个百分点。", [("一点五", "个百分点", 2027)]),
    ],
)
def test_a_figure_to_be_reached_is_a_target(
    tmp_path: Path, sentence: str, expected: list[tuple[str, str | None, int | None]]
) -> None:
    """Value and unit as printed, and the year that the sentence names, else that of its part."""
    assert figures(of_report(tmp_path, sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "加快青屏、白沙等7个抽水蓄能电站建设。",
        "支持16个扩权县发展特色产业。",
        "做强5个国家级产业集群。",
        "推进3个未来产业先导区建设。",
        "办好第21届省运会。",
        "扎实办好30项民生实事。",
        "打造“15分钟生活圈”，推进“5个100”工程。",
        "第二轮土地承包到期后再延长30年。",
        "扶持年营收2000万元以上的农产品加工企业发展。",
        "推动金海石化80万吨乙烯项目投产。",
        "开工建设500千伏输变电工程。",
        "为3岁以下婴幼儿家庭发放补贴。",
        "把孤儿保障标准从每人每月1300元提高到1450元。",
        "我们围绕九个方面提出26项指标。",
        "去年已建成充电桩4万个。",
        "确定5%左右的增长目标，留有余地。",
        "壮大一批产值过百亿元的产业。",
        "深入实施县域百亿产业培育行动。",
        "落实省委十一届十次、十一次全会部署，办好第二十届省运会。",
        "出台促进消费四十条措施，重点抓好十一个方面工作。",
        "到二〇三五年基本实现现代化，第二轮土地承包到期后再延长三十年。",
    ],
)
def test_what_only_looks_like_a_target_is_none(tmp_path: Path, sentence: str) -> None:
    """Named things counted, ranks, conditions, capacities of one project, subsidies, results and titles."""
    assert of_report(tmp_path, sentence) == []


def test_a_target_says_what_it_measures(tmp_path: Path) -> None:
    """Indicator, relation, baseline and the shortest clause that holds them."""
    [target] = of_report(tmp_path, "扩大开放，力争口岸通关货值由820亿元提高到900亿元以上，稳住基本盘。")
    assert (target.indicator, target.comparator, target.baseline) == ("口岸通关货值", "提高到/以上", "820亿元")
    assert (target.quote, target.region) == ("力争口岸通关货值由820亿元提高到900亿元以上", None)


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("规模以上工业增加值增长6%。", "规模以上工业"),
        ("全省规上工业企业研发投入占比达到60%。", "规上工业企业"),
        ("城镇新增就业70万人。", "城镇"),
        ("农村居民人均可支配收入增长7%。", "农村居民"),
        ("新建建筑中，绿色建筑占比达到90%。", "新建建筑"),
        ("城镇新建民用建筑中装配式建筑占比达到40%。", "城镇新建民用建筑"),
        ("常住人口城镇化率达到67%。", None),
        ("培育规模以上工业企业300家。", None),
        ("新建改造农村公路1500公里。", None),
        ("高技术制造业增加值占规模以上工业增加值比重达到18%。", None),
        ("力争产值突破450亿元。", None),
    ],
)
def test_a_target_says_what_part_it_holds_for(tmp_path: Path, sentence: str, scope: str | None) -> None:
    """The part that is measured, not what is counted, nor what something else is a share of."""
    [target] = of_report(tmp_path, sentence)
    assert target.scope == scope


def test_figures_that_are_shared_out_have_one_quote_and_two_indicators(tmp_path: Path) -> None:
    """分别 hands each figure its part of the subject."""
    first, second = of_report(tmp_path, "力争生猪、肉牛出栏量分别稳定在900万头、60万头。")
    assert first.quote == second.quote == "力争生猪、肉牛出栏量分别稳定在900万头、60万头"
    assert (first.indicator, second.indicator) == ("生猪出栏量", "肉牛出栏量")
    assert first.comparator == second.comparator == "稳定在"


def test_items_of_a_list_are_quoted_one_by_one(tmp_path: Path) -> None:
    """A list parts at its marks, wherever the figures stand in their items."""
    quotes = [target.quote for target in of_report(tmp_path, "改造小区500个、管网1200公里，新增5个公园、30个驿站。")]
    assert quotes == ["改造小区500个", "管网1200公里", "新增5个公园", "30个驿站"]


def test_a_bare_output_gets_its_subject_from_before(tmp_path: Path) -> None:
    """产值 alone measures nothing."""
    [target] = of_report(tmp_path, "推动机器人产业集聚发展，力争产值突破450亿元。")
    assert target.indicator == "机器人产业产值"


def test_a_place_inside_the_documents_region_is_the_targets(tmp_path: Path) -> None:
    """The sentence opens with the place that its figure holds for."""
    text = REPORT.replace("云岭省", "四川省").format(sentence="成都市新增数据集40个以上。四川全年新增算力2万P。")
    by_value = {target.value: target.region for target in targets_in(tmp_path / "report.txt", text)}
    assert (by_value["40"], by_value["2"]) == ("成都市", "四川省")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一、发展目标\n到2026年，产业规模达到900亿元。建成中试基地15个。",
            [("900", "亿元", 2026), ("15", "个", 2026)],
        ),
        ("一、重点任务\n（一）聚焦整机，培育龙头企业8家以上。", [("8", "家", None)]),
        ("一、重点任务\n2025年新增智能工厂60座，改造产线300条。", [("60", "座", 2025), ("300", "条", 2025)]),
        ("一、发展基础\n到2023年，产业规模达到500亿元。", []),
        ("一、支持政策\n对新建3个以上研发机构的企业，给予最高200万元奖励。", []),
        ("一、有关要求\n项目资本金应当不低于总投资的20%，审批时间压减至10个工作日以内。", []),
        ("一、支持政策\n2024年1月1日至12月31日，贷款利率降至3.1%。", []),
    ],
)
def test_a_plan_sets_targets_where_its_words_do(
    tmp_path: Path, text: str, expected: list[tuple[str, str | None, int | None]]
) -> None:
    """Outside a part of aims, a year to come, a verb that strives or a task that creates makes a target."""
    assert figures(of_plan(tmp_path, text)) == expected


def test_a_regulation_sets_no_targets(tmp_path: Path) -> None:
    """Deadlines, fines, shares of ownership and headcounts are rules."""
    text = (
        "云岭省数据条例\n（2025年5月20日云岭省第十四届人民代表大会常务委员会第十二次会议通过）\n"
        "第一条 为了规范数据处理活动，制定本条例。\n"
        "第二条 主管部门应当自受理之日起20个工作日内作出决定。\n"
        "第三条 申请人应当有5名以上专职人员，持股比例不低于30%。\n"
        "第四条 违反本条例规定的，处5万元以上50万元以下罚款。\n"
    )
    assert targets_in(tmp_path / "regulation.txt", text) == []


def test_a_table_of_targets_is_read_by_its_header(tmp_path: Path) -> None:
    """Rows are indicators, columns are years; what is known is the baseline."""
    text = (
        "# 云岭省“十五五”制造业规划\n\n| 指标 | 单位 | 2025年 | 2030年 |\n| --- | --- | --- | --- |\n"
        "| 规上制造业增加值 | 亿元 | 5200 | 7600 |\n| 数字化研发工具普及率 | % | 78 | >88 |\n| 单位能耗 | 吨标准煤/万元 | 0.52 | 0.45左右 |\n"
    )
    path = tmp_path / "table.md"
    found = targets_in(path, text.replace("云岭省", "云岭省人民政府2026年1月5日印发云岭省", 1))
    assert [target.scope for target in found] == ["规上制造业", None, None]
    assert [(t.indicator, t.comparator, t.value, t.unit, t.baseline, t.year) for t in found] == [
        ("规上制造业增加值", None, "7600", "亿元", "5200", 2030),
        ("数字化研发工具普及率", ">", "88", "%", "78", 2030),
        ("单位能耗", "左右", "0.45", "吨标准煤/万元", "0.52", 2030),
    ]


def test_an_english_plan_has_targets_too(tmp_path: Path) -> None:
    """A year to come and a relation make a target; a rule does not."""
    text = (
        "Notice on the Development of Hydrogen Energy\nMarch 3, 2022\n"
        "By 2025, the annual output of green hydrogen will reach more than 200 thousand tons.\n"
        "We will build 30 demonstration bases by 2024.\n"
        "By 2025, the urban unemployment rate will be below 5 percent.\n"
        "Enterprises shall pay no less than 20 percent of the deposit.\n"
    )
    found = targets_in(tmp_path / "notice.txt", text)
    assert figures(found) == [("200", "thousand tons", 2025), ("30", None, 2024), ("5", "percent", 2025)]
    assert [target.scope for target in found] == [None, None, "urban"]
