import { expect, test } from '@jest/globals'
import check from '../../../checks/infrastructure/iac-least-privilege.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const tf = (text: string) => ({ 'infra/main.tf': text })
const document = (statement: string) =>
  tf(`data "aws_iam_policy_document" "a" {\n  statement {\n${statement}\n  }\n}\n`)
const json = (action: string, resource: string, more = '') =>
  `jsonencode({\n    Statement = [{\n      Effect = "Allow"\n      Action = ${action}\n      Resource = ${resource}\n      ${more}\n    }]\n  })`
const policy = (action: string, resource: string, more = '') =>
  tf(`resource "aws_iam_policy" "a" {\n  policy = ${json(action, resource, more)}\n}\n`)
const role = (trust: string, more = '') =>
  tf(`resource "aws_iam_role" "a" {
  ${more}
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = ${trust} }] })
}
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.a.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
`)
const template = (statement: string) => ({
  'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: a
          PolicyDocument:
            Statement:
              - ${statement}
`,
})
const binding = (subject: string, roleName: string) => ({
  'k8s/rbac.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: a }
roleRef:
  kind: ClusterRole
  name: ${roleName}
subjects:
  - ${subject}
`,
})
const SERVICE = '{ Service = "lambda.amazonaws.com" }'
const PEOPLE = '{ AWS = "arn:aws:iam::111111111111:root" }'

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    {
      name: 'a policy of a key',
      files: document(
        '    actions = ["kms:*"]\n    resources = ["*"]\n    principals {\n      type = "AWS"\n      identifiers = ["*"]\n    }',
      ),
    },
    { name: 'a boundary', files: tf(`resource "aws_iam_policy" "boundary" {\n  policy = ${json('"*"', '"*"')}\n}\n`) },
    { name: 'administrators who are people', files: binding('{ kind: Group, name: admins }', 'cluster-admin') },
    {
      name: 'a controller that deploys',
      files: binding('{ kind: ServiceAccount, name: kustomize-controller, namespace: flux-system }', 'cluster-admin'),
    },
    {
      name: 'owners who are people',
      files: tf(
        'resource "google_project_iam_member" "a" {\n  role = "roles/owner"\n  member = "group:admins@acme.test"\n}\n',
      ),
    },
    {
      name: 'a group of Azure',
      files: tf(
        'resource "azurerm_role_assignment" "a" {\n  scope = data.azurerm_subscription.main.id\n  role_definition_name = "Owner"\n  principal_id = azuread_group.admins.object_id\n}\n',
      ),
    },
    {
      name: 'ready-made policies of others',
      files: tf(
        'resource "aws_iam_role_policy_attachment" "a" {\n  role = "a"\n  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"\n}\n',
      ),
    },
    {
      name: 'a role that is taken away',
      files: tf('resource "google_project_iam_binding" "a" {\n  role = "roles/editor"\n  members = []\n}\n'),
    },
    { name: 'a test', files: { 'tests/main.tf': policy('"*"', '"*"')['infra/main.tf'] } },
  ],
  passes: [
    { name: 'named actions and resources', files: policy('["s3:GetObject"]', '"arn:aws:s3:::orders/*"') },
    { name: 'a service on a named resource', files: policy('"s3:*"', '"arn:aws:s3:::orders/*"') },
    {
      name: 'what knows no resources',
      files: document('    actions = ["ssmmessages:*", "ec2:Describe*"]\n    resources = ["*"]'),
    },
    {
      name: 'a condition',
      files: policy('"*"', '"*"', 'Condition = { StringEquals = { "aws:ResourceTag/team" = "shop" } }'),
    },
    { name: 'a denial', files: document('    effect = "Deny"\n    actions = ["*"]\n    resources = ["*"]') },
    {
      name: 'a template',
      files: template('{ Effect: Allow, Action: s3:GetObject, Resource: !Sub "${Bucket.Arn}/*" }'),
    },
    { name: 'a boundary', files: role(SERVICE, 'permissions_boundary = aws_iam_policy.boundary.arn') },
    { name: 'a role of the cluster', files: binding('{ kind: ServiceAccount, name: a, namespace: shop }', 'view') },
    {
      name: 'Azure, a group of resources',
      files: tf(
        'resource "azurerm_role_assignment" "a" {\n  scope = azurerm_resource_group.main.id\n  role_definition_name = "Contributor"\n  principal_id = azurerm_user_assigned_identity.a.principal_id\n}\n',
      ),
    },
    {
      name: 'Google Cloud',
      files: tf(
        'resource "google_project_iam_member" "a" {\n  role = "roles/run.invoker"\n  member = "serviceAccount:a@b.iam.gserviceaccount.com"\n}\n',
      ),
    },
  ],
  unknown: [
    {
      name: 'actions by a variable',
      files: {
        ...document('    actions = var.actions\n    resources = ["*"]'),
        'infra/v.tf': 'variable "actions" {\n}\n',
      },
    },
    {
      name: 'a policy by a variable',
      files: {
        ...tf('resource "aws_iam_policy" "a" {\n  policy = var.policy\n}\n'),
        'infra/v.tf': 'variable "policy" {\n}\n',
      },
    },
    {
      name: 'everything but what is denied',
      files: tf(
        `resource "aws_iam_policy" "a" {\n  policy = jsonencode({ Statement = [\n    { Effect = "Allow", Action = "*", Resource = "*" },\n    { Effect = "Deny", Action = "iam:*", Resource = "*" }\n  ] })\n}\n`,
      ),
    },
    {
      name: 'a role that is made elsewhere',
      files: tf(
        'resource "aws_iam_role_policy_attachment" "a" {\n  role = "deploy"\n  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"\n}\n',
      ),
    },
  ],
  fails: [
    { name: 'everything in a document', files: document('    actions = ["*"] # ! everything\n    resources = ["*"]') },
    {
      name: 'everything in JSON',
      files: tf(
        'resource "aws_iam_role_policy" "a" {\n  policy = <<EOF # ! everything\n{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}\nEOF\n}\n',
      ),
      expect: [],
    },
    {
      name: 'everything in a template',
      files: template("Effect: Allow\n                Action: '*' # ! everything\n                Resource: '*'"),
    },
    { name: 'a whole service', files: policy('["s3:GetObject", "dynamodb:*"] # ! service', '"*"') },
    { name: 'rights for itself', files: policy('["iam:AttachRolePolicy"] # ! grants', '"*"') },
    { name: 'the actions of IAM', files: policy('"iam:*" # ! grants', '"*"') },
    {
      name: 'an administrator that is a machine',
      files: tf(
        role(SERVICE)['infra/main.tf'].replace('AdministratorAccess"', 'AdministratorAccess" # ! administrator'),
      ),
    },
    {
      name: 'a template with a ready-made policy',
      files: {
        'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/AdministratorAccess # ! administrator
`,
      },
    },
    {
      name: 'a function',
      files: {
        'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Policies:\n        - AdministratorAccess # ! administrator\n`,
      },
    },
    {
      name: 'the administrator of a cluster',
      files: binding('{ kind: ServiceAccount, name: runner, namespace: ci }', 'cluster-admin # ! role'),
    },
    {
      name: 'a role for everything',
      files: {
        'k8s/role.yaml':
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: a }\nrules:\n  - apiGroups: ["*"] # ! everything\n    resources: ["*"]\n    verbs: ["*"]\n',
      },
    },
    {
      name: 'Terraform for Kubernetes',
      files: tf(
        'resource "kubernetes_cluster_role_binding" "a" {\n  role_ref {\n    kind = "ClusterRole"\n    name = "cluster-admin" # ! role\n  }\n  subject {\n    kind = "ServiceAccount"\n    name = "runner"\n  }\n}\n',
      ),
    },
    {
      name: 'Google Cloud',
      files: tf(
        'resource "google_project_iam_member" "a" {\n  role = "roles/editor" # ! role\n  member = "serviceAccount:${google_service_account.a.email}"\n}\n',
      ),
    },
    {
      name: 'Azure',
      files: tf(
        'resource "azurerm_role_assignment" "a" {\n  scope = data.azurerm_subscription.main.id\n  role_definition_name = "Contributor" # ! role\n  principal_id = azurerm_user_assigned_identity.a.principal_id\n}\n',
      ),
    },
  ],
})

test('a role that people take may be an administrator', () => {
  expect(run(check, { files: role(PEOPLE) }).problems).toEqual([])
})

test('policies of one file are one finding, and so are bindings of one name', () => {
  const statement = (name: string) =>
    `data "aws_iam_policy_document" "${name}" {\n  statement {\n    actions   = ["*"]\n    resources = ["*"]\n  }\n}\n`
  const one = binding('{ kind: ServiceAccount, name: runner, namespace: ci }', 'cluster-admin')['k8s/rbac.yaml']
  const files = { 'infra/main.tf': statement('a') + statement('b'), 'east/rbac.yaml': one, 'west/rbac.yaml': one }
  const { result } = run(check, { files })
  expect(result.outcomes).toMatchObject([
    { messageId: 'everything', because: [{ file: 'infra/main.tf' }] },
    { messageId: 'role', because: [{ file: 'west/rbac.yaml' }] },
  ])
})
