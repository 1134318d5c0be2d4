import {
  credentialsIn,
  defineCheck,
  isForTrying,
  jobsOf,
  looksRandom,
  placeWithin,
  stepsOf,
  unreadPipelines,
  z,
  type CheckOutcome,
  type Located,
  type Pipelines,
} from '../../src/check-api/index.js'

type Values = ReadonlyMap<string, Located<string>>
type Outcome = CheckOutcome<'written' | 'named'>

/** Names of variables and inputs that hold a credential. */
const SECRET = /passw|secret|token|api[-_]?key|private[-_]?key|credential/i
/** Those whose value another party gave out. A key that only tests sign with is called otherwise. */
const GIVEN = /(?:^|[-_])(?:token|api[-_]?key|access[-_]?key|client[-_]?secret|password)$/i
const REFERENCE = /^(\$\{\{.*\}\}|\$\{?\w+\}?)$/
const KEY_ID = /^A[KS]IA[A-Z2-7]{16}$/

interface Text {
  readonly key: string
  readonly text: Located<string>
  /** True where the text is put together, so that only the place of the whole is known. */
  readonly whole?: boolean
}

export default defineCheck({
  id: 'pipeline-secret-plain-text',
  title: 'Secret written into a pipeline file or script',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'AG.SAD.1',
    'AG.SAD.3',
    'waf.sec.strong-identity',
    'SEC02-BP03',
    'hc.semi.pitfall.hardcoded-secrets',
    'hc.gitops.no-secrets-in-git',
    'hc.define.vcs-config.vcs-tokens',
    'hc.secure.cicd-secrets',
    'ba.central-secrets',
    'ba.debt.hardcoded-config',
  ],
  needs: ['pipelines', 'files'],
  options: z.strictObject({}),
  messages: {
    written: {
      text: '{key} holds what has the form of a {what}.',
      remedy: 'Revoke it, as the history keeps it, and let the pipeline read a new one from the secret store.',
    },
    named: {
      text: '{key} holds a text that looks made at random, as credentials are.',
      remedy: 'If it is one, revoke it, as the history keeps it, and read a new one from the secret store.',
    },
  },

  *run({ pipelines, files }) {
    yield* unreadPipelines(pipelines)
    const seen = new Set<string>()
    for (const each of textsOf(pipelines)) {
      const { key, text } = each
      const { file, line, column } = text.at
      const place = `${file}:${line}:${column} ${key}`
      if (seen.has(place) || files.isExcluded(file)) continue
      seen.add(place)
      yield* judge(each)
    }
  },
})

function* judge({ key, text, whole = false }: Text): Generator<Outcome> {
  const found = credentialsIn(text.value)
  // The chain that leads to the place would show the value.
  for (const { what, start, end } of found) {
    const at = whole ? text.at : placeWithin(text, start, end)
    yield { kind: 'problem', message: 'written', data: { key, what }, at, conceals: [text.value.slice(start, end)] }
  }
  const value = text.value.trim()
  if (found.length > 0) return
  if (GIVEN.test(key) && looksRandom(value))
    yield { kind: 'problem', message: 'named', data: { key }, at: text.at, severity: 'warning', conceals: [value] }
  else if (SECRET.test(key) && REFERENCE.test(value))
    yield { kind: 'evidence', text: '{key} is read from outside the file', data: { key }, at: text.at }
}

/** Every text of pipelines that may hold a credential, and the commands of scripts that they run. */
function textsOf(pipelines: Pipelines): Text[] {
  const handed = jobsOf(pipelines).flatMap(({ job }) => [job.env, ...(job.calls === undefined ? [] : [job.calls.with])])
  return [
    ...[...pipelines.all.map(({ env }) => env), ...handed].flatMap(valuesOf),
    ...stepsOf(pipelines, { actions: true }).flatMap(({ step }) => [
      ...valuesOf(step.env),
      ...valuesOf(step.with),
      ...(step.run === undefined ? [] : [{ key: 'This script', text: step.run }]),
      ...step.commands
        .filter(({ at }) => at.file !== step.at.file && !isForTrying(at.file))
        .map(({ argv, env, at }) => ({
          key: 'This command',
          whole: true,
          text: { value: [...env.values(), ...argv.map(({ text }) => text)].join(' '), at },
        })),
    ]),
  ]
}

/** Each value; where an id of AWS stands among them, with it behind, as it tells what the secret beside it is. */
function valuesOf(values: Values): Text[] {
  const id = [...values.values()].map(({ value }) => value.trim()).find((value) => KEY_ID.test(value))
  return [...values].map(([key, text]) => ({
    key,
    text: id === undefined ? text : { ...text, value: `${text.value} ${id}` },
  }))
}
