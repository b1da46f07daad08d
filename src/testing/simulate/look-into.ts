/** Holds what the market shows of baskets against their owners' own account; what differs is the market's fault, and told once. */
import { buyable, type BasketView } from '#orders/basket.ts';
import { basketOf, told, type Basket } from './basket-book.ts';
import type { Shopping } from './shopping.ts';

type Looking = Pick<Shopping, 'diary' | 'who' | 'baskets'>;

/** Reads the basket and holds it against what its owner did. */
export async function lookInto(shopping: Looking): Promise<void> {
	const shown = await look(shopping);
	if (shown) compare(shopping, shown);
}

export async function look({ diary, who }: Pick<Looking, 'diary' | 'who'>): Promise<BasketView | null> {
	const answer = await diary.ask({ who, act: 'look', method: 'GET', path: '/api/basket' });
	return answer?.status === 200 ? (answer.body as BasketView) : null;
}

/** After a fault, which is told once: what it shows is what lies there. */
export async function adopt(shopping: Looking): Promise<void> {
	const shown = await look(shopping);
	if (shown) shopping.baskets.set(shopping.who.id, lyingIn(shown));
}

export function compare({ diary, who, baskets }: Looking, shown: BasketView): void {
	const fault = (says: string) => void diary.faults.push(`the basket of ${who.username} ${says}`);
	const lines = shown.parts.flatMap((part) => part.shops.flatMap((stall) => stall.lines));
	const all = [...lines, ...shown.saved];
	if (new Set(all.map((line) => line.variant_id)).size < all.length) fault('shows one thing on two lines');
	if (shown.pieces !== lines.reduce((sum, line) => sum + line.quantity, 0))
		fault(`says ${shown.pieces} pieces and shows others`);
	for (const line of all)
		if (line.total.amount !== line.price.amount * buyable(line)) fault(`adds ${line.variant_id} up wrongly`);
	const [is, should] = [told(lyingIn(shown)), told(basketOf(baskets, who.id))];
	if (is === should) return;
	fault(`shows ${is || 'nothing'}, and should ${should || 'nothing'}`);
	baskets.set(who.id, lyingIn(shown));
}

export const lyingIn = ({ parts, saved }: BasketView): Basket =>
	new Map(
		[...parts.flatMap((part) => part.shops.flatMap((stall) => stall.lines)), ...saved].map((line) => [
			line.variant_id,
			{ quantity: line.quantity, saved: line.saved },
		]),
	);
