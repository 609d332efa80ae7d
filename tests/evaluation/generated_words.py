"""The words and sentence patterns that made-up policy documents are filled from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What documents of one language are made of; the names in braces are filled by chance."""

    glue: str
    regions: tuple[str, ...]
    places: tuple[str, ...]
    industries: tuple[str, ...]
    bodies: tuple[str, ...]
    things: tuple[str, ...]
    actions: tuple[str, ...]
    issuer: str
    issuer_short: str
    number: str
    date: str
    titles: tuple[str, ...]
    schemes: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...]
    subheadings: tuple[str, ...]
    item: str
    sentences: tuple[str, ...]
    caption: str
    captions: tuple[str, ...]
    unit_lines: tuple[str, ...]
    units: tuple[str, ...]
    groups: tuple[str, ...]
    group_row: str
    conditions: tuple[str, ...]
    indicator: str
    deadline: str
    row_name: str
    plain_header: tuple[str, ...]
    grouped_header: tuple[str, ...]
    long_header: tuple[str, ...]
    duties_header: tuple[str, ...]


_CHINESE = Words(
    glue="",
    regions=("青云省", "临江省", "南屏市", "北岭市", "云溪自治州"),
    places=("东河市", "西岭市", "南浦区", "北湾县", "石桥镇", "临港新区", "白沙县", "金川区", "长风市", "望海区"),
    industries=(
        "低空经济",
        "人工智能",
        "生物医药",
        "集成电路",
        "新能源汽车",
        "新材料",
        "海洋经济",
        "数据要素",
        "未来网络",
    ),
    bodies=(
        "发展改革部门",
        "工业和信息化部门",
        "科学技术部门",
        "财政部门",
        "市场监督管理部门",
        "人力资源社会保障部门",
        "商务部门",
    ),
    things=("公共服务平台", "中试基地", "应用场景", "标准体系", "产业园区", "测试验证中心", "投资基金", "创新联合体"),
    actions=("建设", "改造", "培育", "引进", "布局", "完善", "支持"),
    issuer="{region}人民政府文件",
    issuer_short="{region}人民政府",
    number="政发〔{year}〕{count}号",
    date="{year}年{month}月{day}日",
    titles=(
        "{region}促进{industry}高质量发展若干措施",
        "{region}{industry}发展条例",
        "{region}{industry}产业发展规划（{year}—2035年）",
    ),
    schemes=(("{}、", "（{}）"), ("第{}章　", "第{}条"), ("{}、", "（{}）", "{}.")),
    headings=(
        "总体要求",
        "发展目标",
        "重点任务",
        "支持政策",
        "要素保障",
        "组织实施",
        "监督管理",
        "产业布局",
        "创新能力建设",
    ),
    subheadings=(
        "建强{thing}",
        "{action}{thing}",
        "加大{other}支持力度",
        "拓展{place}{thing}",
        "强化{body}协同",
        "提升{other}服务水平",
    ),
    item="（{0}）",
    sentences=(
        "到{year}年，全{place}{other}产值达到{n}亿元，年均增长{m}%。",
        "{body}应当会同有关部门{action}{thing}，每年公布进展情况。",
        "对新{action}的{thing}，按照实际投入的{count}%给予补助，最高不超过{n}万元。",
        "支持{place}依托“{other}＋{industry}”模式，{action}{n}个{thing}。",
        "企业首次入选的，由{place}财政一次性奖励{n}万元；再次入选的，奖励{m}万元。",
        "鼓励高等学校、科研院所与企业共同{action}{thing}，联合攻关关键核心技术{n}项以上。",
        "本款所称{thing}，是指面向{other}领域提供检测、认证、中试等服务的机构。",
        "未按规定报送材料的，{body}责令限期改正；逾期不改正的，取消其{year}年度申报资格。",
        "{place}应当安排不少于{big}亩土地，用于{other}项目建设。",
        "截至{year}年{month}月底，全{place}共有{other}企业{big}家，从业人员{m}万人。",
    ),
    caption="表{0}　",
    captions=("{industry}主要指标", "{industry}支持政策", "各地产值和企业数量", "重点任务分工"),
    unit_lines=("单位：万元", "单位：亿元、家"),
    units=("亿元", "家", "万人", "%", "个"),
    groups=("研发创新", "企业培育", "平台建设", "人才引进", "场景开放"),
    group_row="（{0}）",
    conditions=(
        "上一年度研发费用超过{n}万元且占营业收入比重不低于{m}%的企业",
        "新认定的{thing}",
        "在{place}注册并纳税的{other}企业，连续两年营业收入增长超过{m}%",
        "首次获得{other}资质",
    ),
    indicator="{other}{thing}数量",
    deadline="{year}年{month}月",
    row_name="{place}{n}片区",
    plain_header=("序号", "指标", "计量单位", "2025年", "2030年"),
    grouped_header=("类别", "申报条件", "补助比例", "上限"),
    long_header=("地区", "产值", "企业数量", "2025年", "2030年"),
    duties_header=("序号", "任务内容", "牵头单位", "完成时限"),
)

