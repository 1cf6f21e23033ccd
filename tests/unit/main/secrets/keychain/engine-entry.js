/** An entry for a process engine that misbehaves as its account says. */
let calls = 0
let prompts = 0

process.on('message', (request) => {
  const [which, , account, value] = request
  calls += 1
  if (account === 'crash') process.exit(1)
  else if (account === 'hang') return
  else if (account === 'asks a person') {
    prompts += 1
    // The person answers when the test says so.
    process.once('SIGUSR2', () => process.send?.({ value: `answered ${process.pid}` }))
  } else if (account === 'times asked') process.send?.({ value: String(prompts) })
  else if (account === 'stale after one call' && calls > 1)
    process.send?.({ message: 'The name :1.7 was not provided by any .service files' })
  else if (account === 'always stale')
    process.send?.({ message: 'The name :1.7 was not provided by any .service files' })
  else if (account === 'no module') process.send?.({ message: 'Failed to load', reason: 'module_missing' })
  else process.send?.({ value: [which, account, value, process.pid].join(' ') })
})
process.on('disconnect', () => process.exit())
