import { onName, pathsFitting } from '../../../core/path-index.js'
import { fileLocation, type Location } from '../../../core/location.js'
import type { Dependency, ExpectedIgnore, FileIndex, Infrastructure } from '../../../models/index.js'
import type { ReaderContext } from '../../context.js'
import { IgnoreRules } from '../../ignore-rules.js'
import { folderOf, inFolder } from '../../paths.js'
import { isOwnOutsideTests } from '../own-paths.js'

/** Packages that read `.env`. */
const DOTENV: ReadonlySet<string> = new Set([
  'dotenv',
  'python-dotenv',
  'dotenv-rails',
  'vlucas/phpdotenv',
  'django-environ',
])

const ENV_SAMPLE = /^\.env\.(?:example|sample|template|dist|tpl)$/

/** Backends that leave the state on the disk of whoever runs Terraform (Terraform docs: Backend type local). */
const ON_DISK: ReadonlySet<string | undefined> = new Set([undefined, 'local'])

/** Places beyond this number are not compared. */
const MAX_PLACES = 200

/** Files with secrets that tools of this repository write beside its sources, and the rules that keep them out. */
export function readExpectedIgnores(
  { files }: ReaderContext,
  index: FileIndex,
  infrastructure: Infrastructure,
  dependencies: () => readonly Dependency[],
): ExpectedIgnore[] {
  const rules = new IgnoreRules(files)
  const expected = [...states(infrastructure), ...environmentFiles(index, dependencies)]
  return expected
    .filter(({ path }) => isOwnOutsideTests(index, path) && !files.has(path))
    .slice(0, MAX_PLACES)
    .map((each) => {
      const rule = rules.ruleFor(each.path)
      return rule === undefined ? each : { ...each, rule }
    })
}

function states({ terraform }: Infrastructure): ExpectedIgnore[] {
  return terraform
    .filter(({ isRoot, isUnit, generatedBy, complete }) => isRoot && complete && !isUnit && generatedBy === undefined)
    .filter(({ backend }) => ON_DISK.has(backend?.type))
    .map(({ folder, at }) => ({
      path: inFolder(folder === '.' ? '' : folder, 'terraform.tfstate'),
      pattern: '*.tfstate',
      because: at,
    }))
}

function environmentFiles(index: FileIndex, dependencies: () => readonly Dependency[]): ExpectedIgnore[] {
  const places = new Map<string, Location>()
  for (const path of pathsFitting(index.paths, [ENV_SAMPLE], onName))
    if (!places.has(folderOf(path))) places.set(folderOf(path), fileLocation(path))
  for (const { name, at, development } of dependencies())
    if (!development && DOTENV.has(name) && !places.has(folderOf(at.file))) places.set(folderOf(at.file), at)
  return [...places].map(([folder, because]) => ({ path: inFolder(folder, '.env'), pattern: '.env', because }))
}
