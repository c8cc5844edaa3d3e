"""gwlint.toml: which file holds, where each value was said, what is said of mistakes, and the schema."""

from pathlib import Path

import jsonschema
import pytest

from gwlint import config
from gwlint.config.settings import KEYS, schema, schema_text
from gwlint.errors import UsageError
from gwlint.profiles.files import line_of, parse_toml

TOP = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def forget() -> None:
    config.forget()


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def settings(path: Path) -> config.Settings:
    return config.settings_for(str(path))


class TestLayers:
    def test_nothing_said(self, tmp_path: Path) -> None:
        assert settings(tmp_path / "a.docx") == config.Settings()

    def test_each_key_from_the_nearest_file_that_says_it(self, tmp_path: Path) -> None:
        write(
            tmp_path / "pyproject.toml", '[project]\nname = "x"\n\n[tool.gwlint]\nselect = ["burden"]\nprofile = "cn"\n'
        )
        upper = write(tmp_path / "gwlint.toml", 'profile = "jinan-2019"\nfail-on = "info"\n')
        nearest = write(tmp_path / "a" / "gwlint.toml", '\nfail-on = "warning"  # 严一点\n')
        found = settings(tmp_path / "a" / "b" / "x.docx")
        assert found.fail_on == ("warning", f"{nearest}第2行", str(tmp_path / "a"))
        assert found.profile[:2] == ("jinan-2019", f"{upper}第1行")
        assert found.select[:2] == (["burden"], f"{tmp_path / 'pyproject.toml'}第5行")
        assert found.ignore.origin == "默认"

    def test_root_ends_the_search(self, tmp_path: Path) -> None:
        write(tmp_path / "gwlint.toml", 'fail-on = "info"\n[given]\nplan = "上"\n')
        write(tmp_path / "a" / "gwlint.toml", "root = true\n")
        assert settings(tmp_path / "a" / "x.docx") == config.Settings()
        assert config.given_for(str(tmp_path / "a" / "x.docx")).plan is None

    def test_paths_from_the_files_own_folder(self, tmp_path: Path) -> None:
        write(
            tmp_path / "gwlint.toml", 'profile = "office.toml"\nsuppressions = "a/b.toml"\nbaseline = "../old.json"\n'
        )
        found = settings(tmp_path / "x" / "y.docx")
        assert found.profile.value == str(tmp_path / "office.toml")
        assert found.suppressions.value == str(tmp_path / "a" / "b.toml")
        assert found.baseline.value == str(tmp_path.parent / "old.json")

    def test_other_programs_pyproject_is_let_be(self, tmp_path: Path) -> None:
        write(tmp_path / "pyproject.toml", "[project\n")
        assert settings(tmp_path / "a.docx") == config.Settings()

    def test_where_data_are_said(self, tmp_path: Path) -> None:
        path = write(tmp_path / "gwlint.toml", '[given]\n"计划" = "无"\n')
        assert config.given_said(str(tmp_path / "a.docx"))["plan"][:2] == ("", f"{path}第2行")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('\nprofil = "cn"', "第2行：不认识的键 profil，可用的有 root、profile、"),
        ('fail-on = "fatal"', "第1行：fail-on 不能是“fatal”，可写 error、warning、info、never"),
        ('select = "burden"', '第1行：select 不能是“burden”，应写成列表，如 ["burden", "GW101"]'),
        ("ignore = [1]", "第1行：ignore 不能是“[1]”"),
        ("profile = 3", "第1行：profile 不能是“3”，应写编号"),
        ("root = 1", "第1行：root 不能是“1”，应写 true 或 false"),
        ('[per-file-ignores]\n"a" = "GW101"', "第1行：per-file-ignores 不能是"),
        ("suppressions = []", "第1行：suppressions 不能是"),
        ('[rules.overlong-body]\nseverity = "info"', "不认识的键 rules"),
        ('profile = "cn"\n\n[given]\nfoo = 1', "第4行：[given] 不认识的键“foo”"),
        ("given = 1", "写成 [given]"),
    ],
)
def test_mistakes_name_file_line_key_and_what_is_allowed(tmp_path: Path, text: str, says: str) -> None:
    path = write(tmp_path / "gwlint.toml", text)
    with pytest.raises(UsageError) as raised:
        settings(tmp_path / "a.docx")
    assert str(raised.value).startswith(str(path)) and says in str(raised.value)


def test_mistakes_in_pyproject_name_the_line_too(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.other]\nselect = 1\n[tool.gwlint]\nx = 1\n")
    with pytest.raises(UsageError, match=r"pyproject\.toml第4行：不认识的键 x"):
        settings(tmp_path / "a.docx")


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("归档", "归档/a.docx", True),
        ("归档/", "归档/2023/a.docx", True),
        ("归档/*.docx", "归档/2023/a.docx", True),
        ("*.bak.docx", "x/a.bak.docx", True),
        ("a.docx", "x/a.docx", True),
        ("归档", "x/归档.docx", False),
        ("x/b.docx", "x/a.docx", False),
    ],
)
def test_patterns(tmp_path: Path, pattern: str, path: str, meant: bool) -> None:
    assert config.covers(pattern, str(tmp_path), str(tmp_path / path)) is meant


def test_lines() -> None:
    text = 'a = 1\n[t]  # 一\n"a" = 2\n[[u]]\na = 3\n[[u]]\na = 4\n'
    assert [line_of(text, "", "a"), line_of(text, "t", "a"), line_of(text, "t")] == [1, 3, 2]
    assert [line_of(text, "u", "a", 2), line_of(text, "u", "", 2), line_of(text, "u", "b")] == [7, 6, None]


class TestSchema:
    def test_has_the_keys(self) -> None:
        jsonschema.Draft202012Validator.check_schema(schema())
        assert set(schema()["properties"]) == {*KEYS, "given"}
        assert {key.replace("-", "_") for key in KEYS} - {"root"} == set(config.Settings._fields)
        given = schema()["properties"]["given"]["properties"]
        assert all(key.chinese in given and field in given for field, key in config.KEYS.items())

    def test_shipped_file_is_up_to_date(self) -> None:
        shipped = (TOP / "docs" / "gwlint.schema.json").read_text(encoding="utf-8")
        assert shipped == schema_text(), "run: python docs/build.py"

    def test_takes_and_refuses_what_the_program_does(self) -> None:
        good = 'root = true\nselect = ["GW101"]\nfail-on = "never"\n[per-file-ignores]\n"a/*" = ["GW101"]\n[given]\nplan = "无"'
        jsonschema.validate(parse_toml(good, "x"), schema())
        for bad in ({"foo": 1}, {"fail-on": "x"}, {"select": "GW101"}, {"given": {"foo": "1"}}):
            with pytest.raises(jsonschema.ValidationError):
                jsonschema.validate(bad, schema())

    def test_page_lists_every_key(self) -> None:
        page = (TOP / "docs" / "config.md").read_text(encoding="utf-8")
        assert all(f"| `{key}` |" in page for key in KEYS)


def test_every_example_of_the_page_is_taken(tmp_path: Path) -> None:
    page = (TOP / "docs" / "config.md").read_text(encoding="utf-8")
    examples = [one.split("```")[0] for one in page.split("```toml\n")[1:]]
    assert examples
    for number, text in enumerate(examples):
        name = "pyproject.toml" if "[tool.gwlint]" in text else "gwlint.toml"
        write(tmp_path / str(number) / name, text)
        assert settings(tmp_path / str(number) / "a.docx") != config.Settings()
