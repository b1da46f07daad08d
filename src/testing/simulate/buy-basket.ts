import type { Answer } from './diary.ts';
import { checkOut } from './check-out.ts';
import { lookInto } from './look-into.ts';
import { shopAround, toBuy } from './shop-around.ts';
import type { Shopping } from './shopping.ts';

/** Fills the basket and buys all of it, or tries to. */
export async function buyBasket(shopping: Shopping): Promise<Answer | null> {
	await shopAround(shopping);
	const items = toBuy(shopping);
	const bought = items.length > 0 ? await checkOut(shopping, items) : null;
	await lookInto(shopping);
	return bought;
}