_ENGLISH = Words(
    glue=" ",
    regions=("Westmark", "the State of Norland", "the Province of Eastholm", "Ridgeway County"),
    places=("Ashford", "Port Lowell", "Greyhaven", "Kingsmere", "North Dale", "Saltbridge", "Fairwater", "Elmstead"),
    industries=(
        "advanced manufacturing",
        "clean hydrogen",
        "robotics",
        "offshore wind",
        "the space sector",
        "photonics",
        "battery recycling",
    ),
    bodies=(
        "the Ministry of Industry",
        "the Department of Finance",
        "the Regional Council",
        "the Innovation Agency",
        "the Skills Board",
    ),
    things=(
        "test centres",
        "innovation clusters",
        "pilot plants",
        "shared laboratories",
        "training programmes",
        "investment funds",
    ),
    actions=("expand", "establish", "modernise", "support", "finance", "review"),
    issuer="Government of {region}",
    issuer_short="Government of {region}",
    number="Order No. {count} of {year}",
    date="{day} March {year}",
    titles=(
        "Strategy for {industry} {year}–2035",
        "Regulation on the Promotion of {industry}",
        "Action Plan for {industry} in {region}",
    ),
    schemes=(("{}. ", "{1}.{0} "), ("Chapter {}: ", "Article {}: "), ("", "")),
    headings=(
        "General provisions",
        "Objectives and targets",
        "Priority measures",
        "Funding and support",
        "Governance",
        "Regional balance",
    ),
    subheadings=(
        "How we will {action} {thing}",
        "Support for {other}",
        "The role of {body}",
        "Access to {thing}",
        "Targets for {place}",
    ),
    item="({0}) ",
    sentences=(
        "By {year}, output of {other} in {place} will reach EUR {big} million, an average annual growth of {m} per cent.",
        "Together with its partners, {body} shall {action} {thing} and publish a report on progress every year.",
        "Grants cover up to {count} per cent of eligible costs and may not exceed EUR {big} per applicant.",
        "We will {action} {n} new {thing} in {place}, which serve small and medium-sized enterprises.",
        "A company that has not filed its report by the end of {year} is not eligible for support in the following year.",
        "For the purposes of this document, “{thing}” means facilities that are open to users in {other}.",
        "At the end of {year} there were {big} companies in {other}, and they employed {m} thousand people.",
        "The share of low-carbon production rises from {m} per cent to {count} per cent; the baseline is {year}.",
    ),
    caption="Table {0}. ",
    captions=(
        "Key indicators for {industry}",
        "Support measures by category",
        "Output and companies by district",
        "Tasks and deadlines",
    ),
    unit_lines=("Unit: EUR thousand", "Unit: EUR million; number of companies"),
    units=("EUR million", "companies", "jobs", "per cent"),
    groups=("Research", "New companies", "Infrastructure", "Skills", "Market access"),
    group_row="Group {1}: ",
    conditions=(
        "Companies whose research spending exceeds EUR {big} in the year before",
        "Newly recognised {thing}",
        "Companies registered in {place} with two years of growth above {m} per cent",
        "First certificate in {other}",
    ),
    indicator="Number of {thing} in {place}",
    deadline="March {year}",
    row_name="{place} zone {n}",
    plain_header=("No.", "Indicator", "Measure", "2025", "2030"),
    grouped_header=("Category", "Eligible applicants", "Rate", "Ceiling"),
    long_header=("District", "Output", "Companies", "In 2025", "In 2030"),
    duties_header=("No.", "Task", "Lead body", "Deadline"),
)

WORDS = {"zh": _CHINESE, "en": _ENGLISH}
