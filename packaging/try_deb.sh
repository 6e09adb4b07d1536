#!/bin/sh
# Install the .deb in a clean, minimal Debian 12, use it there, and say what was measured.
#
# usage: sudo packaging/try_deb.sh [PACKAGE.deb [FOLDER]]
#
# Needs root, debootstrap and Xvfb. The clean Debian goes into FOLDER (default: a new folder in
# /tmp, removed at the end). Packages come from where this machine's own apt gets them.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
package=${1:-$(ls "$here"/dist/plandesk_*.deb 2>/dev/null | tail -n 1)}
made=${2:-$(mktemp -d /tmp/plandesk-debian.XXXXXX)}
root=$made/root
screen=""
kept=${2:-}

fail() { echo "$1" >&2; exit 1; }
[ "$(id -u)" = 0 ] || fail "This needs root: sudo packaging/try_deb.sh"
[ -f "$package" ] || fail "There is no package; build it first: python3 packaging/bootstrap.py deb"
for tool in debootstrap Xvfb chroot; do
    command -v $tool >/dev/null || fail "“$tool” is missing: apt-get install debootstrap xvfb"
done

leave() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    umount "$root/proc" "$root/tmp/.X11-unix" 2>/dev/null || true
    [ -n "$kept" ] || rm -rf "$made"
}
trap leave EXIT

inside() { chroot "$root" /usr/bin/env -i HOME=/ PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }
as_officer() { inside su officer -s /bin/sh -c "cd && $*"; }
apt_inside() { inside DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends "$@"; }

echo "1. A clean Debian 12 (debootstrap --variant=minbase)"
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' | head -n 1)
[ -x "$root/usr/bin/apt-get" ] || debootstrap --variant=minbase bookworm "$root" "$mirror" >"$made/debootstrap.log" 2>&1 \
    || fail "debootstrap failed; see $made/debootstrap.log"
for file in /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf; do
    [ ! -f "$file" ] || cp "$file" "$root/etc/apt/apt.conf.d/99$(basename "$file")"
done
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
mount -t proc proc "$root/proc"
echo "   $(inside dpkg-query -W | wc -l) packages, $(du -smx "$root" 2>/dev/null | cut -f1) MB; python3: $(inside sh -c 'command -v python3 || echo none')"

echo "2. Install"
cp "$package" "$root/tmp/plandesk.deb"
apt_inside update >"$made/apt.log" 2>&1 || fail "apt-get update failed in the clean Debian; see $made/apt.log"
before=$(inside dpkg-query -W | wc -l)
apt_inside install /tmp/plandesk.deb >>"$made/apt.log" 2>&1 || fail "The package does not install; see $made/apt.log"
inside dpkg -s plandesk | grep -q "Status: install ok installed" || fail "dpkg does not call it installed."
echo "   $(wc -c <"$package") bytes; $(($(inside dpkg-query -W | wc -l) - before)) packages with what it needs; $(inside dpkg-query -W -f '${Installed-Size}' plandesk) KB installed"
missing=$(inside sh -c 'find /usr/lib/plandesk -name "*.so*" -type f -exec env LD_LIBRARY_PATH=/usr/lib/plandesk/_internal ldd {} + 2>/dev/null' | grep "not found" | sort -u || true)
[ -z "$missing" ] || fail "Libraries are missing after the installation: $missing"

echo "3. The command, as an ordinary person"
inside useradd --create-home officer
as_officer plandesk --version
as_officer plandesk sample plan.plandesk
as_officer plandesk info plan.plandesk
as_officer plandesk returns issue plan.plandesk --out returns | tail -n 1
as_officer "plandesk returns import plan.plandesk returns/*.xlsx --dry-run | tail -n 3" || true
as_officer plandesk pack build plan.plandesk '"Board pack"' --public --full --out pack | tail -n 3
as_officer "ls -l pack"
as_officer plandesk check plan.plandesk | tail -n 3 || true

echo "4. The window, on a virtual screen of this machine"
shots=$(mktemp -d /tmp/plandesk-shot.XXXXXX)
exec 3>"$shots/number"
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp -ac -nocursor -fbdir "$shots" >/dev/null 2>&1 &
screen=$!
tries=0
until [ -s "$shots/number" ] || [ $tries -gt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
number=$(cat "$shots/number")
mkdir -p "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
blank=$(cksum <"$shots/Xvfb_screen0")
began=$(date +%s%N)
as_officer "DISPLAY=:$number exec plandesk plan.plandesk" >"$shots/said" 2>&1 &
window=$!
tries=0
while [ "$(cksum <"$shots/Xvfb_screen0")" = "$blank" ]; do
    kill -0 $window 2>/dev/null || fail "The window did not open: $(cat "$shots/said")"
    [ $tries -lt 600 ] || fail "No window came within a minute: $(cat "$shots/said")"
    sleep 0.05
    tries=$((tries + 1))
done
echo "   first window after $((($(date +%s%N) - began) / 1000000)) ms"
last=""
while [ "$(cksum <"$shots/Xvfb_screen0")" != "$last" ]; do last=$(cksum <"$shots/Xvfb_screen0"); sleep 2; done
kill -0 $window 2>/dev/null || fail "The window did not stay: $(cat "$shots/said")"
picture=$(dirname "$package")/window-in-clean-debian.xwd
cp "$shots/Xvfb_screen0" "$picture"
if command -v convert >/dev/null && convert "xwd:$picture" "${picture%.xwd}.png"; then rm "$picture"; picture=${picture%.xwd}.png; fi
echo "   picture: $picture"
[ ! -s "$shots/said" ] || { echo "   it said:"; sed 's/^/   /' "$shots/said"; }
for process in $(ls -d "$root"/proc/[0-9]* | sed 's|.*/||'); do
    [ "$(readlink "$root/proc/$process/exe" 2>/dev/null)" = "$root/usr/lib/plandesk/plandesk" ] && kill "$process" || true
done
wait $window 2>/dev/null || true
umount "$root/tmp/.X11-unix"

echo "5. Manual page, menu entry, file type"
inside test -s /usr/share/man/man1/plandesk.1.gz && echo "   the manual page is there"
apt_inside install shared-mime-info desktop-file-utils >>"$made/apt.log" 2>&1
inside desktop-file-validate /usr/share/applications/plandesk.desktop && echo "   the menu entry is sound"
inside grep -q "application/x-plandesk=plandesk.desktop" /usr/share/applications/mimeinfo.cache && echo "   plans open with PlanDesk"
inside grep -q "application/x-plandesk:\*.plandesk" /usr/share/mime/globs2 && echo "   the file type is known" \
    || fail "The file type is not known."

echo "6. Remove"
apt_inside purge plandesk >>"$made/apt.log" 2>&1
left=$(inside find /usr/lib/plandesk /usr/bin/plandesk /usr/share/applications/plandesk.desktop 2>/dev/null || true)
[ -z "$left" ] || fail "Left behind: $left"
as_officer test -s plan.plandesk && echo "   nothing is left but the officer's own plan"
rm -rf "$shots"
echo "Tried: everything above held."
