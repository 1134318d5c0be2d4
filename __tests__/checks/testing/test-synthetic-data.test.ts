import check from '../../../checks/testing/test-synthetic-data.js'
import { testCheck } from '../../helpers/check-tester.js'

const NAMES =
  'ada bob cleo dan eva finn gina hugo ida jan kai lea max nora otto pia quin rosa sven tina uwe vera'.split(' ')
const DOMAINS = ['posteo.de', 'icloud.com', 'orange.fr', 'gmail.com']
const people = (address: (name: string, index: number) => string) =>
  NAMES.map((name, index) => `${index},${name},${address(name, index)},+49 30 ${index}${index}`).join('\n')
const csv = (address: (name: string, index: number) => string) => `id,name,email,phone\n${people(address)}`
const real = (name: string, index: number) => `${name}.${NAMES[(index * 7 + 3) % 22] ?? ''}@${DOMAINS[index % 4] ?? ''}`
const dump = (rows: string) =>
  `--\n-- PostgreSQL database dump\n--\n\nCREATE TABLE public.customers (id integer, name text, email text);\n${rows}`
const copy = `COPY public.customers (id, name, email) FROM stdin;\n${NAMES.map((name, index) => `${index}\t${name}\t${real(name, index)}`).join('\n')}\n\\.\n`

testCheck(check, {
  notApplicable: [
    { name: 'no data', files: { 'src/shop.ts': '' } },
    { name: 'figures', files: { 'data/prices.csv': 'id,price\n1,7\n2,9' } },
    { name: 'the schema alone', files: { 'db/prod.sql': dump('') } },
    {
      name: 'the schema of Rails, which keeps the versions of migrations',
      files: { 'db/production.sql': dump(`INSERT INTO "schema_migrations" (version) VALUES\n('2025'),\n('2026');`) },
    },
    { name: 'a few addresses', files: { 'data/staff.csv': 'name,email\nada,ada@posteo.de\nbob,bob@orange.fr' } },
    { name: 'addresses alone', files: { 'data/list.csv': NAMES.map(real).join('\n') } },
    { name: 'who wrote the code', files: { 'contributors.csv': csv(real) } },
    { name: 'a fixture', files: { 'tests/fixtures/users.csv': csv(real) } },
    { name: 'mock data by their name', files: { 'data/MOCK_DATA.csv': csv(real) } },
    { name: 'samples', files: { 'samples/users.csv': csv(real) } },
    {
      name: 'one contact of each organisation',
      files: {
        'data/schools.csv': csv((name, index) => `${name}@school-of-${NAMES[(index * 7 + 3) % 22] ?? ''}.org.uk`),
      },
    },
    {
      name: 'numbered in base 36, as a generator does',
      files: { 'data/users.csv': csv((name, index) => `${name}${index.toString(36)}@${DOMAINS[index % 4] ?? ''}`) },
    },
    {
      name: 'numbered',
      files: { 'data/users.csv': csv((_, index) => `kunde${index + 100}@${DOMAINS[index % 4] ?? ''}`) },
    },
  ],
  unknown: [
    {
      name: 'kept in Git LFS',
      files: { 'db/copy.sql': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9' },
      reason: 'db/copy.sql',
    },
    {
      name: 'kept in git-annex',
      files: { 'data/users.csv': '../.git/annex/objects/aa/bb/SHA256E-s9--0.csv' },
      reason: 'data/users.csv',
    },
  ],
  passes: [
    { name: 'a generator', files: { 'package.json': '{"devDependencies": {"@faker-js/faker": "10"}}' } },
    { name: 'factories of Ruby', files: { Gemfile: "gem 'factory_bot_rails'" } },
    { name: 'reserved domains', files: { 'db/users.csv': csv((name) => `${name}@example.com`) } },
    {
      name: 'domains from which generators choose',
      files: {
        'db/users.csv': csv((name, index) => `${name}@${['gmail.com', 'yahoo.com', 'hotmail.com'][index % 3] ?? ''}`),
      },
    },
    {
      name: 'a masking step',
      files: {
        '.github/workflows/copy.yml':
          "on: { schedule: [{ cron: '1 2 * * *' }] }\njobs:\n  copy:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: greenmask --config mask.yml dump",
      },
    },
    { name: 'in GitLab', files: { '.gitlab-ci.yml': 'copy:\n  script: greenmask dump' } },
    {
      name: 'in Azure Pipelines',
      files: { 'azure-pipelines.yml': 'trigger: [main]\nsteps:\n  - script: pg_dump_anon shop > shop.sql' },
    },
  ],
  fails: [
    { name: 'customers', files: { 'data/customers.csv': csv(real) }, expect: ['data/customers.csv:2 records'] },
    { name: 'a dump with persons', files: { 'db/shop.sql': dump(copy) }, expect: ['db/shop.sql:7 records'] },
    {
      name: 'lines of JSON',
      files: {
        'export/users.jsonl': NAMES.map((name, index) => JSON.stringify({ name, email: real(name, index) })).join('\n'),
      },
      expect: ['export/users.jsonl:1 records'],
    },
    {
      name: 'a copy of production',
      files: { 'db/prod-2025-03.sql': dump(`COPY public.orders (id, total) FROM stdin;\n1\t7\n\\.\n`) },
      expect: ['db/prod-2025-03.sql:1 dump'],
    },
    {
      name: 'a backup that mysqldump wrote, although there is a generator',
      files: {
        'backup/shop.sql': '-- MySQL dump 10.13\n\nINSERT INTO `orders` VALUES (1, 7);\n',
        'composer.json': '{"require-dev": {"fakerphp/faker": "1"}}',
      },
      expect: ['backup/shop.sql:1 dump'],
    },
    {
      name: 'fewer are enough, if that is said',
      files: { 'data/staff.csv': 'name,email\nada,ada@posteo.de\nbob,bob@posteo.de' },
      options: { minRecords: 2 },
      expect: ['data/staff.csv:2 records'],
    },
  ],
})
