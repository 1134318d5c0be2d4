import check from '../../../checks/infrastructure/iac-static-credential.js'
import { testCheck } from '../../helpers/check-tester.js'

const tf = (type: string, body = '', { marker = '', name = 'ci' } = {}) => ({
  'infra/main.tf': `resource "${type}" "${name}" {${marker}\n${body}}\n`,
})
const secret = (type: string, marker = '') => ({
  'k8s/token.yaml': `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ci\ntype: ${type}${marker}\n`,
})

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    { name: 'no identities', files: tf('aws_s3_bucket') },
    { name: 'another secret', files: secret('Opaque') },
    { name: 'an example', files: { 'examples/main.tf': 'resource "aws_iam_access_key" "ci" {\n}' } },
    { name: 'a test', files: { 'tests/main.tf': 'resource "aws_iam_access_key" "ci" {\n}' } },
  ],
  passes: [
    { name: 'a role', files: tf('aws_iam_role', '  assume_role_policy = "{}"\n') },
    { name: 'a user without key', files: tf('aws_iam_user', '  name = "ci"\n') },
    {
      name: 'a password with an end',
      files: tf('azuread_application_password', '  end_date = "2030-01-01T00:00:00Z"\n'),
    },
    {
      name: 'a password that is rotated',
      files: tf('azuread_service_principal_password', '  rotate_when_changed = { month = time_rotating.a.id }\n'),
    },
    {
      name: 'a role of a template',
      files: {
        'template.yaml':
          "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Ci:\n    Type: AWS::IAM::Role\n    Properties: {}\n",
      },
    },
  ],
  fails: [
    { name: 'an access key', files: tf('aws_iam_access_key', '  user = "ci"\n', { marker: ' # ! key' }) },
    { name: 'a key for mail', files: tf('aws_iam_access_key', '  user = "ses-smtp"\n', { marker: ' # ! key' }) },
    { name: 'a key of a service account', files: tf('google_service_account_key', '', { marker: ' # ! key' }) },
    { name: 'a password without end', files: tf('azuread_application_password', '', { marker: ' # ! endless' }) },
    {
      name: 'the same token of several clusters, once',
      files: {
        ...secret('kubernetes.io/service-account-token', ' # ! token'),
        'k8s/west/token.yaml': secret('kubernetes.io/service-account-token')['k8s/token.yaml'],
      },
    },
    { name: 'a token of Kubernetes', files: secret('kubernetes.io/service-account-token', ' # ! token') },
    {
      name: 'a token of Kubernetes in Terraform',
      files: tf('kubernetes_secret_v1', '  type = "kubernetes.io/service-account-token" # ! token\n'),
    },
    {
      name: 'an access key of a template',
      files: {
        'template.yaml':
          "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Ci: # ! key\n    Type: AWS::IAM::AccessKey\n    Properties: { UserName: ci }\n",
      },
    },
  ],
})
