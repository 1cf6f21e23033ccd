import type { Contract } from '../../../contract/define.ts'
import { restProcedures } from './rest.ts'

const escape = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

const WHO = { read: 'token to read', write: 'token to write', shared: 'any token' }

/** A readable page of the REST interface; /api/openapi.json has every detail. */
export function docsPage(contract: Contract): string {
  const groups = Object.groupBy(restProcedures(contract), ({ group }) => group)
  const sections = Object.entries(groups).map(([group, procedures = []]) => {
    const rows = procedures.map(({ method, path, procedure: { summary, role, token, input, answers } }) => {
      const scope = 'workspaceId' in input.shape ? ', X-Workspace-Id' : ''
      const file = answers === 'file' ? ', answers with a file' : ''
      return `<dt><code>${method} /api${escape(path)}</code></dt><dd>${escape(summary)} (${role}${scope}${token === undefined ? '' : `, ${WHO[token]}`}${file})</dd>`
    })
    return `<h2>${escape(group)}</h2><dl>${rows.join('')}</dl>`
  })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Patchbay REST interface</title></head><body>
<h1>Patchbay REST interface</h1>
<p>Answers are the bare value, or problem details (RFC 9457) with <code>code</code>, <code>reason</code> and <code>fields</code>. A program
sends its token (<code>patchbay token create</code>) as <code>Authorization: Bearer …</code>. <code>GET /api/changes</code> streams changes. Calls marked
<code>X-Workspace-Id</code> need that header. Without a token, writes need the header <code>Origin</code> of this host, and every call needs the cookie that <code>POST /session</code>
sets and, in the header <code>X-Patchbay-Session</code>, the <code>session</code> that it answers. Every detail is in
<a href="/api/openapi.json">openapi.json</a>.</p>
${sections.join('\n')}
</body></html>`
}
