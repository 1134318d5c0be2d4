import check from '../../../checks/data/data-migrations-versioned.js'
import { testCheck } from '../../helpers/check-tester.js'

const V1 = { 'db/migration/V1__orders.sql': 'CREATE TABLE orders (id INT);' }
const DJANGO = (name: string, on: string) => ({
  [`shop/migrations/${name}.py`]: `class Migration(migrations.Migration):\n    dependencies = [${on}]`,
})
const ALEMBIC = (revision: string, on: string) => ({
  [`alembic/versions/${revision}.py`]: `revision = "${revision}"\ndown_revision = ${on}`,
})
const workflow = (run: string, more = '') => ({
  '.github/workflows/deploy.yml': `on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n${more}    steps:\n      - run: ${run}\n`,
})

testCheck(check, {
  notApplicable: [
    { name: 'no database', files: { 'src/a.ts': '' } },
    {
      name: 'settings for development',
      files: { 'src/main/resources/application-dev.properties': 'spring.jpa.hibernate.ddl-auto=update' },
    },
    {
      name: 'only a look',
      files: { 'src/main/resources/application.properties': 'spring.jpa.hibernate.ddl-auto=validate' },
    },
    {
      name: 'a database in memory',
      files: {
        'src/main/resources/application.properties':
          'spring.datasource.url=jdbc:h2:mem:a\nspring.jpa.hibernate.ddl-auto=update',
      },
    },
    {
      name: 'production says otherwise',
      files: {
        'src/main/resources/application.properties': 'spring.jpa.hibernate.ddl-auto=update',
        'src/main/resources/application-prod.properties': 'spring.jpa.hibernate.ddl-auto=none',
      },
    },
    {
      name: 'a comment',
      files: { 'src/app.module.ts': "import { TypeOrmModule } from '@nestjs/typeorm'\n// synchronize: true\n" },
    },
    {
      name: 'what the environment says',
      files: { 'src/app.module.ts': "TypeOrmModule.forRoot({ synchronize: process.env.DEV === '1' })" },
    },
    { name: 'a test', files: { 'test/db/V1__a.sql': '', 'test/db/V1__b.sql': '' } },
  ],
  unknown: [
    { name: 'nobody runs them here', files: { ...V1, ...workflow('npx eslint .') }, reason: 'is not seen here' },
    { name: 'an unknown program may', files: { ...V1, ...workflow('./ship') }, reason: 'cannot be looked into' },
    {
      name: 'another library called migrate',
      files: {
        'db/1_a.up.sql': 'SELECT 1',
        'db/1_b.up.sql': 'SELECT 1',
        'store/migrate.go': 'import "example.com/migrate"\nm := migrate.New(o)',
        ...workflow('npx eslint .'),
      },
      reason: 'is not seen here',
    },
    {
      name: 'names that other tools order as a whole',
      files: { 'db/1_a.up.sql': 'SELECT 1', 'db/1_b.up.sql': 'SELECT 1', ...workflow('npx eslint .') },
      reason: 'is not seen here',
    },
  ],
  passes: [
    {
      name: 'many versions twice, which golang-migrate would not run: another library orders by name',
      files: {
        ...Object.fromEntries(
          ['1_a', '1_b', '2_a', '2_b', '3_a', '3_b'].map((name) => [`db/migrate/000${name}.up.sql`, '']),
        ),
        ...workflow('migrate -path db/migrate -database x up'),
      },
    },
    { name: 'GitHub Actions', files: { ...V1, ...workflow('flyway migrate') } },
    {
      name: 'a test environment takes both in one step',
      files: workflow('flyway migrate && helm upgrade --install api ./chart', '    environment: test\n'),
    },
    {
      name: 'a file of SQLite goes where the application goes',
      files: workflow(
        'alembic upgrade head && fly deploy',
        '    environment: production\n    env: { DATABASE_URL: "sqlite:///data/shop.db" }\n',
      ),
    },
    {
      name: 'a job of its own migrates before (GitLab)',
      files: {
        '.gitlab-ci.yml':
          'stages: [migrate, deploy]\nmigrate:\n  stage: migrate\n  environment: production\n  script: flyway migrate\ndeploy:\n  stage: deploy\n  environment: production\n  script: helm upgrade --install api ./chart\n',
      },
    },
    { name: 'GitLab', files: { ...V1, '.gitlab-ci.yml': 'migrate:\n  script: flyway migrate\n' } },
    {
      name: 'Azure Pipelines',
      files: { ...V1, 'azure-pipelines.yml': 'trigger: [main]\nsteps:\n  - script: flyway migrate\n' },
    },
    {
      name: 'CircleCI',
      files: {
        ...V1,
        '.circleci/config.yml':
          'version: 2.1\njobs:\n  build:\n    docker: [{ image: a }]\n    steps:\n      - run: flyway migrate\nworkflows:\n  all:\n    jobs: [build]\n',
      },
    },
    {
      name: 'Spring',
      files: {
        ...V1,
        'pom.xml':
          '<project><dependencies><dependency><groupId>org.flywaydb</groupId><artifactId>flyway-core</artifactId></dependency></dependencies></project>',
      },
    },
    {
      name: 'the entry point of an image',
      files: {
        ...DJANGO('0001_a', ''),
        'docker-entrypoint.sh': 'python manage.py migrate --noinput\nexec gunicorn shop',
      },
    },
    {
      name: 'a release process',
      files: {
        'db/migrate/20250102030405_a.rb': 'class A < ActiveRecord::Migration[8.0]\nend',
        Procfile: 'release: bin/rails db:migrate\nweb: puma',
      },
    },
    {
      name: 'code',
      files: {
        ...DJANGO('0001_a', ''),
        'migrations/1_a/up.sql': 'SELECT 1',
        'migrations/1_a/down.sql': '',
        'src/main.rs': 'const M: E = embed_migrations!();',
      },
    },
    { name: 'migrations from elsewhere', files: workflow('flyway migrate') },
    {
      name: 'heads that a merge joins',
      files: {
        ...ALEMBIC('a', 'None'),
        ...ALEMBIC('b', '"a"'),
        ...ALEMBIC('c', '"a"'),
        ...ALEMBIC('d', '("b", "c")'),
        Procfile: 'release: alembic upgrade head',
      },
    },
    {
      name: 'branches with names',
      files: {
        ...ALEMBIC('a', 'None'),
        ...ALEMBIC('b', 'None\nbranch_labels = ("audit",)'),
        Procfile: 'release: alembic upgrade heads',
      },
    },
    {
      name: 'a squashed migration of Django, whose place others follow',
      files: {
        ...DJANGO('0001_a', ''),
        'shop/migrations/0001_squashed.py':
          "class Migration(migrations.Migration):\n    replaces = [('shop', '0001_a')]",
        ...DJANGO('0002_b', "('shop', '0001_a')"),
        Procfile: 'release: python manage.py migrate',
      },
    },
    {
      name: 'the same number in Django',
      files: {
        ...DJANGO('0001_a', ''),
        ...DJANGO('0002_b', "('shop', '0001_a')"),
        ...DJANGO('0002_c', "('shop', '0002_b')"),
        Procfile: 'release: python manage.py migrate',
      },
    },
    {
      name: 'the same version for another database',
      files: { 'db/pg/V1__a.sql': '', 'db/h2/V1__a.sql': '', ...workflow('flyway migrate') },
    },
  ],
  fails: [
    {
      name: 'migrates and deploys in one script (GitLab)',
      files: {
        '.gitlab-ci.yml':
          'deploy:\n  environment: production\n  script:\n    - flyway migrate # ! together\n    - helm upgrade --install api ./chart\n',
      },
    },
    {
      name: 'migrates behind the deployment in one script (Azure Pipelines)',
      files: {
        'azure-pipelines.yml':
          'trigger: [main]\njobs:\n  - deployment: shop\n    environment: production\n    strategy:\n      runOnce:\n        deploy:\n          steps:\n            - script: |\n                helm upgrade --install api ./chart\n                flyway migrate # ! afterwards\n',
      },
    },
    {
      name: 'migrates on the host that runs it',
      files: {
        ...workflow(
          'ssh shop@example.com "cd shop && docker compose pull && docker compose run web python manage.py migrate && docker compose up -d" # ! together',
          '    environment: production\n',
        ),
      },
    },
    {
      name: 'the same version twice',
      files: { ...V1, 'db/migration/V1.0__customers.sql': '', ...workflow('flyway migrate') },
      expect: ['db/migration/V1__orders.sql:1 version'],
    },
    {
      name: 'the same version of golang-migrate twice',
      files: { 'db/01_a.up.sql': '', 'db/1_b.up.sql': '', ...workflow('migrate -path db -database x up') },
      expect: ['db/1_b.up.sql:1 version'],
    },
    {
      name: 'two heads',
      files: { ...ALEMBIC('a', 'None'), ...ALEMBIC('b', '"a"'), ...ALEMBIC('c', '"a"') },
      expect: ['alembic/versions/c.py:1 head'],
    },
    {
      name: 'two leaves of Django',
      files: {
        ...DJANGO('0001_a', ''),
        ...DJANGO('0002_b', "('shop', '0001_a')"),
        ...DJANGO('0002_c', "('shop', '0001_a')"),
      },
      expect: ['shop/migrations/0002_c.py:1 head'],
    },
    {
      name: 'Hibernate',
      files: { 'src/main/resources/application.properties': 'spring.jpa.hibernate.ddl-auto=update # ! synchronized' },
    },
    {
      name: 'Hibernate in YAML',
      files: {
        'src/main/resources/application.yml':
          'spring:\n  jpa:\n    hibernate:\n      ddl-auto: create # ! synchronized\n',
      },
    },
    {
      name: 'TypeORM',
      files: {
        'src/data-source.ts':
          "export default new DataSource({\n  type: 'postgres',\n  synchronize: true, # ! synchronized\n})",
      },
    },
    {
      name: 'Prisma in production',
      files: workflow('npx prisma db push', '    environment: production\n'),
      expect: ['.github/workflows/deploy.yml:7 pushed'],
    },
  ],
})
