"""Regions: which a text names, and how they lie in one another."""

import csv
import time
from pathlib import Path

import pytest

from vectorstore import places_abroad
from vectorstore.region_table import region_table
from vectorstore.regions import ancestors, find_regions, group_members, region_of, within

LIBRARY = Path(__file__).resolve().parents[3] / "shared" / "library"


def names(text: str) -> list[str]:
    """The official names of the regions a text names, in order."""
    return [mention.region.name for mention in find_regions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("浙江省和江苏今年的目标", ["浙江省", "江苏省"]),
        ("内蒙古的稀土政策", ["内蒙古自治区"]),
        ("贵州省贵阳市", ["贵州省", "贵阳市"]),
        ("东莞市的补贴", ["东莞市"]),
        ("杭州市萧山区", ["杭州市", "萧山区"]),
        ("恩施州的茶产业", ["恩施土家族苗族自治州"]),
        ("浦东和雄安", ["浦东新区", "雄安新区"]),
        ("上海临港新片区", ["临港新片区"]),
        ("台湾地区", ["台湾省"]),
        ("吉林省吉林市", ["吉林省", "吉林市"]),
        ("二维码、大连、沈阳", ["大连市", "沈阳市"]),
    ],
)
def test_chinese_names_are_found_in_full_and_in_short(text: str, expected: list[str]) -> None:
    """Official and short names count, the longest one at a place first."""
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zhejiang and Inner Mongolia", ["浙江省", "内蒙古自治区"]),
        ("Shaanxi, not Shanxi", ["陕西省", "山西省"]),
        ("Tibet is Xizang", ["西藏自治区", "西藏自治区"]),
        ("what does suzhou pay for robots", ["苏州市"]),
        ("Xi'an and Xi’an", ["西安市", "西安市"]),
        ("Taizhou in Zhejiang", ["台州市", "浙江省"]),
        ("Suzhou, Anhui", ["宿州市", "安徽省"]),
        ("Beijing's plan", ["北京市"]),
        ("China", ["中国"]),
    ],
)
def test_english_names_are_found(text: str, expected: list[str]) -> None:
    """English names count in either case; look-alikes stay apart."""
    assert set(names(text)) == set(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Home purchase subsidy in Changle, Fuzhou", ["长乐区", "福州市"]),
        ("What does Changle County in Weifang pay?", ["昌乐县", "潍坊市"]),
        ("How much does Tonglu pay?", ["桐庐县"]),
        ("what does tonglu pay", ["桐庐县"]),
        ("Lin'an and Fuyang, Hangzhou", ["临安区", "富阳区", "杭州市"]),
        ("Chaoyang, Beijing", ["朝阳区", "北京市"]),
        ("Fuyang District", ["富阳区"]),
        ("Linan District of Hangzhou", ["临安区", "杭州市"]),
        ("She County, Anhui", ["歙县", "安徽省"]),
        ("Shexian in Anhui", ["歙县", "安徽省"]),
        ("Gulou, Nanjing", ["鼓楼区", "南京市"]),
    ],
)
def test_counties_are_found_in_pinyin(text: str, expected: list[str]) -> None:
    """A name of several is told by what holds it."""
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Changle alone may be either of two",
        "She said that Fan has a song",
        "Wang Jianping and Jianping Wang",
        "guiding opinions, a guide",
        "Dongfeng Motor Corporation",
        "Xinhua News Agency",
    ],
)
def test_a_word_or_a_name_in_letters_is_no_county(text: str) -> None:
    """Pinyin is also English words, persons and firms."""
    assert names(text) == []


def test_a_province_is_not_the_district_of_its_name() -> None:
    """河北区 of Tianjin is not meant beside Tianjin where Hebei is."""
    assert names("Hebei and Tianjin") == ["河北省", "天津市"]


@pytest.mark.parametrize(
    ("code", "english"),
    [
        ("350112", "Changle"),
        ("330112", "Lin'an"),
        ("131025", "Daicheng"),
        ("140428", "Zhangzi"),
        ("310105", "Changning"),
    ],
)
def test_a_county_has_its_name_in_pinyin(code: str, english: str) -> None:
    """Read as the place is read, not as its characters are elsewhere."""
    assert region_table().regions[code].english == english


def test_what_is_not_called_in_pinyin_has_no_such_name() -> None:
    """A Tibetan or Uyghur name has a spelling of its own."""
    assert [region_table().regions[code].english for code in ("540102", "653121")] == ["", ""]


