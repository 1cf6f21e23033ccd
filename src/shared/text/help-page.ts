export type HelpTag =
  | 'a'
  | 'br'
  | 'code'
  | 'em'
  | 'h2'
  | 'h3'
  | 'img'
  | 'li'
  | 'ol'
  | 'p'
  | 'pre'
  | 'strong'
  | 'table'
  | 'td'
  | 'th'
  | 'tr'
  | 'ul'

/** A text, or an element with what is in it. `href` is a web address, or the path of a document with an anchor. */
export type HelpNode =
  | string
  | [tag: HelpTag, attributes: { id?: string; href?: string; src?: string; alt?: string }, ...content: HelpNode[]]

/** A document as the help shows it. */
export interface HelpPage {
  /** Where it is from the root of the project, which links name it by. */
  path: string
  title: string
  body: HelpNode[]
}

/** The text in a node, without its markup. */
export const textOf = (node: HelpNode): string =>
  typeof node === 'string'
    ? node
    : node
        .slice(2)
        .map((each) => textOf(each as HelpNode))
        .join('')
