import type { Step } from '../../models/index.js'
import { stepsAfter, type StepInJob } from '../pipelines/pipelines.js'

/** A ready-made step that reads the results of tests that ran before it, and lets the run fail by what they say. */
interface ResultJudge {
  /** The input that decides whether it does, and whether it does without that input. */
  readonly input?: string
  readonly byDefault: boolean
  /** True if a value of the input other than `true` or `false` lets it fail too. */
  readonly gates?: true
}

/**
 * For each action, by its name in the lexicon: first those that read the results of tests. Sources: the READMEs of the actions of GitHub · Jenkins, Pipeline steps
 * reference: junit, skipMarkingBuildUnstable; recordIssues, qualityGates (an unstable build is no success for the host) ·
 * Microsoft Learn, PublishTestResults@2 · README of Buildkite's plugin junit-annotate.
 */
const JUDGES: ReadonlyMap<string, ResultJudge> = new Map<string, ResultJudge>([
  ['dorny/test-reporter', { input: 'fail-on-error', byDefault: true }],
  ['enricomi/publish-unit-test-result-action', { input: 'fail_on', byDefault: true, gates: true }],
  ['azure-pipelines:publishtestresults', { input: 'failtaskonfailedtests', byDefault: false }],
  ['buildkite:junit-annotate', { input: 'fail-build-on-error', byDefault: false }],
  ...['junit', 'junitresultarchiver', 'xunit', 'xunitpublisher', 'nunit', 'nunitpublisher', 'mstest', 'mstestpublisher']
    .concat('testng', 'tap', 'tappublisher', 'robot', 'robotpublisher', 'cucumber')
    .map((name): [string, ResultJudge] => [`jenkins:${name}`, { byDefault: true }]),
])

/** Those that read what linters found, if they are told how much of it is too much. */
const GATES: ReadonlyMap<string, ResultJudge> = new Map<string, ResultJudge>([
  ['jenkins:recordissues', { input: 'qualitygates', byDefault: false }],
  ['jenkins:publishissues', { input: 'qualitygates', byDefault: false }],
])

/** The input by which a step of Jenkins only reports (Jenkins, Pipeline steps reference: junit). */
const ONLY_REPORTS = 'skipmarkingbuildunstable'

/**
 * Whether something after the step reads the results of its tests, or what its linters found, and fails the run or marks
 * it as unstable by them.
 */
export function judgedByResults(where: StepInJob, results: 'tests' | 'findings'): boolean {
  const table = results === 'tests' ? JUDGES : GATES
  return stepsAfter(where).some((step) => judges(step, table.get(step.uses?.repository ?? '')))
}

function judges({ with: inputs }: Step, judge: ResultJudge | undefined): boolean {
  if (judge === undefined) return false
  const given = new Map(Array.from(inputs, ([name, { value }]) => [name.toLowerCase(), value.toLowerCase()]))
  if (given.get(ONLY_REPORTS) === 'true') return false
  const value = judge.input === undefined ? undefined : given.get(judge.input)
  if (value === undefined || value === '') return judge.byDefault
  return judge.gates === true ? value !== 'nothing' : value !== 'false'
}
