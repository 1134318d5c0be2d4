import { describe, expect, test } from '@jest/globals'
import type { Pull } from '../../../src/models/index.js'
import { deliveryOf, deploymentsIn, workflow } from './support.js'

const VERSIONS: Readonly<Record<string, string>> = {
  Application: 'argoproj.io/v1alpha1',
  ApplicationSet: 'argoproj.io/v1alpha1',
  AppProject: 'argoproj.io/v1alpha1',
  Kustomization: 'kustomize.toolkit.fluxcd.io/v1',
  HelmRelease: 'helm.toolkit.fluxcd.io/v2',
  GitRepository: 'source.toolkit.fluxcd.io/v1',
  OCIRepository: 'source.toolkit.fluxcd.io/v1',
  HelmRepository: 'source.toolkit.fluxcd.io/v1',
  ArtifactGenerator: 'source.extensions.fluxcd.io/v1beta1',
  ImageUpdateAutomation: 'image.toolkit.fluxcd.io/v1',
  Deployment: 'apps/v1',
  Job: 'batch/v1',
}

/** An object with its `spec`, and what else its metadata holds, in flow style. */
function object(kind: string, spec: string, { name = 'shop', metadata = '' } = {}): string {
  return `apiVersion: ${VERSIONS[kind]}\nkind: ${kind}\nmetadata: { name: ${name}${metadata} }\nspec: ${spec}\n`
}

function pullsIn(files: Readonly<Record<string, string>>): readonly Pull[] {
  return deliveryOf(files).pulls
}

/** What the one object of a file says. */
function pull(kind: string, spec: string, files: Readonly<Record<string, string>> = {}): Pull {
  const [first] = pullsIn({ 'gitops/x.yaml': object(kind, spec), ...files })
  if (first === undefined) throw new Error('nothing is pulled')
  return first
}

/** Name, tier and folders of each pull, in short. */
function targets(files: Readonly<Record<string, string>>): string[] {
  return pullsIn(files).map(({ name, tier, folders }) => [name, tier, ...folders].join(' '))
}

