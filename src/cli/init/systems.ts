import type { Detected } from './detect.js'
import { WRITTEN, type WrittenSystem } from './written-systems.js'
import { azurePipeline, bitbucketPipelines, circleConfig, gitlabJob, jenkinsfile, type JobChoices } from './jobs.js'

/** A file to write, or what to put into one that is there and holds other things. */
export interface Written {
  readonly path: string
  readonly text: string
  /** Set where the system reads one file only and it is there: the text is for somebody to put into it. */
  readonly intoExisting?: true
}

interface Other {
  readonly path: string
  /** Whether the system reads a single file, so that an existing one has to be edited. */
  readonly single: boolean
  readonly write: (choices: JobChoices) => string
}

const OTHERS: Readonly<Record<Exclude<WrittenSystem, 'github-actions'>, Other>> = {
  'gitlab-ci': { path: '.gitlab/pillarlint.gitlab-ci.yml', single: false, write: gitlabJob },
  'azure-pipelines': { path: 'azure-pipelines.pillarlint.yml', single: false, write: azurePipeline },
  circleci: { path: '.circleci/config.yml', single: true, write: circleConfig },
  'bitbucket-pipelines': { path: 'bitbucket-pipelines.yml', single: true, write: bitbucketPipelines },
  jenkins: { path: 'Jenkinsfile', single: true, write: jenkinsfile },
}

const OF_HOST = { github: 'github-actions', gitlab: 'gitlab-ci', bitbucket: 'bitbucket-pipelines' } as const

/** The system to write for: the asked one, else that of the host if it is used or none is, else the one used most. */
export function chooseSystem(asked: string | undefined, { systems, host }: Detected): WrittenSystem {
  const named = WRITTEN.find((each) => each === asked)
  if (named !== undefined) return named
  const used = systems.filter((each): each is WrittenSystem => WRITTEN.some((written) => written === each))
  const own = host === undefined || host === 'gitea' ? undefined : OF_HOST[host]
  return own !== undefined && (used.length === 0 || used.includes(own)) ? own : (used[0] ?? 'github-actions')
}

/** The files of a system other than GitHub Actions. */
export function filesOfSystem(
  system: Exclude<WrittenSystem, 'github-actions'>,
  choices: JobChoices,
  has: (path: string) => boolean,
): Written[] {
  const { path, single, write } = OTHERS[system]
  const file: Written = { path, text: write(choices), ...(single && has(path) && { intoExisting: true }) }
  if (system !== 'gitlab-ci' || has('.gitlab-ci.yml')) return [file]
  return [file, { path: '.gitlab-ci.yml', text: `include:\n  - local: ${path}\n` }]
}

/** What is left to do where the system does not find the written file by itself. */
export function afterwards(system: WrittenSystem, written: readonly Written[]): string[] {
  const [first] = written
  if (first?.intoExisting === true)
    return [`Put what is printed above into ${first.path}: ${system} reads no other file.`]
  if (system === 'gitlab-ci' && written.length === 1)
    return [`Add "- local: ${first?.path ?? ''}" under "include:" in .gitlab-ci.yml.`]
  if (system === 'azure-pipelines')
    return [
      `In Azure DevOps make a pipeline of ${first?.path ?? ''}, and for Azure Repos a branch policy (Build validation) that runs it on pull requests.`,
    ]
  if (system === 'jenkins')
    return ['Make a Multibranch Pipeline of this repository in Jenkins, with the plugins Docker Pipeline and JUnit.']
  return []
}
