"""The words of a text, for the keyword index: Chinese words and their characters' pairs, Latin words, numbers."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Any

# 6g and c919 are words; 5.5% is a number.
_RUN = re.compile(r"[\u3400-\u9fff]+|\d+(?:\.\d+)?(?![a-z\d])%?|[a-z\d](?:[a-z\d'’]*[a-z\d])?")

# Words that say how a question is put, or that stand in every document: they cannot tell passages apart.
STOPWORDS = frozenset(
    "的 了 和 与 及 在 是 有 吗 呢 吧 啊 哪 哪些 哪个 什么 多少 怎么 怎样 如何 几 个 这 那 这个 那个 请 请问 我 我们 你 您 他"
    " 它 把 被 给 到 对 将 要 就 都 也 还 很 更 为 以 从 由 向 于 之 其 或 并 等 及其 是否 能 能否 可以 会 一下 现在 关于 里 里面"
    " 中 上 下 来着 听说 到底 大概 具体 目前 一个 呀 么 嘛 咋 啥 想 知道 告诉 哪几个 比一比 各是 正好 对比 相比 分别 时候 多大 多久 有没有 是不是 怎么样 那个 搞 弄 计划 打算 达到 需要 应该 必须 现行 去年 今年 明年 上年 本年 更大 更高 更多"
    " a an the of to in on at by for from with and or is are was were be been do does did has have had it its this that these"
    " those what which who whom whose when where why how much many there will would can could should shall may i we you he"
    " they me us my our your their as about into than then so if not no any some all more most s also right old current bigger larger higher lower smaller faster slower january february march april june july august september october november december jan feb mar apr jun jul aug sept oct nov dec".split()
)

# Words of how a list is asked for; they stand in every work report, and say nothing of what is listed.
LIST_WORDS = frozenset(
    "省 省份 市 省市 地方 地区 城市 各省 各地 政府 工作 报告 政府工作报告 工作报告 省级 提到 提出 谈到 写 写到 点名 涉及 年 内容 情况 三地"
    " 两地 今年 建 搞 看 政府工作 提 谈 做 文件 文档 提及 写明 列出"
    " document documents file files province provinces provincial region regions city cities government work report"
    " reports mention mentions mentioned talk talks set sets show shows bring brings list say says name names compare difference up year local"
    " 省人民政府 人民政府 自治区 直辖市 地级市 地级 资料库 文件库 库里 收录 收 library own".split()
)


def fold(text: str) -> str:
    """The text in the form in which words are compared: NFKC, lower case, simplified characters."""
    return simplified(unicodedata.normalize("NFKC", text).lower())


def simplified(text: str) -> str:
    """The text with simplified characters for traditional ones."""
    return text if text.isascii() else str(_converter().convert(text))


@functools.lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def words_of(text: str) -> list[str]:
    """The words of a text in order, for the keyword index.

    Chinese runs are cut by rjieba in its search mode (long words and the words inside them).
    """
    import rjieba

    words: list[str] = []
    for run in _RUN.findall(fold(text)):
        if "\u3400" <= run[0] <= "\u9fff":
            words += rjieba.cut_for_search(run)
        else:
            words.append(run.rstrip("%").replace("’", "'").removesuffix("'s"))
    return words


def query_words(text: str) -> list[str]:
    """The words of a query that can tell passages apart, each once, in order."""
    return [word for word in dict.fromkeys(words_of(text)) if word not in STOPWORDS]


def dictionary_share(text: str) -> float:
    """The share of a text's Chinese characters that stand in words of a dictionary, from 0 to 1.

    Prose has 0.75 and more; characters in a wrong order and names have less than 0.3.
    """
    import rjieba

    runs = [run for run in _RUN.findall(fold(text)) if "\u3400" <= run[0] <= "\u9fff"]
    inside = sum(len(word) for run in runs for word in rjieba.cut(run, False) if len(word) > 1)
    return inside / max(1, sum(map(len, runs)))
