/** The stalls of a simulated market: few pieces of each thing, so that people are refused, and one thing that everybody wants. */
import { newId } from '#lib/ids.ts';
import type { Person } from '../market/people.ts';
import type { Dice } from './dice.ts';

export type Good = {
	productId: string;
	variantId: string;
	name: string;
	seller: Person;
	shopId: string;
	/** The only variant of its product: its seller can restock and reprice it in one line. */
	alone: boolean;
};

const THINGS = ['spoon', 'bowl', 'mug', 'candle', 'scarf', 'box', 'print', 'ring'];
const HOT_PIECES = 5;

/** Each seller lists three plain things and one in three sizes. The first good of all is the one that everybody wants. */
export async function setOutStalls(sellers: Person[], dice: Dice): Promise<Good[]> {
	const goods: Good[] = [];
	for (const [at, seller] of sellers.entries()) {
		for (let n = 0; n < 3; n++) {
			const stock = at === 0 && n === 0 ? HOT_PIECES : dice.between(1, 5);
			const name =
				at === 0 && n === 0 ? 'The spoon that everybody wants' : `A ${dice.pick(THINGS)} no. ${n + 1}`;
			goods.push(...(await list(seller, name, { price: dice.between(500, 6_000), stock })));
		}
		const variants = ['S', 'M', 'L'].map((size) => ({ options: { Size: size }, stock: dice.between(1, 4) }));
		goods.push(...(await list(seller, 'A jumper', { price: 8_900, variants })));
	}
	return goods;
}

async function list(seller: Person, name: string, offer: object): Promise<Good[]> {
	const answer = await seller.call('POST', '/api/products', {
		name,
		description: 'Made by hand, for a simulation.',
		category: 'ceramics',
		...offer,
	});
	if (answer.status !== 201) throw new Error(`${name} could not be listed: ${answer.status} ${answer.text}`);
	const product = answer.body as { id: string; variants: { id: string }[]; shop: { id: string } };
	return product.variants.map((variant) => ({
		productId: product.id,
		variantId: variant.id,
		name,
		seller,
		shopId: product.shop.id,
		alone: product.variants.length === 1,
	}));
}

/** Each shop's coupon, of which there are few. Another for each run: an earlier one's shops may take part again. */
export const COUPON = { code: `FEW-${newId().slice(-8).toUpperCase()}`, max_uses: 6, max_uses_per_buyer: 2 };

export async function giveCoupons(sellers: Person[]): Promise<void> {
	for (const seller of sellers) {
		const coupon = { ...COUPON, kind: 'percent', value: 1_500 };
		const answer = await seller.call('POST', '/api/shop/coupons', coupon);
		if (answer.status !== 201) throw new Error(`no coupon: ${answer.status} ${answer.text}`);
	}
}

export async function clearStalls(goods: Good[]): Promise<void> {
	const products = new Map(goods.map((good) => [good.productId, good.seller]));
	for (const [id, seller] of products) await seller.call('DELETE', `/api/products/${id}`);
}
