import { expect, test } from '@jest/globals'
import check from '../../../checks/pipeline/pipeline-oidc-trust.js'
import { run, testCheck } from '../../helpers/check-tester.js'

const GITHUB = 'token.actions.githubusercontent.com'

/** A trust policy as Terraform's blocks; the conditions' lines are given. */
const document = (...conditions: string[]) => ({
  'iam.tf': [
    'data "aws_iam_policy_document" "trust" {',
    '  statement {',
    '    actions = ["sts:AssumeRoleWithWebIdentity"]',
    '    principals {',
    '      type        = "Federated"',
    '      identifiers = [aws_iam_openid_connect_provider.ci.arn]',
    '    }',
    ...conditions,
    '  }',
    '}',
    'resource "aws_iam_role" "deploy" {',
    '  assume_role_policy = data.aws_iam_policy_document.trust.json',
    '}',
    `resource "aws_iam_openid_connect_provider" "ci" { url = "https://${GITHUB}" }`,
  ].join('\n'),
})
const condition = (test: string, variable: string, values: string, mark = '') =>
  `    condition {\n      test = "${test}"\n      variable = "${variable}"\n      values = ${values}${mark}\n    }`
const aud = condition('StringEquals', `${GITHUB}:aud`, '["sts.amazonaws.com"]')
const sub = (values: string, mark = '', test = 'StringLike') =>
  document(aud, condition(test, `${GITHUB}:sub`, values, mark))

/** A role with the policy as an object. */
const role = (name: string, conditions: string) => ({
  'iam.tf': [
    `resource "aws_iam_role" "${name}" {`,
    '  assume_role_policy = jsonencode({',
    '    Statement = [{',
    '      Effect    = "Allow"',
    '      Action    = "sts:AssumeRoleWithWebIdentity"',
    `      Principal = { Federated = "arn:aws:iam::1:oidc-provider/${GITHUB}" }`,
    '      Condition = {',
    conditions,
    '      }',
    '    }]',
    '  })',
    '}',
  ].join('\n'),
})

const template = (host: string, ...lines: string[]) => ({
  'role.yaml': [
    'AWSTemplateFormatVersion: "2010-09-09"',
    'Resources:',
    '  Deploy:',
    '    Type: AWS::IAM::Role',
    '    Properties:',
    '      AssumeRolePolicyDocument:',
    '        Statement:',
    '          - Effect: Allow',
    '            Action: sts:AssumeRoleWithWebIdentity',
    `            Principal: { Federated: !Sub "arn:aws:iam::\${AWS::AccountId}:oidc-provider/${host}" }`,
    '            Condition:',
    ...lines.map((line) => `              ${line}`),
  ].join('\n'),
})

const google = (condition: string, mark = '') => ({
  'main.tf': [
    `resource "google_iam_workload_identity_pool_provider" "ci" {${mark}`,
    condition,
    `  oidc { issuer_uri = "https://${GITHUB}" }`,
    '}',
  ].join('\n'),
})

