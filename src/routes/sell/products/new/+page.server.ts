import { redirect } from '@sveltejs/kit';
import { createProduct } from '#catalog/server/create-product.ts';
import { categories } from '#catalog/server/queries.ts';
import { seatOf } from '#shops/server/queries/seats.ts';
import { shippingProfilesOf } from '#shops/server/queries/delivery.ts';
import { profileView } from '#shops/delivery.ts';
import { formAction } from '../../../edge/form-action.ts';
import { needActor } from '../../../edge/guard.ts';
import { takeSeat } from '../../../edge/seat.ts';
import { redrawn } from '../redrawn.ts';
import { newProductFields, readNewProduct } from '../product-form.ts';

/** What a shop sells in until it says otherwise. */
const CURRENCY = 'EUR';

export async function load(event) {
	const shop = (await takeSeat(event, 'products.edit')).seat?.shop;
	const rows = await categories();
	const currency = shop?.currency ?? CURRENCY;
	const profiles = shop ? await shippingProfilesOf([shop.id]) : [];
	return {
		rows,
		currency,
		first: !shop,
		profiles: profiles.map((profile) => profileView(profile, currency)),
	};
}

export const actions = {
	async list(event) {
		const actor = needActor(event);
		return await formAction(event, newProductFields, async (fields) => {
			const currency = (await seatOf(actor))?.shop.currency ?? CURRENCY;
			const product = await createProduct(actor, readNewProduct(fields, currency));
			redirect(303, `/sell/products/${product.id}?new=1#pictures`);
		});
	},
	/** Without a script: the same form with a row for each combination. */
	async grid(event) {
		needActor(event);
		return await formAction(event, newProductFields, redrawn);
	},
};
