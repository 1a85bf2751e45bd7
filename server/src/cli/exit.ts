/** How commands end. */

/** There are findings. */
export const EXIT_FINDINGS = 1;
/** Wrong usage or configuration, something that could not be checked, or a defect of the tool. */
export const EXIT_INCOMPLETE = 2;

/** Wrong usage that only a command can tell. */
export class UsageError extends Error {}
