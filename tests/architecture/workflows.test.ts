import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectPath } from '../helpers/paths.ts'

const workflows = globSync('.github/workflows/*.yml', { cwd: projectPath('') })

test('workflows run actions of one exact content, and may only read unless a job says otherwise', () => {
  expect(workflows.length).toBe(2)
  for (const path of workflows) {
    const text = readFileSync(projectPath(path), 'utf8')
    const actions = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action)
    expect(actions.length).toBeGreaterThan(0)
    for (const action of actions) expect(action).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    expect(text).toContain('\npermissions:\n  contents: read\n')
    const checkouts = text.match(/uses: actions\/checkout@/g)?.length
    expect(text.match(/persist-credentials: false/g)?.length).toBe(checkouts)
  }
})
