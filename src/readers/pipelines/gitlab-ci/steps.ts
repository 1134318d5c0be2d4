import type { Because, Located, Location } from '../../../core/location.js'
import type { IntentKind } from '../../../core/intent-kind.js'
import { LINT_KINDS, TEST_KINDS } from '../../../core/intent-kind.js'
import type { ActionRef, Step } from '../../../models/index.js'
import { entriesOf } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { opaqueStep, scriptStep, unresolved, usesStep, type StepFields } from '../parts.js'
import type { AdapterReading } from '../reading.js'
import { joined, sourceOf, type ScriptSettings } from '../source-text.js'
import type { RawJob } from './config.js'
import { flattened, given, textsOf } from './nodes.js'
import { runSteps } from './run-steps.js'
import { templateCode } from './templates.js'

/** Prefix of the names under which the lexicon has what GitLab itself does. */
const LEXICON = 'gitlab:'

/** What the steps of a job run with. */
export interface StepScope {
  readonly because: readonly Because[]
  readonly windows: boolean
  /** Variables whose values are known. */
  readonly env: ReadonlyMap<string, string>
}

/**
 * The steps of a job. `before_script` and `script` run in one shell that ends at the first failure, of each command of
 * a pipe too: the runner sets errexit and, where the shell has it, pipefail, which the shells of usual images do.
 * `after_script` runs in a shell of its own, whatever happened, and fails nothing (gitlab-org/gitlab-runner,
 * shells/bash.go; GitLab docs: `after_script`).
 */
export function stepsOf(reading: AdapterReading, job: RawJob, scope: StepScope): Step[] {
  const { node } = job
  const before = given(given(node, 'hooks'), 'pre_get_sources_script')
  const after = given(node, 'after_script')
  const always: StepFields = after === undefined ? {} : { after: 'always', allowFailure: { value: true, at: after.at } }
  const main = mainSteps(reading, job, scope)
  return [
    ...scriptSteps(reading, [before], scope),
    ...main,
    ...scriptSteps(reading, [after], scope, always),
    ...ownSteps(reading, job, scope, main),
  ]
}

function mainSteps(reading: AdapterReading, { node, missing, name, key }: RawJob, scope: StepScope): Step[] {
  const script = given(node, 'script')
  const gaps = missing.map((each) =>
    opaqueStep(unresolved(`job ${each.text}, which ${name} extends`, 'missing', each.at, scope.because)),
  )
  if (script !== undefined) return [...gaps, ...scriptSteps(reading, [given(node, 'before_script'), script], scope)]
  const uses = given(node, 'uses')
  const code = templateCode(uses)
  if (uses !== undefined && code !== undefined) {
    return [...gaps, componentStep(reading, code, `template ${code}`, uses.at, scope)]
  }
  if (given(node, 'trigger') !== undefined) return gaps
  const run = given(node, 'run')
  if (run !== undefined) return [...gaps, ...runSteps(reading, run, scope)]
  if (gaps.length > 0) return gaps
  return [opaqueStep(unresolved(`the script of ${name}, which is not in the tree`, 'missing', key.at, scope.because))]
}

/** One step for scripts that share a shell, and one for each of their items that cannot be resolved. */
function scriptSteps(
  reading: AdapterReading,
  scripts: readonly (YamlNode | undefined)[],
  { because, windows, env }: StepScope,
  fields: StepFields = {},
): Step[] {
  const items = scripts.flatMap((script) => flattened(script))
  const gaps = items.flatMap((item) => {
    if (item.kind === 'scalar') return []
    const what = `a script that ${item.tag === '!reference' ? 'a reference' : 'no text'} gives`
    return [opaqueStep(unresolved(what, 'missing', item.at, because), fields)]
  })
  const texts = items.flatMap((item) => (item.kind === 'scalar' ? [item] : []))
  const source = joined(texts.map(sourceOf))
  if (source === undefined) return gaps
  const settings: ScriptSettings = {
    shell: windows ? 'pwsh' : undefined,
    failFast: true,
    pipefail: true,
    directory: '',
    env,
    because,
  }
  return [scriptStep(reading.resolver, source, settings, fields), ...gaps]
}

function componentStep(
  reading: AdapterReading,
  name: string,
  text: string,
  at: Location,
  { because }: Pick<StepScope, 'because'>,
  inputs: ReadonlyMap<string, Located<string>> = new Map(),
): Step {
  const uses: ActionRef = { text, kind: 'component', repository: `${LEXICON}${name}`, at }
  return usesStep(reading.resolver, uses, inputs, because)
}

/** What GitLab does behind a job: a release, a site, what it makes of reports. */
function ownSteps(reading: AdapterReading, { node, name }: RawJob, scope: StepScope, main: readonly Step[]): Step[] {
  const release = given(node, 'release')
  const pages = given(node, 'pages')
  const isPages = (name === 'pages' && pages === undefined) || (pages !== undefined && !isFalse(pages))
  const site = isPages ? (pages ?? given(node, 'script')) : undefined
  const coverage = given(node, 'coverage')
  return [
    ...(release === undefined ? [] : [componentStep(reading, 'release', 'release', release.at, scope)]),
    ...(site === undefined ? [] : [componentStep(reading, 'pages', 'pages', site.at, scope)]),
    ...(coverage === undefined ? [] : [componentStep(reading, 'coverage', 'coverage', coverage.at, scope)]),
    ...reportSteps(reading, node, scope, main),
  ]
}

function isFalse(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.text === 'false'
}

/** What a report shows that the job does; `junit` stands for tests only where nothing else explains it. */
const KINDS_OF_REPORTS: ReadonlyMap<string, ReadonlySet<IntentKind>> = new Map([
  ['sast', new Set<IntentKind>(['sast', 'iac-scan'])],
  ['dependency_scanning', new Set<IntentKind>(['sca'])],
  ['container_scanning', new Set<IntentKind>(['container-scan'])],
  ['secret_detection', new Set<IntentKind>(['secret-scan'])],
  ['dast', new Set<IntentKind>(['dast'])],
  ['cyclonedx', new Set<IntentKind>(['sbom', 'sca'])],
  ['codequality', new Set<IntentKind>([...LINT_KINDS, 'sast'])],
  ['accessibility', new Set<IntentKind>(['accessibility-test'])],
  ['junit', new Set<IntentKind>([...TEST_KINDS, ...LINT_KINDS, 'sast', 'sca', 'iac-scan', 'container-scan'])],
])

/** Reports of a job whose commands do not show where they come from: they tell what the job does. */
function reportSteps(reading: AdapterReading, node: YamlNode, scope: StepScope, main: readonly Step[]): Step[] {
  if (main.every(({ opaque }) => opaque.length === 0)) return []
  const seen = new Set(main.flatMap(({ intents }) => intents.map(({ kind }) => kind)))
  return entriesOf(given(given(node, 'artifacts'), 'reports')).flatMap(({ key, value }) => {
    const kinds = KINDS_OF_REPORTS.get(key.text)
    if (kinds === undefined || textsOf(value).length === 0 || [...kinds].some((kind) => seen.has(kind))) return []
    return [componentStep(reading, `reports/${key.text}`, `report ${key.text}`, key.at, scope)]
  })
}
