"""The part of an economy or of a people that a target holds for: 规模以上工业, 城镇, 农村居民, 新建建筑."""

from __future__ import annotations

import re

_FIRMS = "(?:工业企业|工业|服务业企业|服务业|制造业企业|制造业|文化企业|批发零售业|批零住餐业|住宿餐饮业|企业|单位)"
_PART = (
    f"(?:规模以上|规上|限额以上|限上){_FIRMS}|(?:城镇|农村|城乡)(?:常住)?居民|城镇(?!化)|农村|乡村(?!振兴)|脱贫(?:人口|地区|县|户)"
    "|新建(?:民用|公共|大型公共|居住|住宅|工业|节能)?(?:建筑|住宅|厂房|小区)|既有(?:公共|居住)?(?:建筑|住宅)|(?:大型)?公共(?:建筑|机构)"
    "|民营(?:企业|经济)|(?:[省市]属)?(?:国有|国资)企业|(?:中小微|小微|中小|外资|外商投资|高新技术|科技型中小)企业"
    "|(?:地级|县级)(?:及以上|以上)?城市|行政村|自然村|建制镇|(?:应届)?(?:普通)?高校(?:应届)?毕业生|农民工"
)
# what is measured of a part; without such a word the part itself is what is counted (规上企业300家, 农村公路1500公里)
_MEASURE = re.compile(
    "率|比[重例]|占比|收入|增加值|就业|务工|失业|能耗|利润|营收|投资|投入|支出|强度|产值|增[速长幅]|零售|销售|用水|指数|消费|覆盖|达标|工资"
)
_LEADING = re.compile(
    rf"^(?:在|全[省市区县国州域]|[我本][省市区县州]|各[地市县]|推[动进]|提[高升]|扩大|稳定|保持|确保|促进|使|新增|[的中]){{0,3}}(?P<scope>(?:{_PART})+)(?P<rest>.*)"
)
_SET_BEFORE = re.compile(rf"(?P<scope>(?:{_PART})+)(?:[中内]|方面|领域)[，：]\s*$")
_ENGLISH = re.compile(
    r"\b(?:(?:urban|rural) (?:residents|households|areas)|(?:urban|rural)(?! (?:roads?|villages?|renewal))"
    r"|(?:industrial )?(?:enterprises|companies|industries) above (?:the )?designated size|(?:newly[- ]built|new) buildings|private enterprises)\b",
    re.IGNORECASE,
)


def scope_of(indicator: str, leading: str = "") -> str | None:
    """The part that an indicator begins with, where it is measured and not counted; else what the words before set.

    Args:
        indicator: what the figure measures.
        leading: the sentence up to the indicator's clause.

    """
    if (found := _LEADING.match(indicator)) and _MEASURE.search(found["rest"]):
        return found["scope"]
    before = _SET_BEFORE.search(leading)
    return before["scope"] if before else None


def english_scope_of(indicator: str) -> str | None:
    """The part that an English indicator names: urban, rural residents, industries above designated size."""
    found = _ENGLISH.search(indicator)
    return found.group() if found else None
