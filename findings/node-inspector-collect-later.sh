#!/bin/sh
# Guess: `session.post('HeapProfiler.collectGarbage')` of node:inspector collects garbage before it returns, as a command to
# one's own process can, so the session can be disconnected on the next line.
#
# Seen with Node 24.21.0: the command only asks for a collection in a later turn, and disconnecting gives it up without an
# error. It has collected once its answer is there, so it has to be awaited.
#
#   disconnected at once: still there
#   answer awaited: collected
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.21.0

cat >look.cjs <<'JS'
const { Session } = require('node:inspector')
const { setTimeout: wait } = require('node:timers/promises')

/** A reference that keeps nothing, to something large that nothing refers to. */
const garbage = async () => {
  const reference = new WeakRef({ list: Array.from({ length: 1000 }, (_, index) => ({ index })) })
  await wait(0)
  return reference
}
const stateOf = async (reference) => {
  await wait(200)
  return reference.deref() === undefined ? 'collected' : 'still there'
}
const main = async () => {
  const first = await garbage()
  const hasty = new Session()
  hasty.connect()
  hasty.post('HeapProfiler.collectGarbage')
  hasty.disconnect()
  const atOnce = await stateOf(first)

  const second = await garbage()
  const patient = new Session()
  patient.connect()
  await new Promise((resolve) => patient.post('HeapProfiler.collectGarbage', resolve))
  patient.disconnect()
  const awaited = await stateOf(second)

  console.log('node', process.version)
  console.log('disconnected at once:', atOnce)
  console.log('answer awaited:', awaited)
  process.exitCode = atOnce === 'still there' && awaited === 'collected' ? 0 : 1
}
main()
JS
npx node look.cjs
