import { describe, expect, test } from '@jest/globals'
import check from '../../../checks/repository/repo-continuity-documents.js'
import { run, testCheck } from '../../helpers/check-tester.js'
import { operated, TEXT } from './operated.js'

testCheck(check, {
  notApplicable: [
    { name: 'a library', files: { 'package.json': '{ "name": "dates", "main": "index.js" }', 'index.js': '' } },
  ],
  unknown: [
    { name: 'nothing here', files: operated(), reason: 'another system' },
    { name: 'GitLab', files: operated({}, 'gitlab'), reason: 'another system' },
    { name: 'Jenkins', files: operated({}, 'jenkins'), reason: 'another system' },
    {
      name: 'a page about it in the product',
      files: operated({ 'src/pages/incidents/list.md': TEXT }),
      reason: 'another system',
    },
  ],
  fails: [
    { name: 'a title alone', files: operated({ 'docs/incident-response.md': '# Incident response # ! empty\n\nTBD' }) },
    { name: 'an empty note', files: operated({ 'docs/postmortems/2026-01-02.md': '# Outage # ! empty' }) },
    {
      name: 'objectives left open',
      files: operated({ 'docs/disaster-recovery.md': `# Recovery # ! noValue\n\n${TEXT}\n\nRTO: to be defined\n` }),
    },
  ],
})

describe('each side decides its own practices', () => {
  const sides = (files: Record<string, string>) =>
    run(check, { files: operated(files) }).result.outcomes.map(({ facet, kind }) => `${facet} ${kind}`)

  test.each<[string, Record<string, string>, string]>([
    ['objectives in a sentence', { 'docs/recovery.md': `# Recovery\n\n${TEXT}\n\nRPO 15 min, RTO 1 h` }, 'objectives'],
    [
      'objectives in a table',
      { 'docs/dr.md': `# DR\n\n${TEXT}\n\n| RTO | RPO |\n| --- | --- |\n| 4 h | 1 h |\n` },
      'objectives',
    ],
    [
      'objectives under a heading',
      { 'README.md': `# Shop\n\n## Recovery objectives\n\n${TEXT}\n\nRTO is one hour.` },
      'objectives',
    ],
    ['a plan', { 'docs/incident-response.md': `# Incidents\n\n${TEXT}` }, 'incident-plan'],
    ['a part on who is called', { 'docs/operations.md': `# Operations\n\n## On-call\n\n${TEXT}` }, 'incident-plan'],
    ['a link to the plan', { 'docs/on-call.md': 'See [PagerDuty](https://acme.pagerduty.com).' }, 'incident-plan'],
    [
      'a plan in code',
      { 'infra/oncall.tf': 'resource "pagerduty_escalation_policy" "shop" {\n  name = "shop"\n}' },
      'incident-plan',
    ],
    ['notes', { 'docs/postmortems/2026-01-02.md': `# Outage\n\n${TEXT}` }, 'post-incident'],
    ['a form for notes', { '.github/ISSUE_TEMPLATE/postmortem.yml': 'name: Post-mortem\nbody: []' }, 'post-incident'],
  ])('%s', (_name, files, facet) => {
    const expected = ['objectives', 'incident-plan', 'post-incident'].map((each) =>
      each === facet ? `${each} evidence` : `${each} unknown`,
    )
    expect(sides(files).sort()).toEqual(expected.sort())
  })
})
