import { tokensOf, spansOf } from '../../src/models/expression.js'
import { parseGroovy } from '../../src/readers/groovy/parse.js'
import { parseHcl } from '../../src/readers/hcl/parse.js'
import { parseShell } from '../../src/readers/shell/parser.js'
import { composeYaml } from '../../src/readers/yaml/compose.js'
import { SHELL, text, YAML, type Target } from '../target.js'

/** Readers of one language, each by itself. */
export const SYNTAX_TARGETS: readonly Target[] = [
  text('yaml', 'data.yml', YAML, (content, path) => composeYaml(path, content)),
  text('hcl', 'main.tf', /\.(?:tf|hcl|tfvars)$/, (content, path) => parseHcl(path, content)),
  text('groovy', 'Jenkinsfile', /Jenkinsfile|\.groovy$/, (content, path) => parseGroovy(path, content)),
  text('shell', 'run.sh', SHELL, (content) => parseShell(content)),
  text('expressions', 'condition.txt', YAML, (content) =>
    spansOf(content).map(({ expression }) => tokensOf(expression)),
  ),
]
