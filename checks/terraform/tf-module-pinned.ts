import {
  defineCheck,
  isForUse,
  moduleSourceOf,
  onceForEachKey,
  textOf,
  valueAt,
  z,
  type CheckOutcome,
  type ModuleSource,
  type Resource,
  type Value,
} from '../../src/check-api/index.js'

type Message = 'noVersion' | 'openVersion' | 'noRef' | 'branch' | 'archive'

const BRANCHES =
  /^(?:refs\/heads\/.*|main|master|trunk|head|dev(?:el(?:op(?:ment)?)?)?|staging|prod(?:uction)?|latest|stable)$/i
/** A commit, or a name with a number in it, as versions have. */
const FIXED = /^[0-9a-f]{7,64}$|\d/

export default defineCheck({
  id: 'tf-module-pinned',
  title: 'Module source can change without a commit here',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'suggestion',
  practices: [
    'DL.EAC.1',
    'OPS05-BP03',
    'hc.define.modules.pinned',
    'hc.define.modules.registry',
    'ba.versioning',
    'ba.trap.unversioned-config',
  ],
  judgesExamples: false,
  definitions: ['terraform'],
  needs: ['infrastructure', 'files'],
  options: z.strictObject({}),
  messages: {
    noVersion: {
      text: 'Module {name} has no version, so the next init may bring other code of {source}.',
      remedy: 'Add the version that you use now: version = "1.2.3".',
    },
    openVersion: {
      text: 'Module {name} takes any version that fits {version}, and no lock file holds modules.',
      remedy: 'Name one version, and let a bot propose newer ones.',
    },
    noRef: {
      text: 'Module {name} follows the default branch of {source}.',
      remedy: 'Add ?ref= with a tag or a commit to the source.',
    },
    branch: {
      text: 'Module {name} follows the branch {ref} of {source}.',
      remedy: 'Name a tag or a commit after ?ref=.',
    },
    archive: {
      text: 'Module {name} is loaded from {source}, an address without a version.',
      remedy: 'Use an address that holds the version, or a registry.',
    },
  },

  *run({ infrastructure, files }) {
    const modules = infrastructure.resources.filter(
      ({ technology, type, file }) => technology === 'terraform' && type === 'module' && isForUse(file, files),
    )
    const outcomes = modules.flatMap(judge)
    if (outcomes.length === 0)
      return yield { kind: 'not-applicable', reason: 'no Terraform module from elsewhere is called' }
    // What is wrong with one source in the same way is one finding, at the first place.
    yield* onceForEachKey(
      outcomes,
      ({ message, data: { source, version, ref } = {} }) => [message, source, version, ref],
      ({ data }) => `module ${String(data?.['name'])}, too`,
    )
  },
})

function judge({ name, properties, at }: Resource): CheckOutcome<Message>[] {
  const value = valueAt(properties, 'source')
  const source = textOf(value)
  if (value === undefined) return []
  if (source === undefined) {
    const reason = 'the source of module {name} is an expression'
    return [{ kind: 'unknown', origin: 'files', reason, data: { name }, at }]
  }
  const found = moduleSourceOf(source)
  if (found.kind === 'local') return []
  const data = { name, source: shown(source) }
  const outcome = found.kind === 'registry' ? registry(valueAt(properties, 'version')) : address(found)
  const fixed = { kind: 'evidence', text: 'module {name} has a version', data, at } as const
  if (outcome === undefined) return [fixed]
  return [{ ...outcome, data: { ...data, ...outcome.data }, at: outcome.at ?? value.at }]
}

type Finding = Extract<CheckOutcome<Message>, { kind: 'problem' | 'unknown' }>

function registry(version: Value | undefined): Finding | undefined {
  if (version === undefined) return { kind: 'problem', message: 'noVersion' }
  const text = textOf(version)
  if (text === undefined)
    return { kind: 'unknown', origin: 'files', reason: 'the version of module {name} is an expression', at: version.at }
  const parts = text.split(',').map((part) => part.trim())
  // A range with an upper end is what the documentation advises for modules of others.
  if (parts.some((part) => /^(?:=?\s*v?\d|<|~>)/.test(part))) return undefined
  return { kind: 'problem', message: 'openVersion', data: { version: text }, at: version.at, severity: 'warning' }
}

function address({ kind, ref, path }: Exclude<ModuleSource, { kind: 'local' | 'registry' }>): Finding | undefined {
  if (kind === 'archive') {
    if (ref !== undefined || /\d\.\d|[0-9a-f]{7}/.test(path)) return undefined
    return { kind: 'problem', message: 'archive', severity: 'notice' }
  }
  if (ref === undefined) return { kind: 'problem', message: 'noRef' }
  if (BRANCHES.test(ref)) return { kind: 'problem', message: 'branch', data: { ref } }
  if (FIXED.test(ref)) return undefined
  const reason = 'whether {ref}, which module {name} uses, is a branch or a tag is not known'
  return { kind: 'unknown', origin: 'files', reason, data: { ref } }
}

/** Without what may be a password in the address. */
function shown(source: string): string {
  return source.replace(/\/\/[^/@]*@/, '//').split('?')[0] ?? source
}
