import {
  _default,
  array,
  boolean,
  describe,
  enum as enumeration,
  gte,
  int,
  lte,
  minLength,
  number,
  optional,
  record,
  strictObject,
  string,
} from 'zod/mini'

/** What options are described with: the parts of zod that checks need. All of it would bring every translation along. */
export const z = {
  _default,
  array,
  boolean,
  describe,
  enum: enumeration,
  gte,
  int,
  lte,
  minLength,
  number,
  optional,
  record,
  strictObject,
  string,
}