testCheck(check, {
  notApplicable: [
    { name: 'no infrastructure', files: { 'README.md': '# shop' } },
    {
      name: 'a service of a cluster signs in, not a pipeline',
      files: {
        'iam.tf': [
          'data "aws_iam_policy_document" "trust" {',
          '  statement {',
          '    actions = ["sts:AssumeRoleWithWebIdentity"]',
          condition('StringEquals', '${replace(var.oidc, "https://", "")}:sub', '["system:serviceaccount:a:b"]'),
          '  }',
          '}',
        ].join('\n'),
      },
    },
    {
      name: 'a role of a service',
      files: {
        'iam.tf':
          'data "aws_iam_policy_document" "x" {\n  statement {\n    actions = ["sts:AssumeRole"]\n    principals {\n      type = "Service"\n      identifiers = ["ecs-tasks.amazonaws.com"]\n    }\n  }\n}',
      },
    },
    {
      name: 'what is denied',
      files: {
        'iam.tf': role('x', `        StringLike = { "${GITHUB}:sub" = "repo:*" }`)['iam.tf'].replace('Allow', 'Deny'),
      },
    },
  ],
  passes: [
    { name: 'one environment', files: sub('["repo:acme/shop:environment:production"]') },
    {
      name: 'one branch of some repositories',
      files: sub('["repo:acme/a:ref:refs/heads/main", "repo:acme/b:ref:refs/heads/main"]'),
    },
    { name: 'tags', files: sub('["repo:acme/shop:ref:refs/tags/v*"]') },
    { name: 'an id', files: sub('["repo:acme@12/shop@345:ref:refs/heads/main"]') },
    { name: 'a star where it is a letter', files: sub('["repo:acme/*"]', '', 'StringEquals') },
    {
      name: 'a repository that is a variable',
      files: sub('["repo:${var.repository}:environment:production"]', '', 'StringEquals'),
    },
    {
      name: 'a narrow condition beside a wide one',
      files: document(
        aud,
        condition('StringLike', `${GITHUB}:sub`, '["repo:acme/*"]'),
        condition('StringEquals', `${GITHUB}:sub`, '["repo:acme/shop:ref:refs/heads/main"]'),
      ),
    },
    {
      name: 'another claim that names the repository',
      files: document(aud, condition('StringEquals', `${GITHUB}:repository`, '["acme/shop"]')),
    },
    {
      name: 'a phase of a run of HCP Terraform',
      files: template(
        'app.terraform.io',
        'StringEquals: { "app.terraform.io:aud": aws.workload.identity }',
        'StringLike: { "app.terraform.io:sub": "organization:acme:project:*:workspace:shop:run_phase:*" }',
      ),
    },
    {
      name: 'a project of CircleCI',
      files: template(
        'oidc.circleci.com/org/1',
        'StringEquals: { "oidc.circleci.com/org/1:aud": "1" }',
        'StringLike: { "oidc.circleci.com/org/1:sub": "org/1/project/2/user/*" }',
      ),
    },
    {
      name: 'a condition of Google Cloud',
      files: google(`  attribute_condition = "assertion.repository_owner == 'acme'"`),
    },
    {
      name: 'a credential of Azure',
      files: {
        'main.tf': `resource "azurerm_federated_identity_credential" "ci" {\n  issuer = "https://${GITHUB}"\n  subject = "repo:acme/shop:ref:refs/heads/main"\n}`,
      },
    },
  ],
  unknown: [
    { name: 'a subject that is a variable', files: sub('var.subjects'), reason: 'hangs on a variable' },
    { name: 'a subject of a list', files: sub('[for name in var.names : "repo:acme/${name}:*"]') },
    {
      name: 'conditions that are made',
      files: document(
        aud,
        '    dynamic "condition" {\n      for_each = var.conditions\n      content {\n        test = "x"\n      }\n    }',
      ),
    },
  ],
  fails: [
    { name: 'everybody', files: sub('["repo:*"]', ' # ! anyone') },
    { name: 'everybody whose name begins like it', files: sub('["repo:acme*/shop:*"]', ' # ! anyone') },
    { name: 'no subject', files: document(aud), expect: ['iam.tf:2 noSubject'] },
    { name: 'a whole organisation', files: sub('["repo:acme/*"]', ' # ! tenant') },
    { name: 'a whole organisation, whichever it is', files: sub('["repo:${var.org}/*"]', ' # ! tenant') },
    { name: 'repositories whose name begins like it', files: sub('["repo:acme/shop*"]', ' # ! tenant') },
    { name: 'one of several', files: sub('["repo:acme/shop:environment:production", "repo:acme/*"]', ' # ! tenant') },
    { name: 'every branch', files: sub('["repo:acme/shop:*"]', ' # ! refs') },
    {
      name: 'every branch of a repository that is a variable',
      files: sub('["repo:${var.repository}:*"]', ' # ! refs'),
    },
    { name: 'every branch, with the ids', files: sub('["repo:acme@12/shop@345:ref:refs/heads/*"]', ' # ! refs') },
    {
      name: 'an object',
      files: role(
        'plan',
        `        StringEquals = { "${GITHUB}:aud" = "sts.amazonaws.com" }\n        StringLike = { "${GITHUB}:sub" = "repo:acme/*:ref:refs/heads/main" } # ! tenant`,
      ),
    },
    {
      name: 'JSON in a text',
      files: {
        'iam.tf': [
          'resource "aws_iam_role" "deploy" {',
          '  assume_role_policy = <<EOF',
          '{ "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",',
          '  "Principal": { "Federated": "${aws_iam_openid_connect_provider.ci.arn}" },',
          `  "Condition": { "StringLike": { "${GITHUB}:sub": "repo:\${var.org}/*" } } }] }`,
          'EOF',
          '}',
        ].join('\n'),
      },
      expect: ['iam.tf:2 tenant', 'iam.tf:2 noAudience'],
    },
    {
      name: 'CloudFormation',
      files: template(
        GITHUB,
        `StringEquals: { "${GITHUB}:aud": sts.amazonaws.com }`,
        `StringLike: { "${GITHUB}:sub": "repo:acme/*" } # ! tenant`,
      ),
    },
    {
      name: 'GitLab',
      files: template(
        'gitlab.com',
        'StringEquals: { "gitlab.com:aud": "https://gitlab.com" }',
        'StringLike: { "gitlab.com:sub": "project_path:acme/*:ref_type:branch:ref:main" } # ! tenant',
      ),
    },
    {
      name: 'HCP Terraform at an address that is a variable',
      files: {
        'iam.tf': document(
          condition('StringEquals', '${var.host}:aud', '["aws.workload.identity"]'),
          condition(
            'StringLike',
            '${var.host}:sub',
            '["organization:acme:project:*:workspace:*:run_phase:*"]',
            ' # ! tenant',
          ),
        )['iam.tf'].replace(`"https://${GITHUB}"`, 'data.tls_certificate.host.url'),
      },
    },
    {
      name: 'no subject within an organisation',
      files: template('oidc.circleci.com/org/1', 'StringEquals: { "oidc.circleci.com/org/1:aud": "1" }'),
      expect: ['role.yaml:8 noSubject'],
    },
    {
      name: 'a parameter of CloudFormation',
      files: template(
        GITHUB,
        `StringEquals: { "${GITHUB}:aud": sts.amazonaws.com }`,
        `StringLike: { "${GITHUB}:sub": !Sub "repo:\${Owner}/*" } # ! tenant`,
      ),
    },
    { name: 'no condition of Google Cloud', files: google('', ' # ! noCondition') },
    {
      name: 'no audience',
      files: document(condition('StringEquals', `${GITHUB}:sub`, '["repo:acme/shop:environment:production"]')),
      expect: ['iam.tf:2 noAudience'],
    },
  ],
})

test('every branch weighs more where the role deploys', () => {
  const severity = (name: string) =>
    run(check, {
      files: role(
        name,
        `StringEquals = { "${GITHUB}:aud" = "x" }\nStringLike = { "${GITHUB}:sub" = "repo:acme/shop:*" }`,
      ),
    }).result.outcomes.flatMap((each) => (each.kind === 'problem' ? [each.severity] : []))
  expect([severity('plan_production'), severity('deploy')]).toEqual([['notice'], ['warning']])
})
