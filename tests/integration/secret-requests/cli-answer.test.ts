import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCli } from '../../helpers/cli.ts'
import { temporaryDirectory } from '../../helpers/test-app.ts'
import { readPage, sealAnswer } from '../../helpers/services/answers.ts'

const PASSWORD = 'abcd EFGH 1234 ijkl MNOP 6789'

test('an answer is taken in a terminal only after a question that shows its code, and without one as before', async () => {
  using directory = temporaryDirectory()
  const { json, run, file } = createCli(directory.path)
  await json(['workspace', 'create', 'Acme'])
  const config = file('config.json', { site_url: 'https://blog.example.com', username: 'editor' })
  const auth = file('auth.json', { application_password: 'aaaa aaaa aaaa aaaa aaaa aaaa' })
  await json(['connector', 'install', 'wordpress', '--name', 'Blog', '--config', config, '--auth', auth])
  const ask = async () => {
    const page = join(directory.path, 'ask.html')
    const field = ['--field', 'auth.application_password']
    expect(await run(['secret', 'request', 'Blog', '--out', page, ...field])).toMatchObject({ code: 0 })
    const values = { 'auth.application_password': PASSWORD }
    return file('blog.patchbay-answer', await sealAnswer(readPage(readFileSync(page, 'utf8')), values))
  }
  const answer = (path: string, says: string | null, ...more: string[]) =>
    run(['secret', 'answer', path, ...more], says === null ? {} : { answer: typed(says) })

  const questions: string[] = []
  const typed = (line: string) => (question: string) => {
    questions.push(question)
    return line
  }

  const path = await ask()
  const denial = await answer(path, 'no')
  expect(denial).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was stored') as string })
  expect(questions).toHaveLength(1)
  expect(questions[0]).toMatch(
    /^Answer for Blog: Application password\nAnswer code: \S+\nStore these values\? \[y\/N\] $/,
  )
  const silence = await answer(path, null)
  expect(silence).toMatchObject({ code: 0, err: '' })
  expect(silence.out).toMatch(/^Answer for Blog: Application password\nAnswer code: \S+\nNothing was stored/)
  const agreement = await answer(path, 'y')
  expect(agreement).toMatchObject({ code: 0, out: 'The values are stored.\n' })
  expect(await json(['secret', 'answer', path, '--yes'])).toMatchObject({
    value: { error: { reason: 'answer_used' } },
  })
  const yes = await answer(await ask(), 'no', '--yes')
  expect(yes).toMatchObject({ code: 0, err: '' })
  expect(questions).toHaveLength(2)
  expect(JSON.stringify([questions, denial, silence, agreement, yes])).not.toContain(PASSWORD)
})
