import { describe, expect, test } from '@jest/globals'
import { classifyAction } from '../../src/lexicon/index.js'

type Inputs = Readonly<Record<string, string>>

/** `kind:tool` of every intent, `?` for what may do more, undefined for what is not known. */
function purposes(action: string, inputs: Inputs): string[] | undefined {
  const meaning = classifyAction(action, undefined, new Map(Object.entries(inputs)))
  if (meaning === undefined) return undefined
  return [...meaning.intents.map(({ kind, tool }) => `${kind}:${tool}`), ...(meaning.opaque === undefined ? [] : ['?'])]
}

describe('orbs of CircleCI', () => {
  test.each<[string, string[] | undefined]>([
    ['circleci/aws-sam/deploy', undefined],
    ['circleci/docker/run', undefined],
    ['circleci/aws-sam-serverless/deploy', ['deploy:sam']],
    ['circleci/aws-ecr/tag-repo', ['publish:aws-ecr']],
    ['circleci/node/install-bun', ['setup:node']],
    ['circleci/cloudfoundry/blue-green', ['deploy:cloud-foundry']],
    ['circleci/cloudfoundry/live-deploy', ['promote:cloud-foundry']],
    ['circleci/maven/parallel-test', ['unit-test:maven', 'build:maven', 'package:maven']],
  ])('%s', (name, expected) => {
    expect(purposes(`circleci:${name}`, {})).toEqual(expected)
  })
})

describe('tasks of the Tekton catalog', () => {
  test.each<[string, Inputs, string[] | undefined]>([
    ['s2i-python', {}, undefined],
    ['s2i', {}, ['build:docker', 'publish:docker']],
    ['buildah', { SKIP_PUSH: 'true' }, ['build:buildah']],
    ['az', { ARGS: 'webapp up' }, ['deploy:azure-webapp']],
    ['az', {}, []],
    ['maven', { GOALS: 'deploy -DskipTests' }, ['build:maven', 'package:maven', 'publish:maven']],
    ['terraform-cli', { ARGS: 'apply -auto-approve' }, ['iac-apply:terraform']],
    ['python-sdk-azure', {}, ['?']],
  ])('%s %j', (name, inputs, expected) => {
    expect(purposes(`tekton:${name}`, inputs)).toEqual(expected)
  })
})

describe('tasks of Konflux', () => {
  test.each<[string, Inputs, string[] | undefined]>([
    ['git-clone-oci-ta', {}, ['checkout:git']],
    ['buildah-oci-ta', {}, ['build:buildah', 'publish:buildah', 'sbom:buildah']],
    ['buildah', { SKIP_SBOM_GENERATION: 'true' }, ['build:buildah', 'publish:buildah']],
    ['sast-snyk-check-oci-ta', {}, ['sast:snyk']],
    ['clair-scan', {}, ['container-scan:clair']],
    ['init', {}, []],
    ['run-script-oci-ta', {}, undefined],
  ])('%s %j', (name, inputs, expected) => {
    expect(purposes(`konflux:${name}`, inputs)).toEqual(expected)
  })
})

describe('steps of Jenkins', () => {
  test.each<[string, Inputs, string[] | undefined]>([
    ['twittersend', {}, undefined],
    ['jirajqlsearch', {}, []],
    ['cfinvalidate', {}, []],
    ['terraformexecute', {}, ['iac-plan:terraform']],
    ['terraformexecute', { command: 'apply' }, ['iac-apply:terraform']],
    ['gctsrollback', {}, ['rollback:piper']],
    ['pipelineexecute', {}, ['?']],
  ])('%s %j', (name, inputs, expected) => {
    expect(purposes(`jenkins:${name}`, inputs)).toEqual(expected)
  })
})

describe('pipes of Bitbucket', () => {
  test.each<[string, Inputs, string[]]>([
    ['bitbucket:aquasecurity/trivy-pipe', { imageRef: 'shop' }, ['container-scan:trivy']],
    ['bitbucket:aquasecurity/trivy-pipe', { scanType: 'config' }, ['iac-scan:trivy']],
    ['docker://wollomatic/trivy-pipe:latest', { scanType: 'fs' }, ['sca:trivy']],
    ['bitbucket:microsoft/azure-vm-linux-script-deploy', {}, ['?']],
  ])('%s %j', (name, inputs, expected) => {
    expect(purposes(name, inputs)).toEqual(expected)
  })
})
