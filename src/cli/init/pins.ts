/** What the written files use of others, pinned so that nobody can put something else in its place. */

/** A Debian image with Node and git, which comparing with a base needs: `docker.io/library/node`. */
export const NODE_IMAGE = 'node:24-bookworm@sha256:64af3819f9275802414d7cdc38c27e9d82bd564dec4d4da87d008255d36c63b4'

/** The same release of actions/checkout that Pillarlint's own workflows use. */
export const CHECKOUT = { ref: '3d3c42e5aac5ba805825da76410c181273ba90b1', comment: 'v7.0.1' }

/** Where the Action and its documentation are. */
export const REPOSITORY = 'pillarlint/pillarlint'
