import { pathsFitting } from '../../../core/path-index.js'
import { fileLocation } from '../../../core/location.js'
import type { Updater } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { readDependabot } from './dependabot.js'
import { readRenovate } from './renovate.js'

/** Where Dependabot looks (GitHub docs), and where its ports to GitLab and Azure DevOps do (their READMEs). */
const DEPENDABOT_FILES = [
  '.github/dependabot.yml',
  '.github/dependabot.yaml',
  '.gitlab/dependabot.yml',
  '.azuredevops/dependabot.yml',
  '.azuredevops/dependabot.yaml',
]

/** Dependabot before it became a part of GitHub; nothing reads it since August 2021 (GitHub blog: Goodbye Dependabot Preview). */
const DEPENDABOT_V1 = '.dependabot/config.yml'

/** In the order in which Renovate looks; the first counts (Renovate docs: Configuration Options, Configuration files). */
const RENOVATE_FILES = [
  'renovate.json',
  'renovate.jsonc',
  'renovate.json5',
  '.github/renovate.json',
  '.github/renovate.jsonc',
  '.github/renovate.json5',
  '.gitlab/renovate.json',
  '.gitlab/renovate.jsonc',
  '.gitlab/renovate.json5',
  '.renovaterc',
  '.renovaterc.json',
  '.renovaterc.jsonc',
  '.renovaterc.json5',
]

/** Bots whose configuration tells no more than that they are used, and the kinds of dependencies that they know. */
const OTHERS: readonly {
  readonly tool: string
  readonly file: RegExp
  readonly ecosystems: readonly string[]
  readonly open?: string
}[] = [
  { tool: 'pyup', file: /^\.pyup\.yml$/, ecosystems: ['python'] },
  {
    tool: 'scala-steward',
    file: /^(?:\.github\/|\.config\/)?\.?scala-steward\.conf$/,
    ecosystems: ['maven', 'gradle'],
  },
  {
    tool: 'updatecli',
    file: /^updatecli\/(?:updatecli\.d|weekly\.d)\/.+\.ya?ml$|^updatecli(?:-compose)?\.ya?ml$/,
    ecosystems: [],
    open: 'what its manifests name',
  },
]

/** The bots that files of the tree configure. */
export function readUpdaters(context: ReaderContext): Updater[] {
  const { files } = context
  const first = (names: readonly string[]): string[] => names.filter((name) => files.has(name)).slice(0, 1)
  return [
    ...first(DEPENDABOT_FILES).flatMap((path) => readDependabot(context, path)),
    ...first([DEPENDABOT_V1]).map((path): Updater => ({
      tool: 'dependabot',
      scopes: [],
      obsolete: true,
      at: fileLocation(path),
    })),
    ...first([...RENOVATE_FILES, 'package.json']).flatMap((path) => readRenovate(context, path)),
    ...OTHERS.flatMap(({ tool, file, ecosystems, open }) => {
      const [path] = pathsFitting(files.paths, [file])
      if (path === undefined) return []
      const at = fileLocation(path)
      const scopes = ecosystems.map((ecosystem) => ({ ecosystem, files: ['**'], ignored: [], waits: false, at }))
      return [{ tool, scopes, ...(open !== undefined && { open }), at }]
    }),
  ]
}
