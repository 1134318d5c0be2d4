import { SHOP } from './shop.js'
import { repository } from './support.js'

const PLAYBOOK = `
- name: Deploy the shop
  hosts: web
  become: true
  serial: [1, '25%']
  max_fail_percentage: 0
  tasks:
    - name: Fetch the package
      ansible.builtin.get_url:
        url: 'https://packages.shop.example/shop/{{ version }}.tgz'
        dest: '/srv/packages/shop-{{ version }}.tgz'
        mode: '0644'
    - name: Make its folder
      ansible.builtin.file:
        path: '/srv/shop-{{ version }}'
        state: directory
        mode: '0755'
    - name: Unpack it
      ansible.builtin.unarchive:
        src: '/srv/packages/shop-{{ version }}.tgz'
        dest: '/srv/shop-{{ version }}'
        remote_src: true
    - name: Let the service point at it
      ansible.builtin.file:
        src: '/srv/shop-{{ version }}'
        dest: /srv/shop
        state: link
      notify: restart shop
    - name: Restart before the next batch
      ansible.builtin.meta: flush_handlers
    - name: Ask whether it is well
      ansible.builtin.uri:
        url: 'http://{{ inventory_hostname }}:8080/health'
      register: health
      retries: 10
      delay: 3
      until: health.status == 200
  handlers:
    - name: restart shop
      ansible.builtin.systemd_service:
        name: shop
        state: restarted
`

repository('servers that Jenkins has Ansible deploy to in batches', {
  files: {
    ...SHOP,
    'deploy/site.yml': PLAYBOOK,
    'deploy/inventories/staging/hosts.ini': '[web]\nstaging-1.shop.example\nstaging-2.shop.example\n',
    'deploy/inventories/production/hosts.ini':
      '[web]\nwww-1.shop.example\nwww-2.shop.example\nwww-3.shop.example\nwww-4.shop.example\n',
    Jenkinsfile: `
pipeline {
  agent { label 'linux' }
  options {
    disableConcurrentBuilds()
    timeout(time: 1, unit: 'HOURS')
  }
  stages {
    stage('Test') {
      steps {
        sh 'npm ci'
        sh 'npm test'
        sh 'ansible-lint deploy/site.yml'
      }
    }
    stage('Package') {
      when { branch 'main' }
      steps {
        sh 'npm pack'
        sh 'curl --fail --upload-file shop-1.0.0.tgz https://packages.shop.example/shop/$GIT_COMMIT.tgz'
      }
    }
    stage('Staging') {
      when { branch 'main' }
      steps {
        sh 'ansible-playbook -i deploy/inventories/staging deploy/site.yml -e version=$GIT_COMMIT'
        sh 'curl --fail --retry 5 https://staging.shop.example/health'
      }
    }
    stage('Approve') {
      when { branch 'main' }
      steps { input 'Deploy to production?' }
    }
    stage('Production') {
      when { branch 'main' }
      steps {
        sh 'ansible-playbook -i deploy/inventories/production deploy/site.yml -e version=$GIT_COMMIT'
        sh 'curl --fail --retry 5 https://www.shop.example/health'
      }
    }
  }
}
`,
  },
  graph: {
    environments: ['staging staging', 'production production after staging'],
    stages: [
      'Test: test',
      'Package: build',
      'Staging: deploy verify > staging',
      'Approve: approve',
      'Production: deploy verify > production',
    ],
    flows: ['Test order Package', 'Package order Staging', 'Staging order Approve', 'Approve order Production'],
  },
  judgements: [
    [
      'met',
      'deploy-preprod-stage',
      'staging gets the package first, and is asked for its health',
      'DL.ADS.1 OPS06-BP02 hc.automate.cicd.staging-first hc.automate.deployments.promote',
    ],
    [
      'not-met',
      'rollback-path-defined',
      'a failed batch stops the play; nothing points the link at the version before',
      'DL.ADS.2 DL.CD.7 OPS06-BP01 OPS06-BP04 REL08-BP05 ops05-bp10.boundaries.rollback hc.deploy.apps.auto-revert',
    ],
    [
      'not-applicable',
      'rollback-alarm-driven',
      'nothing here could listen to an alarm',
      'hc.automate.cicd.rollback-on-signal',
    ],
    [
      'met',
      'ansible-batched-rollout',
      'one server first, then a quarter at a time, and a failure ends it',
      'DL.ADS.3 OPS06-BP03 hc.app.deploy hc.automate.deployments.progressive hc.deploy.zero-downtime hc.deploy.rolling hc.full.progressive-delivery',
    ],
    [
      'not-applicable',
      'deploy-all-at-once',
      'it rolls; the strategies are alternatives',
      'hc.deploy.blue-green hc.deploy.canary',
    ],
    ['unknown', 'deploy-feature-flags', 'no flags are seen; they may be served elsewhere', 'DL.ADS.4'],
    ['not-applicable', 'data-migration-destructive', 'no schema changes here', 'DL.ADS.5'],
    ['unknown', 'a person', 'cells are an architecture', 'DL.ADS.6 hc.phase.deploy'],
    ['unknown', 'history-deployment-frequency', 'how often it happens is in no file', 'DL.CD.1'],
    [
      'met',
      'deploy-build-once',
      'one package for both environments',
      'DL.CD.2 hc.automate.deployments.artifact-flow ops05-bp10.workflows.idempotency',
    ],
    [
      'met',
      'deploy-needs-tests',
      'tests before, a look at the system after each deployment',
      'DL.CD.3 ops05-bp10.boundaries.pre-checks',
    ],
    ['met', 'deploy-automated', 'people approve and do nothing else', 'DL.CD.4'],
    ['unknown', 'deploy-on-demand', 'what the job can be started for is set in Jenkins', 'DL.CD.5'],
    ['unknown', 'ci-metrics-collected', 'metrics may be read elsewhere', 'DL.CD.6'],
    [
      'unknown',
      'deploy-imperative-commands',
      'packages are unpacked beside each other on servers that stay',
      'REL08-BP04 hc.automate.deployments.immutable',
    ],
    [
      'met',
      'deploy-post-verification',
      'each deployment is asked for its health',
      'ops05-bp10.boundaries.post-checks ops05-bp10.official.end-to-end hc.deploy.apps.health-gated',
    ],
    ['met', 'deploy-manual-gate', 'a stage waits for a person before production', 'ops05-bp10.boundaries.approvals'],
    ['met', 'deploy-version-traceable', 'the commit names the package', 'ops05-bp10.workflows.audit-trail'],
    ['met', 'deploy-concurrency', 'one build at a time', 'ops05-bp10.workflows.safe-rerun'],
  ],
})
