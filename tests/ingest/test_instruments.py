"""The policy instruments that a document uses, by Rothwell and Zegveld's classes."""

import pytest

from tests.ingest.test_metadata import record
from vectorstore.record import DocumentRecord, Instrument


def used(found: DocumentRecord) -> set[str]:
    """The subtypes of a record's instruments."""
    return {one.subtype for one in found.instruments}


MEASURES = "江南市促进机器人产业发展若干措施\n为促进机器人产业发展，制定以下措施。\n{line}\n各区要抓好落实。\n有关部门要加强宣传。"


@pytest.mark.parametrize(
    ("line", "subtype", "instrument_class"),
    [
        ("对首次入库的企业给予最高50万元的奖励。", "资金支持", "supply"),
        ("符合条件的企业按规定享受研发费用加计扣除。", "税收优惠", "supply"),
        ("优先安排机器人项目用地指标。", "土地保障", "supply"),
        ("实施高层次人才引进计划。", "人才培养", "supply"),
        ("建设公共数据平台。加快交通基础设施建设。", "基础设施", "supply"),
        ("开展关键核心技术攻关。建设重点实验室。", "科技支撑", "supply"),
        ("鼓励银行加大对中小企业的信贷支持。", "金融支持", "environment"),
        ("到2027年，产业规模实现翻番。", "目标规划", "environment"),
        ("建设企业服务平台。提供咨询服务和绿色通道。优化审批流程。", "公共服务", "environment"),
        ("优先采购本市创新产品。", "政府采购", "demand"),
        ("向市民发放消费券。购买机器人的个人享受购置补贴。", "消费补贴", "demand"),
        ("建设一批示范项目。开放应用场景。", "示范应用", "demand"),
        ("放宽外商投资准入。缩减负面清单。完善进出口便利措施。优化海关监管。", "贸易管制", "demand"),
        ("加强国际科技合作。支持企业“走出去”。", "国际合作", "demand"),
    ],
)
def test_a_measure_uses_what_it_says(line: str, subtype: str, instrument_class: str) -> None:
    """Each subtype is found by its own words and has its class; what is not said is not found."""
    found = record(MEASURES.format(line=line))
    assert Instrument(subtype, instrument_class) in found.instruments
    assert subtype not in used(record(MEASURES.format(line="各区要高度重视。")))


def test_a_regulation_regulates() -> None:
    """A regulation is a regulatory instrument whatever else it says; one mention of something else does not count."""
    text = (
        "江南省停车条例\n第一条 为了规范停车，制定本条例。\n"
        + "第二条 车辆应当有序停放。\n" * 20
        + "第三条 鼓励开展停车场试点。"
    )
    assert used(record(text)) == {"法规管制"}


def test_what_regulates_finance_does_not_support_by_it() -> None:
    """Penalties for lending are no support by loans; a regulation that promotes finance gives it."""
    rule = "第二条 金融机构不得违规提供贷款担保，违反的，责令改正，处以罚款。\n" * 20
    assert used(record("江南省金融违法行为处罚办法\n" + rule)) == {"法规管制"}
    support = "第二条 鼓励金融机构加大信贷支持。\n" * 20
    assert "金融支持" in used(record("江南省金融发展促进条例\n" + support))


@pytest.mark.parametrize(
    "text",
    [
        "奖励资金申请表\n单位名称：\n对符合条件的企业给予奖励。\n申请金额：\n签字：",
        "江南日报讯（记者李一）市政府召开会议\n会议要求给予企业奖励。\n会议强调加大信贷支持。\n会议指出要建设示范项目。",
        "江南市人民政府关于调整领导小组组成人员的通知\n组长：张三\n成员：李四（人才培养处）\n王五（人才引进处）",
    ],
)
def test_what_only_reports_or_asks_uses_none(text: str) -> None:
    """A blank form, news and a list of persons use no instrument."""
    assert record(text).instruments == ()


def test_of_a_work_report_only_the_targets_count() -> None:
    """A report speaks of everything; what it sets are targets."""
    text = (
        "2026年政府工作报告\n各位代表：\n给予企业奖励。\n主要预期目标是增长5%。\n力争突破万亿元。\n到2030年实现翻番。"
    )
    assert used(record(text, "2026_江南省_政府工作报告.txt")) == {"目标规划"}


def test_each_instrument_is_shown_by_a_sentence_of_the_document() -> None:
    """The proofs are verbatim, one for each instrument."""
    text = MEASURES.format(line="对企业给予最高50万元的奖励。\n优先采购本市创新产品。")
    found = record(text)
    proofs = [item.quote for item in found.evidence if item.field == "instruments"]
    assert len(proofs) == len(found.instruments) == 2
    assert all(quote in text for quote in proofs)
