export { parseGroovy } from './parse.js'
export { nodesIn, type GroovyNode } from './visit.js'
export type * from './syntax.js'
