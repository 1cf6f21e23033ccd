import { expect, test } from 'vitest'
import { projectFiles, type SourceFile } from './source-files.ts'

interface Rule {
  what: string
  /** Must have the flag `g`. */
  pattern: RegExp
  /** Where the word has its own meaning: a path or its beginning, with the words around it. */
  except?: [path: string, around: RegExp][]
  /** Lines that the pattern must find. */
  controls: string[]
  /** Lines that it must leave alone. */
  fine: string[]
}

/** Words that docs/project/writing.md names as those to avoid, in every text, comment and name. */
const STYLE: Rule[] = [
  {
    what: 'told',
    pattern: /\btold\b/gi,
    controls: ['// Windows are told of it.', 'const told = 0', '/** Told apart by name. */'],
    fine: ['tell', 'retold'],
  },
  {
    what: 'said',
    pattern: /\bsaid\b/gi,
    controls: ['/** What is said of it. */', 'for (const said of messages)'],
    fine: ['says'],
  },
  { what: 'meanwhile', pattern: /\bmeanwhile\b/gi, controls: ['was changed meanwhile'], fine: ['in the meantime'] },
  { what: 'anew', pattern: /\banew\b/gi, controls: ['open it anew'], fine: ['a new one'] },
  { what: 'brought', pattern: /\bbrought\b/gi, controls: ['brought up to date'], fine: ['brings'] },
  { what: 'by itself', pattern: /\bby (?:it|them)sel(?:f|ves)\b/gi, controls: ['goes on by itself'], fine: ['itself'] },
  { what: 'whoever', pattern: /\bwhoever\b/gi, controls: ['Whoever asks'], fine: ['who'] },
  { what: 'nothing of the rest', pattern: /\bnothing of the rest\b/gi, controls: ['nothing of the rest is'], fine: [] },
  { what: 'not possible now', pattern: /\bnot possible now\b/gi, controls: ['This is not possible now'], fine: [] },
  {
    // After a comma it is a result, for which "so" is enough; a purpose has no comma before it.
    what: '"so that" for a result',
    pattern: /,\s+(?:\/\/ |\* )?so that\b/gi,
    controls: [
      'It is small, so that it fits.',
      '// It is small,\n  // so that it fits.',
      ' * It is small,\n * so that it fits.',
    ],
    fine: ['Keep room so that backups can be made', 'Renames so that it lasts', 'It is small, so it fits.'],
  },
]

