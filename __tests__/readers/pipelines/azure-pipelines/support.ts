import { expect } from '@jest/globals'
import type { Job, Pipeline } from '../../../../src/models/index.js'
import { azurePipelines } from '../../../../src/readers/pipelines/azure-pipelines/index.js'
import { readWith } from '../adapter-support.js'

export const FILE = 'azure-pipelines.yml'

/** Shows that a tree lives on GitHub, where pull requests start pipelines by themselves. */
export const ON_GITHUB = { '.github/CODEOWNERS': '' }

/** Reads one pipeline of a tree on GitHub. */
export function read(text: string, more: Readonly<Record<string, string>> = {}): Pipeline {
  const { pipelines, defects } = readWith(azurePipelines, { ...ON_GITHUB, ...more, [FILE]: text })
  expect(defects).toEqual([])
  const pipeline = pipelines.find(({ file }) => file === FILE)
  if (pipeline === undefined) throw new Error('no pipeline')
  return pipeline
}

/** The first job of a pipeline. */
export function firstJob(text: string, more: Readonly<Record<string, string>> = {}): Job {
  const [job] = read(text, more).jobs
  if (job === undefined) throw new Error('no job')
  return job
}

/** The triggers of a pipeline on a line each: kind, event, filters. */
export function triggerLines({ triggers }: Pipeline): string[] {
  return triggers.map(({ kind, event, branches, branchesIgnored, tags, paths, pathsIgnored, upstream }) => {
    const filters = [
      [branches, ''],
      [branchesIgnored, '!'],
      [tags, '#'],
      [paths, '/'],
      [pathsIgnored, '!/'],
    ] as const
    const names = filters.flatMap(([list, mark]) => (list ?? []).map(({ value }) => mark + value))
    return [`${kind}:${event}`, ...names, ...(upstream ?? [])].join(' ')
  })
}
