import { expect, test } from 'vitest'
import { type SourceFile, sourceFiles } from './source-files.ts'

interface Ban {
  what: string
  pattern: RegExp
  /** The folder that it is about, where that is not all of `src`. */
  within?: string
  /** The folders or files where it may be, from the project's root. */
  allowed: string[]
  /** Code that the pattern must find, each line on its own. */
  controls: string[]
}

/** A page for the browser of somebody else, which stands alone. */
const REQUEST_PAGE = 'src/main/topics/secret-requests/page.ts'

const BANS: Ban[] = [
  {
    what: 'an error without a reason of the closed list, which `appError` makes; replies become errors again in a few places',
    pattern: /\bnew\s+AppError\b/,
    allowed: [
      'src/shared/errors.ts',
      'src/contract/client.ts',
      'src/main/app/lifecycle.ts',
      'src/main/hosts/cli/hand-over/receive.ts',
      'src/main/store/backup/tasks.ts',
      'src/renderer/stores/connection.ts',
      'src/renderer/stores/to-app-error.ts',
    ],
    controls: [`throw new AppError({ code: 'invalid', message: 'Broken' })`, 'new AppError(body)'],
  },
  {
    what: 'a sentence among the values of a failure, which would stay English on screens of another language',
    pattern:
      /\b(?:appError|fieldError|fileFault|signInCause|testCause)\(\s*'\w+',\s*\{(?:[^}]*,)?\s*(?!title)\w+:\s*(?:'[^'\n]*\s[^'\n]*'|`[^`]*\s[^`]*`)/,
    // The title of a field is what its label says.
    allowed: [],
    controls: [
      "throw appError('not_an_entry', { kind: 'a package.json' })",
      "fileFault('quoted', { words: `${one} and ${other}` })",
    ],
  },
  {
    what: 'the English sentence of a failure on a screen, which `errorMessage` has in the language of the window',
    pattern: /\b(?:error|cause|failure)\??\.message\b/,
    within: 'src/renderer/',
    allowed: [],
    controls: ['<p>{error.message}</p>', 'toasts.info(cause?.message)'],
  },
  {
    what: 'a declaration with `using`, which the Node of Electron cannot read',
    pattern: /^\s*(?:await\s+)?using\s+\w+\s*=/m,
    allowed: [],
    controls: ['  await using file = await open(path)', 'using directory = temporary()'],
  },
  {
    what: 'a handler of messages from a page',
    pattern: /\bipcMain\b|\.\s*ipc\b/,
    allowed: ['src/main/hosts/electron/window/ipc.ts'],
    controls: [`ipcMain.handle('x', run)`, `const { handle } = ipcMain`, `contents.mainFrame.ipc.on('x', run)`],
  },
  {
    what: 'a window',
    pattern: /\bnew\s+\(?\s*(?:\w+\s*\.\s*)*(?:BrowserWindow|BaseWindow|WebContentsView|BrowserView)\b/,
    allowed: ['src/main/hosts/electron/window/window.ts'],
    controls: ['new BrowserWindow({})', 'new electron.BrowserWindow({})', 'new (WebContentsView)()'],
  },
  {
    what: 'opening something in another program',
    pattern: /\b(?:openExternal|openPath|showItemInFolder)\b/,
    allowed: ['src/main/hosts/electron/window/outside.ts'],
    controls: ['shell.openExternal(url)', `shell['openPath'](path)`],
  },
  {
    what: 'preferences of a window',
    pattern: /\b(?:nodeIntegration|contextIsolation|webSecurity|webviewTag|sandbox)\s*:/,
    allowed: ['src/main/hosts/electron/window/window.ts'],
    controls: ['{ nodeIntegration: true }', '{ sandbox: false }'],
  },
  {
    what: 'script run in a page from outside',
    pattern: /\b(?:executeJavaScript|insertCSS|executeJavaScriptInIsolatedWorld)\b/,
    allowed: [],
    controls: [`contents.executeJavaScript('1')`],
  },
  {
    what: 'the address of a window',
    pattern: /\bload(?:URL|File)\b/,
    allowed: ['src/main/hosts/electron/window/window.ts'],
    controls: [`window.loadURL('https://example.com')`],
  },
  {
    what: 'what refuses permissions, requests and windows',
    pattern: /\bset\w*Permission\w*Handler\b|\bsetDisplayMediaRequestHandler\b|\bsetWindowOpenHandler\b|\bwebRequest\b/,
    allowed: ['src/main/hosts/electron/window/lockdown.ts'],
    controls: [
      'session.setPermissionRequestHandler(allow)',
      'session.setDevicePermissionHandler(allow)',
      'contents.setWindowOpenHandler(allow)',
      'session.webRequest.onHeadersReceived(strip)',
    ],
  },
  {
    what: 'what answers requests',
    pattern: /\bprotocol\s*\.\s*(?:un)?(?:handle|register\w*|intercept\w*)\b/,
    allowed: ['src/main/hosts/electron/window/protocol.ts', 'src/main/hosts/electron/prepare.ts'],
    controls: [`session.protocol.handle('file', answer)`, `protocol.registerSchemesAsPrivileged([])`],
  },
  {
    what: 'another session, which nothing locks down',
    pattern: /\bfrom(?:Partition|Path)\b|\bpartition\s*:/,
    allowed: [],
    controls: [`session.fromPartition('other')`, `{ partition: 'persist:other' }`],
  },
  {
    what: 'a switch of Chromium',
    pattern: /\bappend(?:Switch|Argument)\b/,
    allowed: [],
    controls: [`app.commandLine.appendSwitch('no-sandbox')`],
  },
  {
    what: 'crash reports, remote modules and debuggers',
    pattern:
      /\b(?:crashReporter|(?:open|toggle)DevTools|attachDebugger|remote-debugging)\b|@electron\/remote\b|\.\s*debugger\b/,
    allowed: [],
    controls: [
      ...['crashReporter.start({})', `{ role: 'toggleDevTools' }`, 'contents.openDevTools()'],
      ...[`contents.debugger.attach('1.3')`, `import remote from '@electron/remote'`],
    ],
  },
  {
    what: 'markup from text',
    pattern:
      /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|createContextualFragment|srcdoc|\w+HTMLUnsafe|DOMParser)\b|document\s*\.\s*write/i,
    allowed: [],
    controls: [
      ...['<div dangerouslySetInnerHTML={{ __html: text }} />', '<iframe srcDoc={text} />', 'document.writeln(text)'],
      ...['element.innerHTML = text', `element['outerHTML'] = text`, `element.insertAdjacentHTML('beforeend', text)`],
      ...['element.setHTMLUnsafe(text)', 'Document.parseHTMLUnsafe(text)', 'new DOMParser()'],
    ],
  },
  {
    what: 'an element that brings something of its own',
    pattern:
      /\bcreateElement(?:NS)?\s*\([^)]*['"`](?:script|iframe|frame|object|embed|base|webview)['"`]|<(?:iframe|frame|object|embed|base|webview)\b/,
    allowed: [],
    controls: [`document.createElement('script')`, '<iframe title="x" />', '<webview src="x" />'],
  },
  {
    what: 'a script in the page besides its own, or a policy of the page',
    pattern: /<script\b(?![^>]*\bsrc="\.\/)|\bhttp-equiv\b/i,
    // The page that leads a browser to the one-time URL, which has nothing else on it.
    allowed: ['src/main/hosts/cli/browser.ts', REQUEST_PAGE],
    controls: [
      ...['<script>alert(1)</script>', '<script src="https://cdn.example/x.js"></script>'],
      ...['<meta http-equiv="Content-Security-Policy" content="default-src *" />'],
    ],
  },
  {
    what: 'a button or field with a look of its own',
    pattern: /<(?:button|input|select|textarea)\b/,
    allowed: [
      'src/renderer/ui/button.tsx',
      'src/renderer/ui/fields/colour-field.tsx',
      'src/renderer/ui/fields/file-field.tsx',
      'src/renderer/ui/fields/input.tsx',
      'src/renderer/ui/fields/search-field.tsx',
      'src/renderer/ui/fields/segments.tsx',
      'src/renderer/ui/fields/select.tsx',
      'src/renderer/ui/fields/tags.tsx',
      // Lists of thousands, where every node and class counts.
      'src/renderer/features/installed/connector-card.tsx',
      'src/renderer/ui/cards/status-badge.tsx',
      'src/renderer/features/installed/tag-button.tsx',
      // A tile, a title, a coloured text, and inputs for files that nobody sees.
      'src/renderer/features/overview/overview-page.tsx',
      'src/renderer/features/workspaces/switcher.tsx',
      'src/renderer/forms/templates/fold.tsx',
      'src/renderer/ui/json-editor.tsx',
      'src/renderer/features/import/file-button.tsx',
      'src/renderer/features/targets/report-uses.tsx',
      'src/renderer/features/workspace-code/choose-code.tsx',
      'src/renderer/forms/widgets/load-file.tsx',
      REQUEST_PAGE,
    ],
    controls: ['<button type="button">', '<input value={text} />', '<select>', '<textarea rows={3} />'],
  },
  {
    what: 'a style sheet, or a colour that does not know light and dark',
    pattern: /\bimport\s+['"][^'"]+\.css['"]|-\[(?:#|(?:rgb|hsl|oklch|color)\w*\()/,
    allowed: [],
    controls: [`import './forms.css'`, '<p className="text-[#555]" />', '<p className="bg-[rgb(0_0_0/0.5)]" />'],
  },
  {
    what: 'code from text',
    pattern: /\beval\s*\(|\bnew\s+Function\b|\bset(?:Timeout|Interval)\s*\(\s*['"`]|node:vm\b/,
    // Compiles the contract, and nothing else.
    allowed: ['src/main/app/accepts.ts'],
    controls: [`new Function('return 1')`, `eval('1')`, `setTimeout('1', 0)`],
  },
  {
    what: 'a module by a name that no walk through the imports sees',
    pattern: /\bcreateRequire\b|\bgetBuiltinModule\b|(?<![\w.])require\s*\(|(?<![\w.])import\s*\(\s*[^'"\s)]/,
    allowed: [],
    controls: [`createRequire(import.meta.url)('electron')`, `process.getBuiltinModule('fs')`, 'import(`electron`)'],
  },
  {
    what: 'a transaction that is not tried again while the database is busy',
    pattern: /\.transaction\(/,
    allowed: [
      'src/main/store/commit.ts',
      'src/main/store/migrate.ts',
      'src/main/topics/catalog/seed.ts',
      // It only reads.
      'src/main/topics/workspace-backups/create.ts',
    ],
    controls: ['db.transaction(() => insert.run())'],
  },
  {
    what: 'a policy for trusted types',
    pattern: /\btrustedTypes\b/,
    allowed: [],
    controls: [`trustedTypes.createPolicy('x', {})`],
  },
  {
    what: 'a switched off check of certificates',
    pattern:
      /rejectUnauthorized\s*:\s*false|NODE_TLS_REJECT_UNAUTHORIZED|ignore-certificate-errors|certificate-error|setCertificateVerifyProc/,
    allowed: [],
    controls: ['{ rejectUnauthorized: false }', `app.on('certificate-error', trust)`],
  },
]

const files = sourceFiles('src/**/*.{ts,tsx,html}')

const pathsWith = ({ pattern, allowed, within = 'src/' }: Ban, among: SourceFile[]) =>
  among
    .filter(({ path, text }) => path.startsWith(within) && pattern.test(text) && !allowed.includes(path))
    .map(({ path }) => path)

test('every room is looked at', () => {
  for (const room of ['shared', 'contract', 'main', 'preload', 'renderer'])
    expect(files.some(({ path }) => path.startsWith(`src/${room}/`))).toBe(true)
})

test.for(BANS)('$what is only where it belongs', (ban) => {
  expect(pathsWith(ban, files)).toEqual([])
  for (const text of ban.controls)
    expect([text, pathsWith(ban, [{ path: 'src/renderer/planted.ts', text }])]).toEqual([
      text,
      ['src/renderer/planted.ts'],
    ])
  // What is allowed somewhere is still there.
  for (const path of ban.allowed)
    expect(ban.pattern.test(files.find((file) => file.path === path)?.text ?? '')).toBe(true)
})
