import { useEffect, useState } from 'react'
import type { DoctorReport, Finding } from '../../../contract/groups/doctor.ts'
import { type AppError } from '../../../contract/errors.ts'
import type { FindingId, FindingReason, FindingWords, WordCause } from '../../../shared/text/findings.ts'
import { useStores } from '../../stores/context.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { findingsText } from '../../text/findings.ts'
import { text } from '../../text/text.ts'
import { errorMessage } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/states/notice.tsx'

const words = text.help.about

/** What the build replaces with the packages that are part of the program, one between each two bars. */
const LICENCES = '@@licences@@'

/** What this program is and stands on: its versions, its data, what doctor finds, and the licences of others. */
export function About() {
  const { api, toasts } = useStores()
  const [report, setReport] = useState<DoctorReport | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  useEffect(() => {
    api.doctor.run({}).then(setReport, (reason: unknown) => setError(toAppError(reason)))
  }, [api])
  const copy = async (diagnostics: string) => {
    try {
      await navigator.clipboard.writeText(diagnostics)
      toasts.success(words.copied)
    } catch (reason) {
      toasts.failure(words.copyFailed, reason)
    }
  }
  return (
    <>
      {error && (
        <Notice kind="bad" isAlert>
          {words.failed}: {errorMessage(error)}
        </Notice>
      )}
      {!report && !error && <p className="text-text-muted">{words.loading}</p>}
      {report && (
        <>
          <p className="my-2">{words.hint}</p>
          <Button onClick={() => void copy(toText(report))}>{words.copy}</Button>
          <dl className="my-3 flex flex-col gap-2">
            {report.findings.map(wordFinding).map(({ id, title, state, detail, fix }) => (
              <div key={id}>
                <dt className="font-medium">
                  {title}
                  {state !== 'ok' && <span className="text-bad"> · {words.states[state]}</span>}
                </dt>
                <dd className="wrap-anywhere text-text-muted">{detail}</dd>
                {fix !== null && <dd>{fix}</dd>}
              </div>
            ))}
          </dl>
        </>
      )}
      <h2 className="mt-6 mb-2 text-base font-semibold">{words.licences}</h2>
      <p className="my-2">{words.own}</p>
      <ul className="columns-2 gap-6">
        {LICENCES.split('|').map((line) => (
          <li key={line} className="wrap-anywhere">
            {line}
          </li>
        ))}
      </ul>
    </>
  )
}

/** A finding in the language of the screens; in English where a reason, as of a newer program, has no words here. */
function wordFinding(finding: Finding): Finding {
  const { id, reason, values } = finding
  const sentence = findingsText.sentences[reason as FindingReason] as
    | ((values: unknown, word: WordCause) => FindingWords)
    | undefined
  if (!sentence) return finding
  const { detail, fix } = sentence(values, errorMessage)
  return { ...finding, title: findingsText.titles[id as FindingId] ?? finding.title, detail, fix: fix ?? null }
}

/** The report as text for an issue, in English; it names no secrets, workspaces or accounts. */
const toText = ({ findings }: DoctorReport) =>
  findings
    .map(({ title, state, detail, fix }) => `${title}: ${state}: ${detail}${fix === null ? '' : `\n  ${fix}`}`)
    .join('\n')
