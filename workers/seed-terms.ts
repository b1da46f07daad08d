/** How the demo's shops send and what coupons they give out; what a shop has already stays as it is. */
import { sql } from 'kysely';
import type { Tx } from '#lib/server/db.ts';
import { COUNTRY_GROUPS } from '#shops/country-groups.ts';
import type { OwnShop } from '#shops/server/queries.ts';
import { addCoupon } from '#shops/server/steps/add-coupon.ts';
import { writeShippingProfile } from '#shops/server/steps/delivery.ts';
import { tellOfShop } from '#shops/server/steps/tell-of-shop.ts';
import type { DemoRate, DemoShop } from '#testing/demo/demo.ts';
import { deliveryOf, demoCoupons } from '#testing/demo/delivery.ts';

/** Answers whether anything was added. */
export async function addTerms(tx: Tx, demo: DemoShop, shop: OwnShop): Promise<boolean> {
	// Waits for another seed, and for the shop's owner.
	await sql`select id from shops where id = ${shop.id} for update`.execute(tx);
	const [profile, coupon] = [
		await tx.selectFrom('shipping_profiles').select('id').where('shop_id', '=', shop.id).executeTakeFirst(),
		await tx.selectFrom('coupons').select('id').where('shop_id', '=', shop.id).executeTakeFirst(),
	];
	if (!profile) await addDelivery(tx, demo, shop);
	const terms = demoCoupons[demo.slug];
	if (!terms || coupon) return !profile;
	const { code, kind, value, minimum, maxUses, maxUsesPerBuyer } = terms;
	await addCoupon(tx, shop, {
		code,
		kind,
		...(value > 0 && { value }),
		minimum,
		ends_at: null,
		max_uses: maxUses,
		max_uses_per_buyer: maxUsesPerBuyer,
	});
	return true;
}

async function addDelivery(tx: Tx, demo: DemoShop, shop: OwnShop): Promise<void> {
	const { home, europe, world } = deliveryOf(demo.slug);
	const others = COUNTRY_GROUPS['group-europe']!.countries.filter((country) => country !== demo.country);
	await writeShippingProfile(tx, shop, {
		name: 'By post',
		is_default: true,
		zones: [zone([demo.country], home), zone([...others], europe), ...(world ? [zone(null, world)] : [])],
	});
	await tellOfShop(tx, shop.id, { type: 'shop.delivery_changed' });
}

const zone = (countries: string[] | null, { first, further, freeOver, days }: DemoRate) => ({
	countries,
	first,
	further,
	free_over: freeOver ?? null,
	days_min: days[0],
	days_max: days[1],
});
