import check from '../../../checks/deployment/deploy-automated.js'
import { known } from '../../../src/core/known.js'
import { testCheck } from '../../helpers/check-tester.js'

const service = { Dockerfile: 'FROM node:24\nEXPOSE 8080\nCMD ["node", "server.js"]\n', 'server.js': 'listen()\n' }
const readme = (heading: string, command: string, mark = '') => ({
  'README.md': ['# Orders', '', `## ${heading}`, '', '```sh', `${command}${mark}`, '```', ''].join('\n'),
})
const workflow = (on: string, step: string, more = '') => ({
  '.github/workflows/main.yml': `on: ${on}\njobs:\n  main:\n    runs-on: ubuntu-24.04\n    ${more}\n    steps: [${step}]\n`,
})
const tests = workflow('pull_request', '{ run: node --test }')
const k8s = { 'k8s/api.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\nspec: {}\n' }
const documented = { ...service, ...k8s, ...readme('Deployment', 'kubectl apply -f k8s/') }

testCheck(check, {
  passes: [
    { name: 'a pipeline deploys', files: { ...documented, ...workflow('push', '{ run: kubectl apply -f k8s/ }') } },
    {
      name: 'a pipeline deploys by a script that cannot be looked into',
      files: { ...documented, ...workflow('push', '{ run: ./deploy.sh }', 'environment: production') },
    },
    {
      name: 'a target of the Makefile deploys',
      files: {
        ...documented,
        Makefile: 'release:\n\tkubectl apply -f k8s/\n',
        ...workflow('push', '{ run: make release }'),
      },
    },
    {
      name: 'a person starts the pipeline',
      files: { ...documented, ...workflow('workflow_dispatch', '{ run: kubectl apply -f k8s/ }') },
    },
    {
      name: 'a controller pulls',
      files: {
        ...documented,
        ...tests,
        'gitops/orders.yaml':
          'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: orders }\nspec: {}\n',
      },
    },
    { name: 'a platform pulls', files: { ...service, ...tests, 'vercel.json': '{ "builds": [] }\n' } },
  ],
  unknown: [
    { name: 'nothing says how', files: { ...service, ...tests }, reason: 'nothing here says how' },
    { name: 'it is only published', files: { ...service, ...workflow('push', '{ run: docker push acme/orders:1 }') } },
    {
      name: 'a step that is opaque',
      files: { ...documented, ...workflow('push', '{ uses: acme/ship@v1 }') },
      reason: 'acme/ship@v1',
    },
    {
      name: 'a remote workflow',
      files: {
        ...documented,
        '.github/workflows/main.yml': 'on: push\njobs:\n  ship:\n    uses: acme/ci/.github/workflows/ship.yml@v1\n',
      },
      reason: 'acme/ci',
    },
    { name: 'a pipeline that is not read', files: { ...documented, '.gitlab-ci.yml': 'ship: { script: ./x }\n' } },
    {
      name: 'the host knows an environment',
      files: { ...documented, ...tests },
      hosting: { environments: known([{ name: 'Production', reviewers: 0, waitMinutes: 0 }]) },
      reason: 'Production',
    },
  ],
  notApplicable: [
    { name: 'nothing to deploy', files: { 'server.js': 'listen()\n', ...tests } },
    {
      name: 'a library, whatever its users run',
      files: {
        'package.json': '{ "name": "orders", "version": "1.0.0", "exports": "./index.js" }\n',
        'index.js': 'export {}\n',
        ...readme('Deployment', 'kubectl apply -f k8s/'),
        ...tests,
      },
    },
    { name: 'local use', files: { 'server.js': '', ...readme('Local development', 'docker compose up'), ...tests } },
  ],
  fails: [
    {
      name: 'a document tells people to deploy',
      files: { ...service, ...k8s, ...tests, ...readme('Deployment', 'kubectl apply -f k8s/', ' # ! documented') },
    },
    {
      name: 'the pipeline only tries it out',
      files: {
        ...service,
        ...k8s,
        ...workflow('push', '{ uses: helm/kind-action@v1 }, { run: kubectl apply -f k8s/ }'),
        ...readme('Deployment', 'kubectl apply -f k8s/', ' # ! documented'),
      },
    },
    {
      name: 'nobody calls the script',
      files: { ...service, ...tests, 'scripts/deploy.sh': '#!/bin/sh # ! script\nkubectl apply -f k8s/\n' },
    },
    {
      name: 'an opaque step of changes under review deploys nothing',
      files: {
        ...service,
        ...k8s,
        ...workflow('pull_request', '{ uses: acme/review@v1 }'),
        ...readme('Deployment', 'kubectl apply -f k8s/', ' # ! documented'),
      },
    },
  ],
})
