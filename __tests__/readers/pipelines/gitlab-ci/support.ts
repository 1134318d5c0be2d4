import type { Job, Pipeline, Settings, Trigger } from '../../../../src/models/index.js'
import { NO_SETTINGS } from '../../../../src/models/settings.js'
import type { Defect } from '../../../../src/readers/context.js'
import { gitlabCi } from '../../../../src/readers/pipelines/gitlab-ci/index.js'
import { createResolver } from '../../../../src/readers/resolve/index.js'
import { fakeResolver, filesOf } from '../github-actions/support.js'

type Tree = Readonly<Record<string, string>>

export interface Read {
  readonly pipelines: readonly Pipeline[]
  readonly defects: readonly Defect[]
  readonly resolver: ReturnType<typeof fakeResolver>
}

/** Reads a tree; with `real`, commands are followed and looked up. */
export function readTree(
  tree: Tree,
  { settings = NO_SETTINGS, real = false }: { settings?: Settings; real?: boolean } = {},
): Read {
  const defects: Defect[] = []
  const files = filesOf(tree)
  const context = { files, settings, defect: (each: Defect) => void defects.push(each), unread: () => {} }
  const infrastructure = (): never => {
    throw new Error('GitLab CI defines no pipeline in infrastructure as code')
  }
  const resolver = fakeResolver()
  const reading = {
    context,
    resolver: real ? createResolver(files, settings) : resolver,
    infrastructure,
    isExcluded: () => false,
  }
  return { pipelines: gitlabCi.read(reading), defects, resolver }
}

/** The pipeline of `.gitlab-ci.yml` beside other files. */
export function readCi(
  text: string,
  more: Tree = {},
  options: Parameters<typeof readTree>[1] = {},
): Read & { ci: Pipeline } {
  const read = readTree({ ...more, '.gitlab-ci.yml': text }, options)
  const [ci] = read.pipelines
  if (ci === undefined) throw new Error('no pipeline')
  return { ...read, ci }
}

/** A job by its id. */
export function jobIn({ jobs }: Pipeline, id: string): Job {
  const job = jobs.find((each) => each.id === id)
  if (job === undefined) throw new Error(`no job ${id} among ${jobs.map((each) => each.id).join(', ')}`)
  return job
}

/** `push[main]`, `tag`, `merge_request_event`: what starts a run, with the names that it is for. */
export function triggerText({ kind, event, branches, tags, branchesIgnored }: Trigger): string {
  const names = (branches ?? tags ?? []).map(({ value }) => value)
  const others = (branchesIgnored ?? []).map(({ value }) => `!${value}`)
  const name = kind === 'tag' ? 'tag' : event
  return names.length + others.length === 0 ? name : `${name}[${[...names, ...others].join(' ')}]`
}

/** The runs that get to a job: `?` behind those that may, `by hand` behind those in which somebody must start it. */
export function startsOf({ starts = [] }: Job): string[] {
  return starts.map(
    ({ trigger, certain, manual }) => `${triggerText(trigger)}${certain ? '' : '?'}${manual ? ' by hand' : ''}`,
  )
}

/** The script of each step. */
export function scriptsOf({ steps }: Job): (string | undefined)[] {
  return steps.map(({ run, uses, opaque }) => run?.value ?? uses?.repository ?? opaque[0]?.what)
}
