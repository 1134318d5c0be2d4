import { pathsFitting } from '../../core/path-index.js'
import { fileLocation, type Location } from '../../core/location.js'
import type { Command, FileIndex, Intent, Tests, TestSign } from '../../models/index.js'
import type { InfrastructureKind } from '../infrastructure/authored-infrastructure.js'
import { joinPaths } from '../common/paths.js'
import type { Reached } from '../presence/reached.js'
import { testBedOf } from './test-beds.js'
import { signsThatRun } from './test-signs.js'

/** What shows that infrastructure code of a kind is tested. */
interface Signals {
  /** What the tools cover; those that cover nothing in particular are for every kind. */
  readonly covers: ReadonlySet<string>
  /** Test libraries and test code, told by what the sign names. */
  readonly sign: RegExp
  /** Paths of tests, which a tool of their own must run. */
  readonly files?: RegExp
}

const SIGNALS: Readonly<Record<InfrastructureKind, Signals>> = {
  Terraform: {
    covers: new Set(['terraform', 'rego']),
    sign: /terratest|tftest|kitchen|terraform|blueprint-test/i,
    files: /\.(?:tftest|tofutest)\.(?:hcl|json)$/,
  },
  CloudFormation: {
    covers: new Set(['cloudformation', 'rego']),
    sign: /taskcat|cfn|cloud-radar|cloudformation/i,
    files: /(?:^|\/)\.taskcat\.ya?ml$/,
  },
  CDK: {
    covers: new Set(['cloudformation', 'rego']),
    sign: /(?:aws[-_.]?|@aws-)cdk|assertions|from_?stack|SynthUtils|integ-tests/i,
  },
  'CDK for Terraform': { covers: new Set(['terraform', 'rego']), sign: /Testing\.|cdktf/i },
  cdk8s: { covers: new Set(['kubernetes', 'rego']), sign: /Testing\.|cdk8s/i },
  Helm: {
    covers: new Set(['kubernetes', 'rego']),
    sign: /terratest|helm/i,
    files: /(?:^|\/)tests\/[^/]+_test\.ya?ml$/,
  },
  Ansible: {
    covers: new Set(['ansible', 'inspec']),
    sign: /molecule|testinfra|ansible|kitchen|serverspec|inspec/i,
    files: /(?:^|\/)molecule\/[^/]+\/molecule\.ya?ml$/,
  },
  Pulumi: { covers: new Set(['pulumi', 'rego']), sign: /pulumi|mocks/i },
}

/** Clusters that a job makes for itself. */
const CLUSTER = /\bkind\b|k3d|k3s|minikube|microk8s/i

/** A test of infrastructure code, or its trace. */
export interface InfrastructureTest {
  readonly what: string
  readonly at: Location
  /** True if a manifest names what tests could be written with, and none was seen. */
  readonly isNamed?: boolean
}

/** What tests code of the kind in a run that a change or a schedule starts; undefined if nothing is seen. */
export function infrastructureTestOf(
  kind: InfrastructureKind,
  reached: Reached,
  tests: Pick<Tests, 'signs'>,
  files: FileIndex,
): InfrastructureTest | undefined {
  const intent = reached.steps.flatMap(({ step }) => step.intents).find((each) => testsKind(kind, each))
  if (intent !== undefined) return { what: intent.tool, at: intent.at }
  const running = signsThatRun(reached.steps, tests, 'infrastructure').find(({ sign }) => isSignOf(kind, sign))
  if (running !== undefined) return { what: running.sign.what, at: running.sign.at }
  return triedOut(kind, reached) ?? (kind === 'Helm' ? installedInCluster(reached, files) : undefined)
}

/** Tests of code of the kind that the tree holds, whether they run or not; undefined if there are none. */
export function infrastructureTestIn(
  kind: InfrastructureKind,
  { signs }: Pick<Tests, 'signs'>,
  files: FileIndex,
): InfrastructureTest | undefined {
  const pattern = SIGNALS[kind].files
  const path = pattern && pathsFitting(files.paths, [pattern]).find((each) => !files.isExcluded(each))
  if (path !== undefined) return { what: path, at: fileLocation(path) }
  const found = signs.filter((each) => each.purpose === 'infrastructure' && isSignOf(kind, each))
  const sign = found.find(({ named }) => named !== true) ?? found[0]
  return sign && { what: sign.what, at: sign.at, isNamed: sign.named === true }
}

/** A job that makes a cluster and tests in it: its tests may install the charts. */
export function clusterTestIn({ steps }: Reached): InfrastructureTest | undefined {
  for (const { job, step } of steps) {
    const intent = step.intents.find(({ kind }) => kind.endsWith('-test'))
    if (intent === undefined) continue
    if (CLUSTER.test(testBedOf(job)?.what ?? '')) return { what: job.name, at: intent.at }
  }
  return undefined
}

function testsKind(kind: InfrastructureKind, { kind: intent, covers }: Intent): boolean {
  return intent === 'iac-test' && coversKind(kind, covers)
}

function coversKind(kind: InfrastructureKind, covers: readonly string[]): boolean {
  return covers.length === 0 || covers.some((each) => SIGNALS[kind].covers.has(each))
}

function isSignOf(kind: InfrastructureKind, { what }: TestSign): boolean {
  return SIGNALS[kind].sign.test(what)
}

/** A job that creates what the code describes and takes it away again, whatever happens. */
function triedOut(kind: InfrastructureKind, { steps }: Reached): InfrastructureTest | undefined {
  for (const [index, { job, step }] of steps.entries()) {
    if (step.condition !== undefined) continue
    const applied = step.intents.find(
      (each) => each.kind === 'iac-apply' && isDone(each) && coversKind(kind, each.covers),
    )
    if (applied === undefined || applied.covers.length === 0) continue
    const removed = steps
      .slice(index)
      .find(
        (later) =>
          later.job === job &&
          (later.step.condition === undefined || later.step.after !== undefined) &&
          later.step.intents.some((each) => each.kind === 'cleanup' && each.tool === applied.tool && isDone(each)),
      )
    if (removed !== undefined)
      return { what: `${applied.tool} in job ${job.name}, which takes all away again,`, at: applied.at }
  }
  return undefined
}

function isDone({ command }: Intent): boolean {
  return command?.conditional !== true
}

/** A job that makes a cluster and installs a chart of the tree into it. */
function installedInCluster({ steps }: Reached, files: FileIndex): InfrastructureTest | undefined {
  for (const { job, step } of steps) {
    const install = step.commands.find((command) => installsChart(command, files))
    if (install !== undefined && CLUSTER.test(testBedOf(job)?.what ?? ''))
      return { what: 'helm install in a cluster of the run', at: install.at }
  }
  return undefined
}

function installsChart({ argv, directory }: Command, files: FileIndex): boolean {
  const words = argv.map(({ text }) => text)
  if (words[0] !== 'helm' || directory === undefined || !words.some((word) => word === 'install' || word === 'upgrade'))
    return false
  return words.slice(1).some((word) => files.has(`${joinPaths(directory, word) ?? ''}/Chart.yaml`.replace(/^\.\//, '')))
}
