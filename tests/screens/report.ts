import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { FullConfig, Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { ACCEPTED, REPORT } from './pictures.ts'

interface Picture {
  actual?: string
  diff?: string
}

const KINDS = ['actual', 'diff'] as const
const escape = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Writes a page with every picture, those that changed first, beside the accepted ones with what differs. */
export default class Report implements Reporter {
  readonly #changed = new Map<string, Picture>()

  onBegin(_config: FullConfig): void {
    this.#changed.clear()
  }

  onTestEnd(_test: TestCase, { status, attachments }: TestResult): void {
    // A run that accepts pictures has what it wrote among the attachments.
    if (status === 'passed') return
    for (const { name, path } of attachments)
      for (const kind of KINDS)
        if (path !== undefined && name.endsWith(`-${kind}.png`)) {
          const picture = name.slice(0, -`-${kind}.png`.length)
          this.#changed.set(picture, { ...this.#changed.get(picture), [kind]: path })
        }
  }

  onEnd(): void {
    const accepted = existsSync(ACCEPTED)
      ? readdirSync(ACCEPTED).flatMap((file) => (file.endsWith('.png') ? [file.slice(0, -'.png'.length)] : []))
      : []
    const names = [...new Set([...[...this.#changed.keys()].sort(), ...accepted.sort()])]
    const commit = join(ACCEPTED, 'commit.txt')
    const since = existsSync(commit) ? readFileSync(commit, 'utf8').trim() : 'no commit'
    const image = (path: string, label: string) => {
      const source = escape(encodeURI(relative(dirname(REPORT), path)))
      return `<figure><figcaption>${label}</figcaption><a href="${source}"><img loading="lazy" src="${source}"></a></figure>`
    }
    const row = (name: string) => {
      const { actual, diff } = this.#changed.get(name) ?? {}
      const path = join(ACCEPTED, `${name}.png`)
      const images = [
        existsSync(path) ? image(path, 'accepted') : '<p>not accepted yet</p>',
        ...(actual ? [image(actual, 'now')] : []),
        ...(diff ? [image(diff, 'difference')] : []),
      ]
      return `<section${actual ? ' class="changed"' : ''}><h2>${escape(name)}</h2><div>${images.join('')}</div></section>`
    }
    writeFileSync(
      REPORT,
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures of the screens</title><style>
body { font: 14px system-ui; margin: 1rem; background: Canvas; color: CanvasText; color-scheme: light dark }
h2 { font-size: 14px; margin: 1rem 0 .25rem }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1rem }
.changed { grid-column: 1 / -1 }
.changed div { display: grid; grid-template-columns: repeat(3, 1fr); gap: .5rem }
.changed h2 { color: #c00 }
figure { margin: 0 } figcaption { font-size: 12px } img { max-width: 100%; border: 1px solid #8888 }
</style><h1>Pictures of the screens</h1>
<p>${names.length} pictures, ${this.#changed.size} of them not as accepted at ${escape(since)}.</p>
<main>${names.map(row).join('\n')}</main></html>
`,
    )
    console.log(`\n${this.#changed.size} of ${names.length} pictures differ. All of them: ${REPORT}`)
  }

  printsToStdio(): boolean {
    return false
  }
}
