import check from '../../../checks/rollback/rollback-argo-analysis.js'
import { testCheck } from '../../helpers/check-tester.js'

const rollout = (...lines: string[]) => ({
  'deploy/rollout.yaml': [
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Rollout',
    'metadata: { name: api }',
    'spec:',
    ...lines.map((line) => `  ${line}`),
  ].join('\n'),
})
const template = (metric: string, kind = 'AnalysisTemplate') => ({
  'deploy/analysis.yaml': [
    'apiVersion: argoproj.io/v1alpha1',
    `kind: ${kind}`,
    'metadata:',
    '  name: success-rate # ! noCondition',
    'spec:',
    `  metrics: [{ name: rate, ${metric} }]`,
  ].join('\n'),
})
const good = (metric: string, kind?: string) => ({
  'deploy/analysis.yaml': template(metric, kind)['deploy/analysis.yaml'].replace(' # ! noCondition', ''),
})
const STEPS = '    steps: [{ setWeight: 20 }, { pause: { duration: 5m } }]'
const ANALYSIS = '    analysis: { templates: [{ templateName: success-rate }], startingStep: 1 }'
const PROMETHEUS = 'provider: { prometheus: { query: up } }'

testCheck(check, {
  notApplicable: [
    { name: 'no rollout', files: { 'README.md': '# shop' } },
    { name: 'a test', files: { 'tests/r.yaml': rollout('strategy:', '  canary:', STEPS)['deploy/rollout.yaml'] } },
  ],
  passes: [
    {
      name: 'an overlay adds it',
      files: {
        ...rollout('strategy:', '  canary:', STEPS),
        'prod/kustomization.yaml':
          'resources: [../deploy/rollout.yaml]\npatches:\n  - target: { kind: Rollout, name: api }\n    patch: |-\n      - op: add\n        path: /spec/strategy/canary/analysis\n        value: {}\n',
      },
    },
    { name: 'an analysis in the background', files: rollout('strategy:', '  canary:', ANALYSIS, STEPS) },
    {
      name: 'with its template',
      files: {
        ...rollout('strategy:', '  canary:', ANALYSIS),
        ...good(`successCondition: result > 0.99, ${PROMETHEUS}`),
      },
    },
    {
      name: 'with a template of the cluster that runs a job',
      files: {
        ...rollout('strategy:', '  canary:', ANALYSIS),
        ...good('provider: { job: { spec: {} } }', 'ClusterAnalysisTemplate'),
      },
    },
    {
      name: 'an analysis as a step',
      files: rollout(
        'strategy:',
        '  canary:',
        '    steps: [{ setWeight: 20 }, { analysis: { templates: [{ templateName: a }] } }]',
      ),
    },
    {
      name: 'an analysis before the switch',
      files: rollout(
        'strategy:',
        '  blueGreen: { activeService: a, prePromotionAnalysis: { templates: [{ templateName: a }] } }',
      ),
    },
  ],
  unknown: [],
  fails: [
    { name: 'steps alone', files: rollout('strategy:', '  canary: # ! none', STEPS), expect: [] },
    { name: 'blue-green alone', files: rollout('strategy:', '  blueGreen: { activeService: a } # ! none') },
    { name: 'no steps', files: rollout('strategy: { canary: {} } # ! none') },
    {
      name: 'a pause for a person',
      files: rollout('strategy:', '  canary: # ! manual', '    steps: [{ setWeight: 20 }, { pause: {} }]'),
    },
    {
      name: 'a deadline',
      files: rollout('progressDeadlineAbort: true', 'strategy:', '  canary: # ! deadline', STEPS),
    },
    {
      name: 'a template that cannot fail',
      files: { ...rollout('strategy:', '  canary:', ANALYSIS), ...template(PROMETHEUS) },
    },
  ],
})
