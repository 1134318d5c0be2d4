import check from '../../../checks/repository/repo-dev-environment.js'
import { testCheck } from '../../helpers/check-tester.js'

const app = (readme: string, files: Record<string, string> = {}) => ({
  'README.md': `# Shop\n${readme}`,
  'src/main.py': 'serve()',
  'src/orders.py': 'orders()',
  'requirements.txt': 'flask==3.0.0\npsycopg2==2.9.9\n',
  Dockerfile: 'FROM python:3.13\nEXPOSE 80\nCMD ["python", "src/main.py"]',
  ...files,
})
const node = (readme: string, scripts: string) => ({
  'README.md': `# Shop\n${readme}`,
  'package.json': `{ "name": "shop", "private": true, "scripts": { ${scripts} }, "dependencies": { "express": "4.21.0" } }`,
  'server.js': 'listen()',
  Dockerfile: 'FROM node:22\nEXPOSE 80\nCMD ["node", "server.js"]',
})
const code = (text: string) => `\n\`\`\`sh\n${text}\n\`\`\`\n`

testCheck(check, {
  notApplicable: [
    { name: 'a library', files: { 'package.json': '{ "name": "a", "exports": "./a.js" }', 'a.js': 'a()' } },
    { name: 'infrastructure', files: { 'main.tf': 'provider "aws" {}' } },
    { name: 'sources that may be a library', files: { 'src/a.java': 'class A {}' } },
  ],
  passes: [
    { name: 'a dev container', files: app('', { '.devcontainer/devcontainer.json': '{}' }) },
    { name: 'a Compose file', files: app('', { 'compose.yaml': 'services: { db: { image: "postgres:17" } }' }) },
    { name: 'Tilt', files: app('', { Tiltfile: 'docker_build("a", ".")' }) },
    { name: 'Nix', files: app('', { 'flake.nix': '{}' }) },
    { name: 'a command in the README', files: app(code('$ FLASK_DEBUG=1 flask run --port 80')) },
    { name: 'a command in a sentence', files: app('Start it with `docker run -p 80:80 shop`.') },
    { name: 'a command in a guide', files: app('', { 'docs/getting-started.md': code('python src/main.py') }) },
    { name: 'a target of make', files: app('', { Makefile: 'build:\n\tgo build\nrun-local: build\n\t./shop\n' }) },
    { name: 'a package script', files: node('', '"start": "node server.js"') },
    { name: 'a script that the README names', files: node(code('npm run dev'), '"dev": "node server.js"') },
    {
      name: 'a script of a package further down',
      files: {
        ...node(code('npm run dev'), '"start": "node server.js"'),
        'web/package.json': '{ "scripts": { "dev": "vite" } }',
      },
    },
    {
      name: 'a command behind a change of folder',
      files: node(code('cd web\nnpm run dev'), '"start": "node server.js"'),
    },
    { name: 'a script', files: app('', { 'bin/dev': '#!/bin/sh\nflask run' }) },
    { name: 'settings of an editor', files: app('', { '.vscode/launch.json': '{}' }) },
  ],
  unknown: [
    {
      name: 'a guide elsewhere',
      files: app('See [how to set it up](https://wiki.acme.com/shop/setup).'),
      reason: 'wiki.acme.com',
    },
  ],
  fails: [
    { name: 'nothing', files: app(''), expect: ['none'] },
    { name: 'words alone', files: app('Ask Bob for the image of the machine.'), expect: ['none'] },
    {
      name: 'a Compose file for servers',
      files: app('', { 'docker-compose.prod.yml': 'services: { db: { image: "postgres:17" } }' }),
      expect: ['none'],
    },
    { name: 'a badge', files: app('![build](https://img.shields.io/badge/docs-local.svg)'), expect: ['none'] },
    {
      name: 'nothing, for what runs by itself',
      files: { 'server.js': 'listen()', Dockerfile: 'FROM node:22\nEXPOSE 80\nCMD ["node", "server.js"]' },
      expect: ['alone'],
    },
    { name: 'a script that there is not', files: node('\n```sh\nnpm run dev # ! missing\n```\n', '"build": "tsc"') },
    {
      name: 'a target that there is not',
      files: app('\n```sh\nmake up # ! missing\n```\n', { Makefile: 'build:\n\tpip install\n' }),
    },
  ],
})
