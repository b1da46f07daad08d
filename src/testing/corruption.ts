import type { RawBuilder } from 'kysely';

/** Ids of what the story is about: Ben bought, one order was paid, another cancelled and refunded. */
export type Story = {
	ana: string;
	ben: string;
	variant: string;
	product: string;
	paid: string;
	cancelled: string;
	payment: string;
	refund: string;
	/** Redeemed for `paid`. */
	coupon: string;
	/** Another shop's. */
	foreignCoupon: string;
	/** Sent, received, and paid out. */
	sent: string;
	payout: string;
};

export type Corruption = {
	/** The promise that must name it. */
	id: string;
	what: string;
	plant: (story: Story) => RawBuilder<unknown>;
	mend: (story: Story) => RawBuilder<unknown>;
};
