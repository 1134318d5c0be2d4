import type { Intent, Step, Word } from '../../models/index.js'
import { valuesOf } from '../common/options.js'

/**
 * What a step does about the licences of dependencies. `enforces`: it fails if one is not on a list, or is on one;
 * `lists`: it only says which there are; `elsewhere`: a policy decides that is kept outside of the repository.
 */
export type LicenceWork = 'enforces' | 'lists' | 'elsewhere'

/** By the lexicon's name of the tool: what it does, or the options and inputs that make it enforce. */
const TOOLS: ReadonlyMap<string, LicenceWork | readonly string[]> = new Map<string, LicenceWork | readonly string[]>([
  // They fail for what their configuration does not allow (READMEs).
  ['cargo-deny', 'enforces'],
  ['licensed', 'enforces'],
  ['license_finder', 'enforces'],
  ['liccheck', 'enforces'],
  ['go-licenses', 'enforces'],
  ['dependency-review', 'enforces'],
  // With these options only.
  ['license-checker', ['--onlyAllow', '--failOn']],
  ['license-checker-rseidelsohn', ['--onlyAllow', '--failOn']],
  ['license-compliance', ['--allow', '-a']],
  ['pip-licenses', ['--allow-only', '--fail-on']],
  ['osv-scanner', ['--licenses']],
  ['trivy', ['--exit-code', 'exit-code']],
  ['action-pip-license-checker', ['fail']],
  ['pnpm', 'lists'],
  ['yarn', 'lists'],
  ['composer', 'lists'],
  ['scancode', 'lists'],
  // Products whose policies are kept on a server.
  ['fossa', 'elsewhere'],
  ['snyk', 'elsewhere'],
  ['black-duck', 'elsewhere'],
  ['jfrog', 'elsewhere'],
  ['mend', 'elsewhere'],
  ['debricked', 'elsewhere'],
  ['sonatype', 'elsewhere'],
  ['gitlab-license-scanning', 'elsewhere'],
])

/** Tools with several tasks, of which only these are about dependencies: sub-command or task to what it does. */
const TASKS: ReadonlyMap<string, readonly (readonly [task: RegExp, does: LicenceWork])[]> = new Map([
  ['ort', [[/^evaluate$/, 'enforces'] as const, [/^(?:report|advise)$/, 'lists'] as const]],
  ['license-eye', [[/^(?:dep|dependency)$/, 'enforces'] as const]],
  ['cargo', [[/^lichking$/, 'enforces'] as const, [/^about$/, 'lists'] as const]],
  ['gradle', [[/(?:^|:)(?:checkLicense|licensee)$/, 'enforces'] as const]],
  ['maven', [[/add-third-party/, 'lists'] as const]],
])

/** Actions of several purposes. */
const ACTIONS: ReadonlyMap<string, LicenceWork> = new Map([
  ['apache/skywalking-eyes/dependency', 'enforces'],
  ['oss-review-toolkit/ort-ci-github-action', 'elsewhere'],
])

/**
 * What an intent of a step does about licences of dependencies; undefined for what looks at something else, such as
 * headers of the repository's own files.
 */
export function licenceWorkOf({ kind, tool, command }: Intent, { uses, with: inputs }: Step): LicenceWork | undefined {
  const rule = TOOLS.get(tool)
  if (rule === 'elsewhere') return kind === 'sca' || kind === 'licence-scan' ? rule : undefined
  if (kind !== 'licence-scan') return undefined
  const action = uses?.repository === undefined ? '' : [uses.repository, uses.path].filter(Boolean).join('/')
  const byAction = command === undefined ? ACTIONS.get(action) : undefined
  if (byAction !== undefined) return byAction
  if (rule === undefined) {
    const words = command?.argv.slice(1).map(({ text }) => text) ?? []
    return TASKS.get(tool)?.find(([task]) => words.some((word) => task.test(word)))?.[1]
  }
  if (typeof rule === 'string') return rule
  const isSet =
    command === undefined ? rule.some((name) => isGiven(inputs.get(name)?.value)) : hasValue(command.argv, rule)
  return isSet ? 'enforces' : 'lists'
}

function hasValue(argv: readonly Word[], names: readonly string[]): boolean {
  return valuesOf(argv, ...names).some(({ text }) => isGiven(text) && !text.startsWith('-'))
}

function isGiven(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== '' && value.trim() !== '0'
}
