import check from '../../../checks/integration/ci-exit-code-lost.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (...lines: string[]) => ({
  '.github/workflows/ci.yml': ['on: pull_request', 'jobs:', '  test:', ...lines.map((line) => `    ${line}`)].join(
    '\n',
  ),
})
const steps = (...lines: string[]) => workflow('runs-on: ubuntu-24.04', 'steps:', ...lines.map((line) => `  ${line}`))
const script = (...lines: string[]) => steps('- run: |', ...lines.map((line) => `    ${line}`))
const SOURCES = { 'src/shop.go': 'package shop', 'go.mod': 'module shop' }

testCheck(check, {
  implied: [{ name: 'code without a pipeline', files: SOURCES }],
  notApplicable: [
    { name: 'no pipe at all', files: steps('- run: go test ./...') },
    { name: 'another construct discards the failure', files: steps('- run: go test ./... || true') },
    { name: 'the end of a pipe counts', files: steps('- run: git diff --name-only | xargs golangci-lint run') },
    { name: 'what judges stands behind the pipe', files: steps('- run: go test -json ./... | gotestfmt') },
    {
      name: 'manifests that are applied behind the pipe',
      files: steps('- run: kustomize build . | kubectl apply -f -'),
    },
    { name: 'a search that fails if it finds nothing', files: steps('- run: go test ./... | grep -q PASS') },
    {
      name: 'what is no check',
      files: steps('- run: git log | head -1', '- run: echo "at=$(date)" >> "$GITHUB_OUTPUT"'),
    },
    { name: 'a list that is judged', files: script('if [ -n "$(gofmt -l .)" ]; then exit 1; fi') },
    {
      name: 'what is read first, and runs again for its status',
      files: script('golangci-lint run | sed s/^/Lint:/', 'golangci-lint run > /dev/null 2>&1'),
    },
    { name: 'a log that is looked into', files: script('go test ./... | tee test.log', '! grep FAIL test.log') },
    {
      name: 'what a filter wrote is looked into',
      files: script('go test ./... | cut -c1-80 > test.log', 'awk -f judge.awk test.log'),
    },
    {
      name: 'a log that a later step looks into',
      files: steps('- run: go test ./... > test.log &', '- run: sleep 60', '- run: grep -q ok test.log'),
    },
    {
      name: 'results that an action publishes',
      files: steps(
        '- run: go test -bench=. ./... | tee bench.txt',
        '- uses: benchmark-action/github-action-benchmark@v1',
        '  with: { output-file-path: bench.txt }',
      ),
    },
    {
      name: 'a service that is built in the background',
      files: steps('- run: docker compose up --build &', '- run: npx webpack &'),
    },
  ],
  passes: [
    { name: 'bash by name', files: steps('- run: go test ./... | tee test.log', '  shell: bash') },
    {
      name: 'bash by default',
      files: workflow('defaults: { run: { shell: bash } }', 'runs-on: x', 'steps: [{ run: go test ./... | tee log }]'),
    },
    { name: 'pipefail', files: script('set -o pipefail', 'go test ./... 2>&1 | tee test.log') },
    { name: 'the status of the pipe is read', files: script('go test ./... | tee test.log', 'exit ${PIPESTATUS[0]}') },
    { name: 'a process that is waited for', files: script('go test ./... &', 'pid=$!', 'make docs', 'wait "$pid"') },
    { name: 'an assignment on its own', files: script('plan=$(terraform plan)', 'echo "$plan"') },
    {
      name: 'a script that sets pipefail',
      files: {
        ...steps('- run: ./ci.sh'),
        'ci.sh': '#!/usr/bin/env bash\nset -euo pipefail\ngo test ./... | tee test.log\n',
      },
    },
  ],
  unknown: [{ name: 'a script that is not here', files: steps('- run: ./ci.sh'), reason: 'lose an exit code' }],
  fails: [
    { name: 'a pipe into tee', files: steps('- run: go test ./... 2>&1 | tee test.log # ! lost') },
    { name: 'several of them', files: steps('- run: go vet ./... | sed s/a/b/ | tee vet.log # ! lost') },
    { name: 'lines left out', files: steps('- run: go build ./... | grep -v warning # ! lost') },
    { name: 'sh has no pipefail', files: steps('- run: go test ./... | tee log # ! lost', '  shell: sh') },
    {
      name: 'an upload does not look into the log',
      files: steps(
        '- run: terraform plan | tee plan.txt # ! lost',
        '- uses: actions/upload-artifact@v4',
        '  with: { path: plan.txt }',
      ),
    },
    { name: 'the background', files: script('go test ./... & # ! lost', 'make docs') },
    { name: 'a wait for everything, which is always well', files: script('go test ./... & # ! lost', 'wait') },
    { name: 'inside of an export', files: script('export PLAN="$(terraform plan)" # ! lost') },
    { name: 'inside of an echo', files: script('echo "url=$(vercel deploy --prod)" >> "$GITHUB_OUTPUT" # ! lost') },
    { name: 'a scan', files: steps('- run: trivy fs --exit-code 1 . | tee scan.txt # ! lost') },
    {
      name: 'one pipe around several commands',
      files: { ...steps('- run: make test | tee log'), Makefile: 'test:\n\tgo vet ./...\n\tgo test ./...\n' },
      expect: ['Makefile:2 lost'],
    },
    {
      name: 'a Makefile',
      files: { ...steps('- run: make test'), Makefile: 'test:\n\tgo test ./... | tee log\n' },
      expect: ['Makefile:2 lost'],
    },
  ],
})
