import { describe, expect, test } from '@jest/globals'
import { deploymentsIn, workflow } from '../support.js'

const APPLY = workflow(["{ run: 'terraform -chdir=infra apply -auto-approve' }"])
const VALUES = 'locals {\n  name = "shop"\n}\noutput "name" {\n  value = local.name\n}\n'
const call = (source: string): string => `module "part" {\n  source = "${source}"\n}\n`

test.each<[string, Record<string, string>]>([
  ['values alone', { 'infra/main.tf': VALUES }],
  ['values of a module of the tree', { 'infra/main.tf': VALUES + call('./part'), 'infra/part/main.tf': VALUES }],
])('%s are no deployment', (_, files) => {
  expect(deploymentsIn(APPLY, files)).toEqual([])
})

test.each<[string, Record<string, string>]>([
  ['a resource', { 'infra/main.tf': 'resource "aws_s3_bucket" "it" {}\n' }],
  [
    'a resource of a module of the tree',
    { 'infra/main.tf': call('./part'), 'infra/part/main.tf': 'resource "null_resource" "it" {}\n' },
  ],
  ['a module of others', { 'infra/main.tf': VALUES + call('acme/part/aws') }],
  ['a module that calls itself', { 'infra/main.tf': VALUES + call('../infra') }],
  ['a folder that is not there', {}],
  ['a file with an error', { 'infra/main.tf': VALUES, 'infra/more.tf': 'resource "aws_s3_bucket" {{{\n' }],
])('%s is one', (_, files) => {
  expect(deploymentsIn(APPLY, files)).toHaveLength(1)
})

describe('a module that an expression names', () => {
  const apply = (path: string): string => workflow([`{ run: 'terraform -chdir=${path} apply -auto-approve' }`])
  const parts = (api: string): Record<string, string> => ({
    'infra/api/config/main.tf': api,
    'infra/web/config/main.tf': VALUES,
  })

  test.each(['infra/${{ needs.one.outputs.app }}/config', 'infra/$APP/config', 'infra/${APP}/config'])(
    '%s holds values alone, whichever it is',
    (path) => {
      expect(deploymentsIn(apply(path), parts(VALUES))).toEqual([])
    },
  )

  test.each<[string, string, Record<string, string>]>([
    ['one of which declares a resource', 'infra/$APP/config', parts('resource "aws_s3_bucket" "it" {}\n')],
    ['of which there is none', 'infra/$APP/settings', parts(VALUES)],
    ['in all of its parts', '$FOLDER', { 'infra/main.tf': VALUES }],
  ])('%s is deployed', (_, path, files) => {
    expect(deploymentsIn(apply(path), files)).toHaveLength(1)
  })
})

test('a unit of Terragrunt deploys the module that it names', () => {
  const text = workflow(['{ run: terragrunt apply -auto-approve, working-directory: env/kms }'])
  const files = {
    'env/kms/terragrunt.hcl': 'terraform {\n  source = "../../modules//kms"\n}\n',
    'modules/kms/main.tf': 'resource "aws_kms_key" "it" {}\n',
  }
  expect(deploymentsIn(text, files)).toHaveLength(1)
})
