/** A buyer's deeds in a basket. */
import type { BasketView } from '#orders/basket.ts';
import { basketOf } from './basket-book.ts';
import { adopt, compare, look, lyingIn } from './look-into.ts';
import { wish, type Line, type Shopping } from './shopping.ts';

const MOST_THINGS = 6;

/** Puts things in, from several shops, sets how many, takes one out, saves one for later and brings it back. */
export async function shopAround(shopping: Shopping): Promise<void> {
	const { dice, baskets, who } = shopping;
	for (let deeds = dice.between(2, 5); deeds > 0; deeds--) {
		const basket = basketOf(baskets, who.id);
		const die = dice.random();
		if (basket.size === 0 || (die < 0.6 && basket.size < MOST_THINGS))
			await set(shopping, wish(shopping), { quantity: dice.between(1, 3) });
		else {
			const thing = dice.pick([...basket.keys()]);
			const { quantity, saved } = basket.get(thing)!;
			if (die < 0.7) await set(shopping, thing, { quantity: quantity + 1 });
			else if (die < 0.78) await set(shopping, thing, { quantity: 0 });
			else if (die < 0.86) await remove(shopping, thing);
			else await set(shopping, thing, { quantity, saved: !saved });
		}
	}
}

/** Everything in the basket, as a page asks for it; now and then one thing on two lines. */
export function toBuy({ dice, baskets, who }: Shopping): Line[] {
	const lines = [...basketOf(baskets, who.id)]
		.filter(([, { saved }]) => !saved)
		.map(([variant_id, { quantity }]) => ({ variant_id, quantity }));
	const many = lines.find((line) => line.quantity > 1);
	if (!many || dice.chance(0.6)) return lines;
	many.quantity -= 1;
	return [...lines, { variant_id: many.variant_id, quantity: 1 }];
}

/** Sometimes twice at once, as by a double click or from two tabs, which may want different numbers: then one of them stands. */
async function set(
	shopping: Shopping,
	thing: string,
	to: { quantity: number; saved?: boolean },
): Promise<void> {
	const { diary, dice, who, baskets } = shopping;
	const ask = (body: typeof to) =>
		diary.ask({ who, act: 'basket', method: 'PUT', path: `/api/basket/lines/${thing}`, body });
	// A guest is nobody before the first answer: two at once would be two guests.
	const known = who.id !== '';
	const other = known && to.quantity > 0 && dice.chance(0.1) ? { ...to, quantity: to.quantity + 1 } : null;
	const twice = known && dice.chance(0.15);
	const wishes = other ? [to, other] : twice ? [to, to] : [to];
	const answers = await Promise.all(wishes.map(ask));
	if (who.id === '') return;
	const basket = basketOf(baskets, who.id);
	const was = basket.get(thing);
	const lie = ({ quantity, saved = was?.saved ?? false }: typeof to) =>
		quantity > 0 ? void basket.set(thing, { quantity, saved }) : void basket.delete(thing);
	lie(to);
	if (answers.some((answer) => answer?.status !== 200)) {
		const said = answers.map((answer) => answer?.text ?? 'nothing').join(' and ');
		diary.faults.push(`${who.username} put ${to.quantity} of ${thing} into the basket and was told ${said}`);
		await adopt(shopping);
	} else if (!other) for (const answer of answers) compare(shopping, answer!.body as BasketView);
	else {
		const shown = await look(shopping);
		if (shown && lyingIn(shown).get(thing)?.quantity === other.quantity) lie(other);
		if (shown) compare(shopping, shown);
	}
}

async function remove(shopping: Shopping, thing: string): Promise<void> {
	const { diary, who, baskets } = shopping;
	const path = `/api/basket/lines/${thing}`;
	const answer = await diary.ask({ who, act: 'basket', method: 'DELETE', path });
	const { unclear } = diary.known.findLast((one) => one.who === who && one.act === 'basket')!;
	basketOf(baskets, who.id).delete(thing);
	// Whose first try was cut off may have taken it out by that.
	if (answer && answer.status !== 204 && !(answer.status === 404 && unclear > 0))
		diary.faults.push(`${who.username} took ${thing} out of the basket and was told ${answer.text}`);
}
