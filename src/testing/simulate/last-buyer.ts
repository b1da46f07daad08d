/** When all is quiet, somebody takes everything that is left: who says that it is there must sell it, and then be out of it. */
import { randomUUID } from 'node:crypto';
import { GHENT, GOOD_CARD, type Person } from '../market/people.ts';
import type { Diary } from './diary.ts';
import type { Good } from './goods.ts';

export async function buyWhatIsLeft(diary: Diary, who: Person, goods: Good[]): Promise<string[]> {
	const violations: string[] = [];
	const buy = (variantId: string, quantity: number) =>
		diary.ask({
			who,
			act: 'order',
			method: 'POST',
			path: '/api/orders',
			key: randomUUID(),
			body: {
				items: [{ variant_id: variantId, quantity }],
				shipping_address: GHENT,
				payment: GOOD_CARD,
			},
		});
	for (const { productId, variantId, name } of goods) {
		const product = await diary.ask({
			who,
			act: 'look',
			method: 'GET',
			path: `/api/products/${productId}`,
		});
		const shown = (product?.body?.variants as { id: string; stock: number }[] | undefined)?.find(
			(variant) => variant.id === variantId,
		);
		const left = shown?.stock ?? 0;
		const bought = left > 0 ? await buy(variantId, left) : null;
		if (left > 0 && bought?.status !== 201)
			violations.push(`${left} of “${name}” are there, and the last buyer was told: ${bought?.text}`);
		const none = await buy(variantId, 1);
		if (none?.code !== 'sold_out')
			violations.push(`all of “${name}” were sold, and the last buyer was told: ${none?.text}`);
	}
	return violations;
}
