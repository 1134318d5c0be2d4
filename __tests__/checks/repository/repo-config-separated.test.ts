import check from '../../../checks/repository/repo-config-separated.js'
import { testCheck } from '../../helpers/check-tester.js'
import { operated } from './operated.js'

const image = (...lines: string[]) => ['FROM node:22', ...lines, 'CMD ["node", "src/server.js"]'].join('\n')

testCheck(check, {
  notApplicable: [
    { name: 'a library', files: { 'package.json': '{ "name": "dates", "main": "index.js" }', 'index.js': '' } },
    { name: 'infrastructure', files: { 'main.tf': 'resource "aws_s3_bucket" "a" {}' } },
  ],
  unknown: [
    { name: 'nothing shows it', files: operated(), reason: 'gets its settings' },
    { name: 'GitLab', files: operated({}, 'gitlab'), reason: 'gets its settings' },
    { name: 'Jenkins', files: operated({}, 'jenkins'), reason: 'gets its settings' },
    {
      name: 'what is the same everywhere',
      files: operated({ Dockerfile: image('ENV NODE_ENV=production PORT=8080 REGISTRY=https://registry.npmjs.org/') }),
      reason: 'gets its settings',
    },
    {
      name: 'a service beside it',
      files: operated({ Dockerfile: image('ENV DB_URL=postgres://db:5432/shop') }),
      reason: 'gets its settings',
    },
    {
      name: 'a value that is handed over',
      files: operated({ Dockerfile: image('ARG API', 'ENV API_URL=https://$API/') }),
      reason: 'gets its settings',
    },
    {
      name: 'in a stage that is left behind',
      files: operated({
        Dockerfile: `FROM node:22 AS build\nENV API_URL=https://api.prod.acme.com/\n${image('COPY --from=build /a /a')}`,
      }),
      reason: 'gets its settings',
    },
    {
      name: 'an image for tests',
      files: operated({ 'test/Dockerfile': image('ENV API_URL=https://api.prod.acme.com') }),
      reason: 'gets its settings',
    },
  ],
  passes: [
    { name: 'a sample of the variables', files: operated({ '.env.example': 'API_URL=' }) },
    {
      name: 'a ConfigMap',
      files: operated({
        'k8s/config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\ndata: { a: b }\n',
      }),
    },
    { name: 'values for each environment', files: operated({ 'chart/values-prod.yaml': 'replicas: 3' }) },
    {
      name: 'a parameter store',
      files: operated({
        'infra/main.tf': 'resource "aws_ssm_parameter" "a" {\n  name = "a"\n  type = "String"\n  value = "b"\n}',
      }),
    },
    {
      name: 'a package that reads variables',
      files: operated({
        'package.json': '{ "name": "shop", "private": true, "dependencies": { "express": "5", "envalid": "8" } }',
      }),
    },
    { name: 'settings of .NET', files: operated({ 'src/appsettings.Production.json': '{}' }) },
  ],
  fails: [
    {
      name: 'an address of production',
      files: operated({ Dockerfile: image('ENV API_URL=https://prod-api.corp.internal # ! address') }),
    },
    {
      name: 'an address of staging, GitLab',
      files: operated(
        { Dockerfile: image('ENV DB_URL=postgres://u@db.staging.acme.com:5432/a # ! address') },
        'gitlab',
      ),
    },
    {
      name: 'a file of production',
      files: operated({ Dockerfile: image('COPY .env.production .env # ! file'), '.env.example': '' }),
    },
  ],
})
