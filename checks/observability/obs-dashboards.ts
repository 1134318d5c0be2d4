import { defineObservabilityCheck } from '../../src/check-api/index.js'

export default defineObservabilityCheck({
  id: 'obs-dashboards',
  title: 'No dashboard as code',
  since: '0.1.0',
  practices: [
    'O.DIP.4',
    'O.CM.7',
    'OPS08-BP01',
    'OPS08-BP05',
    'hc.monitor.dashboards-alerts',
    'hc.monitor.dashboards-alerts.cloud-native',
  ],
  wanted: { kinds: ['dashboard'], noun: 'dashboards' },
  messages: {},
})
