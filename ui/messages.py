"""Every fixed word that a person reads on the pages, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.answer import AnswerStatus, NoteKind
from errors import RegionwiseError

LANGUAGES = ("en", "zh")

_ENGLISH = {
    "tagline": "Regional industry policy, answered in quotes",
    "documents": "Documents",
    "document_count": "{documents:,} documents",
    "conversation": "Conversation",
    "new_conversation": "New conversation",
    "language": "Language",
    "question_label": "Your question",
    "placeholder": "Ask about a regional policy …",
    "send": "Send",
    "stop": "Stop",
    "stopped": "Stopped: this answer is not complete.",
    "welcome": "What would you like to know?",
    "welcome_more": "Every statement in an answer carries its quote, and every quote opens in its document.",
    "examples": "For instance",
    "library_empty": "No document has been read yet. Fill the library with: python -m ingest FOLDER",
    "loading": "The embedding model is loading; an answer may take a little longer until then.",
    "searching": "Searching the library …",
    "writing": "Writing …",
    "sources": "Sources",
    "source": "Source {number}",
    "back": "Back to source {number} in the answer",
    "open_quote": "Open at the quote",
    "opens_document": "Open the document",
    "original": "Original",
    "page": "p. {page}",
    "nearest": "The nearest documents",
    "suggestions": "You could ask",
    "understood": "Understood",
    "ask_without": "Ask again without {part}",
    "without": "Without {parts}",
    "comma": ", ",
    "extractive": "Quoted from the library",
    "written_by": "Written by {model}, checked against the quotes",
    "seconds": "{seconds:.1f} s",
    "status_not_in_library": "The library does not say.",
    "status_clarify": "Please say a little more precisely what you mean.",
    "note_searched": "Searched",
    "note_count": "Counted",
    "note_difference": "Worked out",
    "note_not_mentioned": "Not mentioned",
    "note_validity": "Validity",
    "note_conflict": "Conflict",
    "note_reading": "How it was read",
    "validity_in_force": "In force",
    "validity_not_yet": "Not yet in force",
    "validity_expired": "Expired",
    "validity_superseded": "Superseded",
    "validity_repealed": "Repealed",
    "validity_draft": "Draft",
    "validity_unknown": "",
    "fault_empty": "The question is empty: type what you would like to know.",
    "fault_too_long": "The question has {length:,} characters; at most {longest:,} are accepted: please shorten it.",
    "fault_LibraryEmpty": "No document has been read yet. Fill the library with: python -m ingest FOLDER",
    "fault_EmbeddingModelUnavailable": "The embedding model cannot be loaded: please tell whoever runs this page.",
    "fault_LanguageModelUnavailable": "The language model cannot be reached: please ask again in a moment.",
    "fault_unexpected": "Something went wrong on our side: please ask again; your question is still in the box.",
    "document": "Document",
    "document_unknown": "There is no document of this name in the library.",
    "no_documents": "There is no document in the library yet.",
    "all_documents": "All documents",
    "back_to_chat": "Ask a question",
    "title": "Title",
    "issuers": "Issued by",
    "document_number": "Document number",
    "region": "Region",
    "written_on": "Written on",
    "issued_on": "Issued on",
    "in_force_from": "In force from",
    "in_force_until": "In force until",
    "applications_from": "Applications from",
    "applications_until": "Applications until",
    "validity": "Validity",
    "superseded_by": "Superseded by",
    "industries": "Industries",
    "instruments": "Instruments",
    "pages_recognised": "Pages read by OCR",
    "pages_unreadable": "Unreadable pages",
    "same_as": "Also published as",
    "duplicate_of": "The same as",
    "recognised": "read by OCR",
    "file": "File",
    "status": "Reading",
    "status_ready": "Read",
    "status_keyword_only": "Keywords only",
    "status_failed": "Not readable",
    "page_mark": "Page {page}",
    "quote_elsewhere": "The quoted place is not in this version of the text; it is shown from its beginning.",
    "no_text": "No text could be read from this document.",
}

_CHINESE = {
    "tagline": "区域产业政策问答，句句有原文",
    "documents": "文件",
    "document_count": "{documents:,} 份文件",
    "conversation": "对话",
    "new_conversation": "新对话",
    "language": "语言",
    "question_label": "您的问题",
    "placeholder": "想了解哪项政策、哪个地区？",
    "send": "发送",
    "stop": "停止",
    "stopped": "已停止：此回答不完整。",
    "welcome": "您想了解什么？",
    "welcome_more": "回答中的每句话都附有原文引文，每条引文都可在原文件中打开。",
    "examples": "例如",
    "library_empty": "尚未读入任何文件。请先运行：python -m ingest 文件夹",
    "loading": "向量模型正在加载，在此之前回答会稍慢。",
    "searching": "正在检索文件……",
    "writing": "正在作答……",
    "sources": "引文",
    "source": "引文 {number}",
    "back": "回到答案中的引文 {number}",
    "open_quote": "在原文中查看",
    "opens_document": "打开文件",
    "original": "原始网页",
    "page": "第 {page} 页",
    "nearest": "最接近的文件",
    "suggestions": "您可以这样问",
    "understood": "理解为",
    "ask_without": "去掉“{part}”再问一次",
    "without": "已去掉：{parts}",
    "comma": "、",
    "extractive": "摘自文件原文",
    "written_by": "由 {model} 撰写，已逐句核对引文",
    "seconds": "{seconds:.1f} 秒",
    "status_not_in_library": "库内文件未提及。",
    "status_clarify": "请再具体说明一下您的问题。",
    "note_searched": "检索",
    "note_count": "统计",
    "note_difference": "计算",
    "note_not_mentioned": "未提及",
    "note_validity": "效力",
    "note_conflict": "不一致",
    "note_reading": "读取方式",
    "validity_in_force": "现行有效",
    "validity_not_yet": "尚未生效",
    "validity_expired": "已过有效期",
    "validity_superseded": "已被替代",
    "validity_repealed": "已废止",
    "validity_draft": "征求意见稿",
    "validity_unknown": "",
    "fault_empty": "问题是空的：请输入您想了解的内容。",
    "fault_too_long": "问题有 {length:,} 个字符，最多接受 {longest:,} 个：请缩短后再问。",
    "fault_LibraryEmpty": "尚未读入任何文件。请先运行：python -m ingest 文件夹",
    "fault_EmbeddingModelUnavailable": "向量模型无法加载：请告知本页面的管理者。",
    "fault_LanguageModelUnavailable": "语言模型暂时无法连接：请稍后再问。",
    "fault_unexpected": "我们这边出了问题：请再问一次，您的问题仍在输入框中。",
    "document": "文件",
    "document_unknown": "库内没有此名称的文件。",
    "no_documents": "库内还没有文件。",
    "all_documents": "全部文件",
    "back_to_chat": "去提问",
    "title": "标题",
    "issuers": "发文机关",
    "document_number": "发文字号",
    "region": "地区",
    "written_on": "成文日期",
    "issued_on": "发布日期",
    "in_force_from": "施行日期",
    "in_force_until": "有效期至",
    "applications_from": "申报开始",
    "applications_until": "申报截止",
    "validity": "效力",
    "superseded_by": "被替代为",
    "industries": "产业",
    "instruments": "政策工具",
    "pages_recognised": "经 OCR 识别的页",
    "pages_unreadable": "无法读取的页",
    "same_as": "同一文件的其他来源",
    "duplicate_of": "同一文件",
    "recognised": "OCR 识别",
    "file": "文件名",
    "status": "读取",
    "status_ready": "已读取",
    "status_keyword_only": "仅关键词",
    "status_failed": "无法读取",
    "page_mark": "第 {page} 页",
    "quote_elsewhere": "引文位置与当前文本不符，以下从头显示。",
    "no_text": "未能从此文件读出文字。",
}

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({"en": _ENGLISH, "zh": _CHINESE})


def word(language: str, key: str, **values: object) -> str:
    """The fixed words of `key`, filled in; English where the language is another one."""
    return WORDS.get(language, _ENGLISH)[key].format(**values)


def status_words(language: str, status: AnswerStatus) -> str:
    """What is said where a question has no answer; nothing where its note says all."""
    return WORDS.get(language, _ENGLISH).get(f"status_{status.value}", "")


def note_words(language: str, kind: NoteKind) -> str:
    """The label of a note."""
    return word(language, f"note_{kind.value}")


def validity_words(language: str, validity: str) -> str:
    """The label of a document's validity; empty where it is unknown."""
    return WORDS.get(language, _ENGLISH).get(f"validity_{validity}", "")


def fault_words(language: str, error: Exception) -> str:
    """One clear sentence for a person; an unexpected fault says nothing of the inside."""
    if not isinstance(error, RegionwiseError):
        return word(language, "fault_unexpected")
    key = f"fault_{type(error).__name__}"
    return word(language, key) if key in _ENGLISH else str(error)


def language_of_browser(accept_language: str | None) -> str:
    """`zh` where a browser asks for Chinese first, else `en`."""
    return "zh" if (accept_language or "").strip().lower().startswith("zh") else "en"
