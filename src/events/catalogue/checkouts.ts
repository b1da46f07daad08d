/** What happens to checkouts before they are orders: stock is taken from everybody else's eyes, and comes back. */
import { z } from 'zod';
import { event, id, tellWaiting } from './shape.ts';

const aboutCheckout = z.object({
	user_id: id,
	lines: z.array(z.object({ product_id: id, variant_id: id, quantity: z.int() })),
	/** Until then it holds its stock; ISO 8601 UTC. Absent when it has ended. */
	expires_at: z.string().optional(),
});
type AboutCheckout = z.infer<typeof aboutCheckout>;

const counted = (checkout: AboutCheckout) => [...new Set(checkout.lines.map((line) => line.product_id))];
const pieces = (checkout: AboutCheckout) => {
	const sum = checkout.lines.reduce((all, line) => all + line.quantity, 0);
	return sum === 1 ? 'one piece' : `${sum} pieces`;
};
const about = {
	v: 1,
	entity: 'checkout',
	data: aboutCheckout,
	streams: (d: AboutCheckout) => [`user:${d.user_id}` as const, 'admin' as const],
	stock: counted,
} as const;

/** What it held is free again. */
const freed = {
	...about,
	chores: (d: AboutCheckout, checkoutId: string, version: number) =>
		tellWaiting(d.lines, `${checkoutId}-${version}`),
};

export const checkouts = {
	'checkout.started': event({ ...about, line: (d) => `A checkout holds ${pieces(d)}` }),
	/** A guest signed in: it is the member's now. */
	'checkout.brought': event({
		...about,
		line: (d) => `A guest signed in with a checkout that holds ${pieces(d)}`,
	}),
	'checkout.extended': event({ ...about, line: (d) => `A checkout holds ${pieces(d)} for longer` }),
	'checkout.left': event({ ...freed, line: (d) => `A checkout was left; ${pieces(d)} free again` }),
	'checkout.expired': event({ ...freed, line: (d) => `A checkout ran out; ${pieces(d)} free again` }),
	/** Its orders tell the rest. */
	'checkout.placed': event({ ...about, line: (d) => `A checkout of ${pieces(d)} became an order` }),
} as const;
