#!/bin/sh
# Guess: a Secret Service that has confirmed a new entry has written it, and a wallet that is open belongs to it.
#
# Seen with Debian's kwalletd5 5.103.0, libsecret 0.20.5 and SecretStorage 3.3.3 (a second library, which speaks D-Bus without
# libsecret):
#
#   a wallet that is made while kwalletd runs is no collection until it starts again
#   new entry confirmed after 0.0 s, in the file after 4.9 s
#   other process, other library: reads it without a question, with the same attributes
#   killed after a confirmed entry: that entry is gone, the one before it is there
#   closed wallet: a reader waits for a window; dismissed, it gets nothing
#
# Needs Debian's libkf5wallet-bin, libqca-qt5-2-plugins, libsecret-tools, python3-dbus, python3-secretstorage, xvfb, xdotool, dbus.
set -eu
for program in kwalletd5 secret-tool xvfb-run xdotool dbus-run-session; do
  command -v "$program" >/dev/null || { echo "$program is not there" >&2; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME="$folder" XDG_RUNTIME_DIR="$folder/run" XDG_CONFIG_HOME="$folder/config" XDG_DATA_HOME="$folder/data"
mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME"
mkdir -m 700 "$XDG_RUNTIME_DIR"
cat >"$XDG_CONFIG_HOME/kwalletrc" <<'INI'
[Wallet]
Enabled=true
First Use=false
Default Wallet=kdewallet

[org.freedesktop.secrets]
apiEnabled=true
INI

cat >"$folder/look.py" <<'PY'
import os, signal, subprocess, sys, time
import dbus, secretstorage

FILE = os.environ["XDG_DATA_HOME"] + "/kwalletd/kdewallet.kwl"
bus = dbus.SessionBus()
daemon = None

def start():
    global daemon
    daemon = subprocess.Popen(["kwalletd5"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: bus.name_has_owner("org.freedesktop.secrets"))
    time.sleep(0.5)

def end(how):
    daemon.send_signal(how)
    daemon.wait()

def until(is_so, seconds=10):
    began = time.monotonic()
    while not is_so() and time.monotonic() - began < seconds:
        time.sleep(0.02)
    return time.monotonic() - began

def wallet():
    return dbus.Interface(bus.get_object("org.kde.kwalletd5", "/modules/kwalletd5"), "org.kde.KWallet")

def unlock():
    """What the login does with the person's password; makes the wallet where there is none."""
    wallet().pamOpen("kdewallet", dbus.ByteArray(b"0" * 56), 0)
    until(lambda: os.path.exists(FILE))
    time.sleep(0.5)

def collections():
    return [one.get_label() for one in secretstorage.get_all_collections(secretstorage.dbus_init())]

def tool(*args, secret=None, seconds=20):
    done = subprocess.run(["secret-tool", *args], input=secret, capture_output=True, text=True, timeout=seconds)
    return done.stdout

def content():
    with open(FILE, "rb") as file:
        return file.read()

def windows():
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "."], capture_output=True, text=True).stdout
    return found.split()

bad = []
def seen(is_so, text):
    print(("  " if is_so else "  CHANGED ") + text)
    if not is_so:
        bad.append(text)

start()
unlock()
seen(collections() == [], f"a wallet made while kwalletd runs; collections: {collections()}")
end(signal.SIGTERM)
start()
unlock()
seen(collections() == ["kdewallet"], f"after a new start; collections: {collections()}")

before = content()
began = time.monotonic()
tool("store", "--label=first", "service", "probe", "account", "first", secret="one")
confirmed = time.monotonic() - began
is_there = content() != before
written = confirmed + until(lambda: content() != before)
seen(not is_there and 2 < written < 9, f"confirmed after {confirmed:.1f} s, in the file after {written:.1f} s")

items = [(item.get_secret(), item.get_attributes()) for item in secretstorage.search_items(secretstorage.dbus_init(), {"service": "probe"})]
attributes = {"service": "probe", "account": "first"}
seen(items == [(b"one", attributes)] and windows() == [], f"another process with another library, without a question: {items}")

tool("store", "--label=second", "service", "probe", "account", "second", secret="two")
end(signal.SIGKILL)
start()
unlock()
kept = [tool("lookup", "service", "probe", "account", name) for name in ("first", "second")]
seen(kept == ["one", ""], f"killed after a confirmed entry; what is left: {kept}")

wallet().close(dbus.String("kdewallet"), True, signature="sb")
reader = subprocess.Popen(["secret-tool", "lookup", "service", "probe", "account", "first"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
until(lambda: windows() != [])
waits = reader.poll() is None and windows() != []
for window in windows():
    subprocess.run(["xdotool", "key", "--window", window, "Escape"])
out, _ = reader.communicate(timeout=20)
seen(waits and out == "", f"closed wallet: a window is open and the reader waits: {waits}; dismissed, it gets {out!r}")
end(signal.SIGTERM)
sys.exit(1 if bad else 0)
PY
kwalletd5 --version 2>/dev/null | head -1 || true
dpkg-query -W libkf5wallet-bin libsecret-1-0 python3-secretstorage
xvfb-run -a dbus-run-session -- /usr/bin/python3 "$folder/look.py"
