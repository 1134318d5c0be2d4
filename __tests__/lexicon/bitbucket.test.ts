import { describe, expect, test } from '@jest/globals'
import { classifyAction } from '../../src/lexicon/index.js'

type Inputs = Readonly<Record<string, string>>

function purposes(pipe: string, inputs: Inputs): string[] | undefined {
  const meaning = classifyAction(`bitbucket:${pipe}`, undefined, new Map(Object.entries(inputs)))
  if (meaning === undefined) return undefined
  return [...meaning.intents.map(({ kind, tool }) => `${kind}:${tool}`), ...(meaning.opaque === undefined ? [] : ['?'])]
}

describe('pipes', () => {
  test.each<[string, Inputs, string[]]>([
    ['atlassian/aws-ecs-deploy', {}, ['deploy:aws-ecs']],
    ['atlassian/aws-lambda-deploy', { COMMAND: 'update' }, ['deploy:aws-lambda']],
    ['atlassian/aws-lambda-deploy', { COMMAND: 'alias' }, ['promote:aws-lambda']],
    ['atlassian/aws-code-deploy', { COMMAND: 'upload' }, ['package:codedeploy']],
    ['atlassian/aws-code-deploy', { COMMAND: 'deploy' }, ['deploy:codedeploy']],
    ['atlassian/aws-elasticbeanstalk-deploy', {}, ['deploy:aws-elasticbeanstalk']],
    ['atlassian/aws-cloudformation-deploy', {}, ['iac-apply:cloudformation']],
    ['atlassian/aws-sam-deploy', { COMMAND: 'package-only' }, ['package:sam']],
    ['atlassian/aws-ecr-push-image', {}, ['publish:docker']],
    ['atlassian/aws-eks-kubectl-run', { RESOURCE_PATH: 'k8s.yml' }, ['deploy:kubectl']],
    ['atlassian/aws-eks-kubectl-run', { KUBECTL_COMMAND: 'get pods' }, []],
    ['atlassian/azure-cli-run', { CLI_COMMAND: 'az webapp up' }, []],
    ['microsoft/azure-functions-deploy', {}, ['deploy:azure-functions']],
    ['atlassian/npm-publish', {}, ['publish:npm']],
    ['sonarsource/sonarcloud-scan', {}, ['sast:sonarqube', 'lint:sonarqube']],
    ['snyk/snyk-scan', { LANGUAGE: 'node-lts' }, ['sca:snyk']],
    ['snyk/snyk-scan', { LANGUAGE: 'docker' }, ['container-scan:snyk']],
    ['atlassian/git-secrets-scan', {}, ['secret-scan:git-secrets']],
    ['atlassian/slack-notify', {}, ['notify:slack-notify']],
    ['atlassian/ssh-run', {}, ['?']],
    ['atlassian/trigger-pipeline', {}, ['?']],
  ])('%s %j', (pipe, inputs, expected) => {
    expect(purposes(pipe, inputs)).toEqual(expected)
  })

  test('shell text in a variable is a script', () => {
    const inputs = new Map([['CLI_COMMAND', 'az webapp up']])
    expect(classifyAction('bitbucket:atlassian/azure-cli-run', undefined, inputs)?.scripts).toEqual(['CLI_COMMAND'])
  })

  test('a pipe that is not listed is not known', () => {
    expect(purposes('acme/deploy', {})).toBeUndefined()
  })
})
