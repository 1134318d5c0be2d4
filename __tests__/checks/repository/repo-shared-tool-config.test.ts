import check from '../../../checks/repository/repo-shared-tool-config.js'
import { testCheck } from '../../helpers/check-tester.js'

const sources = (extension: string, count = 6) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`src/part${i}.${extension}`, '']))
const JS = sources('ts')
const PYTHON = sources('py')
const files = (name: string, given: Record<string, string>) => ({ name, files: given })

testCheck(check, {
  notApplicable: [
    files('no source', { 'README.md': '# shop' }),
    files('a few scripts', sources('ts', 3)),
    files('Go, which has one format', sources('go')),
    files('Terraform', sources('tf')),
    files('a small share', { ...sources('go', 60), ...JS }),
  ],
  unknown: [
    files('a collection of linters', {
      ...JS,
      '.github/workflows/lint.yml': 'on: push\njobs:\n  l:\n    steps:\n      - uses: super-linter/super-linter@v7\n',
    }),
  ],
  passes: [
    files('.editorconfig', { ...JS, '.editorconfig': 'root = true' }),
    files('ESLint', { ...JS, 'eslint.config.js': '' }),
    files('Prettier, in a package of a monorepo', { ...JS, 'web/.prettierrc.json': '{}' }),
    files('settings in package.json', { ...JS, 'package.json': '{ "prettier": { "semi": false } }' }),
    files('Standard, which has no settings', { ...JS, 'package.json': '{ "devDependencies": { "standard": "17" } }' }),
    files('Ruff', { ...PYTHON, 'pyproject.toml': '[project]\nname = "x"\n[tool.ruff.lint]\n' }),
    files('flake8 in setup.cfg', { ...PYTHON, 'setup.cfg': '[metadata]\n\n[flake8]\nmax-line-length = 100\n' }),
    files('hooks', { ...PYTHON, '.pre-commit-config.yaml': 'repos:\n  - repo: https://github.com/psf/black\n' }),
    files('Spotless', { ...sources('java'), 'build.gradle': "plugins { id 'com.diffplug.spotless' }" }),
    files('StyleCop', { ...sources('cs'), 'stylecop.json': '{}' }),
    files('PHP CS Fixer', { ...sources('php'), '.php-cs-fixer.dist.php': '' }),
    files('RuboCop', { ...sources('rb'), '.rubocop.yml': '' }),
    files('an editor', { ...JS, '.vscode/settings.json': '{}' }),
    files('an editor, in the folder of the sources', { ...JS, 'src/.editorconfig': '' }),
    files('a tool as it comes, in GitLab CI', { ...PYTHON, '.gitlab-ci.yml': 'l:\n  script: [black --check .]\n' }),
    files('in Azure Pipelines', { ...PYTHON, 'azure-pipelines.yml': 'steps:\n  - script: ruff check .\n' }),
    files('in GitHub Actions', {
      ...PYTHON,
      '.github/workflows/l.yml': 'on: push\njobs:\n  l:\n    steps:\n      - run: flake8 src\n',
    }),
  ],
  fails: [
    { ...files('nothing', JS), expect: ['none'] },
    { ...files('extensions alone', { ...JS, '.vscode/extensions.json': '{}' }), expect: ['none'] },
    { ...files('pyproject.toml without them', { ...PYTHON, 'pyproject.toml': '[project]\n' }), expect: ['none'] },
    { ...files('settings of the other language', { ...JS, ...PYTHON, '.flake8': '' }), expect: ['none'] },
    { ...files('settings of another folder', { ...PYTHON, 'ui/.editorconfig': '' }), expect: ['none'] },
    { ...files('settings of a fixture', { ...JS, 'fixtures/.editorconfig': '' }), expect: ['none'] },
  ],
})
