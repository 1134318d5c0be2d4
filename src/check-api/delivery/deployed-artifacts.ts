import type { Located, Location } from '../../core/location.js'
import type { Delivery, Deployment, Step } from '../../models/index.js'
import { ancestorsOf, deployPaths } from '../pipelines/pipelines.js'
import { stepsUpTo } from '../../models/step-order.js'

/** Files that one job of a pipeline keeps for a time, and a later one deploys. */
export interface DeployedArtifact {
  /** The artifact's name, or the path that is kept. */
  readonly name: string
  readonly deployment: Deployment
  /** Days that they are kept; undefined where the text does not tell. */
  readonly days: number | undefined
  readonly at: Location
}

/**
 * Tools that put new files over the old ones: nothing at the place where they deploy to has the version before. (Hosts
 * of sites and functions, clusters and registries keep versions themselves.)
 */
const OVERWRITING: ReadonlySet<string> = new Set([
  'aws-s3',
  'azure-functions',
  'azure-storage',
  'azure-webapp',
  'ftp',
  'gsutil',
  'lftp',
  'rsync',
  'scp',
  'sftp',
])

/** Environments whose older versions nobody has to bring back. */
const PASSING_TIERS: ReadonlySet<string> = new Set(['preview', 'test', 'development'])

const UPLOAD = 'actions/upload-artifact'
const DOWNLOAD = 'actions/download-artifact'

/** The name that the action takes where none is given (README of actions/upload-artifact: Inputs). */
const UNNAMED = 'artifact'

/**
 * What pipelines build, keep for a stated time and deploy with tools that overwrite, where no pipeline publishes it too.
 * Once for each place that states a time.
 */
export function deployedArtifacts(delivery: Delivery): DeployedArtifact[] {
  const published = new Set(delivery.publications.map(({ pipeline }) => pipeline))
  const found = deployPaths(delivery)
    .filter(({ tool, tier, subject }) => OVERWRITING.has(tool) && !PASSING_TIERS.has(tier) && subject === 'application')
    .filter(({ pipeline }) => !published.has(pipeline))
    .flatMap((deployment) => [...uploaded(deployment), ...kept(deployment)])
  return [...new Map(found.map((each) => [`${each.at.file}:${String(each.at.line)}`, each])).values()]
}

const withInner = (steps: readonly Step[]): Step[] => steps.flatMap((step) => [step, ...step.inner])

/** By GitHub's actions: what the job downloads by its name, or as all that there is. */
function uploaded(deployment: Deployment): DeployedArtifact[] {
  const { pipeline, job, step } = deployment
  const before = withInner(stepsUpTo(job, step))
  const wanted = before
    .filter(({ uses }) => uses?.repository === DOWNLOAD)
    .map((each) => ({ name: each.with.get('name')?.value, all: !each.with.has('name') && !each.with.has('pattern') }))
  const uploads = withInner(ancestorsOf(pipeline, job).flatMap((each) => each.steps)).filter(
    ({ uses }) => uses?.repository === UPLOAD,
  )
  // Of several that are all brought in, it is not known which one is deployed.
  const isWanted = (name: string): boolean =>
    wanted.some((each) => each.name === name || (each.all && uploads.length === 1))
  return uploads.flatMap((upload) => {
    const name = upload.with.get('name')?.value ?? UNNAMED
    const time = upload.with.get('retention-days')
    // 0 is the default of the repository (README of actions/upload-artifact: Inputs).
    if (time === undefined || time.value.trim() === '0' || !isWanted(name)) return []
    const days = /^\d+$/.test(time.value.trim()) ? Number(time.value) : undefined
    return [{ name, deployment, days, at: time.at }]
  })
}

/** By GitLab: files of an earlier job that a command of the deployment names. */
function kept(deployment: Deployment): DeployedArtifact[] {
  const { pipeline, job, intent } = deployment
  const words = (intent?.command?.argv ?? []).map(({ text }) => text.replace(/^\.\//, ''))
  return ancestorsOf(pipeline, job)
    .flatMap(({ keeps = [] }) => keeps)
    .filter(({ report, when }) => report === undefined && when !== 'failure')
    .flatMap(({ paths, expires }) => {
      const name = expires === undefined ? undefined : paths.find((path) => words.some((word) => isOf(word, path)))
      if (expires === undefined || name === undefined) return []
      return [{ name, deployment, days: daysOf(expires), at: expires.at }]
    })
}

/** Whether the word is the kept path, or something in it. */
function isOf(word: string, path: string): boolean {
  const folder = (path.replace(/^\.\//, '').split('*', 1)[0] ?? '').replace(/\/$/, '')
  return folder !== '' && (word === folder || word.startsWith(`${folder}/`) || word === path)
}

/** Seconds of the units that GitLab reads (GitLab docs: CI/CD YAML syntax, `artifacts:expire_in`). */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:s|secs?|seconds?)?$/, 1],
  [/^(?:m|mins?|minutes?)$/, 60],
  [/^(?:h|hrs?|hours?)$/, 3600],
  [/^(?:d|days?)$/, 86_400],
  [/^(?:w|wks?|weeks?)$/, 604_800],
  [/^(?:mo|mos|months?)$/, 2_592_000],
  [/^(?:y|yrs?|years?)$/, 31_557_600],
]

/** `1 week`, `3 mins 4 sec`, `2h20min`, `never`. */
function daysOf({ value }: Located<string>): number | undefined {
  const text = value.trim().toLowerCase()
  if (text === 'never') return Infinity
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?) ?([a-z]*)/g)]
  if (!/^\d[\da-z. ]*$/.test(text) || parts.length === 0) return undefined
  const seconds = parts.map(([, number, unit = '']) => {
    const factor = UNITS.find(([names]) => names.test(unit))?.[1]
    return factor === undefined ? NaN : Number(number) * factor
  })
  const all = seconds.reduce((sum, each) => sum + each, 0)
  return Number.isNaN(all) ? undefined : all / 86_400
}
