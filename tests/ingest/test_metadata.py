"""What a document says of itself: title, issuers, number, region, kind, dates and validity."""

import datetime as dt
from pathlib import Path

import pytest

from ingest.document import Block, BlockKind, Page, PolicyDocument, SourceFile
from ingest.metadata import describe
from vectorstore.record import DocumentRecord

LIBRARY = Path(__file__).resolve().parents[3] / "shared" / "library"
TODAY = dt.date(2026, 11, 23)


def document(text: str, name: str = "0123456789abcdef.txt", title: str | None = None, **source: str) -> PolicyDocument:
    """A document of a text, every line a block."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return PolicyDocument(SourceFile(Path(name), name, **source), text, tuple(blocks), title=title)


def record(text: str, name: str = "0123456789abcdef.txt", title: str | None = None, **source: str) -> DocumentRecord:
    """The record of a text."""
    return describe(document(text, name, title, **source), TODAY)


NOTICE = (
    """江南市人民政府办公室文件
南府办〔2024〕3号
杭州市人民政府办公室关于印发《杭州市
机器人产业发展若干措施》的通知
各区、县（市）人民政府，市政府各部门：
《杭州市机器人产业发展若干措施》已经市政府同意，现印发给你们，请认真贯彻执行。
杭州市人民政府办公室
2024年3月5日
（此件公开发布）
杭州市机器人产业发展若干措施
"""
    + "为加快机器人产业发展，制定本措施。" * 60
    + "\n本措施自2024年4月1日起施行，有效期3年。"
)

REGULATION = """浙江省低空经济促进条例
2015年9月25日 浙江省第十二届人民代表大会常务委员会第二十三次会议通过
2021年3月26日 浙江省第十三届人民代表大会常务委员会第二十八次会议《关于修改〈浙江省专利条例〉等的决定》修正
第一章 总则
第一条 为了促进低空经济发展，制定本条例。
第五十条 本条例自2016年1月1日起施行。《浙江省通用航空管理办法》同时废止。"""


def test_a_notice_is_read_whole() -> None:
    """Title over two lines, number, signing body, its region, the dates below and in the text."""
    found = record(NOTICE)
    assert found.title == "杭州市人民政府办公室关于印发《杭州市机器人产业发展若干措施》的通知"
    assert found.document_number == "南府办〔2024〕3号"
    assert found.issuers == ("杭州市人民政府办公室",)
    assert (found.region, found.region_code, found.level) == ("杭州市", "330100", "municipal")
    assert found.kind == "measures"
    assert found.written_on == dt.date(2024, 3, 5)
    assert found.issued_on is None
    assert found.in_force_from == dt.date(2024, 4, 1)
    assert found.in_force_until == dt.date(2027, 3, 31)
    assert found.validity == "in_force"
    assert found.language == "zh"


def test_a_regulation_is_its_congress_s() -> None:
    """The committee that passed it, without its session; the latest amendment; in force by inference; what it repeals."""
    found = record(REGULATION)
    assert found.issuers == ("浙江省人民代表大会常务委员会",)
    assert found.kind == "regulation"
    assert found.written_on == dt.date(2021, 3, 26)
    assert found.in_force_from == dt.date(2016, 1, 1)
    assert found.validity == "in_force"
    proof = {item.field: item for item in found.evidence}
    assert proof["validity"].confidence < proof["in_force_from"].confidence
    assert "《浙江省通用航空管理办法》" in proof["repeals"].quote


def test_every_proof_is_verbatim() -> None:
    """Each piece of evidence stands in the text, word for word."""
    for text in (NOTICE, REGULATION):
        assert all(item.quote in text for item in record(text).evidence)


def test_a_proof_names_its_page() -> None:
    """Evidence tells the page its quote stands on."""
    whole = document(NOTICE)
    cut = NOTICE.index("本措施自2024")
    paged = PolicyDocument(whole.source, NOTICE, whole.blocks, (Page(1, 0, cut), Page(2, cut, len(NOTICE))))
    pages = {item.field: item.page for item in describe(paged, TODAY).evidence}
    assert pages["title"] == 1
    assert pages["in_force_from"] == 2


def test_a_text_that_says_nothing_gives_nothing() -> None:
    """No field is guessed."""
    found = record("承诺书\n本人承诺所填内容真实。\n签字：")
    assert found.title == "承诺书"
    assert (found.issuers, found.document_number, found.region, found.level) == ((), None, None, None)
    assert (found.written_on, found.issued_on, found.in_force_from, found.in_force_until) == (None,) * 4
    assert found.validity == "unknown"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("国务院关于加快发展的意见\n国发〔2018〕12号\n各省：\n正文。", "国发〔2018〕12号"),
        ("国务院关于加快发展的意见\n（国办函[2005] 69 号）\n各省：\n正文。", "国办函[2005]69号"),
        (
            "北京市地震预警管理办法\n（2022年12月23日北京市人民政府第307号令公布 自2023年3月1日起施行）\n第一条 略",
            "北京市人民政府令第307号",
        ),
        (
            "广东省公共数据管理办法\n广东省人民政府令\n（第290号）\n现予公布。\n省长　张三\n2021年10月18日",
            "广东省人民政府令第290号",
        ),
        (
            "某条例\n2020年7月5日 中华人民共和国国务院令第728号公布\n2025年3月17日 中华人民共和国国务院令第802号修订\n第一条 略",
            "中华人民共和国国务院令第802号",
        ),
        (
            "北京市奖励办法\n（2002年4月11日北京市人民政府第93号令公布 根据2007年3月7日北京市人民政府第187号令第一次修改）\n第一条 略",
            "北京市人民政府令第93号",
        ),
        ("关于落实工作的通知\n各单位：\n根据《办法》（京发〔2020〕1号），通知如下。", None),
        (
            "某条例\n1991年3月4日 中华人民共和国国务院令第76号发布\n2018年9月6日 国务院第23次常务会议修订通过\n"
            "2018年11月6日 中华人民共和国国务院令第706号公布\n第一条 略",
            "中华人民共和国国务院令第706号",
        ),
        (
            "某条例\n2004年9月17日 中华人民共和国国务院、中华人民共和国中央军事委员会令第418号公布\n第一条 略",
            "中华人民共和国国务院、中华人民共和国中央军事委员会令第418号",
        ),
        (
            "某条例\n2015年9月25日 某省第十二届人民代表大会常务委员会公告第30号公布\n第一条 略",
            "某省第十二届人民代表大会常务委员会公告第30号",
        ),
        ("财政部 税务总局公告\n财政部公告2023年第12号\n现将有关事项公告如下。", "财政部公告2023年第12号"),
        ("Plan for Reform\nPlan for Reform Guofa [1988] No. 72 To all provinces: text.", "Guofa [1988] No. 72"),
        ('Plan for Reform\nAccording to the "Plan" ( Guobanfa [2016] No. 81), text.', None),
    ],
)
def test_the_number_is_the_documents_own(text: str, number: str | None) -> None:
    """A line of its own or the decree that promulgated or revised it; not what the text cites or what amended it."""
    assert record(text).document_number == number


@pytest.mark.parametrize(
    ("text", "name", "region", "level"),
    [
        ("国家发展改革委关于开展试点的通知\n正文", "a.txt", "中国", "central"),
        ("巴中市恩阳区人民政府关于稳增长的通知\n正文", "a.txt", "恩阳区", "county"),
        (
            "2026年政府工作报告\n——2026年1月27日在海南省第七届人民代表大会第五次会议上\n各位代表：\n我代表省人民政府报告工作。",
            "work-reports/2026_海南省_政府工作报告.txt",
            "海南省",
            "provincial",
        ),
        ("优化营商环境条例\n第一条 略", "regulations/国家/优化营商环境条例.md", "中国", "central"),
        ("关于加强管理的通知\n沪建管〔2021〕4号\n各单位：\n正文。", "a.txt", "上海市", "provincial"),
        ("常州市人民政府\n网站地图\n联系我们", "a.html", None, None),
    ],
)
def test_the_region_is_the_issuers(text: str, name: str, region: str | None, level: str | None) -> None:
    """The issuer's region, else the title's, the number's or the folder's; a home page has none."""
    found = record(text, name)
    assert (found.region, found.level) == (region, level)


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        (
            "某条例\n2006年5月17日 淄博市第十二届人民代表大会常务委员会第二十四次会议通过\n"
            "2014年11月27日 山东省第十二届人民代表大会常务委员会第十一次会议批准修订\n第一条 略",
            ("淄博市人民代表大会常务委员会",),
        ),
        (
            "杭州市商务局杭州市财政局国家税务总局杭州市税务局印发《关于促进餐饮业发展的若干措施》的通知\n杭商〔2025〕17号\n各单位：\n正文。",
            ("杭州市商务局", "杭州市财政局", "国家税务总局杭州市税务局"),
        ),
        (
            "关于促进餐饮业发展的通知\n各单位：\n正文。\n杭州市商务局\n杭州市住房和城乡建设局杭州市财政局2025年9月26日\n附件",
            ("杭州市商务局", "杭州市住房和城乡建设局", "杭州市财政局"),
        ),
        ("关于限购的通知\n正文。\n2024年1月30日\n上海市房屋管理局办公室 2024年1月30日印发", ("上海市房屋管理局",)),
        (
            "发布机构： 南京市房产局\n关于优化工作的通知\n各单位：\n正文。\n市平稳发展领导小组办公室\n2021年5月28日",
            ("南京市平稳发展领导小组办公室",),
        ),
        (
            "发布机构： 慈溪市住房和城乡建设局\n关于优化工作的通知\n各单位：\n正文。\n市住建局\n2021年5月28日",
            ("慈溪市住房和城乡建设局",),
        ),
    ],
)
def test_the_issuer_is_who_signs(text: str, issuers: tuple[str, ...]) -> None:
    """Not who only approves; the body whose office printed it; a short name in full where a label has that."""
    assert record(text).issuers == issuers


@pytest.mark.parametrize(
    ("text", "kind", "region"),
    [
        (
            "购房落户不再限制\n楚天都市报讯（记者李一）昨日，武汉市公安局宣布新政。\n武汉市户籍有变。武汉人高兴。",
            "news",
            "武汉市",
        ),
        ("中央经济工作会议在北京举行\n会议强调稳中求进。", "news", "中国"),
        ("某市住房补贴申请表\n姓名：\n单位：", "other", None),
        ("网站地图\n欢迎访问南京市房产局网站\n苏ICP备05004952号", "other", None),
        ("关于优化工作的通知\n各单位：\n我市政策如下。在南京缴纳社保的，由南京市房产局办理。", "notice", "南京市"),
        ("《南京市管理办法》\n出台背景\n根据条例制定。\n主要内容\n规定了职责。", "interpretation", "南京市"),
        ("Notice on National Standards\nText.", "notice", "中国"),
        ("关于加强管理的通知\n粤建房〔2021〕4号\n各单位：\n正文。", "notice", "广东省"),
        ("关于加强管理的通知\n达市府办〔2021〕4号\n各单位：\n正文。", "notice", None),
    ],
)
def test_what_has_no_issuer_is_placed_by_what_it_says(text: str, kind: str, region: str | None) -> None:
    """News where it happens, a local text where it names most; a blank form and a site's own page nowhere."""
    found = record(text)
    assert (found.kind, found.region) == (kind, region)


