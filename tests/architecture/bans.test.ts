import { expect, test } from 'vitest'
import { type SourceFile, sourceFiles } from './source-files.ts'

interface Ban {
  what: string
  pattern: RegExp
  /** The folders or files where it may be, from the project's root. */
  allowed: string[]
  /** Code that the pattern must find. */
  control: string
}

const BANS: Ban[] = [
  {
    what: 'a handler of messages from a page',
    pattern: /ipcMain\s*\.\s*(?:handle|handleOnce|on|once)\b/,
    allowed: ['src/main/hosts/electron/ipc.ts'],
    control: `ipcMain.handle('x', run)`,
  },
  {
    what: 'a window',
    pattern: /new\s+(?:BrowserWindow|BaseWindow|WebContentsView|BrowserView)\b/,
    allowed: ['src/main/hosts/electron/window.ts'],
    control: 'new BrowserWindow({})',
  },
  {
    what: 'opening something in another program',
    pattern: /\b(?:openExternal|openPath|showItemInFolder)\b/,
    allowed: ['src/main/hosts/electron/outside.ts'],
    control: 'shell.openExternal(url)',
  },
  {
    what: 'preferences of a window',
    pattern: /\b(?:nodeIntegration|contextIsolation|webSecurity|webviewTag|sandbox)\s*:/,
    allowed: ['src/main/hosts/electron/window.ts'],
    control: '{ nodeIntegration: true }',
  },
  {
    what: 'script run in a page from outside',
    pattern: /\b(?:executeJavaScript|insertCSS|executeJavaScriptInIsolatedWorld)\b/,
    allowed: [],
    control: `contents.executeJavaScript('1')`,
  },
  {
    what: 'crash reports, remote modules and debuggers',
    pattern: /\b(?:crashReporter|openDevTools|attachDebugger|@electron\/remote|remote-debugging)\b/,
    allowed: [],
    control: 'crashReporter.start({})',
  },
  {
    what: 'markup from text',
    pattern:
      /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|createContextualFragment|srcdoc)\b|document\s*\.\s*write/,
    allowed: [],
    control: '<div dangerouslySetInnerHTML={{ __html: text }} />',
  },
  {
    what: 'code from text',
    pattern: /\beval\s*\(|\bnew\s+Function\b|\bset(?:Timeout|Interval)\s*\(\s*['"`]|node:vm\b/,
    allowed: [],
    control: `new Function('return 1')`,
  },
  {
    what: 'a module by a name that no walk through the imports sees',
    pattern: /\bcreateRequire\b|(?<![\w.])require\s*\(|(?<![\w.])import\s*\(\s*[^'"\s)]/,
    allowed: [],
    control: `createRequire(import.meta.url)('electron')`,
  },
  {
    what: 'a policy for trusted types',
    pattern: /\btrustedTypes\b/,
    allowed: [],
    control: `trustedTypes.createPolicy('x', {})`,
  },
  {
    what: 'a switched off check of certificates',
    pattern:
      /rejectUnauthorized\s*:\s*false|NODE_TLS_REJECT_UNAUTHORIZED|ignore-certificate-errors|setCertificateVerifyProc/,
    allowed: [],
    control: '{ rejectUnauthorized: false }',
  },
]

const files = sourceFiles('src/**/*.{ts,tsx,html}')

const found = ({ pattern, allowed }: Ban, among: SourceFile[]) =>
  among.filter(({ path, text }) => pattern.test(text) && !allowed.includes(path)).map(({ path }) => path)

test('every room is looked at', () => {
  for (const room of ['contract', 'main', 'preload', 'renderer'])
    expect(files.some(({ path }) => path.startsWith(`src/${room}/`))).toBe(true)
})

test.for(BANS)('$what is only where it belongs', (ban) => {
  expect(found(ban, files)).toEqual([])
  expect(found(ban, [{ path: 'src/planted.ts', text: ban.control }])).toEqual(['src/planted.ts'])
  // What is allowed somewhere is still there.
  for (const path of ban.allowed)
    expect(ban.pattern.test(files.find((file) => file.path === path)?.text ?? '')).toBe(true)
})
