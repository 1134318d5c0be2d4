/** Both of two things, each of which may not be known. */
export function both(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === false || right === false) return false
  return left === undefined || right === undefined ? undefined : true
}

/** At least one of two things, each of which may not be known. */
export function either(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  return negated(both(negated(left), negated(right)))
}

/** The opposite of what may not be known. */
export function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value
}
