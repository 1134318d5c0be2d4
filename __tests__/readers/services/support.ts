import { unknown } from '../../../src/core/known.js'
import { noHosting } from '../../../src/models/no-hosting.js'
import { NO_SETTINGS } from '../../../src/models/settings.js'
import { readModels } from '../../../src/readers/read-models.js'
import { filesOf } from '../../helpers/files.js'

/** The models of a tree of these files. */
export function modelsOf(files: Readonly<Record<string, string>>) {
  return readModels(
    {
      repository: 'acme/shop',
      revision: null,
      files: filesOf(files),
      hosting: noHosting('no token was given'),
      history: unknown('not read'),
      deliveryHistory: unknown('not read'),
    },
    NO_SETTINGS,
  ).models
}

/** A package of a workspace. */
export const packageJson = (name: string, more: object = { private: true }) => JSON.stringify({ name, ...more })

/** The root of a workspace of npm with applications and packages. */
export const WORKSPACE = {
  'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['apps/*', 'packages/*'] }),
  'package-lock.json': '{}',
}