describe('an Argo CD application', () => {
  test.each([
    ['nothing', '{ source: {} }', [false, false, false]],
    ['a policy without automation', '{ syncPolicy: { syncOptions: [CreateNamespace=true] } }', [false, false, false]],
    ['null', '{ syncPolicy: { automated: null } }', [false, false, false]],
    [
      'disabled',
      '{ syncPolicy: { automated: { enabled: false, prune: true, selfHeal: true } } }',
      [false, false, false],
    ],
    ['automation', '{ syncPolicy: { automated: {} } }', [true, false, false]],
    ['self-healing', '{ syncPolicy: { automated: { selfHeal: true } } }', [true, true, false]],
    ['pruning', '{ syncPolicy: { automated: { prune: true, selfHeal: false } } }', [true, false, true]],
    ['an expression', '{ syncPolicy: { automated: { selfHeal: "${HEAL}" } } }', [true, undefined, false]],
  ])('with %s', (_, spec, expected) => {
    const { automated, corrects, prunes, reverts } = pull('Application', spec)
    expect([automated, corrects, prunes]).toEqual(expected)
    expect(reverts).toBe(false)
  })

  test.each([
    ['', 'git branch'],
    ['targetRevision: HEAD,', 'git HEAD branch'],
    ['targetRevision: main,', 'git main branch'],
    ['targetRevision: v1.4.0,', 'git v1.4.0 tag'],
    ['targetRevision: refs/tags/blue,', 'git refs/tags/blue tag'],
    ['targetRevision: "1.*",', 'git 1.* range'],
    [
      'targetRevision: 0123456789abcdef0123456789abcdef01234567,',
      'git 0123456789abcdef0123456789abcdef01234567 commit',
    ],
    ['targetRevision: blue,', 'git blue unknown'],
    ['targetRevision: "${REVISION}",', 'git unknown'],
    ['chart: shop, targetRevision: 1.2.3,', 'helm 1.2.3 version'],
    ['chart: shop, targetRevision: "^1.2",', 'helm ^1.2 range'],
    ['chart: shop,', 'helm range'],
  ])('follows %s', (written, expected) => {
    const { sources } = pull('Application', `{ source: { ${written} repoURL: "https://example.com/acme/conf" } }`)
    expect(
      sources.map(({ kind, revision, follows }) => [kind, revision?.value, follows].filter(Boolean).join(' ')),
    ).toEqual([expected])
  })

  test('with several sources, one for the values of the other', () => {
    const spec =
      '{ sources: [{ repoURL: "https://charts.example.com", chart: api, targetRevision: 1.0.0, helm: { valueFiles: ["$values/envs/staging/api.yaml"] } }, { repoURL: "https://github.com/acme/shop", ref: values }] }'
    const found = pull('Application', spec, { 'envs/staging/api.yaml': 'a: 1\n' })
    expect(found.sources.map(({ kind, chart, url }) => [kind, chart ?? url])).toEqual([
      ['helm', 'api'],
      ['git', 'https://github.com/acme/shop'],
    ])
    expect(found.tier).toBe('staging')
  })

  test.each([
    ['a hook after the sync', 'argocd.argoproj.io/hook: PostSync', true, true],
    ["Helm's hook after an upgrade", '"helm.sh/hook": "post-install,post-upgrade"', true, true],
    ['a wave', '"argocd.argoproj.io/sync-wave": "2"', true, false],
    ['a hook before it', 'argocd.argoproj.io/hook: PreSync', false, false],
    ['a hook for failures', 'argocd.argoproj.io/hook: SyncFail', false, false],
    ['the first wave', '"argocd.argoproj.io/sync-wave": "0"', false, false],
  ])('whose folder has %s', (_, annotation, waits, verifies) => {
    const spec = '{ source: { repoURL: "https://github.com/acme/shop", path: deploy } }'
    const job = object('Job', '{}', { name: 'smoke', metadata: `, annotations: { ${annotation} }` })
    const found = pull('Application', spec, { 'deploy/job.yaml': job })
    expect([found.waits !== undefined, found.verifies !== undefined]).toEqual([waits, verifies])
    expect(pull('Application', spec, { 'other/job.yaml': job, 'deploy/x.txt': '' }).verifies).toBeUndefined()
  })

  test('is held by the windows of its project that fit it', () => {
    const windows =
      '{ syncWindows: [{ kind: deny, applications: ["sh*"] }, { kind: allow, namespaces: [other] }, { kind: allow, clusters: ["https://prod.example.com"] }] }'
    const found = pull(
      'Application',
      '{ project: web, destination: { server: "https://prod.example.com", namespace: shop } }',
      { 'gitops/project.yaml': object('AppProject', windows, { name: 'web' }) },
    )
    expect(found.windows.map(({ value }) => value)).toEqual(['deny', 'allow'])
    expect(pull('Application', '{ project: api }').windows).toEqual([])
  })

  test('into which images are written', () => {
    const metadata = ', annotations: { argocd-image-updater.argoproj.io/image-list: "acme/shop" }'
    const [found] = pullsIn({ 'a.yaml': object('Application', '{ source: {} }', { metadata }) })
    expect(found?.updates?.line).toBe(3)
  })

  test('in the template of a chart, as far as it is literal', () => {
    const [found] = pullsIn({
      'apps/Chart.yaml': 'apiVersion: v2\nname: apps\nversion: 1.0.0\n',
      'apps/values.yaml': 'revision: main\n',
      'apps/templates/shop.yaml': object(
        'Application',
        '{ source: { repoURL: "https://github.com/acme/conf", path: shop, targetRevision: "{{ .Values.revision }}" }, syncPolicy: { automated: {} } }',
      ),
    })
    expect(found?.automated).toBe(true)
    expect(found?.sources).toEqual([
      { kind: 'git', url: 'https://github.com/acme/conf', path: 'shop', follows: 'unknown' },
    ])
  })
})