def test_zones_are_of_the_division_they_lie_in() -> None:
    """A zone's committee has its zone where that is a division, else the division around it."""
    for body, region in (
        ("重庆两江新区管理委员会", "两江新区"),
        ("苏州工业园区管理委员会", "苏州市"),
        ("北京经济技术开发区管理委员会", "北京市"),
        ("河北雄安新区管理委员会", "雄安新区"),
        ("海南博鳌乐城国际医疗旅游先行区管理局", "琼海市"),
        ("粤港澳大湾区建设领导小组办公室", None),
    ):
        assert record(f"{body}关于开展工作的通知\n各单位：\n正文。").region == region


def test_a_short_issuer_gets_the_name_of_its_place() -> None:
    """我代表省人民政府 in Hainan's report is 海南省人民政府."""
    text = "政府工作报告\n——2026年1月27日在海南省第七届人民代表大会第五次会议上\n各位代表：\n现在，我代表省人民政府报告工作。"
    found = record(text, "work-reports/2026_海南省_政府工作报告.txt")
    assert found.issuers == ("海南省人民政府",)
    assert found.written_on == dt.date(2026, 1, 27)
    assert found.kind == "report"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("中华人民共和国旅游法", "law"),
        ("北京市旅游条例", "regulation"),
        ("北京市无线电管理办法", "measures"),
        ("关于加快发展的指导意见", "measures"),
        ("关于公布试点名单的通知", "notice"),
        ("某市产业发展行动计划（2025—2027年）", "plan"),
        ("某管理规定（征求意见稿）", "draft"),
        ("《某管理规定》政策解读", "interpretation"),
        ("一图读懂《某行动方案》", "interpretation"),
        ("国务院关于同意设立试验区的批复", "other"),
        ("Notice on Carrying out the Pilot Project", "notice"),
        ("Letter on Soliciting Opinions on the Standard (Draft for Comment)", "draft"),
        ("Reply of the State Council on the Opinions", "other"),
        ("关于公开征求某市若干措施意见的通知", "draft"),
        ("学校机构注册流程", "other"),
    ],
)
def test_the_kind_is_what_the_title_names(title: str, kind: str) -> None:
    """The last telling word of a title is its kind."""
    assert record(f"{title}\n正文。", title=title).kind == kind


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("本办法自2024年2月1日起施行。", dt.date(2024, 2, 1), None),
        ("本通知自 2024 年 1 月 31 日起施行，有效期至 2025年12月31日。", dt.date(2024, 1, 31), dt.date(2025, 12, 31)),
        ("以上措施自2024年9月10日起施行，有效期三年。", dt.date(2024, 9, 10), dt.date(2027, 9, 9)),
        ("本办法自发布之日起施行。", None, None),
        ("征求意见期限至2024年9月10日。", None, None),
        ("备案自准予之日起生效，有效期为10年。", None, None),
        ("《旧办法》自2001年1月1日起施行，现予废止。", None, None),
        ("本办法自2024年2月1日起施行。第二项、第四项执行期限至2025年12月31日。", dt.date(2024, 2, 1), None),
        ("对不裁员的企业返还保费，上述政策执行期限至2022年12月31日。", None, None),
        ("补贴自2023年1月1日起试行3年。", dt.date(2023, 1, 1), dt.date(2025, 12, 31)),
        ("本政策实施期限为2023年6月27日至2026年6月27日。", dt.date(2023, 6, 27), dt.date(2026, 6, 27)),
        (
            "上述政策适用于所有企业，执行期限为2019年1月1日至2023年12月31日。",
            dt.date(2019, 1, 1),
            dt.date(2023, 12, 31),
        ),
        (
            "《某决定》已经通过，现予公布，自2023年9月20日起施行。附：本细则从2011年1月28日起执行。",
            dt.date(2023, 9, 20),
            None,
        ),
    ],
)
def test_a_term_is_only_the_documents_own(sentence: str, start: dt.date | None, end: dt.date | None) -> None:
    """Stated days and years count; deadlines, other documents and days not known do not."""
    found = record(f"某市管理办法\n第一条 为了管理，制定本办法。\n{sentence}")
    assert (found.in_force_from, found.in_force_until) == (start, end)


