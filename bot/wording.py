"""The sentences that Regionwise says itself, in both languages; they carry no fact about policy."""

from __future__ import annotations

_SENTENCES: dict[str, dict[str, str]] = {
    "nothing_region": {
        "zh": "在库中 {documents} 份文件里，没有找到关于{what}的相关内容，因此不作回答。下面是最接近的文件。",
        "en": "None of the {documents} documents in the library says this about {what}, so there is no answer."
        " The nearest documents are listed.",
    },
    "nothing_year": {
        "zh": "在库中 {documents} 份文件里，没有找到关于 {what} 年的相关内容，因此不作回答。下面是最接近的文件。",
        "en": "None of the {documents} documents in the library says this about {what}, so there is no answer."
        " The nearest documents are listed.",
    },
    "nothing_target": {
        "zh": "在库中 {documents} 份文件里，没有找到为此提出的目标，只有对已完成情况的回顾，因此不作回答。下面是最接近的文件。",
        "en": "None of the {documents} documents in the library sets a target for this; they only tell what was reached,"
        " so there is no answer. The nearest documents are listed.",
    },
    "nothing_issuer": {
        "zh": "在库中 {documents} 份文件里，没有找到{what}就此发布的内容，因此不作回答。下面是最接近的文件。",
        "en": "None of the {documents} documents in the library is one of {what} that says this, so there is no answer."
        " The nearest documents are listed.",
    },
    "nothing_name": {
        "zh": "库中 {documents} 份文件没有提到所问的对象，因此不作回答。下面是最接近的文件。",
        "en": "None of the {documents} documents in the library speaks of what you name, so there is no answer."
        " The nearest documents are listed.",
    },
    "nothing_enough": {
        "zh": "在库中 {documents} 份文件里，没有找到足以回答这个问题的内容，因此不作回答。下面是最接近的文件。",
        "en": "Nothing in the {documents} documents of the library answers this, so there is no answer."
        " The nearest documents are listed.",
    },
    "which_region": {
        "zh": "请说明是哪个地区：库中有 {count} 个地区的文件提出了这一目标，例如{names}。",
        "en": "Which region do you mean? {count} regions in the library set this target, such as {names}.",
    },
    "difference": {
        "zh": "按引文中的数字计算，{higher}比{lower}高 {apart}。",
        "en": "By the figures quoted, {higher} is {apart} above {lower}.",
    },
    "no_difference": {
        "zh": "引文中的数字相同：{higher}与{lower}一样。",
        "en": "The figures quoted are the same for {higher} and {lower}.",
    },
    "added": {"zh": "新增：", "en": "New:"},
    "removed": {"zh": "已删去：", "en": "No longer there:"},
    "compared_versions": {
        "zh": "逐条比对《{title}》的两个版本（{old} 与 {new}）：共 {count} 处不同（改动 {changed}、新增 {added}、删去 {removed}），均已列出。",
        "en": "Two versions of “{title}” ({old} and {new}) were compared sentence by sentence: {count} places differ"
        " ({changed} changed, {added} new, {removed} gone); all are shown.",
    },
    "compared_in_part": {
        "zh": "逐条比对《{title}》的两个版本（{old} 与 {new}）：共 {count} 处不同（改动 {changed}、新增 {added}、删去 {removed}），"
        "列出其中 {shown} 处；点明事项可查看其余。",
        "en": "Two versions of “{title}” ({old} and {new}) were compared sentence by sentence: {count} places differ"
        " ({changed} changed, {added} new, {removed} gone); {shown} are shown. Name a subject to see others.",
    },
    "conflict": {
        "zh": "库中文件对此说法不一，均列出，请核对以哪一份为准。",
        "en": "Documents in the library differ on this; each is shown: check which one counts.",
    },
    "binding": {
        "zh": "库中没有{what}自己的相关规定；以下是对其适用的上级规定（{level}）。",
        "en": "The library holds no rule of {what} itself on this; what follows is the {level} rule that binds it.",
    },
    "level_central": {"zh": "国家级", "en": "national"},
    "level_provincial": {"zh": "省级", "en": "provincial"},
    "level_municipal": {"zh": "市级", "en": "municipal"},
    "level_county": {"zh": "县级", "en": "county"},
    "greeting": {
        "zh": "我回答库中政策文件里的问题，例如某地的产业目标、支持措施、申报条件或文件是否有效，句句附原文。",
        "en": "I answer questions from the policy documents in the library, with the quote behind every sentence:"
        " a region's targets, support measures, who qualifies, or whether a document is in force.",
    },
    "out_of_scope": {
        "zh": "这不是关于区域产业政策的问题，因此不作回答；可以问某地的产业目标、支持措施、申报条件或文件是否有效。",
        "en": "This is no question about regional industry policy, so it is not answered here: ask about a region's"
        " targets, support measures, who qualifies, or whether a document is in force.",
    },
    "unheard": {
        "zh": "库中 {documents} 份政策文件都没有谈到所问的内容，因此不作回答；可以问某地的产业目标、支持措施、申报条件或文件是否有效。",
        "en": "None of the {documents} policy documents in the library speaks of this, so there is no answer: ask about a"
        " region's targets, support measures, who qualifies, or whether a document is in force.",
    },
    "empty_library": {
        "zh": "库中还没有文件，请先导入文件再提问。",
        "en": "The library holds no documents yet: add some, then ask again.",
    },
    "counted_places": {"zh": "{count} 个地区的文件提到所问内容。", "en": "{count} places speak of this. "},
    "counted_documents": {"zh": "{count} 份文件提到所问内容。", "en": "{count} documents speak of this. "},
    "listed": {
        "zh": "已检索库中 {documents} 份文件，其中 {count} 份提到所问内容，逐一列出。",
        "en": "Of {documents} documents searched, {count} speak of this; each is listed.",
    },
    "titled": {
        "zh": "已检索库中 {documents} 份文件，题名符合所问的有 {count} 份，逐一列出。",
        "en": "Of {documents} documents searched, {count} are such by their titles; each is listed.",
    },
    "only_about": {
        "zh": "另有 {count} 份只写明在该数值“左右”，未计入：{names}。",
        "en": "Not counted: {count} that aim only at about this figure ({names}).",
    },
    "not_looked_for": {
        "zh": "“{words}”无法在另一种语言的文件中查找，因此没有按其余字词列出；请换用库中文件的说法再问。",
        "en": "“{words}” could not be looked for in the Chinese documents, and nothing is listed on the other words"
        " alone. Put it in other words, or in Chinese.",
    },
    "looked_for_the_rest": {
        "zh": "“{words}”无法在另一种语言的文件中查找；所列仅依据其余字词，请核对。",
        "en": "“{words}” could not be looked for in the Chinese documents; the list rests on the other words: check it.",
    },
    "listed_in_part": {
        "zh": "已检索库中 {documents} 份文件，其中 {count} 份提到所问内容，下面列出最相关的 {rows} 份；点明地区或年份可缩小范围。",
        "en": "Of {documents} documents searched, {count} speak of this; the {rows} nearest are listed. Name a region or"
        " a year to narrow it.",
    },
    "not_mentioned": {
        "zh": "已检索{what}的文件，未见提及。",
        "en": "The documents of {what} were searched and do not mention it.",
    },
    "draft": {"zh": "《{title}》是征求意见稿，尚未定稿。", "en": "“{title}” is a draft for comment, not a final text."},
    "draft_of": {
        "zh": "《{title}》是征求意见稿，定稿为《{by}》。",
        "en": "“{title}” is a draft for comment; the final text is “{by}”.",
    },
    "expired": {"zh": "《{title}》已过有效期{since}。", "en": "“{title}” has expired{since}."},
    "superseded": {"zh": "《{title}》已被新文件取代{by}{since}。", "en": "“{title}” has been superseded{by}{since}."},
    "repealed": {"zh": "《{title}》已废止{by}{since}。", "en": "“{title}” has been repealed{by}{since}."},
    "to_be_superseded": {
        "zh": "截至 {day}，《{title}》尚未被取代；将由新文件取代{by}{since}。",
        "en": "As of {day}, “{title}” has not been superseded; it is to be superseded{by}{since}.",
    },
    "to_be_repealed": {
        "zh": "截至 {day}，《{title}》尚未废止；将予废止{by}{since}。",
        "en": "As of {day}, “{title}” has not been repealed; it is to be repealed{by}{since}.",
    },
    "not_yet": {"zh": "《{title}》尚未施行{since}。", "en": "“{title}” is not yet in force{since}."},
    "is_in_force": {"zh": "截至 {day}，《{title}》有效{since}。", "en": "“{title}” is in force as of {day}{since}."},
    "is_unknown": {
        "zh": "库中没有说明《{title}》在 {day} 是否有效。",
        "en": "The library does not say whether “{title}” is in force as of {day}.",
    },
    "by": {"zh": "：《{title}》", "en": " by “{title}”"},
    "from_day": {"zh": "（自 {day} 起）", "en": ", from {day}"},
    "until_day": {"zh": "（至 {day}）", "en": ", until {day}"},
    "from_until": {"zh": "（{start} 至 {day}）", "en": ", from {start} until {day}"},
    "other_language": {
        "zh": "{which} 为英文原文，未作译述。",
        "en": "{which}: Chinese original, without a rendering.",
    },
    "frame": {"zh": "[{number}] {words}（Regionwise 译述）", "en": "[{number}] {words} (Regionwise’s rendering)"},
    "frame_in_part": {
        "zh": "[{number}] {words}（Regionwise 部分译述）",
        "en": "[{number}] {words} (Regionwise’s rendering, in part)",
    },
    "speaks_of": {"zh": "涉及：{terms}", "en": "speaks of: {terms}"},
    "recognised": {
        "zh": "《{title}》的引文由图片识别（OCR）而来，个别字可能有误，引用前请核对原件。",
        "en": "The quote from “{title}” was recognised from a picture (OCR): check it against the original.",
    },
    "unreadable_pages": {
        "zh": "《{title}》的第 {pages} 页无法读取，未被检索。",
        "en": "Of “{title}”, page {pages} could not be read and was not searched.",
    },
    "model_failed": {
        "zh": "语言模型未能给出可核实的回答（{why}），以下为原文摘录。",
        "en": "The language model gave no answer that could be verified ({why}); these are the documents' own words.",
    },
    "model_dropped": {
        "zh": "语言模型的 {count} 句话未能在引文中核实，已略去。",
        "en": "{count} sentence(s) of the language model could not be verified against their quotes and are left out.",
    },
    "model_stopped": {
        "zh": "语言模型中途停止（{why}），回答可能不完整。",
        "en": "The language model stopped before its end ({why}); the answer may be incomplete.",
    },
    "translated": {
        "zh": "文件原文为英文；以上是语言模型的中文表述，已与引文核对，以引文中的原文为准。",
        "en": "The sources are in Chinese; the statements are the language model's rendering, checked against the quotes:"
        " the original words stand in the citations.",
    },
    "unreachable": {"zh": "无法连接", "en": "it could not be reached"},
    "slow": {"zh": "响应超时", "en": "it took too long"},
    "quota": {"zh": "调用额度已用完", "en": "its quota is used up"},
    "empty": {"zh": "没有写出内容", "en": "it wrote nothing"},
    "declined": {"zh": "模型认为这些段落没有回答该问题", "en": "it found no answer in the passages"},
    "unverified": {"zh": "多数内容未通过核实", "en": "most of what it wrote did not pass the check"},
    "column_region": {"zh": "地区", "en": "Region"},
    "column_document": {"zh": "文件", "en": "Document"},
    "column_article": {"zh": "条款", "en": "Article"},
    "column_before": {"zh": "旧版原文", "en": "Before"},
    "column_after": {"zh": "新版原文", "en": "After"},
    "column_said": {"zh": "文件原文", "en": "What the document says"},
}


def say(name: str, language: str, **values: object) -> str:
    """A sentence in a language, its blanks filled."""
    return _SENTENCES[name][language].format(**values)
