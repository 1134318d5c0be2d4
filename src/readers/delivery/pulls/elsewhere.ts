import type { Command, Intent, Job } from '../../../models/index.js'
import { operandsOf } from '../command-words.js'
import type { Place } from '../throwaway.js'
import { DEPLOYING, namesOf, says } from '../words.js'
import { changesFiles, commits, isElsewhere, proposes } from './starts.js'
import { stepsUpTo } from '../../../models/step-order.js'

/** Words that say that a repository holds what a controller deploys. */
const GITOPS = /git-?ops|manifests?|argo-?cd|flux|helm-?(?:values|charts?)|deploy|infra|k8s|kubernetes/i

/** What is said of such a deployment, as the name of its tool. */
export const GITOPS_TOOL = 'gitops'

/**
 * A step that changes a file in a copy of another repository and pushes it, which a controller deploys from there. It
 * counts where the job speaks of deploying or that repository of manifests, and where nobody is asked to review the change.
 */
export function pushedElsewhere({ pipeline, job, step }: Pick<Place, 'pipeline' | 'job' | 'step'>): Intent | undefined {
  if (!step.commands.some(pushes) && !commits(step)) return undefined
  if (proposes(job)) return undefined
  const other = copyOf(job)
  if (other === undefined || !(says(namesOf(pipeline, job, step), DEPLOYING) || GITOPS.test(other))) return undefined
  const until = stepsUpTo(job, step)
  const change = until.flatMap(({ commands }) => commands).find(changesFiles)
  if (change === undefined) return undefined
  const { at, because } = change
  return { kind: 'deploy', tool: GITOPS_TOOL, covers: ['kubernetes'], command: change, at, because }
}

const pushes = ({ argv }: Command): boolean => argv[0]?.text === 'git' && argv.some(({ text }) => text === 'push')

/** The other repository that the job works in a copy of, by what it clones or checks out. */
function copyOf(job: Job): string | undefined {
  const cloned = job.steps
    .flatMap(({ commands }) => commands)
    .filter(({ argv }) => argv[0]?.text === 'git' && argv[1]?.text === 'clone')
    .flatMap((command) => operandsOf(command).map(({ text }) => text))
    .find(
      (text) =>
        /[/:]/.test(text) && !/github\.repository|GITHUB_REPOSITORY|CI_PROJECT_PATH|CI_REPOSITORY_URL/.test(text),
    )
  if (cloned !== undefined) return cloned
  return isElsewhere(job)
    ? job.steps.find(({ with: inputs }) => inputs.has('repository'))?.with.get('repository')?.value
    : undefined
}
