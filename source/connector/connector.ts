/** What a Litmos record means in ConductorOne: its public functions. */

/** Rises when the same Litmos data would give other rows; a half-done sync of another version starts anew. */
export const mappingVersion = 1;