describe('values of the chart that makes applications', () => {
  const CHART =
    'apiVersion: v2\nname: argocd\nversion: 1.0.0\ndependencies:\n  - { name: argocd-apps, version: 2.0.0, repository: https://argoproj.github.io/argo-helm }\n'
  const APPLICATION =
    '{ additionalAnnotations: { argocd-image-updater.argoproj.io/image-list: a }, source: { repoURL: x, path: apps/shop, targetRevision: main }, syncPolicy: { automated: { prune: true } } }'
  const SET =
    '{ generators: [{ git: { directories: [{ path: apps/* }] } }], template: { metadata: { name: "{{path.basename}}" }, spec: { source: { repoURL: x, path: "{{path}}" }, syncPolicy: { automated: { selfHeal: true } } } } }'
  const files = { 'apps/shop/a.yaml': '', 'apps/blog/a.yaml': '' }

  test.each([
    ['a mapping', `argocd-apps: { applications: { shop: ${APPLICATION} } }`, ['shop unknown apps/shop']],
    [
      'a list',
      `argocd-apps: { applications: [{ name: shop, source: { repoURL: x, path: apps/shop } }] }`,
      ['shop unknown apps/shop'],
    ],
    [
      'a set',
      `argocd-apps: { applicationsets: { root: ${SET} } }`,
      ['blog unknown apps/blog', 'shop unknown apps/shop'],
    ],
    ['another chart', `other: { applications: { shop: ${APPLICATION} } }`, []],
    ['nothing', 'argocd-apps: { applications: }', []],
  ])('%s', (_, values, expected) => {
    expect(targets({ ...files, 'argocd/Chart.yaml': CHART, 'argocd/values.yaml': `${values}\n` })).toEqual(expected)
  })

  test('under another name, where they stand', () => {
    const [found] = pullsIn({
      ...files,
      'argocd/Chart.yaml': CHART.replace('name: argocd-apps,', 'name: argocd-apps, alias: apps,'),
      'argocd/values.yaml': `apps:\n  applications:\n    shop: ${APPLICATION}\n`,
    })
    expect(found).toMatchObject({ name: 'shop', automated: true, corrects: false, prunes: true, updates: { line: 3 } })
    expect(found?.resource).toMatchObject({ file: 'argocd/values.yaml', at: { line: 3 } })
  })
})

describe('an ApplicationSet', () => {
  const template = (name: string, spec = '{ source: { path: "{{path}}" } }') =>
    `template: { metadata: { name: "${name}" }, spec: ${spec} }`
  const set = (generators: string, rest: string): string =>
    object('ApplicationSet', `{ generators: ${generators}, ${rest} }`)

  test.each([
    [
      'a list',
      '[{ list: { elements: [{ stage: dev }, { stage: prod }] } }]',
      template('shop-{{stage}}', '{ destination: { namespace: "{{ .stage }}" } }'),
      ['shop-dev development', 'shop-prod production'],
    ],
    [
      'folders of the tree, but one',
      '[{ git: { repoURL: "https://github.com/acme/shop", directories: [{ path: "apps/*" }, { path: apps/old, exclude: true }] } }]',
      template('{{path.basename}}'),
      ['api unknown apps/api', 'web unknown apps/web'],
    ],
    [
      'folders in Go templates',
      '[{ git: { directories: [{ path: "apps/*" }] } }]',
      template('{{ .path.basename }}', '{ source: { path: "{{ .path.path }}" } }'),
      ['api unknown apps/api', 'old unknown apps/old', 'web unknown apps/web'],
    ],
    [
      'each with each',
      '[{ matrix: { generators: [{ list: { elements: [{ stage: staging }, { stage: prod }] } }, { list: { elements: [{ app: api }] } }] } }]',
      template('{{app}}-{{stage}}', '{ source: {} }'),
      ['api-staging staging', 'api-prod production'],
    ],
    ['clusters, which are not in the tree', '[{ clusters: {} }]', template('shop-{{name}}'), ['shop-{{name}} unknown']],
    [
      'changes under review',
      '[{ pullRequest: { github: {} } }]',
      template('shop-{{number}}'),
      ['shop-{{number}} preview'],
    ],
    ['files', '[{ git: { files: [{ path: "c/*.json" }] } }]', template('shop'), ['shop unknown']],
    ['nothing', '[]', template('shop'), []],
  ])('over %s', (_, generators, rest, expected) => {
    const apps = { 'apps/api/a.yaml': '', 'apps/web/a.yaml': '', 'apps/old/a.yaml': '' }
    expect(targets({ 'sets/x.yaml': set(generators, rest), ...apps })).toEqual(expected)
  })

  test('says what it cannot tell, with its place', () => {
    const [found] = pullsIn({ 'x.yaml': set('[{ clusters: {} }]', template('shop')) })
    expect(found?.unresolved.map(({ what, at }) => [what, at.line])).toEqual([
      ['the clusters generator: which applications it makes is not in the tree', 4],
    ])
  })

  test('starts the syncs itself where it rolls out step by step', () => {
    const rest = `strategy: { type: RollingSync }, ${template('shop')}`
    expect(pullsIn({ 'x.yaml': set('[{ list: { elements: [{}] } }]', rest) })[0]?.automated).toBe(true)
  })

  test('whose template is patched may do anything', () => {
    const rest = `templatePatch: "spec: {}", ${template('shop', '{ syncPolicy: { automated: {} } }')}`
    expect(pullsIn({ 'x.yaml': set('[{ list: { elements: [{}] } }]', rest) })[0]?.automated).toBeUndefined()
  })
})

