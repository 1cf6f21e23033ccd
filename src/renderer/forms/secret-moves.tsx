import type { Connector } from '../../contract/groups/connectors.ts'
import { formsText } from '../text/forms.ts'
import { PathNotice } from '../ui/states/path-notice.tsx'

const words = formsText.secret

/** What a save does with the stored secrets whose place the entry has moved or dropped. */
export function SecretMoves({ connector }: { connector: Connector }) {
  const { secrets, secretsWithoutPlace } = connector
  const moves = secrets.flatMap(({ path, formerPath }) =>
    formerPath === undefined ? [] : [words.move(formerPath, path)],
  )
  return (
    <>
      {moves.length > 0 && <PathNotice kind="info" words={words.moves(moves.length)} paths={moves} />}
      {secretsWithoutPlace.length > 0 && (
        <PathNotice kind="warn" words={words.withoutPlace(secretsWithoutPlace.length)} paths={secretsWithoutPlace} />
      )}
    </>
  )
}
