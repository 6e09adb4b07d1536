"""The manual page, menu entry and file type: made from the program, and sound."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command_verbs import verbs_of
from man_page import escaped, page

from plandesk.cli.main import full_parser
from plandesk.errors import ExitCode
from plandesk.store.file import APPLICATION_ID

LINUX = Path(__file__).resolve().parents[2] / "packaging" / "linux"


@pytest.fixture(scope="module")
def text() -> str:
    return page()


def test_every_verb_has_its_section(text):
    names = [name for name, _, _ in verbs_of(full_parser())]
    assert len(names) > 20
    assert {"sample", "returns import", "pack build"} <= set(names)
    assert [name for name in names if f".SS {escaped(name)}\n" not in text] == []


def test_every_exit_status_is_told(text):
    assert [code for code in ExitCode if f".B {int(code)}\n" not in text] == []


def test_no_line_of_text_is_taken_for_a_request():
    assert escaped(".plandesk ends so\n'quoted'") == "\\&.plandesk ends so\n\\&'quoted'"
    assert escaped("--json \\") == "\\-\\-json \\e"


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_has_nothing_to_remark(text, tmp_path):
    source = tmp_path / "plandesk.1"
    source.write_text(text, encoding="utf-8")
    command = ["groff", "-man", "-Tutf8", "-K", "utf-8", "-ww", "-z", str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if "break" not in line] == []


def test_the_file_type_knows_a_plan_by_its_first_bytes():
    root = ElementTree.parse(LINUX / "plandesk-mime.xml").getroot()
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    number = root.find(".//m:match/m:match", space)
    assert number is not None
    assert int(number.attrib["value"], 16) == APPLICATION_ID
    assert number.attrib["offset"] == "68"
    glob = root.find(".//m:glob", space)
    assert glob is not None
    assert glob.attrib["pattern"] == "*.plandesk"


def test_the_menu_entry_opens_that_file_type():
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(LINUX / "plandesk.desktop", encoding="utf-8")
    said = entry["Desktop Entry"]
    assert said["Exec"] == "plandesk %f"
    assert said["MimeType"] == "application/x-plandesk;"


def test_the_windows_setup_needs_no_rights_and_knows_the_file_type():
    script = (LINUX.parent / "windows" / "plandesk.iss").read_text(encoding="utf-8")
    assert "PrivilegesRequired=lowest" in script
    assert re.search(r'Subkey: "Software\\Classes\\\.plandesk"', script)
    assert "HKLM" not in script
