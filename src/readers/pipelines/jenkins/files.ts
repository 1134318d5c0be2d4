/** Names by which people keep pipelines; the path of a job's script is set on the server and may be any. */
const PIPELINE = /(?:^|\/)(?:Jenkinsfile(?:[.\-_][^/]*)?|[^/]+\.[Jj]enkins[Ff]ile)$/
const NOT_A_SCRIPT = /\.(?:txt|md|gdsl|groovy\.txt|ya?ml|json|xml|sh|py|template|tmpl|j2|erb|bak)$/
const SCRIPT_FOLDER = /(?:^|\/)\.?(?:jenkins|ci\/jenkins)\/(?:[^/]+\/)*[^/]+\.groovy$/

/** All that may be pipelines fits one of these. */
export const CANDIDATES: readonly RegExp[] = [PIPELINE, SCRIPT_FOLDER]

/** Folders of samples, of what other files are made of, and of what tests read. */
const ASIDE =
  /(?:^|\/)(?:examples?|samples?|templates?|archetype-resources|test\/resources|tests?\/(?:[^/]+\/)*(?:data|resources)|__tests__)\//

/** Folders of a shared library: what it defines, and no pipelines (Jenkins handbook: Shared Libraries). */
const LIBRARY = /^(?:vars|src|test|resources)\/(?:.*\/)?[^/]+\.groovy$/

/** Whether the file's name says that it is a pipeline. */
export function isPipelineFile(path: string): boolean {
  return PIPELINE.test(path) && !NOT_A_SCRIPT.test(path) && !ASIDE.test(path)
}

/** Whether the file may hold a pipeline, which its text must tell. */
export function mayHoldPipeline(path: string): boolean {
  return SCRIPT_FOLDER.test(path) && !LIBRARY.test(path) && !ASIDE.test(path)
}

/** Whether a script is a pipeline: it has the block of a declarative one, or takes a machine. */
export function holdsPipeline(text: string): boolean {
  return /^[ \t]*(?:pipeline|node|podTemplate|timestamps)\b[^\n]*[{(]/m.test(text)
}
