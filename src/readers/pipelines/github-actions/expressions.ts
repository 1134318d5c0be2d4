export { evaluate, NO_CONTEXTS, type Contexts } from '../../../models/evaluate.js'
