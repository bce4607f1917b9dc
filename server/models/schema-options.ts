/** Documents carry their own string ids and revisions; mongoose adds nothing to them. */
export const plainDocument = {
  versionKey: false,
  minimize: false,
  autoIndex: false,
  autoCreate: false,
} as const;
