import check from '../../../checks/supply-chain/supply-sbom.js'
import { testCheck } from '../../helpers/check-tester.js'
import { release } from './release.js'

const PUSH = 'run: docker push ghcr.io/acme/shop:1.2.3'

testCheck(check, {
  notApplicable: [
    { name: 'no pipeline', files: { 'README.md': '# shop' } },
    { name: 'a pipeline that publishes nothing', files: release('run: make') },
    {
      name: 'what every change publishes is for trying it',
      files: {
        '.github/workflows/release.yml': release(PUSH)['.github/workflows/release.yml'].replace(
          /^on: .*$/m,
          'on: pull_request',
        ),
      },
    },
  ],
  passes: [
    { name: 'an SBOM before', files: release('uses: anchore/sbom-action@v0', PUSH) },
    { name: 'an SBOM after', files: release(PUSH, 'run: syft ghcr.io/acme/shop:1.2.3 -o spdx-json') },
    {
      name: 'the build makes it',
      files: release('uses: docker/build-push-action@v6', 'with: { push: true, sbom: true }'),
    },
    { name: 'ko makes it', files: release('run: ko build ./cmd/shop --push') },
    {
      name: 'the release starts a pipeline that adds it',
      files: {
        ...release(PUSH),
        '.github/workflows/sbom.yml':
          'on: release\njobs: { sbom: { runs-on: ubuntu-24.04, steps: [{ run: cdxgen -o bom.json }] } }',
      },
    },
    {
      name: 'Bitbucket: an earlier step makes it',
      files: {
        'bitbucket-pipelines.yml': [
          'pipelines:',
          '  tags:',
          "    'v*':",
          '      - step: { script: [syft dir:. -o spdx-json] }',
          '      - step: { script: [docker push ghcr.io/acme/shop:1.2.3] }',
        ].join('\n'),
      },
    },
  ],
  unknown: [
    { name: 'Maven makes it by its own configuration', files: release('run: mvn deploy'), reason: 'pom.xml' },
    {
      name: 'something in the run cannot be looked into',
      files: release('uses: acme/bom@v1', PUSH),
      reason: 'acme/bom',
    },
    {
      name: 'the tool reads a file that is not read',
      files: release('run: goreleaser release --clean'),
      reason: '.goreleaser.yaml',
    },
    {
      name: 'a called workflow that cannot be looked into',
      files: {
        '.github/workflows/release.yml': [
          'on: { push: { tags: [v1] } }',
          'jobs:',
          '  call: { uses: acme/ci/.github/workflows/bom.yml@v1 }',
          '  push: { needs: call, runs-on: ubuntu-24.04, steps: [{ run: docker push ghcr.io/acme/shop:1.2.3 }] }',
        ].join('\n'),
      },
      reason: 'acme/ci',
    },
  ],
  fails: [
    { name: 'an image alone', files: release(`${PUSH} # ! none`) },
    { name: 'ko that is told not to', files: release('run: ko build ./cmd/shop --push --sbom=none # ! none') },
    { name: 'a package alone', files: release('run: npm ci', 'run: npm publish # ! none') },
    {
      name: 'an SBOM in a run of its own',
      files: {
        ...release(`${PUSH} # ! none`),
        '.github/workflows/ci.yml':
          'on: push\njobs: { sbom: { runs-on: ubuntu-24.04, steps: [{ run: cdxgen -o bom.json }] } }',
      },
    },
  ],
})
