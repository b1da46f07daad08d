/** What happens to baskets: told to their owners alone, be they members or guests. */
import { z } from 'zod';
import { event, id } from './shape.ts';

export const baskets = {
	'basket.changed': event({
		v: 1,
		entity: 'basket',
		data: z.object({
			owner_id: id,
			/** Of the basket; rises with every change. */
			version: z.int(),
			/** How many pieces lie in it, without what is saved for later. */
			pieces: z.int(),
		}),
		streams: (d) => [`user:${d.owner_id}`],
		line: (d) => `A basket holds ${d.pieces} piece(s) now`,
	}),
} as const;
