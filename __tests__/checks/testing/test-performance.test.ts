import check from '../../../checks/testing/test-performance.js'
import { testCheck } from '../../helpers/check-tester.js'

const workflow = (step: string, on = 'pull_request') =>
  `on: ${on}\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${step}`
const shop = (step: string, files: Record<string, string> = {}) => ({
  'package.json': JSON.stringify({ private: true, dependencies: { express: '5' } }),
  'src/shop.ts': '',
  Dockerfile: 'FROM node:24\nEXPOSE 80',
  '.github/workflows/ci.yml': workflow('run: npx jest'),
  ...(step !== '' && { '.github/workflows/load.yml': workflow(step) }),
  ...files,
})
const gin = (step: string, files: Record<string, string> = {}) => ({
  'go.mod': 'module acme/shop\nrequire github.com/gin-gonic/gin v1.10.0',
  'main.go': '',
  'main_test.go': 'func BenchmarkShop(b *testing.B) {}',
  Dockerfile: 'FROM golang:1.26\nEXPOSE 80',
  '.github/workflows/ci.yml': workflow(step),
  ...files,
})
const k6 = `import http from 'k6/http'\nexport const options = { vus: 5 }\nexport default () => http.get('https://staging.example.com')`
const withThreshold = k6.replace('vus: 5', "vus: 5, thresholds: { http_req_failed: ['rate<0.01'] }")
const script = 'load/smoke.js'

testCheck(check, {
  notApplicable: [
    { name: 'a library', files: shop('run: k6 run load/smoke.js'), settings: { kind: 'library' } },
    { name: 'nothing answers requests', files: shop('', { 'package.json': '{}' }) },
    {
      name: 'nothing is deployed',
      files: { 'package.json': '{"private": true, "dependencies": {"express": "5"}}', 'src/shop.ts': '' },
    },
  ],
  unknown: [
    { name: 'no sign of one: it may live elsewhere', files: shop(''), reason: 'another repository or system may run' },
    {
      name: 'an unknown action beside a load test',
      files: shop('uses: acme/load@v1', { [script]: k6 }),
      reason: 'acme/load@v1',
    },
    {
      name: 'a reusable workflow that nothing here calls',
      files: shop('', { '.github/workflows/load.yml': workflow('run: k6 run x.js', 'workflow_call') }),
      reason: 'which nothing here starts',
    },
    {
      name: 'a generator of load that is deployed',
      files: shop('', { 'load/locustfile.py': '', 'load/Dockerfile': 'FROM locustio/locust' }),
      reason: 'another repository',
    },
    {
      name: 'a file with load in its name',
      files: shop('', { 'src/load/csv.js': 'export {}' }),
      reason: 'another repository',
    },
  ],
  passes: [
    { name: 'k6 with thresholds', files: shop(`run: k6 run ${script}`, { [script]: withThreshold }) },
    { name: 'k6 with a script that is made', files: shop('run: k6 run dist/load.js') },
    {
      name: 'its action',
      files: shop('{ uses: grafana/run-k6-action@v1, with: { path: load/smoke.js } }', { [script]: withThreshold }),
    },
    { name: 'Locust in GitLab', files: shop('', { '.gitlab-ci.yml': 'load:\n  script: locust --headless -u 10' }) },
    {
      name: 'the template of GitLab',
      files: shop('', { '.gitlab-ci.yml': 'include:\n  - template: Verify/Load-Performance-Testing.gitlab-ci.yml' }),
    },
    {
      name: 'Gatling in Jenkins',
      files: shop('', {
        Jenkinsfile:
          "pipeline {\n  agent any\n  triggers { cron('H 2 * * *') }\n  stages {\n    stage('load') { steps { sh 'mvn gatling:test' } }\n  }\n}",
      }),
    },
    {
      name: 'Azure Load Testing',
      files: shop('', {
        'azure-pipelines.yml':
          'trigger: [main]\nsteps:\n  - task: AzureLoadTest@1\n    inputs: { loadTestConfigFile: load.yaml }',
      }),
    },
    { name: 'figures that something reads', files: shop('run: wrk -d 10 http://localhost:8080 | ./scripts/judge.sh') },
    {
      name: 'at night',
      files: shop('', {
        '.github/workflows/load.yml': workflow('run: artillery run x.yml', "{ schedule: [{ cron: '1 2 * * *' }] }"),
      }),
    },
    {
      name: 'benchmarks that are compared',
      files: gin('run: go test -bench . | tee new.txt && benchstat old.txt new.txt'),
    },
    {
      name: 'benchmarks of pytest that fail by comparison',
      files: {
        'requirements.txt': 'fastapi\nuvicorn',
        'shop/main.py': '',
        Dockerfile: 'FROM python:3.14\nEXPOSE 80',
        '.github/workflows/ci.yml': workflow('run: pytest --benchmark-compare-fail=mean:5%'),
      },
    },
  ],
  fails: [
    {
      name: 'a script that no pipeline runs',
      files: shop('', { [script]: withThreshold }),
      expect: ['load/smoke.js:1 unrun'],
    },
    {
      name: 'a plan of JMeter that no pipeline runs',
      files: shop('', { 'perf/checkout.jmx': '<jmeterTestPlan/>' }),
      expect: ['perf/checkout.jmx:1 unrun'],
    },
    {
      name: 'no threshold',
      files: shop(`run: k6 run ${script}`, { [script]: k6 }),
      expect: ['.github/workflows/load.yml:6 noThreshold'],
    },
    {
      name: 'Artillery without ensure, in CircleCI',
      files: shop('', {
        'artillery.yml': 'config:\n  target: https://staging.example.com\nscenarios: []',
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  load:\n    docker: [{ image: "cimg/node:24.0" }]\n    steps:\n      - run: npx artillery run artillery.yml\nworkflows:\n  all:\n    jobs: [load]',
      }),
      expect: ['.circleci/config.yml:6 noThreshold'],
    },
    {
      name: 'Lighthouse CI without assertions',
      files: shop('run: npx lhci autorun', { 'lighthouserc.json': '{"ci": {"collect": {}}}' }),
      expect: ['.github/workflows/load.yml:6 noThreshold'],
    },
    {
      name: 'figures for the log',
      files: shop('run: hey -n 1000 http://localhost:8080'),
      expect: ['.github/workflows/load.yml:6 noThreshold'],
    },
    {
      name: 'benchmarks that nothing compares',
      files: gin('run: go test -bench . ./...'),
      expect: ['.github/workflows/ci.yml:6 uncompared'],
    },
    {
      name: 'by hand',
      files: shop('', { '.github/workflows/load.yml': workflow('run: k6 run x.js', 'workflow_dispatch') }),
      expect: ['.github/workflows/load.yml:6 byHand'],
    },
    {
      name: 'by hand in GitLab',
      files: shop('', { '.gitlab-ci.yml': 'load:\n  when: manual\n  script: k6 run x.js' }),
      expect: ['.gitlab-ci.yml:3 byHand'],
    },
  ],
})
