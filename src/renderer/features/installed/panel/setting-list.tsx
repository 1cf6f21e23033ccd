import { Fragment, useState } from 'react'
import type { ConnectorCard } from '../../../../contract/groups/connectors.ts'
import { isObject, type JsonObject } from '../../../../shared/json.ts'
import { labelFromName, ownTitle } from '../../../../shared/label.ts'
import { ofItems, ofProperty, spread } from '../../../../shared/views.ts'
import { mayChange, useStores, useWorkspace } from '../../../stores/context.ts'
import { decimal } from '../../../text/formats.ts'
import { text } from '../../../text/text.ts'
import { errorMessage } from '../../../text/wording.ts'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Segments } from '../../../ui/fields/segments.tsx'
import { Notice } from '../../../ui/states/notice.tsx'
import { secretLabel, secretWords } from './secret-words.ts'
import { useDetails } from './use-details.ts'

const words = text.installed.panel

/** The settings of a connector to read, in the words of its form or as JSON, and which secrets it has. */
export function SettingList({ card, onManage }: { card: ConnectorCard; onManage: () => void }) {
  const { connection } = useStores()
  const workspace = useWorkspace()
  const { details, error } = useDetails(card)
  const [isJson, setJson] = useState(false)
  if (error) return <Notice kind="bad">{errorMessage(error)}</Notice>
  if (!details) return null
  const { config, secrets } = details.connector
  const json = JSON.stringify(config, null, 2)
  const rows = settingsOf(details.entry.configSchema, config)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-2">
        <Segments
          label={words.settingsAs}
          value={isJson ? 'json' : 'list'}
          onChange={(next) => setJson(next === 'json')}
          options={[
            { value: 'list', label: words.asList },
            { value: 'json', label: words.asJson },
          ]}
        />
        <span className="ms-auto">
          <CopyButton text={json} label={words.copyJson} />
        </span>
      </div>
      {isJson ? (
        <pre
          dir="ltr"
          // A long line is read by scrolling, which the keyboard can do in an element with focus.
          tabIndex={0}
          role="region"
          aria-label={words.asJson}
          className="overflow-x-auto rounded-card border border-line bg-surface-sunken p-3 font-mono text-xs/5"
        >
          {json}
        </pre>
      ) : rows.length === 0 ? (
        <p className="text-sm text-text-muted">{words.noSettings}</p>
      ) : (
        <Values rows={rows} />
      )}
      {secrets.length > 0 && !isJson && (
        <section className="flex flex-col gap-3 border-t border-line pt-3">
          <div className="flex items-center justify-between">
            <h3 className="text-xs font-semibold text-text-muted">{words.tabs.secrets}</h3>
            <Button variant="link" onClick={onManage}>
              {mayChange(workspace) ? words.manageSecrets : words.showSecrets}
            </Button>
          </div>
          <Values
            rows={secrets.map((secret) => ({
              ...{ path: secret.path, label: secretLabel(secret.path) },
              value: secretWords(secret, connection.kind === 'electron'),
            }))}
          />
        </section>
      )}
    </div>
  )
}

const Values = ({ rows }: { rows: readonly Setting[] }) => (
  <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-2 gap-y-2 text-sm">
    {rows.map(({ path, label, value, isDefault }) => (
      <Fragment key={path}>
        <dt className="wrap-anywhere text-text-muted">{label}</dt>
        <dd className="wrap-anywhere whitespace-pre-wrap">
          {value}
          {isDefault && <span className="text-text-muted"> {words.isDefault}</span>}
        </dd>
      </Fragment>
    ))}
  </dl>
)

interface Setting {
  path: string
  label: string
  value: string
  /** Whether its schema has the same value as its default. */
  isDefault?: boolean
}

/** Each value of a config with the titles on the way to it. */
function settingsOf(root: JsonObject, config: JsonObject): Setting[] {
  const walk = (schemas: JsonObject[], value: unknown, path: string[], labels: string[]): Setting[] => {
    const views = spread(root, schemas)
    if (isObject(value) && Object.keys(value).length > 0)
      return Object.entries(value).flatMap(([name, member]) => {
        const inside = ofProperty(views, name)
        const title = spread(root, inside)
          .map(ownTitle)
          .find((one) => one !== undefined)
        return walk(inside, member, [...path, name], [...labels, title ?? labelFromName(name)])
      })
    if (Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null))
      return value.flatMap((item, at) => walk(ofItems(views), item, [...path, String(at)], [...labels, String(at + 1)]))
    const isDefault = views.some((view) => 'default' in view && JSON.stringify(view.default) === JSON.stringify(value))
    return [{ path: path.join('.'), label: labels.join(' › '), value: shown(views, value), isDefault }]
  }
  return walk([root], config, [], []).filter(({ path }) => path !== '')
}

/** A value in words: the title of a choice, yes or no, a list on one line. */
function shown(views: readonly JsonObject[], value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => shown([], item)).join(', ')
  if (typeof value === 'boolean') return value ? words.yes : words.no
  const choice = views.find((view) => view.const === value && typeof view.title === 'string')
  if (choice) return String(choice.title)
  if (typeof value === 'number') return decimal(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}
