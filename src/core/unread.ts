/** Begins the reason for a folder of which nobody knows what is in it. */
export const HIDDEN_FOLDER = 'it is a folder that cannot be looked into'

/** Begins the reason for a file that is not on disk on purpose, and of which the clone has no content. */
export const LEFT_OUT = 'it is left out of the sparse checkout'

/**
 * The check that reports what cannot be read. Its errors fail the gate by themselves: what such a file hides must not turn
 * the run green.
 */
export const UNREADABLE = 'unreadable-file'
