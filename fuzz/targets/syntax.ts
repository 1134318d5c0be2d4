import { tokensOf, spansOf } from '../../src/models/expression.js'
import { tokensOf as scriptTokens } from '../../src/lexicon/javascript.js'
import { githubScriptMeaning } from '../../src/lexicon/github-script.js'
import { parseGroovy } from '../../src/readers/groovy/parse.js'
import { parseHcl } from '../../src/readers/hcl/parse.js'
import { Opaque } from '../../src/readers/infrastructure/helm/template/syntax.js'
import { parseTemplate } from '../../src/readers/infrastructure/helm/template/parse.js'
import { withoutComments } from '../../src/readers/json5.js'
import { readSql } from '../../src/readers/migrations/sql/statements.js'
import { readToml } from '../../src/readers/project/toml.js'
import { readXml } from '../../src/readers/project/xml.js'
import { readIni } from '../../src/readers/resolve/ini.js'
import { evaluateBatch } from '../../src/readers/shell/batch.js'
import { parseShell } from '../../src/readers/shell/parser.js'
import { evaluatePowerShell } from '../../src/readers/shell/powershell.js'
import { suppressionsInText } from '../../src/readers/suppressions.js'
import { composeYaml } from '../../src/readers/yaml/compose.js'
import { hclTexts, shellTexts } from '../structured/languages.js'
import { yamlTexts } from '../structured/workflow.js'
import { SHELL, text, YAML, type Target } from '../target.js'
import { readNames } from './names.js'

/** Readers of one language, each by itself. */
export const SYNTAX_TARGETS: readonly Target[] = [
  {
    ...text('yaml', 'data.yml', YAML, (content, path) => composeYaml(path, content)),
    structured: yamlTexts,
  },
  {
    ...text('hcl', 'main.tf', /\.(?:tf|hcl|tfvars)$/, (content, path) => parseHcl(path, content)),
    structured: hclTexts,
  },
  text('groovy', 'Jenkinsfile', /Jenkinsfile|\.groovy$/, (content, path) => parseGroovy(path, content)),
  { ...text('shell', 'run.sh', SHELL, (content) => parseShell(content)), structured: shellTexts },
  text('powershell', 'run.ps1', /\.ps1$/, (content) => evaluatePowerShell(content, '')),
  text('batch', 'run.cmd', /\.(?:cmd|bat)$/, (content) => evaluateBatch(content, '')),
  text('expressions', 'condition.txt', YAML, (content) =>
    spansOf(content).map(({ expression }) => tokensOf(expression)),
  ),
  {
    ...text('helm-template', 'app.tpl', /\.tpl$|templates\/[^/]+\.ya?ml$/, (content) => parseTemplate(content)),
    throws: (error) => error instanceof Opaque,
  },
  text('sql', 'orders.sql', /\.sql$/, (content) => readSql(content)),
  text('toml', 'data.toml', /\.toml$/, (content, path) => readToml(path, content)),
  text('xml', 'data.xml', /\.(?:xml|csproj)$/, (content) => readXml(content)),
  text('ini', 'data.ini', /\.(?:ini|cfg)$/, (content) => readIni(content)),
  text('json5', 'data.json5', /\.json[5c]?$/, (content) => withoutComments(content)),
  text('javascript', 'script.js', /\.[cm]?js$/, (content) => [scriptTokens(content), githubScriptMeaning(content)]),
  text('names', 'names.txt', YAML, readNames),
  text('suppressions', 'data.yml', YAML, (content, path) =>
    (['#', '//', '--'] as const).map((mark) => suppressionsInText(path, content, mark)),
  ),
]
