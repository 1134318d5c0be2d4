import { fileLocation } from '../../../core/location.js'
import type { Pipeline } from '../../../models/index.js'
import { defined } from '../defined.js'
import { newPipeline } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { performerOf } from './calls.js'
import type { Context } from './context.js'
import type { ScriptFile } from './file.js'
import { annotatedLibraries } from './libraries.js'
import { Machine, type Scripts } from './machine.js'
import { addRules, Rules } from './rules.js'
import { runsOf } from './runs.js'
import { Scope } from './scope.js'
import { walk } from './walk.js'
import { Workspace } from './workspace.js'
import { nodesIn } from '../../groovy/index.js'

/** Reads one script as the pipeline that Jenkins runs, declarative or scripted. */
export function readPipeline(reading: AdapterReading, file: ScriptFile, scripts: Scripts): Pipeline {
  const rules = new Rules()
  for (const each of [file, ...stepsUsed(file, scripts)]) addRules(each, rules)
  const runs = runsOf(file, rules)
  const machine = new Machine(reading, scripts, runs, performerOf)
  machine.includes.push(...annotatedLibraries(file))
  const starts = runs.map(({ trigger, certain }) => ({ trigger, certain, manual: false }))
  const context: Context = {
    scope: new Scope(file),
    stage: { name: 'pipeline', at: fileLocation(file.path), starts, env: new Map() },
    env: new Map(),
    stepEnv: new Map(),
    directory: '',
    workspace: new Workspace(),
    runner: [],
    images: [],
    secrets: [],
    starts,
    because: [],
    depth: 0,
    returns: false,
  }
  walk(machine, file.body, context)
  const { pipelineEnv, concurrency, includes, unresolved } = machine
  return newPipeline({
    system: 'jenkins',
    file: file.path,
    triggers: runs.map(({ trigger }) => trigger),
    jobs: machine.jobs.finish(),
    env: pipelineEnv,
    includes,
    unresolved,
    ...defined({ concurrency }),
    at: fileLocation(file.path),
  })
}

/** Scripts of the repository's own library that the script names. */
function stepsUsed(file: ScriptFile, scripts: Scripts): ScriptFile[] {
  const names = new Set<string>()
  for (const node of nodesIn(file.body)) if (node.kind === 'call' && node.name !== undefined) names.add(node.name)
  return [...names].flatMap((name) => scripts.step(name) ?? [])
}
