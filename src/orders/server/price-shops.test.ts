import { expect, test } from 'vitest';
import type { ProductView } from '#catalog/product.ts';
import { changeProduct } from '#catalog/server/change-product.ts';
import { readForSale } from '#catalog/server/steps.ts';
import { newId } from '#lib/ids.ts';
import { db, transaction } from '#lib/server/db.ts';
import { COUPON_TROUBLES } from '#shops/coupon.ts';
import type { CouponInput } from '#shops/coupon-schema.ts';
import type { ShippingProfileInput } from '#shops/delivery-schema.ts';
import { makeCoupon } from '#shops/server/make-coupon.ts';
import { removeShippingProfile } from '#shops/server/remove-shipping-profile.ts';
import { saveShippingProfile } from '#shops/server/save-shipping-profile.ts';
import { stopCoupon } from '#shops/server/stop-coupon.ts';
import { buyerKeyOf, redeemCoupon } from '#shops/server/steps/coupons.ts';
import { listProduct, signUp, type Person } from '#testing/cast.ts';
import { priceShops, quoteShops } from './price-shops.ts';

const zone = (countries: string[] | null, first: number, further: number) => ({
	countries,
	first,
	further,
	free_over: null,
	days_min: 2,
	days_max: 4,
});
const sending = (name: string, ...zones: ShippingProfileInput['zones']) => ({
	name,
	is_default: false,
	zones,
});
const give = (person: Person, coupon: Partial<CouponInput>) =>
	makeCoupon(person.actor, {
		code: 'WELCOME10',
		kind: 'percent',
		value: 1000,
		minimum: 0,
		ends_at: null,
		max_uses: null,
		max_uses_per_buyer: null,
		...coupon,
	});

async function itemsOf(...products: [ProductView, number][]) {
	const forSale = await transaction((tx) =>
		readForSale(tx, { productIds: products.map(([product]) => product.id) }),
	);
	return products.map(([product, quantity]) => ({
		...forSale.find((row) => row.productId === product.id)!,
		id: newId(),
		quantity,
	}));
}

test('each shop sends by its own profiles, and its coupon is for its own things', async () => {
	const [ana, cleo] = [await signUp('ana'), await signUp('cleo')];
	const [bowl, jar, spoon] = [
		await listProduct(ana),
		await listProduct(ana),
		await listProduct(cleo, { price: 1000 }),
	];
	await saveShippingProfile(ana.actor, sending('Small', zone(['BE', 'DE'], 450, 100)));
	const large = await saveShippingProfile(ana.actor, sending('Large', zone(['BE'], 1200, 700)));
	await changeProduct(ana.actor, jar.id, { shipping_profile: large.id });
	await give(ana, {});
	const items = await itemsOf([bowl, 2], [jar, 1], [spoon, 3]);
	const basket = { currency: 'EUR', items, coupons: { [bowl.shop.id]: ' welcome10' } };

	const priced = await priceShops(db, { ...basket, country: 'BE' });
	expect(priced.shops).toMatchObject([
		{ shopId: bowl.shop.id, items: 7350, discount: 735, shipping: 1200 + 2 * 100, total: 7350 - 735 + 1400 },
		{ shopId: spoon.shop.id, items: 3000, discount: 0, shipping: 0, total: 3000, coupon: null },
	]);
	expect(priced.total).toBe(8015 + 3000);
	expect(priced.shops[0]!.lines.map((line) => line.commission)).toEqual([221, 110]);

	// The jar goes to Belgium alone; without its profile it goes as everything else does.
	const away = await quoteShops(db, { ...basket, country: 'DE' });
	expect(away).toMatchObject({ code: 'not_sent_there', priced: { shipping: null } });
	expect(away.errors).toEqual({
		'shipping_address.country': `${ana.actor.username} does not send to Germany`,
	});
	await expect(priceShops(db, { ...basket, country: 'DE' })).rejects.toMatchObject({
		code: 'not_sent_there',
	});
	await removeShippingProfile(ana.actor, large.id);
	expect((await priceShops(db, { ...basket, country: 'DE' })).shops[0]!.shipping).toBe(450 + 2 * 100);
});