@pytest.mark.parametrize(
    ("sentence", "validity"),
    [
        ("本办法自2024年2月1日起施行。", "in_force"),
        ("本办法自2027年2月1日起施行。", "not_yet"),
        ("本办法自2020年2月1日起施行，有效期2年。", "expired"),
        ("本办法自公布之日起施行。", "in_force"),
        ("本办法自公布之日起施行，有效期2年。", "unknown"),
        ("本办法由市政府解释。", "unknown"),
        ("本细则自公布之日起施行，有效期与《若干措施》一致。", "unknown"),
        ("补贴自2023年1月1日起试行3年。", "expired"),
    ],
)
def test_validity_follows_the_stated_days(sentence: str, validity: str) -> None:
    """A term that is over, one that has not begun, one without end; years from a day not known tell nothing."""
    assert record(f"某市管理办法\n第一条 为了管理，制定本办法。\n{sentence}").validity == validity


def test_a_regulation_passed_long_ago_is_in_force_without_its_last_article() -> None:
    """By inference, from its adoption; one passed this year may not have begun."""
    text = "某市旅游条例\n{day} 某市第一届人民代表大会常务委员会第二次会议通过\n第一条 为了发展旅游业，制定本条例。"
    assert record(text.format(day="2019年3月5日")).validity == "in_force"
    assert record(text.format(day="2026年9月5日")).validity == "unknown"


