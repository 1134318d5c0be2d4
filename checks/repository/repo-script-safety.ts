import { defineCheck, usedScripts, z, type CheckOutcome, type UsedScript } from '../../src/check-api/index.js'

type Outcome = CheckOutcome<'goesOn' | 'powershell' | 'unset' | 'long'>

/** With fewer commands that do something there is little to go wrong in between. */
const LEAST_WORK = 4

export default defineCheck({
  id: 'repo-script-safety',
  title: 'Operational script goes on after an error',
  severity: 'warning',
  confidence: 'high',
  kind: 'rule',
  since: '0.1.0',
  fixable: 'none',
  practices: [
    'QA.NT.1',
    'ops05-bp10.boundaries.exception-handling',
    'OPS05-BP07',
    'hc.semi.pitfall.throwaway-scripts',
    'ba.risk.faulty-automation',
    'ba.debt.untested-legacy-scripts',
  ],
  judgesExamples: false,
  needs: ['project', 'pipelines', 'gitHooks', 'files'],
  options: z.strictObject({
    /** A script without functions may be this long. */
    maxLines: z._default(z.int().check(z.gte(1)), 300),
  }),
  messages: {
    goesOn: {
      text: 'If {command} fails, {script} goes on with {next} all the same, and may well end as a success.',
      remedy:
        'Put `set -euo pipefail` (in sh: `set -eu`) below the first line, and `|| true` behind what is allowed to fail.',
    },
    powershell: {
      text: 'If {command} fails, {script} goes on with {next} all the same: PowerShell shows most errors and continues.',
      remedy:
        "Put `$ErrorActionPreference = 'Stop'` at the beginning, and look at $LASTEXITCODE after programs that are no cmdlets.",
    },
    unset: {
      text: 'If {variable} is not set, {script} removes a folder at the root of the machine instead of one below it.',
      remedy: 'Write {safe} instead, which ends the script with a message, or put `set -u` below the first line.',
    },
    long: {
      text: '{script} has {lines} lines and not one function: no part of it can be tried or tested alone.',
      remedy: 'Take its steps into functions with names, and test those (bats, ShellSpec, Pester).',
    },
  },

  *run({ project, pipelines, gitHooks, files }, { maxLines }): Generator<Outcome> {
    const used = usedScripts(project, pipelines, gitHooks, files)
    const removals = used.flatMap(unsetRemovals)
    const judged = used.filter(
      ({ script: { work, sourced }, by }) => work.length >= LEAST_WORK && (by !== 'folder' || !sourced),
    )
    const problems = judged.flatMap((each) => [...goingOn(each), ...tooLong(each, maxLines)])
    yield* removals
    yield* problems
    const bad = new Set(problems.map(({ data }) => data?.['script']))
    const good = judged.filter(({ script }) => !bad.has(script.file))
    const [first] = good
    if (first !== undefined)
      yield {
        kind: 'evidence',
        text:
          good.length === 1 ? '{script} ends at the first error' : '{script} and {others} more end at the first error',
        data: { script: first.script.file, others: good.length - 1 },
      }
    else if (problems.length + removals.length === 0)
      yield {
        kind: 'not-applicable',
        reason: `no script with ${LEAST_WORK} or more commands is started by a pipeline or lies among those for operation`,
      }
  },
})

type Found = Extract<Outcome, { kind: 'problem' }>

/** The first command after whose failure others still run. */
function goingOn({ script: { file, language, work, sourced }, by, stopped }: UsedScript): Found[] {
  // What a script that others take in does after an error is up to those.
  if (stopped || (language === 'powershell' && by !== 'folder') || sourced) return []
  const index = work.findIndex(({ goesOn }, i) => goesOn && nextOf(work, i) !== undefined)
  const lost = work[index]
  const next = nextOf(work, index)
  if (lost === undefined || next === undefined) return []
  return [
    {
      kind: 'problem',
      message: language === 'shell' ? 'goesOn' : 'powershell',
      data: { script: file, command: lost.name, next: next.name },
      at: lost.at,
      ...(by === 'folder' && { severity: 'notice' }),
    },
  ]
}

/** What runs after it for certain: a command of another branch does not. */
function nextOf(work: UsedScript['script']['work'], index: number): UsedScript['script']['work'][number] | undefined {
  return work.find(({ conditional }, i) => i > index && !conditional)
}

function unsetRemovals({ script: { file, unsetRemovals }, by }: UsedScript): Found[] {
  // A pipeline may set the variable around it.
  if (by === 'pipeline') return []
  return unsetRemovals.map(({ value, at }) => ({
    kind: 'problem',
    message: 'unset',
    data: { script: file, variable: value, safe: `\${${value}:?}` },
    at,
  }))
}

function tooLong({ script: { file, lines, hasFunctions, work } }: UsedScript, maxLines: number): Found[] {
  if (hasFunctions || lines <= maxLines) return []
  const at = work[0]?.at
  return [{ kind: 'problem', message: 'long', data: { script: file, lines }, severity: 'notice', ...(at && { at }) }]
}
