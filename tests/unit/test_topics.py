"""Topics: whole documents of many fields, and each rule by itself."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple, cast

import pytest

from case_files import read_cases
from documents import document_from
from meetingsite.errors import YamlError
from meetingsite.extract.topics import extract_topics
from meetingsite.knowledge import FOLDER, Knowledge
from meetingsite.knowledge.topics import FILE, RULES, Topics
from meetingsite.model import Block, Document, Item, ItemList, Span, TopicFact

TOPICS = Topics.load(FOLDER)
KNOWLEDGE = cast(Knowledge, SimpleNamespace(topics=TOPICS))
RECALL_FLOOR = 0.95  # of the topics the case files ask for


class Case(NamedTuple):
    """A document and its topics: those it must have, and those it may have (written with ？)."""

    name: str
    text: str
    must: frozenset[str]
    may: frozenset[str]


def _cases() -> list[Case]:
    cases = []
    for name, text, expected in read_cases("topics"):
        lines = expected.split()
        must = frozenset(line for line in lines if not line.startswith("？"))
        cases.append(Case(name, text, must, frozenset(line[1:] for line in lines if line.startswith("？"))))
    return cases


def _topics(text: str) -> dict[str, TopicFact]:
    return {fact.name: fact for fact in extract_topics(document_from(text), KNOWLEDGE)}


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case.name)
def test_case_claims_nothing_wrong(case: Case) -> None:
    assert {topic.name for topic in TOPICS.topics} >= case.must | case.may
    assert _topics(case.text).keys() <= case.must | case.may


def test_cases_recall() -> None:
    wanted = [(case, name) for case in _cases() for name in case.must]
    found = [name for case, name in wanted if name in _topics(case.text)]
    assert len(wanted) > 50
    assert len(found) >= RECALL_FLOOR * len(wanted)


def test_title_word_is_enough() -> None:
    topics = _topics("全市安全生产工作会议召开\n会议通报了有关情况，作出了安排。")
    assert topics["安全生产"].rule == "title"


def test_passing_mention_is_not_enough() -> None:
    assert _topics("县政府常务会议召开\n会议研究了乡村振兴、安全生产、信访稳定等工作，审议了两个文件。") == {}


def test_specific_word_is_enough_once() -> None:
    topics = _topics("全市会议召开\n" + "会议指出，要抓好各项任务。" * 200 + "完善浒苔处置预案。")
    assert {name: fact.rule for name, fact in topics.items()} == {"浒苔": "specific"}


def test_words_of_the_first_sentence_need_a_second_mention() -> None:
    first = "会议研究今年的禁毒工作。"
    assert _topics(f"会议召开\n{first}会议还讨论了其他事项。") == {}
    assert _topics(f"会议召开\n{first}会议要求把毒品问题查清楚。")["禁毒"].rule == "lead"


def test_first_sentence_that_names_five_topics_is_about_none() -> None:
    first = "会议讨论信访，讨论禁毒，讨论审计，讨论税收，讨论医保。"
    assert _topics(f"会议召开\n{first}要抓好禁毒。") == {}
    assert _topics("会议召开\n会议讨论信访，讨论禁毒。要抓好禁毒。")["禁毒"].rule == "lead"


def test_topics_that_one_word_leads_to_count_once() -> None:
    assert {hit.owners for hit in TOPICS.find("公租房") if len(hit.owners) > 1}
    text = "会议召开\n会议讨论公租房，讨论信访，讨论禁毒，讨论审计。要抓好禁毒。"
    assert _topics(text)["禁毒"].rule == "lead"


def test_agency_of_the_field_and_matter_of_the_field() -> None:
    matter = "在职职工看门诊可以报销。慢病患者凭处方购药，也能报销。"
    fact = _topics(f"市医保局做客直播节目\n大家好。{matter}")["医疗保障"]
    assert fact.rule == "office"
    assert len(fact.spans) == 5  # 医保 of the agency's name, 门诊, 慢病 and 报销 twice
    assert _topics(f"某局做客直播节目\n大家好。{matter}") == {}
    assert _topics("市医保局召开会议\n会议学习了文件。大家发了言。") == {}


def test_court_needs_no_suffix_and_a_longer_name_may_stand_between() -> None:
    assert _topics("县人民法院召开会议\n会议通报情况。今年审结了不少案件。原告都到场。")["法院"].rule == "office"
    hits = TOPICS.find("市教育和体育局、市卫生健康委员会")
    assert {kind for hit in hits for _, kind in hit.owners} == {"name"}


def test_three_words_in_one_clause_are_a_list() -> None:
    assert _topics("会议召开\n好。要统筹义务教育、学前教育、特殊教育和其他事项。") == {}
    spread = "好。要扩大学前教育供给，办好义务教育，关心特殊教育。"
    assert _topics(f"会议召开\n{spread}")["教育"].rule == "repeated"


def test_word_of_an_enumeration_is_named_in_passing() -> None:
    listed = "好。会议研究了信访、审计、禁毒等工作。要统筹信访、消防、地震等工作。会议强调信访、档案、保密等工作。"
    assert _topics(f"会议召开\n{listed}") == {}
    own = "好。要抓好矿山安全、危化品、施工安全等领域。完善安委会制度。"
    assert "安全生产" in _topics(f"会议召开\n{own}")


def test_addressees_and_copies_are_no_words() -> None:
    text = (
        "关于开会的通知\n各高等学校，各高校：\n请参加会议。\n抄送：各高校，高等学校。\n列席：某高校负责人，某大学校长。"
    )
    assert _topics(text) == {}


def test_three_words_close_together_in_two_sentences_are_a_passage() -> None:
    filler = "会议就有关事项进行了讨论。" * 600
    passage = "要扩大学前教育供给。要办好义务教育，关心特殊教育。"
    assert _topics(f"会议召开\n{filler}{passage}{filler}")["教育"].rule == "passage"
    assert _topics(f"会议召开\n{filler}{passage.replace('供给。', '供给，')}{filler}") == {}


def test_a_paragraph_that_opens_with_it_and_comes_back_to_it() -> None:
    filler = "会议就有关事项进行了讨论。" * 40
    text = f"会议召开\n{filler}\n要抓好禁毒宣传。各校每学期上一课。戒毒人员要有人帮。\n{filler}"
    assert _topics(text)["禁毒"].rule == "passage"
    assert _topics(text.replace("一课。戒毒", "一课。\n戒毒")) == {}


def test_one_word_again_and_again_is_little_evidence() -> None:
    often = "会议召开\n好。养殖要有规划。养殖要讲质量。养殖要看市场。可以养奶牛。养殖不容易。"
    assert _topics(often) == {}
    assert _topics(often.replace("养殖要看市场", "饲料要看市场"))["畜牧业"].rule == "repeated"


def test_need_grows_with_length() -> None:
    filler = "会议就有关事项进行了讨论。" * 30  # 390 characters, so that no three words stand within 300
    mention = "要抓好禁毒宣传。"
    short = "会议召开\n" + filler + (mention + filler) * 8
    assert _topics(short)["禁毒"].rule == "repeated"
    assert _topics(short + filler * 12) == {}


def test_what_is_marginal_beside_the_rest_is_left_out() -> None:
    filler = "会议就有关事项进行了讨论。" * 30
    passage = "要抓好禁毒宣传。要减少毒品，办好戒毒场所。"
    assert "禁毒" in _topics(f"会议召开\n{filler}{passage}{filler}")
    main = "好。" + "要化解信访积案。" * 50
    assert _topics(f"会议召开\n{main}{filler}{passage}{filler}").keys() == {"信访"}


def test_a_short_text_has_few_topics() -> None:
    fields = ["信访", "禁毒", "审计", "税收", "医保", "档案馆", "民宿", "献血"]
    title = "研究" + "和".join(fields) + "的会议"
    assert len(_topics(f"{title}\n会议作了讨论。")) == TOPICS.limit.least


def _with_items(text: str, marker: str) -> Document:
    document = document_from(text)
    start = text.index(marker)
    end = text.find("\n", start) if "\n" in text[start:] else len(text)
    item = Item(0, 1, Span(start, start + len(marker)), Span(start, end))
    return dataclasses.replace(document, lists=(ItemList("一是", (item,)),))


def test_opening_of_an_item_counts_with_a_second_mention() -> None:
    text = "会议召开\n要抓好几件事。一是提升海洋科技创新能力。建好有关平台，支持海洋科研工作。"
    assert _topics(text) == {}
    facts = extract_topics(_with_items(text, "一是"), KNOWLEDGE)
    assert [(fact.name, fact.rule) for fact in facts] == [("海洋科技", "heading")]
    once = "会议召开\n要抓好几件事。一是提升海洋科技创新能力。建好有关平台。"
    assert extract_topics(_with_items(once, "一是"), KNOWLEDGE) == ()


def test_long_opening_is_no_headline() -> None:
    text = "会议召开\n好。一是" + "要把各方面各环节各层级的有关事情都做细做好做到位" * 2 + "做好信访。信访要及时。"
    assert extract_topics(_with_items(text, "一是"), KNOWLEDGE) == ()


def test_heading_and_run_in_heading_count() -> None:
    document = document_from("会议召开\n大家好。\n做好信访\n及时办理信访事项。")
    assert extract_topics(document, KNOWLEDGE) == ()
    first, heading, paragraph = document.blocks
    headed = dataclasses.replace(heading, kind="heading", level=1)
    headed = dataclasses.replace(document, blocks=(first, headed, paragraph))
    assert [fact.rule for fact in extract_topics(headed, KNOWLEDGE)] == ["heading"]
    led = dataclasses.replace(heading, lead=heading.span)
    led = dataclasses.replace(document, blocks=(first, led, paragraph))
    assert [fact.rule for fact in extract_topics(led, KNOWLEDGE)] == ["heading"]


def test_heading_that_says_what_it_is_about_is_an_item() -> None:
    document = document_from("会议纪要\n大家好。\n关于公墓选址\n会议同意在北坡选址。")
    assert extract_topics(document, KNOWLEDGE) == ()
    first, heading, paragraph = document.blocks
    headed = dataclasses.replace(heading, kind="heading", level=1)
    headed = dataclasses.replace(document, blocks=(first, headed, paragraph))
    assert [(fact.name, fact.rule) for fact in extract_topics(headed, KNOWLEDGE)] == [("殡葬", "agenda")]


@pytest.mark.parametrize(
    "item",
    [
        "会议听取了全县禁毒工作情况汇报。",
        "会议听取了县政府关于水库的报告，讨论关于禁毒工作的报告。",
        "案由：修正“嘉禾县禁毒工作自治条例”草案。",
    ],
)
def test_items_of_a_meeting(item: str) -> None:
    assert "agenda" in {fact.rule for name, fact in _topics(f"会议召开\n大家好。\n{item}").items() if name == "禁毒"}


@pytest.mark.parametrize("item", ["会议要求研究禁毒工作情况。", "会议听取了禁毒、信访、审计工作情况汇报。"])
def test_no_item_of_a_meeting(item: str) -> None:
    assert _topics(f"会议召开\n大家好。\n{item}") == {}


def test_weak_evidence_in_the_name_of_an_item() -> None:
    item = "会议审议了《促进养殖健康发展的意见》。"
    assert _topics(f"会议召开\n大家好。\n{item}") == {}
    assert _topics(f"会议召开\n大家好。\n{item}奶牛有前景。")["畜牧业"].rule == "agenda"


def test_agency_names_are_no_words() -> None:
    hits = TOPICS.find("市信访局、省审计厅、国家能源局、应急管理部门、住房和城乡建设局")
    assert {kind for hit in hits for _, kind in hit.owners} == {"name"}
    assert TOPICS.named("市信访局、省审计厅") == set()
    assert TOPICS.named("对信访部署作了说明") == {"信访"}


def test_meetings_conveyed_are_no_words() -> None:
    text = "局党组会议召开\n" + "传达学习全省信访会议、全市信访工作会议精神。学习贯彻关于信访工作的重要指示精神。" * 3
    assert _topics(text) == {}


def test_weak_words_alone_are_nothing() -> None:
    text = "学习考察情况\n" + "考察组看了学校。学生和教师介绍了校园。" * 5
    assert _topics(text) == {}
    assert TOPICS.named("市人民政府召开工作会议") == set()
    assert "教育" in _topics(text + "学前教育供给增加。要办好义务教育。")


def test_not_words_bar_only_their_own_topic() -> None:
    assert TOPICS.named("海洋科技创新") == {"海洋科技"}
    assert TOPICS.named("畅通信访渠道") == {"信访"}
    assert TOPICS.named("香港口岸") == {"外贸"}
    assert TOPICS.named("向企业提供电子产品") == set()


def test_word_at_the_end_of_a_region_ends_there() -> None:
    assert [(hit.start, hit.end) for hit in TOPICS.find("做好禁毒")] == [(2, 4)]


def test_longest_word_wins() -> None:
    assert TOPICS.named("海洋生态环境保护") == {"海洋生态"}
    assert TOPICS.named("新能源汽车") == {"新能源汽车", "汽车产业"}


def test_spans_are_the_words_in_order() -> None:
    text = "浒苔处置会议召开\n浒苔分布面积偏大。要打捞浒苔。"
    document = document_from(text)
    (fact,) = extract_topics(document, KNOWLEDGE)
    assert [span.of(text) for span in fact.spans] == ["浒苔"] * 3
    assert list(fact.spans) == sorted(fact.spans)


def test_derived_title_is_not_counted_twice() -> None:
    document = document_from("题目\n浒苔处置会议召开。")
    derived = dataclasses.replace(
        document, title="浒苔处置会议召开", title_origin="derived", title_span=document.blocks[0].span
    )
    (fact,) = extract_topics(derived, KNOWLEDGE)
    assert (fact.rule, len(fact.spans)) == ("title", 1)


def test_lines_outside_title_and_body_do_not_count() -> None:
    document = document_from("会议召开\n来源：浒苔研究会\n会议作了安排。")
    assert extract_topics(document, KNOWLEDGE) == ()


def test_most_mentions_first_then_id() -> None:
    facts = extract_topics(document_from("会议召开\n好。互花米草要除治。浒苔要打捞，浒苔要清理。"), KNOWLEDGE)
    assert [fact.name for fact in facts] == ["浒苔", "互花米草"]
    facts = extract_topics(document_from("会议召开\n好。浒苔要打捞。互花米草要除治。"), KNOWLEDGE)
    assert [fact.name for fact in facts] == ["互花米草", "浒苔"]


def test_empty_body() -> None:
    document = document_from("无题")
    assert extract_topics(dataclasses.replace(document, blocks=()), KNOWLEDGE) == ()
    blank = dataclasses.replace(document, blocks=(Block("paragraph", Span(0, 0), "x0"),), title_span=None)
    assert extract_topics(blank, KNOWLEDGE) == ()


def test_every_rule_is_explained_and_the_vocabulary_survives_pickling() -> None:
    assert tuple(TOPICS.rules) == RULES
    assert all(TOPICS.rules.values())
    assert pickle.loads(pickle.dumps(TOPICS)) == TOPICS


HEAD = """
rules: {title: 甲, specific: 乙, lead: 丙, agenda: 辛, office: 丁, heading: 戊, passage: 己, repeated: 庚}
passage: {within: 300, words: 3}
repeated: {least: 2, characters: 600, most: 9}
limit: {least: 4, characters: 300, most: 16}
share: 15
headline: 40
agency: [局]
agency_not: [局面]
agency_fields: [体育]
topics:
"""
GOOD = "  - {id: 信访, group: 法治, words: [信访], examples: [做好信访。]}\n"


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        (HEAD + GOOD + GOOD, "写了两次"),
        (HEAD + GOOD.replace("id: 信访", "id: A B"), "不能作网址名"),
        (HEAD + GOOD.replace("words: [信访]", "words: [信]"), "太短"),
        (HEAD + GOOD.replace("words: [信访]", "words: []"), "至少要有一个词"),
        (HEAD + GOOD.replace("examples", "not: [走访], examples"), "没有它的任何词"),
        (HEAD + GOOD.replace("examples", "weak: [信访], examples"), "写了两处"),
        (HEAD + GOOD.replace("examples", "weak: [上访], offices: [上访], examples"), "写了两处"),
        (HEAD.replace("agency: [局]", "agency: []") + GOOD, "不能为空"),
        (HEAD.replace("庚", "庚, other: 辛") + GOOD, "rules 的键不对"),
    ],
)
def test_contradictions_are_refused(tmp_path: Path, yaml: str, message: str) -> None:
    (tmp_path / FILE).write_text(yaml, encoding="utf-8")
    with pytest.raises(YamlError, match=message):
        Topics.load(tmp_path)


def test_smallest_good_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(HEAD + GOOD, encoding="utf-8")
    assert Topics.load(tmp_path).named("信访局办理信访件") == {"信访"}
