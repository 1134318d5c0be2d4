import check from '../../../checks/docker/docker-runtime-user.js'
import { testCheck } from '../../helpers/check-tester.js'

const dockerfile = (...lines: string[]) => ({ Dockerfile: `${lines.join('\n')}\n` })
const CMD = 'CMD ["/app/run"]'
const workload = (context: string) => ({
  'k8s/api.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  template:\n    spec:\n      ${context}\n      containers:\n        - name: api\n          image: acme/api:1.8.3\n`,
})

testCheck(check, {
  notApplicable: [
    { name: 'no Dockerfile', files: { 'README.md': '# shop' } },
    { name: 'an image that others build on', files: dockerfile('FROM node:22', 'RUN npm ci') },
    { name: 'an image for building', files: { 'docker/build.Dockerfile': `FROM node:22\n${CMD}\n` } },
    { name: 'an image for tests', files: { 'tests/Dockerfile': `FROM node:22\n${CMD}\n` } },
    { name: 'an example', files: { 'examples/Dockerfile': `FROM node:22\n${CMD}\n` } },
  ],
  passes: [
    { name: 'a user', files: dockerfile('FROM node:22', 'USER node', CMD) },
    { name: 'a number', files: dockerfile('FROM node:22', 'USER 10001:10001', CMD) },
    { name: 'a user of the stage below', files: dockerfile('FROM node:22 AS base', 'USER node', 'FROM base', CMD) },
    { name: 'an image made for it', files: dockerfile('FROM gcr.io/distroless/static:nonroot', 'ENTRYPOINT ["/app"]') },
    {
      name: 'an entry that gives up root',
      files: dockerfile('FROM debian:12', 'RUN apt-get install -y gosu', 'USER root', CMD),
    },
    {
      name: 'workloads that refuse root',
      files: { ...dockerfile('FROM node:22', CMD), ...workload('securityContext: { runAsNonRoot: true }') },
    },
  ],
  unknown: [
    { name: 'a build argument', files: dockerfile('FROM node:22', 'ARG WHO', 'USER $WHO', CMD) },
    { name: 'an image of others', files: dockerfile('FROM registry.example.com/base:1.0.0', CMD) },
    { name: 'an entry that may give up root', files: dockerfile('FROM debian:12', 'RUN apt-get install -y gosu', CMD) },
  ],
  fails: [
    { name: 'no user', files: dockerfile('FROM node:22', CMD), expect: ['Dockerfile:1 root'] },
    {
      name: 'an official image by its full name',
      files: dockerfile('FROM docker.io/library/python:3.13', CMD),
      expect: ['Dockerfile:1 root'],
    },
    { name: 'from nothing', files: dockerfile('FROM scratch', CMD), expect: ['Dockerfile:1 root'] },
    {
      name: 'a user of a stage that is left behind',
      files: dockerfile('FROM node:22 AS a', 'USER node', 'FROM node:22', CMD),
      expect: ['Dockerfile:3 root'],
    },
    {
      name: 'root again',
      files: dockerfile('FROM node:22', 'USER node', 'USER root', CMD),
      expect: ['Dockerfile:3 named'],
    },
    {
      name: 'workloads that allow root',
      files: { ...dockerfile('FROM node:22', CMD), ...workload('securityContext: {}') },
      expect: ['Dockerfile:1 root'],
    },
  ],
})
