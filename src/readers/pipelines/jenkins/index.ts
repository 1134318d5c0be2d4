import { pathsFitting } from '../../../core/path-index.js'
import type { Pipeline } from '../../../models/index.js'
import type { Adapter } from '../adapter.js'
import type { AdapterReading } from '../reading.js'
import { firstFault, scriptFile, type ScriptFile } from './file.js'
import { CANDIDATES, holdsPipeline, isPipelineFile, mayHoldPipeline } from './files.js'
import type { Scripts } from './machine.js'
import { readPipeline } from './pipeline.js'

/** Jenkins: declarative and scripted pipelines. Vocabulary: the Jenkins handbook, Pipeline. */
export const jenkins: Adapter = { system: 'jenkins', label: 'Jenkins', isPipelineFile, read: readJenkins }

function readJenkins(reading: AdapterReading): readonly Pipeline[] {
  const { files } = reading.context
  const scripts = new TreeScripts(reading)
  return pathsFitting(files.paths, CANDIDATES).flatMap((path) => {
    if (reading.isExcluded(path)) return []
    const named = isPipelineFile(path)
    if (!named && !(mayHoldPipeline(path) && holdsPipeline(files.text(path) ?? ''))) return []
    const file = scripts.at(path)
    if (file === undefined) return []
    const fault = firstFault(file)
    if (fault === undefined) return [readPipeline(reading, file, scripts)]
    reading.context.defect(fault)
    return []
  })
}

/** Scripts of the tree, parsed when they are first asked for. */
class TreeScripts implements Scripts {
  readonly #reading: AdapterReading
  readonly #parsed = new Map<string, ScriptFile | undefined>()

  constructor(reading: AdapterReading) {
    this.#reading = reading
  }

  at(path: string): ScriptFile | undefined {
    if (this.#parsed.has(path)) return this.#parsed.get(path)
    const text = this.#reading.context.files.text(path)
    const file = text === undefined ? undefined : scriptFile(path, text)
    this.#parsed.set(path, file)
    return file
  }

  step(name: string): ScriptFile | undefined {
    return /^\w+$/.test(name) ? this.at(`vars/${name}.groovy`) : undefined
  }
}
