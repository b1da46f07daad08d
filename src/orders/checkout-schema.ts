/** What is asked of a checkout, from outside. */
import { z } from 'zod';
import { itemsInput } from './order.ts';

export const startCheckoutInput = z.strictObject({
	items: itemsInput,
	/** `available`: take what there is, where not all of it is there. */
	take: z.enum(['all', 'available'], 'Say all or available').optional(),
});
export type StartCheckoutInput = z.infer<typeof startCheckoutInput>;
