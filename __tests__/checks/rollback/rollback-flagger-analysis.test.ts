import check from '../../../checks/rollback/rollback-flagger-analysis.js'
import { testCheck } from '../../helpers/check-tester.js'

const canary = (...lines: string[]) => ({
  'deploy/canary.yaml': [
    'apiVersion: flagger.app/v1beta1',
    'kind: Canary',
    'metadata: { name: api }',
    'spec:',
    ...lines,
  ].join('\n'),
})
const METRIC = '    metrics: [{ name: request-success-rate, thresholdRange: { min: 99 }, interval: 1m }]'

testCheck(check, {
  notApplicable: [
    { name: 'no Flagger', files: { 'README.md': '# shop' } },
    { name: 'an example', files: { 'examples/c.yaml': canary('  skipAnalysis: true')['deploy/canary.yaml'] } },
  ],
  passes: [
    { name: 'a metric', files: canary('  analysis:', '    threshold: 5', METRIC) },
    { name: 'the older name', files: canary('  canaryAnalysis:', '    threshold: 5', METRIC) },
    {
      name: 'a webhook that tests',
      files: canary(
        '  analysis:',
        '    threshold: 2',
        '    webhooks: [{ name: smoke, type: pre-rollout, url: http://x }]',
      ),
    },
    { name: 'A/B tests by rounds', files: canary('  analysis:', '    iterations: 10', METRIC) },
    { name: 'skipped: false', files: canary('  skipAnalysis: false', '  analysis:', '    threshold: 5', METRIC) },
  ],
  unknown: [
    {
      name: 'a chart that decides later',
      files: {
        'chart/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
        'chart/values.yaml': 'canary: { skip: false }\n',
        'chart/templates/canary.yaml': canary(
          '  skipAnalysis: {{ .Values.canary.skip }}',
          '  analysis:',
          '    threshold: 5',
        )['deploy/canary.yaml'],
      },
    },
  ],
  fails: [
    { name: 'skipped', files: canary('  skipAnalysis: true # ! skipped') },
    { name: 'no metrics', files: canary('  analysis:', '    threshold: 5 # ! noSignal') },
    {
      name: 'only a webhook that makes load',
      files: canary('  analysis:', '    threshold: 5 # ! noSignal', '    webhooks: [{ name: load, url: http://x }]'),
    },
    { name: 'no threshold', files: canary('  analysis:', '    interval: 1m # ! noThreshold', METRIC) },
  ],
})
