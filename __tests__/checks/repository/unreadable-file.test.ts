import { expect, test } from '@jest/globals'
import check from '../../../checks/repository/unreadable-file.js'
import { run, testCheck } from '../../helpers/check-tester.js'

testCheck(check, {
  notApplicable: [
    {
      name: 'files that parse',
      files: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps: [{ run: npm test }]',
      },
    },
    { name: 'a broken fixture', files: { 'testdata/broken.tf': 'resource "a" {' } },
    {
      name: 'a template of a project that is yet to be made',
      files: { 'templates/{{cookiecutter.name}}/Dockerfile': 'FROM node:{{ cookiecutter.node }} ' },
    },
    { name: 'a YAML file that nothing reads', files: { 'data/list.yaml': 'a: [1' } },
  ],
  fails: [
    {
      name: 'a workflow that is no YAML',
      files: { '.github/workflows/ci.yml': 'on: push\njobs:\n  test:\n    runs-on: "ubuntu # ! broken' },
    },
    {
      name: 'a workflow of an unexpected shape',
      files: {
        '.github/workflows/ci.yml':
          'on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps: npm test # ! broken',
      },
    },
    {
      name: 'Terraform that does not parse',
      files: { 'infra/main.tf': 'provider "aws" {}\nresource "aws_s3_bucket" "a" {\n  bucket = = "a" # ! broken\n}' },
    },
  ],
})

test('a broken pipeline is an error, a broken manifest a warning', () => {
  const severity = (files: Record<string, string>) => {
    const [outcome] = run(check, { files }).result.outcomes
    return outcome?.kind === 'problem' ? outcome.severity : undefined
  }
  expect(severity({ '.github/workflows/ci.yml': 'on: push\njobs: [' })).toBe('error')
  expect(severity({ 'infra/main.tf': 'resource "a" "b" {\n  c = = 1\n}' })).toBe('warning')
})
