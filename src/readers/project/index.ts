import type { FileIndex, Infrastructure, Project, RepositoryKind } from '../../models/index.js'
import type { ReaderContext } from '../context.js'
import { once, withGetters } from '../../core/once.js'
import { readCriticalPaths } from './critical-paths.js'
import { readDependencies } from './dependencies/index.js'
import { readDeployables } from './deployables.js'
import { readDocumentation } from './documentation/index.js'
import { documentedDeploys, readDocuments, rollbackDocuments } from './documents/index.js'
import { readGuides } from './guides/index.js'
import { kindOf } from './kind.js'
import { readLanguages } from './languages.js'
import { readLocalSetup } from './local-setup/index.js'
import { readManifests } from './manifests/index.js'
import { readObservability } from './observability/index.js'
import { readOwnership } from './ownership/index.js'
import { readPulledBy } from './pulled-by.js'
import { readRecords } from './records/index.js'
import { readRegistries } from './registries/index.js'
import { readExpectedIgnores } from './sensitive/ignores.js'
import { readReleasing } from './releasing/index.js'
import { readSecurityTexts } from './security-texts.js'
import { readSensitiveFiles } from './sensitive/index.js'
import { readScripts } from './scripts/index.js'
import { readToolSettings } from './tool-settings.js'
import { readToolPins } from './tool-pins/index.js'
import { readTraits } from './traits/index.js'
import { readWaivers } from './waivers/index.js'
import { readUpdaters } from './updaters/index.js'
import { ownPaths } from './own-paths.js'

/** Kinds whose documents tell other people how to use what is published; nothing is deployed from them. */
const FOR_OTHERS: ReadonlySet<RepositoryKind> = new Set(['library', 'pipeline-library', 'examples', 'docs-only'])

/** What kind of repository this is, what it is made of and what it says about its own deployment. */
export function readProject(context: ReaderContext, index: FileIndex, infrastructure: Infrastructure): Project {
  const judged = ownPaths(index)
  const languages = readLanguages(context.files, index)
  const manifests = readManifests(context, index)
  const deployables = readDeployables(index, infrastructure)
  const { kind, because } = kindOf({ context, index, infrastructure, languages, manifests, deployables, judged })
  const documents = readDocuments(context.files, index)
  const dependencies = once(() => readDependencies(context, index))
  const traits = once(() => readTraits(context, dependencies(), index, infrastructure))
  const observability = once(() => readObservability(context, dependencies(), index))
  const documentation = once(() => readDocumentation(context.files, index))
  const ownership = once(() => readOwnership(context, index))
  const localSetup = once(() => readLocalSetup(context, index))
  const toolPins = once(() => readToolPins(context.files, index))
  const securityTexts = once(() => readSecurityTexts(context.files, index))
  const releasing = once(() => readReleasing(context.files, index))
  const guides = once(() => readGuides(context.files, index))
  const updaters = once(() => readUpdaters(context))
  const toolSettings = once(() => readToolSettings(context.files, index))
  const records = once(() => readRecords(context.files, index))
  const registries = once(() => readRegistries(context, index))
  const sensitiveFiles = once(() => readSensitiveFiles(context, index))
  const expectedIgnores = once(() => readExpectedIgnores(context, index, infrastructure, dependencies))
  const waivers = once(() => readWaivers(context, index))
  const scripts = once(() => readScripts(context.files, index))
  const values = {
    kind,
    kindBecause: because,
    languages,
    manifests,
    deployables,
    pulledBy: readPulledBy(index, infrastructure),
    documentedDeploys: FOR_OTHERS.has(kind) ? [] : documentedDeploys(documents, context.files, index, infrastructure),
    rollbackDocuments: rollbackDocuments(documents, index),
    criticalPaths: readCriticalPaths(index, infrastructure, context.settings),
  }
  const reads = {
    dependencies,
    traits,
    observability,
    documentation,
    guides,
    releasing,
    securityTexts,
    toolPins,
    localSetup,
    ownership,
    updaters,
    toolSettings,
    records,
    registries,
    sensitiveFiles,
    expectedIgnores,
    waivers,
    scripts,
  }
  return withGetters(reads, values)
}
