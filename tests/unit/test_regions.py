"""The table of administrative divisions and the places found by it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from meetingsite.errors import YamlError
from meetingsite.knowledge import FOLDER
from meetingsite.knowledge.regions import HEADER, Regions
from processor_time import at_most


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions.load(FOLDER)


def _found(regions: Regions, text: str) -> list[str]:
    return [place.regions[0].path for place in regions.find(text)]


def test_the_table_holds_the_country(regions: Regions) -> None:
    in_force = [unit for unit in regions.units if unit.until is None]
    assert sum(unit.level == "province" for unit in in_force) == 35  # with 新疆生产建设兵团
    coded = [unit for unit in in_force if unit.code]
    assert len(coded) == len({unit.code for unit in coded})
    assert 320 < sum(unit.level == "city" for unit in coded) < 360
    assert 2800 < sum(unit.level == "county" for unit in coded) < 2950
    assert sum(unit.until is not None for unit in regions.units) > 500


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("371000", "山东省威海市"),
        ("371082", "山东省威海市荣成市"),
        ("110108", "北京市海淀区"),
        ("310115", "上海市浦东新区"),
        ("133100", "河北省雄安新区"),
        ("419001", "河南省济源市"),
        ("659001", "新疆维吾尔自治区石河子市"),
        ("660000", "新疆生产建设兵团"),
        ("371081", "山东省威海市文登市"),
        ("371200", "山东省莱芜市"),
        ("110103", "北京市崇文区"),
        ("420600", "湖北省襄阳市"),
        ("810000", "香港特别行政区"),
        ("820000", "澳门特别行政区"),
        ("710000", "台湾省"),
    ],
)
def test_by_code(regions: Regions, code: str, path: str) -> None:
    unit = regions.by_code(code)
    assert unit is not None and unit.path == path


def test_every_unit_is_found_at_its_own_path(regions: Regions) -> None:
    """北京经济技术开发区, which counts as Beijing's, does not stand there for the city."""
    for unit in regions.units:
        if unit.code and unit.until is None:
            found = regions.at_path(unit.path)
            assert found is not None and found.code == unit.code, unit


def test_an_unknown_code_is_none(regions: Regions) -> None:
    assert regions.by_code("999999") is None


def test_named_finds_full_and_short_names_inside_a_parent(regions: Regions) -> None:
    (shandong,), (weihai,) = regions.named("山东省"), regions.named("威海")
    assert [unit.path for unit in regions.named("荣成", weihai)] == ["山东省威海市荣成市"]
    assert [unit.path for unit in regions.named("西海岸新区", shandong)] == ["山东省青岛市西海岸新区"]
    assert len(regions.named("鼓楼区")) > 2
    assert regions.named("荣成", regions.named("青岛市")[0]) == ()
    assert regions.named("没有的地方") == ()


def test_levels_and_parents(regions: Regions) -> None:
    unit = regions.by_code("371082")
    assert unit is not None
    city, province = unit.at("city"), unit.at("province")
    assert city is not None and province is not None
    assert (city.name, province.name) == ("威海市", "山东省")
    assert unit.inside(city) and unit.inside(province) and not city.inside(unit)
    assert city.at("county") is None


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("会议在辽宁省大连市召开", ["辽宁省大连市"]),
        ("广东广州天河", ["广东省广州市天河区"]),
        ("内蒙古自治区呼和浩特市新城区", ["内蒙古自治区呼和浩特市新城区"]),
        ("山东威海、浙江舟山", ["山东省威海市", "浙江省舟山市"]),
        ("北京崇文区", ["北京市崇文区"]),
        ("台湾省高雄市", ["台湾省高雄市"]),
        ("吉林", ["吉林省"]),
        ("吉林市", ["吉林省吉林市"]),
        ("福建厦门", ["福建省厦门市"]),
        ("加强合作，共同富裕，平和发展，节约资源，会同有关部门，各市和县", []),
        ("沿海城市", []),
        ("推进合作市场建设", []),
        ("黄河南岸、长江西路、太湖北部", []),
        ("重大庆祝活动，其中卫生条件", []),
        ("来宾请入座，白银价格，天下大同", []),
        ("出海口岸", []),
    ],
)
def test_find(regions: Regions, text: str, paths: list[str]) -> None:
    assert _found(regions, text) == paths


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("青岛市北区", "山东省青岛市市北区"),
        ("山东省威海市荣成市", "山东省威海市荣成市"),
        ("来宾", "广西壮族自治区来宾市"),
        ("青岛西海岸新区", "山东省青岛市西海岸新区"),
        ("加强合作", None),
        ("全省和县", None),
    ],
)
def test_ending_at(regions: Regions, text: str, path: str | None) -> None:
    place = regions.ending_at(text, len(text))
    assert (place.region.path if place and place.region else None) == path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("韩城县召开会议", "陕西省渭南市韩城县"),
        ("察右前旗召开会议", "内蒙古自治区乌兰察布市察哈尔右翼前旗"),
        ("韩城市召开会议", "陕西省渭南市韩城市"),
    ],
)
def test_counties_that_became_cities_and_banners_in_short(regions: Regions, text: str, path: str) -> None:
    (place,) = regions.find(text)
    assert place.region is not None
    assert place.region.path == path
    assert regions.at_path(path) is place.region


def test_an_ambiguous_name_keeps_all_it_can_mean(regions: Regions) -> None:
    (place,) = regions.find("鼓楼区")
    assert place.region is None
    assert {unit.path for unit in place.regions} >= {"江苏省南京市鼓楼区", "福建省福州市鼓楼区"}
    (place,) = regions.find("福州市鼓楼区")
    assert place.region is not None and place.region.path == "福建省福州市鼓楼区"


def test_only_the_given_part_of_a_text_is_read(regions: Regions) -> None:
    assert _found(regions, "青岛威海") == ["山东省青岛市", "山东省威海市"]
    assert [p.span for p in regions.find("青岛威海", 1, 4)] == [(2, 4)]


def test_a_scan_is_linear(regions: Regions) -> None:
    with at_most(5):
        regions.find("山东省威海市荣成市和县在市北区" * 10_000)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("370000,山东省", "栏"),
        ("370100,济南市,济南,city,370000,,", "上级"),
        ("370000,山东省,山东,state,,,", "level"),
        ("370000,山东省,山东,province,,去年,", "until"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "regions.csv").write_text(",".join(HEADER) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(YamlError, match=message) as error:
        Regions.load(tmp_path)
    assert error.value.line == 2


def test_a_missing_file_or_header_is_named(tmp_path: Path) -> None:
    with pytest.raises(YamlError, match="读不出来"):
        Regions.load(tmp_path)
    (tmp_path / "regions.csv").write_text("代码,名称\n", encoding="utf-8")
    with pytest.raises(YamlError, match="表头"):
        Regions.load(tmp_path)


def test_survives_pickling(regions: Regions) -> None:
    copy = pickle.loads(pickle.dumps(regions))
    assert [p.regions[0].path for p in copy.find("山东威海")] == ["山东省威海市"]


def test_a_table_in_another_encoding_is_named(tmp_path: Path) -> None:
    """As Excel saves it in China."""
    (tmp_path / "regions.csv").write_bytes((",".join(HEADER) + "\n370000,山东省,山东,province,,,\n").encode("gbk"))
    with pytest.raises(YamlError, match="不是 UTF-8") as caught:
        Regions.load(tmp_path)
    assert caught.value.path == tmp_path / "regions.csv" and "CSV UTF-8" in caught.value.remedy
