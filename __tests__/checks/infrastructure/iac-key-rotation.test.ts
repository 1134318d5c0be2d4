import { expect, test } from '@jest/globals'
import check from '../../../checks/infrastructure/iac-key-rotation.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const tf = (type: string, body = '', marker = '') => ({
  'infra/main.tf': `resource "${type}" "data" {${marker}\n${body === '' ? '' : `  ${body}\n`}}\n`,
})
const template = (properties: string, marker = '') => ({
  'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Data:${marker}\n    Type: AWS::KMS::Key\n    Properties: ${properties}\n`,
})

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'a key for signatures', files: tf('aws_kms_key', 'customer_master_key_spec = "RSA_2048"') },
    { name: 'a key for codes', files: tf('aws_kms_key', 'key_usage = "GENERATE_VERIFY_MAC"') },
    { name: 'a key for signatures of Google Cloud', files: tf('google_kms_crypto_key', 'purpose = "ASYMMETRIC_SIGN"') },
    { name: 'a key from outside', files: template('{ Origin: EXTERNAL }') },
    { name: 'a test', files: { 'tests/main.tf': 'resource "aws_kms_key" "a" {\n}' } },
  ],
  passes: [
    { name: 'AWS', files: tf('aws_kms_key', 'enable_key_rotation = true') },
    { name: 'a template', files: template('{ EnableKeyRotation: true }') },
    { name: 'Google Cloud', files: tf('google_kms_crypto_key', 'rotation_period = "7776000s"') },
    {
      name: 'a period by a variable',
      files: { ...tf('google_kms_crypto_key', 'rotation_period = var.period'), 'infra/v.tf': 'variable "period" {\n}' },
    },
    { name: 'Azure', files: tf('azurerm_key_vault_key', 'rotation_policy {\n    expire_after = "P90D"\n  }') },
  ],
  unknown: [
    {
      name: 'a variable',
      files: { ...tf('aws_kms_key', 'enable_key_rotation = var.rotate'), 'infra/v.tf': 'variable "rotate" {\n}' },
    },
  ],
  fails: [
    { name: 'nothing said', files: tf('aws_kms_key', '', ' # ! absent') },
    { name: 'switched off', files: tf('aws_kms_key', 'enable_key_rotation = false # ! off') },
    { name: 'a template without it', files: template('{ Description: data }', ' # ! absent') },
    { name: 'Google Cloud', files: tf('google_kms_crypto_key', 'name = "data"', ' # ! absent') },
    { name: 'Azure', files: tf('azurerm_key_vault_key', 'key_type = "RSA"', ' # ! absent') },
  ],
})

test('keys of one file are one finding', () => {
  const keys = ['a', 'b'].map((name) => `resource "aws_kms_key" "${name}" {\n}\n`).join('')
  const { result } = run(check, { files: { 'infra/main.tf': keys } })
  expect(result.outcomes.map((outcome) => 'because' in outcome && outcome.because.length)).toEqual([1])
})
