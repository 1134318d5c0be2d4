import check from '../../../checks/repository/repo-threat-model.js'
import { testCheck } from '../../helpers/check-tester.js'
import { operated, TEXT } from './operated.js'

testCheck(check, {
  notApplicable: [
    { name: 'a library', files: { 'package.json': '{ "name": "dates", "main": "index.js" }', 'index.js': '' } },
    { name: 'nothing deployed', files: { 'docs/threat-model.md': '# Threats' } },
  ],
  unknown: [
    { name: 'nothing here', files: operated(), reason: 'another system' },
    {
      name: 'a document on security',
      files: operated({ 'SECURITY.md': `# Security\n\n${TEXT}` }),
      reason: 'another system',
    },
    { name: 'a test of a threat model', files: operated({ 'tests/threat-model.md': TEXT }), reason: 'another system' },
    { name: 'GitLab', files: operated({}, 'gitlab'), reason: 'another system' },
    { name: 'Jenkins', files: operated({}, 'jenkins'), reason: 'another system' },
  ],
  passes: [
    {
      name: 'an empty part beside one that says it',
      files: operated({ 'docs/threat-model.md': TEXT, 'SECURITY.md': '# Security\n\n## Threat model\n' }),
    },
    { name: 'a document', files: operated({ 'docs/security/threat-model.md': `# Threats\n\n${TEXT}` }) },
    { name: 'a part of one', files: operated({ 'docs/security.md': `# Security\n\n## Threat model\n\n${TEXT}` }) },
    {
      name: 'a part of an overview',
      files: operated({ 'docs/architecture.md': `# A\n\n## Attack surface\n\n${TEXT}` }),
    },
    {
      name: 'a link to where it is',
      files: operated({ 'docs/threat-model.md': '[Here](https://wiki.acme.com/threats)' }),
    },
    { name: 'Threat Dragon', files: operated({ 'security/threat-model.json': '{}' }) },
    { name: 'Threagile', files: operated({ 'threagile.yaml': 'title: a' }) },
    { name: 'pytm', files: operated({ 'requirements-dev.txt': 'pytm==1.3' }) },
    { name: 'GitLab', files: operated({ 'docs/threat-model.md': TEXT }, 'gitlab') },
  ],
  fails: [
    { name: 'a title alone', files: operated({ 'docs/threat-model.md': '# Threat model # ! empty\n\nTo do.' }) },
    {
      name: 'a heading alone',
      files: operated({ 'SECURITY.md': `# Security\n\n${TEXT}\n\n## Threat model # ! empty\n` }),
    },
  ],
})
