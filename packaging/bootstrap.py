#!/usr/bin/env python3
"""Set PlanDesk up in this checkout, open it, or test it: one command, on a fresh machine.

Only the standard library is used. This file is also understood by old Pythons, so that they can
say what is wanted instead of failing on a word they do not know.
"""

import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
USAGE = """\
usage: python3 packaging/bootstrap.py COMMAND [OPTION ...]

  run      prepare .venv and open PlanDesk on the sample plan
           (without a display: do the same job and leave files to look at)
  test     prepare .venv and run the whole test suite; options go to pytest
  setup    only prepare .venv
  trust    prepare .venv and try the plan file in every way there is, for hours:
           kills, full disks, power cuts, damage, two writers, merges
           (--short: minutes, as in continuous integration; other options go to pytest)
  bench    prepare .venv and measure speed (names of races, --short, --json FILE)
  bundle   build the program as one folder (dist/) that needs no Python, and try it
  deb      build the bundle and the Debian package of it
  wheel    build the wheel and the source archive, and try to install each
  languages  gather the texts of the window for translators, and compile their work
"""


def python_complaint(version):
    """Say what to do when this Python is too old, or nothing when it will do."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    return (
        "PlanDesk needs Python {}.{} or newer; this is Python {}.{}.\n"
        "Install a newer Python (https://www.python.org/downloads/), then run this again with it, "
        "for example: python3.12 packaging/bootstrap.py run"
    ).format(*OLDEST, *version[:2])


def setup(options):
    """Prepare everything, then say how to start."""
    from environment import prepare

    environment = prepare(CHECKOUT, dev=True)
    print(f"Start PlanDesk with:  {environment.shown('plandesk')}")
    print("Run its tests with:   python3 packaging/bootstrap.py test")
    return 0


def run(options):
    """Open the sample plan in the window, or show the same job as files."""
    from environment import prepare
    from sample_tour import has_display, open_window, show_as_files

    environment = prepare(CHECKOUT, dev=False)
    return open_window(environment) if has_display() else show_as_files(environment)


def test(options):
    """Run every check and every test."""
    from checks import run_suite
    from environment import prepare
    from system_packages import install_test_tools

    environment = prepare(CHECKOUT, dev=True)
    install_test_tools()
    return run_suite(environment, options)


def trust(options):
    """Run the trials of the plan file at their full length."""
    from checks import run_trials
    from environment import prepare
    from system_packages import install_test_tools

    environment = prepare(CHECKOUT, dev=True)
    install_test_tools()
    return run_trials(environment, options)


def bench(options):
    """Run the benchmarks."""
    from checks import run_benchmarks
    from environment import prepare

    return run_benchmarks(prepare(CHECKOUT, dev=True), options)


def bundle(options):
    """Build the one-folder program and try it in an empty environment."""
    from bundle import bundle_command

    return bundle_command(CHECKOUT, options)


def deb(options):
    """Build the Debian package."""
    from deb import deb_command

    return deb_command(CHECKOUT, options)


def wheel(options):
    """Build the wheel and the source archive, and install each into a new environment."""
    from wheel_and_source import wheel_command

    return wheel_command(CHECKOUT, options)


def languages(options):
    """Bring the files of the translators up to date and compile them."""
    import subprocess

    from environment import prepare

    environment = prepare(CHECKOUT, dev=True)
    tool = str(CHECKOUT / "packaging" / "languages.py")
    return subprocess.call([str(environment.python), tool, *options])


COMMANDS = {
    "setup": setup,
    "run": run,
    "test": test,
    "trust": trust,
    "bench": bench,
    "bundle": bundle,
    "deb": deb,
    "wheel": wheel,
    "languages": languages,
}


def main(arguments):
    """Obey the command; returns the exit status."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0 if arguments else 2
    name, options = arguments[0], arguments[1:]
    if name not in COMMANDS:
        print(f"There is no command '{name}'.\n\n{USAGE}", end="", file=sys.stderr)
        return 2
    complaint = python_complaint(sys.version_info)
    if complaint:
        print(complaint, file=sys.stderr)
        return 1
    return guarded(COMMANDS[name], options)


def guarded(command, options):
    """Run a command; a failure that people can mend becomes two sentences and a status."""
    from trouble import Trouble

    try:
        return command(options)
    except Trouble as trouble:
        sys.stdout.flush()
        print(f"\n{trouble}", file=sys.stderr)
        return trouble.status
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to carry on.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(line_buffering=True)  # keeps our lines and pytest's in order
    sys.exit(main(sys.argv[1:]))
