import check from '../../../checks/docker/docker-base-pinned.js'
import { testCheck } from '../../helpers/check-tester.js'

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`
const dockerfile = (...lines: string[]) => ({ Dockerfile: `${lines.join('\n')}\n` })

testCheck(check, {
  notApplicable: [
    { name: 'no Dockerfile', files: { 'README.md': '# shop' } },
    { name: 'an image from nothing', files: dockerfile('FROM scratch', 'COPY app /') },
    { name: 'an image for tests', files: { 'tests/Dockerfile': 'FROM node\n' } },
    { name: 'an example', files: { 'examples/Dockerfile': 'FROM node\n' } },
  ],
  passes: [
    { name: 'a digest', files: dockerfile(`FROM node:22.11@${DIGEST}`) },
    { name: 'an earlier stage', files: dockerfile(`FROM node:22.11@${DIGEST} AS build`, 'RUN npm ci', 'FROM build') },
    { name: 'an argument with a digest', files: dockerfile(`ARG BASE=node@${DIGEST}`, 'FROM ${BASE}') },
  ],
  unknown: [{ name: 'an argument without default', files: dockerfile('ARG BASE', 'FROM ${BASE}') }],
  fails: [
    { name: 'no tag', files: dockerfile('FROM node'), expect: ['Dockerfile:1 moving'] },
    {
      name: 'latest',
      files: dockerfile('FROM --platform=linux/amd64 acme/base:latest AS build'),
      expect: ['Dockerfile:1 moving'],
    },
    {
      name: 'latest of a registry that is an argument',
      files: dockerfile('ARG REGISTRY', 'FROM $REGISTRY/base:latest'),
      expect: ['Dockerfile:2 moving'],
    },
    { name: 'a version', files: dockerfile('FROM node:22.11-slim'), expect: ['Dockerfile:1 tag'] },
    {
      name: 'the default of an argument',
      files: dockerfile('ARG VERSION=22', 'FROM node:${VERSION}'),
      expect: ['Dockerfile:2 tag'],
    },
    {
      name: 'one image in several files, once',
      files: { 'api/Dockerfile': 'FROM node:22\n', 'web/Dockerfile': 'FROM node:22 AS a\nFROM node:22\n' },
      expect: ['api/Dockerfile:1 tag'],
    },
  ],
})
