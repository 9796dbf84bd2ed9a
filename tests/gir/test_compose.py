"""What the settings read, what docker-compose.yml passes on and what README.md tells: the same names."""

import ast
import re

import pytest
import yaml

from tests.gir.conftest import ROOT

# What the settings read and the containers are not given, and why.
NOT_PASSED_ON = {
    "DEBUG": "never in production",
    "GIR_DEVELOPMENT": "never in production",
    "GIR_DEMO": "never in production",
    "GIR_NONCE": "of script/server, which makes it",
    "GIR_DATA": "in the image, with the volume",
    "PORT": "the image listens on one, BIND says where that is reached",
}
# What is read and not told.
NOT_TOLD = {"GIR_NONCE": "of script/server, which makes it"}
# Of gir/env.py, by which everything is read.
READERS = {"text", "flag", "number", "key", "words", "lines", "contact"}
# Read by the image itself, beside the settings.
ELSEWHERE = {"PORT"}


def names_read() -> set[str]:
    found = set(ELSEWHERE)
    for file in ("settings.py", "env.py"):
        for node in ast.walk(ast.parse((ROOT / "gir" / file).read_text())):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in READERS and re.fullmatch("[A-Z][A-Z_]+", str(node.args[0].value)):
                found.add(node.args[0].value)
    return found


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def of_ours(compose: dict) -> list[dict]:
    return [one for one in compose["services"].values() if one["image"].startswith("gir:")]


def setting_of(name: str, read: set[str]) -> str:
    """A secret may be given as a file."""
    return name if name in read else name.removesuffix("_FILE")


def test_every_setting_reaches_the_containers_or_need_not(compose):
    read = names_read()
    passed = {setting_of(name, read) for one in of_ours(compose) for name in one["environment"]}
    assert {"SECRET_KEY", "GIR_OIDC", "DATABASE_OWNER_PASSWORD", "GIR_LOG_HEADS_FILE"} <= read
    assert passed - read == set(), "nobody reads these"
    assert read - passed - set(NOT_PASSED_ON) == set(), "pass these on, or say why not"
    assert set(NOT_PASSED_ON) & passed == set() and set(NOT_PASSED_ON) <= read


def test_every_setting_stands_in_the_table_and_every_row_is_a_setting():
    table = (ROOT / "README.md").read_text().split("| variable | default | what |")[1].split("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines()[2:]]
    told = {name for cell in cells for name in re.findall("`([A-Z_]+)`", cell)}
    assert told == names_read() - set(NOT_TOLD)


def test_files_of_one_installation_reach_every_container_of_ours_and_no_image(compose):
    for one in of_ours(compose):
        assert "${CONFIG:-./config}:/run/gir:ro" in one["volumes"]
    for file in (".dockerignore", ".gitignore"):
        assert "config" in [line.strip("/") for line in (ROOT / file).read_text().splitlines()]
