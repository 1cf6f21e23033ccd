#!/bin/sh
# Guess: a Secret Service gives an entry to every process of the person, as gnome-keyring does, and has written what it has confirmed.
#
# Seen with Debian's KeePassXC 2.7.4, libsecret 0.20.5 and SecretStorage 3.3.3 (a second library, which speaks D-Bus without
# libsecret):
#
#   new entry confirmed after 0.0 s, in the file after 0.3 s
#   the process that made it reads it without a question
#   another process: finds label and attributes without a question, and waits for a window with the secret
#   the window is closed: it gets nothing; it is confirmed: it gets the secret, and the next process is asked again
#   the process that asks is ended: its window stays
#   killed at once after a confirmed entry: that entry is gone, the one before it is there
#
# Needs Debian's keepassxc, libsecret-tools, python3-dbus, python3-secretstorage, xvfb, xdotool, dbus.
set -eu
for program in keepassxc secret-tool xvfb-run xdotool dbus-run-session; do
  command -v "$program" >/dev/null || { echo "$program is not there" >&2; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export HOME="$folder" XDG_RUNTIME_DIR="$folder/run" XDG_CONFIG_HOME="$folder/config" XDG_CACHE_HOME="$folder/cache"
mkdir -p "$XDG_CONFIG_HOME/keepassxc" "$XDG_CACHE_HOME/keepassxc"
mkdir -m 700 "$XDG_RUNTIME_DIR"
cat >"$XDG_CONFIG_HOME/keepassxc/keepassxc.ini" <<'INI'
[General]
ConfigVersion=2
UpdateCheckMessageShown=true

[GUI]
CheckForUpdates=false

[FdoSecrets]
Enabled=true
INI

# A database that offers its first group to other programs.
printf 'pw\npw\n' | keepassxc-cli db-create -p -t 100 "$folder/empty.kdbx" >/dev/null 2>&1
echo pw | keepassxc-cli export -f xml "$folder/empty.kdbx" >"$folder/database.xml" 2>/dev/null
cat >"$folder/offer.py" <<'PY'
import base64, re, sys, uuid

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
group = uuid.UUID(bytes=base64.b64decode(re.search(r"<Root>\s*<Group>\s*<UUID>([^<]+)", text).group(1)))
item = f"<Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{{{group}}}</Value></Item>"
with open(sys.argv[1], "w", encoding="utf-8") as file:
    file.write(text.replace("</Meta>", f"<CustomData>{item}</CustomData></Meta>"))
PY
/usr/bin/python3 "$folder/offer.py" "$folder/database.xml"
printf 'pw\npw\n' | keepassxc-cli import -p -t 100 "$folder/database.xml" "$folder/passwords.kdbx" >/dev/null 2>&1

cat >"$folder/look.py" <<'PY'
import os, signal, subprocess, sys, time
import dbus, secretstorage

FILE = os.environ["HOME"] + "/passwords.kdbx"
bus = dbus.SessionBus()
program = None

def start():
    global program
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    program = subprocess.Popen(["keepassxc", "--pw-stdin", FILE], stdin=subprocess.PIPE, text=True, **quiet)
    program.stdin.write("pw\n")
    program.stdin.close()
    until(lambda: bus.name_has_owner("org.freedesktop.secrets"))
    until(lambda: [one for one in secretstorage.get_all_collections(secretstorage.dbus_init()) if not one.is_locked()])
    time.sleep(0.5)

def until(is_so, seconds=15):
    began = time.monotonic()
    while not is_so() and time.monotonic() - began < seconds:
        time.sleep(0.02)
    return time.monotonic() - began

def content():
    with open(FILE, "rb") as file:
        return file.read()

def questions():
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "Access Request"], capture_output=True, text=True)
    return found.stdout.split()

def answer(key):
    for window in questions():
        subprocess.run(["xdotool", "windowfocus", "--sync", window, "key", key])
    until(lambda: not questions())

def reader(name):
    asking = subprocess.Popen(["secret-tool", "lookup", "service", "probe", "account", name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until(lambda: questions() or asking.poll() is not None)
    time.sleep(0.3)
    return asking

bad = []
def seen(is_so, text):
    print(("  " if is_so else "  CHANGED ") + text)
    if not is_so:
        bad.append(text)

start()
connection = secretstorage.dbus_init()
collection = secretstorage.get_any_collection(connection)
attributes = {"service": "probe", "account": "first"}
before = content()
began = time.monotonic()
item = collection.create_item("first", attributes, b"one")
confirmed = time.monotonic() - began
is_there = content() != before
written = confirmed + until(lambda: content() != before)
seen(not is_there and written < 2, f"confirmed after {confirmed:.1f} s, in the file after {written:.1f} s")
seen(item.get_secret() == b"one" and not questions(), "the process that made it reads it without a question")

found = subprocess.run([sys.executable, "-c", """
import secretstorage
print([(one.get_label(), one.get_attributes().get("account")) for one in secretstorage.search_items(secretstorage.dbus_init(), {"service": "probe"})])
"""], capture_output=True, text=True, timeout=20).stdout.strip()
seen(found == "[('first', 'first')]" and not questions(), f"another process finds without a question: {found}")

asking = reader("first")
waits = asking.poll() is None and len(questions()) == 1
answer("Escape")
out, _ = asking.communicate(timeout=20)
seen(waits and out == "", f"with the secret it waits for a window: {waits}; closed, it gets {out!r}")
asking = reader("first")
answer("Return")
out, _ = asking.communicate(timeout=20)
asking = reader("first")
again = len(questions()) == 1
seen(out == "one" and again, f"confirmed, it gets {out!r}; the next process is asked again: {again}")
asking.kill()
asking.communicate()
time.sleep(1)
stays = len(questions()) == 1
seen(stays, f"the process that asks is ended; its window stays: {stays}")
answer("Escape")

collection.create_item("second", {**attributes, "account": "second"}, b"two")
program.send_signal(signal.SIGKILL)
program.wait()
listed = subprocess.run(["keepassxc-cli", "ls", FILE], input="pw\n", capture_output=True, text=True).stdout.split()
seen("first" in listed and "second" not in listed, f"killed at once after a confirmed entry; what is left: {listed}")
sys.exit(1 if bad else 0)
PY
keepassxc-cli --version
dpkg-query -W libsecret-1-0 python3-secretstorage
xvfb-run -a dbus-run-session -- /usr/bin/python3 "$folder/look.py"
