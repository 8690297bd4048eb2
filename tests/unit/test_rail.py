"""The rail of facts beside a document."""

from __future__ import annotations

from built import built
from documents import document_from
from meetingsite.model import DateFact, Entry, Facts, Span
from sample_corpus import Corpus


def test_a_date_of_another_year_than_the_documents_own_has_no_page_to_link_to() -> None:
    document = document_from("全市会议召开\n2019年1月3日，全市会议召开，会议传达了2018年12月30日的通知。")
    dates = (
        DateFact("held", "2019-01-03", "2019-01-03", "day", True, None, Span(7, 16), "test"),
        DateFact("written", "2018-12-30", "2018-12-30", "day", True, None, Span(27, 38), "test"),
    )
    page = built(Corpus((Entry(document, Facts(dates=dates)),)))["documents/test.html"].decode("utf-8")
    assert 'href="../dates/2019.html"' in page
    assert "2018年12月30日" in page
    assert "dates/2018" not in page
