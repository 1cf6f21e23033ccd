import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { appText } from '../../../../../src/renderer/text/de/app.ts'
import { projectPath } from '../../../../helpers/paths.ts'

const titlesIn = (path: string, heading: RegExp) =>
  [...readFileSync(path, 'utf8').matchAll(heading)].map(([, title = '']) => title)

test('every page of the help that is not about the project has a German title, and so has each group', () => {
  const index = projectPath('docs/README.md')
  const [forPeople = ''] = readFileSync(index, 'utf8').split('## About the project')
  const pages = [...forPeople.matchAll(/\]\(([^)]+\.md)\)/g)].map(([, path = '']) => join(dirname(index), path))
  const titles = [...titlesIn(index, /^## (.+)$/gm), ...pages.flatMap((page) => titlesIn(page, /^# (.+)\n/g))]
  expect(Object.keys(appText.help.titles).toSorted()).toEqual([...new Set(titles)].toSorted())
})
