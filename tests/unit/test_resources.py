import pytest

from meetingsite import resources
from meetingsite.errors import MeetingsiteError
from meetingsite.knowledge import FOLDER


@pytest.mark.parametrize("name", ["templates", "static"])
def test_checkout(name):
    assert resources.folder(name).is_dir()
    assert (resources.folder(name).parent / "pyproject.toml").is_file()


def test_the_knowledge_lies_in_the_package():
    assert resources.folder("knowledge").samefile(FOLDER)


def test_installed_package_goes_first(tmp_path, monkeypatch):
    package = tmp_path / "lib" / "site-packages" / "meetingsite"
    (package / "templates").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.folder("templates") == package / "templates"
    with pytest.raises(MeetingsiteError, match="static"):
        resources.folder("static")
