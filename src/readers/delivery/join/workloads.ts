import type { Command, DeploymentTarget, Resource } from '../../../models/index.js'
import type { Place } from '../throwaway.js'
import { knownTexts } from './known-text.js'
import type { Tree } from './tree.js'

/** The words that kubectl takes for a kind of workload (Kubernetes docs: kubectl, Resource types). */
const KIND_OF_WORD: ReadonlyMap<string, string> = new Map([
  ...['deploy', 'deployment', 'deployments'].map((word) => [word, 'Deployment'] as const),
  ...['sts', 'statefulset', 'statefulsets'].map((word) => [word, 'StatefulSet'] as const),
  ...['ds', 'daemonset', 'daemonsets'].map((word) => [word, 'DaemonSet'] as const),
  ...['rollout', 'rollouts', 'ro'].map((word) => [word, 'Rollout'] as const),
  ...['cj', 'cronjob', 'cronjobs'].map((word) => [word, 'CronJob'] as const),
])

/** Words after which kubectl is told by kind and name what to change. */
const CHANGING: ReadonlySet<string> = new Set(['image', 'restart', 'patch', 'scale', 'env', 'resources', 'undo'])

/** The workloads that a command names: `deployment/api`, `deployment api`, `argo rollouts set image api`. */
export function namedWorkloads(place: Place, command: Command | undefined, tree: Tree): DeploymentTarget[] {
  if (command === undefined) return []
  return namesIn(command.argv.map(({ text }) => text)).flatMap(({ kind, name }) =>
    knownTexts(name, place, command).map(({ text, known }) => {
      const resources = known ? tree.resources.filter((each) => isWorkload(each, kind, text)) : []
      return {
        kind: 'workload',
        text: `${kind.toLowerCase()}/${text}`,
        known,
        exists: resources.length > 0,
        resources,
        candidates: [],
      }
    }),
  )
}

function namesIn(words: readonly string[]): { kind: string; name: string }[] {
  const rollouts = words.indexOf('rollouts')
  if (words[rollouts - 1] === 'argo') {
    const name = words.slice(rollouts + 1).find((word) => !['set', 'image', 'promote', 'restart'].includes(word))
    return name === undefined || name.startsWith('-') ? [] : [{ kind: 'Rollout', name }]
  }
  const start = words.findIndex((word) => CHANGING.has(word))
  if (start < 0) return []
  return words.slice(start + 1).flatMap((word, index) => {
    const slash = word.indexOf('/')
    const [type, name] = slash < 0 ? [word, words[start + 2 + index]] : [word.slice(0, slash), word.slice(slash + 1)]
    const kind = KIND_OF_WORD.get(type.split('.', 1)[0] ?? '')
    return kind === undefined || name === undefined || name === '' || name.startsWith('-') ? [] : [{ kind, name }]
  })
}

function isWorkload({ technology, type, name }: Resource, kind: string, wanted: string): boolean {
  return technology === 'kubernetes' && name === wanted && type.endsWith(`/${kind}`)
}
