import check from '../../../checks/repository/repo-delivery-documented.js'
import { testCheck } from '../../helpers/check-tester.js'

const DEPLOYS =
  'on: { push: { branches: [main] } }\njobs:\n  ship:\n    runs-on: ubuntu-24.04\n    environment: eu-live\n    steps:\n      - run: kubectl apply -f k8s/\n'
const GITHUB = { '.github/workflows/deliver.yml': DEPLOYS }
const GITLAB = { '.gitlab-ci.yml': 'ship:\n  environment: live\n  script: [kubectl apply -f k8s/]\n' }
const with_ = (path: string, text: string, pipelines: Record<string, string> = GITHUB) => ({
  files: { ...pipelines, [path]: text },
})

testCheck(check, {
  notApplicable: [
    { name: 'nothing that delivers', files: { 'README.md': '# shop\n\n## Deployment\n\nSoon.' } },
    {
      name: 'a pipeline that only tests',
      files: { '.github/workflows/ci.yml': 'on: push\njobs:\n  t:\n    steps:\n      - run: npm test\n' },
    },
  ],
  unknown: [
    { name: 'no document', files: GITHUB, reason: 'a wiki or in another repository' },
    with_('docs/deployment.md', '# Deployment\n\nInstall it on your cluster with the chart.'),
    with_('docs/release-notes.md', '# Release 1.2\n\nThe workflow deliver.yml is new.'),
    with_('CHANGELOG.md', '# Releases\n\n## Release 2\n\nThe workflow deliver.yml is faster.'),
    with_('docs/deploy.md', '# Deploy\n\n<!-- The pipeline deliver.yml waits for approval. -->\n'),
    with_('docs/deploy.md', '# Deploy\n\nAdd `.github/workflows/deploy.yml` to your repository.'),
    with_('docs/deploy.md', '# Deploy\n\n```sh\ncat .github/workflows/deploy.yml\n```\n'),
    with_('docs/deploy.md', '# Deploy\n\nSee https://github.com/acme/x/blob/main/.github/workflows/deploy.yml'),
    with_('docs/deploy.md', '# Deploy\n\nSee .github/workflows/deploy.yml', GITLAB),
    with_('docs/adr/0001-colours.md', '# Use blue\n'),
  ].map((each, i) => ({ name: `says nothing of it ${i}`, ...each })),
  passes: [
    with_('docs/deployment.md', '# Going live\n\ndeliver.yml runs after a merge.'),
    with_('README.md', '# shop\n\n## Deployment\n\nThe pipeline brings each merge to eu-live.\n\n## Licence\n'),
    with_('CONTRIBUTING.md', '# Contributing\n\n## How to release\n\nPush a tag, and GitHub Actions does the rest.'),
    with_('RELEASING.md', '# Releasing\n\nThe pipeline starts when the change is merged.', GITLAB),
    with_('docs/adr/0002-deploy-with-helm.md', '# Charts\n\nBecause.'),
    with_('docs/release.md', '# Release\n\nThe workflow starts at a tag.', {
      'azure-pipelines.yml': 'trigger: [main]\nsteps:\n  - script: npm publish\n',
    }),
    with_('docs/release.md', '# Release\n\nCircleCI publishes tags.', {
      '.circleci/config.yml':
        'version: 2.1\njobs:\n  p:\n    docker: [{ image: cimg/node:22.1 }]\n    steps:\n      - run: npm publish\nworkflows:\n  all:\n    jobs: [{ p: { filters: { branches: { only: main } } } }]\n',
    }),
  ].map((each, i) => ({ name: `tells how ${i}`, ...each })),
  fails: [
    {
      name: 'a workflow that is gone',
      ...with_('docs/deployment.md', '# Deployment\n\nA merge starts `.github/workflows/deploy.yml`. # ! gone\n'),
    },
    {
      name: 'one of two, by a link',
      ...with_(
        'RELEASING.md',
        '# Releasing\n\ndeliver.yml ships it.\nThen [the other](.github/workflows/after.yml) runs. # ! gone\n',
      ),
    },
  ],
})
