import { newId } from '#lib/ids.ts';

/** An id that is nobody's. */
export const nobody = newId();
