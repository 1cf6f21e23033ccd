#!/bin/sh
# Guess: SIGTERM to git fetch ends what it has started, too, and who reads its output sees the end at once.
# Seen: git ends, and its ssh goes on as a process without a parent that holds standard error, so a reader waits until ssh ends
# of its own: in Node, `exit` comes at once and `close` only then. A time limit has to let go of the pipes, too.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
git init --quiet repository
# In place of an ssh that waits for a host which does not answer.
printf '#!/bin/sh\necho $$ >"%s/pid"\nexec sleep 8\n' "$folder" >ssh
chmod +x ssh

cat >seen.cjs <<'JS'
const { execFileSync, spawn } = require('node:child_process')
const { existsSync, readFileSync } = require('node:fs')
const env = { ...process.env, GIT_SSH: `${process.cwd()}/ssh`, GIT_SSH_VARIANT: 'simple' }
const git = spawn('git', ['-C', 'repository', 'fetch', 'ssh://host.invalid/x', 'main'], { env })
const times = {}
let end = 0
const poll = setInterval(() => {
  if (!existsSync('pid') || readFileSync('pid', 'utf8') === '') return
  clearInterval(poll)
  end = Date.now()
  git.kill('SIGTERM')
}, 20)
git.on('exit', (code, signal) => {
  times.exit = Date.now() - end
  const pid = Number(readFileSync('pid', 'utf8'))
  let isAlive = true
  try {
    process.kill(pid, 0)
  } catch {
    isAlive = false
  }
  times.isSshAlive = isAlive
  console.log(`git ended by ${signal ?? code}; its ssh ${isAlive ? 'is still there' : 'is gone'}`)
})
git.on('close', () => {
  times.close = Date.now() - end
  console.log(execFileSync('git', ['--version'], { encoding: 'utf8' }).trim(), '· node', process.version)
  console.log(`exit after ${times.exit} ms, close after ${times.close} ms`)
  process.exitCode = times.isSshAlive && times.exit < 1000 && times.close > 4000 ? 0 : 1
})
JS
node seen.cjs