/** Other words for what has one name, from the table in docs/project/writing.md. */
const SYNONYMS: Rule[] = [
  {
    what: 'plugin',
    pattern: /\bplug-?ins?\b/gi,
    except: [
      ['findings/', /Vite plugin|libqca-qt5-2-plugins/],
      // Meltano's own word for its connectors.
      ['src/main/topics/catalog/formats/', /plugin/i],
      ['src/shared/files/document-kinds.ts', /Meltano/],
      ['src/renderer/text/de/files/file-faults.ts', /Meltano/],
      ['docs/catalog-reference.md', /Meltano|meltano/],
      [
        '',
        /React plugin|@vitejs\/plugin-|\bplugins: |import type \{ Plugin|\): Plugin\b|\(Plugin\)|vite-plugins|eslint/i,
      ],
    ],
    controls: ['Install the plugin', 'plug-ins'],
    fine: ['plugged'],
  },
  {
    what: 'integration (for a connector)',
    pattern: /\bintegrations?\b/gi,
    except: [
      [
        '',
        /tests?[/-]integration|`integration\/`|(?:unit|architecture|end-to-end), ?integration|integration, (?:unit|architecture)/i,
      ],
      ['src/shared/secret-looks.ts', /subscription integration license/],
      ['', /integration[_ -]token|integration tests?/i],
      ['docs/connection-tests.md', /linkedin\/consumer\/integrations\//],
    ],
    controls: ['Add an integration', 'integrations.list()'],
    fine: ['integrate'],
  },
  {
    what: 'tenant',
    pattern: /\btenants?\b/gi,
    except: [
      ['src/main/store/schema.ts', /tenant/i],
      ['README.md', /workspaces \(tenants\)/],
      ['ARCHITECTURE.md', /tenant/],
    ],
    controls: ['the tenants that connectors belong to', 'const tenant = 1'],
    fine: ['tenantId: workspaceId', 'tenant_id'],
  },
  {
    what: 'organisation (for a workspace)',
    pattern: /\borgs?\b|\borgani[sz]ations?\b/gi,
    except: [
      // The demo writes texts as organisations have them; their addresses, and those of others, end in .org.
      ['scripts/demo/', /./],
      ['', /\.org\b|\borg[./](?:freedesktop|kde)|urn:li:organi|not every organisation wants/i],
      // LinkedIn's own word for what a page belongs to.
      ['seeds/catalog/linkedin.json', /organi/i],
    ],
    controls: ['Choose an organization', 'orgs/1'],
    fine: ['organised'],
  },
  {
    what: 'instance (for a connector)',
    pattern: /\bconnector instances?\b|\binstances? of (?:a|the) (?:connector|catalog entry)\b/gi,
    controls: ['each connector instance', 'an instance of a catalog entry'],
    fine: ['single-instance', 'for instance'],
  },
  {
    what: 'credentials (for secrets)',
    pattern: /\bcredentials\b/gi,
    except: [
      ['', /credentials: '(?:include|omit)'|persist-credentials|Windows Credential/i],
      // Names of fields in schemas of others.
      ['src/shared/secret-looks.ts', /credentials/],
      ['docs/catalog-reference.md', /`credentials`/],
      ['src/main/topics/catalog/formats/nango.ts', /provider\.credentials/],
      ['tests/', /credentials/],
      ['seeds/', /credentials/],
    ],
    controls: ['made-up credentials'],
    fine: ['secrets'],
  },
  {
    what: 'stale (for outdated)',
    pattern: /\bstale (?:connector|config)s?\b/gi,
    controls: ['stale connectors'],
    fine: ['a stale entry of the keychain'],
  },
  {
    what: 'rotating a secret (it is set; keys are rotated)',
    pattern: /\brotat(?:e|es|ed|ing) (?:a|the|one|this|each|every) secrets?\b/gi,
    controls: ['rotate a secret', 'rotating the secret'],
    fine: ['rotate the key'],
  },
]

/** Names that are participles or verbs of speech; a name is a noun or a plain verb. */
const PARTICIPLES = 'told said asked found given taken heard meant gone begun handed made held brought thought spoken'
const VERBS = 'say tell hear refuse lookAgain'

const declared = `(?:const|let|var|function\\*?|class|interface|type)\\s+`
const NAMES: Rule[] = [
  {
    what: 'a variable that is a participle',
    pattern: new RegExp(
      `\\b${declared}(?:${PARTICIPLES.replaceAll(' ', '|')})\\b|\\b(?:const|let|var)\\s+[[{][^=;\\n]*?\\b(?:${PARTICIPLES.replaceAll(' ', '|')})\\b(?!:)|\\(?\\b(?:${PARTICIPLES.replaceAll(' ', '|')})(?:: \\w[^()]*)?\\)? =>`,
      'g',
    ),
    controls: [
      'const told = 0',
      'let { found } = x',
      'const [a, given] = x',
      'list.map((found) => found.id)',
      '(asked: string) =>',
    ],
    fine: ['const foundry = 1', "throw new Error('not found')", 'const message = said', 'const { found: match } = x'],
  },
  {
    what: 'a function that is a verb of speech',
    pattern: new RegExp(`\\b${declared}(?:${VERBS.replaceAll(' ', '|')})(?:[A-Z]\\w*)?\\b`, 'g'),
    controls: ['function refuseBelow(', 'const sayIssue = () =>', 'const tell = 1', 'const lookAgainAt = 1'],
    fine: ['const formatIssue = 1', 'function assertRole(', 'const sayings = 1', "const refused = 'x'"],
  },
]

const CODE = /^(?:src|bin|scripts|tests|build)\/.*\.(?:tsx?|js|cjs|mjs|html|css)$/
const TEXTS =
  /^(?:(?:src|bin|scripts|tests|build|findings|seeds)\/.*\.(?:tsx?|js|cjs|mjs|html|css|sh|json)|(?:docs\/.*|[A-Z]+|tests\/README)\.md)$/
/** These two name the words; the schemas in fixtures, and what others wrote, are not ours to word. */
const NOT_OURS =
  /^(?:tests\/architecture\/words\.test\.ts|docs\/project\/writing\.md|tests\/fixtures\/|scripts\/demo\/catalog\.json|.*package-lock\.json$)/

const files = projectFiles().filter(({ path }) => !NOT_OURS.test(path))
const texts = files.filter(({ path }) => TEXTS.test(path))
const code = files.filter(({ path }) => CODE.test(path))

function matches({ pattern, except = [] }: Rule, among: readonly SourceFile[]): string[] {
  return among.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: match }) => {
      const line = text.slice(
        text.lastIndexOf('\n', index) + 1,
        (text.indexOf('\n', index + match.length) + 1 || Infinity) - 1,
      )
      if (except.some(([where, around]) => path.startsWith(where) && around.test(line))) return []
      return [`${path}:${text.slice(0, index).split('\n').length}: ${line.trim()}`]
    }),
  )
}

const planted = (text: string): SourceFile[] => [{ path: 'src/planted.ts', text }]

test('texts, comments and names are looked at everywhere', () => {
  for (const room of ['src/main/', 'src/renderer/', 'scripts/', 'tests/e2e/', 'docs/', 'findings/', 'README.md'])
    expect(texts.some(({ path }) => path.startsWith(room))).toBe(true)
})

test.for([...STYLE, ...SYNONYMS])('no text, comment or name has: $what', (rule) => {
  expect(matches(rule, texts)).toEqual([])
})

test.for(NAMES)('no name is $what', (rule) => {
  expect(matches(rule, code)).toEqual([])
})

test.for([...STYLE, ...SYNONYMS, ...NAMES])('what breaks the rule is noticed: $what', (rule) => {
  for (const text of rule.controls) expect([text, matches(rule, planted(text)).length]).toEqual([text, 1])
  for (const text of rule.fine) expect([text, matches(rule, planted(text)).length]).toEqual([text, 0])
})
