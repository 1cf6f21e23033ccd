import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { becomeReady } from './app.ts'
import './time.ts'

const [root = ''] = process.argv.slice(2)
const { main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { main: string }

// As in Electron, `ready` comes only once the entry module has been evaluated to its end.
await import(pathToFileURL(join(root, main)).href)
becomeReady()