BRIEF = """北京市人工智能方案简报
地区：北京市
行业：人工智能
编写单位：示例简报
编写日期：2026年11月20日
{line}
来源文件：《北京市方案》（北京市人民政府，京政发〔2023〕14号，2023年5月21日公布）
方案自2023年6月1日起施行。"""


@pytest.mark.parametrize(
    ("line", "validity", "successor"),
    [
        ("有效期至：2025年12月31日", "expired", None),
        ("有效期至：2027年12月31日", "in_force", None),
        ("状态：已被《北京市人工智能新方案》取代", "superseded", "北京市人工智能新方案"),
        ("状态：现行；本文取代《北京市旧方案》", "in_force", None),
        ("状态：征求意见稿，不是正式文件", "draft", None),
        ("备注：无", "unknown", None),
    ],
)
def test_a_brief_is_what_its_box_says(line: str, validity: str, successor: str | None) -> None:
    """Labels tell region, writer, date and status; what the text dates and numbers is the other document's."""
    found = record(BRIEF.format(line=line), "brief.md")
    assert (found.region, found.issuers, found.kind) == ("北京市", ("示例简报",), "interpretation")
    assert found.written_on == dt.date(2026, 11, 20)
    assert (found.document_number, found.issued_on, found.in_force_from) == (None, None, None)
    assert (found.validity, found.superseded_by) == (validity, successor)


