import { useState } from 'react'
import type { Colour } from '../../src/contract/groups/workspaces.ts'
import { Badge } from '../../src/renderer/ui/badge.tsx'
import { Button } from '../../src/renderer/ui/button.tsx'
import { ColourField } from '../../src/renderer/ui/fields/colour-field.tsx'
import { Field, FieldFrame } from '../../src/renderer/ui/fields/field.tsx'
import { Textarea } from '../../src/renderer/ui/fields/input.tsx'
import { type PassphraseChoice, NewPassphrase, NO_PASSPHRASE } from '../../src/renderer/ui/fields/new-passphrase.tsx'
import { Progress } from '../../src/renderer/ui/states/progress.tsx'
import { Radios } from '../../src/renderer/ui/fields/radios.tsx'
import { SearchField } from '../../src/renderer/ui/fields/search-field.tsx'
import { Segments } from '../../src/renderer/ui/fields/segments.tsx'
import { SelectField } from '../../src/renderer/ui/fields/select.tsx'
import { Tags } from '../../src/renderer/ui/fields/tags.tsx'
import { Exhibit, Exhibits } from './exhibit.tsx'

const VARIANTS = ['primary', 'secondary', 'quiet', 'danger', 'link'] as const
const TONES = ['neutral', 'good', 'warn', 'bad', 'accent'] as const
const CHOICES = [
  { value: 'draft', label: 'Draft' },
  { value: 'published', label: 'Published' },
] as const
const HINT = 'The address of the front page.'
const ERRORS = ['Enter the site URL']

/** The basic parts of every screen. */
export function Fields() {
  return (
    <Exhibits>
      {VARIANTS.map((variant) => (
        <Exhibit key={variant} name={`button, ${variant}`}>
          <div className="flex flex-wrap gap-2">
            <Button variant={variant}>Save</Button>
            <Button variant={variant} size="s">
              Save
            </Button>
            <Button variant={variant} busy>
              Save
            </Button>
            <Button variant={variant} disabled>
              Save
            </Button>
          </div>
        </Exhibit>
      ))}
      <Exhibit name="badges">
        <div className="flex flex-wrap gap-2">
          {TONES.map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
        </div>
      </Exhibit>
      <Exhibit name="text, empty">
        <Field label="Site URL" hint={HINT} placeholder="https://blog.example.com" />
      </Exhibit>
      <Exhibit name="text, filled">
        <Field label="Site URL" hint={HINT} defaultValue="https://blog.example.com" />
      </Exhibit>
      <Exhibit name="text, wrong">
        <Field label="Site URL" hint={HINT} errors={ERRORS} defaultValue="blog" />
      </Exhibit>
      <Exhibit name="text, disabled">
        <Field label="Site URL" hint={HINT} disabled defaultValue="https://blog.example.com" />
      </Exhibit>
      <Exhibit name="lines of text">
        <FieldFrame label="Notes">{(control) => <Textarea {...control} />}</FieldFrame>
      </Exhibit>
      <Exhibit name="lines of code, wrong">
        <FieldFrame label="Schema" errors={['This is not JSON']}>
          {(control) => <Textarea {...control} isCode defaultValue={'{ "type": "object" '} />}
        </FieldFrame>
      </Exhibit>
      <Choices />
      <Passphrases />
      <Exhibit name="progress, of a known length">
        <Progress label="Backing up" done={30} total={100} />
      </Exhibit>
      <Exhibit name="progress, of an unknown length">
        <Progress label="Backing up" done={0} total={0} />
      </Exhibit>
    </Exhibits>
  )
}

function Choices() {
  const [status, setStatus] = useState('draft')
  const [tags, setTags] = useState(['prod', 'press'])
  const [colour, setColour] = useState<Colour>('teal')
  const [query, search] = useState('blog')
  const segments = [{ value: 'all', label: 'All', count: 58 }, ...CHOICES]
  return (
    <>
      <Exhibit name="choice from a list">
        <SelectField label="Status" value={status} options={CHOICES} onChange={setStatus} />
      </Exhibit>
      <Exhibit name="choice from a list, disabled">
        <SelectField label="Status" value={status} options={CHOICES} disabled onChange={setStatus} />
      </Exhibit>
      <Exhibit name="choice of one">
        <Radios label="Status" value={status} options={CHOICES} onChange={setStatus} />
      </Exhibit>
      <Exhibit name="choice of what is shown">
        <div>
          <Segments label="Shown" value={status} options={segments} onChange={setStatus} />
        </div>
      </Exhibit>
      <Exhibit name="tags">
        <FieldFrame label="Tags">
          {(control) => <Tags {...control} tags={tags} removeLabel={(tag) => `Remove ${tag}`} onChange={setTags} />}
        </FieldFrame>
      </Exhibit>
      <Exhibit name="tags, wrong">
        <FieldFrame label="Tags" errors={['Use at most 50 tags']}>
          {(control) => <Tags {...control} tags={tags} removeLabel={(tag) => `Remove ${tag}`} onChange={setTags} />}
        </FieldFrame>
      </Exhibit>
      <Exhibit name="colour">
        <ColourField value={colour} onChange={setColour} />
      </Exhibit>
      <Exhibit name="search">
        <SearchField label="Search" value={query} onChange={search} onLeave={() => undefined} />
      </Exhibit>
    </>
  )
}

function Passphrases() {
  const [generated, setGenerated] = useState<PassphraseChoice>(NO_PASSPHRASE)
  const [own, setOwn] = useState<PassphraseChoice>({
    kind: 'own',
    text: 'correct horse battery',
    again: 'correct horse',
  })
  const generate = () => Promise.resolve('lantern walnut harbour violin copper meadow')
  return (
    <>
      <Exhibit name="passphrase, generated">
        <NewPassphrase value={generated} generate={generate} onSave={() => undefined} onChange={setGenerated} />
      </Exhibit>
      <Exhibit name="passphrase, one's own">
        <NewPassphrase value={own} generate={generate} onSave={() => undefined} onChange={setOwn} />
      </Exhibit>
    </>
  )
}
