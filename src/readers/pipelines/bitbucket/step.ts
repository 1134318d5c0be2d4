import type { Located } from '../../../core/location.js'
import type { Concurrency, EnvironmentRef, Job, JobImage } from '../../../models/index.js'
import { itemsOf, located, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlMapping, YamlNode } from '../../yaml/node.js'
import { defined } from '../defined.js'
import { newJob } from '../parts.js'
import { literallyTrue, locatedOf, scalarList, scalarOf, unfit, type AdapterReading } from '../reading.js'
import { environmentOf } from './environment.js'
import { imageOf } from './images.js'
import { keptFiles } from './kept-files.js'
import type { StepScope } from './scope.js'
import { readScript } from './scripts.js'

/** Reads a step, which runs in a container of its own and so is a job. */
export function readStep(reading: AdapterReading, node: YamlMapping, scope: StepScope): Job {
  const script = valueAt(node, 'script')
  if (script === undefined) unfit(reading, node.at, 'a step needs a script')
  const directory = clones(node, scope) ? '' : undefined
  const after = valueAt(node, 'after-script')
  const onFail = valueAt(node, 'on-fail') ?? scope.onFail
  const environment = environmentOf(reading, node) ?? scope.environment
  return newJob({
    id: scope.id,
    name: scalarOf(reading, valueAt(node, 'name'), 'the name of the step')?.text || scope.id,
    needs: scope.needs,
    starts: scope.starts,
    runner: scalarList(reading, valueAt(node, 'runs-on'), 'runs-on').map(({ text }) => text),
    steps: [
      ...(script === undefined ? [] : readScript(reading, script, { directory })),
      ...(after === undefined ? [] : readScript(reading, after, { directory, after: 'always' })),
    ],
    ...defined({
      stage: scope.stage,
      environment,
      timeoutMinutes: locatedOf(scalarAt(node, 'max-time')) ?? scope.timeoutMinutes,
      images: imagesOf(reading, node, scope),
      allowFailure: failureIgnored(onFail),
      retries: retriesOf(onFail),
      approval: approvalOf(node),
      concurrency: concurrencyOf(node, environment),
      identityToken: literallyTrue(scalarAt(node, 'oidc'))?.at,
      keeps: keptFiles(valueAt(node, 'artifacts')),
    }),
    at: node.at,
  })
}

function clones(node: YamlMapping, scope: StepScope): boolean {
  const own = scalarAt(valueAt(node, 'clone'), 'enabled')?.text
  return own === undefined ? scope.clones : own !== 'false'
}

/** The image of the step, and those of the services that it asks for. */
function imagesOf(reading: AdapterReading, node: YamlMapping, scope: StepScope): JobImage[] | undefined {
  const own = imageOf(reading, valueAt(node, 'image')) ?? scope.image
  const services = itemsOf(valueAt(node, 'services')).flatMap((item) =>
    item.kind === 'scalar' ? asService(scope.services.get(item.text)) : [],
  )
  const all = [...(own === undefined ? [] : [own]), ...services]
  return all.length === 0 ? undefined : all
}

function asService(image: Located<string> | undefined): JobImage[] {
  return image === undefined ? [] : [{ ...image, service: true }]
}

/** `on-fail: {strategy: ignore}` lets the pipeline go on. */
function failureIgnored(onFail: YamlNode | undefined): Located<boolean> | undefined {
  const strategy = scalarAt(onFail, 'strategy')
  return strategy?.text === 'ignore' ? { value: true, at: strategy.at } : undefined
}

/** `strategy: retry` runs it again, once unless it says otherwise (Bitbucket docs: Step failure strategies). */
function retriesOf(onFail: YamlNode | undefined): Located<number> | undefined {
  const strategy = scalarAt(onFail, 'strategy')
  if (strategy?.text !== 'retry') return undefined
  const count = scalarAt(onFail, 'maxRetryCount') ?? scalarAt(onFail, 'max-retry-count')
  return count !== undefined && /^\d{1,2}$/.test(count.text)
    ? { value: Number(count.text), at: count.at }
    : { value: 1, at: strategy.at }
}

/** A step with `trigger: manual` is started by a person. */
export function approvalOf(node: YamlMapping): Job['approval'] {
  const trigger = scalarAt(node, 'trigger')
  return trigger?.text === 'manual' ? { kind: 'job', approvers: [], at: trigger.at } : undefined
}

/**
 * One deployment at a time goes to an environment, later ones wait (Bitbucket docs: Set up and monitor deployments,
 * "Concurrency control").
 */
function concurrencyOf(node: YamlMapping, environment: EnvironmentRef | undefined): Concurrency | undefined {
  const own = scalarAt(node, 'concurrency-group')
  if (own !== undefined) return { group: located(own), cancelInProgress: undefined, at: own.at }
  if (environment === undefined) return undefined
  const { name, at } = environment
  return { group: { value: name, at }, cancelInProgress: undefined, at }
}