def test_english_labels_and_signatures_are_read() -> None:
    """Region, Date and Valid until of a brief; the body and the day at the foot of a translation."""
    brief = record(
        "Beijing: a plan for innovation\nRegion: Beijing\nPrepared by: Sample briefs\nDate: 20 November 2026\n"
        "Valid until: 31 December 2025\nSource document: Plan (2023)\nText."
    )
    assert (brief.region, brief.language, brief.validity) == ("北京市", "en", "expired")
    assert (brief.written_on, brief.in_force_until) == (dt.date(2026, 11, 20), dt.date(2025, 12, 31))
    notice = record(
        "Notice on Carrying out Pilots\n"
        + "Pilots are carried out in parks. " * 30
        + "General Office of the Ministry of Ecology and Environment December 21, 2021 (this document is public)"
    )
    assert notice.issuers == ("General Office of the Ministry of Ecology and Environment",)
    assert (notice.written_on, notice.region, notice.level) == (dt.date(2021, 12, 21), "中国", "central")


def test_a_web_page_box_is_read() -> None:
    """Labels side by side on one line, blanks inside a label, and values that do not fit theirs."""
    found = record(
        "索 引 号：0141/2019-44\n文件编号：常政发〔2019〕17号  发布机构：常州市人民政府\n"
        "生成日期：2019-01-30  公开日期：2019-02-11  废止日期：有效\n【字号：大 中 小】\n"
        "市政府关于印发《常州市管理若干规定》的通知\n各单位：\n正文。"
    )
    assert (found.document_number, found.issuers) == ("常政发〔2019〕17号", ("常州市人民政府",))
    assert (found.written_on, found.issued_on) == (dt.date(2019, 1, 30), dt.date(2019, 2, 11))
    assert found.in_force_until is None