describe('Flux', () => {
  test.each([
    ['Kustomization', '{ interval: 5m }', true, true],
    ['Kustomization', '{ suspend: true }', false, false],
    ['Kustomization', '{ suspend: "${SUSPEND}" }', undefined, false],
    ['HelmRelease', '{ chart: {} }', true, false],
    ['HelmRelease', '{ suspend: true, chart: {} }', false, false],
    ['HelmRelease', '{ driftDetection: { mode: enabled } }', true, true],
    ['HelmRelease', '{ driftDetection: { mode: warn } }', true, false],
  ])('%s %s deploys by itself: %s, corrects: %s', (kind, spec, automated, corrects) => {
    const found = pull(kind, spec)
    expect([found.automated, found.corrects]).toEqual([automated, corrects])
  })

  test.each([
    ['Kustomization', '{ interval: 5m }', false, false],
    ['Kustomization', '{ wait: false, healthChecks: [] }', false, false],
    ['Kustomization', '{ wait: true, timeout: 3m }', true, false],
    ['Kustomization', '{ healthChecks: [{ kind: Deployment, name: shop }] }', true, false],
    ['HelmRelease', '{ chart: {} }', true, false],
    ['HelmRelease', '{ upgrade: { disableWait: true } }', false, false],
    ['HelmRelease', '{ test: { enable: true } }', true, true],
    ['HelmRelease', '{ test: { enable: false } }', true, false],
  ])('%s %s waits: %s, verifies: %s', (kind, spec, waits, verifies) => {
    const found = pull(kind, spec)
    expect([found.waits !== undefined, found.verifies !== undefined]).toEqual([waits, verifies])
  })

  test.each([
    ['{ upgrade: { remediation: { retries: 3 } } }', true],
    ['{ upgrade: { remediation: { retries: -1 } } }', true],
    ['{ upgrade: { remediation: { remediateLastFailure: true } } }', true],
    ['{ upgrade: { remediation: { retries: 3, strategy: uninstall } } }', false],
    ['{ install: { remediation: { retries: 3 } } }', false],
    ['{ upgrade: { remediation: { retries: "${RETRIES}" } } }', undefined],
  ])('a release with %s takes a failed upgrade back: %s', (spec, reverts) => {
    expect(pull('HelmRelease', spec).reverts).toBe(reverts)
  })

  test.each([
    ['GitRepository', 'ref: { branch: main }', 'git main branch'],
    ['GitRepository', 'interval: 1m', 'git branch'],
    ['GitRepository', 'ref: { tag: v1.0.0 }', 'git v1.0.0 tag'],
    ['GitRepository', 'ref: { semver: ">=1.0.0" }', 'git >=1.0.0 range'],
    ['GitRepository', 'ref: { branch: main, commit: abc }', 'git abc commit'],
    ['OCIRepository', 'ref: { tag: latest }', 'oci latest range'],
    ['OCIRepository', 'ref: { tag: 1.0.0 }', 'oci 1.0.0 tag'],
    ['OCIRepository', 'ref: { digest: "sha256:ab" }', 'oci sha256:ab commit'],
  ])('a %s with %s', (kind, written, expected) => {
    const { sources, unresolved } = pull(
      'Kustomization',
      `{ path: ./apps, sourceRef: { kind: ${kind}, name: shop } }`,
      {
        'gitops/source.yaml': object(kind, `{ url: "https://github.com/acme/shop", ${written} }`),
      },
    )
    const [source] = sources
    expect([source?.kind, source?.revision?.value, source?.follows].filter(Boolean).join(' ')).toBe(expected)
    expect(source?.path).toBe('apps')
    expect(unresolved).toEqual([])
  })

  test('a chart of a repository', () => {
    const found = pull(
      'HelmRelease',
      '{ chart: { spec: { chart: podinfo, version: ">=6.0.0", sourceRef: { kind: HelmRepository, name: shop } } } }',
      { 'gitops/source.yaml': object('HelmRepository', '{ url: "https://charts.example.com" }') },
    )
    expect(found.sources).toMatchObject([
      { kind: 'helm', url: 'https://charts.example.com', chart: 'podinfo', follows: 'range' },
    ])
  })

  test('a source that is not in the tree is named, and one that is suspended stops what reads it', () => {
    const spec = '{ path: ./apps, sourceRef: { kind: GitRepository, name: conf } }'
    expect(pull('Kustomization', spec).unresolved.map(({ what }) => what)).toEqual([
      'GitRepository conf, which is not in the tree',
    ])
    // Flux makes this one for the repository that it is set up from.
    expect(pull('Kustomization', spec.replace('conf', 'flux-system')).unresolved).toEqual([])
    const source = object('GitRepository', '{ suspend: true }', { name: 'conf' })
    expect(pull('Kustomization', spec, { 'gitops/s.yaml': source }).automated).toBe(false)
  })

  test('images that are written into the folder', () => {
    const spec = '{ path: ./apps/dev, sourceRef: { kind: GitRepository, name: shop } }'
    const automation = (path: string) =>
      object('ImageUpdateAutomation', `{ sourceRef: { kind: GitRepository, name: shop }, update: { path: ${path} } }`)
    const files = { 'gitops/s.yaml': object('GitRepository', '{ url: x }') }
    expect(pull('Kustomization', spec, { ...files, 'gitops/u.yaml': automation('./apps') }).updates).toBeDefined()
    expect(pull('Kustomization', spec, { ...files, 'gitops/u.yaml': automation('./other') }).updates).toBeUndefined()
  })
})

