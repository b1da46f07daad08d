/** From what a buyer asks for to orders as they will be written: what each item is, what it costs, which shop it goes to. */
import type { ForSale } from '#catalog/server/steps.ts';
import { newId, newOrderNumber } from '#lib/ids.ts';
import { formatMoney, type Money } from '#lib/money.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import { MOST_TOTAL, totalsOf, type Totals } from '../order.ts';

export type AskedItem = {
	variant_id?: string | undefined;
	product_id?: string | undefined;
	quantity: number;
};
export type ChosenItem = ForSale & { quantity: number };

export type DraftOrder = {
	id: string;
	number: string;
	shopId: string;
	shopName: string;
	currency: string;
	totals: Totals;
	lines: (ChosenItem & { id: string })[];
};

/**
 * Finds what each item is, in the order they were asked for.
 * @throws {Refusal} invalid_input by item; own_product
 */
export function chooseItems(asked: AskedItem[], forSale: ForSale[], buyerId: string): ChosenItem[] {
	const errors: FieldErrors = {};
	const chosen = asked.flatMap((item, at): ChosenItem[] => {
		const field = `items.${at}.${item.variant_id ? 'variant_id' : 'product_id'}`;
		const found = forSale.filter((row) =>
			item.variant_id ? row.variantId === item.variant_id : row.productId === item.product_id,
		);
		const [only] = found;
		if (!only?.visible) errors[field] = 'This is not for sale';
		else if (found.length > 1) errors[field] = 'Choose a variant: give its variant_id';
		else return [{ ...only, quantity: item.quantity }];
		return [];
	});
	if (Object.keys(errors).length > 0) throw new Refusal('invalid_input', { errors });
	if (chosen.some((item) => item.sellerId === buyerId)) throw new Refusal('own_product');
	if (new Set(chosen.map((item) => item.currency)).size > 1)
		throw new Refusal('invalid_input', {
			errors: { items: 'These are sold in different currencies; buy them one currency at a time' },
		});
	return chosen;
}

/**
 * One order per shop; the total is the sum of its typed lines, asserted.
 * @throws {Refusal} invalid_input when it comes to more than an order may
 */
export function splitByShop(items: ChosenItem[]): { checkoutId: string; orders: DraftOrder[]; total: Money } {
	const currency = items[0]!.currency;
	const byShop = Map.groupBy(items, (item) => item.shopId);
	const orders = [...byShop.values()].map((own): DraftOrder => {
		const totals = totalsOf(own);
		return {
			id: newId(),
			number: newOrderNumber(),
			shopId: own[0]!.shopId,
			shopName: own[0]!.shopName,
			currency,
			totals,
			lines: own.map((item) => ({ ...item, id: newId() })),
		};
	});
	const amount = orders.reduce((sum, order) => sum + order.totals.total, 0);
	if (amount > MOST_TOTAL) {
		const most = formatMoney({ amount: MOST_TOTAL, currency });
		throw new Refusal('invalid_input', { errors: { items: `One purchase may come to at most ${most}` } });
	}
	if (!Number.isSafeInteger(amount) || amount !== totalsOf(items).total)
		throw new Error(`a checkout does not add up: ${amount}`);
	return { checkoutId: newId(), orders, total: { amount, currency } };
}
