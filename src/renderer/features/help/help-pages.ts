import { type HelpNode, type HelpPage, textOf } from '../../../shared/text/help-page.ts'
import { text } from '../../text/text.ts'

const files = import.meta.glob<HelpPage>(
  ['../../../../docs/*.md', '../../../../docs/project/*.md', '../../../../SECURITY.md'],
  { eager: true, query: '?help', import: 'default' },
)
const pictureFiles = import.meta.glob<string>(['../../../../docs/pictures/*.png', '../../../../docs/pictures/*.svg'], {
  eager: true,
  query: '?url',
  import: 'default',
})

/** The page that lists all others. */
const INDEX = 'docs/README.md'

/** Every page by the path of its document. */
export const pages: ReadonlyMap<string, HelpPage> = new Map(Object.values(files).map((page) => [page.path, page]))

/** The addresses of the pictures by their file names. */
export const pictures: ReadonlyMap<string, string> = new Map(
  Object.entries(pictureFiles).map(([path, url]) => [path.replace(/^.*\//, ''), url]),
)

/** The title of a page in the language of the screens, where it has one there. */
export const titleOf = ({ title }: HelpPage): string => text.help.titles[title] ?? title

/** A part of a page that a search can find. */
export interface HelpSection {
  page: HelpPage
  /** Null for what stands before the first heading. */
  id: string | null
  title: string
  text: string
}

/** The parts of a page, one for each heading. */
function sectionsOf(page: HelpPage): HelpSection[] {
  const sections: HelpSection[] = [{ page, id: null, title: page.title, text: '' }]
  for (const node of page.body) {
    if (typeof node !== 'string' && (node[0] === 'h2' || node[0] === 'h3'))
      sections.push({ page, id: node[1].id ?? null, title: textOf(node), text: '' })
    else (sections.at(-1) as HelpSection).text += ` ${textOf(node)}`
  }
  return sections
}

let searched: (HelpSection & { words: string })[] | null = null

/** The parts that have every word of a query, those with the words in their titles first; 30 at most. */
export function searchHelp(query: string): HelpSection[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  searched ??= [...pages.values()].flatMap(sectionsOf).map((part) => ({
    ...part,
    words: `${titleOf(part.page)} ${part.page.title} ${part.title} ${part.text}`.toLowerCase(),
  }))
  const isTitled = ({ page, id, title }: HelpSection) =>
    words.every((word) => (id === null ? `${titleOf(page)} ${title}` : title).toLowerCase().includes(word))
  const hits = searched.filter((part) => words.every((word) => part.words.includes(word)))
  return [...hits.filter(isTitled), ...hits.filter((hit) => !isTitled(hit))].slice(0, 30)
}

/** The pages in the order of the index, in its parts. */
export function indexOfHelp(): { title: string; paths: string[] }[] {
  const groups: { title: string; paths: string[] }[] = []
  for (const node of pages.get(INDEX)?.body ?? []) {
    if (typeof node === 'string') continue
    if (node[0] === 'h2') groups.push({ title: textOf(node), paths: [] })
    else groups.at(-1)?.paths.push(...linksIn(node).filter((path) => pages.has(path)))
  }
  return groups
}

const linksIn = (node: HelpNode): string[] =>
  typeof node === 'string'
    ? []
    : [
        ...(node[0] === 'a' && node[1].href !== undefined ? [node[1].href] : []),
        ...node.slice(2).flatMap((each) => linksIn(each as HelpNode)),
      ]