test('a coupon that is not taken is named by its shop; unknown and foreign read the same', async () => {
	const [ana, cleo] = [await signUp('ana'), await signUp('cleo')];
	const [bowl, spoon] = [await listProduct(ana), await listProduct(cleo)];
	await give(cleo, { code: 'FOREIGN' });
	await give(ana, { code: 'LARGE', minimum: 10_000 });
	const { id } = await give(ana, { code: 'ONCE', max_uses_per_buyer: 1 });
	const items = await itemsOf([bowl, 1]);
	const buyerKey = buyerKeyOf('ben@example.test');
	const said = async (code: string, shopId = bowl.shop.id) => {
		const basket = { currency: 'EUR', country: 'BE', items, coupons: { [shopId]: code }, buyerKey };
		const { errors, priced } = await quoteShops(db, basket);
		expect(priced.discount > 0).toBe(Object.keys(errors).length === 0);
		if (priced.discount === 0)
			await expect(priceShops(db, basket)).rejects.toMatchObject({
				code: 'coupon_not_valid',
				data: { errors },
			});
		return errors[`coupons.${shopId}`];
	};
	expect(await said('NOWHERE')).toBe('This shop has no such coupon');
	expect(await said('FOREIGN')).toBe('This shop has no such coupon');
	expect(await said('FOREIGN', spoon.shop.id)).toBe('This shop has no such coupon');
	expect(await said('LARGE')).toBe('This coupon is for €100.00 or more from this shop');
	expect(await said('ONCE')).toBeUndefined();
	await transaction((tx) => redeemCoupon(tx, { couponId: id, orderId: newId(), buyerKey, discount: 245 }));
	expect(await said('ONCE')).toBe('You have used this coupon as often as one buyer may');
	await db.deleteFrom('coupon_redemptions').where('coupon_id', '=', id).execute();
	await db.updateTable('coupons').set({ used: 0 }).where('id', '=', id).execute();
});

test('a coupon that is over, not begun, used up or stopped lowers no price that is shown', async () => {
	const ana = await signUp('ana');
	const bowl = await listProduct(ana);
	const items = await itemsOf([bowl, 1]);
	const soon = new Date(Date.now() + 3_600_000).toISOString();
	const coupons = {
		RUNS: await give(ana, { code: 'RUNS' }),
		LATER: await give(ana, { code: 'LATER', starts_at: soon }),
		OVER: await give(ana, { code: 'OVER', ends_at: soon }),
		STOPPED: await give(ana, { code: 'STOPPED' }),
		USED: await give(ana, { code: 'USED', max_uses: 1 }),
	};
	await db
		.updateTable('coupons')
		.set({ starts_at: new Date(Date.now() - 7_200_000), ends_at: new Date(Date.now() - 3_600_000) })
		.where('id', '=', coupons.OVER.id)
		.execute();
	await stopCoupon(ana.actor, coupons.STOPPED.id);
	const use = { couponId: coupons.USED.id, orderId: newId(), buyerKey: buyerKeyOf('ben@example.test') };
	await transaction((tx) => redeemCoupon(tx, { ...use, discount: 245 }));
	const shown = await Promise.all(
		Object.keys(coupons).map(async (code) => {
			const basket = { currency: 'EUR', country: 'BE', items, coupons: { [bowl.shop.id]: code } };
			const { errors, priced } = await quoteShops(db, basket);
			return [priced.discount > 0, errors[`coupons.${bowl.shop.id}`]];
		}),
	);
	expect(shown).toEqual([
		[true, undefined],
		[false, COUPON_TROUBLES.not_yet],
		[false, COUPON_TROUBLES.over],
		[false, COUPON_TROUBLES.stopped],
		[false, COUPON_TROUBLES.used_up],
	]);
	await db.deleteFrom('coupon_redemptions').where('coupon_id', '=', coupons.USED.id).execute();
	await db.updateTable('coupons').set({ used: 0 }).where('id', '=', coupons.USED.id).execute();
});
