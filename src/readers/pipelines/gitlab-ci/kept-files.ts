import type { KeptFiles } from '../../../models/index.js'
import { entriesOf } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { given, givenText, textsOf } from './nodes.js'

/** Reports are kept however the job ends; other files as `when` says (GitLab docs: CI/CD YAML syntax, artifacts). */
export function keptFiles(artifacts: YamlNode | undefined): KeptFiles[] | undefined {
  const reports = entriesOf(given(artifacts, 'reports')).map(({ key, value }): KeptFiles => {
    const paths = value.kind === 'mapping' ? textsOf(given(value, 'path')) : textsOf(value)
    return { report: key.text, paths: paths.map(({ text }) => text), when: 'always', at: key.at }
  })
  const paths = given(artifacts, 'paths')
  const plain = paths === undefined ? [] : [plainFiles(paths, givenText(artifacts, 'when'))]
  const all = [...reports, ...plain]
  return all.length === 0 ? undefined : all
}

function plainFiles(paths: YamlNode, when: string | undefined): KeptFiles {
  const after = when === 'always' ? 'always' : when === 'on_failure' ? 'failure' : 'success'
  return { paths: textsOf(paths).map(({ text }) => text), when: after, at: paths.at }
}
