/** How the demo's shops send, and the coupons that two of them give out. */
import type { DemoCoupon, DemoDelivery } from './demo.ts';

const usual: DemoDelivery = {
	home: { first: 450, further: 100, days: [1, 3] },
	europe: { first: 890, further: 250, days: [3, 7] },
	world: { first: 1650, further: 500, days: [7, 21] },
};

/** By the shop's slug; whoever is not here sends as most do. */
const special: Record<string, DemoDelivery> = {
	// Free from €60 at home, so that one more cup pays its way.
	'forno-da-ana': { ...usual, home: { ...usual.home, freeOver: 6000 } },
	// Glass goes no farther than it is sure to arrive whole.
	'sklarna-kamenice': {
		home: { first: 690, further: 300, days: [1, 2] },
		europe: { first: 1290, further: 600, days: [3, 6] },
		world: null,
	},
};

export const deliveryOf = (slug: string): DemoDelivery => special[slug] ?? usual;

export const demoCoupons: Record<string, DemoCoupon> = {
	'forno-da-ana': {
		code: 'WELCOME10',
		kind: 'percent',
		value: 1000,
		minimum: 0,
		maxUses: null,
		maxUsesPerBuyer: 1,
	},
	'voe-knitwear': {
		code: 'WARM-POST',
		kind: 'free_shipping',
		value: 0,
		minimum: 3000,
		maxUses: 100,
		maxUsesPerBuyer: null,
	},
};
