import check from '../../../checks/supply-chain/supply-immutable-artifacts.js'
import { testCheck } from '../../helpers/check-tester.js'
import { release } from './release.js'

const ecr = (...lines: string[]) => ({
  'main.tf': ['resource "aws_ecr_repository" "api" {', '  name = "api"', ...lines, '}'].join('\n'),
})
const google = (...lines: string[]) => ({
  'main.tf': ['resource "google_artifact_registry_repository" "a" {', ...lines, '}'].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'nothing is published', files: { 'README.md': '# shop' } },
    { name: 'a registry of packages', files: google('  format = "NPM"') },
    { name: 'a registry that passes on', files: google('  format = "DOCKER"', '  mode = "REMOTE_REPOSITORY"') },
    {
      name: 'a sample',
      files: { 'samples/main.tf': 'resource "aws_ecr_repository" "api" {\n  name = "api"\n}' },
    },
  ],
  passes: [
    { name: 'tags that stay', files: ecr('  image_tag_mutability = "IMMUTABLE"') },
    { name: 'tags that stay but for some', files: ecr('  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION"') },
    {
      name: 'tags that stay, of Google',
      files: google('  format = "DOCKER"', '  docker_config {', '    immutable_tags = true', '  }'),
    },
    { name: 'a package of npm', files: release('run: npm publish') },
  ],
  unknown: [
    {
      name: 'a variable decides',
      files: ecr('  image_tag_mutability = var.mutability'),
      reason: 'hangs on a variable',
    },
    {
      name: 'a tag of its own',
      files: release('run: docker push ghcr.io/acme/shop:${{ github.sha }}'),
      reason: 'a setting',
    },
    {
      name: 'a moving tag beside one that lasts',
      files: release('run: docker push ghcr.io/acme/shop:latest', 'run: docker push ghcr.io/acme/shop:1.2.0'),
      reason: 'a setting',
    },
    {
      name: 'tags that a step makes',
      files: release(
        'uses: docker/build-push-action@v6',
        'with: { push: true, tags: "${{ steps.meta.outputs.tags }}" }',
      ),
      reason: 'a setting',
    },
    { name: 'files of a new release', files: release('run: gh release create v1 dist/*'), reason: 'a setting' },
    {
      name: 'files of a draft',
      files: release('run: gh release create --draft v1', 'run: gh release upload v1 dist/a.zip --clobber'),
      reason: 'a setting',
    },
    {
      name: 'files of a release that moves',
      files: release('run: gh release upload nightly dist/a.zip --clobber'),
      reason: 'a setting',
    },
    {
      name: 'only what is not out is replaced',
      files: release(
        'uses: ncipollo/release-action@v1',
        'with: { artifacts: a.zip, allowUpdates: true, updateOnlyUnreleased: true }',
      ),
      reason: 'a setting',
    },
  ],
  fails: [
    {
      name: 'a registry that says nothing',
      files: { 'main.tf': 'resource "aws_ecr_repository" "api" { # ! mutable\n  name = "api"\n}' },
    },
    { name: 'a registry with tags that move', files: ecr('  image_tag_mutability = "MUTABLE" # ! mutable') },
    {
      name: 'CloudFormation',
      files: {
        'template.yaml':
          'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Api: # ! mutable\n    Type: AWS::ECR::Repository\n    Properties: { RepositoryName: api }\n',
      },
    },
    {
      name: 'Google',
      files: { 'main.tf': 'resource "google_artifact_registry_repository" "a" { # ! mutable\n  format = "DOCKER"\n}' },
    },
    { name: 'files of a release', files: release('run: gh release upload v1 dist/a.zip --clobber # ! overwrites') },
    {
      name: 'files of a release, by an action',
      files: release(
        'uses: ncipollo/release-action@v1',
        'with: { artifacts: a.zip, allowUpdates: true } # ! overwrites',
      ),
    },
    { name: 'a moving tag alone', files: release('run: docker push ghcr.io/acme/shop:latest # ! movingOnly') },
    { name: 'no tag', files: release('run: docker push ghcr.io/acme/shop # ! movingOnly') },
    {
      name: 'an input, whatever the step is called',
      files: release(
        'uses: docker/build-push-action@v6 # ! movingOnly',
        'with: { push: true, tags: "acme/shop:latest" }',
      ),
    },
    {
      name: 'GitLab',
      files: {
        '.gitlab-ci.yml':
          'push:\n  rules: [{ if: $CI_COMMIT_BRANCH == "main" }]\n  script:\n    - docker push acme/shop:latest # ! movingOnly\n',
      },
    },
    {
      name: 'CircleCI',
      files: {
        '.circleci/config.yml': [
          'version: 2.1',
          'jobs:',
          '  push:',
          '    docker: [{ image: cimg/base:2025.01 }]',
          '    steps:',
          '      - run: docker push acme/shop:latest # ! movingOnly',
          'workflows: { w: { jobs: [{ push: { filters: { branches: { only: main } } } }] } }',
        ].join('\n'),
      },
    },
  ],
})