@pytest.mark.parametrize(
    ("text", "name", "title", "expected"),
    [
        ("下载\n打印\n【字号：\n2026年浙江省政府工作报告\n来源：日报", "a.txt", None, "2026年浙江省政府工作报告"),
        (
            "— 1 —\n附件\n佛山市关于推进“好房子”建设的\n实施指引\n一、目标",
            "a.pdf",
            None,
            "佛山市关于推进“好房子”建设的实施指引",
        ),
        ("某市管理规定\n（征求意见稿）\n第一条 略", "a.docx", None, "某市管理规定（征求意见稿）"),
        ("首页 > 文件\n正文。", "a.html", "某市关于印发方案的通知", "某市关于印发方案的通知"),
        (
            "南方日报数字报刊平台-中共某市委关于某规划的建议\n中共某市委关于某规划的建议",
            "a.html",
            "南方日报数字报刊平台-中共某市委关于某规划的建议",
            "中共某市委关于某规划的建议",
        ),
        (
            "上津云客户端\n中共某市委关于某规划的建议\n（上接第1版）\n正文。",
            "a.pdf",
            None,
            "中共某市委关于某规划的建议",
        ),
        (
            "商品房预售合同\n示范文本\n（2025年修订 公开征求意见稿）\n出卖人：",
            "a.doc",
            None,
            "商品房预售合同示范文本（2025年修订公开征求意见稿）",
        ),
        ("南府办〔2024〕3号\n关 于 加 强 停 车 管 理 的 通 知\n各单位：", "a.pdf", None, "关于加强停车管理的通知"),
        ("姓名  名称  组织机构代码\n政府信息公开申请表\n电话：", "a.doc", None, "政府信息公开申请表"),
        ("正文。", "digital/某市办法(FBM-CLI.11.15)(2020-01-02).txt", None, "某市办法"),
        ("", "0123456789abcdef.pdf", None, "0123456789abcdef.pdf"),
    ],
)
def test_the_title_is_as_printed(text: str, name: str, title: str | None, expected: str) -> None:
    """Buttons, page numbers and line breaks left out; without one, the file's name."""
    assert record(text, name, title).title == expected


def test_a_date_of_the_list_of_sources_is_quoted_from_it() -> None:
    """Where the text has no date of issue, the sidecar's note proves it."""
    found = record("政府工作报告\n各位代表：", "a.txt", note="published 2026-02-09")
    assert found.issued_on == dt.date(2026, 2, 9)
    assert [item.quote for item in found.evidence if item.field == "issued_on"] == ["published 2026-02-09"]


@pytest.mark.parametrize(
    ("text", "written", "issued"),
    [
        ("某通知\n各单位：\n正文。\n某市商务局\n2018年11月20日\n（此件公开发布）", dt.date(2018, 11, 20), None),
        ("某市商务局令第3号\n现予公布。\n2018年11月20日\n某市管理规定\n第一条 略", *[dt.date(2018, 11, 20)] * 2),
        ("日报\n2025年11月28日 星期五 责编：李一\n关于某规划的建议\n正文。", None, dt.date(2025, 11, 28)),
        ("某通知\n(一)国务院1993年12月12日发布的《某条例》；\n正文。", None, None),
        (
            "Notice on Pilots\nPilots begin. " + "Text of it. " * 40 + "Ministry of Commerce cc on July 31, 2018: all.",
            dt.date(2018, 7, 31),
            None,
        ),
        (
            "Letter on Comments\n" + "Text. " * 60 + "Office of the Ministry January 31, 2019 font size",
            dt.date(2019, 1, 31),
            None,
        ),
        (
            "Letter on Comments\n" + "Text. " * 60 + "Ministry of Commerce 2021 July 14th (this article is public)",
            dt.date(2021, 7, 14),
            None,
        ),
    ],
)
def test_days_are_those_of_the_document(text: str, written: dt.date | None, issued: dt.date | None) -> None:
    """（此件公开发布） is no date; the day below a decree is its issue; a newspaper's own day; torn English dates."""
    found = record(text)
    assert (found.written_on, found.issued_on) == (written, issued)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "　", "《" * 5000, "2024年" * 5000, "（" * 3000 + "令" * 3000, "A" * 50000]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    """Whatever the text, a record with a title comes back."""
    assert record(text).title


@pytest.mark.skipif(not LIBRARY.exists(), reason="the shared library is not beside this checkout")
def test_the_library_s_regulations_and_reports_are_known() -> None:
    """All have title, kind and region; nine in ten a day they were written; every proof is verbatim."""
    found = []
    for folder, pattern in (("regulations", "*/*.md"), ("work-reports", "*.txt")):
        for path in sorted((LIBRARY / folder).glob(pattern)):
            text = path.read_text(encoding="utf-8").replace("# ", "").replace("<!-- INFO END -->", "")
            known = record(text, path.relative_to(LIBRARY).as_posix())
            assert all(item.quote in text for item in known.evidence), path.name
            found.append(known)
    assert len(found) > 200
    assert all(known.title and known.kind and known.region for known in found)
    assert sum(known.written_on is not None for known in found) > 0.85 * len(found)
    assert sum(bool(known.issuers) for known in found) > 0.85 * len(found)
