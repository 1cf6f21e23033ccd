const ACRONYMS = new Set(
  'api aws cdc cpu csv db dns ftp gcp gcs html http https iam id ip json jwt kms oauth pem sas sdk sftp smtp sql ssh ssl tls ttl tcp ui uri url utc uuid vpc xml yaml'.split(
    ' ',
  ),
)
const spell = (word: string) => (word === 'oauth' ? 'OAuth' : word === 'ids' ? 'IDs' : word.toUpperCase())

/** A readable label from a property name: `client_id` and `clientId` become "Client ID". */
export function labelFromName(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_\-.]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())
    .map((word, at) =>
      ACRONYMS.has(word) || word === 'ids'
        ? spell(word)
        : at === 0
          ? word.charAt(0).toUpperCase() + word.slice(1)
          : word,
    )
  return words.join(' ')
}
