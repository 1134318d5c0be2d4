import type { KeptFiles } from '../../../models/index.js'
import { entriesOf, itemsOf, scalarAt, valueAt } from '../../yaml/navigate.js'
import type { YamlNode } from '../../yaml/node.js'

/** Formats of code coverage; all others are of tests (AWS CodeBuild User Guide: Buildspec syntax, reports). */
const COVERAGE = /^(?:CLOVER|COBERTURA|JACOCO|SIMPLECOV)XML$|^SIMPLECOV$/i

/** Reports are kept however the build ends, artifacts of builds that went well. */
export function keptFiles(spec: YamlNode): KeptFiles[] | undefined {
  const reports = entriesOf(valueAt(spec, 'reports')).map(({ key, value }): KeptFiles => {
    const format = scalarAt(value, 'file-format')?.text ?? 'JUNITXML'
    const report = COVERAGE.test(format) ? 'coverage_report' : 'junit'
    return { report, paths: textsIn(valueAt(value, 'files')), when: 'always', at: key.at }
  })
  const artifacts = valueAt(spec, 'artifacts')
  const files = textsIn(valueAt(artifacts, 'files'))
  const all = artifacts === undefined || files.length === 0 ? reports : [...reports, plain(files, artifacts)]
  return all.length === 0 ? undefined : all
}

function plain(paths: string[], { at }: YamlNode): KeptFiles {
  return { paths, when: 'success', at }
}

function textsIn(node: YamlNode | undefined): string[] {
  return itemsOf(node).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))
}
