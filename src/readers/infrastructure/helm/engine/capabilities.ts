import { Hole, type Data } from './data.js'

/** The cluster that charts are rendered for: a version that is still supported (Kubernetes: Releases). */
const KUBERNETES = { major: '1', minor: '33', version: 'v1.33.0' }

/** What stands for `.Capabilities.APIVersions`. */
export const API_VERSIONS = new Hole('.Capabilities.APIVersions')

/** API versions that such a cluster serves; a group's other versions are gone or off by default. */
const SERVED: ReadonlyMap<string, readonly string[]> = new Map([
  ['', ['v1']],
  ['admissionregistration.k8s.io', ['v1']],
  ['apiextensions.k8s.io', ['v1']],
  ['apiregistration.k8s.io', ['v1']],
  ['apps', ['v1']],
  ['authentication.k8s.io', ['v1']],
  ['authorization.k8s.io', ['v1']],
  ['autoscaling', ['v1', 'v2']],
  ['batch', ['v1']],
  ['certificates.k8s.io', ['v1']],
  ['coordination.k8s.io', ['v1']],
  ['discovery.k8s.io', ['v1']],
  ['events.k8s.io', ['v1']],
  ['extensions', []],
  ['flowcontrol.apiserver.k8s.io', ['v1']],
  ['networking.k8s.io', ['v1']],
  ['node.k8s.io', ['v1']],
  ['policy', ['v1']],
  ['rbac.authorization.k8s.io', ['v1']],
  ['scheduling.k8s.io', ['v1']],
  ['storage.k8s.io', ['v1']],
])

/** `.Capabilities` (Helm docs: Built-in Objects). */
export function capabilities(): Map<string, Data> {
  const { major, minor, version } = KUBERNETES
  const kube = new Map<string, Data>([
    ['Major', major],
    ['Minor', minor],
    ['Version', version],
    ['GitVersion', version],
  ])
  return new Map<string, Data>([
    ['KubeVersion', kube],
    ['APIVersions', API_VERSIONS],
    ['HelmVersion', new Hole('.Capabilities.HelmVersion')],
  ])
}

/** Whether the cluster has `group/version` or `group/version/Kind`; a hole for groups that it may have or not. */
export function hasApiVersion(name: string): Data {
  const parts = name.split('/')
  if (/^[A-Z]/.test(parts.at(-1) ?? '')) parts.pop()
  const version = parts.pop() ?? ''
  return SERVED.get(parts.join('/'))?.includes(version) ?? new Hole(`.Capabilities.APIVersions.Has "${name}"`)
}
