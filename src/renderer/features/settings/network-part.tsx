import { type FormEvent, useState } from 'react'
import { useStore } from 'zustand'
import type { AppError } from '../../../contract/errors.ts'
import type { NetworkSettings } from '../../../contract/groups/installation/settings.ts'
import { useStores } from '../../stores/context.ts'
import { isFounder } from '../../stores/session-store.ts'
import { toAppError } from '../../stores/to-app-error.ts'
import { dayText } from '../../text/formats.ts'
import { settingsText } from '../../text/settings.ts'
import { text } from '../../text/text.ts'
import { errorMessage, fieldMessages } from '../../text/wording.ts'
import { Button } from '../../ui/button.tsx'
import { CommandText } from '../../ui/command-text.tsx'
import { Field } from '../../ui/fields/field.tsx'
import { Radios } from '../../ui/fields/radios.tsx'
import { Notice } from '../../ui/states/notice.tsx'

const words = settingsText.network
const ABOUT = { subjects: ['network'] }

interface PartProps {
  network: NetworkSettings
  /** Called once something was changed. */
  onChange: () => void
}

/** The proxy and the certificates with which services are reached; only read where they cannot be changed. */
export function NetworkPart(props: PartProps) {
  const { connection, session } = useStores()
  const isOwner = useStore(session.store, isFounder)
  const isHere = connection.kind === 'electron'
  const mayChange = isOwner && isHere
  return (
    <div className="flex flex-col gap-5">
      {!mayChange && (
        <Notice kind="info">
          <CommandText>{isOwner ? words.notHere : words.notFounder}</CommandText>
        </Notice>
      )}
      {mayChange ? <ProxyForm {...props} /> : <ProxyFacts {...props} />}
      <Certificates {...props} mayChange={mayChange} />
    </div>
  )
}

const kindOf = (proxy: string): keyof typeof words.kinds => (proxy === 'system' || proxy === 'none' ? proxy : 'address')

const Variable = ({ network, name }: Pick<PartProps, 'network'> & { name: 'PATCHBAY_PROXY' | 'PATCHBAY_CA_FILE' }) =>
  network.variables.includes(name) && <Notice kind="warn">{words.variable(name)}</Notice>

function ProxyFacts({ network }: Pick<PartProps, 'network'>) {
  const kind = kindOf(network.proxy)
  return (
    <section aria-label={words.proxy} className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{words.proxy}</h3>
      <p className="text-sm wrap-anywhere">{kind === 'address' ? network.proxy : words.kinds[kind]}</p>
      <Variable network={network} name="PATCHBAY_PROXY" />
    </section>
  )
}

function ProxyForm({ network, onChange }: PartProps) {
  const { api, toasts } = useStores()
  const [kind, setKind] = useState(kindOf(network.proxy))
  const [address, setAddress] = useState(kindOf(network.proxy) === 'address' ? network.proxy : '')
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const proxy = kind === 'address' ? address.trim() : kind
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const saved = await api.settings.setProxy({ proxy })
      if (kind === 'address') setAddress(saved.proxy)
      onChange()
      toasts.success(words.proxySaved, ABOUT)
    } catch (cause) {
      setError(toAppError(cause))
    }
    setBusy(false)
  }
  return (
    <form noValidate className="flex flex-col gap-2" onSubmit={(event) => void submit(event)}>
      <Radios
        label={words.proxy}
        value={kind}
        options={(['system', 'none', 'address'] as const).map((value) => ({ value, label: words.kinds[value] }))}
        onChange={setKind}
      />
      {kind === 'address' && (
        <Field
          label={words.address}
          hint={words.addressHint}
          errors={fieldMessages(error?.fields)['proxy']}
          placeholder="http://proxy.example:3128"
          inputMode="url"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
      )}
      {error && !error.fields && (
        <Notice kind="bad" isAlert>
          {words.proxyFailed}: {errorMessage(error)}
        </Notice>
      )}
      {proxy !== network.proxy && (
        <Button type="submit" className="self-start" busy={isBusy}>
          {text.common.save}
        </Button>
      )}
      <Variable network={network} name="PATCHBAY_PROXY" />
    </form>
  )
}

function Certificates({ network, onChange, mayChange }: PartProps & { mayChange: boolean }) {
  const { api, toasts } = useStores()
  const [isBusy, setBusy] = useState(false)
  const { caFile } = network
  const run = async (work: () => Promise<NetworkSettings | null>, done: string, failed: string) => {
    setBusy(true)
    try {
      const saved = await work()
      if (saved) {
        onChange()
        toasts.success(done, ABOUT)
      }
    } catch (cause) {
      toasts.failure(failed, cause, ABOUT)
    }
    setBusy(false)
  }
  const choose = async () => {
    const { cancelled, network: saved } = await api.settings.chooseCaFile({})
    return cancelled ? null : saved
  }
  return (
    <section aria-label={words.certificates} className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 className="text-sm font-semibold">{words.certificates}</h3>
      <p className="text-xs text-text-muted">{words.certificatesHint}</p>
      {caFile === null ? (
        <p className="text-sm">{words.noCertificates}</p>
      ) : (
        <>
          <p className="text-sm wrap-anywhere">
            <bdi>{caFile.path}</bdi>
          </p>
          {caFile.problem ? (
            <Notice kind="bad">{words.problems[caFile.problem]}</Notice>
          ) : (
            <div className="text-xs text-text-muted">
              <p>{words.count(caFile.count)}</p>
              <ul className="list-disc ps-5">
                {caFile.certificates.map(({ name, expiresAt }) => (
                  <li key={`${name} ${expiresAt}`} className="wrap-anywhere">
                    {words.certificate(name, dayText(expiresAt))}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
      {mayChange && (
        <div className="flex gap-2">
          <Button busy={isBusy} onClick={() => void run(choose, words.chosen, words.notChosen)}>
            {words.choose}
          </Button>
          {caFile !== null && (
            <Button
              variant="quiet"
              onClick={() => void run(() => api.settings.removeCaFile({}), words.removed, words.notRemoved)}
            >
              {words.remove}
            </Button>
          )}
        </div>
      )}
      <Variable network={network} name="PATCHBAY_CA_FILE" />
    </section>
  )
}
