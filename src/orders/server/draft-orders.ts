/** From what a buyer asks for to orders as they will be written: what each item is, what it costs, which shop it goes to. */
import type { ForSale } from '#catalog/server/steps.ts';
import { newId, newOrderNumber } from '#lib/ids.ts';
import { formatMoney, type Money } from '#lib/money.ts';
import { Refusal, type FieldErrors } from '#lib/refusal.ts';
import { MOST_TOTAL } from '../order.ts';
import type { PricedCheckout, PricedLine, PricedShop } from '../pricing.ts';

export type AskedItem = {
	variant_id?: string | undefined;
	product_id?: string | undefined;
	quantity: number;
};
export type ChosenItem = ForSale & { quantity: number };
/** `id`: of the order line that it becomes. */
export type ItemToOrder = ChosenItem & { id: string };

export type DraftOrder = {
	id: string;
	number: string;
	shopId: string;
	shopName: string;
	currency: string;
	priced: PricedShop;
	lines: (ItemToOrder & PricedLine)[];
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
 * One order per shop, as priced; the total is the sum of its typed lines, asserted.
 * @throws {Refusal} invalid_input when it comes to more than an order may
 */
export function draftOrders(
	items: ItemToOrder[],
	priced: PricedCheckout,
): { orders: DraftOrder[]; total: Money } {
	const { currency, total: amount } = priced;
	if (amount > MOST_TOTAL) {
		const most = formatMoney({ amount: MOST_TOTAL, currency });
		throw new Refusal('invalid_input', { errors: { items: `One purchase may come to at most ${most}` } });
	}
	const orders = priced.shops.map((shop): DraftOrder => {
		const lines = shop.lines.map((line) => ({ ...items.find(({ id }) => id === line.id)!, ...line }));
		needSums(shop);
		return {
			id: newId(),
			number: newOrderNumber(),
			shopId: shop.shopId,
			shopName: shop.shopName,
			currency,
			priced: shop,
			lines,
		};
	});
	if (orders.reduce((sum, order) => sum + order.priced.total, 0) !== amount)
		throw new Error(`a checkout does not add up: ${amount}`);
	return { orders, total: { amount, currency } };
}

function needSums(shop: PricedShop): void {
	const lines = shop.lines.reduce((sum, line) => sum + line.lineAmount, 0);
	const { items, discount, shipping, taxAdded, total } = shop;
	if (
		shipping === null ||
		lines !== items ||
		items - discount + shipping + taxAdded !== total ||
		!Number.isSafeInteger(total)
	)
		throw new Error(`an order does not add up: ${JSON.stringify(shop)}`);
}
