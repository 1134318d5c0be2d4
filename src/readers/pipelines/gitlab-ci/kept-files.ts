import type { KeptFiles } from '../../../models/index.js'
import { entriesOf, located } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'
import { given, givenScalar, givenText, textsOf } from './nodes.js'

/** Reports are kept however the job ends; other files as `when` says (GitLab docs: CI/CD YAML syntax, artifacts). */
export function keptFiles(artifacts: YamlNode | undefined): KeptFiles[] | undefined {
  const reports = entriesOf(given(artifacts, 'reports')).map(({ key, value }): KeptFiles => {
    const paths = value.kind === 'mapping' ? textsOf(given(value, 'path')) : textsOf(value)
    return { report: key.text, paths: paths.map(({ text }) => text), when: 'always', at: key.at }
  })
  const paths = given(artifacts, 'paths')
  const plain = paths === undefined ? [] : [plainFiles(paths, artifacts)]
  const all = [...reports, ...plain]
  return all.length === 0 ? undefined : all
}

function plainFiles(paths: YamlNode, artifacts: YamlNode | undefined): KeptFiles {
  const when = givenText(artifacts, 'when')
  const after = when === 'always' ? 'always' : when === 'on_failure' ? 'failure' : 'success'
  const expires = givenScalar(artifacts, 'expire_in')
  return {
    paths: textsOf(paths).map(({ text }) => text),
    when: after,
    ...(expires !== undefined && { expires: located(expires) }),
    at: paths.at,
  }
}
