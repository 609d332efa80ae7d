"""Whether a sentence puts a figure as an aim: by its year, by a verb that strives, or as a task that creates something."""

from __future__ import annotations

import re

from ingest.clauses import Setting
from ingest.predicates import (
    AIM,
    BOUND,
    COMPLETES,
    CONDITION,
    CONTINUES,
    DUTY,
    GIVES,
    GROWN,
    RATE,
    REACHES,
    RELATION,
    REWARDS,
    STRIVES,
    TASK,
    VERB,
)
from ingest.units import is_counted, is_percent, is_time
from ingest.years import Deadline
from vectorstore.record import DocumentRecord

# kinds that plan; titles of rules, which stand for good
_PLANS = frozenset({"plan", "measures", "notice", "draft", "report"})
_RULES = re.compile(r"(?:办法|细则|规定|条例|规则|标准)(?:[（(][^）)]*[）)])?(?:的通知)?[》\s]*(?:的通知)?$")
_LIMITS = re.compile(r"超过?|[压缩][\u4e00-\u9fff][至到]|于|为")
_RAISES = re.compile(r"^(?:提高|提升|扩大)")
_LIMIT_CHARACTERS = 5


def sets_no_aim(setting: Setting, due: Deadline, record: DocumentRecord) -> bool:
    """Whether nothing says that the figure is to be reached; duties, conditions, time limits and rewards are no aims."""
    if record.kind not in _PLANS and not (AIM.search(setting.leading) and REACHES.search(setting.before)):
        return True
    if _is_rule(setting):
        return True
    if STRIVES.search(setting.leading):
        return False
    if _rewards(setting):
        return True
    if due.named or AIM.search(setting.leading):
        return False
    return _RULES.search(record.title) is not None or not _is_task(setting)


def is_governed(setting: Setting) -> bool:
    """Whether a relation or a verb makes the figure something to be reached, and not the number of what goes on anyway."""
    before, after = setting.before, setting.after
    relation = RELATION.search(before)
    raises = relation and is_counted(setting.unit) and not setting.ends_item and _RAISES.match(relation.group())
    if BOUND.match(after) or (relation and not raises):
        return True
    verbs = list(VERB.finditer(before)) or list(VERB.finditer(setting.leading))
    if setting.ends_item or (setting.is_large and not raises):
        return bool(before.strip() or verbs)
    if not verbs:
        return False
    last = verbs[-1]
    goes_on = last["continues"] or (len(verbs) > 1 and verbs[-2]["continues"] and verbs[-2].end() == last.start())
    goes_on = goes_on or (not before.strip() and CONTINUES.search(after) is not None)
    return not goes_on or COMPLETES.search(after) is not None


def _is_rule(setting: Setting) -> bool:
    if DUTY.search(setting.upto) or CONDITION.search(setting.whole_clause) or GROWN.search(setting.before):
        return True
    if is_time(setting.unit) and _LIMITS.search(setting.before[-_LIMIT_CHARACTERS:]):
        return True
    return setting.unit == "次" and "每" in setting.before


def _rewards(setting: Setting) -> bool:
    counts = not is_percent(setting.unit) and "元" not in setting.unit
    given = GIVES.search(setting.whole_clause if counts else setting.upto)
    return given is not None or REWARDS.search(setting.whole) is not None


def _is_task(setting: Setting) -> bool:
    """Whether the sentence is a task, put without a subject, that creates so many of something or reaches such a share."""
    if TASK.match(setting.whole) is None:
        return False
    if is_percent(setting.unit):
        return RATE.search(setting.before) is not None
    verbs = list(VERB.finditer(setting.before))
    creates = any(verb["creates"] for verb in verbs[-2:]) and not verbs[-1]["continues"]
    return "至少" in setting.before or (creates and (is_counted(setting.unit) or setting.ends_item))