describe('where it deploys to', () => {
  test.each([
    ['by its name', '{}', 'apps/x.yaml', 'shop-prod', 'production'],
    ['by its folder', '{}', 'clusters/staging/shop.yaml', 'shop', 'staging'],
    ['by the folder that it names', '{ path: ./clusters/production }', 'flux/x.yaml', 'shop', 'production'],
    ['by the namespace', '{ targetNamespace: shop-dev }', 'flux/x.yaml', 'shop', 'development'],
    ['by a whole word before a part of one', '{ path: ./apps/production }', 'flux/x.yaml', 'dev-portal', 'production'],
    ['by its name alone', '{}', 'flux/x.yaml', 'dev-portal', 'development'],
    ['by nothing', '{ path: ./apps }', 'flux/x.yaml', 'shop', 'unknown'],
    ['by no folder of several', '{ path: ./apps }', 'clusters/cicd-dev-stage-prod/x.yaml', 'shop', 'unknown'],
    ['by its name in a folder of several', '{}', 'clusters/dev-prod/x.yaml', 'shop-staging', 'staging'],
    ['by the end of a name of several', '{}', 'flux/x.yaml', 'dev-portal-prod', 'production'],
  ])('%s', (_, spec, file, name, tier) => {
    expect(pullsIn({ [file]: object('Kustomization', spec, { name }) })[0]?.tier).toBe(tier)
  })

  const cluster = (tier: string) =>
    object('Kustomization', `{ path: ./apps/${tier}, sourceRef: { kind: GitRepository, name: flux-system } }`, {
      name: 'apps',
    })

  test('a release of a base, once for each environment whose overlay lists it, changed by its patches', () => {
    const files = {
      'clusters/staging/apps.yaml': cluster('staging'),
      'clusters/production/apps.yaml': cluster('production'),
      'apps/staging/kustomization.yaml': 'resources: [../base/shop]\npatches: [{ path: patch.yaml }]\n',
      'apps/staging/patch.yaml': object(
        'HelmRelease',
        '{ chart: { spec: { version: ">=1.0.0" } }, test: { enable: true } }',
      ),
      'apps/production/kustomization.yaml': 'resources: [../base/shop]\n',
      'apps/base/shop/kustomization.yaml': 'resources: [release.yaml]\n',
      'apps/base/shop/release.yaml': object('HelmRelease', '{ chart: { spec: { chart: shop } } }'),
    }
    expect(targets(files)).toEqual([
      'shop production',
      'shop staging',
      'apps production apps/base/shop apps/production',
      'apps staging apps/base/shop apps/staging',
    ])
    expect(pullsIn(files).map(({ leads, verifies }) => [leads, verifies !== undefined])).toEqual([
      [false, true],
      [false, true],
      [true, false],
      [true, false],
    ])
  })

  test('a name that may mean something else gives way to what deploys it', () => {
    const files = {
      'clusters/production/t.yaml': object(
        'Kustomization',
        '{ path: ./tenants, sourceRef: { kind: GitRepository, name: flux-system } }',
        { name: 't' },
      ),
    }
    const team = object('Kustomization', '{ path: ./elsewhere }', { name: 'dev-team' })
    expect(targets({ ...files, 'tenants/team.yaml': team })).toEqual(['t production tenants', 'dev-team production'])
  })

  describe('an artifact that is put together from sources', () => {
    const generated = (copy: string): string =>
      object(
        'ArtifactGenerator',
        `{ sources: [{ alias: repo, kind: GitRepository, name: flux-system }], artifacts: [{ name: apps, copy: [${copy}] }] }`,
      )
    const apps = (path: string): string =>
      object('Kustomization', `{ path: ${path}, sourceRef: { kind: ExternalArtifact, name: apps } }`, { name: 'apps' })
    const files = {
      'apps/base/shop.yaml': object('HelmRelease', '{ chart: {} }'),
      'apps/base/kustomization.yaml': 'resources: [shop.yaml]\n',
      'apps/staging/kustomization.yaml': 'resources: [../base]\n',
      'apps/production/kustomization.yaml': 'resources: [../base]\n',
    }

    test('leads to the folders of each cluster', () => {
      const copies = (name: string): string =>
        `{ from: "@repo/apps/base/**", to: "@artifact/base/" }, { from: "@repo/apps/${name}/**", to: "@artifact/${name}/" }`
      const clusters = ['staging', 'production'].flatMap((name): [string, string][] => [
        [`clusters/${name}/apps.yaml`, apps(`./${name}`)],
        [`clusters/${name}/artifacts.yaml`, generated(copies(name))],
      ])
      expect(targets({ ...files, ...Object.fromEntries(clusters) }).sort()).toEqual([
        'apps production apps/base apps/production',
        'apps staging apps/base apps/staging',
        'shop production',
        'shop staging',
      ])
    })

    test.each([
      ['the whole source', '{ from: "@repo/**", to: "@artifact/" }', './apps/base', 'apps/base'],
      ['the content of a folder', '{ from: "@repo/apps/**", to: "@artifact/" }', './base', 'apps/base'],
      ['a folder into another', '{ from: "@repo/apps", to: "@artifact/all/" }', './all/apps/base', 'apps/base'],
      ['a folder under another name', '{ from: "@repo/apps", to: "@artifact/all" }', './all/base', 'apps/base'],
    ])('%s', (_, copy, path, folder) => {
      const found = targets({ ...files, 'gitops/x.yaml': apps(path), 'gitops/y.yaml': generated(copy) })
      expect(found[1] ?? '').toBe(`apps unknown ${folder}`)
    })

    test.each([
      ['a folder that nothing is copied to', '{ from: "@repo/apps/**", to: "@artifact/apps/" }', './base'],
      ['single files', '{ from: "@repo/apps/*.yaml", to: "@artifact/" }', './base'],
      ['another source', '{ from: "@other/apps/**", to: "@artifact/" }', './base'],
    ])('of which only %s is known leads nowhere', (_, copy, path) => {
      const found = targets({ ...files, 'gitops/x.yaml': apps(path), 'gitops/y.yaml': generated(copy) })
      expect(found).toContain('apps unknown')
    })
  })

  test('a folder of an artifact is none of the tree', () => {
    const spec = '{ path: ./apps, sourceRef: { kind: ExternalArtifact, name: apps } }'
    expect(pull('Kustomization', spec, { 'apps/x.yaml': '' }).folders).toEqual([])
  })

  test('patches in the text of a parent leave open what they name', () => {
    const patch =
      '[{ patch: "kind: HelmRelease\\nmetadata:\\n  name: any\\nspec:\\n  upgrade:\\n    remediation:\\n      retries: 3\\n", target: { kind: HelmRelease } }]'
    const [, found] = pullsIn({
      'clusters/prod/a.yaml': object(
        'Kustomization',
        `{ path: ./apps, patches: ${patch}, sourceRef: { kind: GitRepository, name: flux-system } }`,
        { name: 'apps' },
      ),
      'apps/any.yaml': object('HelmRelease', '{ chart: {} }', { name: 'any' }),
    }).toReversed()
    expect(found?.reverts).toBeUndefined()
  })

  test('the root of another repository is not this one', () => {
    const spec = (name: string) => `{ source: { repoURL: "https://github.com/acme/${name}", path: . } }`
    expect(pull('Application', spec('shop')).folders).toEqual([''])
    expect(pull('Application', spec('other')).folders).toEqual([])
    const branch = spec('shop').replace('path:', 'targetRevision: team, path:')
    expect(pull('Application', branch).folders).toEqual([])
  })

  test('the same for another environment has the same subject', () => {
    expect(pullsIn({ 'a.yaml': object('Application', '{ source: {} }', { name: 'shop-prod-eu' }) })[0]?.subject).toBe(
      'shop-eu',
    )
  })
})

