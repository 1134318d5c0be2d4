/** Owners of code, environments and what guards them. */
export {
  environmentOf,
  isOwnWorkflow,
  namedEnvironments,
  nearestEnvironment,
  planMayLack,
  takesAnyBranch,
  type NamedEnvironment,
} from './environments.js'
export { isPerson, isUnknownOwner, treeNames, typicalPaths, type TreeNames } from './owners.js'
