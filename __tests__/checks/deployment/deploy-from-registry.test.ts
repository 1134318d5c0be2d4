import check from '../../../checks/deployment/deploy-from-registry.js'
import { testCheck } from '../../helpers/check-tester.js'

/** A job that deploys with these steps, each a line of shell or a whole step. */
const deploy = (...steps: string[]) => ({
  '.github/workflows/deploy.yml': [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  build: { runs-on: ubuntu-24.04, steps: [{ run: make build }] }',
    '  deploy:',
    '    runs-on: ubuntu-24.04',
    '    environment: production',
    '    needs: build',
    '    steps:',
    ...steps.map((step) => `      - ${/^(?:uses|run)/.test(step) ? step : `run: ${step}`}`),
  ].join('\n'),
  Makefile: 'build:\n\tgo build ./...\n',
})
const checkout = 'uses: actions/checkout@v5'
const download = 'uses: actions/download-artifact@v5'
const mark = ' # ! workspace'

testCheck(check, {
  passes: [
    {
      name: 'a chart that a controller pulls',
      files: {
        'apps/shop.yaml':
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: shop }\nspec: { chart: { spec: { chart: shop, version: 1.2.3, sourceRef: { kind: HelmRepository, name: acme } } } }\n',
      },
    },
    { name: 'an image', files: deploy('kubectl set image deploy/api api=acme/api:1.4') },
    { name: 'a chart', files: deploy(checkout, 'helm upgrade --install api ./chart') },
    {
      name: 'an image for a function',
      files: deploy('aws lambda update-function-code --function-name f --image-uri acme/f:1'),
    },
    {
      name: 'an archive in a bucket',
      files: deploy('aws lambda update-function-code --function-name f --s3-bucket b --s3-key f-1.zip'),
    },
    { name: 'an artifact of the run', files: deploy(download, 'rsync -a dist/ app@host:/srv/app') },
    { name: 'an artifact of a release', files: deploy('gh release download v1', 'scp app.jar app@host:/srv/app') },
    {
      name: 'what the job has stored',
      files: deploy(checkout, 'npm run build', 'uses: actions/upload-artifact@v4', 'aws s3 sync dist s3://shop-www'),
    },
    {
      name: 'files of a versioned bucket',
      files: deploy('aws s3 cp s3://artifacts/1.4 dist --recursive', 'aws s3 sync dist s3://shop-www'),
    },
    {
      name: 'GitLab hands artifacts on by itself',
      files: {
        '.gitlab-ci.yml': [
          'build:',
          '  stage: build',
          '  script: [go build ./...]',
          '  artifacts: { paths: [app] }',
          'deploy:',
          '  stage: deploy',
          '  environment: production',
          '  script: [rsync -a app host:/srv/app]',
        ].join('\n'),
      },
    },
  ],
  unknown: [
    {
      name: 'a chart of whatever version is the newest',
      files: {
        'apps/shop.yaml':
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: shop }\nspec: { chart: { spec: { chart: shop, version: ">=1.0.0", sourceRef: { kind: HelmRepository, name: acme } } } }\n',
      },
      reason: 'that day',
    },
    { name: 'a script may fetch it', files: deploy('./bin/fetch.sh', 'rsync -a dist/ app@host:/srv/app') },
  ],
  notApplicable: [
    { name: 'nothing is deployed', files: { 'README.md': '# Shop\n' } },
    { name: 'the platform builds', files: deploy(checkout, 'vercel deploy --prod') },
    { name: 'infrastructure', files: deploy(checkout, 'terraform apply') },
    { name: 'one file', files: deploy(checkout, 'aws s3 cp maintenance.html s3://shop-www/') },
  ],
  fails: [
    {
      name: 'a folder that is copied to a host, where a process is started anew',
      files: deploy(
        checkout,
        `rsync -az ./ app@prod.acme.example:/srv/app${mark}`,
        "ssh app@prod.acme.example 'pm2 restart app'",
      ),
    },
    { name: 'the checkout over rsync', files: deploy(checkout, `rsync -az ./ app@host:/srv/app${mark}`) },
    { name: 'the checkout over scp', files: deploy(checkout, `scp -r dist app@host:/srv/app${mark}`) },
    { name: 'what the job has built', files: deploy(checkout, 'npm ci', `aws s3 sync build/ s3://shop-www${mark}`) },
    {
      name: 'an archive of the workspace',
      files: deploy(
        'zip -r f.zip .',
        `aws lambda update-function-code --function-name f --zip-file fileb://f.zip${mark}`,
      ),
    },
    {
      name: 'a package of a web app',
      files: deploy(checkout, `uses: azure/webapps-deploy@v3${mark}\n        with: { app-name: shop, package: . }`),
    },
    {
      name: 'an action',
      files: deploy(checkout, `uses: appleboy/scp-action@v1${mark}\n        with: { source: dist, target: /srv }`),
    },
  ],
})
