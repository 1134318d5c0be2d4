import {
  contextsIn,
  defineCheck,
  expressionsIn,
  stepsOf,
  untrustedContext,
  z,
  type Located,
  type Pipeline,
  type Severity,
  type Step,
} from '../../src/check-api/index.js'

/** Inputs of actions whose text is run as a program. */
const SCRIPT_INPUTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['actions/github-script', ['script']],
  ['azure/cli', ['inlinescript', 'inlineScript']],
  ['azure/powershell', ['inlinescript', 'inlineScript']],
  ['nick-fields/retry', ['command']],
  ['nick-invision/retry', ['command']],
  ['appleboy/ssh-action', ['script']],
])

interface Sink {
  readonly name: string
  readonly text: Located<string>
}

export default defineCheck({
  id: 'pipeline-script-injection',
  title: 'Untrusted text is pasted into a script',
  severity: 'error',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'safe-fix',
  practices: ['AG.SAD.3', 'SEC11-BP02', 'SEC11-BP07', 'ba.risk.secrets-access'],
  needs: ['pipelines'],
  options: z.strictObject({}),
  messages: {
    injected: {
      text: '{context} is pasted into {sink} before it runs, so whoever writes that text can run commands.',
      remedy: 'Hand it over as an environment variable (env:) and use the quoted variable in the script.',
    },
    input: {
      text: 'The workflow input {context} is pasted into {sink} before it runs.',
      remedy: 'Hand it over as an environment variable (env:) and use the quoted variable in the script.',
    },
  },

  *run({ pipelines }) {
    for (const { pipeline, step } of stepsOf(pipelines, { actions: true })) {
      for (const sink of sinksOf(step)) yield* judge(pipeline, sink)
    }
  },
})

function sinksOf({ run, uses, workingDirectory, with: inputs }: Step): Sink[] {
  const scripts = SCRIPT_INPUTS.get(uses?.repository ?? '') ?? []
  return [
    ...(run === undefined ? [] : [{ name: 'run', text: run }]),
    ...(workingDirectory === undefined ? [] : [{ name: 'working-directory', text: workingDirectory }]),
    ...scripts.flatMap((name) => {
      const text = inputs.get(name)
      return text === undefined ? [] : [{ name, text }]
    }),
  ]
}

function* judge(pipeline: Pipeline, { name, text }: Sink) {
  const expressions = expressionsIn(text.value)
  if (expressions.length === 0) return
  let safe = true
  for (const expression of expressions) {
    const at = placeOf(text, expression.offset)
    const context = untrustedContext(expression.text)
    const input = dispatchedInput(pipeline, expression.text)
    if (context !== undefined) {
      safe = false
      yield {
        kind: 'problem' as const,
        message: 'injected' as const,
        data: { context, sink: name },
        at,
        severity: severityOf(pipeline, context),
      }
    } else if (input !== undefined) {
      safe = false
      yield {
        kind: 'problem' as const,
        message: 'input' as const,
        data: { context: input, sink: name },
        at,
        severity: 'notice' as const,
      }
    }
  }
  if (safe)
    yield {
      kind: 'evidence' as const,
      text: 'what is pasted into {sink} is not an outsider’s text',
      data: { sink: name },
      at: text.at,
    }
}

/** Texts that only a person with write access can choose are worth a warning. */
function severityOf(pipeline: Pipeline, context: string): Severity {
  const onlyPushes =
    pipeline.triggers.length > 0 &&
    pipeline.triggers.every(({ kind }) => kind === 'push' || kind === 'tag' || kind === 'manual' || kind === 'schedule')
  return onlyPushes && context.startsWith('github.event.head_commit') ? 'warning' : 'error'
}

/** Free text that a person with write access types when starting the workflow by hand. */
function dispatchedInput(pipeline: Pipeline, expression: string): string | undefined {
  if (!pipeline.triggers.some(({ event }) => event === 'workflow_dispatch')) return undefined
  return contextsIn(expression).find((path) => /^(inputs|github\.event\.inputs)\.[\w-]+$/.test(path))
}

/** The line of the script that holds the character at `offset`; scripts start on the line of their first character. */
function placeOf({ value, at }: Located<string>, offset: number): Located<string>['at'] {
  const before = value.slice(0, offset).split('\n')
  const line = at.line + before.length - 1
  return { ...at, line, endLine: line, route: `${at.route}@${before.length}` }
}
