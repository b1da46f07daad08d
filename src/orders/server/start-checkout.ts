/**
 * Begins a checkout: stock for all of it is held from here on, or nothing is and the answer says what falls short. One
 * transaction. The buyer's open checkout, in whatever tab, ends with it and its pieces go over, so that nobody is in their own way.
 */
import { isGuest, type Shopper } from '#accounts/actor.ts';
import { ensureGuest } from '#accounts/server/steps/guests.ts';
import { readForSale } from '#catalog/server/steps.ts';
import { newId } from '#lib/ids.ts';
import { crashPoint } from '#lib/server/crash-point.ts';
import type { Tx } from '#lib/server/db.ts';
import { once, type OnceAnswer } from '#lib/server/idempotency.ts';
import { limit } from '#lib/server/rate-limit.ts';
import type { StartCheckoutInput } from '../checkout-schema.ts';
import { MOST_EXTENSIONS } from '../checkout.ts';
import { readClock } from './clock.ts';
import { chooseItems } from './draft-orders.ts';
import { claimSeen, lookAgain } from './steps/claim-stock.ts';
import { fitToStock } from './steps/fit-to-stock.ts';
import { askingNetwork, refuseHoarding } from './steps/hold-caps.ts';
import { closeCheckout, lockCheckout, tellOfCheckout } from './steps/open-checkouts.ts';

export const START_CHECKOUT = 'POST /api/checkouts';

export type StartedCheckout = {
	id: string;
	/** ISO 8601 UTC. */
	expires_at: string;
	extensions_left: number;
	lines: { id: string; product_id: string; variant_id: string; quantity: number }[];
};

/**
 * @param key the client's once-only key
 * @returns the `StartedCheckout` as JSON text
 * @throws {Refusal} invalid_input, own_product, sold_out (with `lines` and errors by field), hold_cap, key_reused, in_progress
 */
export async function startCheckout(
	shopper: Shopper,
	input: StartCheckoutInput,
	key?: string,
): Promise<OnceAnswer> {
	await limit('start-checkout', shopper.id, { points: 60, seconds: 60 });
	const request = { scope: shopper.id, route: START_CHECKOUT, key, input };
	return await lookAgain(() =>
		once(request, async (tx) => {
			if (isGuest(shopper)) await ensureGuest(tx, shopper.id);
			return await start(tx, shopper.id, input);
		}),
	);
}

async function start(tx: Tx, buyerId: string, { items, take = 'all' }: StartCheckoutInput) {
	const before = await lockCheckout(tx, { openFor: buyerId });
	const clock = await readClock(tx);
	const forSale = await readForSale(tx, {
		variantIds: items.flatMap((item) => item.variant_id ?? []),
		productIds: items.flatMap((item) => item.product_id ?? []),
	});
	const chosen = chooseItems(items, forSale, buyerId).map((item) => ({ ...item, id: newId() }));
	await refuseHoarding(tx, chosen, { buyerId, insteadOf: before?.id });
	const lines = await fitToStock(tx, chosen, { buyerId, insteadOf: before?.id, take });
	crashPoint('start-checkout:after-fit');

	if (before) await closeCheckout(tx, before, 'left');
	crashPoint('start-checkout:after-close');
	const checkout = {
		id: newId(),
		buyerId,
		status: 'open' as const,
		expiresAt: clock.heldUntil,
		lines: lines.map(({ id, productId, variantId, quantity }) => ({ id, productId, variantId, quantity })),
	};
	await write(tx, checkout, lines[0]!.currency, clock.now);
	crashPoint('start-checkout:after-rows');
	await tellOfCheckout(tx, 'checkout.started', checkout);
	const body: StartedCheckout = {
		id: checkout.id,
		expires_at: clock.heldUntil.toISOString(),
		extensions_left: MOST_EXTENSIONS,
		lines: checkout.lines.map((line) => ({
			id: line.id,
			product_id: line.productId,
			variant_id: line.variantId,
			quantity: line.quantity,
		})),
	};
	const claims = checkout.lines.map(({ id, ...line }) => ({ ...line, orderLineId: id }));
	const terms = { checkoutId: checkout.id, expiresAt: clock.heldUntil, insteadOf: before?.id };
	return { status: 201, body, last: () => claimSeen(tx, claims, terms) };
}

async function write(
	tx: Tx,
	checkout: {
		id: string;
		buyerId: string;
		expiresAt: Date;
		lines: { id: string; productId: string; variantId: string; quantity: number }[];
	},
	currency: string,
	now: Date,
): Promise<void> {
	await tx
		.insertInto('checkouts')
		.values({
			id: checkout.id,
			user_id: checkout.buyerId,
			open_for: checkout.buyerId,
			status: 'open',
			currency,
			total_amount: 0,
			expires_at: checkout.expiresAt,
			address: askingNetwork(),
			created_at: now,
		})
		.execute();
	await tx
		.insertInto('checkout_lines')
		.values(
			checkout.lines.map((line, position) => ({
				id: line.id,
				checkout_id: checkout.id,
				position,
				product_id: line.productId,
				variant_id: line.variantId,
				quantity: line.quantity,
			})),
		)
		.execute();
}