describe('a pipeline that starts it', () => {
  const files = {
    'gitops/shop.yaml': object(
      'Application',
      '{ source: { repoURL: "https://github.com/acme/shop", path: overlays/prod } }',
    ),
    'overlays/prod/kustomization.yaml': 'resources: [../../base]\n',
    'base/deployment.yaml': object('Deployment', '{}'),
  }
  const push = '{ run: git commit -am bump && git push }'
  const set = '{ run: "cd overlays/prod && kustomize edit set image acme/shop:$GITHUB_SHA" }'

  test.each([
    ['sets an image and pushes', [set, push], ['argocd production']],
    ['edits a file below and pushes', ['{ run: "yq -i .a=1 base/deployment.yaml" }', push], ['argocd production']],
    ['lets an action push', [set, '{ uses: stefanzweifel/git-auto-commit-action@v6 }'], ['argocd production']],
    ['does not push', [set], []],
    ['asks for a review', [set, push, '{ run: gh pr create --fill }'], []],
    ['asks for a review with an action', [set, '{ uses: peter-evans/create-pull-request@v7 }'], []],
    ['edits what is not deployed', ['{ run: "yq -i .a=1 other/deployment.yaml" }', push], []],
    ['pushes to another repository', [set, '{ run: "git push https://x@github.com/acme/conf" }'], []],
    ['works in another folder', ['{ run: "cd conf/overlays/prod && kustomize edit set image a:1" }', push], []],
    ['only looks', ['{ run: "yq .a base/deployment.yaml" }', push], []],
  ])('a job that %s', (_, steps, expected) => {
    const found = deploymentsIn(workflow(steps), files)
    expect(found.map(({ tool, tier }) => `${tool} ${tier}`)).toEqual(expected)
    expect(found.flatMap(({ pulls }) => pulls).length).toBe(expected.length)
  })

  test('the environment of the job comes before that of the folder', () => {
    const text = workflow([set, push], { job: ['environment: staging'] })
    expect(deploymentsIn(text, files).map(({ tier }) => tier)).toEqual(['staging'])
  })

  test("the controller's own client", () => {
    const [found] = deploymentsIn(workflow(['{ run: argocd app sync shop }']), files)
    expect(found?.pulls.map(({ name }) => name)).toEqual(['shop'])
  })
})
