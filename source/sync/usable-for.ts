/** A finished sync that was not used yet stands in for a new one for so long. Milliseconds. */
export const usableFor = 60 * 60 * 1000;
