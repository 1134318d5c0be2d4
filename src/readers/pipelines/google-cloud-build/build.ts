import { fileLocation, type Located } from '../../../core/location.js'
import type { ActionRef, Job, Pipeline, Step } from '../../../models/index.js'
import { folderOf } from '../../paths.js'
import { entriesOf, itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlEntry, YamlMapping, YamlNode } from '../../yaml/node.js'
import { inMinutes } from '../duration.js'
import { newJob, newPipeline, usesStep } from '../parts.js'
import { unfit, type AdapterReading } from '../reading.js'
import type { Start } from '../started-elsewhere.js'
import { imageOf, readEnv, readStep, type BuildScope } from './steps.js'
import { readSubstitutions } from './substitutions.js'

/** Files that a folder has which is built by itself. */
const OWN_BUILD = ['Makefile', 'Dockerfile', 'package.json', 'go.mod', 'pom.xml', 'pyproject.toml', 'requirements.txt']

/** Whether the tree is a build configuration: it has steps, each of which names an image. */
export function isBuild(root: YamlNode | undefined): root is YamlMapping {
  const steps = itemsOf(valueAt(root, 'steps'))
  return root?.kind === 'mapping' && steps.length > 0 && steps.some((step) => scalarAt(step, 'name') !== undefined)
}

/**
 * A build configuration as a pipeline: one job, or a job for each step where steps say what they wait for. (Google Cloud
 * docs: Cloud Build, Build configuration file schema; Configure the order of build steps.)
 */
export function pipelineOf(reading: AdapterReading, file: string, root: YamlMapping, start: Start): Pipeline {
  const scope = scopeOf(reading, file, root)
  const nodes = itemsOf(valueAt(root, 'steps'))
  const steps = nodes.flatMap((node): WaitingStep[] => {
    const step = readStep(reading, node, scope)
    if (step === undefined) unfit(reading, node.at, 'a step needs the name of an image')
    return step === undefined ? [] : [{ step, images: imageOf(node, scope), waitFor: waitsOf(node) }]
  })
  const shared = sharedFields(root, start)
  const last = publishingSteps(reading, root)
  const waits = steps.some(({ waitFor }) => waitFor !== undefined)
  const jobs = waits
    ? graph(steps, last)
    : [
        {
          id: 'build',
          at: stepsPlace(root),
          steps: [...steps.map(({ step }) => step), ...last],
          images: distinct(steps),
        },
      ]
  return newPipeline({
    system: 'google-cloud-build',
    file,
    at: fileLocation(file),
    triggers: start.triggers,
    env: scope.env,
    jobs: jobs.map((job) => newJob({ ...shared, ...job })),
  })
}

interface WaitingStep {
  readonly step: Step
  readonly images: readonly Located<string>[]
  /** Ids of steps; empty for a step that starts at once, absent for one that waits for all before it. */
  readonly waitFor?: readonly string[] | undefined
}

/** The images of all steps, each once. */
function distinct(steps: readonly WaitingStep[]): readonly Located<string>[] {
  return [...new Map(steps.flatMap(({ images }) => images.map((image) => [image.value, image] as const))).values()]
}

function waitsOf(node: YamlNode): readonly string[] | undefined {
  const wait = valueAt(node, 'waitFor')
  if (wait === undefined) return undefined
  const ids =
    wait.kind === 'scalar' ? [wait.text] : itemsOf(wait).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))
  return ids.filter((id) => id !== '-')
}

/** Steps as jobs that wait for one another. What is pushed at the end waits for all. */
function graph(steps: readonly WaitingStep[], last: readonly Step[]): (Pick<Job, 'id' | 'at'> & Partial<Job>)[] {
  const ids = steps.map(({ step }, index) => step.id ?? `step ${index + 1}`)
  const jobs = steps.map(({ step, images, waitFor }, index) => ({
    id: ids[index] ?? '',
    at: step.at,
    needs: [...(waitFor ?? ids.slice(0, index))],
    steps: [step],
    images,
    ...(step.timeoutMinutes !== undefined && { timeoutMinutes: step.timeoutMinutes }),
    ...(step.allowFailure !== undefined && { allowFailure: step.allowFailure }),
  }))
  const [first] = last
  return first === undefined ? jobs : [...jobs, { id: 'artifacts', at: first.at, needs: ids, steps: [...last] }]
}

function stepsPlace(root: YamlMapping) {
  return root.entries.find(({ key }) => key.text === 'steps')?.key.at ?? root.at
}

function scopeOf({ context }: AdapterReading, file: string, root: YamlMapping): BuildScope {
  const { files } = context
  const folder = folderOf(file)
  const isOwn = folder !== '' && OWN_BUILD.some((name) => files.has(`${folder}/${name}`))
  const isPath = (text: string): boolean => {
    const path = text.replace(/^\.\//, '').replace(/\/$/, '')
    return path !== '' && (files.has(path) || files.paths.some((each) => each.startsWith(`${path}/`)))
  }
  return {
    substitutions: readSubstitutions(valueAt(root, 'substitutions')),
    // A folder with a build of its own may be sent as the whole source.
    folder: isOwn ? undefined : '',
    env: new Map(readEnv(valueAt(valueAt(root, 'options'), 'env'))),
    isPath,
  }
}

function sharedFields(root: YamlMapping, { starts }: Start): Partial<Job> {
  const timeout = scalarAt(root, 'timeout')
  const machine = scalarAt(valueAt(root, 'options'), 'machineType')
  const pool = scalarAt(valueAt(valueAt(root, 'options'), 'pool'), 'name')
  const secrets = secretsOf(root)
  return {
    starts,
    runner: [machine, pool].flatMap((scalar) => scalar?.text ?? []),
    ...(timeout !== undefined && { timeoutMinutes: inMinutes(timeout) }),
    ...(secrets.length > 0 && { secrets }),
  }
}

/** Versions of secrets that the build may read. */
function secretsOf(root: YamlMapping): Located<string>[] {
  const available = valueAt(root, 'availableSecrets')
  const stored = itemsOf(valueAt(available, 'secretManager')).flatMap((each) => scalarAt(each, 'versionName') ?? [])
  const inline = [...itemsOf(valueAt(available, 'inline')), ...itemsOf(valueAt(root, 'secrets'))]
  const keys = inline.flatMap((each) => scalarAt(each, 'kmsKeyName') ?? [])
  return [...stored, ...keys].map(located)
}

/** What the build pushes when all of its steps have ended well. */
function publishingSteps({ resolver }: AdapterReading, root: YamlMapping): Step[] {
  const artifacts = entriesOf(valueAt(root, 'artifacts')).map((entry) => ({
    ...entry,
    name: `artifacts.${entry.key.text}`,
  }))
  const images = root.entries.filter(({ key }) => key.text === 'images').map((entry) => ({ ...entry, name: 'images' }))
  // With it Cloud Build records provenance of what is built, and fails if it cannot (docs: Build provenance).
  const verified = entriesOf(valueAt(root, 'options'))
    .filter(
      ({ key, value }) => key.text === 'requestedVerifyOption' && value.kind === 'scalar' && value.text === 'VERIFIED',
    )
    .map((entry) => ({ ...entry, name: 'options.requestedVerifyOption' }))
  return [...images, ...artifacts, ...verified].map(({ key, name }: YamlEntry & { name: string }) => {
    const repository = `google-cloud-build:${name.toLowerCase()}`
    const uses: ActionRef = { text: name, kind: 'task', repository, at: key.at }
    return usesStep(resolver, uses, new Map(), [], { name: { value: name, at: key.at } })
  })
}
