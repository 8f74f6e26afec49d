/** Everything that was ever kept: whole Nodes of any version, and what was left half-made. Paths of folders. */
export function keptFolders(): string[];
