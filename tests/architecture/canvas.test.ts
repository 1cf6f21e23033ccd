import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectPath } from '../helpers/paths.ts'

test('a window is painted in the colours of the screens before they are there', () => {
  const tokens = readFileSync(projectPath('src/renderer/styles/tokens.css'), 'utf8')
  const [, light, dark] = /--canvas: light-dark\((#\w+), (#\w+)\)/.exec(tokens) ?? []
  // The window itself cannot be imported here: it needs Electron.
  const window = readFileSync(projectPath('src/main/hosts/electron/window/window.ts'), 'utf8')
  expect(window).toContain(`CANVAS = { light: '${light}', dark: '${dark}' }`)
})
