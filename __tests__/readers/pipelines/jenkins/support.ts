import type { Job, Pipeline, Step, Trigger } from '../../../../src/models/index.js'
import { readFileIndex } from '../../../../src/readers/files.js'
import { createResolver } from '../../../../src/readers/resolve/index.js'
import { jenkins } from '../../../../src/readers/pipelines/jenkins/index.js'
import type { Defect } from '../../../../src/readers/context.js'
import { memoryFiles, readerContext } from '../../../helpers/memory-files.js'

interface ReadTree {
  readonly pipelines: readonly Pipeline[]
  readonly defects: readonly Defect[]
}

/** Reads the pipelines of a tree with the real resolver. */
export function readTree(tree: Readonly<Record<string, string>>): ReadTree {
  const files = memoryFiles(tree)
  const context = { ...readerContext(files), repository: 'acme/shop' }
  const infrastructure = (): never => {
    throw new Error('Jenkins defines no pipeline in infrastructure as code')
  }
  const { isExcluded } = readFileIndex(files, context.settings)
  const resolver = createResolver(files, context.settings)
  const pipelines = jenkins.read({ context, resolver, infrastructure, isExcluded })
  return { pipelines, defects: context.defects }
}

/** Reads one Jenkinsfile, beside other files. */
export function readJenkinsfile(text: string, more: Readonly<Record<string, string>> = {}): Pipeline {
  const { pipelines, defects } = readTree({ ...more, Jenkinsfile: text })
  const pipeline = pipelines.find(({ file }) => file === 'Jenkinsfile')
  if (pipeline === undefined) throw new Error(`no pipeline: ${defects.map(({ message }) => message).join(', ')}`)
  return pipeline
}

/** A declarative pipeline around stages. */
export function declarative(stages: string, more = ''): string {
  return `pipeline {\n  agent any\n${more}\n  stages {\n${stages}\n  }\n}\n`
}

/** A declarative pipeline whose only stage has these steps. */
export function withSteps(steps: string): string {
  return declarative(`    stage('Only') {\n      steps {\n${steps}\n      }\n    }`)
}

/** The job of this id. */
export function job({ jobs }: Pipeline, id: string): Job {
  const found = jobs.find((each) => each.id === id)
  if (found === undefined) throw new Error(`no job ${id} among ${jobs.map((each) => each.id).join(', ')}`)
  return found
}

/** The steps of the only job. */
export function onlySteps({ jobs }: Pipeline): readonly Step[] {
  expectOne(jobs)
  return jobs[0]?.steps ?? []
}

function expectOne(jobs: readonly Job[]): void {
  if (jobs.length !== 1) throw new Error(`${jobs.length} jobs: ${jobs.map((each) => each.id).join(', ')}`)
}

/** `Build`, `Test < Build`: each job with what it needs. */
export function order({ jobs }: Pipeline): string[] {
  return jobs.map(({ id, needs }) => (needs.length === 0 ? id : `${id} < ${needs.join(', ')}`))
}

/** A trigger in short: `push main`, `change-request`. */
export function triggerName({ kind, branches, branchesIgnored, tags }: Trigger): string {
  const names = [
    ...(branches ?? []).map(({ value }) => value),
    ...(branchesIgnored ?? []).map(({ value }) => `!${value}`),
    ...(tags ?? []).map(({ value }) => value),
  ]
  return [kind, ...names].join(' ')
}

/** The runs that get to a job or step: a question mark behind those that may not. */
export function starts({ starts: list = [] }: Pick<Job, 'starts'>): string[] {
  return list.map(({ trigger, certain }) => triggerName(trigger) + (certain ? '' : '?'))
}

/** What a step runs or uses, in one line. */
export function brief(step: Step): string {
  const what = step.run === undefined ? (step.uses?.text ?? '?') : step.commands.map(words).join(' ; ')
  const marks = [
    ...(step.after === undefined ? [] : [step.after]),
    ...(step.allowFailure === undefined ? [] : ['may fail']),
  ]
  return [what, ...marks.map((mark) => `(${mark})`)].join(' ')
}

function words({ argv }: Step['commands'][number]): string {
  return argv.map(({ text }) => text).join(' ')
}
