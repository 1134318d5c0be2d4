import check from '../../../checks/repository/repo-change-template.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'

const ALONE = known({ authors: 1, commits: 40, shallow: false })
const BOXES = '## What\n\n- [ ] It has been tried\n- [ ] The handbook says so\n'

testCheck(check, {
  notApplicable: [{ name: 'one person', files: { 'README.md': '# shop' }, history: ALONE }],
  passes: [
    { name: 'boxes', files: { '.github/pull_request_template.md': BOXES } },
    { name: 'any spelling of the name', files: { 'docs/PULL_REQUEST_TEMPLATE.md': BOXES } },
    { name: 'one of several', files: { '.github/PULL_REQUEST_TEMPLATE/fix.md': BOXES } },
    { name: 'GitLab', files: { '.gitlab/merge_request_templates/Default.md': BOXES } },
    { name: 'Azure DevOps', files: { '.azuredevops/pull_request_template.md': BOXES } },
    { name: 'Gitea', files: { '.gitea/PULL_REQUEST_TEMPLATE.md': BOXES } },
    { name: 'a question of tests', files: { 'pull_request_template.md': '## What\n## How was it tested?\n' } },
    {
      name: 'rules in CONTRIBUTING',
      files: { 'CONTRIBUTING.md': '# Rules\n## Before you submit a change\n- Run the tests.\n- Say so in the log.\n' },
    },
    {
      name: 'a bare template beside rules in CONTRIBUTING',
      files: {
        '.github/pull_request_template.md': '## What',
        'CONTRIBUTING.md': '# Definition of done\n- a\n- b\n',
      },
    },
  ],
  unknown: [
    { name: 'none on GitHub', files: { '.github/workflows/ci.yml': 'on: push' }, reason: '.github repository' },
    {
      name: 'none on GitLab',
      files: { '.gitlab/CODEOWNERS': '* @acme', '.gitlab-ci.yml': 'a: { script: [b] }' },
      reason: 'host',
    },
    { name: 'a template for issues', files: { '.github/ISSUE_TEMPLATE/bug.md': BOXES }, reason: 'template' },
  ],
  fails: [
    {
      name: 'a text that asks for nothing',
      files: { '.github/pull_request_template.md': '## What # ! noCriteria\n\n## Why\n' },
    },
    {
      name: 'an empty file',
      files: { '.github/pull_request_template.md': '' },
      expect: ['.github/pull_request_template.md:1 blank'],
    },
    {
      name: 'a comment alone',
      files: { '.gitlab/merge_request_templates/Default.md': '<!-- Say what changes. --> # ! blank' },
    },
    { name: 'none on Azure DevOps', files: { '.azuredevops/dependabot.yml': 'version: 2' }, expect: ['none'] },
  ],
})
