import { describe, expect, test } from '@jest/globals'
import { linkOfAction, linkOfTool } from '../../src/lexicon/links.js'

describe('the page of a tool', () => {
  test.each([
    ['helm', 'https://helm.sh/docs/helm/helm/'],
    ['knip', 'https://www.npmjs.com/package/knip'],
    ['timeout', 'https://manpages.debian.org/timeout'],
    ['c++', 'https://gcc.gnu.org/onlinedocs/gcc/Invoking-GCC.html'],
    ['tool-of-nobody', undefined],
  ])('%s: %s', async (tool, page) => {
    expect(await linkOfTool(tool)).toBe(page)
  })
})

describe('the page of an action', () => {
  test.each([
    ['actions/checkout', 'https://github.com/actions/checkout'],
    ['Owner/Repo/some/path', 'https://github.com/owner/repo'],
    ['owner', undefined],
    ['circleci:circleci/node/test', 'https://circleci.com/developer/orbs/orb/circleci/node'],
    ['circleci:acme/unheard-of/run', 'https://circleci.com/developer/orbs/orb/acme/unheard-of'],
    ['circleci:checkout', 'https://circleci.com/docs/reference/configuration-reference/'],
    ['bitbucket:atlassian/aws-s3-deploy', 'https://bitbucket.org/atlassian/aws-s3-deploy/'],
    ['azure-pipelines:docker', 'https://learn.microsoft.com/azure/devops/pipelines/tasks/reference/docker-v2'],
    ['azure-pipelines:sonarcloudprepare', 'https://marketplace.visualstudio.com/items?itemName=SonarSource.sonarcloud'],
    ['azure-pipelines:task-of-nobody', undefined],
    ['jenkins:junit', 'https://www.jenkins.io/doc/pipeline/steps/junit/'],
    ['tekton:git-clone', 'https://github.com/tektoncd/catalog/tree/main/task/git-clone'],
    ['docker://hadolint/hadolint', 'https://hub.docker.com/r/hadolint/hadolint'],
    ['docker://ghcr.io/acme/lint', undefined],
    ['docker://alpine', 'https://hub.docker.com/_/alpine'],
    ['buildkite:docker-compose', 'https://github.com/buildkite-plugins/docker-compose-buildkite-plugin'],
    ['buildkite:seek-oss/snyk', 'https://github.com/seek-oss/snyk-buildkite-plugin'],
    ['unheard-of:x', undefined],
  ])('%s: %s', async (action, page) => {
    expect(await linkOfAction(action)).toBe(page)
  })
})
