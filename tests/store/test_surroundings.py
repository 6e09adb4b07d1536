"""Where a plan lies is known by the drive, by the system's variables and by the folder's name."""

from pathlib import Path

import pytest

from plandesk.store.surroundings import PlaceKind, conflict_copies, surroundings_of

HOME = Path("/people/officer")


def kind(path, file_system="ext4", device="/dev/sda1", environ=None):
    found = surroundings_of(Path(path), file_system, device, environ or {}, HOME)
    return found.kind, found.name


def test_a_folder_of_this_computer_is_nothing_to_speak_of():
    assert kind("/people/officer/Plans/plan.plandesk") == (PlaceKind.LOCAL, "")


@pytest.mark.parametrize("system", ["cifs", "nfs4", "smb3", "fuse.sshfs"])
def test_a_network_drive_is_known_by_its_file_system(system):
    assert kind("/mnt/h/plan.plandesk", system)[0] is PlaceKind.NETWORK


def test_a_share_and_a_mapped_drive_are_known_by_their_server():
    assert kind("/h/plan.plandesk", "NTFS", r"\\server\share")[0] is PlaceKind.NETWORK
    assert kind("//server/share/plan.plandesk")[0] is PlaceKind.NETWORK


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Some Council", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("iCloudDrive", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
    ],
)
def test_folders_of_sync_programs_are_known_by_name(folder, program):
    assert kind(HOME / folder / "Plans" / "plan.plandesk") == (PlaceKind.SYNCED, program)


@pytest.mark.parametrize("name", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_or_by_what_the_system_says(name):
    environ = {name: "/data/One"}
    assert kind("/data/One/plan.plandesk", environ=environ) == (PlaceKind.SYNCED, "OneDrive")
    assert kind("/data/Other/plan.plandesk", environ=environ)[0] is PlaceKind.LOCAL


def test_copies_that_a_sync_program_left_are_known_by_their_names(tmp_path):
    plan = tmp_path / "Plan.plandesk"
    theirs = [
        "Plan-LAPTOP42.plandesk",
        "Plan (1).plandesk",
        "Plan (A. Officer's conflicted copy 2024-05-02).plandesk",
    ]
    others = ["Plan copy.plandesk", "Planning.plandesk", "Plan-old version.plandesk"]
    for name in [plan.name, *theirs, *others]:
        (tmp_path / name).touch()
    assert {path.name for path in conflict_copies(plan)} == set(theirs)
