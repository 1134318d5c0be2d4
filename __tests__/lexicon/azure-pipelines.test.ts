import { describe, expect, test } from '@jest/globals'
import { classifyAction } from '../../src/lexicon/index.js'

type Inputs = Readonly<Record<string, string>>

function purposes(task: string, inputs: Inputs): string[] | undefined {
  const meaning = classifyAction(`azure-pipelines:${task}`, undefined, new Map(Object.entries(inputs)))
  if (meaning === undefined) return undefined
  return [...meaning.intents.map(({ kind, tool }) => `${kind}:${tool}`), ...(meaning.opaque === undefined ? [] : ['?'])]
}

describe('tasks', () => {
  test.each<[string, Inputs, string[]]>([
    ['npm', {}, ['install:npm']],
    ['npm', { command: 'publish' }, ['publish:npm']],
    ['npm', { command: 'custom', customCommand: 'audit --production' }, ['sca:npm']],
    ['dotnetcorecli', {}, ['build:dotnet']],
    ['dotnetcorecli', { command: 'publish' }, ['build:dotnet']],
    ['dotnetcorecli', { command: 'push' }, ['publish:dotnet']],
    [
      'dotnetcorecli',
      { command: 'custom', custom: 'format', arguments: '--verify-no-changes' },
      ['format-check:dotnet-format'],
    ],
    ['dotnetcorecli', { command: 'custom', custom: 'tool', arguments: 'restore' }, ['setup:dotnet']],
    ['vstest', {}, ['unit-test:vstest']],
    ['nugetcommand', { command: 'push' }, ['publish:nuget']],
    ['maven', {}, ['unit-test:maven', 'build:maven', 'package:maven']],
    ['maven', { goals: 'deploy', options: '-DskipTests' }, ['build:maven', 'package:maven', 'publish:maven']],
    ['gradle', { tasks: 'assemble' }, ['build:gradle']],
    ['go', { command: 'test' }, ['unit-test:go']],
    ['docker', {}, ['build:docker', 'publish:docker']],
    ['docker', { command: 'build' }, ['build:docker']],
    ['docker', { command: 'push' }, ['publish:docker']],
    ['docker', { command: 'login' }, ['setup:docker']],
    ['containerbuild', {}, ['build:docker']],
    ['containerbuild', { dockerRegistryServiceConnection: 'registry' }, ['build:docker', 'publish:docker']],
    ['kubernetes', { command: 'apply' }, ['deploy:kubectl']],
    ['kubernetes', {}, []],
    ['runarmttktestsxplat', { templatelocation: 'x' }, ['iac-scan:runarmttktestsxplat']],
    ['azurewebapp', {}, ['deploy:azure-webapp']],
    ['azurermwebappdeployment', {}, ['deploy:azure-webapp']],
    ['azurefunctionapp', {}, ['deploy:azure-functions']],
    ['azureappservicemanage', {}, ['promote:azure-webapp']],
    ['azureappservicemanage', { Action: 'Stop Azure App Service' }, []],
    ['kubernetesmanifest', {}, ['deploy:kubectl']],
    ['kubernetesmanifest', { action: 'reject' }, ['rollback:kubectl']],
    ['kubernetesmanifest', { action: 'bake' }, []],
    ['helmdeploy', { command: 'upgrade' }, ['deploy:helm']],
    ['helmdeploy', { command: 'rollback' }, ['rollback:helm']],
    ['helmdeploy', { command: 'package' }, ['package:helm']],
    ['azureresourcemanagertemplatedeployment', {}, ['deploy:azure-resource-manager']],
    [
      'azureresourcemanagertemplatedeployment',
      { deploymentMode: 'Validation' },
      ['iac-validate:azure-resource-manager'],
    ],
    ['azureresourcemanagertemplatedeployment', { action: 'DeleteRG' }, ['cleanup:azure-resource-manager']],
    ['terraformtaskv4', { command: 'plan' }, ['iac-plan:terraform']],
    ['terraformcli', { command: 'apply' }, ['iac-apply:terraform']],
    ['manualvalidation', {}, ['approve:azure-pipelines']],
    ['publishtestresults', {}, ['test-report:test-report']],
    ['publishcodecoverageresults', {}, []],
    ['credscan', {}, ['secret-scan:credscan']],
    ['advancedsecurity-codeql-analyze', {}, ['sast:codeql']],
    ['advancedsecurity-dependency-scanning', {}, ['sca:advanced-security']],
    ['microsoftsecuritydevops', { categories: 'IaC' }, ['iac-scan:microsoft-security-devops']],
    ['sonarqubeprepare', {}, []],
    ['sonarcloudanalyze', {}, ['sast:sonarqube', 'lint:sonarqube']],
    ['snyksecurityscan', { testType: 'container' }, ['container-scan:snyk']],
    ['whitesource', {}, ['sca:whitesource']],
    ['sqlazuredacpacdeployment', {}, ['migrate-database:azure-sql']],
    ['sqlazuredacpacdeployment', { DeploymentAction: 'DriftReport' }, []],
    ['githubrelease', {}, ['release:github-release']],
    ['githubrelease', { action: 'delete' }, []],
    ['cloudformationcreateorupdatestack', {}, ['iac-apply:cloudformation']],
    ['awscli', { awsCommand: 's3', awsSubCommand: 'sync', awsArguments: 'dist s3://site' }, ['deploy:aws-s3']],
    ['lambdadeployfunction', {}, ['deploy:aws-lambda']],
    ['triggerbuild', {}, ['?']],
    ['invokerestapi', {}, ['?']],
  ])('%s %j', (task, inputs, expected) => {
    expect(purposes(task, inputs)).toEqual(expected)
  })

  test('a task that is not listed is not known', () => {
    expect(purposes('thing', {})).toBeUndefined()
  })
})