@pytest.mark.parametrize(
    "text",
    [
        "吉林大学的研究",
        "中山装和高山茶",
        "推广元宇宙应用，推广安全生产，平安顺利",
        "确保定期公开，其中卫生服务，决定西部项目",
        "出海口建设，美好新乡村，正常德育",
        "朝阳产业与白银价格",
        "浙江西部除外的话题".replace("浙江", ""),
        "中国式现代化",
        "台湾同胞投资保护",
        "Taizhou alone may be either of two cities",
    ],
)
def test_a_name_inside_another_word_is_no_region(text: str) -> None:
    """Neighbours that make another word of a name, and names that may mean several places, give no hit."""
    assert names(text) == []


def test_a_station_named_after_its_side_is_in_its_city() -> None:
    """上海南站 holds 海南 but names Shanghai."""
    assert names("上海南站附近的政策") == ["上海市"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("北京市朝阳区", "110105"), ("长春朝阳区", "220104"), ("辽宁朝阳", "211300"), ("甘肃白银", "620400")],
)
def test_a_shared_name_is_told_by_what_holds_it(text: str, expected: str) -> None:
    """A name of several places, or an everyday word, counts right after the region that holds one of them."""
    assert find_regions(text)[-1].region.code == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("沪苏浙皖四省市", ["310000", "320000", "330000", "340000"]),
        ("长三角一体化", ["310000", "320000", "330000", "340000"]),
        ("京津冀协同", ["110000", "120000", "130000"]),
        ("川渝合作", ["500000", "510000"]),
        ("粤港澳大湾区", ["440000", "810000", "820000"]),
        ("the Yangtze River Delta", ["310000", "320000", "330000", "340000"]),
    ],
)
def test_groups_and_runs_of_letters_name_their_members(text: str, codes: list[str]) -> None:
    """A group gives a mention for each member, all at its place."""
    mentions = find_regions(text)
    assert sorted(mention.region.code for mention in mentions) == codes


def test_one_letter_alone_is_no_region() -> None:
    """沪 or 京 by itself is too little."""
    assert names("沪深股市与京剧") == []


def test_the_country_before_a_region_in_brackets_does_not_count() -> None:
    """中国（上海）自由贸易试验区 is Shanghai's."""
    assert names("中国（上海）自由贸易试验区条例") == ["上海市"]


def test_a_local_name_after_another_region_is_another_place() -> None:
    """沧州滨海新区 is not Tianjin's Binhai."""
    assert names("沧州滨海新区") == ["沧州市"]
    assert names("天津滨海新区") == ["天津市", "滨海新区"]


def test_offsets_show_the_words_that_name_the_region() -> None:
    """`start` and `end` cut the named words out of the text."""
    text = "请问Zhejiang和杭州有何不同"
    assert [text[m.start : m.end] for m in sorted(find_regions(text), key=lambda m: m.start)] == ["Zhejiang", "杭州"]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("33", "浙江省"),
        ("330100", "杭州市"),
        ("浙江", "浙江省"),
        ("zhejiang", "浙江省"),
        ("中国", "中国"),
        ("朝阳区", None),
    ],
)
def test_a_region_is_known_by_code_and_by_name(key: str, name: str | None) -> None:
    """Codes may be cut short; a name that means several regions means none."""
    region = region_of(key)
    assert (region.name if region else None) == name


def test_regions_lie_in_one_another_up_to_the_country() -> None:
    """萧山区 lies in 杭州市, 浙江省, 中国, and not in 江苏省."""
    xiaoshan = region_of("330109")
    assert xiaoshan
    assert [region.name for region in ancestors(xiaoshan)] == ["杭州市", "浙江省", "中国"]
    for name, inside in (("浙江省", True), ("萧山区", True), ("江苏省", False)):
        higher = region_of(name)
        assert higher
        assert within(xiaoshan, higher) is inside


