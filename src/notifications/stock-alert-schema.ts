/** Asking to be told when something can be bought again, as the API takes and answers it. */
import { z } from 'zod';
import { ID_PATTERN } from '#lib/ids.ts';

export const stockAlertInput = z.strictObject({
	variant_id: z.string('Name the variant').regex(ID_PATTERN, 'There is no such variant'),
});

export const stockAlertView = z.object({
	id: z.string(),
	variant_id: z.string(),
	product: z.object({ id: z.string(), name: z.string(), url: z.string() }),
	options: z.record(z.string(), z.string()),
	shown: z.boolean().describe('Whether the market shows it at all just now'),
	held: z.int().describe('How many are in somebody’s checkout'),
	next_free_at: z.iso.datetime().nullable().describe('When the soonest of those checkouts ends by itself'),
	created_at: z.iso.datetime(),
});
export type StockAlertView = z.infer<typeof stockAlertView>;
