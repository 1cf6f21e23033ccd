/** What a document is that holds no catalog entry. */
const KINDS = {
  package_json: () => 'a package.json',
  typescript: () => 'a configuration of TypeScript',
  mcp_client: () => 'the configuration of an MCP client; import the server.json of each server',
  schema: (name: string) => `a document of the schema ${name}`,
  kubernetes: (name: string) => `of the kind ${name}`,
}

export type KnownDocument = keyof typeof KINDS

/** What a document seems to be, `kind` empty where nothing is known; `name` is what it says of itself. */
export interface DocumentKind {
  kind: KnownDocument | ''
  name: string
}

/** What a document seems to be, in English; empty where nothing is known. */
export const documentKind = ({ kind, name }: DocumentKind): string => (kind === '' ? '' : KINDS[kind](name))

/** The formats of others that become catalog entries, as an English sentence names a document of theirs. */
export const foreignFormats = {
  kamelet: 'a Kamelet',
  mcp_server: 'an MCP server.json',
  meltano: 'a Meltano plugin or Singer tap',
  nango: 'a list of Nango providers',
  openapi: 'an OpenAPI description',
  windmill: 'a Windmill resource type',
}

export type ForeignFormat = keyof typeof foreignFormats
