"""What a query jumps to: every name with a page of its own, and only pages that are there."""

from __future__ import annotations

from built import built_sample, planned
from meetingsite.searching import named
from sample_corpus import sample


def test_whatever_has_a_page_by_its_name_is_a_jump() -> None:
    found = list(named(planned(sample())))
    assert {one.url for one in found} <= set(built_sample())
    assert {one.kind for one in found} == {"agency", "topic", "person", "year", "place"}
    assert ("山东省", "place") in {(one.name, one.kind) for one in found}
    assert all(one.count for one in found)