def test_every_region_has_a_level_and_a_way_up_to_the_country() -> None:
    """34 provincial units, over 330 municipal ones; no parent is missing and none leads in a circle."""
    regions = [region for region in region_table().regions.values() if not region.is_abroad]
    levels = [region.level for region in regions]
    assert levels.count("central") == 1
    assert sum(region.level == "provincial" and region.code.isdigit() for region in regions) == 34
    assert levels.count("municipal") > 330
    assert levels.count("county") > 2800
    assert all(ancestors(region)[-1].code == "100000" for region in regions if region.level != "central")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("德国和日本的半导体政策", ["DE", "JP"]),
        ("what does germany pay", ["DE"]),
        ("the US, the UK and the EU", ["US", "GB", "EU"]),
        ("欧盟与东盟", ["EU", "ASEAN"]),
        ("加利福尼亚州、加州与巴伐利亚州", ["US-CA", "US-CA", "DE-BY"]),
        ("California and New South Wales", ["US-CA", "AU-NSW"]),
        ("São Paulo, Île-de-France, Baden-Württemberg", ["BR-SP", "FR-IDF", "DE-BW"]),
        ("Chiang Mai, Thailand", ["TH-50", "TH"]),
        ("泰国清迈府", ["TH", "TH-50"]),
        ("Victoria, Australia", ["AU-VIC", "AU"]),
        ("Georgia, United States", ["US-GA", "US"]),
        ("香港、澳门、台湾", ["810000", "820000", "710000"]),
        ("Hong Kong, Macao and Taiwan", ["810000", "820000", "710000"]),
    ],
)
def test_places_abroad_are_found_by_their_common_names(text: str, codes: list[str]) -> None:
    """Countries, unions and known divisions anywhere; a division of many names only beside its country."""
    assert [mention.region.code for mention in find_regions(text)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "中德产业园、德资企业、美元、英寸、中美贸易、日韩企业",
        "Sino-Singapore cooperation, German-funded enterprises, Chinese and Japanese firms, US$100 million",
        "CONTACT US",
        "turkey farms and a chad basin",
        "道德国家、合法国家、优美国土、安泰国际、精英国际",
        "近日本市印发、次日本省、即日本办法施行",
        "增加纳税、参加纳入、穿越南北、沿海地区、尘埃及时、理智利用、相关岛屿",
        "蒙古族、朝鲜族、俄罗斯族、哈萨克族",
        "印度洋",
        "Georgia",
        "Victoria and Washington",
        "中央、北部、滨海",
        "增加州县财力",
    ],
)
def test_words_that_only_look_like_places_abroad_are_none(text: str) -> None:
    """Adjectives, currencies, parts of other words, and names of several places give no hit."""
    assert [mention.text for mention in find_regions(text) if mention.region.is_abroad] == []


@pytest.mark.parametrize(
    ("key", "code", "level", "english", "holder"),
    [
        ("德国", "DE", "central", "Germany", "EU"),
        ("US-CA", "US-CA", "provincial", "California", "US"),
        ("Bayern", "DE-BY", "provincial", "Bavaria", "DE"),
        ("欧盟", "EU", "central", "European Union", "EU"),
        ("Viet Nam", "VN", "central", "Vietnam", "VN"),
        ("TH-20", "TH-20", "provincial", "Chon Buri", "TH"),
    ],
)
def test_a_place_abroad_has_a_code_a_level_and_what_holds_it(
    key: str, code: str, level: str, english: str, holder: str
) -> None:
    """Codes are those of ISO 3166; a member of the European Union lies in it."""
    region, above = region_of(key), region_of(holder)
    assert region
    assert above
    assert (region.code, region.level, region.english) == (code, level, english)
    assert within(region, above)


def test_every_listed_place_abroad_is_in_the_package_or_is_a_union() -> None:
    """A code that ISO drops would leave its row without effect; China's parts are not abroad."""
    with (Path(places_abroad.__file__).with_suffix(".csv")).open(encoding="utf-8", newline="") as lines:
        listed = {row["code"] for row in csv.DictReader(lines)}
    regions = region_table().regions
    assert listed <= set(regions)
    assert sum(region.is_abroad and region.level == "central" for region in regions.values()) > 240
    assert not {"CN", "HK", "MO", "TW"} & set(regions)


def test_members_of_a_group_are_regions() -> None:
    """Each group names regions that exist; what is no group has no members."""
    assert [region.name for region in group_members("长三角")] == ["上海市", "江苏省", "浙江省", "安徽省"]
    assert all(group_members(name) for name in region_table().groups)
    assert group_members("浙江") == ()


def test_a_question_takes_less_than_a_millisecond() -> None:
    """Finding regions is cheap enough for every question and every document."""
    question = "请问浙江省和江苏今年对集成电路产业的补贴政策有什么区别？杭州和苏州分别怎么样"
    find_regions(question)
    start = time.perf_counter()
    for _ in range(200):
        find_regions(question)
    assert (time.perf_counter() - start) / 200 < 0.001


@pytest.mark.skipif(not LIBRARY.exists(), reason="the shared library is not beside this checkout")
def test_each_work_report_names_its_own_province() -> None:
    """The province in a report's file name is the one its text names most often of its level, or among them."""
    reports = sorted((LIBRARY / "work-reports").glob("*.txt"))
    assert reports
    for report in reports:
        expected = report.name.split("_")[1]
        assert expected in names(report.read_text(encoding="utf-8")[:20_000]), report.name
