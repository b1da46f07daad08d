import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { reasonInput } from '#activity/admin-input.ts';
import { deleteProduct } from '#activity/server/delete-product.ts';
import { editProduct } from '#activity/server/edit-product.ts';
import { readAudit } from '#activity/server/queries/audit.ts';
import { readStatusReason } from '#activity/server/queries/wares.ts';
import { restoreProduct } from '#activity/server/restore-product.ts';
import { takeDownProduct } from '#activity/server/take-down-product.ts';
import { productChange } from '#catalog/product.ts';
import { categories, findAnyProduct } from '#catalog/server/queries.ts';
import { checkInput } from '#lib/check-input.ts';
import { parseMoney } from '#lib/money.ts';
import { Refusal } from '#lib/refusal.ts';
import { formAction } from '../../../edge/form-action.ts';
import { needAdmin } from '../../../edge/guard.ts';

export async function load(event) {
	needAdmin(event);
	const [product, shelves, reason, audit] = await Promise.all([
		findAnyProduct(event.params.id),
		categories(),
		readStatusReason(event.params.id),
		readAudit({ q: '', cursor: undefined }, event.params.id),
	]);
	if (!product) error(404, { message: 'There is no such product', code: 'not_found' });
	return { product, shelves, reason, audit: audit.items };
}

/** As the form writes it: all text, the price with its decimal point, none where variants differ. */
const editForm = z.strictObject({
	name: z.string(),
	description: z.string(),
	category: z.string(),
	price: z.string().optional(),
});

const back = (event: RequestEvent, done: string) =>
	redirect(303, `/admin/products/${event.params['id']}?done=${done}`);

export const actions = {
	async edit(event) {
		const admin = needAdmin(event);
		return await formAction(event, editForm, async ({ price, ...text }) => {
			const product = await findAnyProduct(event.params.id);
			if (!product) throw new Refusal('not_found');
			const amount = price === undefined ? undefined : parseMoney(price, product.price.currency);
			if (amount === null)
				throw new Refusal('invalid_input', { errors: { price: 'Write the price like 24.50' } });
			const description = text.description.replace(/\r\n?/g, '\n');
			const change = checkInput(productChange, {
				...text,
				description,
				...(amount !== undefined && amount !== product.price.amount && { price: amount }),
			});
			await editProduct(admin, event.params.id, change);
			back(event, 'edited');
		});
	},
	async take_down(event) {
		const admin = needAdmin(event);
		return await formAction(event, reasonInput, async ({ reason }) => {
			await takeDownProduct(admin, event.params.id, reason);
			back(event, 'taken_down');
		});
	},
	async restore(event) {
		const admin = needAdmin(event);
		return await formAction(event, reasonInput, async ({ reason }) => {
			await restoreProduct(admin, event.params.id, reason);
			back(event, 'restored');
		});
	},
	async delete(event) {
		const admin = needAdmin(event);
		return await formAction(event, reasonInput, async ({ reason }) => {
			await deleteProduct(admin, event.params.id, reason);
			back(event, 'deleted');
		});
	},
};
