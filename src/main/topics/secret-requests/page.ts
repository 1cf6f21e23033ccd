import { createHash } from 'node:crypto'
import type { PagePreview } from '../../../contract/groups/secret-requests.ts'
import { MAX_ASKED_VALUE } from '../../../shared/limits.ts'
import type { Language } from '../../../shared/text/languages.ts'
import type { AskableField } from './fields.ts'
import { pageStyle } from './page-style.ts'
import { type PageText, pageTexts } from './page-text.ts'

/** What a page says and asks for. */
export interface RequestPage {
  language: Language
  id: string
  recipient: string
  code: string
  askedBy: string
  workspaceName: string
  /** The name of the catalog entry, and what tells the connector apart. */
  entryName: string
  subject: string
  docsUrl: string | null
  /** The last day, YYYY-MM-DD. */
  until: string
  note: string
  fields: readonly AskableField[]
  /** How the answer's file is called. */
  fileName: string
}

/** What the page shows to somebody who opens it. */
export function contentOf(page: Omit<RequestPage, 'id' | 'recipient' | 'code'>): PagePreview {
  const words = pageTexts[page.language]
  return {
    title: words.title(page.askedBy),
    encrypted: words.encrypted,
    facts: [
      { name: words.asks, value: `${page.askedBy}, ${page.workspaceName}` },
      { name: words.for, value: `${page.entryName}: ${page.subject}` },
      { name: words.until, value: words.untilDay(dayOf(page)) },
    ],
    note: page.note,
    docs: page.docsUrl === null ? null : { text: words.docs(page.entryName), url: page.docsUrl },
    fields: page.fields.map(({ path, title, help, isSecret }) => ({ path, title, help, isSecret })),
    submit: words.submit,
    submitHint: words.submitHint(page.fileName, page.askedBy),
  }
}

/**
 * The page that somebody who is asked opens in a browser: one file without any access to the network, which its policy
 * denies (CSP level 3). It runs the one script that the policy names by its hash.
 */
export function formatPage(page: RequestPage, script: string): string {
  const words = pageTexts[page.language]
  const policy = [
    `default-src 'none'`,
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(pageStyle)}'`,
    `form-action 'none'`,
    `base-uri 'none'`,
  ].join('; ')
  const { title, encrypted, facts, note, docs, submit, submitHint } = contentOf(page)
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escape(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
<p class="muted">${escape(encrypted)}</p>
<dl>${facts.map(({ name, value }) => `<dt>${escape(name)}</dt><dd><bdi>${escape(value)}</bdi></dd>`).join('')}</dl>
${note === '' ? '' : `<blockquote>${escape(note)}</blockquote>`}
${docs === null ? '' : `<p>${escape(docs.text)} <code>${escape(docs.url)}</code></p>`}
<p id="ended" class="problem" role="alert" hidden>${escape(words.ended(dayOf(page), page.askedBy))}</p>
<noscript><p class="problem">${escape(words.noScript)}</p></noscript>
<form autocomplete="off" novalidate data-request="${escape(page.id)}" data-recipient="${escape(page.recipient)}" data-until="${escape(page.until)}" data-file="${escape(page.fileName)}">
${page.fields.map((field, at) => formatField(field, at, words)).join('\n')}
<p id="missing" class="problem" role="alert" hidden>${escape(words.missing)}</p>
<p id="failed" class="problem" role="alert" hidden>${escape(words.failed)}</p>
<div class="go"><button type="submit" class="main">${escape(submit)}</button><small>${escape(submitHint)}</small></div>
</form>
<section id="done" tabindex="-1" hidden>
<h2>${escape(words.done)}</h2>
<p>${escape(words.doneHint(page.fileName, page.askedBy))}</p>
<p>${escape(words.answerCode)} <code id="code"></code></p>
<p class="muted">${escape(words.answerCodeHint(page.askedBy))}</p>
<button type="button" id="again">${escape(words.again)}</button>
</section>
</main>
<footer>
<p><b>${escape(words.offline)}</b> ${escape(words.offlineHint)}</p>
<p><b>${escape(words.unexpected)}</b> ${escape(words.unexpectedHint(page.askedBy))} <code>${escape(page.code)}</code></p>
</footer>
<script>${script}</script>
</body>
</html>
`
}

/** A field of the page; what is secret is not shown while it is typed, unless it has several lines. */
function formatField({ path, title, help, isSecret, isLong }: AskableField, at: number, words: PageText): string {
  const id = `field-${at}`
  const attributes = `id="${id}" data-path="${escape(path)}" maxlength="${MAX_ASKED_VALUE}" spellcheck="false" autocapitalize="off" autocomplete="off"${help === '' ? '' : ` aria-describedby="${id}-help"`}`
  const input = isLong
    ? `<textarea ${attributes} rows="6"></textarea>`
    : `<input ${attributes} type="${isSecret ? 'password' : 'text'}">`
  const show =
    isSecret && !isLong
      ? `<button type="button" data-shows="${id}" aria-pressed="false" aria-label="${escape(words.showNamed(title))}">${escape(words.show)}</button>`
      : ''
  return `<label for="${id}">${escape(title)}</label>
<div class="field">${input}${show}</div>${help === '' ? '' : `<small id="${id}-help">${escape(help)}</small>`}`
}

const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE' }

const dayOf = ({ language, until }: Pick<RequestPage, 'language' | 'until'>) =>
  new Date(`${until}T12:00:00Z`).toLocaleDateString(LOCALES[language], {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  })

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

const hashOf = (content: string) => `sha256-${createHash('sha256').update(content).digest('base64')}`
