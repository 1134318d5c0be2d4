/** The second half of `npm run generate`: what is derived from checks and catalogs as they are now. */
import { bundleFiles, strayFiles, writeBundle } from './build.js'
import { documentFiles } from './build-docs.js'
import { check, differing, stale, take, tell } from './derived.js'

take(await documentFiles())
const bundle = await bundleFiles()
if (check) stale.push(...differing(bundle), ...strayFiles(bundle))
else writeBundle(bundle)
tell()
