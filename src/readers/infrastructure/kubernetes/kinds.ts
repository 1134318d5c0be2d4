import type { Technology } from '../../../models/index.js'

/**
 * API groups of files that look like Kubernetes objects and are read by a tool, never kept by a cluster: settings of
 * components and local clusters, catalogue entries, test plans, build settings.
 */
const NOT_IN_CLUSTERS: ReadonlySet<string> = new Set([
  'apiserver.config.k8s.io',
  'apiserver.k8s.io',
  'audit.k8s.io',
  'backstage.io',
  'builtin',
  'chainsaw.kyverno.io',
  'cli.kyverno.io',
  'client.authentication.k8s.io',
  'config.kubernetes.io',
  'ctlptl.dev',
  'eksctl.io',
  'k0sctl.k0sproject.io',
  'k3d.io',
  'kind.x-k8s.io',
  'kops.k8s.io',
  'kpt.dev',
  'krew.googlecontainertools.github.com',
  'kubeadm.k8s.io',
  'kubelet.config.k8s.io',
  'kubeproxy.config.k8s.io',
  'kubescheduler.config.k8s.io',
  'kustomize.config.k8s.io',
  'kuttl.dev',
  'openslo',
  'schema.plugin.fluxcd.io',
  'skaffold',
])

/** Kinds without a group that are client settings, not objects. */
const NOT_OBJECTS: ReadonlySet<string> = new Set(['v1/Config', 'v1/Policy'])

const ARGO_CD_KINDS: ReadonlySet<string> = new Set(['Application', 'ApplicationSet', 'AppProject'])

/** What kind of object a document is. */
export interface ObjectKind {
  /** `apps/v1/Deployment`: apiVersion and kind. */
  readonly type: string
  readonly group: string
  readonly kind: string
  readonly technology: Technology
}

/**
 * The kind that `apiVersion` and `kind` name, or undefined if no cluster has such objects. Definitions of new kinds
 * (CustomResourceDefinition) are schemas, not objects that anything runs, and are left out too.
 */
export function objectKind(apiVersion: string, kind: string): ObjectKind | undefined {
  const [, group = '', version] =
    /^(?:([a-z0-9][a-z0-9.-]*)\/)?(v[0-9]+(?:(?:alpha|beta)[0-9]+)?)$/.exec(apiVersion) ?? []
  if (version === undefined || !/^[A-Z][A-Za-z0-9]{0,99}$/.test(kind)) return undefined
  if (NOT_IN_CLUSTERS.has(group) || NOT_OBJECTS.has(`${apiVersion}/${kind}`)) return undefined
  if (group === 'apiextensions.k8s.io') return undefined
  return { type: `${apiVersion}/${kind}`, group, kind, technology: technologyOf(group, kind) }
}

function technologyOf(group: string, kind: string): Technology {
  if (group === 'argoproj.io' && ARGO_CD_KINDS.has(kind)) return 'argocd'
  // Read by Google Cloud Deploy, never kept by a cluster.
  if (group === 'deploy.cloud.google.com') return 'cloud-deploy'
  return group.endsWith('.toolkit.fluxcd.io') ? 'flux' : 'kubernetes'
}
