/** A GitHub for tests: a server on the loopback interface that GitHub's own description keeps honest. */
export { FAULTS, type Fault } from './faults.js'
export { addComment } from './routes.js'
export { startFakeGitHub, type FakeGitHub, type Seen } from './server.js'
export { actionsToken, FULL_WORKFLOW_PERMISSIONS, type FakeState, type FakeToken } from './state.js'
export { connect } from './connect.js'
