import check from '../../../checks/kubernetes/k8s-gitops-reconcile.js'
import { testCheck } from '../../helpers/check-tester.js'

/** An Application with the lines of its sync policy. */
const application = (policy: readonly string[], { name = 'shop-staging', mark = '' } = {}) =>
  [
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Application',
    'metadata:',
    `  name: ${name}${mark}`,
    '  namespace: argocd',
    'spec:',
    '  source: { repoURL: https://github.com/acme/config, path: shop, targetRevision: main }',
    '  destination: { server: https://kubernetes.default.svc, namespace: shop }',
    ...policy.map((line) => `  ${line}`),
    '',
  ].join('\n')
const HEALS = ['syncPolicy:', '  automated: { prune: true, selfHeal: true }']
const applicationSet = (policy: string, generators: string, more = '') =>
  [
    'apiVersion: argoproj.io/v1alpha1',
    'kind: ApplicationSet',
    'metadata:',
    '  name: shop',
    'spec:',
    `  generators: [${generators}]`,
    ...(more === '' ? [] : [`  ${more}`]),
    '  template:',
    '    metadata: { name: "shop-{{env}}" }',
    '    spec:',
    '      source: { repoURL: https://github.com/acme/config, path: "shop/{{env}}", targetRevision: main }',
    '      destination: { name: "{{env}}", namespace: shop }',
    policy,
    '',
  ].join('\n')
const kustomization = (...lines: string[]) =>
  [
    'apiVersion: kustomize.toolkit.fluxcd.io/v1',
    'kind: Kustomization',
    'metadata: { name: apps, namespace: flux-system }',
    'spec:',
    '  interval: 10m',
    '  path: ./apps',
    '  prune: true',
    '  sourceRef: { kind: GitRepository, name: flux-system }',
    ...lines.map((line) => `  ${line}`),
    '',
  ].join('\n')
const release = (name: string, lines: readonly string[], mark = '') =>
  [
    'apiVersion: helm.toolkit.fluxcd.io/v2',
    'kind: HelmRelease',
    'metadata:',
    `  name: ${name}${mark}`,
    'spec:',
    '  interval: 1h',
    '  chart:',
    '    spec: { chart: redis, version: 20.6.1, sourceRef: { kind: HelmRepository, name: bitnami } }',
    ...lines.map((line) => `  ${line}`),
    '',
  ].join('\n')

testCheck(check, {
  notApplicable: [
    { name: 'no controller', files: { 'k8s/api.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n' } },
    {
      name: 'an Application whose spec is lost in its metadata',
      files: {
        'argocd/shop.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: shop\n  spec:\n  syncPolicy: { automated: {} }\n',
      },
    },
    { name: 'an Application for tests', files: { 'tests/e2e/shop.yaml': application([]) } },
    {
      name: 'applications of changes under review',
      files: {
        'argocd/shop.yaml': applicationSet(
          '      syncPolicy: { automated: {} }',
          '{ pullRequest: { github: { owner: acme, repo: shop } } }',
        ),
      },
    },
    {
      name: 'a kustomization of kustomize itself',
      files: {
        'k8s/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n',
      },
    },
  ],
  passes: [
    { name: 'an Application that heals itself', files: { 'argocd/shop.yaml': application(HEALS) } },
    {
      name: 'a set whose applications heal themselves',
      files: {
        'argocd/shop.yaml': applicationSet(
          '      syncPolicy: { automated: { selfHeal: true } }',
          '{ list: { elements: [{ env: staging }, { env: prod }] } }',
        ),
      },
    },
    { name: 'a Kustomization of Flux', files: { 'clusters/prod/apps.yaml': kustomization() } },
    { name: 'a Kustomization that says it is not suspended', files: { 'a/b.yaml': kustomization('suspend: false') } },
    {
      name: 'a HelmRelease with drift detection',
      files: { 'apps/redis.yaml': release('redis', ['driftDetection: { mode: enabled }']) },
    },
  ],
  unknown: [
    {
      name: 'a value of a chart decides',
      files: {
        'charts/apps/Chart.yaml': 'apiVersion: v2\nname: apps\nversion: 1.0.0\n',
        'charts/apps/values.yaml': 'heal: false\n',
        'charts/apps/templates/shop.yaml': application([
          'syncPolicy:',
          '  automated:',
          '    selfHeal: {{ .Values.heal }}',
        ]),
      },
      reason: 'hangs on an expression',
    },
    {
      name: 'a patch of the template of a set',
      files: {
        'argocd/shop.yaml': applicationSet(
          '      syncPolicy: { automated: {} }',
          '{ list: { elements: [{ env: staging }] } }',
          'templatePatch: "{{ .patch }}"',
        ),
      },
      reason: 'hangs on an expression',
    },
    {
      name: 'rolling syncs',
      files: {
        'argocd/shop.yaml': applicationSet(
          '      syncPolicy: {}',
          '{ list: { elements: [{ env: staging }] } }',
          'strategy: { type: RollingSync, rollingSync: { steps: [] } }',
        ),
      },
      reason: 'start its syncs',
    },
    {
      name: 'an overlay patches the policy',
      files: {
        'apps/base/kustomization.yaml': 'resources: [shop.yaml]\n',
        'apps/base/shop.yaml': application([]),
        'apps/prod/kustomization.yaml':
          'resources: [../base]\npatches:\n  - target: { kind: Application }\n    patch: |-\n      - op: add\n        path: /spec/syncPolicy/automated\n        value: { selfHeal: true }\n',
      },
      reason: 'a patch may change',
    },
    {
      name: 'the Kustomization above patches drift detection into every release',
      files: {
        'clusters/prod/apps.yaml': kustomization(
          'patches:',
          '  - target: { kind: HelmRelease }',
          '    patch: |-',
          '      apiVersion: helm.toolkit.fluxcd.io/v2',
          '      kind: HelmRelease',
          '      metadata: { name: all }',
          '      spec: { driftDetection: { mode: enabled } }',
        ).replace('prune: true', 'prune: true\n  suspend: false'),
        'apps/redis.yaml': release('redis', []),
      },
      reason: 'a patch may change',
    },
  ],
  fails: [
    {
      name: 'no sync policy, for staging and for production',
      files: {
        'argocd/staging.yaml': application([], { mark: ' # ! manual' }),
        'argocd/prod.yaml': application([], { name: 'shop-prod', mark: ' # ! manual' }),
      },
    },
    {
      name: 'applies commits only',
      files: { 'argocd/shop.yaml': application(['syncPolicy:', '  automated: { prune: true } # ! selfHeal']) },
    },
    {
      name: 'automation that is turned off',
      files: {
        'argocd/shop.yaml': application(['syncPolicy:', '  automated: { enabled: false, selfHeal: true } # ! manual']),
      },
    },
    {
      name: 'a set whose applications do not heal',
      files: {
        'argocd/shop.yaml': applicationSet(
          '      syncPolicy: { automated: {} } # ! selfHeal',
          '{ list: { elements: [{ env: staging }, { env: prod }] } }',
        ),
      },
    },
    {
      name: 'a suspended Kustomization',
      files: { 'clusters/prod/apps.yaml': kustomization('suspend: true # ! suspended') },
    },
    {
      name: 'releases without drift detection, as one finding',
      files: {
        'apps/a.yaml': release('a', [], ' # ! drift'),
        'apps/b.yaml': release('b', []),
        'apps/c.yaml': release('c', ['driftDetection:', '  mode: warn # ! warnOnly']),
      },
    },
  ],
})
