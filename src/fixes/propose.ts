import type { Models } from '../models/index.js'
import type { Files } from '../snapshot/snapshot.js'
import { refuse } from './edits.js'
import { saysGenerated } from './generated.js'
import { HclSource } from './hcl/source.js'
import { HCL, YAML } from './kinds.js'
import type { FixPorts, Fixer, PlacedProblem, Proposal } from './types.js'
import { YamlSource } from './yaml/source.js'

/** What fixes are proposed for. */
export interface View {
  readonly files: Files
  models(): Models
  readonly ports: FixPorts
}

/** Asks the fixer, unless the file is one that nobody should change by hand. */
export async function proposalFor(finding: PlacedProblem, fixer: Fixer, view: View): Promise<Proposal> {
  const { file } = finding.at
  const { files } = view
  const text = files.has(file) ? files.text(file) : undefined
  if (text === undefined) return refuse('its file cannot be read')
  if (finding.concealed === true) return refuse('its lines hold a secret')
  if (files.isLink?.(file) === true) return refuse('its file is a symbolic link')
  if (saysGenerated(text)) return refuse('its file says that it is generated: change what it is made of')
  return fixer.propose({
    finding,
    file,
    text,
    has: (path) => files.has(path),
    textOf: (path) => files.text(path),
    yaml: () => (YAML.test(file) ? YamlSource.read(file, text) : undefined),
    hcl: () => (HCL.test(file) ? HclSource.read(file, text) : undefined),
    models: () => view.models(),
    ports: view.ports,
  })
}
