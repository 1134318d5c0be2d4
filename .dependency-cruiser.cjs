// Who may import whom. The prose version is docs/architecture.md.
const PURE =
  '^src/(core|catalog|lexicon|models|check-api|readers|engine|fixes|assessment|reporters)/|^src/lint|^checks/'

// A layer may import itself and the layers named after it, nothing else of ours.
const LAYERS = {
  'src/core': [],
  'src/catalog': ['src/core'],
  'src/lexicon': ['src/core'],
  'src/models': ['src/core'],
  'src/check-api': ['src/core', 'src/models'],
  checks: ['src/check-api'],
  'src/github': ['src/core', 'src/models'],
  'src/snapshot': ['src/core', 'src/models', 'src/github', 'src/config'],
  'src/readers': ['src/core', 'src/models', 'src/lexicon', 'src/snapshot/snapshot'],
  'src/config': ['src/core', 'src/models', 'src/check-api', 'src/readers/yaml', 'src/snapshot/snapshot'],
  'src/engine': ['src/core', 'src/models', 'src/check-api'],
  'src/fixes': [
    'src/core',
    'src/models',
    'src/check-api',
    'src/readers/yaml',
    'src/readers/hcl',
    'src/snapshot/snapshot',
  ],
  'src/assessment': ['src/core', 'src/catalog'],
  'src/reporters': ['src/core', 'src/catalog'],
  'src/publish': ['src/core', 'src/reporters', 'src/github'],
  'src/lint': [
    'src/core',
    'src/models',
    'src/check-api',
    'src/catalog',
    'src/snapshot/snapshot',
    'src/readers',
    'src/engine',
    'src/assessment',
  ],
}

const onlyFrom = (name, pkg, folder, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(src|checks)/', pathNot: folder },
  to: { path: `node_modules/(${pkg})(/|$)` },
})

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that neither side can be read, or tested, alone.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...Object.entries(LAYERS).map(([layer, below]) => ({
      name: `${layer.replace('src/', '')}-imports`,
      comment: `${layer} may import ${below.join(', ') || 'nothing of ours'}: see docs/architecture.md.`,
      severity: 'error',
      from: { path: `^${layer}(/|\\.ts$)` },
      to: { path: '^(src|checks)/', pathNot: [layer, ...below].map((each) => `^${each}(/|\\.ts$)`) },
    })),
    {
      name: 'checks-stand-alone',
      comment: 'A check that imports another check cannot be moved, disabled or tested alone.',
      severity: 'error',
      from: { path: '^checks/[^/]+/' },
      to: { path: '^checks/' },
    },
    {
      name: 'only-entry-points-know-the-checks',
      comment: 'The engine gets its checks handed in, so tests and third parties can hand in others.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(action|cli|index)\\.ts$' },
      to: { path: '^checks/' },
    },
    {
      name: 'pure-code-does-no-io',
      comment: 'Everything between snapshot and publish is a function of its arguments.',
      severity: 'error',
      from: { path: PURE },
      to: { path: '^(node:)?(fs|fs/promises|child_process|http|https|net|os|process)$', dependencyTypes: ['core'] },
    },
    onlyFrom(
      'octokit-only-in-github',
      '@octokit|@actions/github',
      '^src/github/',
      'One gateway keeps one budget of calls.',
    ),
    onlyFrom(
      'actions-core-only-at-the-edge',
      '@actions/core',
      '^src/(action\\.ts|publish/)',
      'It is slow to load and does I/O.',
    ),
    onlyFrom('fast-glob-only-in-snapshot', 'fast-glob', '^src/snapshot/', 'Only the snapshot reads the disk.'),
    onlyFrom('js-yaml-only-in-readers', 'js-yaml', '^src/readers/', 'One composer keeps positions and limits.'),
    onlyFrom('zod-only-through-check-api', 'zod', '^src/(check-api|config)/', 'Checks take z from the check API.'),
    {
      name: 'tests-are-not-imported',
      comment: 'Shipped code never depends on tests.',
      severity: 'error',
      from: { path: '^(src|checks)/' },
      to: { path: '^__tests__/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true, // type-only imports count too
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'types'], exportsFields: ['exports'] },
  },
}
