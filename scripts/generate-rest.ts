/** The second half of `npm run generate`: what is derived from checks and catalogs as they are now. */
import { bundleFiles, strayFiles, writeBundle } from './build.js'
import { documentFiles } from './build-docs.js'
import { bundleNews, check, differing, stale, take, tell } from './derived.js'

take(await documentFiles())
const bundle = await bundleFiles()
const [changed, left] = [differing(bundle), strayFiles(bundle)]
stale.push(...(check ? [...changed, ...left] : bundleNews(changed, left)))
if (!check && changed.length + left.length > 0) writeBundle(bundle)
tell()
