import { readFileSync } from 'node:fs'
import type { ConnectorCard } from '../../../contract/groups/connectors.ts'

/** A sample as it stands in seeds/samples.json; its secrets are made up. */
interface Sample {
  catalogKey: string
  name: string
  config: Record<string, unknown>
  auth: Record<string, unknown>
  tags: string[]
  active: boolean
}

interface Steps {
  exists: (name: string) => boolean
  install: (sample: Sample) => Promise<ConnectorCard> | ConnectorCard
}

/** Installs each sample whose name no connector has, with the checks of any other connector. */
export async function loadSamples(file: string, { exists, install }: Steps): Promise<ConnectorCard[]> {
  const samples = JSON.parse(readFileSync(file, 'utf8')) as Sample[]
  const installed: ConnectorCard[] = []
  for (const sample of samples) if (!exists(sample.name)) installed.push(await install(sample))
  return installed
}
