import type { Shopper } from '#accounts/actor.ts';
import { readBasket } from '#orders/server/queries/basket.ts';
import { setBasketLine } from '#orders/server/set-basket-line.ts';

/** Sets how many of a thing (of its first variant) lie in somebody's basket. */
export const put = (
	shopper: Shopper,
	product: { variants: { id: string }[] },
	quantity: number,
	saved?: boolean,
) => setBasketLine(shopper, { variant_id: product.variants[0]!.id, quantity, saved });

/** What lies where: `3` in the basket, `later 1` saved. */
export async function contents(shopper: Shopper): Promise<Record<string, string>> {
	const { parts, saved } = await readBasket(shopper);
	const within = parts.flatMap((part) => part.shops.flatMap((stall) => stall.lines));
	return Object.fromEntries([
		...within.map((line) => [line.variant_id, String(line.quantity)]),
		...saved.map((line) => [line.variant_id, `later ${line.quantity}`]),
	]);
}
