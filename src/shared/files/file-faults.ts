import type { FieldValues } from '../errors.ts'
import type { FieldReason } from '../reasons/field-reasons.ts'
import { type DocumentKind, documentKind } from './document-kinds.ts'

interface InPath {
  path: string
}

interface Named {
  name: string
}

interface Limited {
  limit: number
}

/**
 * What is wrong at a place of a file that somebody wrote, beyond what is wrong with a field, with its English words. They stand
 * behind the place, or in brackets behind what the check of a catalog entry says.
 */
export const fileReasons = {
  /** What stands in the file, as it stands there. */
  quoted: ({ words }: { words: string }) => words,
  /** What a reader of YAML says, which has English alone. */
  yaml: ({ words }: { words: string }) => words,

  perhaps: ({ name }: Named) => `perhaps ${name}`,
  levels: ({ limit }: Limited) => `${limit} levels are allowed`,
  characters: ({ limit }: Limited) => `${limit} characters are allowed`,
  most: ({ limit }: Limited) => `${limit} are allowed`,
  endless_number: () => 'a number without end',
  contrary: ({ least, most }: { least: string; most: string }) => `${least} and ${most}`,
  nothing: () => 'none',
  document: (values: DocumentKind) => documentKind(values),

  no_endpoints: () => 'issuer, or authorizationUrl and tokenUrl, must be there',
  address_start: ({ address }: { address: string }) => `${address} does not begin with https:// or a setting`,
  address_http: ({ address }: { address: string }) => `${address} is not https, which http does not allow`,
  address_fragment: ({ address }: { address: string }) => `${address} has a fragment`,
  own_header: ({ name }: Named) => `${name} is set by the request itself or by auth`,
  own_parameter: ({ name }: Named) => `${name} is set by the sign-in itself`,
  no_field: ({ path }: InPath) => `${path} is no field of the entry`,
  no_secret: ({ path }: InPath) => `${path} is no secret, so it would be stored in clear`,
  secret_in_address: ({ path }: InPath) => `${path} is a secret, which no address may hold`,
  secret_outside_auth: ({ path }: InPath) => `${path} is a secret, which only auth may send`,

  secret_in_file: () =>
    'Files hold no secrets. Supply them beside the files, or name where they are kept as a reference under secrets',
  name_twice: () => 'This name stands there twice. Keep one of them',
  /** `nearest` is empty where none of `names` is like it. */
  no_name: ({ name, nearest, names }: Named & { nearest: string; names: string[] }) =>
    `There is no field ${name}. ${nearest ? `Did you mean ${nearest}?` : `Use ${names.join(', ')}`}`,
  no_anchor: ({ name }: Named) => `There is no anchor ${name} before this alias`,
  many_aliases: ({ limit }: Limited) => `From here on, aliases repeat more than ${limit} values. Write them out`,
  deep: () => 'This is nested too deeply',
  no_json_number: () => 'This is no number that JSON has',
  no_json_value: () => 'This is no value that JSON has',
  forbidden_name: ({ name }: Named) => `This name is not allowed: ${name}`,
  set_or_reference: () => 'Use set: true, or a reference to where the secret is kept',

  other_id: ({ id }: { id: string }) => `The file is named for another id, ${id}. Rename the file, or correct the id`,
  no_entry: ({ name }: Named) => `There is no catalog entry ${name}. Import it first`,
  other_entry: ({ name }: Named) => `${name} is of another catalog entry here, which cannot be changed`,
  id_in_use: ({ id, name }: Named & { id: string }) =>
    `The id ${id} is used elsewhere, or ${name} has another one here`,
  reference_and_secret: () => 'The file has a reference for this secret, which is also supplied. Leave one of them out',
  secrets_of_nobody: ({ name }: Named) => `Secrets are given for ${name}, which no file describes`,
  /** `other` is the file that has it first; empty for a file that is as it was exported. */
  same_id: ({ other }: { other: string }) => `${other || 'another file'} has the same id`,
  same_name: ({ other }: { other: string }) => `${other} has the same name`,
  name_here: ({ name }: Named) => `Another connector here is named ${name}`,
}

export type FileReason = keyof typeof fileReasons

/** The words of one language for every reason. */
export type FileSentences = typeof fileReasons

/** What is wrong at a place of a file: the field there, if one is meant, a reason with its values, and the English words. */
export interface FileFault {
  /** As `connectors/ab/abcd….yaml:2:1`; empty where the place is known. */
  place: string
  field: string
  reason: FileReason | FieldReason
  values: FieldValues
  message: string
}

interface Where {
  place?: string
  field?: string
}

/** The fault for a reason and its values. */
export function fileFault<R extends FileReason>(
  reason: R,
  values: Parameters<FileSentences[R]> extends [infer Values extends object] ? Values : Record<string, never>,
  where: Where = {},
): FileFault {
  const sentence = fileReasons[reason] as (input: unknown) => string
  return { place: '', field: '', ...where, reason, values: { ...values }, message: sentence(values) }
}
